"""What can be done with a paper that carries codes: read them all back, and say where on the sheet they go."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.proofreading import ReadBack, read_back
from parrainage_desktop.cards import stocks, wording
from parrainage_desktop.shell.printing import Shown
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel
from parrainage_desktop.ui.layouts import in_row

CARDS, VOUCHERS = "cards", "vouchers"


class CodeTools(QWidget):
    """A line of buttons over a paper; `placed` and `test_wanted` carry the order to make instead."""

    placed = Signal(object)
    test_wanted = Signal(object)

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        kind = shown.kind.name if shown.kind else ""
        self.place = Button(_("On the s&heet…"), icon="identification-card")
        self.check = Button(_("&Check this sheet"), icon="shield-check")
        self.said = ElidedLabel("", "strong", "text-2")
        self.setLayout(in_row(self.place, self.check, (self.said, 1), gap=8))
        self.place.setVisible(kind == CARDS)
        self.setVisible(kind in (CARDS, VOUCHERS))
        self.place.clicked.connect(self._ask_place)
        self.check.clicked.connect(self.read_back)

    def read_back(self) -> None:
        """Read every code of the finished paper as a scanner would."""
        path = self._shown.path
        self.check.setEnabled(False)
        self.said.setText(_("Reading…"))
        job = jobs.start(lambda progress: read_back(path, progress), self._tell)
        job.failed.connect(self._fail)

    def _tell(self, found: ReadBack) -> None:
        self.check.setEnabled(True)
        self.said.setText(wording.read_back(found))

    def _fail(self, raised: BaseException) -> None:
        self.check.setEnabled(True)
        self.said.setText(raised.message if isinstance(raised, UserError) else "")
        if not isinstance(raised, UserError):
            raise raised

    def _ask_place(self) -> None:
        from parrainage_desktop.cards.dialogs import PlacingDialog

        order = self._shown.order
        assert order is not None
        stock = stocks.named(order.format or stocks.PLAIN.name)
        assert isinstance(stock, stocks.Stock)
        dialog = PlacingDialog(self.window(), stock, order.placing)
        dialog.placed.connect(lambda placing: self.placed.emit(replace(order, placing=placing)))
        dialog.test_wanted.connect(lambda placing: self.test_wanted.emit(replace(order, people=(), placing=placing)))
        dialog.open()
