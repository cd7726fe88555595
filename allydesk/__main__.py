"""`python -m allydesk`, and the console script."""

import os
import sys


def main() -> int:
    """Run Allydesk with the process's arguments; its exit status."""
    from allydesk.app import run  # noqa: PLC0415 - so that Ctrl+C while it loads is caught below as well

    try:
        return run(sys.argv[1:])
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
