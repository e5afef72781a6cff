-- The product's tables. Global ones first; in a tenant's table every key leads with workspace_id, so that
-- rows of one workspace lie together and can be moved together.

-- Facts about this installation: epoch, key_check.
CREATE TABLE instance (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE users (
    id UUID NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    -- The address in lower case: what makes it unique.
    email_key TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    -- None for accounts made by Google sign-in.
    password_hash TEXT,
    google_subject TEXT UNIQUE,
    is_verified BOOLEAN NOT NULL,
    avatar_url TEXT,
    current_workspace_id UUID,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE sessions (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    device TEXT,
    ip TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ
);
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);

-- Links sent by mail. Only a hash is kept.
CREATE TABLE account_tokens (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);
CREATE INDEX account_tokens_by_user ON account_tokens (user_id, purpose);

-- Which workspace a public id belongs to: calls like widget/{id} name none.
CREATE TABLE routes (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    workspace_id UUID NOT NULL,
    PRIMARY KEY (kind, key)
);

CREATE TABLE workspaces (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    website TEXT,
    goal TEXT,
    industry TEXT,
    team_size TEXT,
    plan TEXT NOT NULL,
    -- JSON: what the operator set instead of the plan's own limits.
    limit_overrides TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

-- Numbers handed out per workspace. Kept narrow: the row of kind 'event' is locked by every commit.
CREATE TABLE workspace_counters (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, kind)
);

CREATE TABLE members (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    invited_at TIMESTAMPTZ NOT NULL,
    invited_by UUID,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, user_id)
);
CREATE INDEX members_by_user ON members (user_id);

-- Which members have a dashboard open, by node; a row that is not refreshed counts for nothing.
CREATE TABLE connections (
    workspace_id UUID NOT NULL,
    user_id UUID NOT NULL,
    node_id UUID NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, user_id, node_id)
);
CREATE INDEX connections_by_node ON connections (node_id);

CREATE TABLE channels (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    type TEXT NOT NULL,
    config TEXT NOT NULL,
    -- Encrypted at rest, bound to this row.
    secrets BYTEA,
    is_active BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE widgets (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    channel_id UUID NOT NULL,
    name TEXT NOT NULL,
    domain TEXT NOT NULL,
    welcome_heading TEXT NOT NULL,
    welcome_tagline TEXT NOT NULL,
    primary_color TEXT NOT NULL,
    show_online_badge BOOLEAN NOT NULL,
    logo_url TEXT,
    config TEXT NOT NULL,
    -- What identity tokens of known customers are signed with. Encrypted at rest.
    identity_secret BYTEA,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, domain)
);

CREATE TABLE customers (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    name TEXT,
    email TEXT,
    external_id TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, external_id)
);

CREATE TABLE conversations (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    number BIGINT NOT NULL,
    customer_id UUID,
    -- A user's id.
    assignee_id UUID,
    status TEXT NOT NULL,
    channel_type TEXT NOT NULL,
    channel_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    first_response_at TIMESTAMPTZ,
    resolved_at TIMESTAMPTZ,
    closed_at TIMESTAMPTZ,
    needs_handoff BOOLEAN NOT NULL,
    handoff_reason TEXT,
    -- The newest message: the list's preview, and what the next message's id must exceed.
    last_message_id UUID,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, number),
    FOREIGN KEY (workspace_id, customer_id) REFERENCES customers (workspace_id, id)
);
CREATE INDEX conversations_by_update ON conversations (workspace_id, updated_at, id);
CREATE INDEX conversations_by_status ON conversations (workspace_id, status, updated_at, id);
CREATE INDEX conversations_by_assignee ON conversations (workspace_id, assignee_id, status, updated_at, id);
CREATE INDEX conversations_by_customer ON conversations (workspace_id, customer_id, id);
CREATE INDEX conversations_needing_handoff ON conversations (workspace_id, updated_at, id) WHERE needs_handoff;

-- How many conversations there are of each status and assignee; the nil id stands for nobody.
CREATE TABLE conversation_counts (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    assignee_id UUID NOT NULL,
    status TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, assignee_id, status)
);

CREATE TABLE messages (
    workspace_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    id UUID NOT NULL,
    sender_type TEXT NOT NULL,
    sender_id UUID,
    content TEXT NOT NULL,
    -- JSON: what the message carries of each file.
    attachments TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    delivered_at TIMESTAMPTZ,
    read_at TIMESTAMPTZ,
    is_private BOOLEAN NOT NULL,
    delivery TEXT,
    delivery_error TEXT,
    client_id TEXT,
    PRIMARY KEY (workspace_id, conversation_id, id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
-- UNIQUE also for SQLite's sake: else it prefers to walk the workspace along the primary key.
CREATE UNIQUE INDEX messages_by_id ON messages (workspace_id, id);

-- The senders' own ids: a repeated send is known by them.
CREATE TABLE message_client_ids (
    workspace_id UUID NOT NULL,
    sender_id UUID NOT NULL,
    client_id TEXT NOT NULL,
    conversation_id UUID NOT NULL,
    message_id UUID NOT NULL,
    PRIMARY KEY (workspace_id, sender_id, client_id)
);

CREATE TABLE attachments (
    workspace_id UUID NOT NULL,
    id UUID NOT NULL,
    -- None while it is a visitor's who has no conversation yet: their first message takes it there.
    conversation_id UUID,
    -- The account, or the customer, whose file it is.
    uploaded_by UUID NOT NULL,
    -- None until a message takes it; what none took within a day is deleted.
    message_id UUID,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX attachments_untaken ON attachments (created_at) WHERE message_id IS NULL;

CREATE TABLE notifications (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    user_id UUID NOT NULL,
    id UUID NOT NULL,
    type TEXT NOT NULL,
    conversation_id UUID,
    actor_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    read_at TIMESTAMPTZ,
    PRIMARY KEY (workspace_id, user_id, id)
);
CREATE INDEX notifications_unread ON notifications (workspace_id, user_id, conversation_id) WHERE read_at IS NULL;
CREATE INDEX notifications_read ON notifications (created_at) WHERE read_at IS NOT NULL;

-- The log. `seq` is gap-free per workspace, in commit order.
CREATE TABLE events (
    workspace_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    data TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, seq)
);

CREATE TABLE jobs (
    workspace_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    -- Jobs of one lane run one at a time, in the order of their ids.
    lane TEXT,
    payload TEXT NOT NULL,
    run_at TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL,
    locked_until TIMESTAMPTZ,
    dead_at TIMESTAMPTZ,
    last_error TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX jobs_due ON jobs (run_at) WHERE dead_at IS NULL;
CREATE INDEX jobs_by_lane ON jobs (workspace_id, lane, id) WHERE lane IS NOT NULL AND dead_at IS NULL;
-- One job of a lane runs at a time, whoever runs it.
CREATE UNIQUE INDEX jobs_running_lane ON jobs (workspace_id, lane)
    WHERE lane IS NOT NULL AND locked_until IS NOT NULL AND dead_at IS NULL;
CREATE INDEX jobs_dead ON jobs (workspace_id, dead_at) WHERE dead_at IS NOT NULL;

CREATE TABLE idempotency_keys (
    workspace_id UUID NOT NULL,
    caller_id UUID NOT NULL,
    key TEXT NOT NULL,
    request_hash BYTEA NOT NULL,
    -- JSON: what the use case answered.
    answer TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, caller_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- What was used in a calendar month (UTC), for limits that start anew.
CREATE TABLE usage_months (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    month TEXT NOT NULL,
    messages BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, month)
);
