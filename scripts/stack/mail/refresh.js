// Shows new mail without being asked; and each time as the reader's clock has it.
const shown = document.documentElement.dataset.newest;

for (const time of document.querySelectorAll("time")) {
  const at = new Date(time.dateTime);
  const isToday = at.toDateString() === new Date().toDateString();
  time.title = at.toLocaleString();
  time.textContent = isToday
    ? at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    : at.toLocaleDateString([], { day: "numeric", month: "short" });
}

setInterval(async () => {
  const response = await fetch("/api/mails?limit=1").catch(() => undefined);
  if (!response?.ok) return;
  const [newest] = await response.json();
  if ((newest?.id ?? "") !== shown) location.assign("/");
}, 2000);
