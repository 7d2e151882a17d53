"""The three ways things go wrong, minus the third: a bug is simply an exception nobody expected.

A refusal by the scheme is not an exception at all: services return it as a value, so that the
transaction which notes the refusal still commits.
"""


class UserError(Exception):
    """The environment's fault: a disk, a file, a store. `message` holds the remedy, in the reader's language.

    `kind` is a stable word for programs, such as ``store_missing`` or ``disk_full``.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class InvalidInput(Exception):
    """A value nobody can use, as typed. `message` says which and why, in the reader's language."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
