import type { Availability, TeamMember } from "../api/types";

/** The team is as available as its most available member. */
export function availabilityOf(team: readonly TeamMember[]): Availability {
  if (team.some((member) => member.status === "live")) return "live";
  return team.some((member) => member.status === "away") ? "away" : "offline";
}

/** Whose faces are shown: who is here comes first. */
export function facesOf(team: readonly TeamMember[], most = 3): TeamMember[] {
  const rank = { live: 0, away: 1, offline: 2 };
  return [...team].sort((a, b) => rank[a.status] - rank[b.status]).slice(0, most);
}
