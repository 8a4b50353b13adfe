const PLAIN_EVERY_MS = 10_000;

/** Says what a step is doing right now: "12 of 25 pages". */
export type Note = (detail: string) => void;

/**
 * Runs one step of a longer command. One that takes longer than a second shows a line with the seconds so far: in a
 * terminal always the same line, elsewhere a new one every ten seconds.
 */
export async function step<T>(label: string, work: (note: Note) => Promise<T>): Promise<T> {
  const started = Date.now();
  const seconds = () => (Date.now() - started) / 1000;
  let detail = "";
  let printedAt = 0;
  const tick = setInterval(() => {
    const isDue = process.stdout.isTTY || printedAt === 0 || Date.now() - printedAt >= PLAIN_EVERY_MS;
    if (!isDue) return;
    printedAt = Date.now();
    write(`${label} … ${Math.floor(seconds())} s${detail}`, false);
  }, 1000);
  try {
    const result = await work((text) => {
      detail = `  ${text}`;
    });
    if (seconds() >= 1) write(`${label}  ${seconds().toFixed(1)} s${detail}`, true);
    return result;
  } catch (error) {
    if (printedAt && process.stdout.isTTY) process.stdout.write("\n"); // What is said of it gets a line of its own.
    throw error;
  } finally {
    clearInterval(tick);
  }
}

let isSilent = false;

/** From now on steps say nothing, for a command whose output another program reads. */
export function beSilent(): void {
  isSilent = true;
}

function write(line: string, isLast: boolean): void {
  if (isSilent) return;
  process.stdout.write(process.stdout.isTTY ? `\r\x1b[2K${line}${isLast ? "\n" : ""}` : `${line}\n`);
}
