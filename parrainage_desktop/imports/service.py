"""Bringing a file in: look through it, show what would happen, do it in one transaction, take it back."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from parrainage_desktop.base import journal, tables_in, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.tables_in import BrokenFile, Source
from parrainage_desktop.customers import contacts, many
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.imports import cells, columns, store, writing_in
from parrainage_desktop.imports.cells import Sign
from parrainage_desktop.imports.people import reader
from parrainage_desktop.imports.planning import Add, Fill, Plan, Same, Step
from parrainage_desktop.imports.reading import Manner
from parrainage_desktop.imports.rules import (
    AMOUNTS,
    DATES,
    CannotUndo,
    Choice,
    Column,
    Fate,
    Field,
    Import,
    Line,
    Obstacle,
    Question,
    Report,
    Style,
    Survey,
    Undone,
    WrongCell,
)
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.purchases import service as purchases

AT_ONCE = 2_000
MOST_ERRORS = 100_000
MOST_LINES = 500
"""How many rows of each fate the preview shows."""


def survey(source: Source, given: Sequence[Column] = (), progress: Progress | None = None) -> Survey:
    """Read a file through once: rows counted, how days and amounts are written found out. Raises BrokenFile."""
    found = tuple(given) or columns.recognised(source.headings)
    told = [(i, one) for i, one in enumerate(found) if one.field in DATES | AMOUNTS and one.style is None]
    signs: dict[int, dict[Sign, str]] = {i: {} for i, _one in told}
    rows = 0
    for rows, (_row, line) in enumerate(source.rows(), start=1):
        for i, one in told:
            if i < len(line) and line[i]:
                signs[i].setdefault(cells.proves(line[i], one.field), line[i])
        if progress and rows % AT_ONCE == 0:
            progress.step(rows, 0)
    decided = {i: cells.decided(signs[i], _styles(one)) for i, one in told}
    questions = tuple(
        Question(i, one.heading, _styles(one), signs[i][Sign.EITHER]) for i, one in told if decided[i] is None
    )
    kept = tuple(replace(one, style=decided[i]) if i in decided else one for i, one in enumerate(found))
    return Survey(source, kept, rows, questions)


def _styles(column: Column) -> tuple[Style, Style]:
    one, other = columns.styles_of(column.field)
    return one, other


def preview(tx: Transaction, survey: Survey, choice: Choice, progress: Progress | None = None) -> Report:
    """What an import would do; nothing is written. Raises BrokenFile, Cancelled."""
    tally = _Tally(preferences.shop(tx).country)
    for steps in _planned(tx, survey, choice, progress or Progress()):
        tally.count(steps)
    return tally.report()


def apply(tx: Transaction, survey: Survey, choice: Choice, progress: Progress | None = None) -> Report:
    """Bring a file in, all in this transaction. Raises BrokenFile, Cancelled: then nothing may be kept.

    With `strict` a file with a wrong row is only looked through, and the report has no import's number.
    """
    if tables_in.fingerprint(survey.source.path) != survey.source.fingerprint:
        raise BrokenFile("file_changed", _("The file has changed since it was looked at. Choose it again."))
    watch = progress or Progress()
    if choice.strict:
        before = preview(tx, survey, choice, watch)
        if before.wrong:
            return before
    shop = preferences.shop(tx)
    name = writing.tidy(survey.source.path.name)[-240:]
    number = store.insert_import(tx, name, survey.source.fingerprint)
    work = writing_in.Work(tx, number, shop.country, shop.language, choice.known_before)
    tally = _Tally(preferences.shop(tx).country)
    for steps in _planned(tx, survey, choice, watch):
        tally.count(steps)
        writing_in.write(work, steps)
    _index(work, watch)
    report = replace(tally.report(), import_id=number)
    _note(tx, report, work)
    return report


def _index(work: writing_in.Work, progress: Progress) -> None:
    """Let the new people be found, some at a time so that it can be stopped."""
    if not work.numbers:
        return
    step, last = 20_000, work.numbers[-1]
    for first in range(work.first, last + 1, step):
        progress.step(first - work.first, last + 1 - work.first)
        many.indexed(work.tx, first, min(first + step - 1, last))


def _note(tx: Transaction, report: Report, work: writing_in.Work) -> None:
    """Write what it came to, and its journal entry: counts and numbers only."""
    assert report.import_id is not None
    counts = {"added": report.added, "updated": report.updated, "skipped": report.skipped, "wrong": report.wrong}
    store.finish_import(tx, report.import_id, report.added, report.updated, report.skipped, report.wrong)
    ends = {"first": work.numbers[0], "last": work.numbers[-1]} if work.numbers else {}
    journal.append(tx, "import.done", report.import_id, {**counts, **ends})


def _planned(tx: Transaction, survey: Survey, choice: Choice, progress: Progress) -> Iterator[list[Step]]:
    """The plan, chunk after chunk."""
    shop = preferences.shop(tx)
    if any(column.field is Field.KNOWN_BEFORE for column in survey.columns):
        choice = replace(choice, known_before=False)
    headings = {column.field: column.heading for column in survey.columns}
    read = reader(Manner(survey.columns, shop.country, tx.today, survey.source.form == "csv"))
    plan = Plan(tx, shop.country, choice.overwrite)
    rows, done = survey.source.rows(), 0
    while chunk := list(islice(rows, AT_ONCE)):
        progress.step(done, survey.rows)
        yield plan.steps([read(row, line) for row, line in chunk], headings)
        done += len(chunk)


@dataclass(slots=True)
class _Tally:
    """What the steps so far come to; `country` is where phones need no prefix."""

    country: str
    fates: Counter[Fate] = field(default_factory=Counter)
    errors: list[WrongCell] = field(default_factory=list)
    lines: dict[Fate, list[Line]] = field(default_factory=lambda: {fate: [] for fate in Fate})

    def count(self, steps: Sequence[Step]) -> None:
        """Count some more."""
        for step in steps:
            fate = _fate(step)
            self.fates[fate] += 1
            if isinstance(step, tuple):
                if len(self.errors) < MOST_ERRORS:
                    self.errors.extend(step)
            elif len(self.lines[fate]) < MOST_LINES:
                self.lines[fate].append(_line(step, fate, self.country))

    def report(self) -> Report:
        """What the file comes to, with the first of its wrong cells and of each kind of row."""
        added, updated, skipped, wrong = (self.fates[fate] for fate in Fate)
        return Report(self.fates.total(), added, updated, skipped, wrong, tuple(self.errors), self.lines)


def _fate(step: Step) -> Fate:
    if isinstance(step, Add):
        return Fate.ADDED
    if isinstance(step, Fill):
        return Fate.UPDATED
    return Fate.SKIPPED if isinstance(step, Same) else Fate.WRONG


def _line(step: Add | Fill | Same, fate: Fate, country: str) -> Line:
    person = step.person
    detail: tuple[str, ...] = ()
    if isinstance(step, Fill):
        detail = tuple(one.value for one in (*step.fields, *step.replaced))
    elif isinstance(step, Same):
        detail = tuple(one.value for one in step.differing)
    contact = contacts.shown_phone(person.phone, country) or person.email
    return Line(person.row, fate, person.name, contact, detail)


def undo(tx: Transaction, import_id: int) -> Undone | CannotUndo:
    """Take an import back: whom it added leaves again, whom it changed gets earlier values back unless changed since.

    Whoever is gone by now, erased or merged into another record, is not restored and does not count as such.
    Refused once anybody it added has been used: referral, voucher, answer, purchase, note, merge, a later import, or a
    change of theirs.
    """
    one = store.get(tx, import_id)
    if one is None:
        return CannotUndo(Obstacle.UNKNOWN)
    if one.undone_at is not None:
        return CannotUndo(Obstacle.UNDONE)
    used = store.used_people(tx, one, writing_in.origin(one.id))
    if used:
        return CannotUndo(Obstacle.USED, used)
    removed, restored = _remove(tx, one), _restore(tx, one)
    store.mark_undone(tx, one.id)
    journal.append(tx, "import.undone", one.id, {"removed": removed, "restored": restored})
    return Undone(one.id, removed, restored)


def _remove(tx: Transaction, one: Import) -> int:
    removed = 0
    for page in store.people(tx, one.id, added=True):
        ids = [number for number, _before in page]
        purchases.take_back_imported(tx, ids, one.at)
        store.forget_pairs(tx, ids)
        store.forget_people(tx, one.id, ids)
        many.remove_all(tx, ids)
        removed += len(ids)
    return removed


def _restore(tx: Transaction, one: Import) -> int:
    restored = 0
    for page in store.people(tx, one.id, added=False):
        people = many.by_number(tx, [number for number, _before in page])
        # An erasure blanks what somebody was before: nothing of it comes back.
        befores = {number: json.loads(before) for number, before in page if before}
        here = [_before(people[number], befores[number]) for number in befores if not people[number].gone]
        many.change_all(tx, here, 1 << 62)
        many.forget_tags(tx, {number: before["tags"] for number, before in befores.items() if "tags" in before})
        many.forget_consents(tx, list(people), writing_in.origin(one.id))
        purchases.take_back_imported(tx, list(people), one.at)
        store.forget_people(tx, one.id, list(people))
        restored += len(here)
    return restored


def _before(customer: Customer, before: writing_in.Before) -> Customer:
    """A person with earlier values back, but for what was changed again since."""
    back: dict[str, Any] = {
        name: values[0] for name, values in before.items() if name != "tags" and getattr(customer, name) == values[1]
    }
    return replace(customer, **back)


def get(tx: Transaction, import_id: int) -> Import | None:
    """One import, if there is one of this number."""
    return store.get(tx, import_id)


def newest(tx: Transaction, count: int = 20) -> list[Import]:
    """The last imports, newest first."""
    return store.newest(tx, count)


