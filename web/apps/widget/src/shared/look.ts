import type { Rgb } from "./contrast";
import { readShape, record } from "./shape";

/** What the workspace decided about the widget's looks, as far as the opened chat needs it. */
export interface Look {
  name: string;
  domain: string;
  heading: string;
  tagline: string;
  primary: Rgb;
  showOnlineBadge: boolean;
  /** Whether an answer follows a visitor by email. */
  answersByEmail: boolean;
  logoUrl: string | null;
  config: Record<string, unknown>;
  team: unknown;
}

const text = (value: unknown, fallback: string): string =>
  typeof value === "string" && value.trim() ? value : fallback;

/** Field by field, as the launcher does. */
export function readLook(answer: unknown): Look {
  const raw = record(answer);
  return {
    name: text(raw.name, "PingBack Support"),
    domain: text(raw.domain, ""),
    heading: text(raw.welcome_heading, "Hi there!"),
    tagline: text(raw.welcome_tagline, ""),
    primary: readShape(raw).primary,
    showOnlineBadge: raw.show_online_badge !== false,
    answersByEmail: raw.answers_by_email === true,
    logoUrl: typeof raw.logo_url === "string" ? raw.logo_url : null,
    config: record(raw.config),
    team: raw.team,
  };
}
