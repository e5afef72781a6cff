// @vitest-environment happy-dom

import { beforeEach, describe, expect, it, vi } from "vitest";
import { USUAL } from "../preferences/wire";
import { bindingsOf, lookUp, refusal } from "./bindings";
import { ariaKeys, chordOf, latinChordOf, shownKeys } from "./chord";
import { COMMANDS } from "./commands";
import { isBusy } from "./listen";
import { offer, perform, registry } from "./registry";

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: "",
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

const usual = bindingsOf(USUAL.keyboard);

describe("a chord", () => {
  it("is the letter of the layout, with Shift named for letters only", () => {
    expect(chordOf(press("j"))).toBe("j");
    expect(chordOf(press("E", { shiftKey: true }))).toBe("Shift+e");
    expect(chordOf(press("?", { shiftKey: true }))).toBe("?");
    expect(chordOf(press("J"))).toBe("j"); // Caps Lock is no Shift.
    expect(chordOf(press("k", { metaKey: true }))).toBe("Mod+k");
    expect(chordOf(press("Shift", { shiftKey: true }))).toBeNull();
    expect(chordOf(press("Dead"))).toBeNull();
  });

  it("knows AltGr as a way of writing", () => {
    const altGr = { ctrlKey: true, altKey: true, getModifierState: (key: string) => key === "AltGraph" };
    expect(chordOf(press("@", altGr))).toBe("@");
  });

  it("falls back to the place of the key where a layout writes another script", () => {
    expect(latinChordOf(press("о", { code: "KeyJ" }))).toBe("j");
    expect(latinChordOf(press("У", { code: "KeyE", shiftKey: true }))).toBe("Shift+e");
    expect(latinChordOf(press("j", { code: "KeyJ" }))).toBeNull();
    // A Latin letter of its own means itself, wherever it is.
    expect(latinChordOf(press("ö", { code: "KeyL" }))).toBeNull();
  });

  it("is shown as keys", () => {
    expect(shownKeys("g m")).toEqual(["G", "M"]);
    expect(shownKeys("Shift+e")).toEqual(["Shift", "E"]);
    expect(shownKeys("Mod+k")).toEqual(["Ctrl", "K"]);
    expect(shownKeys("Escape")).toEqual(["Esc"]);
    expect(ariaKeys("Shift+e")).toBe("Shift+e");
    expect(ariaKeys("g m")).toBeUndefined();
  });
});

describe("bindings", () => {
  it("are the usual ones without conflicts", () => {
    for (const { id, key } of COMMANDS) {
      const clash = COMMANDS.filter((o) => o.id !== id && (o.key === key || o.key.startsWith(`${key} `)));
      expect(clash).toEqual([]);
    }
  });

  it("find a command, also by two keys", () => {
    expect(lookUp(usual, ["j"])).toEqual({ kind: "command", id: "next" });
    expect(lookUp(usual, ["g"])).toEqual({ kind: "begun" });
    expect(lookUp(usual, ["g", "m"])).toEqual({ kind: "command", id: "go_mine" });
    expect(lookUp(usual, ["g", "j"])).toEqual({ kind: "nothing" });
  });

  it("leave only held keys and Escape when they are off", () => {
    const off = bindingsOf({ enabled: false, keys: { next: "x" } });
    expect(lookUp(off, ["x"])).toEqual({ kind: "nothing" });
    expect(lookUp(off, ["Mod+k"])).toEqual({ kind: "command", id: "palette" });
    expect(lookUp(off, ["Escape"])).toEqual({ kind: "command", id: "back" });
  });

  it("take own keys, and none", () => {
    const own = bindingsOf({ enabled: true, keys: { next: "x", previous: "none", from_tomorrow: "q" } });
    expect(lookUp(own, ["x"])).toEqual({ kind: "command", id: "next" });
    expect(lookUp(own, ["j"])).toEqual({ kind: "nothing" });
    expect(own.previous).toBe("");
  });

  it("refuse what is taken or needed", () => {
    expect(refusal(usual, "reply", "j")).toEqual({ why: "taken", by: "next" });
    expect(refusal(usual, "reply", "g")).toMatchObject({ why: "taken" });
    expect(refusal(usual, "reply", "j x")).toEqual({ why: "taken", by: "next" });
    expect(refusal(usual, "reply", "Tab")).toEqual({ why: "reserved" });
    expect(refusal(usual, "reply", "Mod+w")).toEqual({ why: "reserved" });
    expect(refusal(usual, "reply", "r")).toBeNull();
    expect(refusal(usual, "reply", "x")).toBeNull();
  });
});

describe("the registry", () => {
  it("lets the last one who can do it do it", () => {
    const first = vi.fn();
    const second = vi.fn();
    const leaveFirst = offer("back", first);
    const leaveSecond = offer("back", second);
    expect(perform("back")).toBe(true);
    leaveSecond();
    perform("back");
    leaveFirst();
    expect(perform("back")).toBe(false);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
    expect(registry.get().has("back")).toBe(false);
  });
});

describe("keys are somebody else's", () => {
  beforeEach(() => {
    document.body.innerHTML = "";
  });

  it("in fields, searchable lists and dialogs", () => {
    document.body.innerHTML = `<textarea></textarea><input type="checkbox"><div contenteditable="true"><b>x</b></div>
      <ul role="listbox"><li role="option">o</li></ul><button>b</button>`;
    const at = (selector: string) => isBusy(document.querySelector(selector));
    expect(at("textarea")).toBe(true);
    expect(at("b")).toBe(true);
    expect(at("li")).toBe(true);
    expect(at("input")).toBe(false);
    expect(at("button")).toBe(false);
    document.body.innerHTML += '<div role="dialog"></div>';
    expect(at("button")).toBe(true);
  });
});
