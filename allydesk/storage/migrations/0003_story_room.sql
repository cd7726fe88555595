-- The story room: the lifeline with its moments, chapters and themes, the stories made of it, their takes, and the
-- files of both.
--
-- The days of a date are counted from 0001-01-01, which is 1; none lies outside the calendar, which ends in 9999.
-- Moments lead to entries by their ids alone, since an entry may be deleted for good and come back in an import.

CREATE TABLE story_file (
    file_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE story_file_chunk (
    file_id INTEGER NOT NULL REFERENCES story_file (file_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (file_id, number)
) STRICT;

CREATE TABLE story_file_thumbnail (
    file_id INTEGER PRIMARY KEY REFERENCES story_file (file_id) ON DELETE CASCADE,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE moment (
    moment_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    modified INTEGER NOT NULL,
    sitting INTEGER NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    earliest INTEGER CHECK (earliest BETWEEN 1 AND 3652059),
    latest INTEGER CHECK (latest BETWEEN 1 AND 3652059),
    precision TEXT NOT NULL,
    approximate INTEGER NOT NULL,
    age INTEGER,
    height INTEGER NOT NULL CHECK (height BETWEEN -5 AND 5),
    now INTEGER CHECK (now BETWEEN -5 AND 5),
    note TEXT NOT NULL,
    place TEXT NOT NULL,
    CHECK (earliest <= latest)
) STRICT;

CREATE TABLE moment_person (
    moment_person_id INTEGER PRIMARY KEY,
    moment TEXT NOT NULL REFERENCES moment (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (moment, place)
) STRICT;

CREATE TABLE moment_photo (
    moment_photo_id INTEGER PRIMARY KEY,
    moment TEXT NOT NULL REFERENCES moment (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    file TEXT NOT NULL REFERENCES story_file (id),
    UNIQUE (moment, place)
) STRICT;

CREATE INDEX moment_photo_by_file ON moment_photo (file);

CREATE TABLE moment_entry (
    moment_entry_id INTEGER PRIMARY KEY,
    moment TEXT NOT NULL REFERENCES moment (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    entry TEXT NOT NULL,
    UNIQUE (moment, place)
) STRICT;

CREATE INDEX moment_entry_by_entry ON moment_entry (entry);

CREATE TABLE chapter (
    chapter_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    modified INTEGER NOT NULL,
    sitting INTEGER NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    earliest INTEGER CHECK (earliest BETWEEN 1 AND 3652059),
    latest INTEGER CHECK (latest BETWEEN 1 AND 3652059),
    precision TEXT NOT NULL,
    approximate INTEGER NOT NULL,
    age INTEGER,
    CHECK (earliest <= latest)
) STRICT;

CREATE TABLE theme (
    theme_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    modified INTEGER NOT NULL,
    sitting INTEGER NOT NULL,
    name TEXT NOT NULL,
    memo TEXT NOT NULL,
    place INTEGER NOT NULL,
    shade INTEGER NOT NULL
) STRICT;

-- By the moment's id alone: a theme keeps its place for one that is not there at the time.
CREATE TABLE theme_moment (
    theme_moment_id INTEGER PRIMARY KEY,
    theme TEXT NOT NULL REFERENCES theme (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    moment TEXT NOT NULL,
    UNIQUE (theme, place)
) STRICT;

CREATE TABLE birth (
    birth_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (id = ''),
    modified INTEGER NOT NULL,
    sitting INTEGER NOT NULL,
    words TEXT NOT NULL,
    earliest INTEGER CHECK (earliest BETWEEN 1 AND 3652059),
    latest INTEGER CHECK (latest BETWEEN 1 AND 3652059),
    precision TEXT NOT NULL,
    approximate INTEGER NOT NULL,
    age INTEGER,
    CHECK (earliest <= latest)
) STRICT;

-- How moments, chapters, themes and the birth were before, as JSON; those that are gone, as they were last.
CREATE TABLE record_version (
    version_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (id, kind, number)
) STRICT;

CREATE INDEX record_version_by_moment ON record_version (saved, kind, id, number, gone);
CREATE INDEX record_version_by_removal ON record_version (saved) WHERE gone = 1;

CREATE TABLE story (
    story_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    sitting INTEGER NOT NULL,
    removed INTEGER,
    title TEXT NOT NULL,
    listener TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX story_by_removal ON story (removed) WHERE removed IS NOT NULL;

CREATE TABLE story_version (
    version_id INTEGER PRIMARY KEY,
    story TEXT NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    title TEXT NOT NULL,
    listener TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (story, number)
) STRICT;

CREATE INDEX story_version_by_moment ON story_version (saved, story, number);

CREATE TABLE take (
    take_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    story TEXT NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    begun INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    words INTEGER NOT NULL,
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    notes TEXT NOT NULL,
    audio TEXT REFERENCES story_file (id)
) STRICT;

CREATE INDEX take_by_story ON take (story, begun);
CREATE INDEX take_by_audio ON take (audio) WHERE audio IS NOT NULL;

CREATE TABLE mentor_profile (
    profile_id INTEGER PRIMARY KEY CHECK (profile_id = 1),
    name TEXT NOT NULL,
    lived_through TEXT NOT NULL,
    can_listen_to TEXT NOT NULL,
    offers TEXT NOT NULL,
    themes TEXT NOT NULL
) STRICT;
