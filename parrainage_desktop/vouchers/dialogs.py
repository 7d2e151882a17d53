"""What a correction needs to know before it is done: why, and until when; and what happened to a voucher so far."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QWidget

from parrainage_desktop.base import days
from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.codes import masked
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, clock_time, day, long_day, ngettext
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import Field, label
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.vouchers import wording
from parrainage_desktop.vouchers.rules import Moment, Voucher

WIDTH = 520
_MONTHS = (1, 3, 6)


class Asking(QDialog):
    """Asks why; `sent` carries the reason. Nothing is done unless the button is pressed: Esc gives up."""

    sent = Signal(str)

    def __init__(self, parent: QWidget, title: str, said: str, act: str, role: str = "primary") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reason = Field(_("Reason, for the journal"), large=True)
        self.reason.line.setMaxLength(240)
        self.act = Button(act, role, height=56)
        self.leave = Button(_("Change nothing"), key=_("Esc"), height=56)
        foot = in_row(..., self.leave, self.act)
        self.column = in_column(
            label(title, "card-large", wrap=True),
            label(said, "body", "text-2", wrap=True),
            self.reason,
            foot,
            gap=16,
            edges=(24, 20, 24, 20),
        )
        self.setLayout(self.column)
        self.act.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.reason.line.returnPressed.connect(self.submit)
        self.reason.line.textEdited.connect(lambda _text: self.reason.show_error(""))
        self.reason.line.setFocus()

    def submit(self) -> None:
        """Send the reason; there must be one."""
        if not self.reason.text().strip():
            self.show_error("reason", _("A reason is needed."))
            return
        self.sent.emit(self.reason.text())

    def show_error(self, field: str, message: str) -> None:
        """Say what is wrong under the field it is about."""
        self.reason.show_error(message)
        self.reason.line.setFocus()


class Prolonging(Asking):
    """Asks until when besides; `until` is the day typed or chosen."""

    def __init__(self, parent: QWidget, said: str, voucher: Voucher, today: date) -> None:
        super().__init__(parent, _("Prolong this voucher"), said, _("Prolong"))
        self._from = max(voucher.valid_until, today)
        names = [ngettext("{count} month", "{count} months", months).format(count=months) for months in _MONTHS]
        self.months = Choice(names, _("By how much"))
        self.day = Field(_("New last day"), large=True)
        self._said = label("", "strong", "text-2")
        row = in_row((self.months, Qt.AlignmentFlag.AlignBottom), (self.day, 1), gap=16)
        self.column.insertLayout(2, row)
        self.column.insertWidget(3, self._said)
        self.setTabOrder(self.day.line, self.reason.line)
        self.months.chosen.connect(self._take_months)
        self.day.line.textChanged.connect(lambda _text: self._say())
        self._take_months(0)

    def until(self) -> date | None:
        """The day; None while what is typed is none."""
        try:
            return days.day("until", self.day.text())
        except InvalidInput:
            return None

    def submit(self) -> None:
        """Send the reason once the day can be read."""
        if self.until() is None:
            self.show_error("until", days.hint())
            return
        super().submit()

    def show_error(self, field: str, message: str) -> None:
        """The day has its own place."""
        if field != "until":
            super().show_error(field, message)
            return
        self.day.show_error(message)
        self.day.line.setFocus()

    def _take_months(self, index: int) -> None:
        self.day.set_text(days.typed(add_months(self._from, _MONTHS[index])))

    def _say(self) -> None:
        until = self.until()
        self.day.show_error("")
        self._said.setText(_("until {day}, included").format(day=long_day(until)) if until else "")


class History(QDialog):
    """Who did what to a voucher, when, at which till, and why."""

    def __init__(self, parent: QWidget, voucher: Voucher, moments: Sequence[Moment], zone: ZoneInfo) -> None:
        super().__init__(parent)
        title = _("History of {code}, {holder}").format(code=masked(voucher.code), holder=voucher.holder)
        self.setWindowTitle(title)
        self.resize(820, 420)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.close_it = Button(_("Close"), "primary", key=_("Esc"), height=56)
        self.close_it.clicked.connect(self.reject)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(_told(voucher, moments, zone))
        area.setAccessibleName(title)
        column = in_column(
            label(title, "card-large", wrap=True),
            (area, 1),
            (self.close_it, Qt.AlignmentFlag.AlignRight),
            gap=16,
            edges=(24, 20, 24, 20),
        )
        self.setLayout(column)
        self.close_it.setFocus()


def _told(voucher: Voucher, moments: Sequence[Moment], zone: ZoneInfo) -> QWidget:
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(12)
    names = (_("When"), _("What"), _("Who"), _("Till"), _("Reason"))
    for column, name in enumerate(names):
        grid.addWidget(label(name, "small-strong", "text-2"), 0, column)
    for row, moment in enumerate(moments, start=1):
        local = moment.at.astimezone(zone)
        when = _("{day}, {time}").format(day=day(local.date()), time=clock_time(local))
        cells = when, wording.act(moment, voucher.currency), moment.staff, moment.till, moment.reason
        for column, text in enumerate(cells):
            grid.addWidget(label(text, "strong" if column == 1 else "body", wrap=column == len(cells) - 1), row, column)
    grid.setColumnStretch(len(names) - 1, 1)
    grid.setRowStretch(len(moments) + 1, 1)
    return inside


