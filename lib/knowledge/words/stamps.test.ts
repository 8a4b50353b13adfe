import { expect, test } from "vitest";
import { withoutStamps } from "./stamps";

const now = Date.UTC(2026, 10, 21);
const left = (line: string) => withoutStamps(line.toLowerCase(), now).replace(/\s+/g, " ").trim();

test.each([
  ["Printed on 2026-11-21", "printed on"],
  ["Updated 2024-03-12T08:15:00Z", "updated"],
  ["Stand: 12.3.2024, 14:05", "stand:"],
  ["Last changed on 12 March 2024 at 14:05", "last changed on"],
  ["March 3rd, 2024 10:15 am", ""],
  ["Mis à jour le 1er août 2025", "mis à jour le"],
  ["Publicado el 3 de mayo de 2021", "publicado el"],
  ["Обновлено 5 марта 2025", "обновлено"],
  ["2024年3月12日 更新", "更新"],
  ["© 2019–2026 The Mill", "the mill"],
  ["1,532 views", ""],
  ["Downloads: 12.044", "downloads:"],
  ["Viewed 17 times", ""],
  ["You are visitor no. 10233", "you are"],
])("%s says no more than “%s”", (line, said) => {
  expect(left(line)).toBe(said);
});

test.each([
  "concert on 12 march 2027",
  "from 2026-12-24 on",
  "01/12/2026",
  "room for 40 visitors",
  "25.90 €",
  "call 030 2024-1234",
  "open 9:00 to 17:30",
  "version 15.3.12",
  "in 2024 we had 12 rooms",
  "model mill 12 2024",
])("“%s” stays as it is", (line) => {
  expect(left(line)).toBe(line);
});
