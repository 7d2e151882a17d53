"""Papers asked for on a screen: made from the store as it stands, put where people look for their documents."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from parrainage_desktop.base import pages, paths
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.pages import Size
from parrainage_desktop.base.paper import replaced
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.documents import catalogue
from parrainage_desktop.documents.catalogue import Paper
from parrainage_desktop.documents.rules import Order
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.statements import exchange as statement_exchange
from parrainage_desktop.statements import service as statements
from parrainage_desktop.ui import printers
from parrainage_desktop.ui.printers import Wish
from parrainage_desktop.vouchers import exchange, lists, printings
from parrainage_desktop.vouchers.rules import Layout, Voucher, Wanted


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper that was made: how it is called, where it is, how large its pages are, how it can be made again.

    `codes` are the vouchers on it; `two_sided` says that a back follows each front, `note` what could not be printed.
    """

    title: str
    path: Path
    sizes: tuple[Size, ...]
    kind: Paper | None = None
    order: Order | None = None
    two_sided: bool = False
    note: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The vouchers on it."""
        return self.order.codes if self.order else ()

    def codes_on(self, indexes: Sequence[int]) -> tuple[str, ...]:
        """The vouchers on some of its pages, by their indexes from 0."""
        each = Layout(self.order.format).per_page if self.order and self.codes and self.order.format else 1
        return tuple(code for place, code in enumerate(self.codes) if place // each in indexes)


def paper(
    db: Database, actor: Actor, kind: Paper, order: Order, progress: Progress, folder: Path | None = None
) -> Shown:
    """Make one of the shop's papers, in the documents or in a `folder`. Raises UserError, InvalidInput, Cancelled."""
    with db.read(actor) as tx:
        order = replace(order, language=order.language or preferences.shop(tx).language)
        draw, now = catalogue.drawing(tx, kind, order), tx.now.astimezone(tx.zone)
    path = place(kind.name, now, folder=folder)
    with told_here(path.name):
        made = draw(path, progress)
    note = " ".join(replaced(made.unprintable))
    return Shown(kind.title(), path, pages.sizes(path), kind, order, made.two_sided, note)


def looked_at(title: str, path: Path) -> Shown:
    """A paper that was made elsewhere. Raises UserError("file_unreadable")."""
    return Shown(title, path, pages.sizes(path))


def send(shown: Shown, wish: Wish, db: Database, actor: Actor, progress: Progress) -> int:
    """Print a paper and note which vouchers are on paper now; how many sides. Raises UserError, Cancelled."""
    sides = printers.send(shown.path, wish, progress)
    note_printed(db, actor, shown.codes_on(wish.pages))
    return sides


def note_printed(db: Database, actor: Actor, codes: Sequence[str]) -> None:
    """Note that vouchers are on paper, or where somebody prints them from. Raises UserError."""
    if codes:
        with db.write(actor) as tx:
            printings.printed(tx, codes)


def straight(db: Database, actor: Actor, order: Order, printer: str, progress: Progress) -> int:
    """Make vouchers and print them at once, leaving no file; how many sides. Raises UserError, Cancelled."""
    with TemporaryDirectory(prefix="parrainage-print-") as folder:
        shown = paper(db, actor, catalogue.paper("vouchers"), order, progress, Path(folder))
        return send(shown, Wish(printer, tuple(range(len(shown.sizes)))), db, actor, progress)


def voucher_table(db: Database, actor: Actor, wanted: Wanted, suffix: str, progress: Progress) -> Path:
    """Write a list of vouchers to a file of this suffix. Raises UserError, Cancelled."""
    with db.read(actor) as tx:
        path = place("vouchers", tx.now.astimezone(tx.zone), suffix)
        total = lists.owing(tx, wanted).vouchers
        exchange.write(path, _stepped(lists.everything(tx, wanted), total, progress), tx.today)
    return path


def statement_table(db: Database, actor: Actor, month: date, suffix: str) -> Path:
    """Write a month's statements to a file of this suffix. Raises UserError."""
    with db.read(actor) as tx:
        path = place("statements", tx.now.astimezone(tx.zone), suffix)
        found = [(one, statements.lines(tx, one)) for one in statements.statements(tx, month)]
        statement_exchange.write(path, found, preferences.shop(tx).currency)
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


def place(kind: str, now: datetime, suffix: str = ".pdf", folder: Path | None = None) -> Path:
    """A name nothing else has, that says nothing about a person; in the person's documents unless told where."""
    folder = folder or paths.documents_dir() / "Parrainage"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = paths.data_dir()
    return folder / f"{kind}-{now:%Y-%m-%d-%H%M%S-%f}{suffix}"
