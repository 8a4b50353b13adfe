import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { withQuery } from "@/app/dashboard/website/_components/address";
import { languageName } from "@/components/language-name";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/time";
import type { InboxEntry } from "@/lib/conversations/inbox/schema";
import type { ConversationDetail } from "@/lib/conversations/schema";
import { FoundIn } from "./found-in";

/** Conversations, a row each; the row opens the transcript. */
export async function ConversationList({ label, conversations }: { label: string; conversations: InboxEntry[] }) {
  const t = await getTranslations("conversations");
  if (conversations.length === 0) return null;
  return (
    <ul aria-label={label} className="border-line [ul+&]:border-t">
      {conversations.map((conversation) => (
        <li key={conversation.id} className="border-line not-first:border-t">
          <Link
            prefetch={false}
            data-conversation={conversation.id}
            href={addressOf(conversation)}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 transition-colors hover:bg-hover"
          >
            <span dir="auto" className="min-w-0 flex-1 basis-64 truncate text-left font-medium">
              {conversation.title || t("untitled")}
            </span>
            <span className="flex items-center gap-2">
              <Marks conversation={conversation} />
            </span>
            <span className="ml-auto flex items-center gap-4 text-muted text-sm tabular-nums">
              <span>{t("messages", { count: conversation.messageCount })}</span>
              <RelativeTime at={conversation.lastMessageAt ?? conversation.createdAt} className="min-w-20 text-right" />
            </span>
            {conversation.found ? <FoundIn found={conversation.found} /> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Of the transcript, where what was found stands in it. */
const addressOf = ({ id, found }: InboxEntry) => withQuery(`/dashboard/conversations/${id}`, { at: found?.messageId });

/** What a member must know of a conversation before opening it. */
export async function Marks({
  conversation: { language, metadata, isPersonWanted },
}: {
  conversation: ConversationDetail & Pick<InboxEntry, "isPersonWanted">;
}) {
  const t = await getTranslations("conversations");
  return (
    <>
      {isPersonWanted ? <Badge tone="warn">{t("wantsPerson")}</Badge> : null}
      {metadata.unanswered > 0 ? <Badge tone="bad">{t("gaps", { count: metadata.unanswered })}</Badge> : null}
      {language === "en" ? null : <Badge>{languageName(language)}</Badge>}
    </>
  );
}
