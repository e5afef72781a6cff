// The shapes of the documented API, as far as the tests look into them.

export interface Me {
  user: { id: string; email: string; full_name: string; is_verified: boolean };
  business: { id: string; name: string } | null;
  team_role: string | null;
}

export interface Member {
  id: string;
  user_id: string;
  email: string;
  name: string;
  role: "owner" | "admin" | "agent";
  status: "live" | "away" | "offline";
  is_active: boolean;
}

export interface Attachment {
  id: string;
  url: string;
  name: string;
}

export interface Message {
  id: string;
  conversation_id: string;
  sender_type: "customer" | "agent" | "ai" | "system";
  sender_id: string | null;
  content: string;
  attachments: Attachment[];
  created_at: string;
  delivered_at: string | null;
  read_at: string | null;
  is_private?: boolean;
}

export interface Conversation {
  id: string;
  number: number;
  status: "open" | "pending" | "resolved" | "closed";
  assignee_id: string | null;
  customer_id: string | null;
  messages: Message[];
}

export interface Notification {
  id: string;
  type: string;
  conversation_id: string | null;
  actor_id: string | null;
  read_at: string | null;
}

export interface Widget {
  id: string;
  domain: string;
  welcome_heading: string;
}

export interface VisitorSession {
  token: string;
  visitor_token: string;
  business_id: string;
  conversation: { id: string; messages: Message[] } | null;
  team: Record<string, unknown>[];
}
