import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "Chat schließen",
  menu: "Menü",
  newConversation: "Neue Unterhaltung",
  askPerson: "Mit einem Menschen sprechen",
  language: "Sprache",
  assistant: "KI-Assistent",
  intro: "Die Antworten stammen von der Website von {name}, mit Quellenangaben.",
  you: "Sie",
  message: "Nachricht",
  placeholder: "Stellen Sie eine Frage",
  send: "Senden",
  stop: "Anhalten",
  sources: "Quellen",
  source: "Quelle {n}: {title}",
  kept: "Aufbewahrt, wird gesendet",
  failed: "Nicht gesendet",
  retry: "Noch einmal versuchen",
  tooMany: "Zu viele Nachrichten auf einmal. Versuchen Sie es {when} noch einmal.",
  stopped: "Angehalten",
  interrupted: "Die Antwort wurde unterbrochen.",
  offline: "Sie sind offline.",
  away: "Wir sind gerade nicht erreichbar.",
  sentLater: "Was Sie schreiben, wird aufbewahrt und später gesendet.",
  refused: "Der Chat ist auf dieser Seite nicht verfügbar.",
  earlier: "Frühere Nachrichten anzeigen",
  latest: "Zum Ende",
};

export default words;
