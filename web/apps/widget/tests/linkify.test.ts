import { describe, expect, it } from "vitest";
import { linkify, safeHref } from "../src/conversation/linkify";
import { addressOn, mayShowImage } from "../src/panel/addresses";

const links = (text: string) => linkify(text).flatMap((piece) => (piece.href ? [piece.href] : []));
const whole = (text: string) =>
  linkify(text)
    .map((piece) => piece.text)
    .join("");

describe("linkify", () => {
  it("links http, https, www and mail addresses", () => {
    expect(links("see http://a.example and https://b.example/x?y=1#z")).toEqual([
      "http://a.example/",
      "https://b.example/x?y=1#z",
    ]);
    expect(links("www.example.com")).toEqual(["https://www.example.com/"]);
    expect(links("write to ada@example.com.")).toEqual(["mailto:ada@example.com"]);
    expect(links("看https://a.example 吧")).toEqual(["https://a.example/"]);
    expect(links("mailto:ada@example.com")).toEqual(["mailto:ada@example.com"]);
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://example.com/1",
    "ftp://example.com/",
  ])("does not link %s", (text) => {
    expect(links(text)).toEqual([]);
    expect(safeHref(text)).toBeNull();
    expect(whole(text)).toBe(text);
  });

  it("does not link addresses that show one host and open another", () => {
    expect(links("https://bank.example@evil.example/")).not.toContain("https://bank.example@evil.example/");
    expect(safeHref("https://bank.example@evil.example/")).toBeNull();
    expect(safeHref("https://example.com/\u202egnp.exe")).toBeNull();
  });

  it("leaves the sentence's own signs outside", () => {
    expect(linkify("(see https://a.example/b).")).toEqual([
      { text: "(see " },
      { text: "https://a.example/b", href: "https://a.example/b" },
      { text: ")." },
    ]);
    expect(links("https://a.example/wiki/B_(C)")).toEqual(["https://a.example/wiki/B_(C)"]);
  });

  it("keeps markup as text", () => {
    const text = '<a href="https://a.example" onclick="x()">';
    expect(whole(text)).toBe(text);
    expect(links(text)).toEqual(["https://a.example/"]);
  });

  it("is quick on long texts made to be slow", () => {
    const start = performance.now();
    linkify("a.".repeat(10_000) + "@".repeat(10));
    linkify(`https://${"(".repeat(10_000)}`);
    linkify(`https://a${")".repeat(19_000)}`);
    linkify("a@".repeat(10_000));
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("addresses", () => {
  it("takes only http and https", () => {
    expect(addressOn("https://s.example/pb", "/files/1")).toBe("https://s.example/files/1");
    expect(addressOn("https://s.example", "javascript:alert(1)")).toBeNull();
    expect(addressOn("https://s.example", "data:image/png;base64,AA")).toBeNull();
    expect(addressOn("https://s.example", null)).toBeNull();
  });

  it("shows raster images of the server only", () => {
    expect(mayShowImage("https://s.example", "https://s.example/f", "image/png")).toBe(true);
    expect(mayShowImage("https://s.example", "https://t.example/f", "image/png")).toBe(false);
    expect(mayShowImage("https://s.example", "https://s.example/f", "image/svg+xml")).toBe(false);
  });
});
