"""Papers asked for on a screen: made from the store as it stands, put where people look for their documents."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from parrainage_desktop.base import paths
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.cards.rules import CardFace
from parrainage_desktop.customers import service as customers
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.vouchers import exchange, lists
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Voucher, Wanted

CARDS = 10
"""One sheet."""


def cards(db: Database, actor: Actor, customer_id: int, progress: Progress) -> Path:
    """Write a sheet of one referrer's cards. Raises UserError, Cancelled."""
    from parrainage_desktop.cards import document

    with db.read(actor) as tx:
        person = customers.get(tx, customer_id)
        shop, programme, now = preferences.shop(tx), programmes.current(tx), tx.now.astimezone(tx.zone)
    path = place("cards", now)
    face = CardFace(person.given_name, person.card)
    with told_here(path.name):
        document.sheet(path, [face] * CARDS, shop, programme, shop.language, progress)
    return path


def papers(db: Database, actor: Actor, codes: Sequence[str], progress: Progress, *, copy: bool = False) -> Path:
    """Write vouchers, one to an A6 page, in the order given; a `copy` says so. Raises UserError, Cancelled."""
    from parrainage_desktop.vouchers import document

    with db.read(actor) as tx:
        found = [voucher for code in codes if (voucher := vouchers.by_code(tx, code))]
        shop, programme, now = preferences.shop(tx), programmes.current(tx), tx.now.astimezone(tx.zone)
    path = place("vouchers", now)
    one = programme.terms.one_per_purchase
    with told_here(path.name):
        document.vouchers(path, found, shop, shop.language, copy=copy, one_per_purchase=one, progress=progress)
    return path


def voucher_table(db: Database, actor: Actor, wanted: Wanted, suffix: str, progress: Progress) -> Path:
    """Write a list of vouchers to a file of this suffix. Raises UserError, Cancelled."""
    with db.read(actor) as tx:
        path = place("vouchers", tx.now.astimezone(tx.zone), suffix)
        total = lists.owing(tx, wanted).vouchers
        exchange.write(path, _stepped(lists.everything(tx, wanted), total, progress), tx.today)
    return path


def _stepped(vouchers: Iterable[Voucher], total: int, progress: Progress) -> Iterator[Voucher]:
    for number, voucher in enumerate(vouchers):
        progress.step(number, total)
        yield voucher


@contextmanager
def told_here(name: str) -> Iterator[None]:
    """A paper speaks its reader's language; why it could not be written is told in the screen's."""
    try:
        yield
    except UserError as error:
        if error.kind != "file_unwritable":
            raise
        said = _(
            "The file “{name}” could not be written. Close it if another program shows it, make sure that "
            "the disk is not full, or choose another folder."
        )
        raise UserError(error.kind, said.format(name=name)) from error


def place(kind: str, now: datetime, suffix: str = ".pdf") -> Path:
    """A name nothing else has, that says nothing about a person."""
    folder = paths.documents_dir() / "Parrainage"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = paths.data_dir()
    return folder / f"{kind}-{now:%Y-%m-%d-%H%M%S-%f}{suffix}"
