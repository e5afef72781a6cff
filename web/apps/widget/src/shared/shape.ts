import { parseHex, type Rgb, readableOn, textOn } from "./contrast";

/** What the launcher needs to know of the widget. */
export interface Shape {
  /** The owner's colour, moved so far that its text can be read. */
  primary: Rgb;
  onPrimary: Rgb;
  isOnline: boolean;
  side: "left" | "right";
  offsetX: number;
  offsetY: number;
  text: string;
  icon: string;
  isHidden: boolean;
  locale: unknown;
}

type Raw = Record<string, unknown>;

export const record = (value: unknown): Raw =>
  typeof value === "object" && value !== null ? (value as Raw) : {};

const EDGE = 24;

const distance = (value: unknown): number => (typeof value === "number" && value >= 0 ? value : EDGE);

/** Takes the answer of `GET widget/{id}` field by field: a missing or odd field must not break a page. */
export function readShape(answer: unknown): Shape {
  const raw = record(answer);
  const config = record(raw.config);
  const wanted = parseHex(`${raw.primary_color}`) ?? ([0x76, 0x50, 0xff] as Rgb);
  const onPrimary = textOn(wanted);
  return {
    primary: readableOn(wanted, onPrimary),
    onPrimary,
    isOnline: raw.is_online === true,
    side: config.position === "left" ? "left" : "right",
    offsetX: distance(config.offset_x),
    offsetY: distance(config.offset_y),
    text: `${config.launcher_text ?? ""}`.trim(),
    icon: `${config.launcher_icon}`,
    isHidden: config.hide_launcher === true,
    locale: config.locale,
  };
}
