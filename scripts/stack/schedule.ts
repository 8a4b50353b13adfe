const fields = [
  { name: "minute", from: 0, to: 59 },
  { name: "hour", from: 0, to: 23 },
  { name: "day of the month", from: 1, to: 31 },
  { name: "month", from: 1, to: 12 },
  { name: "day of the week", from: 0, to: 7 }, // 0 and 7 are both Sunday.
];

/** Whether a cron expression of five fields is due in the minute of `at`, in UTC. Throws if it is not an expression. */
export function isDue(expression: string, at: Date): boolean {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== fields.length) throw new Error(`"${expression}" is not a cron expression of five fields.`);
  const sets = fields.map((field, index) => valuesOf(parts[index] ?? "", field, expression));
  const [minute, hour, day, month, weekday] = sets;
  const isDay = day?.has(at.getUTCDate()) ?? false;
  const isWeekday = weekday?.has(at.getUTCDay()) || (at.getUTCDay() === 0 && weekday?.has(7)) || false;
  // As in cron: when both days are restricted, either is enough.
  const isEither = !parts[2]?.startsWith("*") && !parts[4]?.startsWith("*");
  return Boolean(
    minute?.has(at.getUTCMinutes()) &&
      hour?.has(at.getUTCHours()) &&
      month?.has(at.getUTCMonth() + 1) &&
      (isEither ? isDay || isWeekday : isDay && isWeekday),
  );
}

type Field = (typeof fields)[number];

function valuesOf(part: string, field: Field, expression: string): Set<number> {
  const values = new Set<number>();
  for (const item of part.split(",")) {
    const { from, to, step } = rangeOf(item, field);
    const isValid = from >= field.from && from <= to && to <= field.to && step >= 1;
    if (!isValid) throw new Error(`"${item}" is not a ${field.name} in "${expression}".`);
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

/** The numbers of `*`, `5`, `1-5`, with `/2` or without; NaN where there is none. */
function rangeOf(item: string, field: Field): { from: number; to: number; step: number } {
  const [, start, end, by] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(item) ?? [];
  const step = Number(by ?? 1);
  if (start === "*") return { from: field.from, to: end ? Number.NaN : field.to, step };
  const last = by && !end ? field.to : Number(end ?? start);
  return { from: Number(start), to: last, step };
}
