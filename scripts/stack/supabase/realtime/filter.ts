type Value = string | number | null;
type Compare = (value: Exclude<Value, null>, wanted: Exclude<Value, null>) => boolean;

const comparisons: Record<string, Compare> = {
  eq: (value, wanted) => value === wanted,
  neq: (value, wanted) => value !== wanted,
  lt: (value, wanted) => value < wanted,
  lte: (value, wanted) => value <= wanted,
  gt: (value, wanted) => value > wanted,
  gte: (value, wanted) => value >= wanted,
};

const CONDITION = /^([^=]+)=(not\.)?(eq|neq|lt|lte|gt|gte|in|is)\.([\s\S]*)$/;

/** Whether a record fits a filter like `status=eq.open,priority=in.(1,2)`. A filter that it can't read fits nothing. */
export function matches(filter: string | undefined, record: Record<string, unknown> | null): boolean {
  if (!filter) return true;
  return filter.split(/,(?![^()]*\))/).every((condition) => holds(condition, record ?? {}));
}

function holds(condition: string, record: Record<string, unknown>): boolean {
  const [, column, not, operator, operand] = CONDITION.exec(condition) ?? [];
  if (column === undefined || operator === undefined || operand === undefined) return false;
  const result = compare(comparable(record[column]), operator, operand);
  return not ? !result : result;
}

function comparable(field: unknown): Value {
  if (field === null || field === undefined) return null;
  return typeof field === "number" ? field : String(field);
}

function compare(value: Value, operator: string, operand: string): boolean {
  if (operator === "is") return String(value) === operand;
  if (value === null) return false;
  const wanted = (text: string) => (typeof value === "number" ? Number(text) : text.replace(/^"(.*)"$/, "$1"));
  if (operator === "in")
    return operand
      .replace(/^\(|\)$/g, "")
      .split(",")
      .map(wanted)
      .includes(value);
  return comparisons[operator]?.(value, wanted(operand)) ?? false;
}
