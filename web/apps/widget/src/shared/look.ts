import { parseHex, toHex } from "./contrast";

/** What the workspace decided about the widget's looks. */
export interface Look {
  name: string;
  heading: string;
  tagline: string;
  primary: string;
  showOnlineBadge: boolean;
  logoUrl: string | null;
  side: "left" | "right";
}

const DEFAULT_PRIMARY = "#7650ff";

const text = (value: unknown, fallback: string): string =>
  typeof value === "string" && value.trim() ? value : fallback;

/** Takes the answer of `GET widget/{id}` field by field: a missing or odd field must not break a page. */
export function readLook(answer: unknown): Look {
  const raw = (answer ?? {}) as Record<string, unknown>;
  const config = (raw.config ?? {}) as Record<string, unknown>;
  const primary = parseHex(text(raw.primary_color, DEFAULT_PRIMARY));
  return {
    name: text(raw.name, "PingBack Support"),
    heading: text(raw.welcome_heading, "Hi there!"),
    tagline: typeof raw.welcome_tagline === "string" ? raw.welcome_tagline : "",
    primary: primary ? toHex(primary) : DEFAULT_PRIMARY,
    showOnlineBadge: raw.show_online_badge !== false,
    logoUrl: typeof raw.logo_url === "string" ? raw.logo_url : null,
    side: config.position === "left" ? "left" : "right",
  };
}
