import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "Fermer le chat",
  menu: "Menu",
  newConversation: "Nouvelle conversation",
  askPerson: "Parler à une personne",
  language: "Langue",
  assistant: "Assistant IA",
  intro: "Les réponses viennent du site de {name}, avec leurs sources.",
  you: "Vous",
  message: "Message",
  placeholder: "Posez une question",
  send: "Envoyer",
  stop: "Arrêter",
  sources: "Sources",
  source: "Source {n} : {title}",
  kept: "Conservé, sera envoyé",
  failed: "Non envoyé",
  retry: "Réessayer",
  tooMany: "Trop de messages à la fois. Réessayez {when}.",
  stopped: "Arrêté",
  interrupted: "La réponse a été interrompue.",
  offline: "Vous êtes hors ligne.",
  away: "Nous sommes injoignables pour le moment.",
  sentLater: "Ce que vous écrivez est conservé et envoyé plus tard.",
  refused: "Le chat n’est pas disponible sur cette page.",
  earlier: "Afficher les messages précédents",
  latest: "Aller à la fin",
};

export default words;
