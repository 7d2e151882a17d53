"""Qt, loaded as a program wants it that uses none of its renamed methods."""

import builtins


def load() -> None:
    """Load Qt before anything else does, and let Python import all that follows by itself.

    PySide6 puts its own import in place of Python's to find out who asks for `__feature__`; for that it reads and
    keeps the source text of every module: 17 MB and a tenth of the start.
    """
    python_import = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = python_import
