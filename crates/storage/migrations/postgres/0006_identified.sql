-- Whether a website vouched for a customer once: from then on no browser without its word is taken for them.
ALTER TABLE customers ADD COLUMN is_identified BOOLEAN NOT NULL DEFAULT FALSE;
