"""Makes `.venv` ready: `prepare.py app` with what Allydesk runs on, `prepare.py dev` with its tools and tests as well.

Called by the Makefile when a list of requirements has changed. Everything is installed at the version and with the hash
in `requirements/`, from ready-made packages only, so that nothing is compiled or run while installing. What has been
installed is written down in a stamp, so that a list which was touched but not changed costs nothing.
"""

import hashlib
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
KINDS = ("app", "dev")
"""What can be asked for; each holds all of the one before it, at the same versions."""
DOWNLOAD = {"app": 100, "dev": 140}
"""Megabytes, as measured on Linux with nothing downloaded before."""


def stamp(kind: str) -> Path:
    """The file that says what was installed last."""
    return HOME / f".ready-{kind}"


def wanted(kind: str) -> str:
    """A digest of all that decides what an environment of this kind holds."""
    digest = hashlib.sha256()
    for part in (ROOT / "requirements" / f"{kind}.txt", ROOT / "pyproject.toml", Path(__file__)):
        digest.update(part.read_bytes())
    return digest.hexdigest()


def is_ready(kind: str) -> bool:
    """Whether this kind, or one that holds it, is installed just as its list says."""
    larger = KINDS[KINDS.index(kind) :]
    return any(stamp(each).is_file() and stamp(each).read_text() == wanted(each) for each in larger)


def is_usable() -> bool:
    """Whether there is an environment whose Python runs, is new enough, has pip, and was made in this place."""
    place = HOME / ".place"
    if place.is_file() and place.read_text() != str(ROOT):
        return False
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", test], capture_output=True, check=False).returncode == 0


def make_environment() -> None:
    """Make `.venv` anew, with the Python that runs this script."""
    say(f"Making .venv with Python {platform.python_version()}.")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", HOME], capture_output=True, text=True, check=False)
    if made.returncode:
        say(f"{made.stdout}{made.stderr}\nThis Python could not make .venv; the lines above say why.")
        sys.exit(1)


def install(kind: str) -> None:
    """Install the requirements of this kind, and the project itself as it stands in this folder."""
    say(f"Installing the packages of requirements/{kind}.txt, once; at most {DOWNLOAD[kind]} MB to download.")
    requirements = ROOT / "requirements" / f"{kind}.txt"
    # The list is complete, so nothing is to be resolved; and only wheels, so that no package's own code runs here.
    pip("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(requirements))
    # "compat" puts the folder on the path; the usual way costs every start 12 ms for a finder of its own.
    pip("--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat", "-e", str(ROOT))
    subprocess.run([PYTHON, "-m", "compileall", "-q", ROOT / "allydesk"], check=False)


def pip(*arguments: str) -> None:
    """Run pip in the environment; its own words reach a person, and only a person."""
    quiet = () if sys.stdout.isatty() else ("--quiet",)
    common = ("--disable-pip-version-check", "--no-input", "--compile")
    if subprocess.run([PYTHON, "-m", "pip", "install", *common, *quiet, *arguments], check=False).returncode:
        say(f"\nThe packages could not be installed; the lines above say why. {hint()}")
        sys.exit(1)


def hint() -> str:
    """What a person can do when pip has failed on a machine like this one."""
    machine, (kind, version) = platform.machine(), platform.libc_ver()
    least = (2, 39) if machine == "aarch64" else (2, 34)
    if sys.platform == "linux" and (kind != "glibc" or tuple(map(int, version.split(".")[:2])) < least):
        found = f"{kind} {version}".strip() or "another C library"
        return f"Qt for Python needs glibc {least[0]}.{least[1]} or later on {machine}, and this system has {found}."
    return "If the connection was lost, run the same command again."


def say(line: str) -> None:
    """Tell the person at the terminal what is going on."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(kind: str) -> None:
    """Make the environment ready for `kind`, doing only what is missing."""
    if not is_usable():
        make_environment()
    (HOME / ".place").write_text(str(ROOT))
    if not is_ready(kind):
        install(kind)
    stamp(kind).write_text(wanted(kind))


if __name__ == "__main__":
    if sys.argv[1:] not in [[kind] for kind in KINDS]:
        raise SystemExit("usage: prepare.py app|dev")
    main(sys.argv[1])
