"""What narrows the list further: whose reward, one batch of paper (a day and a till), or a last day."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from parrainage_desktop.base import days
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import Line
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.ui.theme import font
from parrainage_desktop.vouchers import list_wording as words
from parrainage_desktop.vouchers.rules import Side, Wanted

_SIDES = (None, *Side)


class Narrowing(QWidget):
    """One row of filters; `changed` when one of them is. `tills` names those that issued vouchers on a day."""

    changed = Signal()

    def __init__(self, tills: Callable[[date], Sequence[str]]) -> None:
        super().__init__()
        self._tills = tills
        self._till, self._by_last_day = "", False
        names = [_("Everybody’s"), *(words.side(side) for side in Side)]
        self.sides = Choice(names, _("Whose reward"))
        self.meaning = Button(_("Issued on"), icon="caret-down")
        self.day = Line()
        self.till = Button(_("All tills"), icon="caret-down")
        self.clear = Button(_("Clear"), "quiet", "x", name=_("Clear these filters"))
        self.menu, self.meanings = QMenu(self), QMenu(self)
        self._build()
        self.sides.chosen.connect(lambda _index: self.changed.emit())
        self.meaning.clicked.connect(self._offer_meanings)
        self.day.editingFinished.connect(self._take_day)
        self.till.clicked.connect(self._offer_tills)
        self.clear.clicked.connect(self.forget)

    def narrow(self, wanted: Wanted) -> Wanted:
        """The same, with these filters."""
        day, side = self._day(), _SIDES[self.sides.index()]
        if self._by_last_day:
            return replace(wanted, side=side, until=day)
        return replace(wanted, side=side, issued_on=day, till=self._till)

    def active(self) -> bool:
        """Whether any of them narrows."""
        return bool(self.sides.index() or self._day() or self._till)

    def memory(self) -> tuple[int, str, str, bool]:
        """What is chosen."""
        return self.sides.index(), self.day.text(), self._till, self._by_last_day

    def remember(self, index: int, day: str, till: str, by_last_day: bool) -> None:
        """Choose it again."""
        self.day.setText(day)
        self._name_meaning(by_last_day)
        self._name_till(till)
        self.sides.choose(index)

    def forget(self) -> None:
        """Narrow nothing."""
        self.remember(0, "", "", False)

    def _day(self) -> date | None:
        try:
            return days.day("day", self.day.text()) if self.day.text().strip() else None
        except InvalidInput:
            return None

    def _take_day(self) -> None:
        text, day = self.day.text().strip(), self._day()
        bad = bool(text) and day is None
        said = days.hint() if bad else ""
        self.day.setAccessibleDescription(said)
        self.day.setToolTip(said)
        self.day.mark(bad=bad)
        self.till.setEnabled(day is not None and not self._by_last_day)
        if day is None:
            self._name_till("")
        self.changed.emit()

    def _offer_meanings(self) -> None:
        self.meanings.popup(self.meaning.mapToGlobal(self.meaning.rect().bottomLeft()))

    def _take_meaning(self, by_last_day: bool) -> None:
        self._name_meaning(by_last_day)
        self._name_till("")
        self.changed.emit()

    def _name_meaning(self, by_last_day: bool) -> None:
        self._by_last_day = by_last_day
        said = _("Expires by") if by_last_day else _("Issued on")
        self.meaning.setText(said)
        self.day.setAccessibleName(said)
        self.meaning.updateGeometry()

    def _offer_tills(self) -> None:
        self.menu.clear()
        self.menu.addAction(_("All tills"), partial(self._take_till, ""))
        day = self._day()
        for till in self._tills(day) if day else ():
            self.menu.addAction(till.replace("&", "&&"), partial(self._take_till, till))
        self.menu.popup(self.till.mapToGlobal(self.till.rect().bottomLeft()))

    def _take_till(self, till: str) -> None:
        self._name_till(till)
        self.changed.emit()

    def _name_till(self, till: str) -> None:
        self._till = till
        self.till.setText(till.replace("&", "&&") or _("All tills"))
        self.till.setAccessibleName(_("Till: {till}").format(till=till or _("All tills")))
        self.till.setEnabled(self._day() is not None and not self._by_last_day)
        self.till.updateGeometry()

    def _build(self) -> None:
        self.day.setFont(font("body"))
        self.day.setFixedSize(150, 44)
        self.day.setPlaceholderText(days.example())
        for menu in (self.menu, self.meanings):
            menu.setFont(font("body"))
        self.meanings.addAction(_("Issued on"), partial(self._take_meaning, False))
        self.meanings.addAction(_("Expires by"), partial(self._take_meaning, True))
        self._name_meaning(by_last_day=False)
        self._name_till("")
        self.setLayout(in_row(self.sides, self.meaning, self.day, self.till, self.clear, ..., gap=12))
