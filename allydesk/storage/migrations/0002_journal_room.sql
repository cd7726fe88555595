-- The whole journal: people, templates, pins, links between entries, files with thumbnails and a trash of their own,
-- prompts, saved filters and own words.
--
-- allydesk_words, allydesk_title_key and allydesk_links are functions that the program lends the connection.

ALTER TABLE entry ADD COLUMN template TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN pinned INTEGER;
ALTER TABLE entry ADD COLUMN seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN words INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN title_key TEXT NOT NULL DEFAULT '';

UPDATE entry SET words = allydesk_words(text), title_key = allydesk_title_key(title);

-- Holds all that lists of positions, the calendar and the statistics ask for, so that no entry is decrypted for them.
DROP INDEX entry_by_instant;
CREATE INDEX entry_by_instant ON entry (instant, trashed, local, mood, words);
CREATE INDEX entry_by_title ON entry (title_key, trashed, instant) WHERE title_key <> '';
CREATE INDEX entry_by_pin ON entry (pinned) WHERE pinned IS NOT NULL;
CREATE INDEX entry_by_template ON entry (template) WHERE template <> '';

CREATE TABLE person (
    person_id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE entry_person (
    person_id INTEGER NOT NULL REFERENCES person (person_id) ON DELETE CASCADE,
    position INTEGER NOT NULL REFERENCES entry (position) ON DELETE CASCADE ON UPDATE CASCADE,
    place INTEGER NOT NULL,
    PRIMARY KEY (person_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_person_by_entry ON entry_person (position, place);

-- The titles that an entry's text leads to.
CREATE TABLE entry_link (
    position INTEGER NOT NULL REFERENCES entry (position) ON DELETE CASCADE ON UPDATE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (position, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_link_by_key ON entry_link (key);

INSERT INTO entry_link (position, key)
SELECT entry.position, link.value FROM entry, json_each(allydesk_links(entry.text)) AS link
WHERE instr(entry.text, '[[') > 0;

ALTER TABLE version ADD COLUMN people TEXT NOT NULL DEFAULT '[]';
ALTER TABLE version ADD COLUMN template TEXT NOT NULL DEFAULT '';
CREATE INDEX version_by_moment ON version (saved, position, number);

ALTER TABLE attachment ADD COLUMN removed INTEGER;
DROP INDEX attachment_by_entry;
CREATE INDEX attachment_by_entry ON attachment (position, removed);
CREATE INDEX attachment_by_removal ON attachment (removed) WHERE removed IS NOT NULL;

CREATE TABLE attachment_thumbnail (
    attachment_id INTEGER PRIMARY KEY REFERENCES attachment (attachment_id) ON DELETE CASCADE,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE template (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    why TEXT NOT NULL,
    parts TEXT NOT NULL,
    hidden INTEGER NOT NULL,
    own INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE template_order (
    place INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE prompt_mark (
    id TEXT PRIMARY KEY,
    favourite INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE own_prompt (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE saved_filter (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    query TEXT NOT NULL
) STRICT;

CREATE TABLE own_word (
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
