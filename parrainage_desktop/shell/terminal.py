"""The program from a terminal: understand the words, open the store, run the command, end as promised.

Whatever happens, `--json` gives exactly one JSON document on standard output, and statuses 2, 3 and 4 give one
sentence and never a traceback.
"""

import getpass
import json
import logging
import os
import socket
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TextIO
from urllib.parse import urlsplit

from parrainage_desktop.ambassadors import commands as ambassadors
from parrainage_desktop.base import log, paths, writing
from parrainage_desktop.base.clock import Clock, SystemClock
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import LANGUAGES, _, in_language, system_language
from parrainage_desktop.base.progress import Cancelled, Progress
from parrainage_desktop.base.terminal import BUG, DONE, UNUSABLE, USAGE, Answer, Command, Group, Session, Shown, one_of
from parrainage_desktop.cards import commands as cards
from parrainage_desktop.counter import commands as counter
from parrainage_desktop.counter import rewarding
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.documents import commands as documents
from parrainage_desktop.duplicates import commands as duplicates
from parrainage_desktop.gifts import commands as gifts
from parrainage_desktop.imports import answer_commands
from parrainage_desktop.imports import commands as imports
from parrainage_desktop.insights import commands as insights
from parrainage_desktop.insights import comparison_commands
from parrainage_desktop.preferences import commands as shop_paper
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.privacy import commands as privacy
from parrainage_desktop.privacy import watch
from parrainage_desktop.programme import commands as programme
from parrainage_desktop.referrals import commands as referrals
from parrainage_desktop.reports import commands as reports
from parrainage_desktop.shell import commands as shell
from parrainage_desktop.staff import commands as staff
from parrainage_desktop.statements import commands as statements
from parrainage_desktop.surveys import campaign_commands
from parrainage_desktop.surveys import commands as surveys
from parrainage_desktop.testimonials import commands as testimonials
from parrainage_desktop.testimonials import review_commands
from parrainage_desktop.vouchers import commands as vouchers

PROGRAM = "parrainage"
INTERRUPTED = 130
FEATURES = (
    shell, shop_paper, programme, customers, imports, duplicates, cards, referrals, counter, insights, vouchers,
    gifts, statements, comparison_commands, ambassadors, surveys, answer_commands, campaign_commands, testimonials,
    review_commands, reports, documents, privacy, staff,
)  # fmt: skip
"""In the order their commands are listed."""


def run(words: Sequence[str], clock: Clock | None = None) -> int:
    """Do what the words ask for and return the status to end with."""
    with in_language(_first_language(words)):
        return _show(_answer(words, clock or SystemClock()), as_json="--json" in _options(words))


def parser() -> Command:
    """The whole grammar, explained in the reader's language."""
    root = Command(prog=PROGRAM, description=_("Run a referral scheme at a shop’s counter."))
    _common(root)
    root.flag("--demo", _("open the window on a temporary demonstration shop"))
    root.flag("--version", _("say which version this is"))
    group = Group(root, _common, required=False)
    for feature in FEATURES:
        feature.add_to(group)
    return root


def _common(command: Command) -> None:
    command.common("--store", value=_("PATH_OR_URL"), meaning=_("the store: a file, or postgresql+psycopg://…"))
    command.common("--lang", value="fr|en", meaning=_("the language of messages and papers"))
    command.common("--json", meaning=_("exactly one JSON document on standard output"))
    command.common("--staff", value=_("NAME"), meaning=_("who acts; otherwise whoever is logged in"))
    command.common("--till", value=_("NAME"), meaning=_("at which till; otherwise this computer’s name"))
    command.common("--date-is-right", meaning=_("this computer’s date is right, however long nothing was written"))


def _answer(words: Sequence[str], clock: Clock) -> Answer:
    """The answer, also when things go wrong: this is one of the two places that catch everything."""
    try:
        return _perform(parser().parse_args(words), clock)
    except Shown as shown:
        return Answer({"help": str(shown)}, (str(shown),))
    except InvalidInput as error:
        return _failed("usage", error.message, USAGE, field=error.field)
    except UserError as error:
        return _failed(error.kind, _with_option(error), UNUSABLE)
    except (KeyboardInterrupt, Cancelled):
        return _failed("interrupted", _("Stopped. Nothing was left half done."), INTERRUPTED)
    except Exception:  # noqa: BLE001
        return _failed("bug", _bug(), BUG)


def _with_option(error: UserError) -> str:
    """What is wrong, with the option that puts it right where there is one."""
    if error.kind != "clock_ahead":
        return error.message
    return f"{error.message} " + _("If the date is right, add {option}.").format(option="--date-is-right")


def _failed(kind: str, message: str, status: int, **facts: object) -> Answer:
    return Answer({"error": kind, "message": message, **facts}, (message,), status)


def _bug() -> str:
    """Note what broke where somebody can find it, and say so."""
    try:
        place = str(log.to_file(paths.data_dir()))
    except OSError:
        place = ""
    logging.getLogger(PROGRAM).exception("a command broke")
    return _("Something broke in the program itself. The details are in {place}.").format(place=place or "-")


def _perform(given: Namespace, clock: Clock) -> Answer:
    language = one_of("--lang", given.lang, LANGUAGES) if "lang" in given else None
    if given.version:
        return Answer({"version": _version()}, (f"{PROGRAM} {_version()}",))
    if "run" not in given:
        raise InvalidInput("usage", _("A command is needed. See parrainage --help."))
    if given.demo:
        raise InvalidInput("usage", _("--demo opens the window; it takes no command."))
    session = Session(_place(given), _actor(given), clock, language, _progress())
    if not given.needs_store:
        return _run(given, session)
    return _with_store(given, session)


def _with_store(given: Namespace, session: Session) -> Answer:
    db = Database.open(session.where, session.clock)
    try:
        if "date_is_right" in given:
            db.confirm_date()
        watch.attend(db)
        rewarding.attend(db, session.actor)
        with db.read() as tx:
            language = session.language or preferences.shop(tx).language
        with in_language(language):
            return _run(given, replace(session, opened=db))
    finally:
        db.close()


def _run(given: Namespace, session: Session) -> Answer:
    answer: Answer = given.run(session, given)
    return answer


def _place(given: Namespace) -> str:
    """Where the store is. Raises UserError for a server nobody here can talk to."""
    place: str = given.store if "store" in given else paths.default_store()
    if "://" in place and not place.startswith("sqlite:///") and not _is_server(place):
        raise UserError("store_unsupported", _("A store is a file, or a server: postgresql+psycopg://host/name"))
    return place


def _is_server(place: str) -> bool:
    """Whether a URL names a server; one that this computer has no driver for is said to need it."""
    try:
        parts = urlsplit(place)
        known = parts.scheme == "postgresql+psycopg" and parts.port != 0
    except ValueError:
        return False
    if known and find_spec("psycopg") is None:
        raise UserError("store_unsupported", _("A store on a server needs psycopg; install the postgres extra."))
    return known


def _actor(given: Namespace) -> Actor:
    staff = given.staff if "staff" in given else _account()
    till = given.till if "till" in given else socket.gethostname()[:80]
    return Actor(writing.line("staff", staff, 80), writing.line("till", till, 80))


def _account() -> str:
    try:
        return getpass.getuser()[:80]
    except (KeyError, OSError, ImportError):
        return ""


def _progress() -> Progress:
    """Progress on the terminal's error channel, where somebody is looking at it."""
    if not sys.stderr.isatty():
        return Progress()
    return Progress(lambda done, total, what: _step(sys.stderr, done, total, what))


def _step(out: TextIO, done: int, total: int, what: str) -> None:
    out.write(f"\r{done}/{total} {what}\x1b[K" if done < total else "\r\x1b[K")
    out.flush()


def _version() -> str:
    try:
        return version("parrainage-desktop")
    except PackageNotFoundError:
        return "0"


def _options(words: Sequence[str]) -> Sequence[str]:
    """The words before a bare ``--``, after which everything is a value."""
    return words[: words.index("--")] if "--" in words else words


def _first_language(words: Sequence[str]) -> str:
    """The language before any store is open: the one asked for, else the computer's."""
    options = _options(words)
    for place, word in enumerate(options):
        name, equals, value = word.partition("=")
        found = value if equals else next(iter(options[place + 1 : place + 2]), "")
        if name == "--lang" and found in LANGUAGES:
            return found
    return system_language()


def _show(answer: Answer, as_json: bool) -> int:
    """Print an answer; a reader who went away is no error."""
    failed = "error" in answer.data
    lines = "".join(f"{_printable(line)}\n" for line in answer.lines)
    try:
        if as_json:
            _write(sys.stdout, _document(answer, sys.stdout))
        if not as_json or answer.status != DONE:
            _write(sys.stderr if as_json or failed else sys.stdout, lines)
    except BrokenPipeError:
        _swallow_output()
    return answer.status


def _document(answer: Answer, out: TextIO) -> str:
    speaks_everything = (out.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(answer.data, ensure_ascii=not speaks_everything) + "\n"


def _printable(text: str) -> str:
    """`text` without the control signs that would let a name drive the terminal."""
    return "".join(sign for sign in text if sign.isprintable() or sign in " \n\u00a0\u202f")


def _write(out: TextIO, text: str) -> None:
    if text:
        with suppress(AttributeError, ValueError):
            out.reconfigure(errors="backslashreplace")  # type: ignore[attr-defined]
        out.write(text)
        out.flush()


def _swallow_output() -> None:
    """Point standard output at nothing, so that the interpreter's own flush at the end stays quiet too."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
