import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "Fechar o chat",
  menu: "Menu",
  newConversation: "Nova conversa",
  askPerson: "Falar com uma pessoa",
  language: "Idioma",
  assistant: "Assistente de IA",
  intro: "As respostas vêm do site de {name}, com as fontes.",
  you: "Você",
  message: "Mensagem",
  placeholder: "Faça uma pergunta",
  send: "Enviar",
  stop: "Parar",
  sources: "Fontes",
  source: "Fonte {n}: {title}",
  kept: "Guardada, será enviada",
  failed: "Não enviada",
  retry: "Tentar de novo",
  tooMany: "Mensagens demais de uma vez. Tente de novo {when}.",
  stopped: "Interrompida",
  interrupted: "A resposta foi interrompida.",
  offline: "Você está sem conexão.",
  away: "Não estamos acessíveis agora.",
  sentLater: "O que você escrever fica guardado e é enviado depois.",
  refused: "O chat não está disponível nesta página.",
  earlier: "Mostrar mensagens anteriores",
  latest: "Ir para o fim",
};

export default words;
