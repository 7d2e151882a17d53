"""At the counter, where the scheme keeps a rest: the purchase's amount is optional, and what is left is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from parrainage_desktop.counter.page import CounterPage
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.ui import theme
from parrainage_desktop.vouchers.rules import Voucher
from tests.stores import ANA, Till


class Counter:
    """The page as its people work it, with a clock that lets Enter through."""

    def __init__(self, qtbot: QtBot, till: Till) -> None:
        self.qtbot, self.till, self.now = qtbot, till, 100.0
        self.page = CounterPage(till.db, ANA, lambda: self.now)
        qtbot.addWidget(self.page)
        self.page.resize(1158, 768)
        with qtbot.waitExposed(self.page):
            self.page.show()

    def scan(self, voucher: Voucher) -> None:
        self.now += 5
        self.page.scan(voucher.code)
        self.now += 1

    def press(self, key: Qt.Key) -> None:
        on = self.page.focusWidget()
        assert on is not None
        self.qtbot.keyClick(on, key)
        self.now += 1

    def words(self) -> str:
        found = [label for label in self.page.findChildren(QLabel) if label.isVisible()]
        return "\n".join(label.accessibleName() or label.text() for label in found)


@pytest.fixture
def counter(qapp: QApplication, qtbot: QtBot, file_till: Till) -> Counter:
    """The counter of a shop whose vouchers may be used in parts."""
    theme.apply(qapp, theme.Look.LIGHT)
    file_till.scheme(Terms(part_use=True))
    return Counter(qtbot, file_till)


@pytest.fixture
def voucher(file_till: Till, counter: Counter) -> Voucher:
    """A voucher of 10.00 that may be used now."""
    return file_till.usable_voucher(1_000)


def type_amount(counter: Counter, text: str) -> None:
    """Type into the line of the purchase."""
    line = counter.page.accepted.part.line
    line.setFocus()
    counter.qtbot.keyClicks(line, text)


def test_a_scan_and_enter_still_use_the_whole_voucher(counter: Counter, voucher: Voucher) -> None:
    counter.scan(voucher)
    assert counter.page.accepted.part.isVisible()
    counter.press(Qt.Key.Key_Return)
    assert counter.till.voucher(voucher).balance_cents == 0


def test_an_amount_uses_only_so_much_and_says_what_is_left(counter: Counter, voucher: Voucher) -> None:
    counter.scan(voucher)
    type_amount(counter, "6.20")
    assert "€6.20 used, €3.80 left until" in counter.words()
    counter.press(Qt.Key.Key_Return)
    assert counter.till.voucher(voucher).balance_cents == 380
    assert "€3.80 left" in counter.page.ready.band.accessibleName()
    counter.page.reload()
    lines = [label.accessibleName() for label in counter.page.today.findChildren(QLabel)]
    assert "11:42 · Karim Haddad · €3.80 left" in lines
    counter.scan(voucher)
    assert counter.page.accepted.part.line.text() == ""
    counter.press(Qt.Key.Key_Return)
    assert counter.till.voucher(voucher).balance_cents == 0


def test_a_larger_purchase_uses_it_whole(counter: Counter, voucher: Voucher) -> None:
    counter.scan(voucher)
    type_amount(counter, "25")
    assert "The whole voucher is used." in counter.words()
    counter.press(Qt.Key.Key_Return)
    assert counter.till.voucher(voucher).balance_cents == 0


@pytest.mark.parametrize("typed", ["0", "abc", "-3"])
def test_what_is_no_amount_uses_nothing(counter: Counter, voucher: Voucher, typed: str) -> None:
    counter.scan(voucher)
    type_amount(counter, typed)
    counter.press(Qt.Key.Key_Return)
    assert counter.till.voucher(voucher).balance_cents == 1_000
    assert "Type an amount such as 12.50." in counter.words()


def test_a_scheme_without_parts_asks_no_amount(counter: Counter) -> None:
    counter.till.scheme(Terms())
    counter.scan(counter.till.usable_voucher(1_000))
    assert not counter.page.accepted.part.isVisible()
