"""The commands about the whole: a demonstration shop, the doctor, the journal."""

from argparse import Namespace
from pathlib import Path

from parrainage_desktop.base import journal
from parrainage_desktop.base.clock import day_start
from parrainage_desktop.base.database import Database, Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import LANGUAGES, _, clock_time, day, ngettext
from parrainage_desktop.base.terminal import UNUSABLE, Answer, Group, Session, table, whole
from parrainage_desktop.base.terminal import day as read_day
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Programme
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.reports import service as reports
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.shell import demo, doctor
from parrainage_desktop.surveys import commands as survey_commands
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Standing, Voucher

FEWEST, MOST = 1, 200_000
SOME_CARDS, SOME_VOUCHERS = 20, 8


def add_to(root: Group) -> None:
    """Declare the commands about the whole."""
    command = root.command("demo", build_demo, _("fill a folder with a made-up shop and its papers"), store=False)
    command.word("DIR", _("the folder; made when it is missing"))
    command.option("--customers", "N", _("how many customers; otherwise 15000"))
    root.command("doctor", examine, _("check the store and this computer"), store=False)
    group = root.group("journal", _("every change, in one chain nobody can rewrite unseen"))
    command = group.command("list", list_entries, _("every change, oldest first"))
    command.option("--since", _("DAY"), _("from this day on, such as 2026-11-01"))
    group.command("verify", verify, _("recompute the chain"))


def examine(session: Session, given: Namespace) -> Answer:
    """Check everything; a check that fails makes the whole fail."""
    checks = tuple(doctor.examine(session.where, session.clock))
    ok = all(check.ok for check in checks)
    data = {"ok": ok, "checks": [{"check": one.name, "ok": one.ok, "detail": one.detail} for one in checks]}
    lines = table(("✓" if check.ok else "✗", check.name, check.detail) for check in checks)
    return Answer(data, lines) if ok else Answer(data, lines, UNUSABLE)


def list_entries(session: Session, given: Namespace) -> Answer:
    """List the journal, oldest first."""
    since = day_start(read_day("--since", given.since), session.db.zone) if given.since else None
    with session.read() as tx:
        found = list(journal.entries(tx, since))
        head = journal.head(tx)
    entries = [
        {
            "id": entry.id, "at": session.instant(entry.at), "staff": entry.staff, "till": entry.till,
            "action": entry.action, "subject": entry.subject, "details": dict(entry.details), "hash": entry.hash,
        }
        for entry in found
    ]
    rows = [
        (
            str(entry.id), day(session.local(entry.at)), clock_time(session.local(entry.at)), entry.staff,
            entry.till, entry.action, str(entry.subject),
        )
        for entry in found
    ]
    return Answer({"entries": entries, "head": head}, table(rows))


def verify(session: Session, given: Namespace) -> Answer:
    """Recompute the journal's chain."""
    with session.read() as tx:
        found = journal.verify(tx)
    data = {"entries": found.entries, "head": found.head, "ok": found.ok, "first_bad": found.first_bad}
    if not found.ok:
        broken = _("The journal does not hold from entry {number} on.").format(number=found.first_bad)
        return Answer(data, (broken,), UNUSABLE)
    said = ngettext("{count} entry, unbroken", "{count} entries, unbroken", found.entries)
    return Answer(data, (said.format(count=found.entries), found.head))


def build_demo(session: Session, given: Namespace) -> Answer:
    """Fill a folder with a shop of a year and the papers it would print; what is there stays."""
    count = whole("--customers", given.customers or str(demo.CUSTOMERS), FEWEST, MOST)
    folder = Path(given.dir)
    store = folder / "shop.db"
    if store.exists():
        raise UserError(
            "store_exists", _("There is already a shop in {folder}. Choose another folder.").format(folder=folder)
        )
    _make(folder)
    demo.build(store, count, session.progress, session.clock)
    db = Database.open(store, session.clock)
    try:
        return _demonstrated(session, db, folder)
    finally:
        db.close()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "file_unwritable",
            _("Nothing can be written at {path} ({reason}). Choose another folder.").format(
                path=folder, reason=error.strerror
            ),
        ) from error


def _demonstrated(session: Session, db: Database, folder: Path) -> Answer:
    with db.read(session.actor) as tx:
        data = _counted(tx)
        shop, programme = preferences.shop(tx), programmes.current(tx)
        people, chosen = customers.recent(tx, 0, SOME_CARDS), vouchers.listed(tx, Standing.ACTIVE, SOME_VOUCHERS)
        month = reports.last_complete_month(tx.today)
        figures = reports.figures(tx, *month)
    files = [folder / "shop.db", _cards(folder, people, shop, programme)]
    files += [_vouchers(folder, chosen, shop)] if chosen else []
    files += [_report(folder, figures, code) for code in LANGUAGES]
    named = [str(file) for file in files]
    return Answer({**data, "files": named}, tuple(named))


def _counted(tx: Transaction) -> dict[str, object]:
    scored = survey_commands.described(surveys.score(tx))
    kept = ("answers", "promoters", "passives", "detractors", "nps")
    every = vouchers.listed(tx)
    standings = [voucher.standing(tx.today) for voucher in every]
    owed = (Standing.ACTIVE, Standing.PENDING)
    return {
        "customers": customers.count(tx),
        "asked": surveys.asked(tx),
        **{name: scored[name] for name in kept},
        "referrals": len(referrals.listed(tx)),
        "vouchers": {
            "issued": len(every),
            "redeemed": standings.count(Standing.REDEEMED),
            "expired": standings.count(Standing.EXPIRED),
            "outstanding_cents": sum(one.balance_cents for one in every if one.standing(tx.today) in owed),
        },
    }


def _cards(folder: Path, people: list[Customer], shop: Shop, programme: Programme) -> Path:
    from parrainage_desktop.cards import document

    faces = [document.CardFace(person.given_name, person.card) for person in people]
    document.sheet(folder / "cards.pdf", faces, shop, programme, shop.language)
    return folder / "cards.pdf"


def _vouchers(folder: Path, chosen: list[Voucher], shop: Shop) -> Path:
    from parrainage_desktop.vouchers import document

    document.vouchers(folder / "vouchers.pdf", chosen, shop, shop.language)
    return folder / "vouchers.pdf"


def _report(folder: Path, figures: MonthFigures, code: str) -> Path:
    from parrainage_desktop.reports import document

    path = folder / f"report-{figures.year}-{figures.month:02}-{code}.pdf"
    document.monthly(path, figures, code)
    return path
