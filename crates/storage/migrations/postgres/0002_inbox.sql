-- What people who live in the inbox need: order by wait, priority, snooze, labels, read marks, mentions,
-- drafts, canned replies, saved views, what happened in a conversation, what is known of a customer.

ALTER TABLE conversations ADD COLUMN priority TEXT;
ALTER TABLE conversations ADD COLUMN snoozed_until TIMESTAMPTZ;
-- JSON: the ids of its labels; conversation_labels holds the same, the other way round.
ALTER TABLE conversations ADD COLUMN label_ids TEXT NOT NULL DEFAULT '[]';
-- How many messages its customer wrote, and when the last one came: what read marks are compared with.
ALTER TABLE conversations ADD COLUMN customer_messages BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN last_customer_message_at TIMESTAMPTZ;
-- The order by longest wait in one ascending number: the millisecond from which the customer waits, or, where
-- nobody waits, 8,000,000,000,000,000 less the millisecond of the last answer, which sorts after all who wait.
ALTER TABLE conversations ADD COLUMN wait_order BIGINT NOT NULL DEFAULT 8000000000000000;

UPDATE conversations SET
    customer_messages = (SELECT COUNT(*) FROM messages m WHERE m.workspace_id = conversations.workspace_id
        AND m.conversation_id = conversations.id AND m.sender_type = 'customer'),
    last_customer_message_at = (SELECT MAX(m.created_at) FROM messages m WHERE m.workspace_id = conversations.workspace_id
        AND m.conversation_id = conversations.id AND m.sender_type = 'customer'),
    wait_order = 8000000000000000 - CAST(EXTRACT(EPOCH FROM COALESCE(
        (SELECT MAX(m.created_at) FROM messages m WHERE m.workspace_id = conversations.workspace_id
            AND m.conversation_id = conversations.id AND m.sender_type IN ('agent', 'ai') AND NOT m.is_private),
        created_at)) * 1000 AS BIGINT);
UPDATE conversations SET wait_order = COALESCE(
        (SELECT CAST(EXTRACT(EPOCH FROM MIN(m.created_at)) * 1000 AS BIGINT) FROM messages m
            WHERE m.workspace_id = conversations.workspace_id
            AND m.conversation_id = conversations.id AND m.sender_type = 'customer'
            AND m.created_at > COALESCE(
                (SELECT MAX(a.created_at) FROM messages a WHERE a.workspace_id = conversations.workspace_id
                    AND a.conversation_id = conversations.id AND a.sender_type IN ('agent', 'ai')
                    AND NOT a.is_private), '-infinity')),
        wait_order)
    WHERE status IN ('open', 'pending');

CREATE INDEX conversations_by_wait ON conversations (workspace_id, status, wait_order, id);
CREATE INDEX conversations_by_priority ON conversations (workspace_id, priority, status, updated_at, id)
    WHERE priority IS NOT NULL;
CREATE INDEX conversations_by_assignee_and_wait ON conversations (workspace_id, assignee_id, status, wait_order, id);

CREATE TABLE labels (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    -- The name in lower case: what makes it unique.
    name_key TEXT NOT NULL,
    color TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, name_key)
);

CREATE TABLE conversation_labels (
    workspace_id UUID NOT NULL,
    label_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    PRIMARY KEY (workspace_id, label_id, conversation_id),
    FOREIGN KEY (workspace_id, label_id) REFERENCES labels (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_labels_by_conversation ON conversation_labels (workspace_id, conversation_id);

-- What happened in a conversation besides messages: who assigned, resolved, labelled it.
CREATE TABLE activities (
    workspace_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    id UUID NOT NULL,
    -- JSON: what, with the values before and after.
    data TEXT NOT NULL,
    -- The account; none where the product itself did it, or the customer.
    actor_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id, id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);

-- How far each member has read: of how many messages of the customer they know.
CREATE TABLE conversation_reads (
    workspace_id UUID NOT NULL,
    user_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    customer_messages BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, user_id, conversation_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);

CREATE TABLE mentions (
    workspace_id UUID NOT NULL,
    user_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    -- The newest note that mentions the member there.
    message_id UUID NOT NULL,
    PRIMARY KEY (workspace_id, user_id, conversation_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);

-- Text that a member has begun and not sent.
CREATE TABLE drafts (
    workspace_id UUID NOT NULL,
    user_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    content TEXT NOT NULL,
    is_private BOOLEAN NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, user_id, conversation_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);

CREATE TABLE canned_replies (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    -- Whose it is; none: the whole team's.
    user_id UUID,
    shortcut TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
-- One shortcut means one thing to whoever types it; the nil id stands for the team.
CREATE UNIQUE INDEX canned_replies_by_shortcut ON canned_replies
    (workspace_id, COALESCE(user_id, '00000000-0000-0000-0000-000000000000'::uuid), shortcut);

CREATE TABLE views (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    -- Whose it is; none: the whole team's.
    user_id UUID,
    name TEXT NOT NULL,
    -- JSON: filter and order.
    filter TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX views_by_user ON views (workspace_id, user_id);

-- JSON: the accounts that a note mentions; null where it mentions none.
ALTER TABLE messages ADD COLUMN mentions TEXT;

-- JSON: how a member wants to be told, which keys they use.
ALTER TABLE members ADD COLUMN preferences TEXT NOT NULL DEFAULT '{}';

-- JSON objects: what the team knows of a customer, and what their browser last said.
ALTER TABLE customers ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';
ALTER TABLE customers ADD COLUMN visit TEXT;

CREATE TABLE customer_notes (
    workspace_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    id UUID NOT NULL,
    author_id UUID NOT NULL,
    content TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (workspace_id, customer_id, id),
    FOREIGN KEY (workspace_id, customer_id) REFERENCES customers (workspace_id, id) ON DELETE CASCADE
);

-- When a page of its domain last loaded the widget.
ALTER TABLE widgets ADD COLUMN seen_at TIMESTAMPTZ;
-- Who has done with the first steps shown to a new workspace.
ALTER TABLE workspaces ADD COLUMN checklist_dismissed_at TIMESTAMPTZ;

-- A channel is deleted without walking the workspace.
CREATE INDEX conversations_by_channel ON conversations (workspace_id, channel_id) WHERE channel_id IS NOT NULL;
