"""Every check of the code, one after the other; all of them run, so that one mistake does not hide another.

Run by `make check` with the Python of `.venv`. Exit status 0 when all pass.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
CHECKS = (
    ("ruff", "check", "--quiet", "."),
    ("ruff", "format", "--quiet", "--check", "--diff", "."),
    ("mypy",),
    ("lint-imports", "--no-logo"),
    ("deptry", "."),
)


def passes(check: tuple[str, ...]) -> bool:
    """Run one check; it prints what it finds, and is silent or short when it finds nothing."""
    name, *arguments = check
    sys.stdout.write(f"--- {' '.join(check)}\n")
    sys.stdout.flush()
    return subprocess.run([TOOLS / name, *arguments], cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """Run them all; 0 when every one passed."""
    failed = [" ".join(check) for check in CHECKS if not passes(check)]
    sys.stdout.write(f"\nFailed: {', '.join(failed)}.\n" if failed else "\nAll checks passed.\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
