"""The Practise step: a story is told aloud, and a take of it kept, if one likes."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.story.ids import StoryId
from allydesk.story.takes import usual_pace
from allydesk.story.telling import Story, Take
from allydesk.ui.actions import Action
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.leaving import take_up_composed_text
from allydesk.ui.story.practising.choices import Choices
from allydesk.ui.story.practising.drafting import Drafts
from allydesk.ui.story.practising.ground import TAKES, TELL, PractiseGround
from allydesk.ui.story.practising.keeping import TakeKeeper
from allydesk.ui.story.practising.leaving import Leaving
from allydesk.ui.story.practising.recording import Audio, find_audio
from allydesk.ui.story.practising.rehearsal import Stage
from allydesk.ui.story.practising.script import Script, script_of
from allydesk.ui.story.practising.sounddesk import SoundDesk
from allydesk.ui.story.practising.stage import Told
from allydesk.ui.story.practising.wav import NotSound, Sound, read_wav
from allydesk.ui.story.tools import StoryTools

_FALSE_START = 10
"""Seconds; of a telling that is cut off by leaving, so much or more is kept as a take."""
_NO_MICROPHONE = "The microphone cannot be had just now. Another program may have it. You can tell the story without."
_NOT_SOUND = "This recording cannot be played here."
_NEW = "new"
"""What the recording that is not kept yet is called while it plays."""


class PractisePage(PractiseGround):
    """Shows the story, the end of a telling, or the takes. `flush` and `close_all` before locking."""

    step_asked = Signal(str)
    entry_asked = Signal(str)
    focus_mode_asked = Signal(bool)
    telling_changed = Signal(bool)
    """Whether somebody is telling: they are there, though no hand moves."""
    settings_changed = Signal(object)
    """New `Settings`: how it is told is worth keeping for the next time."""

    def __init__(
        self,
        *,
        tools: StoryTools,
        choices: Choices | None = None,
        steady: Callable[[], float] = time.monotonic,
        find: Callable[[], Audio | None] = find_audio,
    ) -> None:
        """`steady` counts seconds and is never set back; `find` looks for sound, when the page is first shown."""
        super().__init__(look=tools.look, steady=steady, clock=tools.clock)
        self._tools = tools
        self._choices = choices or Choices.of(tools.settings)
        self._errands = Errands(tasks=tools.tasks)
        self._keeper = TakeKeeper(vault=tools.vault, tasks=tools.tasks)
        self._leaving = Leaving(keeper=self._keeper, prompts=tools.prompts)
        self._sound = SoundDesk(find=find)
        self._drafts = Drafts()
        self._stories: list[Story] = []
        self._story: Story | None = None
        self._is_loaded = self._was_telling = False
        self._connect()
        self._show_state()

    @property
    def story(self) -> Story | None:
        """The story that is told; None when there is none."""
        return self._story

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette."""

        def can_tell() -> bool:
            return self._story is not None and self._drafts.present is None

        return (
            Action("Tell the story, or pause", "Story", self._tell_or_pause, ready=can_tell),
            Action("Finish telling", "Story", self.telling.finish, ready=lambda: self.telling.is_under_way),
            Action("Fill the window with the teleprompter", "Story", self._fill, ready=can_tell),
            Action("Mirror the teleprompter", "Story", self.telling.prompter.mirror_asked.emit, ready=can_tell),
            Action("Show the takes", "Story", lambda: self._show_view(TAKES), ready=can_tell),
        )

    def shown(self) -> None:
        """Read the stories anew, and the takes of the one that was open; look for sound the first time."""
        self._sound.look_for()
        self._show_sound()
        self._load(self._story.id if self._story is not None else None)

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what a telling has come to, and what is typed; then do `then`. Ask where that fails."""
        take_up_composed_text()
        self._put_away_telling()
        self.list.commit()
        self._keep()
        self._leaving.leave(then)

    def close_all(self) -> None:
        """Drop everything that came from the vault, and what was recorded. Call `flush` first."""
        self._errands.drop()
        self._drafts.clear()
        self._sound.close_all()
        self._keeper.close_all()
        self.telling.clear()
        self.ending.clear()
        self.list.clear()
        self._stories, self._story, self._is_loaded = [], None, False
        self.show_stories((), None)
        self.notice.withdraw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 fills the window wherever the keyboard is in the page, and Space starts and pauses."""
        if event.key() == Qt.Key.Key_F11:
            self._fill()
        elif event.key() == Qt.Key.Key_Space and self.stack.currentWidget() is self.telling:
            self.telling.toggle()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another room or step finds the window as it was."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._set_filled(filled=False)

    # Reading

    def _load(self, wanted: StoryId | None) -> None:
        shelf = self._tools.vault.stories

        def work() -> tuple[list[Story], Story | None, list[Take]]:
            stories = shelf.all()
            chosen = next((one for one in stories if one.id == wanted), stories[0] if stories else None)
            return stories, chosen, shelf.takes(chosen.id) if chosen is not None else []

        self._errands.drop()
        self._errands.run(work, done=lambda found: self._show(*found), failed=self._tell)

    def _show(self, stories: list[Story], story: Story | None, takes: list[Take]) -> None:
        before, self._story, self._stories, self._is_loaded = self._story, story, stories, True
        self.show_stories(stories, story)
        if story is not None:
            takes = self._keeper.takes_of(story.id, known=takes)
        self._show_takes(takes)
        is_another = before is None or story is None or (before.id, before.telling) != (story.id, story.telling)
        if is_another and not self.telling.is_under_way:
            script = script_of(story.telling.text, look=self._tools.look) if story is not None else Script()
            self.telling.show_script(script, choices=self._choices, usual=usual_pace(takes))
        self._show_state()

    def _show_takes(self, takes: list[Take]) -> None:
        self.list.show_takes(takes, can_listen=self._sound.can_listen)
        self.count_takes(len(takes))
        self.telling.know_usual_pace(usual_pace(takes))

    def _choose_story(self, place: int) -> None:
        if 0 <= place < len(self._stories) and not self.telling.is_under_way:
            self.list.commit()
            self._move_on()
            self._load(self._stories[place].id)

    def _move_on(self) -> None:
        """What could still be undone no longer can."""
        self.notice.withdraw()
        self._drafts.forget_discarded()
        self._sound.be_quiet()

    # Telling

    def _act(self) -> None:
        """The one filled button."""
        if self._drafts.present is not None:
            self._keep()
        elif self.telling.is_under_way:
            self.telling.finish()
        else:
            self._tell_or_pause()

    def _tell_or_pause(self) -> None:
        self._show_view(TELL)
        self.telling.toggle()

    def _toggle_recording(self) -> None:
        if self._sound.recorder is not None and self._sound.recorder.is_on:
            self._sound.stop_recording()
        elif self.telling.stage is Stage.READY and self.telling.rehearsal.words:
            self._move_on()
            if self._sound.record():
                self.telling.toggle()
            else:
                self.notice.say(_NO_MICROPHONE)

    def _stage_changed(self) -> None:
        if self.telling.stage is Stage.READY:
            self._sound.let_go()
        elif self.telling.is_under_way:
            self._move_on()
        is_telling = self.telling.stage in (Stage.LEADING_IN, Stage.TELLING)
        if is_telling != self._was_telling:
            self._was_telling = is_telling
            self.telling_changed.emit(is_telling)
        self._show_state()

    def _fill(self) -> None:
        """Leave nothing but the teleprompter; or bring everything back."""
        if self._story is not None and self.stack.currentWidget() is self.telling:
            self._set_filled(filled=not self.telling.is_filled)
            self.telling.prompter.setFocus()

    def _set_filled(self, *, filled: bool) -> None:
        if filled != self.telling.is_filled:
            self.telling.fill(filled=filled)
            self.focus_mode_asked.emit(filled)
            self._show_state()

    def _take_told(self, told: Told) -> None:
        if self._story is not None:
            self._drafts.begin(told, self._story.id, self._sound.hand_over())
            self._set_filled(filled=False)
            self._show_draft()

    def _put_away_telling(self) -> None:
        """One leaves in the middle: what was told so far is a take, unless it had hardly begun."""
        if self.telling.is_under_way:
            recorder = self._sound.recorder
            has_heard = recorder is not None and recorder.samples.size > 0
            if has_heard or self.telling.rehearsal.seconds >= _FALSE_START:
                self.telling.finish()
            else:
                self.telling.get_ready()
                self._sound.let_go()
        self._set_filled(filled=False)

    # The end of a telling

    def _show_draft(self) -> None:
        draft = self._drafts.present
        if draft is not None:
            self.ending.show_draft(draft)
            self._show_sound()
            self._show_state()
            self.ending.form.notes.setFocus()

    def _keep(self) -> None:
        self._say_of_draft()
        draft = self._drafts.hand_over()
        if draft is not None:
            self._sound.be_quiet()
            self._keeper.keep(draft.take, draft.samples)
            self._after_draft()
            self._show_takes([*self.list.takes, draft.take])
            self._show_view(TAKES)
            self.views.option(TAKES).setFocus()

    def _discard(self) -> None:
        self._sound.be_quiet()
        self._say_of_draft()
        self._drafts.discard()
        self._after_draft()
        self.telling.prompter.setFocus()
        self.notice.say("The take was discarded.", action="Undo", act=self._bring_back)

    def _say_of_draft(self) -> None:
        rating, notes = self.ending.form.value()
        self._drafts.say(words=self.ending.words, rating=rating, notes=notes)

    def _bring_back(self) -> None:
        if self._drafts.bring_back():
            self._show_draft()

    def _drop_audio(self) -> None:
        self._sound.be_quiet()
        self._drafts.drop_samples()
        self.ending.show_audio(None)

    def _after_draft(self) -> None:
        self.ending.clear()
        self.telling.get_ready()
        self._show_state()

    # Takes that are kept

    def _change_take(self, take: Take) -> None:
        self._keeper.keep(take)
        self._put_into_list(take)

    def _put_into_list(self, take: Take) -> None:
        if self._story is not None and take.story_id == self._story.id:
            self._show_takes([*(one for one in self.list.takes if one.id != take.id), take])

    def _take_kept(self, take: Take) -> None:
        """The vault has it, with its recording."""
        now = next((one for one in self.list.takes if one.id == take.id), None)
        if now is not None and now.audio is None and take.audio is not None:
            self._put_into_list(replace(now, audio=take.audio))

    def _remove_take(self, take: Take) -> None:
        self._sound.be_quiet()
        self._keeper.remove(take)
        self._show_takes([one for one in self.list.takes if one.id != take.id])
        self.views.option(TAKES).setFocus()  # what had the keyboard has gone

        def undo() -> None:
            self._change_take(take)
            self.views.option(TAKES).setFocus()

        self.notice.say("The take was removed.", action="Undo", act=undo)

    def _remove_audio(self, take: Take) -> None:
        self._sound.be_quiet()
        self._change_take(replace(take, audio=None))

        def undo() -> None:
            now = next((one for one in self.list.takes if one.id == take.id), take)
            self._change_take(replace(now, audio=take.audio))
            self.views.option(TAKES).setFocus()

        self.notice.say("The recording was removed. The take is still here.", action="Undo", act=undo)

    # Listening

    def _listen(self, take: Take) -> None:
        audio, files = take.audio, self._tools.vault.story_files
        if audio is None:
            return

        def fetch(hand_over: Callable[[Sound], object]) -> None:
            def play(data: bytes) -> None:
                try:
                    hand_over(read_wav(data))
                except NotSound:
                    self._sound.be_quiet()
                    self.notice.say(_NOT_SOUND)

            self._errands.run(lambda: files.read(audio.id), done=play, failed=self._tell)

        self._sound.listen(take.id, fetch)

    def _listen_to_draft(self) -> None:
        draft = self._drafts.present
        samples = draft.samples if draft is not None else None
        if samples is not None:
            self._sound.listen(_NEW, lambda hand_over: hand_over(samples.copy()))

    def _show_sound(self) -> None:
        playing = self._sound.playing
        self.telling.record_with(self._sound.recorder)
        self.telling.offer_recording(can=self._sound.can_record)
        self.ending.show_playing(on=playing == _NEW, possible=self._sound.can_listen)
        self.list.show_playing(playing)

    # What is in front, and what is told

    def _show_view(self, key: str) -> None:
        self.views.show_value(key)
        self._show_state()

    def _choose_view(self, _key: str) -> None:
        self.list.commit()
        self._sound.be_quiet()
        self._show_state()

    def _show_state(self) -> None:
        self.put_in_front(
            has_story=self._story is not None, is_ended=self._drafts.present is not None, is_loaded=self._is_loaded
        )

    def _tell(self, error: AllydeskError) -> None:
        self._sound.be_quiet()
        problem = problem_of(error)
        self.notice.say(f"{problem.happened} {problem.safe} {problem.next}")

    def _tell_not_kept(self, _take: Take, error: AllydeskError) -> None:
        problem = problem_of(error)
        words = f"{problem.happened} The take is still here, and is not in the vault yet. {problem.next}"
        self.notice.say(words, action="Try again", act=lambda: self._keeper.settle(lambda: None))

    def _tell_not_removed(self, take: Take, error: AllydeskError) -> None:
        self._put_into_list(take)
        self._tell(error)

    def _keep_choices(self, choices: Choices) -> None:
        self._choices = choices
        self._tools.settings = choices.kept_in(self._tools.settings)
        self.settings_changed.emit(self._tools.settings)

    def _connect(self) -> None:
        self.primary.clicked.connect(lambda _checked: self._act())
        self.chooser.activated.connect(self._choose_story)
        self.views.chosen.connect(self._choose_view)
        self.empty.acted.connect(lambda: self.step_asked.emit("story"))
        self.telling.stage_changed.connect(self._stage_changed)
        self.telling.told.connect(self._take_told)
        self.telling.choices_changed.connect(self._keep_choices)
        self.telling.record_asked.connect(self._toggle_recording)
        self.telling.fill_asked.connect(self._fill)
        self.ending.discarded.connect(self._discard)
        self.ending.listen_asked.connect(self._listen_to_draft)
        self.ending.audio_dropped.connect(self._drop_audio)
        self.list.changed.connect(self._change_take)
        self.list.removal_asked.connect(self._remove_take)
        self.list.audio_removal_asked.connect(self._remove_audio)
        self.list.listen_asked.connect(self._listen)
        self._sound.changed.connect(self._show_sound)
        self._sound.recording_stopped.connect(self.telling.tell_recording_stopped)
        self._keeper.kept.connect(self._take_kept)
        self._keeper.failed.connect(self._tell_not_kept)
        self._keeper.removal_failed.connect(self._tell_not_removed)
