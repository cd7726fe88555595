"""Unlocking by the system's keyring from the command line, with a real one."""

from pathlib import Path

from tests.cli.conftest import Originals
from tests.persons import person
from tests.storage.test_device import UNLOCK, needs_gnome_keyring


@needs_gnome_keyring
def test_the_keyring_opens_a_vault_until_it_is_removed(tmp_path: Path, vault: Path, originals: Originals) -> None:
    someone = person(tmp_path / "home")
    (someone.home / "session.sh").write_text(f"""
    {UNLOCK}
    $ALLYDESK list --keyring '{vault}'; echo "status $?"
    printf '%s\\n' '{originals.key}' | $ALLYDESK slots --recovery-key '{vault}' add keyring; echo "status $?"
    echo 'Text that no secret precedes.' | $ALLYDESK add --keyring '{vault}' >entry; echo "status $?"
    $ALLYDESK show --keyring '{vault}' $(cat entry) </dev/null; echo "status $?"
    slot=$($ALLYDESK slots '{vault}' list | grep ' device ' | cut -d' ' -f1)
    $ALLYDESK slots --keyring '{vault}' remove "$slot"; echo "status $?"
    $ALLYDESK list --keyring '{vault}'; echo "status $?"
    """)
    ran = someone.script("dbus-run-session -- sh session.sh")
    said = ran.text.splitlines()
    assert [line for line in said if line.startswith("status")] == [f"status {n}" for n in (1, 0, 0, 0, 0, 1)], ran
    assert "This computer’s keyring can open the vault now." in said
    assert "Text that no secret precedes." in said
    refusals = [line for line in ran.complaint.splitlines() if line.startswith("allydesk: ")]
    assert refusals == ["allydesk: This computer’s keyring holds no key that opens this vault."] * 2
    assert "Traceback" not in ran.complaint


def test_where_there_is_no_keyring_it_is_said(tmp_path: Path, vault: Path, originals: Originals) -> None:
    someone = person(tmp_path / "home", DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
    ran = someone.run("slots", "--recovery-key", vault, "add", "keyring", typed=originals.key)
    assert (ran.status, ran.out) == (1, b"")
    assert ran.complaint == "allydesk: This computer’s keyring did not answer.\n"
    assert someone.run("slots", vault, "list").text.count("\n") == 2
