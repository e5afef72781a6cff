// The workspace picks any primary colour; what is written on it or in it must stay readable.

import { each } from "./plain";

export type Rgb = [number, number, number];

/** Reads #rrggbb, as the server keeps colours. Anything else is no colour: it would end up in a style sheet. */
export function parseHex(text: string): Rgb | null {
  if (!/^#[0-9a-f]{6}$/i.test(text)) return null;
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export const toHex = (rgb: Rgb): string =>
  `#${each(rgb, (part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** Relative luminance after WCAG 2. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = each(rgb, (part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

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
  const goal: Rgb = luminance(ground) > 0.18 ? [0, 0, 0] : WHITE;
  for (let step = 0; step < 50; step++) {
    const share = step / 50;
    const mixed = each(color, (part, i) => Math.round(part + ((goal[i] as number) - part) * share)) as Rgb;
    if (contrast(mixed, ground) >= wanted) return mixed;
  }
  return goal;
}
