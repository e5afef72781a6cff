// @vitest-environment happy-dom

import { describe, expect, it } from "vitest";
import { hrefOf, match, placeOf } from "./place";

const here = { pathname: "/inbox", search: { tab: "mine", label: "a b" }, hash: "" };

describe("an address", () => {
  it("is filled, narrowed and escaped", () => {
    expect(hrefOf({ to: "/inbox/$number", params: { number: "7/8" } }, here)).toBe("/inbox/7%2F8");
    expect(hrefOf({ to: "/inbox", search: { tab: "all", view: undefined } }, here)).toBe("/inbox?tab=all");
    expect(hrefOf({ to: "/settings/widget", hash: "look" }, here)).toBe("/settings/widget#look");
  });

  it("keeps what is asked for now where that is wanted", () => {
    expect(hrefOf({ to: "/inbox/$number", params: { number: "7" }, search: true }, here)).toBe(
      "/inbox/7?tab=mine&label=a+b",
    );
  });

  it("is read back", () => {
    expect(placeOf("/reset-password/?token=0123#top")).toEqual({
      pathname: "/reset-password",
      search: { token: "0123" },
      hash: "top",
    });
  });
});

describe("a pattern", () => {
  it("fits whole addresses only", () => {
    expect(match("/inbox", "/inbox")).toEqual({});
    expect(match("*", "/any/where")).toEqual({});
    expect(match("/inbox", "/inbox/7")).toBeNull();
    expect(match("/inbox/$number", "/inbox")).toBeNull();
    expect(match("/inbox/$number", "/inbox/")).toBeNull();
  });

  it("gives the parameters, and none for what cannot be read", () => {
    expect(match("/inbox/$number", "/inbox/7%2F8")).toEqual({ number: "7/8" });
    expect(match("/inbox/$number", "/inbox/%zz")).toBeNull();
  });
});
