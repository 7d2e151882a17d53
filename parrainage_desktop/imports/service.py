"""Bringing a file in: look through it, show what would happen, do it in one transaction, take it back."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from parrainage_desktop.base import journal, tables_in, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.tables_in import BrokenFile, Source
from parrainage_desktop.customers import many
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.imports import cells, columns, interrupted, store, writing_in
from parrainage_desktop.imports.cells import Sign
from parrainage_desktop.imports.rules import (
    AMOUNTS,
    DATES,
    CannotUndo,
    Choice,
    Column,
    Import,
    Obstacle,
    Question,
    Report,
    Style,
    Survey,
    Undone,
)
from parrainage_desktop.imports.tally import AT_ONCE, Rows
from parrainage_desktop.purchases import service as purchases


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
    rows = Rows(tx, survey, choice)
    for part in rows.parts(progress or Progress()):
        rows.steps(tx, part)
    return rows.tally.report()


def apply(tx: Transaction, survey: Survey, choice: Choice, progress: Progress | None = None) -> Report:
    """Bring a file in, all in this transaction. Raises BrokenFile, Cancelled: then nothing may be kept.

    With `strict` a file with a wrong row is only looked through, and the report has no import's number.
    """
    refuse_changed(survey.source)
    watch = progress or Progress()
    if choice.strict:
        before = preview(tx, survey, choice, watch)
        if before.wrong:
            return before
    rows = Rows(tx, survey, choice)
    number = store.insert_import(tx, file_name(survey.source), survey.source.fingerprint)
    work = writing_in.Work(tx, number, rows.shop.country, rows.shop.language, choice.known_before)
    for part in rows.parts(watch):
        writing_in.write(work, rows.steps(tx, part))
    _index(work, watch)
    report = replace(rows.tally.report(), import_id=number)
    note(tx, report, work)
    return report


def refuse_changed(source: Source) -> None:
    """Let no other rows be brought in than were looked at. Raises BrokenFile."""
    if tables_in.fingerprint(source.path) != source.fingerprint:
        raise BrokenFile("file_changed", _("The file has changed since it was looked at. Choose it again."))


def file_name(source: Source) -> str:
    """What an import's file is called, as far as it is kept."""
    return writing.tidy(source.path.name)[-240:]


def _index(work: writing_in.Work, progress: Progress) -> None:
    """Let the new people be found, some at a time so that it can be stopped."""
    if not work.numbers:
        return
    step, last = 20_000, work.numbers[-1]
    start = work.numbers[0]
    for first in range(start, last + 1, step):
        progress.step(first - start, last + 1 - start)
        many.indexed(work.tx, first, min(first + step - 1, last))


def note(tx: Transaction, report: Report, work: writing_in.Work) -> None:
    """Write what it came to, and its journal entry: counts and numbers only."""
    assert report.import_id is not None
    counts = {"added": report.added, "updated": report.updated, "skipped": report.skipped, "wrong": report.wrong}
    store.finish_import(tx, report.import_id, report.added, report.updated, report.skipped, report.wrong)
    ends = {"first": work.numbers[0], "last": work.numbers[-1]} if work.numbers else {}
    journal.append(tx, "import.done", report.import_id, {**counts, **ends})


def undo(tx: Transaction, import_id: int) -> Undone | CannotUndo:
    """Take an import back: whom it added leaves again, whom it changed gets earlier values back unless changed since.

    Whoever is gone by now, erased or merged into another record, is not restored and does not count as such.
    Refused once anybody it added has been used: referral, voucher, answer, purchase, note, merge, a later import, or a
    change of theirs.
    """
    one = undoable(tx, import_id)
    return one if isinstance(one, CannotUndo) else undone(tx, one, _remove(tx, one))


def undoable(tx: Transaction, import_id: int) -> Import | CannotUndo:
    """The import of a number if it can be taken back."""
    one = store.get(tx, import_id)
    if one is None:
        return CannotUndo(Obstacle.UNKNOWN)
    if one.undone_at is not None:
        return CannotUndo(Obstacle.UNDONE)
    used = store.used_people(tx, one, interrupted.origin(one.id))
    return CannotUndo(Obstacle.USED, used) if used else one


def undone(tx: Transaction, one: Import, removed: int) -> Undone:
    """Give those an import changed their earlier values back, and note that it was taken back."""
    restored = _restore(tx, one)
    store.mark_undone(tx, one.id)
    journal.append(tx, "import.undone", one.id, {"removed": removed, "restored": restored})
    return Undone(one.id, removed, restored)


def _remove(tx: Transaction, one: Import) -> int:
    removed = 0
    for page in store.people(tx, one.id, added=True):
        ids = [number for number, _before in page]
        interrupted.remove_some(tx, one, ids)
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
        many.forget_consents(tx, list(people), interrupted.origin(one.id))
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


