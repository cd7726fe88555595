"""What things in the story room are known by."""

from typing import NewType

from allydesk.ids import new_uuid7

MomentId = NewType("MomentId", str)
ChapterId = NewType("ChapterId", str)
ThemeId = NewType("ThemeId", str)
StoryId = NewType("StoryId", str)
TakeId = NewType("TakeId", str)
FileId = NewType("FileId", str)


def new_moment_id() -> MomentId:
    """An id no moment has had."""
    return MomentId(new_uuid7())


def new_chapter_id() -> ChapterId:
    """An id no chapter has had."""
    return ChapterId(new_uuid7())


def new_theme_id() -> ThemeId:
    """An id no theme has had."""
    return ThemeId(new_uuid7())


def new_story_id() -> StoryId:
    """An id no story has had."""
    return StoryId(new_uuid7())


def new_take_id() -> TakeId:
    """An id no take has had."""
    return TakeId(new_uuid7())
