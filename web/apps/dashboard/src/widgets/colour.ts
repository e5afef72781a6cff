import { contrast, parseHex, readableOn, textOn, toHex, WHITE } from "@pingback/widget/contrast";

const SHAPE = /^#[0-9a-f]{6}$/i;

export const isColour = (text: string): boolean => SHAPE.test(text);

/** What the widget makes of the owner's colour: where neither white nor black text reads on it, it is moved. */
export interface Paint {
  /** What is shown in place of the colour. */
  shown: string;
  isMoved: boolean;
  /** The text on it. */
  text: "white" | "black";
  /** How well that reads on the colour as it was chosen. */
  ratio: number;
}

/** The widget's own arithmetic: `readShape` in its sources. */
export function paintOf(colour: string): Paint | null {
  const wanted = isColour(colour) ? parseHex(colour) : null;
  if (!wanted) return null;
  const text = textOn(wanted);
  const shown = toHex(readableOn(wanted, text)).toUpperCase();
  return {
    shown,
    isMoved: shown !== colour.toUpperCase(),
    text: text === WHITE ? "white" : "black",
    // Never said to be enough where it is not.
    ratio: Math.floor(contrast(wanted, text) * 10) / 10,
  };
}
