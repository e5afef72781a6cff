/**
 * Provisional: written by hand until the server's openapi.json exists; `npm run api` replaces it.
 */
export interface paths {
  "/api/v1/auth/register": { post: Op<{ body: { email: string; full_name: string; password: string }; ok: S["Registered"] }> };
  "/api/v1/auth/login": { post: Op<{ body: { email: string; password: string }; ok: S["Token"] }> };
  "/api/v1/auth/logout": { post: Op<{ ok: never }> };
  "/api/v1/auth/me": {
    get: Op<{ ok: S["Me"] }>;
    patch: Op<{ body: { full_name?: string; avatar_url?: string | null; password?: string; current_password?: string }; ok: S["User"] }>;
  };
  "/api/v1/auth/business/create": {
    post: Op<{ body: { name: string; website?: string; industry?: string; team_size?: string; goal?: string }; ok: S["Me"] }>;
  };
  "/api/v1/auth/verify-email": { post: Op<{ body: { token: string }; ok: { is_verified: boolean } }> };
  "/api/v1/auth/verify-email/resend": { post: Op<{ ok: unknown }> };
  "/api/v1/auth/password/forgot": { post: Op<{ body: { email: string }; ok: unknown }> };
  "/api/v1/auth/password/reset": { post: Op<{ body: { token: string; password: string }; ok: unknown }> };
  "/api/v1/auth/sessions": { get: Op<{ ok: S["Session"][] }> };
  "/api/v1/auth/sessions/{id}": { delete: Op<{ path: { id: string }; ok: never }> };

  "/api/v1/team/members": { get: Op<{ ok: S["Member"][] }> };
  "/api/v1/team/members/{id}": {
    patch: Op<{ path: { id: string }; body: { role?: string; is_active?: boolean }; ok: S["Member"] }>;
    delete: Op<{ path: { id: string }; ok: { message: string } }>;
  };
  "/api/v1/team/invite": { post: Op<{ query: { email: string; role?: string }; ok: S["InviteResult"] }> };
  "/api/v1/team/status": { patch: Op<{ body: { status: string }; ok: { status: string } }> };
  "/api/v1/team/assign/{conversation_id}": {
    post: Op<{ path: { conversation_id: string }; query: { agent_id: string }; ok: { message: string } }>;
  };

  "/api/v1/conversations": {
    get: Op<{
      query?: { status?: string; assignee_id?: string; channel_type?: string; q?: string; page?: number; limit?: number; before?: string; count?: boolean };
      ok: S["Conversation"][];
    }>;
  };
  "/api/v1/conversations/counts": { get: Op<{ ok: S["Counts"] }> };
  "/api/v1/conversations/{id}": {
    get: Op<{ path: { id: string }; ok: S["Conversation"] }>;
    patch: Op<{ path: { id: string }; body: { status: string }; ok: S["Conversation"] }>;
  };
  "/api/v1/conversations/{id}/messages": {
    post: Op<{ path: { id: string }; body: { content: string; attachments?: { id: string }[]; is_private?: boolean }; ok: S["Message"] }>;
  };
  "/api/v1/conversations/{id}/upload": { post: Op<{ path: { id: string }; ok: S["Attachment"] }> };
  "/api/v1/conversations/{id}/resolve": { put: Op<{ path: { id: string }; ok: { resolved_at?: string; detail?: string } }> };
  "/api/v1/conversations/{id}/close": { put: Op<{ path: { id: string }; ok: { closed_at?: string; detail?: string } }> };
  "/api/v1/conversations/{id}/assign": { delete: Op<{ path: { id: string }; ok: { assignee_id: string | null } }> };
  "/api/v1/conversations/{id}/assign/{agent_id}": {
    put: Op<{ path: { id: string; agent_id: string }; ok: { assignee_id: string | null } }>;
  };

  "/api/v1/widget": { get: Op<{ ok: S["Widget"][] }> };
  "/api/v1/widget/create": { post: Op<{ body: { domain: string; name?: string }; ok: S["Widget"] }> };
  "/api/v1/widget/{id}": { patch: Op<{ path: { id: string }; body: S["WidgetSettings"]; ok: S["Widget"] }> };

  "/api/v1/notifications": { get: Op<{ query?: { unread?: boolean }; ok: S["Notification"][] }> };
  "/api/v1/notifications/{id}/read": { post: Op<{ path: { id: string }; ok: unknown }> };
  "/api/v1/notifications/read-all": { post: Op<{ ok: unknown }> };

  "/api/v1/billing/usage": { get: Op<{ ok: S["Usage"] }> };
  "/api/v1/billing/checkout-url": { get: Op<{ query: { plan: string }; ok: { url: string } }> };
  "/api/v1/events": { get: Op<{ query: { after: number; epoch?: string; limit?: number }; ok: S["EventPage"] }> };
}

export interface components {
  schemas: {
    Token: { access_token: string; token_type: string };
    Registered: S["User"] & S["Token"];
    User: { id: string; email: string; full_name: string; is_verified: boolean; is_google_account: boolean; avatar_url: string | null };
    Business: {
      id: string; name: string; website: string | null; goal: string | null; industry: string | null; team_size: string | null; created_at: string;
    };
    BusinessRef: { id: string; name: string; role: S["Role"] };
    Me: {
      user: S["User"];
      business: S["Business"] | null;
      onboarding_complete: boolean;
      team_role: S["Role"] | null;
      businesses: S["BusinessRef"][];
      permissions: string[];
    };
    Session: { id: string; device: string | null; ip: string | null; last_seen: string; current: boolean };
    Role: "owner" | "admin" | "agent";
    MemberStatus: "live" | "away" | "offline";
    Member: {
      id: string; user_id: string; email: string; name: string; role: S["Role"]; status: S["MemberStatus"]; is_active: boolean;
      invited_at: string; is_connected: boolean; avatar_url: string | null; open_conversations: number;
    };
    InviteResult: { message: string; team_member_id: string };
    ConversationStatus: "open" | "pending" | "resolved" | "closed";
    Customer: { id: string; business_id: string; name: string | null; email: string | null; external_id: string | null; created_at: string };
    Conversation: {
      id: string; number: number; business_id: string; customer_id: string | null; assignee_id: string | null;
      status: S["ConversationStatus"]; channel_type: string; channel_id: string | null; created_at: string; updated_at: string;
      first_response_at: string | null; resolved_at: string | null; closed_at: string | null; needs_handoff: boolean;
      handoff_reason: string | null; customer: S["Customer"] | null; messages: S["Message"][];
    };
    Attachment: { id: string; url: string; name: string; content_type: string; size: number };
    Message: {
      id: string; conversation_id: string; sender_type: "customer" | "agent" | "ai" | "system"; sender_id: string | null; sender_name?: string | null; content: string;
      attachments: S["Attachment"][]; created_at: string; delivered_at: string | null; read_at: string | null; is_private: boolean;
      delivery: "pending" | "sent" | "failed" | null; delivery_error: string | null;
    };
    Channel: { id: string; business_id: string; type: string; config: Record<string, unknown>; is_active: boolean; created_at: string };
    Widget: {
      id: string; business_id: string; name: string; domain: string; welcome_heading: string; welcome_tagline: string; primary_color: string;
      show_online_badge: boolean; logo_url: string | null; config: Record<string, unknown>; created_at: string; updated_at: string;
    };
    WidgetSettings: {
      name?: string; domain?: string; welcome_heading?: string; welcome_tagline?: string; primary_color?: string; show_online_badge?: boolean;
    };
    Notification: {
      id: string; type: string; conversation_id: string | null; actor_id: string | null; created_at: string; read_at: string | null;
      conversation_number?: number | null; actor_name?: string | null;
    };
    Quota: { used: number; limit: number | null; resets_at: string | null };
    Usage: { plan: string; agents: S["Quota"]; channels: S["Quota"]; kb_articles: S["Quota"]; messages: S["Quota"] };
    Counts: { mine: number; unassigned: number; all: number; mentions: number; by_status: Record<string, number> };
    Event: { seq: number; type: string; created_at: string; data: Record<string, unknown> };
    EventPage: { epoch: string; last: number; events: S["Event"][] };
    Problem: { type?: string; title: string; status: number; detail: string; errors?: { pointer: string; detail: string }[] };
  };
}

type S = components["schemas"];

/** One operation in openapi-typescript's shape. */
type Op<O extends { ok: unknown; body?: unknown; path?: unknown; query?: unknown }> = {
  parameters: {
    header?: Record<string, string>;
    cookie?: never;
  } & (O extends { path: infer P } ? { path: P } : { path?: never }) &
    (O extends { query: infer Q } ? { query: Q } : O extends { query?: infer Q } ? { query?: Q } : { query?: never });
  responses: {
    200: { headers: Record<string, unknown>; content: { "application/json": O["ok"] } };
    default: { headers: Record<string, unknown>; content: { "application/problem+json": S["Problem"] } };
  };
} & (O extends { body: infer B } ? { requestBody: { content: { "application/json": B } } } : { requestBody?: never });
