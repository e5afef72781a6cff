import type { MemberStatus } from "@pingback/api";

export const members = {
  title: "Team",
  intro: (workspace: string) => `The people who answer ${possessive(workspace)} customers.`,
  invite: "Invite agent",
  table: "Team members",
  columns: {
    member: "Member",
    role: "Role",
    status: "Status",
    open: "Open now",
    account: "Account",
    actions: "Actions",
  },
  roles: { owner: "Owner", admin: "Admin", agent: "Agent" },
  active: "Active",
  suspended: "Suspended",
  signedOut: "Signed out",
  /** Under the status, which people set themselves: whether a dashboard of theirs is open. */
  presence: (status: MemberStatus, isConnected: boolean) =>
    !isConnected ? "Not connected" : status === "live" ? "Now" : "Seen just now",
  permanent: "Permanent",
  cannotChange: "Cannot be changed",
  you: "you",
  actionsFor: (name: string) => `Actions for ${name}`,
  makeAdmin: "Make admin",
  makeAdminHint: "Can also assign and manage settings",
  makeAgent: "Make agent",
  makeAgentHint: "Answers conversations, sets own status",
  suspend: "Suspend",
  suspendHint: (first: string, open: number) =>
    open === 0
      ? `Signs ${first} out and frees the seat`
      : `Signs ${first} out, frees the seat, unassigns ${open} ${open === 1 ? "conversation" : "conversations"}`,
  remove: "Remove from workspace",
  removeHint: (first: string, open: number) => holds(first, open),
  restore: "Restore",
  find: "Find a member",
  roleFilter: "Role",
  anyRole: "Any role",
  noMatch: "No member matches.",
  seats: (used: number, limit: number | null) =>
    limit === null ? `${used} ${used === 1 ? "agent" : "agents"}` : `${used} of ${limit} agents`,
  seatsLabel: "Seats used",
  seatsHint: (plan: string, owner: boolean) =>
    owner
      ? `${plan} plan. You, as owner, and suspended members take no seat.`
      : `${plan} plan. The owner and suspended members take no seat.`,
  planLink: "Plan & usage",
  noSeats: (plan: string) => `The ${plan} plan has no agent seats`,
  onlyOwner: "Only the owner invites, changes and removes members.",
  aloneTitle: "You work alone on the Free plan",
  alone:
    "Invite colleagues on Mini or Pro. They share this inbox, take conversations from you, and show customers whether someone is live. Nothing you have set up changes.",
  planSeats: (agents: string) => `${agents} agents besides you`,
  planMore: (channels: string, messages: string) => `${channels} channels, ${messages} messages a month`,
  done: {
    admin: (name: string) => `${name} is now an admin`,
    agent: (name: string) => `${name} is now an agent`,
    suspended: (name: string) => `${name} is suspended`,
    restored: (name: string) => `${name} is back`,
    removed: (name: string) => `${name} was removed`,
  },
  failed: (name: string) => `${name} could not be changed`,
  invitation: {
    title: (workspace: string) => `Invite to ${workspace}`,
    intro: "They need a PingBack account on this server first. They join at once.",
    email: "Email",
    role: "Role",
    agentHint: "Answers conversations and sets their own status.",
    adminHint:
      "Also assigns conversations and manages the knowledge base, widget and labels. Cannot invite, remove or change billing.",
    submit: "Invite",
    seat: (next: number, limit: number) => `Takes seat ${next} of ${limit}`,
    allTaken: (limit: number) => (limit === 1 ? "The seat is taken" : `All ${limit} seats are taken`),
    unknown: "User not found: ask them to sign up first.",
    unknownHint: "Send this link. Once they have an account, invite again.",
    copyLink: "Copy link",
    copied: "Copied",
    missing: "Enter their email.",
    shape: "That is not a whole email address.",
    done: (email: string) => `${email} is on the team`,
    seePlans: "See plans",
  },
  leaving: {
    remove: {
      title: (name: string) => `Remove ${name} from the workspace?`,
      text: (first: string) => `${first} loses access at once, on every device.`,
      consequence: (first: string, open: number) => `${holds(first, open)}.`,
      confirm: (first: string) => `Remove ${first}`,
    },
    suspend: {
      title: (name: string) => `Suspend ${name}?`,
      text: (first: string) => `${first} is signed out at once and the seat is free. Restore takes it back.`,
      consequence: (first: string, open: number) => `${holds(first, open)}.`,
      confirm: (first: string) => `Suspend ${first}`,
    },
  },
  heirs: {
    label: (first: string, open: number) =>
      open === 1
        ? `Who gets the conversation ${first} holds`
        : `Who gets the ${open} conversations ${first} holds`,
    nobody: "Nobody: they become unassigned",
    member: (name: string, status: string, open: string) => `${name} · ${status} · ${open}`,
  },
  matrix: {
    title: "What each role can do",
    yes: "Yes",
    no: "No",
    rows: [
      { action: "Handle conversations", who: ["owner", "admin", "agent"] },
      { action: "Update own status", who: ["owner", "admin", "agent"] },
      { action: "Assign conversations", who: ["owner", "admin"] },
      { action: "Manage most settings: knowledge base, widget, labels", who: ["owner", "admin"] },
      { action: "Invite and remove team members, change roles", who: ["owner"] },
      { action: "Manage channels", who: ["owner"] },
      { action: "Manage billing", who: ["owner"] },
    ],
  },
};

function possessive(name: string): string {
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}

function holds(first: string, open: number): string {
  if (open === 0) return `${first} holds no open conversations`;
  if (open === 1) return `The conversation ${first} holds becomes unassigned`;
  return `The ${open} conversations ${first} holds become unassigned`;
}
