import type { Locale } from "./locale";

/** The launcher's name while the chat is closed. Its name while it is open comes with the panel. */
export const openChat: Record<Locale, string> = {
  en: "Open chat",
  es: "Abrir el chat",
  "pt-BR": "Abrir o chat",
  de: "Chat öffnen",
  fr: "Ouvrir le chat",
  it: "Apri la chat",
  nl: "Chat openen",
  pl: "Otwórz czat",
  ru: "Открыть чат",
  ar: "فتح الدردشة",
  zh: "打开聊天",
  ja: "チャットを開く",
};
