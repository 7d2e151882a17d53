"""A file brought in a little at a time, so that the counter is served meanwhile; nobody sees any of it before all.

Its people are written as arriving, some at a time, each time in a short transaction; the last one lets them all be
seen, changes those the shop knew, and writes the journal. What did not come to its end is taken back: at once, when
the program is opened next, or when the next file is brought in. What is taken back goes the same way.

On a server all of it is one transaction: nobody who reads waits for it, and letting so many rows be seen would take the
server longer than writing them.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.customers import many
from parrainage_desktop.imports import interrupted, service, store, writing_in
from parrainage_desktop.imports.planning import Fill
from parrainage_desktop.imports.rules import CannotUndo, Choice, Report, Survey, Undone
from parrainage_desktop.imports.tally import Rows

STAYS = timedelta(minutes=1)
"""An import that has written nothing for so long is taken for interrupted."""
MOST_CHANGED = 20_000
"""Of those the shop knows, as many are changed in one short moment; a file that changes more is brought in as one."""


def look_ahead(
    db: Database, actor: Actor, survey: Survey, choice: Choice, progress: Progress | None = None
) -> Report:
    """What an import would do; the store is read some rows at a time. Raises BrokenFile, Cancelled."""
    with db.read(actor) as tx:
        rows = Rows(tx, survey, choice)
    for part in rows.parts(progress or Progress()):
        with db.read(actor) as tx:
            rows.steps(tx, part)
    return rows.tally.report()


def bring_in(db: Database, actor: Actor, survey: Survey, choice: Choice, progress: Progress | None = None) -> Report:
    """Bring a file in, all of it or nothing. Raises BrokenFile, Cancelled, UserError while another one is under way.

    With `strict` a file with a wrong row is only looked through, and the report has no import's number.
    """
    service.refuse_changed(survey.source)
    watch = progress or Progress()
    if choice.strict:
        before = look_ahead(db, actor, survey, choice, watch)
        if before.wrong:
            return before
    if not _is_file(db):
        return _as_one(db, actor, survey, choice, watch)
    interrupted.take_back(db, actor)
    work, rows = _begun(db, actor, survey, choice)
    try:
        report = _brought(db, actor, work, rows, watch)
    except BaseException:
        with suppress(UserError):  # what cannot be taken back now is taken back later
            interrupted.take_back(db, actor, work.import_id)
        raise
    if report is not None:
        return report
    interrupted.take_back(db, actor, work.import_id)
    return _as_one(db, actor, survey, choice, watch)


def undo(db: Database, actor: Actor, import_id: int) -> Undone | CannotUndo:
    """Take an import back, as the service’s `undo` does: its people are seen by nobody at once, then taken out."""
    if not _is_file(db):
        with db.write(actor) as tx:
            return service.undo(tx, import_id)
    with db.write(actor) as tx:
        one = service.undoable(tx, import_id)
        if isinstance(one, CannotUndo):
            return one
        done = service.undone(tx, one, many.hide(tx, store.added(one.id)))
        store.say_leaving(tx, one.id, True)
    with suppress(UserError):  # it is taken back already; what is left is taken out later
        interrupted.take_back(db, actor)
    return done


def _is_file(db: Database) -> bool:
    return db.engine.dialect.name == "sqlite"


def _as_one(db: Database, actor: Actor, survey: Survey, choice: Choice, progress: Progress) -> Report:
    with db.write(actor) as tx:
        return service.apply(tx, survey, replace(choice, strict=False), progress)


def _begun(db: Database, actor: Actor, survey: Survey, choice: Choice) -> tuple[writing_in.Work, Rows]:
    """A new import and its rows. Raises UserError while another file is being brought in."""
    with db.write(actor) as tx:
        if store.under_way(tx):
            message = _("Another file is being brought in. Wait until it is done, then bring this one in.")
            raise UserError("import_under_way", message)
        source = survey.source
        number = store.insert_import(tx, service.file_name(source), source.fingerprint, store.ARRIVING)
        store.go_on(tx, number, tx.now + STAYS)
        rows = Rows(tx, survey, choice)
        shop = rows.shop
        return writing_in.Work(tx, number, shop.country, shop.language, choice.known_before, unseen=True), rows


def _brought(db: Database, actor: Actor, work: writing_in.Work, rows: Rows, progress: Progress) -> Report | None:
    """What an import came to; None when it would change too many of those the shop knows to be brought in so."""
    began, later = work.tx.now, list[Fill]()
    for part in rows.parts(progress):
        with db.write(actor) as tx:
            _go_on(tx, work)
            tx.now = work.tx.now = began  # the rows of an import are known by their instant
            work.tx = tx
            steps = rows.steps(tx, part)
            later += writing_in.write_unseen(work, steps)
            tx.changed.clear()  # nobody sees it yet
        if len(later) > MOST_CHANGED:
            return None
    with db.write(actor) as tx:
        return _ended(tx, work, rows, later)


def _go_on(tx: Transaction, work: writing_in.Work) -> None:
    if not store.go_on(tx, work.import_id, tx.now + STAYS):
        raise _taken_back()


def _ended(tx: Transaction, work: writing_in.Work, rows: Rows, later: list[Fill]) -> Report:
    """Let everybody be seen at once."""
    _go_on(tx, work)
    now, tx.now = tx.now, work.tx.now
    work.tx = tx
    if work.numbers and many.arrive(tx, work.numbers[0], work.numbers[-1]) != len(work.numbers):
        raise _taken_back()
    writing_in.fill_known(work, later)
    tx.now = now
    tx.changed |= writing_in.TABLES
    report = replace(rows.tally.report(), import_id=work.import_id)
    service.note(tx, report, work)
    return report


def _taken_back() -> UserError:
    said = _("The program was opened again meanwhile, and nothing was brought in. Bring the file in once more.")
    return UserError("import_taken_back", said)
