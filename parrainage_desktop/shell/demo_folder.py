"""The demonstration in a folder: the shop's store, its cards, its vouchers, last month's report in both languages."""

from dataclasses import dataclass
from pathlib import Path

from parrainage_desktop.base.clock import Clock, SystemClock
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import LANGUAGES, _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.cards import document as card_document
from parrainage_desktop.cards.rules import CardFace
from parrainage_desktop.customers import service as customers
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Programme
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.reports import document as report_document
from parrainage_desktop.reports import service as reports
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.shell import demo
from parrainage_desktop.surveys import figures
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Score
from parrainage_desktop.vouchers import document as voucher_document
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Standing, Voucher

CARDS = 40
VOUCHERS = 24
OWNER = Actor("Solène", "Comptoir")


@dataclass(frozen=True, slots=True)
class VoucherCounts:
    """The demonstration's vouchers by what became of them; `outstanding_cents` is what the shop still owes."""

    issued: int
    redeemed: int
    expired: int
    outstanding_cents: int


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was built and where."""

    customers: int
    asked: int
    score: Score
    referrals: int
    vouchers: VoucherCounts
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Contents:
    """What the papers are drawn from, read at one moment."""

    shop: Shop
    programme: Programme
    cards: tuple[CardFace, ...]
    vouchers: tuple[Voucher, ...]
    figures: MonthFigures


def write(
    folder: Path, count: int = demo.CUSTOMERS, progress: Progress | None = None, clock: Clock | None = None
) -> Demonstration:
    """Build the demonstration shop in `folder` and print from it.

    Raises UserError where a store already is or nothing can be written, Cancelled when stopped.
    """
    clock, progress = clock or SystemClock(), progress or Progress()
    store = _place(folder)
    demo.build(store, count, progress, clock)
    db = Database.open(store, clock)
    try:
        with db.read(OWNER) as tx:
            contents, counts = _contents(tx), _counts(tx)
            made = customers.count(tx), surveys.asked(tx), figures.score(tx)
            rewarded = len(referrals.listed(tx, ReferralState.REWARDED))
    finally:
        db.close()
    return Demonstration(*made, rewarded, counts, (store, *_print(folder, contents)))


def _place(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "file_unwritable",
            _("Nothing can be written at {path} ({reason}). Choose another folder.").format(
                path=folder, reason=error.strerror
            ),
        ) from error
    store = folder / "shop.db"
    if store.exists():
        message = _("There is already a file at {path}. Choose another name.").format(path=store)
        raise UserError("store_exists", message)
    return store


def _contents(tx: Transaction) -> _Contents:
    last_month = reports.last_complete_month(tx.today)
    people = {r.referrer_id: None for r in referrals.listed(tx, ReferralState.REWARDED)}
    ids = list(people)[:CARDS] or [person.id for person in customers.recent(tx, 0, CARDS)]
    referrers = customers.many(tx, ids)
    promised = programmes.for_referrers(tx, ids)
    usable = vouchers.listed(tx, Standing.ACTIVE, VOUCHERS)
    return _Contents(
        preferences.shop(tx),
        programmes.current(tx),
        tuple(CardFace(referrers[i].given_name, referrers[i].card, promised[i]) for i in ids),
        tuple(usable or vouchers.listed(tx, limit=VOUCHERS)),
        reports.figures(tx, *last_month),
    )


def _counts(tx: Transaction) -> VoucherCounts:
    owed = vouchers.listed(tx, Standing.ACTIVE) + vouchers.listed(tx, Standing.PENDING)
    return VoucherCounts(
        len(vouchers.listed(tx)),
        len(vouchers.listed(tx, Standing.REDEEMED)),
        len(vouchers.listed(tx, Standing.EXPIRED)),
        sum(voucher.balance_cents for voucher in owed),
    )


def _print(folder: Path, contents: _Contents) -> list[Path]:
    shop, figures = contents.shop, contents.figures
    cards, papers = folder / "cards.pdf", folder / "vouchers.pdf"
    card_document.sheet(cards, contents.cards, shop, contents.programme, shop.language)
    files = [cards]
    if contents.vouchers:
        voucher_document.vouchers(papers, contents.vouchers, shop, shop.language)
        files.append(papers)
    for language in LANGUAGES:
        report = folder / f"report-{figures.year}-{figures.month:02d}-{language}.pdf"
        report_document.monthly(report, figures, language)
        files.append(report)
    return files
