"""The program's front door: the window when no command is given, the terminal otherwise.

Whoever waits for the window waits for none of the commands to be loaded, and the other way round.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import LANGUAGES, _, in_language, system_language

_WITH_VALUE = ("--store", "--lang", "--staff", "--till")


@dataclass(frozen=True, slots=True)
class Window:
    """The window as it was asked for."""

    store: str | None = None
    demo: bool = False
    language: str | None = None


def main(words: Sequence[str] | None = None) -> int:
    """Run the program on `words` (the command line's own by default) and return its exit status."""
    given = sys.argv[1:] if words is None else list(words)
    wanted = window(given)
    if wanted is not None:
        with in_language(wanted.language or system_language()):
            return _open(wanted)
    from parrainage_desktop.shell import terminal

    return terminal.run(given)


def window(words: Sequence[str]) -> Window | None:
    """The window that words without a command ask for; None leaves them to the terminal, mistakes included."""
    values: dict[str, str] = {}
    demo, left = False, list(words)
    while left:
        name, equals, value = left.pop(0).partition("=")
        if name == "--demo" and not equals:
            demo = True
        elif name in _WITH_VALUE and (equals or left):
            values[name] = value if equals else left.pop(0)
        else:
            return None
    language = values.get("--lang")
    return Window(values.get("--store"), demo, language) if language in (None, *LANGUAGES) else None


def _open(wanted: Window) -> int:
    """Open the window; a computer that cannot show one says so."""
    try:
        from parrainage_desktop.ui import toolkit

        toolkit.load()
        from parrainage_desktop.shell.start import run_window
    except ImportError as error:
        said = _("The window cannot open here ({reason}). The commands work without it: parrainage --help")
        sys.stderr.write(said.format(reason=error) + "\n")
        return 4
    try:
        return run_window(wanted.store, wanted.demo, wanted.language)
    except UserError as error:
        sys.stderr.write(error.message + "\n")
        return 4


if __name__ == "__main__":
    sys.exit(main())
