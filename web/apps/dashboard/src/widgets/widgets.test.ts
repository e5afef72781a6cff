import { expect, it } from "vitest";
import { contrast, textOn } from "./contrast";
import { snippetFor } from "./snippet";

it("the snippet is the documented one", () => {
  expect(snippetFor("0193a1c2", "https://support.example.com")).toBe(
    '<script>window.PingBackWidgetId = "0193a1c2";</script>\n' +
      '<script src="https://support.example.com/widget.js" async></script>',
  );
});

it("text on a colour is whichever reads better", () => {
  expect(textOn("#7650FF")).toBe("#ffffff");
  expect(textOn("#FFE066")).toBe("#1c1826");
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
});
