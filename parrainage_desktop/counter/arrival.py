"""Beside the form of a new friend: whose card it is, and how the checks stand."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter.rules import Arrival
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.referrals.rules import Check, Checked, Result
from parrainage_desktop.referrals.wording import check as check_text
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, ElidedLabel, card, label, rule, show_text, sign
from parrainage_desktop.ui.layouts import empty, in_column, in_row

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
        self.setLayout(in_column(self._owner(), self._list(), ..., self.change, gap=16))

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
        show_text(self._say, said)

    def _owner(self) -> QFrame:
        box = card("hero")
        head = card("head")
        mark = sign("check-circle-fill", "on-brand-soft", 22)
        row = in_row(
            mark, label(_("Card recognised"), "strong", "on-brand-soft"), ..., self._code, gap=8, edges=(20, 12, 20, 12)
        )
        head.setLayout(row)
        words = in_column(label(_("Referrer"), "small", "text-3"), self._name, self._since, gap=0)
        person = in_row(self._dot, (words, 1), gap=16, edges=(20, 16, 20, 0))
        count = in_row(self._count, edges=(20, 14, 20, 16))
        box.setLayout(in_column(head, person, 16, _inset(rule()), count, gap=0, edges=1))
        return box

    def _list(self) -> QFrame:
        box = card("hero")
        self._checks.setSpacing(6)
        box.setLayout(in_column(label(_("Checks"), "strong"), self._checks, self._say, gap=6, edges=(20, 16, 20, 16)))
        return box


def _inset(line: QWidget) -> QHBoxLayout:
    return in_row(line, edges=(20, 0, 20, 0))


def _line(checked: Checked) -> QWidget:
    icon, ink = _SIGNS[checked.result]
    line = QWidget()
    line.setLayout(in_row(sign(icon, ink, 22), (label(check_text(checked), wrap=True), 1), gap=12, edges=(0, 2, 0, 2)))
    return line
