-- Numbers beside labels, channels and saved views; turns of workspaces in the queue of jobs.

-- How its conversation stands: a label's open conversations are found without looking at all that ever had it.
ALTER TABLE conversation_labels ADD COLUMN status TEXT NOT NULL DEFAULT 'open';
UPDATE conversation_labels SET status = (SELECT v.status FROM conversations v
    WHERE v.workspace_id = conversation_labels.workspace_id AND v.id = conversation_labels.conversation_id);
CREATE UNIQUE INDEX conversation_labels_by_status ON conversation_labels (workspace_id, label_id, status, conversation_id);

-- How many conversations there are of each kind of channel and status.
CREATE TABLE channel_counts (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    channel_type TEXT NOT NULL,
    status TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, channel_type, status)
) STRICT, WITHOUT ROWID;
INSERT INTO channel_counts (workspace_id, channel_type, status, n)
    SELECT workspace_id, channel_type, status, COUNT(*) FROM conversations GROUP BY workspace_id, channel_type, status;

-- Which workspaces have jobs, and which of theirs is due first.
CREATE INDEX jobs_of_workspace ON jobs (workspace_id, run_at, id) WHERE dead_at IS NULL;
