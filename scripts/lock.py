"""Writes `requirements/app.txt` and `requirements/dev.txt` from `pyproject.toml`: every version, with every hash.

One list serves Linux, macOS and Windows on every supported Python, so it is made by uv, which resolves for all of them
at once and marks what belongs to only one. Versions stay as they are where they still fit; `--upgrade` takes the
newest, `--upgrade-package NAME` that of one package. The default index alone is asked, whatever this machine is set up
to use, and no index is named in what is written.
"""

import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "lock"
UV = "uv==0.13.9"
LEAST_PYTHON = "3.11"


def bare_environment() -> dict[str, str]:
    """This process's environment without what would point pip or uv to another index."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    return kept | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def install_uv() -> Path:
    """Put uv into an environment of its own under build/, and return where it is."""
    folder = HOME / ("Scripts" if os.name == "nt" else "bin")
    venv.create(HOME, with_pip=True)
    subprocess.run([folder / "python", "-m", "pip", "install", "--quiet", UV], env=bare_environment(), check=True)
    return folder / "uv"


def build_requirements() -> str:
    """What builds the project itself, one requirement a line: it is installed without a fresh build environment."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return "\n".join(tomllib.load(file)["build-system"]["requires"])


def lock(uv: Path, kind: str, *options: str) -> None:
    """Write one list."""
    fixed = ("--universal", "--python-version", LEAST_PYTHON, "--generate-hashes", "--strip-extras", "--no-config")
    silent = ("--quiet", "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock")
    files = ("pyproject.toml", "-", "--output-file", f"requirements/{kind}.txt")
    command: list[str | Path] = [uv, "pip", "compile", *fixed, *silent, *options, *files]
    subprocess.run(command, cwd=ROOT, env=bare_environment(), input=build_requirements(), text=True, check=True)


def main(options: list[str]) -> None:
    """Lock what the tools need, and the app's own part of it at the same versions."""
    (ROOT / "requirements").mkdir(exist_ok=True)
    uv = install_uv()
    lock(uv, "dev", "--extra", "dev", *options)
    lock(uv, "app", "--constraints", "requirements/dev.txt", *options)


if __name__ == "__main__":
    main(sys.argv[1:])
