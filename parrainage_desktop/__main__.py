"""The program's front door: a window without a command, the terminal with one."""

import sys
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run the program on `words` (the command line's own by default) and return its exit status."""
    from parrainage_desktop.shell import terminal

    return terminal.run(sys.argv[1:] if words is None else words)


if __name__ == "__main__":
    sys.exit(main())
