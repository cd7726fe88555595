"""Who is who in these tests."""

from allydesk.story.ids import MomentId, StoryId, ThemeId

CHOIR, SCHOOL, RUTH = (MomentId(f"moment-{name}") for name in ("choir", "school", "ruth"))
HEARD, AGAIN = ThemeId("theme-heard"), ThemeId("theme-again")
FIRST, SECOND = StoryId("story-first"), StoryId("story-second")
