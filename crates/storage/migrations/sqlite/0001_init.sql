-- The product's tables. Global ones first; in a tenant's table every key leads with workspace_id, so that
-- rows of one workspace lie together and can be moved together.

-- Facts about this installation: epoch, key_check.
CREATE TABLE instance (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    -- The address in lower case: what makes it unique.
    email_key TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    -- None for accounts made by Google sign-in.
    password_hash TEXT,
    google_subject TEXT UNIQUE,
    is_verified INTEGER NOT NULL,
    avatar_url TEXT,
    current_workspace_id BLOB,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    device TEXT,
    ip TEXT,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);

-- Links sent by mail. Only a hash is kept.
CREATE TABLE account_tokens (
    token_hash BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX account_tokens_by_user ON account_tokens (user_id, purpose);

-- Which workspace a public id belongs to: calls like widget/{id} name none.
CREATE TABLE routes (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    workspace_id BLOB NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT;

CREATE TABLE workspaces (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    website TEXT,
    goal TEXT,
    industry TEXT,
    team_size TEXT,
    plan TEXT NOT NULL,
    -- JSON: what the operator set instead of the plan's own limits.
    limit_overrides TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- Numbers handed out per workspace. Kept narrow: the row of kind 'event' is locked by every commit.
CREATE TABLE workspace_counters (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    invited_at INTEGER NOT NULL,
    invited_by BLOB,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, user_id)
) STRICT;
CREATE INDEX members_by_user ON members (user_id);

-- Which members have a dashboard open, by node; a row that is not refreshed counts for nothing.
CREATE TABLE connections (
    workspace_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    node_id BLOB NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, user_id, node_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX connections_by_node ON connections (node_id);

CREATE TABLE channels (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    config TEXT NOT NULL,
    -- Encrypted at rest, bound to this row.
    secrets BLOB,
    is_active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;

CREATE TABLE widgets (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    channel_id BLOB NOT NULL,
    name TEXT NOT NULL,
    domain TEXT NOT NULL,
    welcome_heading TEXT NOT NULL,
    welcome_tagline TEXT NOT NULL,
    primary_color TEXT NOT NULL,
    show_online_badge INTEGER NOT NULL,
    logo_url TEXT,
    config TEXT NOT NULL,
    -- What identity tokens of known customers are signed with. Encrypted at rest.
    identity_secret BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, domain)
) STRICT;

CREATE TABLE customers (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    name TEXT,
    email TEXT,
    external_id TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, external_id)
) STRICT;

CREATE TABLE conversations (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    number INTEGER NOT NULL,
    customer_id BLOB,
    -- A user's id.
    assignee_id BLOB,
    status TEXT NOT NULL,
    channel_type TEXT NOT NULL,
    channel_id BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    first_response_at INTEGER,
    resolved_at INTEGER,
    closed_at INTEGER,
    needs_handoff INTEGER NOT NULL,
    handoff_reason TEXT,
    -- The newest message: the list's preview, and what the next message's id must exceed.
    last_message_id BLOB,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, number),
    FOREIGN KEY (workspace_id, customer_id) REFERENCES customers (workspace_id, id)
) STRICT;
CREATE INDEX conversations_by_update ON conversations (workspace_id, updated_at, id);
CREATE INDEX conversations_by_status ON conversations (workspace_id, status, updated_at, id);
CREATE INDEX conversations_by_assignee ON conversations (workspace_id, assignee_id, status, updated_at, id);
CREATE INDEX conversations_by_customer ON conversations (workspace_id, customer_id, id);
CREATE INDEX conversations_needing_handoff ON conversations (workspace_id, updated_at, id) WHERE needs_handoff;

-- How many conversations there are of each status and assignee; the nil id stands for nobody.
CREATE TABLE conversation_counts (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    assignee_id BLOB NOT NULL,
    status TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, assignee_id, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    id BLOB NOT NULL,
    sender_type TEXT NOT NULL,
    sender_id BLOB,
    content TEXT NOT NULL,
    -- JSON: what the message carries of each file.
    attachments TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER,
    read_at INTEGER,
    is_private INTEGER NOT NULL,
    delivery TEXT,
    delivery_error TEXT,
    client_id TEXT,
    PRIMARY KEY (workspace_id, conversation_id, id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
-- UNIQUE also for SQLite's sake: else it prefers to walk the workspace along the primary key.
CREATE UNIQUE INDEX messages_by_id ON messages (workspace_id, id);

-- The senders' own ids: a repeated send is known by them.
CREATE TABLE message_client_ids (
    workspace_id BLOB NOT NULL,
    sender_id BLOB NOT NULL,
    client_id TEXT NOT NULL,
    conversation_id BLOB NOT NULL,
    message_id BLOB NOT NULL,
    PRIMARY KEY (workspace_id, sender_id, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    -- None while it is a visitor's who has no conversation yet: their first message takes it there.
    conversation_id BLOB,
    -- The account, or the customer, whose file it is.
    uploaded_by BLOB NOT NULL,
    -- None until a message takes it; what none took within a day is deleted.
    message_id BLOB,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX attachments_untaken ON attachments (created_at) WHERE message_id IS NULL;

CREATE TABLE notifications (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    user_id BLOB NOT NULL,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    conversation_id BLOB,
    actor_id BLOB,
    created_at INTEGER NOT NULL,
    read_at INTEGER,
    PRIMARY KEY (workspace_id, user_id, id)
) STRICT;
CREATE INDEX notifications_unread ON notifications (workspace_id, user_id, conversation_id) WHERE read_at IS NULL;
CREATE INDEX notifications_read ON notifications (created_at) WHERE read_at IS NOT NULL;

-- The log. `seq` is gap-free per workspace, in commit order.
CREATE TABLE events (
    workspace_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    data TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
    workspace_id BLOB NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    -- Jobs of one lane run one at a time, in the order of their ids.
    lane TEXT,
    payload TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    locked_until INTEGER,
    dead_at INTEGER,
    last_error TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE INDEX jobs_due ON jobs (run_at) WHERE dead_at IS NULL;
CREATE INDEX jobs_by_lane ON jobs (workspace_id, lane, id) WHERE lane IS NOT NULL AND dead_at IS NULL;
-- One job of a lane runs at a time, whoever runs it.
CREATE UNIQUE INDEX jobs_running_lane ON jobs (workspace_id, lane)
    WHERE lane IS NOT NULL AND locked_until IS NOT NULL AND dead_at IS NULL;
CREATE INDEX jobs_dead ON jobs (workspace_id, dead_at) WHERE dead_at IS NOT NULL;

CREATE TABLE idempotency_keys (
    workspace_id BLOB NOT NULL,
    caller_id BLOB NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    -- JSON: what the use case answered.
    answer TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, caller_id, key)
) STRICT;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- What was used in a calendar month (UTC), for limits that start anew.
CREATE TABLE usage_months (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    month TEXT NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, month)
) STRICT, WITHOUT ROWID;
