import { describe, expect, it } from "vitest";
import { isSendKey } from "./keys";

const press = (part: Partial<Parameters<typeof isSendKey>[0]> = {}) => ({
  key: "Enter",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...part,
});

describe("the key that sends", () => {
  it("is Ctrl or ⌘ with Enter, always", () => {
    for (const choice of ["enter", "ctrl_enter"] as const) {
      expect(isSendKey(press({ ctrlKey: true }), choice)).toBe(true);
      expect(isSendKey(press({ metaKey: true }), choice)).toBe(true);
      expect(isSendKey(press({ key: "a", ctrlKey: true }), choice)).toBe(false);
    }
  });

  it("is Enter alone where that was chosen; with Shift it begins a line", () => {
    expect(isSendKey(press(), "enter")).toBe(true);
    expect(isSendKey(press({ shiftKey: true }), "enter")).toBe(false);
    expect(isSendKey(press(), "ctrl_enter")).toBe(false);
  });
});
