import type { Mail } from "./mailbox";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** The list of mails, with one of them open beside it. */
export function mailPage(mails: Mail[], openId: string | undefined): string {
  const open = mails.find(({ id }) => id === openId) ?? mails[0];
  return `<!doctype html>
<html lang="en" data-newest="${escaped(mails[0]?.id ?? "")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mail${open ? `: ${escaped(open.subject)}` : ""}</title>
<link rel="stylesheet" href="/style.css">
<script src="/refresh.js" defer></script>
</head>
<body>
<header>
<h1>Mail</h1>
<p>What Omniops would have sent. Nothing leaves this machine.</p>
</header>
${open ? `<main>${list(mails, open)}${reader(open)}</main>` : empty}
</body>
</html>`;
}

const empty = `<main class="empty"><div>
<h2>No mail yet</h2>
<p>Sign up or ask for a new password, and the mail appears here by itself.</p>
</div></main>`;

function list(mails: Mail[], open: Mail): string {
  const items = mails.map(
    (mail) => `<li><a href="/mails/${escaped(mail.id)}"${mail === open ? ' aria-current="page"' : ""}>
<span class="to">${escaped(mail.to)}</span>
<time datetime="${escaped(mail.sentAt)}">${clock(mail.sentAt)}</time>
<span class="subject">${escaped(mail.subject)}</span>
</a></li>`,
  );
  return `<nav aria-label="Mails"><ol>${items.join("\n")}</ol></nav>`;
}

function reader(mail: Mail): string {
  const title = escaped(mail.subject);
  return `<article>
<h2>${title}</h2>
<p>To ${escaped(mail.to)} · <time datetime="${escaped(mail.sentAt)}">${clock(mail.sentAt)}</time></p>
<iframe title="${title}" src="/bodies/${escaped(mail.id)}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
</article>`;
}

/** The body of a mail as a page of its own, whose links open beside it. */
export function mailBody(mail: Mail): string {
  const body = mail.html || `<pre>${linked(escaped(mail.text))}</pre>`;
  return `<!doctype html><meta charset="utf-8"><base target="_blank">${body}`;
}

function linked(text: string): string {
  return text.replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
}

function clock(sentAt: string): string {
  return escaped(sentAt.slice(0, 16).replace("T", " "));
}
