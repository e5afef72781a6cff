import type { Member, Widget } from "@pingback/api";
import { firstName } from "../members/queries";
import { isColour } from "./colour";
import { configWith, type Fields, fieldsOf } from "./fields";

export type View = "closed" | "home" | "form" | "chat" | "away" | "rating";

/** What `GET widget/{id}` would answer once this is saved. */
export function shownOf(
  widget: Widget,
  typed: Partial<Fields>,
  members: readonly Member[],
): Record<string, unknown> {
  const fields = { ...fieldsOf(widget), ...typed };
  const team = members.filter((member) => member.is_active).slice(0, 3);
  return {
    name: fields.name,
    welcome_heading: fields.welcome_heading,
    welcome_tagline: fields.welcome_tagline,
    primary_color: isColour(fields.primary_color) ? fields.primary_color : widget.primary_color,
    show_online_badge: fields.show_online_badge,
    is_online: fields.show_online_badge,
    answers_by_email: widget.answers_by_email,
    logo_url: fields.logo_url.trim() || null,
    config: configWith(widget.config, typed),
    team: team.map(({ name, avatar_url }) => ({ name: firstName(name), avatar_url: avatar_url ?? null })),
  };
}

/** The views that the settings leave anything to see of. */
export function viewsOf({ asks_first, ask_name, ask_email, rating }: Fields): View[] {
  const asks = asks_first && (ask_name !== "off" || ask_email !== "off");
  return [
    "closed",
    "home",
    ...(asks ? (["form"] as const) : []),
    "chat",
    "away",
    ...(rating ? (["rating"] as const) : []),
  ];
}
