-- What is searched: messages, and customers by what is known of them. Words are taken apart by the program, not by
-- the database (storage/src/search/words.rs), a moment after the change; what waits for that is noted here by
-- triggers, so that no way to write can forget it. None of this is in a backup: a restore's rows are noted again.

CREATE TABLE search_pending (
    id INTEGER PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    -- A message's id, or a customer's.
    item_id BLOB NOT NULL,
    is_customer INTEGER NOT NULL
) STRICT;

CREATE TABLE search_documents (
    id INTEGER PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    item_id BLOB NOT NULL,
    -- Of a message.
    conversation_id BLOB,
    UNIQUE (workspace_id, item_id)
) STRICT;

-- By the document's id. Each word has its workspace in front, nine signs of it: so one and two letters of a word
-- are ten and eleven signs, which are indexed too, since many words begin with them. Only which words are in a
-- document is kept.
CREATE VIRTUAL TABLE search_words USING fts5(
    words, content = '', contentless_delete = 1, detail = none, prefix = '10 11', tokenize = 'ascii'
);

CREATE TRIGGER search_new_message AFTER INSERT ON messages BEGIN
    INSERT INTO search_pending (workspace_id, item_id, is_customer) VALUES (NEW.workspace_id, NEW.id, FALSE);
END;
CREATE TRIGGER search_new_customer AFTER INSERT ON customers BEGIN
    INSERT INTO search_pending (workspace_id, item_id, is_customer) VALUES (NEW.workspace_id, NEW.id, TRUE);
END;
CREATE TRIGGER search_changed_customer AFTER UPDATE OF name, email, external_id ON customers
WHEN OLD.name IS NOT NEW.name OR OLD.email IS NOT NEW.email OR OLD.external_id IS NOT NEW.external_id BEGIN
    INSERT INTO search_pending (workspace_id, item_id, is_customer) VALUES (NEW.workspace_id, NEW.id, TRUE);
END;

INSERT INTO search_pending (workspace_id, item_id, is_customer)
    SELECT workspace_id, id, TRUE FROM customers ORDER BY id;
INSERT INTO search_pending (workspace_id, item_id, is_customer)
    SELECT workspace_id, id, FALSE FROM messages ORDER BY id;
