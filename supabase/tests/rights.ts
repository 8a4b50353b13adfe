/** Who is asking, as far as rights differ. Owner, admin, agent and viewer are members in the role `authenticated`. */
export const roles = ["anon", "owner", "admin", "agent", "viewer", "visitor", "api_key"] as const;
export type Role = (typeof roles)[number];

/** What a role may do with its own customer's rows; `select: "*"` is every column. Everything else is forbidden. */
export type Right = { select?: "*" | string[]; insert?: string[]; update?: string[]; delete?: true };

const members = (right: Right) => ({ owner: right, admin: right, agent: right, viewer: right });
/** Owners and admins may do more than the others. */
const managed = (all: Right, managers: Right) => ({ ...members(all), owner: managers, admin: managers });
/** Owners, admins and agents may do more than viewers. */
const agents = (all: Right, more: Right) => ({ ...members(more), viewer: all });
const read: Right = { select: "*" };
/** In chats of their own, which rights.test.ts begins for them. */
const speak: Right = {
  select: "*",
  insert: [
    ...[
      "id",
      "customer_id",
      "conversation_id",
      "role",
      "content",
      "parts",
      "client_message_id",
      "reply_to",
      "answered",
    ],
    ...["user_id", "author_id", "personality_context", "words"],
  ],
};
const chat: Right = { select: "*", insert: ["id", "customer_id", "user_id", "channel", "language"] };

const speech = [
  ...["customer_id", "assistant_name", "greeting", "suggestions", "accent_color", "contact_email"],
  ...["language_mode", "default_language", "allowed_languages"],
];
const config = [...speech, "retention_days", "updated_at"];
const key = ["id", "customer_id", "name", "prefix", "scopes", "created_at", "last_used_at", "revoked_at"];
const steer: Right = {
  select: "*",
  insert: ["job_id", "customer_id", "site_id", "domain", "job_type", "config"],
  update: ["status"],
};
const examine: Right = { select: "*", insert: ["customer_id", "question", "url"], delete: true };
const judge: Right = { select: "*", insert: ["customer_id", "note"], delete: true };
const weigh: Right = {
  select: "*",
  insert: ["customer_id", "run_id", "position", "question", "url", "rank", "first_url", "first_title"],
};
const giving: Right = {
  select: "*",
  insert: ["id", "customer_id", "kind", "title", "body", "media_type", "bytes", "storage_path"],
  update: ["title", "body", "status"],
  delete: true,
};
/** Of a visitor's session, or of a member's own chat; what was given up agents may send again or discard. */
const waiting = {
  select: "*" as const,
  insert: [
    ...["id", "customer_id", "session_id", "user_id", "conversation_id", "client_message_id", "message_data"],
    "next_attempt_at",
  ],
  update: ["status", "retry_count", "next_attempt_at", "lease_id", "leased_until", "last_error"],
};
const searchable = { ...members(read), api_key: read, visitor: read };

/** Every table of the schema. A table that isn't here fails the walk. */
export const rights: Record<string, Partial<Record<Role, Right>>> = {
  customers: {
    ...managed(read, { ...read, update: ["name"] }),
    api_key: read,
    visitor: { select: ["id", "name", "plan"] },
  },
  members: members(read),
  customer_configs: {
    ...managed(
      { select: config },
      { select: config, update: [...speech.filter((column) => column !== "customer_id"), "retention_days"] },
    ),
    api_key: { select: config },
    visitor: { select: speech },
  },
  api_keys: managed(
    {},
    { select: key, insert: ["customer_id", "name", "prefix", "hash", "scopes"], update: ["name", "revoked_at"] },
  ),
  sites: {
    ...managed(read, {
      ...read,
      insert: ["customer_id", "name", "url", "site_key", "allowed_origins"],
      update: ["name", "url", "allowed_origins", "refresh_hours"],
      delete: true,
    }),
    api_key: read,
    visitor: read,
  },
  scraped_pages: searchable,
  website_content: searchable,
  page_embeddings: searchable,
  search_corpora: searchable,
  search_term_packs: searchable,
  passage_terms: searchable,
  evaluation_questions: { ...managed(read, examine), api_key: examine },
  evaluation_runs: { ...managed(read, judge), api_key: judge },
  evaluation_results: { ...managed(read, weigh), api_key: weigh },
  scrape_jobs: { ...managed(read, steer), api_key: steer },
  scrape_job_urls: {},
  page_likeness: {},
  scrape_job_results: { ...members(read), api_key: read },
  scrape_job_stats: { ...members(read), api_key: read },
  documents: { ...managed(read, giving), api_key: giving },
  clients: {
    ...members(read),
    api_key: read,
    visitor: { select: ["id", "customer_id", "preferred_language", "plan"] },
  },
  conversations: {
    ...agents(chat, { ...chat, update: ["handled_by"] }),
    api_key: read,
    visitor: {
      select: "*",
      insert: ["id", "customer_id", "site_id", "session_id", "channel", "language", "page_url"],
      update: ["language", "person_requested_at"],
    },
  },
  messages: {
    ...members(speak),
    api_key: read,
    visitor: {
      select: "*",
      insert: [
        ...["id", "customer_id", "conversation_id", "role", "content", "parts"],
        ...["client_message_id", "reply_to", "answered", "words"],
      ],
    },
  },
  attachments: {
    ...agents(read, {
      ...read,
      insert: ["id", "customer_id", "author_id", "client_message_id", "name", "media_type", "bytes"],
      delete: true,
    }),
    api_key: read,
    visitor: {
      ...read,
      insert: ["id", "customer_id", "session_id", "client_message_id", "name", "media_type", "bytes"],
      delete: true,
    },
  },
  forgotten_files: {},
  message_reactions: {
    ...members({ select: "*", insert: ["customer_id", "message_id", "user_id", "emoji"], delete: true }),
    api_key: read,
    visitor: { select: "*", insert: ["customer_id", "message_id", "session_id", "emoji"], delete: true },
  },
  conversation_metadata: { ...members(read), api_key: read },
  conversation_summaries: { ...members(read), api_key: read },
  moved_conversations: {},
  audit_log: managed({}, read),
  message_queue: {
    ...agents({ select: "*", insert: waiting.insert }, { ...waiting, delete: true }),
    visitor: waiting,
  },
};

const everyActor = ["authenticated", "visitor", "api_key"];

/** The functions that anyone but the service role may call; members share the role `authenticated`. */
export const callers: Record<string, string[]> = {
  create_customer: ["authenticated"],
  export_messages: ["authenticated", "api_key"],
  find_api_key: ["anon"],
  find_site: ["anon"],
  identify_visitor: ["visitor"],
  page_languages: ["authenticated"],
  preview_retention: ["authenticated"],
  inbox_languages: ["authenticated", "api_key"],
  list_clients: ["authenticated", "api_key"],
  list_inbox: ["authenticated", "api_key"],
  list_reactions: everyActor,
  toggle_reaction: ["authenticated", "visitor"],
  record_evaluation: ["authenticated", "api_key"],
  rename_me: ["authenticated"],
  search_chat_history: ["authenticated"],
  knowledge_health: ["authenticated", "api_key"],
  mood_by_day: ["authenticated", "api_key"],
  search_passages: everyActor,
  store_question: ["visitor", "authenticated"],
  summarize_scrape_job: ["authenticated", "api_key"],
  touch_site: ["visitor"],
};
