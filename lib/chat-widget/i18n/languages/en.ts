import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "Close chat",
  menu: "Menu",
  newConversation: "New conversation",
  askPerson: "Ask for a person",
  language: "Language",
  assistant: "AI assistant",
  intro: "Answers come from the website of {name}, with their sources.",
  you: "You",
  message: "Message",
  placeholder: "Ask a question",
  send: "Send",
  stop: "Stop",
  sources: "Sources",
  source: "Source {n}: {title}",
  kept: "Kept, will be sent",
  failed: "Not sent",
  retry: "Try again",
  tooMany: "Too many messages at once. Try again {when}.",
  stopped: "Stopped",
  interrupted: "The answer was interrupted.",
  offline: "You are offline.",
  away: "We can’t be reached right now.",
  sentLater: "What you write is kept and sent later.",
  refused: "The chat is not available on this page.",
  earlier: "Show earlier messages",
  latest: "Go to the end",
};

export default words;
