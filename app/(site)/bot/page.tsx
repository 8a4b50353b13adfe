import { getTranslations } from "next-intl/server";

const questions = ["why", "how", "from", "stop"] as const;

/** Where the crawler's user agent leads the people whose site it visited. */
export default async function BotPage() {
  const t = await getTranslations("bot");
  return (
    <main id="main" className="mx-auto w-full max-w-2xl px-6 py-14">
      <h1 className="text-3xl tracking-[-0.025em]">{t("title")}</h1>
      <p className="mt-4 text-lg text-muted">{t("lead")}</p>
      {questions.map((question) => (
        <section key={question} className="mt-10">
          <h2 className="text-xl">{t(`${question}.title`)}</h2>
          <p className="mt-2 text-muted">{t(`${question}.text`)}</p>
        </section>
      ))}
      <pre className="mt-4 overflow-x-auto rounded-md border border-line p-4 text-sm">
        {"User-agent: OmniopsBot\nDisallow: /"}
      </pre>
    </main>
  );
}
