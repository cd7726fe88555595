"""The words for every known error: what happened, what is safe, and what to do next.

The window shows all three; the command line says the first. Nothing here knows what a person wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from string import Formatter
from types import MappingProxyType

from allydesk.errors import AllydeskError, Code


@dataclass(frozen=True, slots=True)
class Problem:
    """A known error in words. Each part is one or two plain sentences; `happened` is exactly one."""

    happened: str
    safe: str
    next: str


def problem_of(error: AllydeskError) -> Problem:
    """The words for an error, with its facts in them where it brought any."""
    problem = _WORDS[error.code]
    return replace(
        problem,
        happened=_detailed(_HAPPENED.get(error.code, ""), error.facts) or problem.happened,
        next=_detailed(_NEXT.get(error.code, ""), error.facts) or problem.next,
    )


def sentence(error: AllydeskError) -> str:
    """What happened, in one sentence, for the command line."""
    return problem_of(error).happened


def _detailed(template: str, facts: Mapping[str, str | int]) -> str:
    """The template with its facts, or "" unless all of them are known; a number of 0 is one that is not."""
    names = [name for _text, name, _format, _conversion in Formatter().parse(template) if name]
    return template.format_map(facts) if all(facts.get(name) for name in names) else ""


_HAPPENED: Mapping[Code, str] = MappingProxyType(
    {
        Code.RECOVERY_KEY_MISTYPED: "There is a mistake in line {line} of the recovery key.",
        Code.NEWER_VERSION: "This was written by a newer Allydesk (format {version}).",
        Code.DISK_ERROR: "The disk reported an error (number {errno}).",
        Code.ALREADY_EXISTS: "There is already something at {path}.",
        Code.UNREADABLE_SOURCE: "Item {entry} of what you want to bring in cannot be read.",
        Code.NOT_A_PHOTO: "That is not a photo that can be shown here, but a file of another kind ({kind}).",
        Code.PHOTO_TOO_LARGE: "This photo is too large to be shown: {width} by {height} pixels.",
        Code.PICTURE_TOO_LARGE: "This picture is too large to be shown: {width} by {height} pixels.",
        Code.SCENARIO_FAULTY: "There is a mistake in line {line} of that scenario.",
        Code.UNKNOWN_INTENT: "The coach does not know an intent “{intent}”.",
        Code.MISSING_LIBRARY: "A library that Allydesk needs is missing from this computer: {library}.",
        Code.REFUSED_PLATFORM: "Allydesk does not show its window through “{platform}”.",
    }
)
"""What happened, where the facts allow saying it more exactly."""

_NEXT: Mapping[Code, str] = MappingProxyType(
    {Code.MISSING_LIBRARY: "Install it, on Debian or Ubuntu with: sudo apt install {package}."}
)
"""What to do next, where the facts allow saying it more exactly."""

_WORDS: Mapping[Code, Problem] = MappingProxyType(
    {
        # Opening a vault
        Code.WRONG_PASSPHRASE: Problem(
            happened="That passphrase does not open this vault.",
            safe="Nothing has changed, and you can try as often as you like.",
            next="Look at Caps Lock and the keyboard layout, or use your recovery key.",
        ),
        Code.WRONG_RECOVERY_KEY: Problem(
            happened="That recovery key does not open this vault.",
            safe="It was typed without a mistake, and nothing has changed.",
            next="It may belong to another vault, or have been replaced by a newer one. Look for that, "
            "or use your passphrase.",
        ),
        Code.RECOVERY_KEY_MISTYPED: Problem(
            happened="The lines of the recovery key do not belong together, or one is missing.",
            safe="Nothing has changed, and nothing has been tried on the vault yet.",
            next="Compare what you typed with the sheet, line by line. Capitals and spaces do not matter.",
        ),
        Code.KEYRING_UNAVAILABLE: Problem(
            happened="This computer’s keyring did not answer.",
            safe="The vault is as it was, and your passphrase opens it.",
            next="Use your passphrase, or unlock the keyring and try again.",
        ),
        Code.KEYRING_KEY_MISSING: Problem(
            happened="This computer’s keyring holds no key that opens this vault.",
            safe="The vault is as it was, and your passphrase opens it.",
            next="Use your passphrase. In Settings you can then turn unlocking by keyring on again.",
        ),
        Code.DAMAGED_HEADER: Problem(
            happened="The vault’s lock is damaged: the small file that turns a passphrase into its key.",
            safe="What you wrote is kept in another file, and Allydesk has not touched it.",
            next="Restore a backup beside this vault; each backup has a lock of its own.",
        ),
        Code.TAMPERED_HEADER: Problem(
            happened="The vault’s lock has been changed by something other than Allydesk.",
            safe="What you wrote is still encrypted, and the vault has not been opened.",
            next="Restore a backup from before the change, and think about who can reach this folder.",
        ),
        Code.DAMAGED_VAULT: Problem(
            happened="Part of this vault is damaged on the disk.",
            safe="What was being written just now was not put on top of the damage; your backups are untouched.",
            next="Restore the newest backup beside it, or bring back what can be read, and have the disk checked.",
        ),
        Code.NEWER_VERSION: Problem(
            happened="This was written by a newer Allydesk.",
            safe="It has not been opened, and nothing in it has changed.",
            next="Update Allydesk on this computer, then try again.",
        ),
        Code.IN_USE: Problem(
            happened="This vault is open somewhere else.",
            safe="Allydesk has left it alone, so that nothing is written twice.",
            next="Close or lock the other window, then try again.",
        ),
        Code.READ_ONLY: Problem(
            happened="Allydesk may not write to the vault’s folder.",
            safe="Everything saved before is still there.",
            next="Allow writing to the folder, or copy the vault to a place of your own and open it there.",
        ),
        Code.DISK_FULL: Problem(
            happened="The disk is full.",
            safe="Everything saved before is still there.",
            next="Make some room on the disk, then try again.",
        ),
        Code.DISK_ERROR: Problem(
            happened="The disk reported an error.",
            safe="What was under way has been undone; everything saved before was not touched.",
            next="Make a copy of the vault’s folder on another disk, and have this one checked.",
        ),
        Code.OUT_OF_MEMORY: Problem(
            happened="There is not enough free memory to unlock the vault.",
            safe="Nothing has changed. Unlocking needs this memory for a moment only.",
            next="Close some other programs, then try again.",
        ),
        Code.OLDER_COPY: Problem(
            happened="This copy of the vault is older than the one last open on this computer.",
            safe="Nothing has changed. What you wrote since then is in the newer copy, not in this one.",
            next="Look for the newer copy first. If there is none, you can open this one anyway.",
        ),
        Code.NOT_A_VAULT: Problem(
            happened="There is no vault in that folder.",
            safe="Nothing in it has changed.",
            next="Choose a folder whose name ends in .allydesk.",
        ),
        Code.FOLDER_GONE: Problem(
            happened="There is no folder where the vault should be.",
            safe="Allydesk has not moved or deleted anything.",
            next="Connect the disk it lies on, open it from where it was moved to, or look how its path is written.",
        ),
        Code.LOCKED: Problem(
            happened="The vault is locked.",
            safe="What you had typed was saved before it was locked.",
            next="Unlock it, then try again.",
        ),
        # Making and keeping a vault
        Code.ALREADY_EXISTS: Problem(
            happened="There is already something of that name.",
            safe="It has not been touched.",
            next="Choose another name or another folder.",
        ),
        Code.PASSPHRASE_EMPTY: Problem(
            happened="The passphrase is empty.",
            safe="Nothing has changed.",
            next="Type one; four or more words that have nothing to do with each other are a good start.",
        ),
        Code.PASSPHRASE_CHARACTER: Problem(
            happened="The passphrase holds a character that could not be typed again everywhere.",
            safe="Nothing has changed.",
            next="Leave out line breaks, tabs and other characters that cannot be seen.",
        ),
        Code.NO_SUCH_SLOT: Problem(
            happened="That way of unlocking was removed already.",
            safe="The other ways into the vault work as before.",
            next="There is nothing more to do.",
        ),
        Code.LAST_SLOT: Problem(
            happened="That is the only passphrase that opens this vault.",
            safe="It has been kept, so that you are not locked out.",
            next="Change it instead, or keep it as it is.",
        ),
        Code.NOT_A_BACKUP: Problem(
            happened="There is no backup in that folder.",
            safe="Nothing in it has changed.",
            next="Choose a folder inside the vault’s “backups”, or one you have made a backup to.",
        ),
        Code.BACKUP_FAILED: Problem(
            happened="The new backup did not pass its check, and was not kept.",
            safe="The vault and the backups made before are as they were.",
            next="Check the vault in Settings, and try again or on another disk.",
        ),
        # The journal
        Code.NO_SUCH_ENTRY: Problem(
            happened="That entry is not there any more.",
            safe="All other entries are as they were.",
            next="Look in the trash, or in a backup.",
        ),
        Code.NO_SUCH_VERSION: Problem(
            happened="That version of the entry is not there any more.",
            safe="The entry itself is as it was.",
            next="Choose another version from its history.",
        ),
        Code.NOT_A_DATE: Problem(
            happened="That is not a date that Allydesk can read.",
            safe="Nothing has changed.",
            next="Write it as year, month and day, such as 2026-11-21.",
        ),
        Code.EMPTY_ENTRY: Problem(
            happened="There is nothing in the entry.",
            safe="Nothing was added to your vault.",
            next="Write something, or give it a title.",
        ),
        Code.TOO_LARGE: Problem(
            happened="That is more than one entry can hold.",
            safe="What was saved before is still there.",
            next="Divide it between two or more entries.",
        ),
        # The story
        Code.NO_SUCH_STORY: Problem(
            happened="That story is not there any more.",
            safe="All other stories, and your lifeline, are as they were.",
            next="Look among the removed stories, or in a backup.",
        ),
        Code.NO_SUCH_RECORD: Problem(
            happened="That is not on your lifeline any more.",
            safe="Everything else on it is as it was.",
            next="Look among what was removed, or in a backup.",
        ),
        Code.DATE_IMPOSSIBLE: Problem(
            happened="There is no such day in the calendar.",
            safe="Nothing has changed.",
            next="Check the day and the month, or say it less exactly, such as “March 2009”.",
        ),
        Code.DATE_OUT_OF_RANGE: Problem(
            happened="A lifeline reaches from the year 1 to the year 9999.",
            safe="Nothing has changed.",
            next="Check the year, or say in words when it was: it then waits beside the chart.",
        ),
        Code.RANGE_TURNED_ROUND: Problem(
            happened="That begins after it ends.",
            safe="Nothing has changed.",
            next="Say the earlier one first, such as “1980 to 1985”.",
        ),
        Code.CHART_TOO_LARGE: Problem(
            happened="That picture would be larger than most programs can open.",
            safe="Nothing was written, and your lifeline is as it was.",
            next="Export the part you see, or as SVG or PDF.",
        ),
        Code.NOT_A_PHOTO: Problem(
            happened="That is not a photo that can be shown here.",
            safe="Nothing was added, and the moment is as it was.",
            next="Choose a JPEG, PNG, WebP, GIF, BMP or TIFF picture.",
        ),
        Code.PHOTO_DAMAGED: Problem(
            happened="This photo cannot be shown: the file is damaged, or it is not what it says it is.",
            safe="It was not added, and stays where it is.",
            next="Open it with another program, save it anew, and add that.",
        ),
        Code.PHOTO_TOO_LARGE: Problem(
            happened="This photo is too large to be shown.",
            safe="It was not added, and stays where it is.",
            next="Make a smaller copy of it with another program, and add that.",
        ),
        # Files kept with entries
        Code.NOT_A_FILE: Problem(
            happened="That is a folder or a device, and only files can be kept with an entry.",
            safe="Your entry is as it was.",
            next="Open the folder, and choose the files in it.",
        ),
        Code.FILE_UNREADABLE: Problem(
            happened="Allydesk may not read that file.",
            safe="Your entry is as it was.",
            next="Allow reading it, or copy it to a folder of your own and choose the copy.",
        ),
        Code.CLIPBOARD_EMPTY: Problem(
            happened="The clipboard promised a picture, and then had none to give.",
            safe="Your entry is as it was.",
            next="Copy the picture again while the program it comes from is open, then paste it.",
        ),
        Code.PICTURE_DAMAGED: Problem(
            happened="This picture cannot be shown: the file is damaged, or it is not what it says it is.",
            safe="The file is kept in the vault as it came.",
            next="Save a copy to look at it with another program.",
        ),
        Code.PICTURE_TOO_LARGE: Problem(
            happened="This picture is too large to be shown.",
            safe="The file is kept in the vault as it came.",
            next="Save a copy to look at it with another program.",
        ),
        # Practice
        Code.NOT_A_SCENARIO: Problem(
            happened="That file is not a scenario.",
            safe="Nothing was added, and the file is as it was.",
            next="Choose a text file that begins with “allydesk-scenario: 1”.",
        ),
        Code.SCENARIO_TOO_LARGE: Problem(
            happened="That file is larger than a scenario can be, which is 1 MB.",
            safe="It has not been read, and nothing was added.",
            next="Divide it into several scenarios.",
        ),
        Code.SCENARIO_FAULTY: Problem(
            happened="There is a mistake in that scenario.",
            safe="It has not been played, and the file is as it was.",
            next="The command “allydesk scenario check” lists every mistake, with its line and what to do.",
        ),
        Code.SCENARIO_ENDLESS: Problem(
            happened="This scenario goes round in a circle here, without asking you anything.",
            safe="What you did before this is kept.",
            next="Go back to an earlier line and take another way, or choose another scenario.",
        ),
        Code.MOVE_IMPOSSIBLE: Problem(
            happened="That is not on offer at this point of the scenario.",
            safe="The run is as it was.",
            next="Choose one of the options that are shown.",
        ),
        Code.NO_SUCH_RUN: Problem(
            happened="That run is not there any more.",
            safe="All other runs are as they were.",
            next="Look among the removed runs, or in a backup.",
        ),
        Code.NO_SUCH_COMMITMENT: Problem(
            happened="That commitment is not there any more.",
            safe="All other commitments are as they were.",
            next="Look among the removed commitments, or in a backup.",
        ),
        Code.NO_SUCH_SCENARIO: Problem(
            happened="That scenario is not there any more.",
            safe="The runs you had of it are kept, and can be read.",
            next="Choose another scenario, or add its file again.",
        ),
        Code.UNKNOWN_INTENT: Problem(
            happened="The coach does not know that intent.",
            safe="Nothing has changed.",
            next="Use one of: interrupting, asking, naming, receiving, apologising, acknowledging, correcting, "
            "amplifying or checking-in.",
        ),
        # Moving in and out
        Code.UNKNOWN_FORMAT: Problem(
            happened="Allydesk does not know the format of that file.",
            safe="The file and your vault are as they were.",
            next="Choose the format by hand, or export the file again from where it came.",
        ),
        Code.UNREADABLE_SOURCE: Problem(
            happened="What you want to bring in cannot be read.",
            safe="Nothing was brought in, and nothing has changed.",
            next="Open it with the program it came from, and export it once more.",
        ),
        Code.SOURCE_CHANGED: Problem(
            happened="What you want to bring in changed while it was being read.",
            safe="Nothing was brought in, so nothing is there by halves.",
            next="Close the program that writes to it, then try again.",
        ),
        Code.SOURCE_GONE: Problem(
            happened="What you want to bring in is not there.",
            safe="Your vault is as it was.",
            next="Look whether it was moved or renamed, then choose it again.",
        ),
        Code.NOTHING_TO_IMPORT: Problem(
            happened="There are no entries in what you want to bring in.",
            safe="Your vault is as it was.",
            next="Choose another file or folder.",
        ),
        Code.DESTINATION_NOT_EMPTY: Problem(
            happened="The folder to write to is not empty.",
            safe="Nothing in it was changed.",
            next="Choose an empty folder, or give a new name.",
        ),
        Code.DESTINATION_UNWRITABLE: Problem(
            happened="Allydesk may not write to the place you chose.",
            safe="Your vault is as it was.",
            next="Choose a folder of your own.",
        ),
        # Everywhere
        Code.CANCELLED: Problem(
            happened="You stopped it.",
            safe="What was under way has been undone.",
            next="Start it again whenever you like.",
        ),
        Code.NO_DISPLAY: Problem(
            happened="There is no screen for a window.",
            safe="Nothing was opened or changed.",
            next="Start Allydesk from a desktop session, or use its commands.",
        ),
        Code.MISSING_LIBRARY: Problem(
            happened="A library that Allydesk needs is missing from this computer.",
            safe="Your vaults are as they were.",
            next="Install it with your system’s packages, then start Allydesk again.",
        ),
        Code.REFUSED_PLATFORM: Problem(
            happened="Allydesk does not show its window in that way.",
            safe="Nothing was opened, and nobody else could look on.",
            next="Start it without the setting QT_QPA_PLATFORM, or with “wayland” or “xcb” in it.",
        ),
    }
)
