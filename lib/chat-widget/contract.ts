/** What the chat's endpoints say, as the widget reads it. */
export type Site = {
  name: string;
  assistantName: string;
  greeting: string;
  suggestions: string[];
  /** CSS: the tones of its colour, as custom properties. */
  accentRules: string;
  languages: string[];
};

export type LanguageChoice = { language: string; languageMode: string; allowedLanguages: string[] };

export type SessionReply = LanguageChoice & { sessionToken: string; conversationId: string | null; site: Site };

export type Source = { url: string; title: string; quote: string };

/** A file that was sent with a message; what was sent before files could be has none. */
export type Attachment = { id: string; name: string; mediaType: string; bytes: number };

/** Somebody of the business who answers in the assistant's place. */
export type Person = { name: string };

export type StoredMessage = {
  id: string;
  seq: number;
  author: Person | null;
  role: "user" | "assistant" | "system";
  content: string;
  sources: Source[];
  answered: boolean | null;
  createdAt: string;
  attachments?: Attachment[];
  clientMessageId: string | null;
};

export type History = {
  messages: StoredMessage[];
  hasMore: boolean;
  person: Person | null;
  personRequestedAt: string | null;
};

/** How the page reaches the channel of a conversation, and for how long. */
export type LiveAccess = { url: string; topic: string; token: string; lifetimeSeconds: number };

export type Answer = LanguageChoice & {
  conversationId: string;
  messageId: string;
  message: string;
  sources: Source[];
  answered: boolean;
  /** Who will answer instead of the assistant. */
  person: Person | null;
};

/** What was done about a request, in words for the visitor. */
export type Noted = { message: { id?: string; content: string } };

/** The events of one answer, by name. */
export type TurnEvent =
  | { event: "start"; data: { conversationId: string; messageId: string; language: string } }
  | { event: "delta"; data: { text: string } }
  | { event: "sources"; data: { sources: Source[] } }
  | { event: "done"; data: Answer }
  | { event: "error"; data: { code: string; message: string } };
