import type { Widget, WidgetSettings } from "@pingback/api";

export type Asked = "off" | "optional" | "required";
export type Side = "right" | "left";
export type Icon = "chat" | "question" | "wave";
export type Locale = "auto" | "en" | "de" | "fr" | "es" | "pt" | "ar";

/** Everything of a widget that the form holds. */
export interface Fields {
  name: string;
  domain: string;
  welcome_heading: string;
  welcome_tagline: string;
  primary_color: string;
  logo_url: string;
  show_online_badge: boolean;
  position: Side;
  launcher_icon: Icon;
  launcher_text: string;
  offset_x: string;
  offset_y: string;
  hide_launcher: boolean;
  reply_time: string;
  show_team: boolean;
  asks_first: boolean;
  ask_name: Asked;
  ask_email: Asked;
  away_message: string;
  ask_email_when_away: boolean;
  rating: boolean;
  sound: boolean;
  locale: Locale;
}

/** What the widget keeps to where its settings say nothing. */
export const EDGE = "24";

type Config = Record<string, unknown>;
/** As the generated types call any object. */
type Sent = NonNullable<WidgetSettings["config"]>;

const record = (value: unknown): Config =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Config) : {};
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const pixels = (value: unknown): string => (typeof value === "number" ? String(value) : EDGE);
const oneOf = <K extends string>(value: unknown, known: readonly K[]): K =>
  known.find((word) => word === value) ?? (known[0] as K);

/** Read as the widget reads it: what is not there has its default. */
export function fieldsOf(widget: Widget): Fields {
  const config = record(widget.config);
  const form = record(config.pre_chat);
  return {
    name: widget.name,
    domain: widget.domain,
    welcome_heading: widget.welcome_heading,
    welcome_tagline: widget.welcome_tagline,
    primary_color: widget.primary_color,
    logo_url: widget.logo_url ?? "",
    show_online_badge: widget.show_online_badge,
    position: oneOf(config.position, ["right", "left"]),
    launcher_icon: oneOf(config.launcher_icon, ["chat", "question", "wave"]),
    launcher_text: text(config.launcher_text),
    offset_x: pixels(config.offset_x),
    offset_y: pixels(config.offset_y),
    hide_launcher: config.hide_launcher === true,
    reply_time: text(config.reply_time),
    show_team: config.show_team !== false,
    asks_first: form.is_on === true,
    ask_name: oneOf(form.name, ["off", "optional", "required"]),
    ask_email: oneOf(form.email, ["off", "optional", "required"]),
    away_message: text(config.away_message),
    ask_email_when_away: config.ask_email_when_away !== false,
    rating: config.rating !== false,
    sound: config.sound !== false,
    locale: oneOf(config.locale, ["auto", "en", "de", "fr", "es", "pt", "ar"]),
  };
}

const OWN = ["name", "domain", "welcome_heading", "welcome_tagline", "primary_color"] as const;
const FORM = { asks_first: "is_on", ask_name: "name", ask_email: "email" } as const;

/** A number where it is one; what else was typed goes to the server, which says what is wrong with it. */
function asPixels(typed: string): unknown {
  if (typed.trim() === "") return Number(EDGE);
  const number = Number(typed);
  return Number.isNaN(number) ? typed : number;
}

/** What of the typed differs from what is saved. */
export function changedOf(widget: Widget, typed: Partial<Fields>): Partial<Fields> {
  const saved = fieldsOf(widget);
  const differs = ([name, value]: [string, unknown]) => value !== saved[name as keyof Fields];
  return Object.fromEntries(Object.entries(typed).filter(differs));
}

/** The configuration with what was typed in it; keys of the website's own stay. */
export function configWith(config: unknown, changed: Partial<Fields>): Config {
  const next = { ...record(config) };
  for (const [name, value] of Object.entries(changed)) {
    if (name in FORM) {
      const key = FORM[name as keyof typeof FORM];
      next.pre_chat = { ...record(next.pre_chat), [key]: value };
    } else if (name === "offset_x" || name === "offset_y") next[name] = asPixels(String(value));
    else if (!isOwn(name)) next[name] = typeof value === "string" ? value.trim() : value;
  }
  return next;
}

const isOwn = (name: string): boolean =>
  (OWN as readonly string[]).includes(name) || name === "logo_url" || name === "show_online_badge";

/** The call that saves it. */
export function changeOf(widget: Widget, typed: Partial<Fields>): WidgetSettings {
  const changed = changedOf(widget, typed);
  const change: WidgetSettings = {};
  for (const name of OWN) {
    const value = changed[name];
    if (value !== undefined) change[name] = value.trim();
  }
  if (changed.logo_url !== undefined) change.logo_url = changed.logo_url.trim() || null;
  if (changed.show_online_badge !== undefined) change.show_online_badge = changed.show_online_badge;
  if (Object.keys(changed).some((name) => !isOwn(name))) {
    change.config = configWith(widget.config, changed) as Sent;
  }
  return change;
}

/** Names of the form's inputs, as the server's pointers name them. */
export const POINTERS = [
  ...OWN,
  "logo_url",
  "config/launcher_text",
  "config/offset_x",
  "config/offset_y",
  "config/reply_time",
  "config/away_message",
] as const;

export function requiresIdentity(widget: Widget): boolean {
  return record(widget.config).require_identity === true;
}

/** The call that decides whether the website has to vouch for everybody. */
export function enforcing(widget: Widget, isOn: boolean): WidgetSettings {
  const config: Config = { ...record(widget.config), require_identity: isOn };
  return { config: config as Sent };
}
