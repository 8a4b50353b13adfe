import { z } from "zod";
import { LanguageMode } from "@/lib/accounts/schema";
import { Attachment } from "./attachments/schema";

/** A language as a tag such as "en" or "pt-BR". */
const Language = z
  .string()
  .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, "Name a language by its tag, such as en or pt-BR")
  .max(35);

const MAX_MESSAGE_CHARS = 5000;

/** Postgres holds neither null characters nor halves of surrogate pairs. */
const storable = (text: string) => text.toWellFormed().replaceAll("\0", "");

/** A page that supports an answer, with the words that do. */
export const Source = z.object({ url: z.string(), title: z.string(), quote: z.string() });
export type Source = z.infer<typeof Source>;

export const ToolCall = z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()) });
export type ToolCall = z.infer<typeof ToolCall>;

export const Usage = z.object({ inputTokens: z.number().int(), outputTokens: z.number().int() });
export type Usage = z.infer<typeof Usage>;

/** What a message carries besides its text. */
export const MessageParts = z.object({
  sources: z.array(Source).default([]),
  toolCalls: z.array(ToolCall).default([]),
  usage: Usage.default({ inputTokens: 0, outputTokens: 0 }),
  attachments: z.array(Attachment).optional(),
  /** The reader left before the answer was whole. */
  stopped: z.boolean().default(false),
  /** What a visitor said when asking for a person. */
  person: z.object({ email: z.string().nullable(), note: z.string().nullable() }).optional(),
  /** The member who wrote this in the assistant's place. */
  author: z.object({ name: z.string() }).optional(),
});
export type MessageParts = z.infer<typeof MessageParts>;

// Asking -------------------------------------------------------------------------

export const StartSession = z.object({
  siteKey: z.string().min(1, "Name the site: siteKey is the pk_… of its snippet").max(100),
  sessionToken: z.string().max(2000).nullish(),
});
export type StartSession = z.infer<typeof StartSession>;

export const SendMessage = z.object({
  message: z
    .string("Write a message")
    .overwrite(storable)
    .trim()
    .min(1, "Write a message")
    .max(MAX_MESSAGE_CHARS, "A message has at most 5,000 characters: shorten it"),
  conversationId: z.uuid("conversationId is the id of a conversation, or absent to begin one").nullish(),
  clientMessageId: z
    .string("Give each message an id of its own as clientMessageId")
    .overwrite(storable)
    .min(1, "Give each message an id of its own as clientMessageId")
    .max(100, "A clientMessageId has at most 100 characters: shorten it"),
  languageOverride: Language.nullish(),
  pageUrl: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .nullish(),
});
export type SendMessage = z.infer<typeof SendMessage>;

export const ReadMessages = z.object({
  conversationId: z.uuid(),
  before: z.uuid().optional().describe("The id of a message: the page ends with the one before it."),
  after: z.coerce
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe("The seq of a message: the page begins with the one after it, instead of ending with the newest."),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe("How many messages to return."),
});
export type ReadMessages = z.infer<typeof ReadMessages>;

export const ReadSite = z.object({ key: z.string().min(1).max(100) });

export const AskForPerson = z.object({
  conversationId: z.uuid(),
  email: z.email("Write an e-mail address such as name@example.com").max(254).nullish(),
  note: z.string().overwrite(storable).trim().max(2000, "A note has at most 2,000 characters: shorten it").nullish(),
});
export type AskForPerson = z.infer<typeof AskForPerson>;

export const ChooseLanguage = z.object({ language: Language });
export type ChooseLanguage = z.infer<typeof ChooseLanguage>;

// Answering ----------------------------------------------------------------------

export const LanguageChoice = z.object({
  language: Language,
  languageMode: LanguageMode,
  allowedLanguages: z.array(Language),
});
export type LanguageChoice = z.infer<typeof LanguageChoice>;

/** What a widget shows of a site before anyone has asked anything. */
export const SiteFace = z.object({
  name: z.string(),
  assistantName: z.string(),
  greeting: z.string(),
  suggestions: z.array(z.string()),
  accentColor: z.string(),
  accentRules: z
    .string()
    .describe("CSS: tones of the colour that are legible in light and dark, as custom properties."),
  languages: z.array(Language),
});
export type SiteFace = z.infer<typeof SiteFace>;

export const SessionMetadata = z.object({
  language: Language.optional(),
  clientId: z.uuid().optional(),
  conversationId: z.uuid().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  preferredLanguage: Language.optional(),
  plan: z.enum(["basic", "premium"]).optional(),
  /** The clientMessageId for which files were uploaded last. */
  attachedTo: z.string().optional(),
});
export type SessionMetadata = z.infer<typeof SessionMetadata>;

/** A visit, from the first opening of the widget to a day after the last request. */
export const Session = z.object({
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  lastActivity: z.iso.datetime(),
  metadata: SessionMetadata,
});
export type Session = z.infer<typeof Session>;

export const SessionStarted = LanguageChoice.extend({
  sessionToken: z.string(),
  session: Session.extend({ metadata: SessionMetadata.omit({ email: true, phone: true, attachedTo: true }) }),
  conversationId: z.uuid().nullable(),
  site: SiteFace,
});
export type SessionStarted = z.infer<typeof SessionStarted>;

/** A member of the business who has taken over a conversation. */
export const Person = z.object({ name: z.string() });
export type Person = z.infer<typeof Person>;

export const Answer = LanguageChoice.extend({
  conversationId: z.uuid(),
  messageId: z.uuid(),
  message: z.string(),
  sources: z.array(Source),
  answered: z.boolean(),
  languageChanged: z.boolean(),
  toolCalls: z.array(ToolCall),
  usage: Usage,
  /** Who will answer in the assistant's place: then the message is stored, and there is no answer yet. */
  person: Person.nullable(),
});
export type Answer = z.infer<typeof Answer>;

export const LanguageChosen = LanguageChoice.extend({
  languageChanged: z.boolean(),
  message: z.object({ role: z.literal("system"), content: z.string() }),
});
export type LanguageChosen = z.infer<typeof LanguageChosen>;

export const PersonAsked = z.object({
  requestedAt: z.string(),
  message: z.object({ id: z.uuid(), role: z.literal("system"), content: z.string() }),
});
export type PersonAsked = z.infer<typeof PersonAsked>;

export const Message = z.object({
  id: z.uuid(),
  seq: z.number().int().describe("Where it stands: later messages of a conversation have higher ones."),
  role: z.enum(["user", "assistant", "system"]),
  content: z.string(),
  sources: z.array(Source),
  attachments: z.array(Attachment).default([]),
  author: Person.nullable().describe("The person who wrote it in the assistant's place."),
  answered: z.boolean().nullable(),
  createdAt: z.string(),
  clientMessageId: z.string().nullable(),
});
export type Message = z.infer<typeof Message>;

/** A page of a conversation, oldest message first. */
export const MessagePage = z.object({ messages: z.array(Message), hasMore: z.boolean() });
export type MessagePage = z.infer<typeof MessagePage>;

/** A page of a visitor's conversation, and who takes part in it besides the assistant. */
export const VisitorsPage = MessagePage.extend({
  person: Person.nullable(),
  personRequestedAt: z.string().nullable(),
});
export type VisitorsPage = z.infer<typeof VisitorsPage>;

export const Conversation = z.object({
  id: z.uuid(),
  siteId: z.uuid().nullable(),
  clientId: z.uuid().nullable().describe("Who the visitor said to be, once they did."),
  channel: z.string(),
  language: z.string(),
  title: z.string(),
  pageUrl: z.string().nullable(),
  messageCount: z.number().int(),
  lastMessageAt: z.string().nullable(),
  personRequestedAt: z.string().nullable(),
  handledBy: z.uuid().nullable().describe("The member who has taken over from the assistant."),
  handledName: z.string().nullable().describe("What the visitor calls that member."),
  createdAt: z.string(),
});
export type Conversation = z.infer<typeof Conversation>;

/** How well a conversation was answered. */
export const ConversationMetadata = z.object({
  questions: z.number().int(),
  answered: z.number().int(),
  unanswered: z.number().int(),
  citedSources: z.number().int(),
});
export type ConversationMetadata = z.infer<typeof ConversationMetadata>;

export const ConversationDetail = Conversation.extend({ metadata: ConversationMetadata });
export type ConversationDetail = z.infer<typeof ConversationDetail>;
