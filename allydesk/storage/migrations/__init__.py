"""The vault's format, step by step: numbered SQL files, never edited once a release has carried them."""

from importlib.resources import files


def migration_scripts() -> list[str]:
    """Every migration's SQL, in order; the list's length is the newest format version."""
    found = sorted(
        (item for item in files(__package__).iterdir() if item.name.endswith(".sql")), key=lambda item: item.name
    )
    return [item.read_text("utf-8") for item in found]
