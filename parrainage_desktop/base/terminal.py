"""What every command is made of: its words declared, its values understood, its answer as text or as JSON."""

import re
from argparse import SUPPRESS, Action, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn

from parrainage_desktop.base import days
from parrainage_desktop.base.clock import Clock
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.base.progress import Progress

DONE, BUG, USAGE, REFUSED, UNUSABLE = 0, 1, 2, 3, 4
"""What a command ends with."""

@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say: `data` for programs, `lines` for people, and how it ends."""

    data: Mapping[str, object]
    lines: tuple[str, ...] = ()
    status: int = DONE


@dataclass(frozen=True, slots=True)
class Session:
    """Where a command works, for whom, and at what time; `language` is the one asked for, if any was."""

    where: str
    actor: Actor
    clock: Clock
    language: str | None = None
    progress: Progress = field(default_factory=Progress)
    opened: Database | None = None

    @property
    def db(self) -> Database:
        """The open store, for a command declared to need one."""
        assert self.opened is not None
        return self.opened

    def read(self) -> AbstractContextManager[Transaction]:
        """One consistent view of the store."""
        return self.db.read(self.actor)

    def write(self) -> AbstractContextManager[Transaction]:
        """A change in the name of whoever runs the command."""
        return self.db.write(self.actor)

    def instant(self, at: datetime) -> str:
        """An instant in ISO 8601, on the shop's wall with its offset."""
        return at.astimezone(self.db.zone).isoformat(timespec="seconds")

    def local(self, at: datetime) -> datetime:
        """An instant on the shop's wall."""
        return at.astimezone(self.db.zone)


Run = Callable[[Session, Namespace], Answer]


class Shown(Exception):
    """Somebody asked for help or for the version; not an error."""


def without_password(where: str) -> str:
    """A store's place as it may be shown: a URL's password is nobody's business."""
    return re.sub(r"(://[^/@:]*):[^@]*@", r"\1:***@", where)


def refused(reason: str, message: str, *more: str, **facts: object) -> Answer:
    """The scheme says no: a stable word, a sentence, and whatever a program may want to know."""
    return Answer({"refused": reason, "message": message, **facts}, (message, *more), REFUSED)


def _word(name: str) -> str:
    """A word of the command line as its reader calls it; what is no word but letters, such as ID, stays."""
    return {
        "ADDRESS": _("ADDRESS"),
        "CARD": _("CARD"),
        "CHANNEL": _("CHANNEL"),
        "CODE": _("CODE"),
        "DATE": _("DATE"),
        "DIR": _("DIR"),
        "FILE": _("FILE"),
        "FORMAT": _("FORMAT"),
        "KEEP": _("KEEP"),
        "KEY=VALUE": _("KEY=VALUE"),
        "KIND": _("KIND"),
        "KIND=WEIGHT": _("KIND=WEIGHT"),
        "MONTH": _("MONTH"),
        "NAME": _("NAME"),
        "NUMBER": _("NUMBER"),
        "OTHER": _("OTHER"),
        "QUERY": _("QUERY"),
        "REF": _("REF"),
        "SCORE": _("SCORE"),
        "SITE": _("SITE"),
        "TIER": _("TIER"),
        "WHAT": _("WHAT"),
        "YEAR": _("YEAR"),
    }.get(name, name)


def headline(title: str, detail: str) -> str:
    """A refusal's big word and the line below it, as one line."""
    return f"{title} – {detail}" if detail else title


def table(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Rows as lines with aligned columns."""
    found = [tuple(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*found, strict=True)]
    return tuple("  ".join(map(str.ljust, row, widths)).rstrip() for row in found)


day = days.day


def whole(name: str, text: str, least: int, most: int) -> int:
    """A whole number between two others, both allowed. Raises InvalidInput."""
    if re.fullmatch(r"-?\d{1,9}", text.strip(), re.ASCII) and least <= int(text) <= most:
        return int(text)
    raise InvalidInput(
        name,
        _("“{text}” is not a whole number from {least} to {most}.").format(
            text=text[:40], least=number(least), most=number(most)
        ),
    )


def one_of(name: str, text: str, choices: Iterable[str]) -> str:
    """One of a few words. Raises InvalidInput naming them all."""
    known = tuple(choices)
    if text in known:
        return text
    raise InvalidInput(
        name, _("“{text}” is not one of {choices}.").format(text=text[:40], choices=", ".join(known))
    )


def pair(word: str) -> tuple[str, str]:
    """The two sides of a word such as KEY=VALUE. Raises InvalidInput."""
    name, equals, value = word.partition("=")
    if not equals:
        raise InvalidInput("KEY=VALUE", _("“{text}” is not of the form key=value.").format(text=word[:40]))
    return name.strip(), value


class Command(ArgumentParser):
    """A command's words, checked and explained in the reader's language."""

    def __init__(self, **how: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Help, **how)
        self._words = self.add_argument_group(_("what to say"))
        self._options = self.add_argument_group(_("options"))
        self._common = self.add_argument_group(_("options of every command"))
        self._common.add_argument("-h", "--help", action=_Helping, help=_("show this"))

    def word(self, name: str, meaning: str, many: str | None = None) -> None:
        """A word given by its place: `many` is ``*`` or ``+`` for several, ``?`` for one that may be missing."""
        self._words.add_argument(name.lower(), metavar=_word(name), nargs=many, help=_safe(meaning))

    def option(self, name: str, value: str, meaning: str, *, required: bool = False, many: bool = False) -> None:
        """A named value; None when it is not given."""
        action = "append" if many else "store"
        self._options.add_argument(
            name, metavar=_word(value), required=required, action=action, help=_safe(meaning)
        )

    def flag(self, name: str, meaning: str) -> None:
        """A yes when given."""
        self._options.add_argument(name, action="store_true", help=_safe(meaning))

    def common(self, *names: str, value: str = "", meaning: str) -> None:
        """An option that every command takes; it leaves no trace unless given, wherever it stands."""
        how: dict[str, Any] = {"metavar": value} if value else {"action": "store_true"}
        self._common.add_argument(*names, default=SUPPRESS, help=_safe(meaning), **how)

    def error(self, message: str) -> NoReturn:
        """Raise InvalidInput in place of leaving the program."""
        see = _("See {command} --help.").format(command=self.prog)
        raise InvalidInput("usage", f"{explained(message)} {see}")


class Group:
    """Commands under one word; several features may add to the same word."""

    def __init__(self, parser: Command, prepare: Callable[[Command], None], required: bool = True) -> None:
        self._prepare = prepare
        self._groups: dict[str, Group] = {}
        self._sub = parser.add_subparsers(
            title=_("commands"), metavar=_("COMMAND"), required=required, parser_class=Command, prog=parser.prog
        )

    def group(self, name: str, meaning: str) -> "Group":
        """The group of this name, made when first asked for."""
        if name not in self._groups:
            parser = self._sub.add_parser(name, help=_safe(meaning), description=meaning)
            self._prepare(parser)
            self._groups[name] = Group(parser, self._prepare)
        return self._groups[name]

    def command(self, name: str, run: Run, meaning: str, *, store: bool = True) -> Command:
        """A command; one that needs no open `store` finds the store's place in its session."""
        parser = self._sub.add_parser(name, help=_safe(meaning), description=meaning)
        parser.set_defaults(run=run, needs_store=store)
        self._prepare(parser)
        return parser


def explained(message: str) -> str:
    """What the parser found wrong, in the reader's language."""
    for pattern, sentence in (
        (r"the following arguments are required: (?P<names>.+)", _("Missing: {names}.")),
        (r"unrecognized arguments: (?P<words>.+)", _("Not understood: {words}.")),
        (r"argument (?P<name>.+?): invalid choice: '?(?P<word>.*?)'? \(.*", _("There is no command “{word}”.")),
        (r"argument (?P<name>.+?): expected .*", _("{name} needs a value.")),
        (r"argument (?P<name>.+?): ignored explicit argument .*", _("{name} takes no value.")),
    ):
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(**{name: found[:80] for name, found in match.groupdict().items()})
    return _("Not understood: {words}.").format(words=message[:80])


class _Help(HelpFormatter):
    """Help whose first word is in the reader's language, and whose usage leaves out what every command takes."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Write the usage line."""
        own = [action for action in actions if not (action.option_strings and action.default == SUPPRESS)]
        super().add_usage(usage, own, groups, prefix or _("usage: "))


class _Helping(Action):
    """Show a command's help in place of running it."""

    def __init__(self, option_strings: Sequence[str], dest: str, **how: Any) -> None:
        super().__init__(option_strings, dest=SUPPRESS, default=SUPPRESS, nargs=0, help=how.get("help"))

    def __call__(self, parser: ArgumentParser, *_rest: object) -> None:
        raise Shown(parser.format_help().rstrip("\n"))


def _safe(meaning: str) -> str:
    """Help text is a percent-format for the parser."""
    return meaning.replace("%", "%%")
