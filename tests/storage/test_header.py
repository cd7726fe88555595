"""The header: every bit of damage told as damage, every change on purpose as tampering, and one good twin always."""

import hashlib
import hmac
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.errors import Code, VaultError
from allydesk.storage import header as headers
from allydesk.storage.header import FileState, Header, Pending, decode, encode, open_bridge, read, seal_bridge, write
from allydesk.storage.keys import CEILING, FLOOR, KdfParameters, Purpose, prepare_passphrase, subkey
from allydesk.storage.slots import Slot, SlotKind, seal, unseal

ROOT = Path(__file__).parents[2]
unhurried = settings(deadline=None)  # a test does not fail because a machine is busy
VAULT_ID = bytes(range(16))
CREATED = "2026-03-01T09:30:00Z"
DATA_KEY = bytearray(range(100, 132))
NEW_KEY = bytearray(range(200, 232))
OTHER_KEY = bytearray(range(32))
WORDS = "correct horse battery staple"
RECOVERY_SECRET = bytearray(range(32, 64))


def slot(kind: SlotKind, secret: bytearray, data_key: bytearray, label: str = "") -> Slot:
    kdf = FLOOR if kind.from_passphrase else None
    return seal(kind=kind, secret=secret, data_key=data_key, vault_id=VAULT_ID, label=label, created=CREATED, kdf=kdf)


def pending_slots(data_key: bytearray) -> tuple[Slot, ...]:
    return (slot(SlotKind.RECOVERY, RECOVERY_SECRET, data_key, "Zoë’s printed key"),)


@pytest.fixture(scope="module")
def plain() -> Header:
    """A header as most vaults have it; made once, as its passphrase costs a derivation."""
    slots = (
        slot(SlotKind.PASSPHRASE, prepare_passphrase(WORDS), DATA_KEY),
        slot(SlotKind.RECOVERY, RECOVERY_SECRET, DATA_KEY, "Zoë’s printed key"),
        slot(SlotKind.DEVICE, OTHER_KEY, DATA_KEY, "this device"),
    )
    return Header(VAULT_ID, 7, CREATED, slots)


@pytest.fixture(scope="module")
def rotating(plain: Header) -> Header:
    """A header with everything a header can hold."""
    bridge = seal_bridge(old_key=DATA_KEY, new_key=NEW_KEY, vault_id=VAULT_ID, slots=pending_slots(NEW_KEY))
    return replace(plain, generation=8, pending=bridge)


def refusal(data: bytes) -> Code:
    with pytest.raises(VaultError) as caught:
        decode(data)
    return caught.value.code


def with_checksum(data: bytes) -> bytes:
    """What an attacker does who knows the format but no key: `data` with a checksum that fits."""
    start = data.index(b'"sha256": "') + len(b'"sha256": "')
    digest = hashlib.sha256(data[:start] + b"0" * 64 + data[start + 64 :]).hexdigest()
    return data[:start] + digest.encode() + data[start + 64 :]


def altered(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """`data` with `change` done to what it says, and a checksum that fits."""
    document = json.loads(data)
    change(document)
    return with_checksum((json.dumps(document, indent=2) + "\n").encode())


# Writing down and reading back


def test_a_header_reads_back_as_it_was_written(plain: Header, rotating: Header) -> None:
    for header in (plain, rotating):
        sealed = decode(encode(header, data_key=DATA_KEY))
        assert sealed.claimed == header
        assert sealed.authenticate(DATA_KEY) == header


def test_the_passphrase_opens_the_vault_from_the_header_alone(plain: Header) -> None:
    sealed = decode(encode(plain, data_key=DATA_KEY))
    data_key = unseal(sealed.claimed.slots[0], secret=prepare_passphrase(WORDS), vault_id=sealed.claimed.vault_id)
    assert data_key == DATA_KEY
    assert sealed.authenticate(data_key) == plain


@given(
    st.binary(min_size=16, max_size=16),
    st.integers(0, 2**63 - 1),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
)
@unhurried
def test_any_header_reads_back(vault_id: bytes, generation: int, label: str) -> None:
    only = replace(slot(SlotKind.DEVICE, OTHER_KEY, DATA_KEY), label=label)
    header = Header(vault_id, generation, CREATED, (only,))
    data = encode(header, data_key=DATA_KEY)
    assert decode(data).authenticate(DATA_KEY) == header
    assert data.isascii()


def test_a_full_header_is_far_below_the_size_that_is_refused(plain: Header) -> None:
    longest = [replace(slot(SlotKind.DEVICE, OTHER_KEY, DATA_KEY), label="🂡" * 200) for _ in range(headers.MAX_SLOTS)]
    bridge = seal_bridge(old_key=DATA_KEY, new_key=NEW_KEY, vault_id=VAULT_ID, slots=tuple(longest))
    data = encode(replace(plain, slots=tuple(longest), pending=bridge), data_key=DATA_KEY)
    assert len(data) < headers.SIZE_LIMIT / 4


def test_the_checks_are_what_the_format_says(rotating: Header) -> None:
    """Recomputed with nothing but the standard library and `sed`-like means."""
    data = encode(rotating, data_key=DATA_KEY)
    lines = data.decode("ascii").split("\n")
    assert lines[:3] == ["{", '  "magic": "Allydesk vault header",', '  "version": 1,']
    checksum, mac = lines[3].split('"')[3], lines[4].split('"')[3]
    assert (lines[3], lines[4]) == (f'  "sha256": "{checksum}",', f'  "hmac-sha256": "{mac}",')
    without_checksum = data.replace(checksum.encode(), b"0" * 64)
    assert hashlib.sha256(without_checksum).hexdigest() == checksum
    key = bytes(subkey(DATA_KEY, Purpose.HEADER_MAC, vault_id=VAULT_ID))
    assert hmac.new(key, without_checksum.replace(mac.encode(), b"0" * 64), "sha256").hexdigest() == mac


def test_a_header_of_version_1_still_opens() -> None:
    sealed = decode(HEADER_OF_VERSION_1.encode())
    recovery = sealed.claimed.slots[1]
    assert recovery.label == "Zoë’s printed key"
    for which, secret in ((0, prepare_passphrase(WORDS)), (1, RECOVERY_SECRET), (2, OTHER_KEY)):
        assert unseal(sealed.claimed.slots[which], secret=secret, vault_id=VAULT_ID) == DATA_KEY
    header = sealed.authenticate(DATA_KEY)
    assert (header.vault_id, header.generation, header.created) == (VAULT_ID, 8, CREATED)
    assert header.pending is not None
    new_key = open_bridge(header.pending, old_key=DATA_KEY, vault_id=VAULT_ID)
    assert new_key == NEW_KEY == unseal(header.pending.slots[0], secret=RECOVERY_SECRET, vault_id=VAULT_ID)
    assert encode(header, data_key=DATA_KEY).decode() == HEADER_OF_VERSION_1


def test_nothing_shown_holds_key_material(rotating: Header) -> None:
    sealed = decode(encode(rotating, data_key=DATA_KEY))
    assert rotating.pending is not None
    for hidden in (rotating.pending.bridge, rotating.pending.bridge_nonce, rotating.slots[0].wrapped, sealed.data):
        assert repr(hidden) not in repr(sealed)
        assert repr(hidden) not in repr(rotating)


@pytest.mark.parametrize(
    "changes",
    [{"vault_id": b""}, {"generation": -1}, {"generation": 2**63}, {"created": "now"}, {"slots": ()}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_header_that_could_not_be_one_is_a_mistake_of_ours(plain: Header, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a header has"):
        replace(plain, **changes)


def test_slots_are_few_and_all_different(plain: Header) -> None:
    for slots in (plain.slots * 2, tuple(pending_slots(DATA_KEY)[0] for _ in range(headers.MAX_SLOTS + 1))):
        with pytest.raises(ValueError, match="from 1 to 32"):
            replace(plain, slots=slots)
    with pytest.raises(ValueError, match="from 1 to 32"):
        Pending((), bytes(12), bytes(48))
    with pytest.raises(ValueError, match="fixed sizes"):
        Pending(plain.slots, bytes(12), bytes(32))


# Damage


def test_every_flipped_bit_is_told_as_damage(rotating: Header) -> None:
    data = bytearray(encode(rotating, data_key=DATA_KEY))
    for place in range(len(data)):
        for bit in range(8):
            data[place] ^= 1 << bit
            assert refusal(bytes(data)) is Code.DAMAGED_HEADER
            data[place] ^= 1 << bit
    assert decode(bytes(data)).claimed == rotating


def test_every_truncation_and_every_byte_more_is_told_as_damage(rotating: Header) -> None:
    data = encode(rotating, data_key=DATA_KEY)
    for end in range(len(data)):
        assert refusal(data[:end]) is Code.DAMAGED_HEADER
        assert refusal(data[end + 1 :]) is Code.DAMAGED_HEADER
    for more in (b"\n", b" ", b"\0", b"{}", data):
        assert refusal(data + more) is Code.DAMAGED_HEADER
        assert refusal(more + data) is Code.DAMAGED_HEADER
    assert refusal(data.replace(b"\n", b"\r\n")) is Code.DAMAGED_HEADER


@given(st.binary(max_size=400))
@unhurried
def test_any_other_file_is_told_as_damage(data: bytes) -> None:
    assert refusal(data) is Code.DAMAGED_HEADER
    assert refusal(b'{\n  "magic": "Allydesk vault header",\n  "version": 1,\n' + data) is Code.DAMAGED_HEADER


def test_a_file_over_the_size_limit_is_not_even_parsed(plain: Header) -> None:
    data = encode(plain, data_key=DATA_KEY)
    assert refusal(with_checksum(data + b" " * (headers.SIZE_LIMIT + 1 - len(data)))) is Code.DAMAGED_HEADER
    assert decode(with_checksum(data + b" " * (headers.SIZE_LIMIT - len(data)))).claimed == plain


# Versions


def newer(version: bytes) -> bytes:
    """A file of a later version, of which only the beginning is agreed."""
    opening = b'{\n  "magic": "Allydesk vault header",\n  "version": ' + version
    return with_checksum(opening + b',\n  "sha256": "' + b"0" * 64 + b'",\n  "new": [1.5, {"things": null}]\n}\n')


@pytest.mark.parametrize("version", [2, 3, 10, 999_999_999])
def test_a_newer_version_is_told_with_its_number(version: int) -> None:
    with pytest.raises(VaultError) as caught:
        decode(newer(str(version).encode()))
    assert caught.value.code is Code.NEWER_VERSION
    assert caught.value.facts == {"version": version}


@pytest.mark.parametrize("version", [b"0", b"-1", b"02", b"2.0", b"1e1", b"9999999999", b"true", b'"2"', b"\xd9\xa2"])
def test_a_version_that_is_no_version_is_damage(version: bytes) -> None:
    assert refusal(newer(version)) is Code.DAMAGED_HEADER


def test_a_newer_version_that_is_damaged_is_damage() -> None:
    data = newer(b"2")
    assert refusal(data.replace(b"things", b"thingz")) is Code.DAMAGED_HEADER
    assert refusal(data.replace(b'"version": 2', b'"version": 3')) is Code.DAMAGED_HEADER


# Tampering: the attacker makes the checksum fit


def tampered(data: bytes, key: bytearray = DATA_KEY) -> Code:
    with pytest.raises(VaultError) as caught:
        decode(data).authenticate(key)
    return caught.value.code


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(generation=6),
        lambda document: document.update(created="2020-01-01T00:00:00Z"),
        lambda document: document.update(pending=None),
        lambda document: document["slots"].pop(),
        lambda document: document["slots"].reverse(),
        lambda document: document["slots"][1].update(label="another"),
        lambda document: document["slots"][0]["kdf"].update(passes=1),
        lambda document: document["pending"].update(bridge=document["slots"][0]["wrapped"]),
        lambda document: document.update({"hmac-sha256": "0" * 64}),
        lambda document: document.update({"vault-id": "AAAAAAAAAAAAAAAAAAAAAA=="}),
    ],
)
def test_a_change_on_purpose_is_told_once_the_vault_is_open(
    rotating: Header, change: Callable[[dict[str, Any]], object]
) -> None:
    data = encode(rotating, data_key=DATA_KEY)
    assert tampered(altered(data, change)) is Code.TAMPERED_HEADER


def test_every_flipped_bit_that_still_parses_is_told_as_tampering(rotating: Header) -> None:
    data = encode(rotating, data_key=DATA_KEY)
    told = {Code.DAMAGED_HEADER: 0, Code.TAMPERED_HEADER: 0, Code.NEWER_VERSION: 0}
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1 << place % 7]) + data[place + 1 :]
        if b'"sha256": "' in changed and with_checksum(changed) != data:
            told[tampered(with_checksum(changed))] += 1
    assert min(told[Code.DAMAGED_HEADER], told[Code.TAMPERED_HEADER]) > 500


def test_white_space_is_authenticated_too(plain: Header) -> None:
    assert tampered(with_checksum(encode(plain, data_key=DATA_KEY) + b" ")) is Code.TAMPERED_HEADER


def test_another_key_or_another_vault_does_not_authenticate(plain: Header) -> None:
    assert tampered(encode(plain, data_key=DATA_KEY), OTHER_KEY) is Code.TAMPERED_HEADER


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(more=1),
        lambda document: document.pop("created"),
        lambda document: document.update(generation=True),
        lambda document: document.update(generation=1.0),
        lambda document: document.update(generation="7"),
        lambda document: document.update(generation=float("nan")),
        lambda document: document.update(slots={}),
        lambda document: document.update(slots=[]),
        lambda document: document.update(slots=[None]),
        lambda document: document.update(slots=document["slots"] * 20),
        lambda document: document.update(pending=[]),
        lambda document: document.update(created=None),
        lambda document: document.update({"vault-id": "AAAA"}),
        lambda document: document.update({"vault-id": "AAECAwQFBgcICQoLDA0ODx=="}),
        lambda document: document.update({"vault-id": "AAECAwQF BgcICQoLDA0ODw=="}),
        lambda document: document.update({"vault-id": "é"}),
        lambda document: document["slots"][0].update(kind="fingerprint"),
        lambda document: document["slots"][0].update(critical=True),
        lambda document: document["slots"][0].update(kdf=None),
        lambda document: document["slots"][1].update(kdf=document["slots"][0]["kdf"]),
        lambda document: document["slots"][0].update(label="\ud800"),
        lambda document: document["slots"][0].update(id="é" * 36),
        lambda document: document["slots"][0]["kdf"].update(algorithm="argon2i"),
        lambda document: document["slots"][0]["kdf"].update(passes="3"),
        lambda document: document["slots"][0]["kdf"].update({"memory-kib": CEILING.memory_kib + 1}),
        lambda document: document["slots"][0]["kdf"].update({"memory-kib": 2**32}),
        lambda document: document["slots"][0]["kdf"].update({"memory-kib": 8}),
        lambda document: document["slots"][0]["kdf"].update(passes=CEILING.passes + 1),
        lambda document: document["slots"][0]["kdf"].update(lanes=CEILING.lanes + 1),
        lambda document: document["slots"][0]["kdf"].update(lanes=0),
    ],
)
def test_what_this_version_does_not_know_is_refused_unopened(
    plain: Header, change: Callable[[dict[str, Any]], object]
) -> None:
    assert refusal(altered(encode(plain, data_key=DATA_KEY), change)) is Code.DAMAGED_HEADER


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"generation": 7,', b'"generation": 7, "generation": 7,'),
        (b'"kind": "device",', b'"kind": "device", "kind": "recovery",'),
        (b'"generation": 7,', b'"generation": 07,'),
        (b'"generation": 7,', b'"generation": ' + b"[" * 100_000),
        (b'"generation": 7,', b'"generation": ' + b"9" * 5000 + b","),
        (b'"pending": null', b'"pending": Infinity'),
        (b'"this device"', b'"this \xc3\xa9"'),
        (b"  \"hmac-sha256\": ", b"   \"hmac-sha256\": "),
        (b'"generation": 7,', b'"generation": 7, "magic": "Allydesk vault header",'),
    ],
)  # fmt: skip
def test_json_of_another_kind_is_refused(plain: Header, old: bytes, new: bytes) -> None:
    data = encode(plain, data_key=DATA_KEY)
    assert data.count(old) == 1
    assert refusal(with_checksum(data.replace(old, new))) is Code.DAMAGED_HEADER


def test_a_header_that_could_not_be_read_back_is_not_written(plain: Header) -> None:
    monstrous = replace(plain.slots[0], kdf=KdfParameters(CEILING.memory_kib + 1, 3, 4))
    with pytest.raises(VaultError):
        encode(replace(plain, slots=(monstrous,)), data_key=DATA_KEY)


# Rotation


def test_any_old_secret_leads_to_the_new_key_while_rotating(rotating: Header) -> None:
    header = decode(encode(rotating, data_key=DATA_KEY)).authenticate(DATA_KEY)
    assert header.pending is not None
    for old in header.slots[1:]:
        secret = RECOVERY_SECRET if old.kind is SlotKind.RECOVERY else OTHER_KEY
        old_key = unseal(old, secret=secret, vault_id=VAULT_ID)
        assert open_bridge(header.pending, old_key=old_key, vault_id=VAULT_ID) == NEW_KEY
    assert unseal(header.pending.slots[0], secret=RECOVERY_SECRET, vault_id=VAULT_ID) == NEW_KEY


def test_a_bridge_opens_for_its_own_key_in_its_own_vault_only(rotating: Header) -> None:
    pending = rotating.pending
    assert pending is not None
    crooked = replace(pending, bridge=bytes([pending.bridge[0] ^ 1]) + pending.bridge[1:])
    for wrong, key, vault_id in (
        (pending, NEW_KEY, VAULT_ID),
        (pending, DATA_KEY, bytes(16)),
        (crooked, DATA_KEY, VAULT_ID),
    ):
        with pytest.raises(VaultError) as caught:
            open_bridge(wrong, old_key=key, vault_id=vault_id)
        assert caught.value.code is Code.TAMPERED_HEADER
    with pytest.raises(ValueError, match="32 bytes"):
        seal_bridge(old_key=DATA_KEY, new_key=bytearray(16), vault_id=VAULT_ID, slots=pending.slots)


# The two files


def found(folder: Path) -> tuple[int, FileState, FileState]:
    header = read(folder)
    return header.sealed.claimed.generation, header.header_file, header.twin_file


def failure(folder: Path) -> Code:
    with pytest.raises(VaultError) as caught:
        read(folder)
    return caught.value.code


def at(header: Header, generation: int) -> bytes:
    return encode(replace(header, generation=generation), data_key=DATA_KEY)


def test_writing_makes_two_equal_files_and_reading_finds_both_good(plain: Header, tmp_path: Path) -> None:
    write(tmp_path, plain, data_key=DATA_KEY)
    assert {path.name for path in tmp_path.iterdir()} == {"header.json", "header.bak"}
    assert (tmp_path / "header.json").read_bytes() == (tmp_path / "header.bak").read_bytes()
    assert found(tmp_path) == (7, FileState.GOOD, FileState.GOOD)
    assert not read(tmp_path).needs_mending


DAMAGES: dict[FileState, Callable[[Path], object]] = {
    FileState.MISSING: lambda path: path.unlink(),
    FileState.DAMAGED: lambda path: path.write_bytes(path.read_bytes()[:-20]),
}


@pytest.mark.parametrize("state", DAMAGES)
@pytest.mark.parametrize("hurt", ["header.json", "header.bak"])
def test_either_file_opens_the_vault_and_mends_the_other(
    plain: Header, tmp_path: Path, state: FileState, hurt: str
) -> None:
    write(tmp_path, plain, data_key=DATA_KEY)
    DAMAGES[state](tmp_path / hurt)
    header = read(tmp_path)
    assert header.sealed.authenticate(DATA_KEY) == plain
    states = {"header.json": header.header_file, "header.bak": header.twin_file}
    assert states.pop(hurt) is state
    assert list(states.values()) == [FileState.GOOD]
    assert header.needs_mending
    header.mend(data_key=DATA_KEY)
    assert found(tmp_path) == (7, FileState.GOOD, FileState.GOOD)


@pytest.mark.parametrize(("first", "second"), [(3, 9), (9, 3)])
def test_of_two_good_files_the_higher_generation_wins(plain: Header, tmp_path: Path, first: int, second: int) -> None:
    (tmp_path / "header.json").write_bytes(at(plain, first))
    (tmp_path / "header.bak").write_bytes(at(plain, second))
    states = (FileState.GOOD, FileState.STALE) if first > second else (FileState.STALE, FileState.GOOD)
    assert found(tmp_path) == (9, *states)
    read(tmp_path).mend(data_key=DATA_KEY)
    assert found(tmp_path) == (9, FileState.GOOD, FileState.GOOD)


def test_a_twin_forged_with_a_higher_generation_is_told_and_overwrites_nothing(plain: Header, tmp_path: Path) -> None:
    write(tmp_path, plain, data_key=DATA_KEY)
    honest = (tmp_path / "header.json").read_bytes()
    (tmp_path / "header.bak").write_bytes(altered(honest, lambda document: document.update(generation=1000)))
    header = read(tmp_path)
    assert header.sealed.claimed.generation == 1000
    with pytest.raises(VaultError) as caught:
        header.mend(data_key=DATA_KEY)
    assert caught.value.code is Code.TAMPERED_HEADER
    assert (tmp_path / "header.json").read_bytes() == honest


def test_what_is_not_a_vault_is_told_apart_from_a_damaged_one(plain: Header, tmp_path: Path) -> None:
    assert failure(tmp_path / "gone") is Code.FOLDER_GONE
    assert failure(tmp_path) is Code.NOT_A_VAULT
    (tmp_path / "file").write_bytes(b"")
    assert failure(tmp_path / "file") is Code.NOT_A_VAULT
    (tmp_path / "header.json").write_bytes(b"")
    assert failure(tmp_path) is Code.DAMAGED_HEADER
    (tmp_path / "header.bak").write_bytes(encode(plain, data_key=DATA_KEY)[1:])
    assert failure(tmp_path) is Code.DAMAGED_HEADER
    (tmp_path / "header.bak").unlink()
    (tmp_path / "header.bak").mkdir()
    assert failure(tmp_path) is Code.DAMAGED_HEADER


@pytest.mark.parametrize("name", ["header.json", "header.bak"])
def test_a_newer_version_in_either_file_is_told(plain: Header, tmp_path: Path, name: str) -> None:
    write(tmp_path, plain, data_key=DATA_KEY)
    (tmp_path / name).write_bytes(newer(b"2"))
    assert failure(tmp_path) is Code.NEWER_VERSION


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_header_that_may_not_be_read_is_told_as_such(plain: Header, tmp_path: Path) -> None:
    write(tmp_path, plain, data_key=DATA_KEY)
    (tmp_path / "header.json").chmod(0)
    assert found(tmp_path)[0] == 7
    (tmp_path / "header.bak").chmod(0)
    assert failure(tmp_path) is Code.READ_ONLY


def test_writing_that_fails_half_way_leaves_a_header_that_opens(plain: Header, tmp_path: Path) -> None:
    write(tmp_path, plain, data_key=DATA_KEY)
    (tmp_path / "header.bak").unlink()
    (tmp_path / "header.bak").mkdir()  # nothing can replace it
    (tmp_path / "header.bak" / "in the way").write_bytes(b"")
    with pytest.raises(VaultError):
        write(tmp_path, replace(plain, generation=8), data_key=DATA_KEY)
    assert found(tmp_path) == (8, FileState.GOOD, FileState.DAMAGED)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_killed_at_any_step_of_writing_the_header_opens_old_or_new(plain: Header, tmp_path: Path) -> None:
    """Children are killed at each call into the system in turn; the parent reads, proves and mends what they leave."""
    script = textwrap.dedent("""
        import itertools, os, signal, sys
        from dataclasses import replace
        from pathlib import Path
        from allydesk.storage import files, header
        folder, data_key = Path(sys.argv[1]), bytearray.fromhex(sys.argv[2])
        old = header.read(folder).sealed.authenticate(data_key)
        new = replace(old, generation=old.generation + 1)
        calls = 0

        def child(limit):
            def watch(frame, event, function):
                global calls
                while frame is not None and frame.f_code is not files.write_durably.__code__:
                    frame = frame.f_back
                if event == "c_call" and frame is not None:
                    calls += 1
                    if calls == limit:
                        os.kill(os.getpid(), signal.SIGKILL)
            sys.setprofile(watch)
            header.write(folder, new, data_key=data_key)
            os._exit(0)

        states = set()
        for limit in itertools.count(1):
            pid = os.fork() or child(limit)
            status = os.waitpid(pid, 0)[1]
            found = header.read(folder)
            assert found.sealed.authenticate(data_key) in (old, new)
            states.add((found.sealed.claimed.generation, found.header_file.value, found.twin_file.value))
            if os.WIFEXITED(status):
                assert os.WEXITSTATUS(status) == 0
                break
            found.mend(data_key=data_key)
            assert not header.read(folder).needs_mending
            header.write(folder, old, data_key=data_key)
        for state in sorted(states):
            print(*state)
        print(sorted(path.name for path in folder.iterdir()))
    """)
    write(tmp_path, plain, data_key=DATA_KEY)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), DATA_KEY.hex()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "7 good good",
        "8 good good",
        "8 good stale",
        "['header.bak', 'header.json']",
    ]


HEADER_OF_VERSION_1 = """\
{
  "magic": "Allydesk vault header",
  "version": 1,
  "sha256": "8e6dde537bfa9b14ce54604d6e265e1b9f9418187afa0a70f5f5ed38eb9ab690",
  "hmac-sha256": "37595d7b324b75e63cd077c6ae83220e34704c5f966d75c57006f18b080cc6b6",
  "vault-id": "AAECAwQFBgcICQoLDA0ODw==",
  "generation": 8,
  "created": "2026-03-01T09:30:00Z",
  "slots": [
    {
      "id": "01a2002b-1367-77fe-a729-2d990b152429",
      "kind": "passphrase",
      "label": "",
      "created": "2026-03-01T09:30:00Z",
      "kdf": {
        "algorithm": "argon2id",
        "memory-kib": 65536,
        "passes": 3,
        "lanes": 4
      },
      "salt": "DI1OnP3Zokrzl7D+RZ4sJKYetwaNWipmixG0NZwFIZc=",
      "nonce": "1GhuPhWcJBiqpsB4",
      "wrapped": "0CKz1Alm2hleyiYbAxB9rKbDtZTc7NDUemPXKWZ7457kdbE7rAqQP1YDR06z4Bm8"
    },
    {
      "id": "01a2002b-1458-7dfa-8e9a-ee46bb9f641d",
      "kind": "recovery",
      "label": "Zo\\u00eb\\u2019s printed key",
      "created": "2026-03-01T09:30:00Z",
      "kdf": null,
      "salt": "hJyLWMOduuGVyv1uConD6cQ5FCwZNe8+S9qDN9TF8ZU=",
      "nonce": "JXT7AxT3mwJDXWnj",
      "wrapped": "R6BvqdZltKu+2S4c+px+u2+OvG9nd23++BmVnJxAZ4M/ReecxUAzxc0PVbWq5O4a"
    },
    {
      "id": "01a2002b-1458-78a6-969a-dbc5b7d00aaf",
      "kind": "device",
      "label": "this device",
      "created": "2026-03-01T09:30:00Z",
      "kdf": null,
      "salt": "wyeZsVSQbhNNMzON1ouOvXMY3qa1h5TRzlg3I16CmBQ=",
      "nonce": "NbhL3b/8DAQBkt7C",
      "wrapped": "Kow81jdGQGG9NGJU8XKcejRFz2cDBYpl3f6HnPT093nXGFlydzD5udXOgaPjNgUw"
    }
  ],
  "pending": {
    "slots": [
      {
        "id": "01a2002b-1458-714c-89e6-19537d5e07ff",
        "kind": "recovery",
        "label": "Zo\\u00eb\\u2019s printed key",
        "created": "2026-03-01T09:30:00Z",
        "kdf": null,
        "salt": "GSQFGXqXavRpxuFicNtGXxpkp8L6LW8ISS7dzmr1pco=",
        "nonce": "/croRM7pqAwgIYyq",
        "wrapped": "znDsbISe4a2zS3gK0HD8uyMpDrnStx+edECdl4hObp/FrQ6KqivVJ8oaS3rdQyPI"
      }
    ],
    "bridge-nonce": "VOkOim1HB7eVlRfI",
    "bridge": "laGyLixJGuVSMlw4xESgAUqmFYjQJj47OIXyV9oCDxLvBPjmTxCSFfr1FleLwJvH"
  }
}
"""
