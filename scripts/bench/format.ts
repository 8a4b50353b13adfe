import type { Table } from "./bench";

/** A table for people: rows and columns aligned, numbers with as many digits as they need. */
export function format(table: Table): string {
  const columns = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))];
  const rows = [
    ["", ...columns],
    ...Object.entries(table).map(([name, row]) => [name, ...columns.map((c) => show(row[c]))]),
  ];
  const widths = ["", ...columns].map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(([name = "", ...cells]) => [
      name.padEnd(widths[0] ?? 0),
      ...cells.map((cell, column) => cell.padStart(widths[column + 1] ?? 0)),
    ])
    .map((cells) => `  ${cells.join("  ")}`)
    .join("\n");
}

function show(value: number | undefined): string {
  if (value === undefined) return "";
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(value < 10 ? 3 : 1);
}
