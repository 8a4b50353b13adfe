import { type Block, clean } from "./blocks";
import { attribute, type Element, inlineText, textOf } from "./dom";

/** Letters below which a page says so little that something is missing. */
const HARDLY_ANY = 20;
const LITTLE = 250;
const SHORT = 800;
/** Script within a page, in characters, that is there to make the page. */
const MUCH_SCRIPT = 20_000;

/** Where frameworks put what they make, by id or attribute. */
const ROOT_IDS = new Set("root app __next __nuxt ___gatsby svelte q-app ember-app application".split(" "));
const ROOT_ATTRIBUTES = ["ng-app", "data-reactroot", "data-v-app"];
const NEEDS_SCRIPT =
  /(?:enable|activate|turn on|requires?|needs?|without)\s+(?:\w+\s+){0,3}java-?script|java-?script\s+(?:\w+\s+){0,4}(?:enabled|required|disabled|aktivier|activ|habilit|abilit)|(?:activer|activez|activar|activa|active|habilit\w+|abilita\w*|aktivier\w*)\s+(?:\w+\s+){0,2}java-?script|включите\s+java-?script|java-?script\s*を(?:有効|オン)|(?:启用|啟用|开启)\s*java-?script|java-?script.{0,10}(?:활성화|사용)/i;
const NOT_FOUND =
  /^(?:(?:error|fehler|erreur|http)\s*)?404\b(?:\s*[-–—:|]?\s*(?:error|not found|page not found))?|^(?:oops[!.,]*\s*)?(?:(?:the|this|that|sorry,?)\s+)*(?:requested\s+)?page\s+(?:was\s+|is\s+|could\s+|can\s*|cannot\s+)*(?:not\s+)?(?:be\s+)?(?:found|doesn['’]t exist|does not exist|no longer exists)|^page (?:introuvable|non trouvée)|^seite (?:wurde )?nicht gefunden|^página no encontrada|^página não encontrada|^pagina non trovata|^pagina niet gevonden|^(?:страница не найдена|nie znaleziono strony|sidan hittades inte|siden blev ikke fundet|sayfa bulunamadı)|^お探しのページ.*見つかりません|^ページが見つかりません|^(?:页面不存在|页面未找到|找不到(?:页面|網頁|此页))|^페이지를 찾을 수 없|^الصفحة غير موجودة|^ไม่พบหน้า/i;
const SIGN_IN =
  /\b(?:log ?in|sign ?in|log on|anmelden|anmeldung|einloggen|se connecter|connexion|iniciar sesión|inicia sesión|accedi|entrar|inloggen|zaloguj|giriş yap)\b|войти|вход|ログイン|サインイン|登录|登錄|登入|로그인|تسجيل الدخول/i;

/** Why a page is not what its address promises, as a sentence; null if it is, be it ever so short. */
export function problemOf(elements: Element[], title: string, blocks: Block[]): string | null {
  const shown = blocks.map(({ text }) => text).join("");
  const size = shown.length > SHORT * 4 ? shown.length : lettersOf(shown);
  if (size > SHORT) return null;
  if (isNotFound(title, blocks)) return "This page says that there is no page here, though it answers as if there were";
  if (size < LITTLE && isShell(elements, size, blocks)) {
    return "The text of this page is put there by JavaScript, which is not run. Ask who made the site to render it on the server";
  }
  return isSignIn(elements, title, blocks, size)
    ? "This page asks for a sign-in, so what is behind it can't be read"
    : null;
}

const lettersOf = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** "Page not found", alone or beside the name of the site. */
function isNotFound(title: string, blocks: Block[]): boolean {
  const parts = title.split(/\s[|–—·-]\s/);
  const heading = blocks.find(({ isHeading }) => isHeading)?.text ?? "";
  return [...parts, heading].some((part) => part.length < 80 && NOT_FOUND.test(part.trim()));
}

function isShell(elements: Element[], size: number, blocks: Block[]): boolean {
  const scripts = elements.filter((each) => each.name === "script" && !attribute(each, "type").includes("json"));
  const linked = scripts.filter((script) => attribute(script, "src")).length;
  const written = scripts.reduce((sum, script) => sum + textOf(script).length, 0);
  if (linked === 0 && written < 200) return false;
  if (size < HARDLY_ANY && (linked > 2 || written > MUCH_SCRIPT)) return true;
  const roots = elements.filter(isRoot);
  const isEmpty = roots.some((root) => lettersOf(inlineText(root)) < HARDLY_ANY);
  const warning = elements
    .filter(({ name }) => name === "noscript")
    .map(textOf)
    .join(" ");
  const shown = blocks.map(({ text }) => text).join(" ");
  if (NEEDS_SCRIPT.test(shown)) return true;
  return isEmpty || (roots.length === 0 && NEEDS_SCRIPT.test(warning) && size < HARDLY_ANY * 2);
}

const isRoot = ({ name, attribs }: Element) =>
  name === "app-root" || ROOT_IDS.has(attribs.id ?? "") || ROOT_ATTRIBUTES.some((attribute) => attribute in attribs);

const isPassword = (element: Element) =>
  element.name === "input" && attribute(element, "type").toLowerCase() === "password";

function isSignIn(elements: Element[], title: string, blocks: Block[], size: number): boolean {
  if (!elements.some(isPassword)) return false;
  const names = [title, ...blocks.filter(({ isHeading }) => isHeading).map(({ text }) => text)];
  return size < LITTLE / 2 || (size < LITTLE * 2 && names.some((name) => SIGN_IN.test(clean(name))));
}
