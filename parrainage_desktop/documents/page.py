"""Every paper of the shop in one place: what it looks like, in which language, for whom; then seen and printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.pages import Picture
from parrainage_desktop.documents import tiles
from parrainage_desktop.documents.catalogue import PAPERS
from parrainage_desktop.documents.options import Months, Options
from parrainage_desktop.documents.rules import Need
from parrainage_desktop.documents.tiles import Tile
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.reports import service as reports
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.layouts import in_column, in_row, scrolled
from parrainage_desktop.ui.page import Page

COLUMNS = 3
KINDS = tuple(kind for kind in PAPERS if kind.need is not Need.VOUCHERS)
"""Vouchers are printed where they are: at the counter and on their own page."""


class DocumentsPage(Page):
    """`paper_wanted` carries a paper's name and its order."""

    shows = frozenset({"shop", "programmes"})
    paper_wanted = Signal(str, object)

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__(db, actor)
        with db.read(actor) as tx:
            language, months = preferences.shop(tx).language, _months(tx)
        self.tiles = {kind.name: Tile(kind) for kind in KINDS}
        self.options = Options(db, actor, language, months)
        self._left: list[str] = []
        self._group = QButtonGroup(self)
        self._build()
        self.options.made.connect(lambda order: self.paper_wanted.emit(self.chosen(), order))
        self.choose(KINDS[0].name)
        self.reload()

    def reload(self) -> None:
        """Draw every small picture again, one after the other."""
        idle = not self._left
        self._left = list(self.tiles)
        if idle:
            self._draw_next()

    def chosen(self) -> str:
        """The name of the paper that is shown."""
        return next(name for name, tile in self.tiles.items() if tile.isChecked())

    def choose(self, name: str) -> None:
        """Show what this paper needs."""
        self.tiles[name].setChecked(True)
        self.options.show_kind(self.tiles[name].kind)

    def memory(self) -> str:
        """Which paper is shown."""
        return self.chosen()

    def remember(self, memory: object) -> None:
        """Show the same paper."""
        if isinstance(memory, str) and memory in self.tiles:
            self.choose(memory)

    def _draw_next(self) -> None:
        """One picture at a time, so that whatever somebody prints meanwhile need not wait for all."""
        if not self._left:
            return
        kind = self.tiles[self._left[0]].kind
        job = jobs.start(lambda progress: (kind.name, tiles.picture(self.db, self.actor, kind, progress)), self._keep)
        job.failed.connect(self._go_on)

    def _keep(self, drawn: tuple[str, Picture | None]) -> None:
        name, picture = drawn
        if picture is not None:
            self.tiles[name].show_picture(picture)
        self._go_on()

    def _go_on(self, _raised: object = None) -> None:
        """A paper that cannot be drawn now keeps its icon; whoever asks for it is told why."""
        self._left = self._left[1:]
        self._draw_next()

    def _build(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setSpacing(12)
        for place, (name, tile) in enumerate(self.tiles.items()):
            self._group.addButton(tile)
            tile.clicked.connect(lambda _checked=False, name=name: self.choose(name))
            grid.addWidget(tile, place // COLUMNS, place % COLUMNS)
        grid.setRowStretch(len(self.tiles) // COLUMNS + 1, 1)
        row = in_row((scrolled(inside), 1), self.options, gap=16)
        self.setLayout(in_column(label(_("Documents"), "screen"), (row, 1), gap=16, edges=(28, 24, 28, 24)))
        self.setFocusProxy(self.tiles[KINDS[0].name])


def _months(tx: Transaction) -> Months:
    """From the scheme's first month to this one; the last complete one is usually wanted."""
    first, known = reports.launch(tx).replace(day=1), [tx.today.replace(day=1)]
    while known[0] > first:
        known.insert(0, add_months(known[0], -1))
    pairs = tuple((day.year, day.month) for day in known)
    usual = reports.last_complete_month(tx.today)
    return Months(pairs, pairs.index(usual) if usual in pairs else len(pairs) - 1)
