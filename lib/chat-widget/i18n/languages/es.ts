import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "Cerrar el chat",
  menu: "Menú",
  newConversation: "Nueva conversación",
  askPerson: "Pedir una persona",
  language: "Idioma",
  assistant: "Asistente de IA",
  intro: "Las respuestas salen de la web de {name}, con sus fuentes.",
  you: "Tú",
  message: "Mensaje",
  placeholder: "Haz una pregunta",
  send: "Enviar",
  stop: "Detener",
  sources: "Fuentes",
  source: "Fuente {n}: {title}",
  kept: "Guardado, se enviará",
  failed: "No enviado",
  retry: "Reintentar",
  tooMany: "Demasiados mensajes a la vez. Inténtalo de nuevo {when}.",
  stopped: "Detenido",
  interrupted: "La respuesta se interrumpió.",
  offline: "No tienes conexión.",
  away: "Ahora mismo no se nos puede contactar.",
  sentLater: "Lo que escribas se guarda y se envía después.",
  refused: "El chat no está disponible en esta página.",
  earlier: "Ver mensajes anteriores",
  latest: "Ir al final",
};

export default words;
