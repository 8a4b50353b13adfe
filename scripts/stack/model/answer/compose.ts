import type { Candidate } from "./rank";

const MAX_SENTENCES = 3;
const MAX_CHARACTERS = 480;

/** The best candidates as sentences, each with its citation. */
export function compose(candidates: Candidate[]): string {
  const [best] = candidates;
  if (!best) return "";
  const chosen = [best];
  for (const candidate of candidates.slice(1)) {
    if (chosen.length === MAX_SENTENCES || candidate.score < best.score * 0.85) break;
    const length = chosen.reduce((sum, { unit }) => sum + unit.text.length, candidate.unit.text.length);
    if (length > MAX_CHARACTERS || !candidate.fits) continue;
    if (!chosen.some(({ unit }) => unit.text === candidate.unit.text)) chosen.push(candidate);
  }
  const order = chosen.map(({ unit }) => unit.source);
  chosen.sort(
    (left, right) =>
      order.indexOf(left.unit.source) - order.indexOf(right.unit.source) || left.unit.index - right.unit.index,
  );
  return chosen.map(({ unit }) => `${sentence(unit)} [${unit.source.id}]`).join(" ");
}

function sentence({ kind, heading, text }: Candidate["unit"]): string {
  const clean = text
    .replace(/\*\*|__|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const led =
    kind !== "sentence" && heading && !clean.includes(heading) ? `${heading.replace(/[:：]$/, "")}: ${clean}` : clean;
  return /[.!?…。！？؟]["”'»)]?$/.test(led)
    ? led
    : `${led.replace(/[,;:]$/, "")}${/\p{Script=Han}/u.test(led) ? "。" : "."}`;
}
