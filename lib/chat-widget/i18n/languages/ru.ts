import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "Закрыть чат",
  menu: "Меню",
  newConversation: "Новый разговор",
  askPerson: "Позвать сотрудника",
  language: "Язык",
  assistant: "ИИ-ассистент",
  intro: "Ответы взяты с сайта {name}, источники указаны.",
  you: "Вы",
  message: "Сообщение",
  placeholder: "Задайте вопрос",
  send: "Отправить",
  stop: "Остановить",
  sources: "Источники",
  source: "Источник {n}: {title}",
  kept: "Сохранено, будет отправлено",
  failed: "Не отправлено",
  retry: "Повторить",
  tooMany: "Слишком много сообщений сразу. Попробуйте ещё раз {when}.",
  stopped: "Остановлено",
  interrupted: "Ответ прервался.",
  offline: "Нет подключения.",
  away: "Сейчас мы недоступны.",
  sentLater: "Написанное сохранится и будет отправлено позже.",
  refused: "Чат недоступен на этой странице.",
  earlier: "Показать предыдущие сообщения",
  latest: "В конец",
};

export default words;
