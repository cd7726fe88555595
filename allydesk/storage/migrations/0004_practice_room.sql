-- The practice room: runs of scenarios and what was seen in them, commitments, when to practise again, and scenarios
-- of the person's own.
--
-- What leads to an entry, to a run or to a scenario does so by its id alone, since it may be deleted for good and come
-- back in an import. In a run what can be long comes last, so that lists need not read it.

CREATE TABLE run (
    run_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    begun INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    sitting INTEGER NOT NULL,
    finished INTEGER,
    removed INTEGER,
    title TEXT NOT NULL,
    family TEXT NOT NULL,
    variant TEXT NOT NULL,
    digest TEXT NOT NULL,
    own TEXT,
    ending TEXT NOT NULL,
    entry TEXT,
    people TEXT NOT NULL,
    seed INTEGER NOT NULL,
    reflection TEXT NOT NULL,
    do_over TEXT,
    moves TEXT NOT NULL,
    tried TEXT NOT NULL,
    partnered TEXT,
    told TEXT NOT NULL
) STRICT;

CREATE INDEX run_by_removal ON run (removed) WHERE removed IS NOT NULL;

CREATE TABLE observation (
    observation_id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    skill TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
    behaviour TEXT NOT NULL,
    move INTEGER NOT NULL,
    observer TEXT NOT NULL,
    UNIQUE (run, place)
) STRICT;

-- How runs were before, whole, as JSON.
CREATE TABLE run_version (
    version_id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (run, number)
) STRICT;

CREATE INDEX run_version_by_moment ON run_version (saved, run, number);

-- The day on which a commitment is due is counted from 0001-01-01, which is 1.
CREATE TABLE commitment (
    commitment_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    made INTEGER NOT NULL,
    due INTEGER CHECK (due BETWEEN 1 AND 3652059),
    status TEXT NOT NULL,
    closed INTEGER,
    removed INTEGER,
    run TEXT,
    cue TEXT NOT NULL,
    response TEXT NOT NULL,
    note TEXT NOT NULL,
    rehearsed TEXT NOT NULL
) STRICT;

CREATE INDEX commitment_by_removal ON commitment (removed) WHERE removed IS NOT NULL;

CREATE TABLE practice_card (
    card_id INTEGER PRIMARY KEY,
    skill TEXT NOT NULL,
    family TEXT NOT NULL,
    stability REAL NOT NULL CHECK (stability > 0),
    difficulty REAL NOT NULL CHECK (difficulty BETWEEN 1 AND 10),
    due INTEGER NOT NULL,
    last INTEGER NOT NULL,
    UNIQUE (skill, family)
) STRICT;

CREATE TABLE own_scenario (
    scenario_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    added INTEGER NOT NULL,
    removed INTEGER,
    name TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;

CREATE INDEX own_scenario_by_removal ON own_scenario (removed) WHERE removed IS NOT NULL;
