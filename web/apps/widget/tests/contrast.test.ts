import { describe, expect, it } from "vitest";
import {
  contrast,
  INK,
  NIGHT,
  parseHex,
  type Rgb,
  readableOn,
  textOn,
  toHex,
  WHITE,
} from "../src/shared/contrast";
import { readLook } from "../src/shared/look";
import { readShape } from "../src/shared/shape";

const rgb = (hex: string) => parseHex(hex) as Rgb;

describe("contrast", () => {
  it("knows black on white", () => {
    expect(contrast(rgb("#000000"), WHITE)).toBeCloseTo(21, 1);
  });

  it.each([
    ["#7650FF", "#ffffff"],
    ["#000000", "#ffffff"],
    ["#FFFFFF", "#1c1826"],
    ["#FFD400", "#1c1826"],
    ["#0F9D58", "#1c1826"],
    ["#1D4A98", "#ffffff"],
  ])("writes on %s in %s", (fill, text) => {
    expect(toHex(textOn(rgb(fill)))).toBe(text);
  });

  it("is always the better of the two, and never below 4", () => {
    for (let value = 0; value <= 0xffffff; value += 0x1234) {
      const fill = rgb(`#${value.toString(16).padStart(6, "0")}`);
      const chosen = contrast(fill, textOn(fill));
      expect(chosen).toBe(Math.max(contrast(fill, WHITE), contrast(fill, INK)));
      expect(chosen).toBeGreaterThan(4);
    }
  });

  it("moves links until they can be read on both grounds", () => {
    for (const color of ["#FFD400", "#FFFFFF", "#000000", "#7650FF", "#17141E"]) {
      expect(contrast(readableOn(rgb(color), WHITE), WHITE)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(readableOn(rgb(color), NIGHT), NIGHT)).toBeGreaterThanOrEqual(4.5);
    }
    expect(toHex(readableOn(rgb("#5632D4"), WHITE))).toBe("#5632d4");
  });
});

describe("look", () => {
  it("moves the owner's colour until its text can be read", () => {
    for (let red = 0; red < 256; red += 15) {
      for (let green = 0; green < 256; green += 15) {
        const color = toHex([red, green, 128]);
        const { primary, onPrimary } = readShape({ primary_color: color });
        expect(contrast(primary, onPrimary), color).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("takes no colour that is not one: it would be written into a style sheet", () => {
    for (const primary_color of ["red;}*{display:none", "url(https://x.example)", "#12345", 7, null]) {
      expect(toHex(readLook({ primary_color }).primary)).toBe("#7650ff");
    }
    expect(toHex(readLook({ primary_color: "#AABBCC" }).primary)).toBe("#aabbcc");
  });

  it("has the documented defaults", () => {
    expect(readLook({})).toMatchObject({
      name: "PingBack Support",
      heading: "Hi there!",
      showOnlineBadge: true,
    });
    expect(readShape({})).toMatchObject({
      side: "right",
      offsetX: 24,
      offsetY: 24,
      text: "",
      isHidden: false,
    });
    expect(readLook(null).heading).toBe("Hi there!");
  });
});
