// The workspace picks any primary colour; what is written on it or in it must stay readable.

import { each } from "./plain";

export type Rgb = [number, number, number];

/** Reads #rrggbb, as the server keeps colours. Anything else is no colour: it would end up in a style sheet. */
export function parseHex(text: string): Rgb | null {
  const value = Number.parseInt(text.slice(1), 16);
  // Written again it is the same: there was nothing else.
  if (`#${(value + 0x1000000).toString(16).slice(1)}` !== text.toLowerCase()) return null;
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export const toHex = (rgb: Rgb): string =>
  `#${each(rgb, (part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

const linear = (part: number): number => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);

/** Relative luminance after WCAG 2. */
const luminance = ([r, g, b]: Rgb): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

export function contrast(a: Rgb, b: Rgb): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

export const WHITE: Rgb = [255, 255, 255];
export const INK: Rgb = [0x1c, 0x18, 0x26];
export const NIGHT: Rgb = [0x17, 0x14, 0x1e];

/** White or ink, whichever contrasts more with the fill. */
export const textOn = (fill: Rgb): Rgb => (contrast(fill, WHITE) >= contrast(fill, INK) ? WHITE : INK);

/** The colour itself where it can be read on the ground, else moved step by step until it can. */
export function readableOn(color: Rgb, ground: Rgb, wanted = 4.5): Rgb {
  const [r, g, b] = color;
  const goal = luminance(ground) > 0.18 ? 0 : 255;
  for (let step = 0; step < 50; step++) {
    const mix = (part: number) => Math.round(part + ((goal - part) * step) / 50);
    const mixed: Rgb = [mix(r), mix(g), mix(b)];
    if (contrast(mixed, ground) >= wanted) return mixed;
  }
  return [goal, goal, goal];
}
