import { expect, test } from "vitest";
import { decodeText } from "./decode";

const bytes = (hex: string) => Buffer.from(hex.replace(/ /g, ""), "hex");
// 営業時間はあさ九時からです。
const shiftJis = bytes("89 63 8b c6 8e 9e 8a d4 82 cd 82 a0 82 b3 8b e3 8e 9e 82 a9 82 e7 82 c5 82 b7 81 42");
const eucJp = bytes("b1 c4 b6 c8 bb fe b4 d6 a4 cf a4 a2 a4 b5 b6 e5 bb fe a4 ab a4 e9 a4 c7 a4 b9 a1 a3");
const japanese = "営業時間はあさ九時からです。";
// 我们的餐厅在中国
const gbk = bytes("ce d2 c3 c7 b5 c4 b2 cd cc fc d4 da d6 d0 b9 fa");
const chinese = "我们的餐厅在中国";
// Мы открыты каждый день
const cyrillic = bytes("cc fb 20 ee f2 ea f0 fb f2 fb 20 ea e0 e6 e4 fb e9 20 e4 e5 ed fc");
const russian = "Мы открыты каждый день";
const western = Buffer.from("Le café est ouvert à midi, prix \x80 5", "latin1");

const html = (head: string, body: Buffer) => Buffer.concat([Buffer.from(`<html${head}<p>`), body]);

test.each<[string, string, Buffer, string]>([
  ["a header", "text/html; charset=Shift_JIS", shiftJis, japanese],
  ["a meta element", "text/html", html('><meta charset="x-sjis">', shiftJis), japanese],
  ["http-equiv", "", html('><meta http-equiv="Content-Type" content="text/html; charset=gb2312">', gbk), chinese],
  ["a header in quotes", 'text/html; charset="GBK"', gbk, chinese],
  ["an XML declaration", "", Buffer.concat([Buffer.from('<?xml version="1.0" encoding="EUC-JP"?>'), eucJp]), japanese],
  ["a header over a meta element", "text/html;charset=windows-1251", html("><meta charset=gbk>", cyrillic), russian],
  ["ISO-8859-1, which means windows-1252", "text/html; charset=ISO-8859-1", western, "prix € 5"],
])("an encoding is taken from %s", (_, contentType, body, text) => {
  expect(decodeText(body, contentType)).toContain(text);
});

test.each<[string, Buffer, string]>([
  ["UTF-8 labelled as Latin", Buffer.from("Grüße, 5 €"), "Grüße, 5 €"],
  ["Latin labelled as UTF-8", western, "café est ouvert à midi, prix € 5"],
  ["Cyrillic labelled as UTF-8", cyrillic, russian],
])("a label that can't be true is not believed: %s", (name, body, text) => {
  const label = name.endsWith("UTF-8") ? "utf-8" : "iso-8859-1";
  expect(decodeText(body, `text/html; charset=${label}`)).toContain(text);
});

test.each<[string, Buffer, string]>([
  ["UTF-8", Buffer.from("日本語"), "日本語"],
  ["UTF-16 with a mark", Buffer.from("\ufeffCafé", "utf16le"), "Café"],
  ["UTF-16 without one", Buffer.from("<html><p>Café", "utf16le"), "Café"],
  ["Shift_JIS", shiftJis, japanese],
  ["EUC-JP", eucJp, japanese],
  ["Chinese by its language", html(" lang=zh-CN>", gbk), chinese],
  ["Cyrillic", cyrillic, russian],
  ["Western", western, "café"],
  [
    "UTF-8 with one broken byte",
    Buffer.concat([Buffer.from("Grüße aus Köln, schöne Öfen für ältere Übungen."), bytes("ff")]),
    "Köln",
  ],
])("what names no encoding is read by its bytes: %s", (_, body, text) => {
  expect(decodeText(body, "text/html")).toContain(text);
});

test("a label that nobody knows, or one of an encoding that would have hidden it, does no harm", () => {
  expect(decodeText(Buffer.from("Café"), "text/html; charset=nonsense")).toBe("Café");
  expect(decodeText(html("><meta charset=utf-16>", Buffer.from("Café")))).toContain("Café");
});
