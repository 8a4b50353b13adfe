import { describe, expect, test } from "vitest";
import { safeName, sendableType } from "./media";

const bytes = (text: string) => Buffer.from(text, "latin1");

describe("HIST-086 HIST-087 what a file is", () => {
  test.each([
    ["\x89PNG\r\n\x1a\n...", "image/png"],
    ["\xff\xd8\xff\xe0...", "image/jpeg"],
    ["RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"],
    ["GIF89a...", "image/gif"],
    ["\x1a\x45\xdf\xa3...webm", "audio/webm"],
    ["\x00\x00\x00\x20ftypisom", "audio/mp4"],
    ["OggS...", "audio/ogg"],
    ["%PDF-1.7", "application/pdf"],
    ["name;price\nLamp;10", "text/plain"],
  ])("follows from its first bytes: %j is %s", (start, type) => {
    expect(sendableType(bytes(start))).toBe(type);
  });

  test.each([
    "<!doctype html><script>alert(1)</script>",
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "<?xml version='1.0'?><svg/>",
    "\xef\xbb\xbf<!-- --><svg/>",
    "MZ\x90\x00\x03\x00\x00\x00",
    "\x7fELF\x02\x01\x01\x00",
    "PK\x03\x04 anything.exe",
    "RIFF\x10\x00\x00\x00AVI LIST",
  ])("is refused where a browser or a computer might run it: %j", (start) => {
    expect(sendableType(bytes(start))).toBeUndefined();
  });
});

describe("the name of a file", () => {
  test.each([
    ["menu.PDF", "application/pdf", "menu.pdf"],
    ["../../etc/passwd", "text/plain", "passwd.txt"],
    ["C:\\fakepath\\room.jpeg", "image/jpeg", "room.jpeg"],
    ["invoice\u202Efdp.exe", "application/pdf", "invoicefdp.exe.pdf"],
    ["page.html", "text/plain", "page.html.txt"],
    ["  ...  ", "image/png", "file.png"],
    ["猫の写真.png", "image/png", "猫の写真.png"],
    ['a"b<c>\r\n.txt', "text/plain", "abc.txt"],
  ])("%j of %s is %j", (name, type, safe) => {
    expect(safeName(name, type)).toBe(safe);
  });

  test("is at most 150 characters long, and never ends within a character", () => {
    const name = safeName(`${"👩‍🚀".repeat(200)}.png`, "image/png");
    expect(name.length).toBeLessThanOrEqual(150);
    expect(name.isWellFormed()).toBe(true);
    expect(name).toMatch(/\.png$/);
  });
});
