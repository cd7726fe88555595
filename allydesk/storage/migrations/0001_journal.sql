-- The first format: a journal with tags, versions, attachments and a search index.
--
-- Instants are microseconds since 0001-01-01T00:00:00Z. An entry's position sorts as its instant does and is unique;
-- it is the row id, so that lists and the search index run newest first without sorting anything.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta (key, value) VALUES ('generation', '0');

CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    instant INTEGER NOT NULL,
    local TEXT NOT NULL,
    utc_offset INTEGER NOT NULL,
    zone TEXT NOT NULL,
    modified INTEGER NOT NULL,
    sitting INTEGER NOT NULL,
    trashed INTEGER,
    mood INTEGER CHECK (mood BETWEEN -5 AND 5),
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- Holds all that lists of positions and the calendar ask for, so that no entry is decrypted for them.
CREATE INDEX entry_by_instant ON entry (instant, trashed, local);
CREATE INDEX entry_by_trash ON entry (trashed) WHERE trashed IS NOT NULL;
CREATE INDEX entry_by_fingerprint ON entry (fingerprint) WHERE fingerprint <> '';

CREATE TABLE tag (
    tag_id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE entry_tag (
    tag_id INTEGER NOT NULL REFERENCES tag (tag_id) ON DELETE CASCADE,
    position INTEGER NOT NULL REFERENCES entry (position) ON DELETE CASCADE ON UPDATE CASCADE,
    place INTEGER NOT NULL,
    PRIMARY KEY (tag_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_tag_by_entry ON entry_tag (position, place);

CREATE TABLE version (
    version_id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL REFERENCES entry (position) ON DELETE CASCADE ON UPDATE CASCADE,
    number INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    local TEXT NOT NULL,
    utc_offset INTEGER NOT NULL,
    zone TEXT NOT NULL,
    mood INTEGER,
    tags TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (position, number)
) STRICT;

CREATE TABLE attachment (
    attachment_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL REFERENCES entry (position) ON DELETE CASCADE ON UPDATE CASCADE,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE INDEX attachment_by_entry ON attachment (position);

CREATE TABLE attachment_chunk (
    attachment_id INTEGER NOT NULL REFERENCES attachment (attachment_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (attachment_id, number)
) STRICT;

CREATE VIRTUAL TABLE entry_search USING fts5 (
    title, text,
    content = 'entry', content_rowid = 'position',
    tokenize = "unicode61 remove_diacritics 2"
);

INSERT INTO entry_search (entry_search, rank) VALUES ('pgsz', 3960);
-- FTS5's own secure-delete stays off: in SQLite 3.53 it loses words of an entry that is deleted from the index and put
-- back in one transaction, as each save does it. What is deleted for good is merged away instead.

CREATE TRIGGER entry_search_add AFTER INSERT ON entry BEGIN
    INSERT INTO entry_search (rowid, title, text) VALUES (new.position, new.title, new.text);
END;

CREATE TRIGGER entry_search_remove AFTER DELETE ON entry BEGIN
    INSERT INTO entry_search (entry_search, rowid, title, text) VALUES ('delete', old.position, old.title, old.text);
END;

CREATE TRIGGER entry_search_change AFTER UPDATE OF position, title, text ON entry BEGIN
    INSERT INTO entry_search (entry_search, rowid, title, text) VALUES ('delete', old.position, old.title, old.text);
    INSERT INTO entry_search (rowid, title, text) VALUES (new.position, new.title, new.text);
END;
