-- What visitors meet: two identity secrets while one is changed for the other, ratings, blocks, and answers that
-- follow a visitor by mail.

-- The identity secret before this one, and until when it is still good. Encrypted at rest.
ALTER TABLE widgets ADD COLUMN previous_secret BLOB;
ALTER TABLE widgets ADD COLUMN previous_secret_until INTEGER;

-- What its customer thought of how a conversation went: from 1 to 5; null where they said nothing.
ALTER TABLE conversations ADD COLUMN rating INTEGER;
ALTER TABLE conversations ADD COLUMN rating_comment TEXT;
ALTER TABLE conversations ADD COLUMN rated_at INTEGER;

CREATE TABLE blocks (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    -- A customer's id or a network address, in the one form there is of it.
    subject TEXT NOT NULL,
    note TEXT,
    -- An account.
    created_by BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, subject)
) STRICT;

-- How far the team's answers in a conversation were mailed to its customer.
CREATE TABLE answer_mails (
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    -- The newest answer that was in a mail.
    message_id BLOB NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- How many such mails an address got on a day, from all workspaces together.
CREATE TABLE answer_mail_days (
    -- The address in lower case.
    email_key TEXT NOT NULL,
    -- As in 2026-11-24.
    day TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (email_key, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_mail_days_by_day ON answer_mail_days (day);
