"""Beside the form of a new friend: whose card it is, and how the checks stand."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter.rules import Arrival
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.referrals.rules import Check, Checked, Result
from parrainage_desktop.referrals.wording import check as check_text
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, ElidedLabel, card, label, rule
from parrainage_desktop.ui.icons import pixmap
from parrainage_desktop.ui.layouts import empty
from parrainage_desktop.ui.theme import colour

WIDTH = 332
_ALWAYS = frozenset({Check.NEW_CUSTOMER, Check.DIFFERENT_PERSON, Check.FIRST_REFERRER})
"""The checks worth a line even when they pass; the others speak up when something is odd."""
_SIGNS = {
    Result.PASS: ("check-circle-fill", "brand"),
    Result.FLAG: ("warning-circle-fill", "warn"),
    Result.FAIL: ("warning-octagon-fill", "err-text"),
}


class ReferrerCard(QWidget):
    """The recognised card, its owner, and the list of checks."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._code = label("", "small-strong", "on-brand-soft")
        self._dot = Dot(size=64, role="card-large")
        self._name, self._since = ElidedLabel("", "person"), label("", "small", "text-2")
        self._count = label("", "strong")
        self._checks = QVBoxLayout()
        self._say = label("", "body", "accent-text", wrap=True)
        self.change = Button(_("Change referrer"), icon="arrow-left")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._owner())
        column.addWidget(self._list())
        column.addStretch(1)
        column.addWidget(self.change)

    def show_referrer(self, referrer: Customer, code: str, since: str, count: str) -> None:
        """Show whose card it is."""
        self._code.setText(code)
        self._dot.set_text(referrer.initials)
        self._name.setText(referrer.name)
        self._since.setText(_("since {month}").format(month=since))
        self._count.setText(count)

    def show_checks(self, arrival: Arrival) -> None:
        """Show how each check stands, and what to say when one fails."""
        empty(self._checks)
        for checked in arrival.checks:
            if checked.check in _ALWAYS or checked.result is not Result.PASS:
                self._checks.addWidget(_line(checked))
        said = "\n".join(filter(None, (arrival.known, arrival.refusal)))
        self._say.setText(said)
        self._say.setVisible(bool(said))

    def _owner(self) -> QFrame:
        box = card("hero")
        head = card("head")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        sign = label("")
        sign.setPixmap(pixmap("check-circle-fill", colour("on-brand-soft"), 22))
        for part in (sign, label(_("Card recognised"), "strong", "on-brand-soft")):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._code)
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (label(_("Referrer"), "small", "text-3"), self._name, self._since):
            words.addWidget(part)
        person = QHBoxLayout()
        person.setContentsMargins(20, 16, 20, 0)
        person.setSpacing(16)
        person.addWidget(self._dot)
        person.addLayout(words, 1)
        count = QHBoxLayout()
        count.setContentsMargins(20, 14, 20, 16)
        count.addWidget(self._count)
        column = QVBoxLayout(box)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(person)
        column.addSpacing(16)
        column.addLayout(_inset(rule()))
        column.addLayout(count)
        return box

    def _list(self) -> QFrame:
        box = card("hero")
        column = QVBoxLayout(box)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        column.addWidget(label(_("Checks"), "strong"))
        self._checks.setSpacing(6)
        column.addLayout(self._checks)
        column.addWidget(self._say)
        return box


def _inset(line: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(20, 0, 20, 0)
    row.addWidget(line)
    return row


def _line(checked: Checked) -> QWidget:
    icon, ink = _SIGNS[checked.result]
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(12)
    sign = label("")
    sign.setPixmap(pixmap(icon, colour(ink), 22))
    row.addWidget(sign)
    row.addWidget(label(check_text(checked), wrap=True), 1)
    return line
