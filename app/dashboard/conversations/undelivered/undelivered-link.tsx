import { MailWarning } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { MemberCtx } from "@/app/dashboard/_components/member-page";
import { ButtonLink } from "@/components/ui/button";
import { listUndelivered } from "@/lib/conversations/queue/undelivered";

/** Shows only while something could not be delivered. */
export async function UndeliveredLink({ ctx }: { ctx: MemberCtx }) {
  const { length: count } = await listUndelivered(ctx);
  if (count === 0) return null;
  const t = await getTranslations("undelivered");
  return (
    <ButtonLink href="/dashboard/conversations/undelivered">
      <MailWarning aria-hidden /> {t("link", { count })}
    </ButtonLink>
  );
}
