import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "Chiudi la chat",
  menu: "Menu",
  newConversation: "Nuova conversazione",
  askPerson: "Chiedi di una persona",
  language: "Lingua",
  assistant: "Assistente IA",
  intro: "Le risposte vengono dal sito di {name}, con le fonti.",
  you: "Tu",
  message: "Messaggio",
  placeholder: "Fai una domanda",
  send: "Invia",
  stop: "Ferma",
  sources: "Fonti",
  source: "Fonte {n}: {title}",
  kept: "Conservato, sarà inviato",
  failed: "Non inviato",
  retry: "Riprova",
  tooMany: "Troppi messaggi in una volta. Riprova {when}.",
  stopped: "Fermata",
  interrupted: "La risposta è stata interrotta.",
  offline: "Non sei in linea.",
  away: "Al momento non siamo raggiungibili.",
  sentLater: "Quello che scrivi viene conservato e inviato più tardi.",
  refused: "La chat non è disponibile su questa pagina.",
  earlier: "Mostra i messaggi precedenti",
  latest: "Vai alla fine",
};

export default words;
