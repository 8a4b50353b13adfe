import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "Chat sluiten",
  menu: "Menu",
  newConversation: "Nieuw gesprek",
  askPerson: "Een medewerker spreken",
  language: "Taal",
  assistant: "AI-assistent",
  intro: "Antwoorden komen van de website van {name}, met bronvermelding.",
  you: "Jij",
  message: "Bericht",
  placeholder: "Stel een vraag",
  send: "Versturen",
  stop: "Stoppen",
  sources: "Bronnen",
  source: "Bron {n}: {title}",
  kept: "Bewaard, wordt verstuurd",
  failed: "Niet verstuurd",
  retry: "Opnieuw proberen",
  tooMany: "Te veel berichten tegelijk. Probeer het {when} opnieuw.",
  stopped: "Gestopt",
  interrupted: "Het antwoord werd onderbroken.",
  offline: "Je bent offline.",
  away: "We zijn nu niet bereikbaar.",
  sentLater: "Wat je schrijft wordt bewaard en later verstuurd.",
  refused: "De chat is niet beschikbaar op deze pagina.",
  earlier: "Eerdere berichten tonen",
  latest: "Naar het einde",
};

export default words;
