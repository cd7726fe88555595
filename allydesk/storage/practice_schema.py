"""The practice room's tables as SQLAlchemy Core sees them; see `schema`."""

from sqlalchemy import REAL, Column, Integer, MetaData, Table, Text

_tables = MetaData()

run = Table(
    "run",
    _tables,
    Column("run_id", Integer, primary_key=True),
    Column("id", Text, unique=True),
    Column("begun", Integer),
    Column("utc_offset", Integer),
    Column("modified", Integer),
    Column("sitting", Integer),
    Column("finished", Integer),
    Column("removed", Integer),
    Column("title", Text),
    Column("family", Text),
    Column("variant", Text),
    Column("digest", Text),
    Column("own", Text),
    Column("ending", Text),
    Column("entry", Text),
    Column("people", Text),
    Column("seed", Integer),
    Column("reflection", Text),
    Column("do_over", Text),
    Column("moves", Text),
    Column("tried", Text),
    Column("partnered", Text),
    Column("told", Text),
)

observation = Table(
    "observation",
    _tables,
    Column("observation_id", Integer, primary_key=True),
    Column("run", Text),
    Column("place", Integer),
    Column("skill", Text),
    Column("level", Integer),
    Column("behaviour", Text),
    Column("move", Integer),
    Column("observer", Text),
)

run_version = Table(
    "run_version",
    _tables,
    Column("version_id", Integer, primary_key=True),
    Column("run", Text),
    Column("number", Integer),
    Column("saved", Integer),
    Column("record", Text),
)

commitment = Table(
    "commitment",
    _tables,
    Column("commitment_id", Integer, primary_key=True),
    Column("id", Text, unique=True),
    Column("made", Integer),
    Column("due", Integer),
    Column("status", Text),
    Column("closed", Integer),
    Column("removed", Integer),
    Column("run", Text),
    Column("cue", Text),
    Column("response", Text),
    Column("note", Text),
    Column("rehearsed", Text),
)

practice_card = Table(
    "practice_card",
    _tables,
    Column("card_id", Integer, primary_key=True),
    Column("skill", Text),
    Column("family", Text),
    Column("stability", REAL),
    Column("difficulty", REAL),
    Column("due", Integer),
    Column("last", Integer),
)

own_scenario = Table(
    "own_scenario",
    _tables,
    Column("scenario_id", Integer, primary_key=True),
    Column("id", Text, unique=True),
    Column("added", Integer),
    Column("removed", Integer),
    Column("name", Text),
    Column("source", Text),
)
