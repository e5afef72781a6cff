-- What is searched: messages, and customers by what is known of them. Words are taken apart by the program, not by
-- the database (storage/src/search/words.rs), a moment after the change; what waits for that is noted here by
-- triggers, so that no way to write can forget it. None of this is in a backup: a restore's rows are noted again.

CREATE TABLE search_pending (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id UUID NOT NULL,
    -- A message's id, or a customer's.
    item_id UUID NOT NULL,
    is_customer BOOLEAN NOT NULL
);

CREATE TABLE search_documents (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    item_id UUID NOT NULL,
    -- Of a message.
    conversation_id UUID,
    -- Each word has its workspace in front.
    words TSVECTOR NOT NULL,
    UNIQUE (workspace_id, item_id)
);
CREATE INDEX search_documents_by_age ON search_documents (workspace_id, id);
-- New entries are read one by one until they are sorted in: a search must not meet many.
CREATE INDEX search_documents_by_word ON search_documents USING gin (words) WITH (gin_pending_list_limit = 256);

CREATE FUNCTION search_note_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_pending (workspace_id, item_id, is_customer) VALUES (NEW.workspace_id, NEW.id, FALSE);
    RETURN NULL;
END $$;
CREATE FUNCTION search_note_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_pending (workspace_id, item_id, is_customer) VALUES (NEW.workspace_id, NEW.id, TRUE);
    RETURN NULL;
END $$;
CREATE TRIGGER search_new_message AFTER INSERT ON messages
    FOR EACH ROW EXECUTE FUNCTION search_note_message();
CREATE TRIGGER search_new_customer AFTER INSERT ON customers
    FOR EACH ROW EXECUTE FUNCTION search_note_customer();
CREATE TRIGGER search_changed_customer AFTER UPDATE OF name, email, external_id ON customers
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name OR OLD.email IS DISTINCT FROM NEW.email
        OR OLD.external_id IS DISTINCT FROM NEW.external_id)
    EXECUTE FUNCTION search_note_customer();

INSERT INTO search_pending (workspace_id, item_id, is_customer)
    SELECT workspace_id, id, TRUE FROM customers ORDER BY id;
INSERT INTO search_pending (workspace_id, item_id, is_customer)
    SELECT workspace_id, id, FALSE FROM messages ORDER BY id;
