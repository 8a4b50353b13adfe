/** @jsxImportSource @/lib/chat-widget/view */
import type { State } from "@/lib/chat-widget/conversation/state";
import type { Ui } from "./context";
import { Tool } from "./icon";

const MENU = "menu";

const nativeName = (code: string) => new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code;

type HeaderProps = { ui: Ui; state: State };

/** Who is talking, in which language, and what else can be done. */
export function Header({ ui, state }: HeaderProps) {
  const { words, site } = ui;
  const { handler } = state;
  const name = handler ?? site?.assistantName ?? "";
  return (
    <header>
      <span class="avatar" aria-hidden="true">
        {[...name][0]}
      </span>
      <div class="who">
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p>
          {!handler && words.assistant}
          {site && name !== site.name && [!handler && " · ", <bdi>{site.name}</bdi>]}
        </p>
      </div>
      <LanguageChip ui={ui} state={state} />
      <Menu ui={ui} state={state} />
      <Tool icon="close" class="round exit" label={words.close} onclick={ui.close} />
    </header>
  );
}

function LanguageChip({ ui, state }: HeaderProps) {
  const { language, languageMode, allowedLanguages } = state;
  if (!language) return null;
  const isFixed = languageMode === "single" || allowedLanguages.length < 2;
  return (
    <span class="language">
      <span aria-hidden={!isFixed}>{language.split("-")[0]}</span>
      {!isFixed && (
        <select
          aria-label={ui.words.language}
          value={language}
          onchange={({ currentTarget }) => ui.parts.setLanguage(currentTarget.value)}
        >
          {allowedLanguages.map((code) => (
            <option value={code}>{nativeName(code)}</option>
          ))}
        </select>
      )}
    </span>
  );
}

function Menu({ ui, state }: HeaderProps) {
  const { words, parts } = ui;
  const isOpen = ui.view.open === MENU;
  return (
    <div class="menu">
      <Tool icon="more" label={words.menu} aria-expanded={isOpen} onclick={() => parts.open(isOpen ? "" : MENU)} />
      {isOpen && parts.opened()?.Items({ ui, state })}
    </div>
  );
}
