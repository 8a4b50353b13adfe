import { expect } from "@playwright/test";
import { z } from "zod";

const Mails = z.array(z.object({ to: z.string(), subject: z.string(), html: z.string(), sentAt: z.string() }));

/** The first link in the newest mail to an address, as soon as there is one that was sent after `since`. */
export async function linkInMail(mailUrl: string, to: string, since = new Date(0)): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const mails = Mails.parse(await (await fetch(`${mailUrl}/api/mails`)).json());
    const mail = mails.find((candidate) => candidate.to === to && new Date(candidate.sentAt) >= since);
    link = /href="([^"]+)"/.exec(mail?.html ?? "")?.[1]?.replaceAll("&amp;", "&");
    expect(link, `a mail to ${to} with a link`).toBeTruthy();
  }).toPass({ timeout: 15_000 });
  return link ?? "";
}
