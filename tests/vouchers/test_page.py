"""The vouchers’ page by keys: what is owed equals the rows, and nothing is corrected without a reason."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.codes import grouped
from parrainage_desktop.ui import jobs, theme
from parrainage_desktop.ui.chips import Chip
from parrainage_desktop.ui.refresh import Refresher
from parrainage_desktop.vouchers.cells import AMOUNT, CODE, REMARK, TICK
from parrainage_desktop.vouchers.dialogs import Asking, History, Prolonging
from parrainage_desktop.vouchers.page import KINDS, VouchersPage
from parrainage_desktop.vouchers.rules import Shown, Side, Voucher, VoucherState
from tests.stores import ANA, LUC, Till

HOSTILE = "<b>Jean</b> & “Élodie” 🎉"


class Screen:
    """The page as its people work it."""

    def __init__(self, qtbot: QtBot, till: Till, issued: list[Voucher]) -> None:
        self.qtbot, self.till, self.issued = qtbot, till, issued
        self.page = VouchersPage(till.db, ANA)
        self.refresher = Refresher(till.db)
        self.refresher.watch(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1158, 768)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.setFocus()

    def cells(self, column: int) -> list[str]:
        model = self.page.table.lines
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    def rest(self) -> None:
        """Hear of what was written, read it again, show it."""
        for _turn in range(4):
            QThreadPool.globalInstance().waitForDone()
            QApplication.processEvents()

    def counted(self) -> list[str]:
        """What the chips say."""
        return [chip.accessibleName() for chip in self.page.chips.findChildren(Chip)]

    def choose(self, kind: Shown) -> None:
        self.page.chips.choose(KINDS.index(kind))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.page.table, key, modifier)

    def words(self) -> str:
        return "\n".join(found.text() for found in self.page.findChildren(QLabel) if found.isVisible())

    def act(self, text: str) -> None:
        """Choose from the menu of the line the person is at."""
        self.press(Qt.Key.Key_Return)
        offered = {action.text().replace("&", ""): action for action in self.page.menu.findChildren(QAction)}
        offered[text].trigger()
        self.page.menu.close()

    def offered(self) -> set[str]:
        self.press(Qt.Key.Key_Return)
        self.page.menu.close()
        return {action.text().replace("&", "").rstrip("…") for action in self.page.menu.actions()}

    def answer(self, reason: str) -> None:
        """Type a reason into the dialog and press Enter."""
        dialog = self.page.acts.dialog
        assert isinstance(dialog, Asking)
        dialog.reason.set_text(reason)
        self.qtbot.keyClick(dialog.reason.line, Qt.Key.Key_Return)


@pytest.fixture
def issued(file_till: Till) -> list[Voucher]:
    """Four of two people; the first is used, the second cancelled, two may be used."""
    odile, karim = file_till.customer("Odile", "Marchand"), file_till.customer(HOSTILE, "Haddad")
    found = [file_till.issue(holder, cents) for holder, cents in ((odile, 300), (odile, 400), (karim, 500))]
    file_till.days_pass(1)
    found.append(file_till.at(LUC).issue(karim, 700))
    file_till.redeem(found[0].code)
    file_till.cancel(found[1])
    return found


@pytest.fixture
def at(qapp: QApplication, qtbot: QtBot, file_till: Till, issued: list[Voucher]) -> Iterator[Screen]:
    """The screen of a shop with vouchers."""
    theme.apply(qapp, theme.Look.LIGHT)
    screen = Screen(qtbot, file_till, issued)
    yield screen
    jobs.stop_all()
    screen.refresher.close()


def test_what_is_owed_is_what_the_rows_add_up_to(at: Screen) -> None:
    assert at.page.overview.amount.text() == "€12.00"
    assert at.cells(AMOUNT) == ["€5.00", "€7.00"]
    assert "1 voucher valid" in at.words()
    assert "1 voucher not yet valid" in at.words()
    assert at.page.overview.chart.accessibleName() == "Outstanding by month of expiry: May €12.00"
    assert "2 vouchers" in at.words()


def test_what_may_be_used_is_counted_at_once_and_all_the_rest_beside_the_picture(at: Screen) -> None:
    at.rest()
    assert at.counted() == ["Open 2", "Expire within 30 d 0", "Used 1", "Expired 0", "Cancelled 1", "All 4"]
    again = VouchersPage(at.till.db, ANA)
    at.qtbot.addWidget(again)
    assert [chip.accessibleName() for chip in again.chips.findChildren(Chip)][:3] == [
        "Open 2", "Expire within 30 d 0", "Used",
    ]  # fmt: skip
    at.till.cancel(at.issued[2])
    at.rest()
    assert at.counted() == ["Open 1", "Expire within 30 d 0", "Used 1", "Expired 0", "Cancelled 2", "All 4"]


def test_each_chip_counts_and_holds_its_kind(at: Screen) -> None:
    held = {}
    for kind in KINDS:
        at.choose(kind)
        held[kind] = at.cells(AMOUNT)
    assert held == {
        Shown.OPEN: ["€5.00", "€7.00"], Shown.SOON: [], Shown.REDEEMED: ["€3.00"], Shown.EXPIRED: [],
        Shown.CANCELLED: ["€4.00"], Shown.ALL: ["€7.00", "€5.00", "€4.00", "€3.00"],
    }  # fmt: skip
    at.choose(Shown.SOON)
    assert "No such voucher." in at.words()


def test_soon_ones_count_down_and_a_used_part_says_of_how_much(at: Screen, issued: list[Voucher]) -> None:
    at.till.clock.advance(timedelta(days=176))
    at.page.reload()
    at.choose(Shown.SOON)
    assert at.cells(REMARK) == ["in 4 days", "in 5 days"]
    at.till.days_pass(4)
    at.page.reload()
    assert at.cells(REMARK) == ["last day", "in 1 day"]
    at.till.days_pass(1)
    at.page.reload()
    at.choose(Shown.EXPIRED)
    assert at.cells(REMARK) == ["expired"]


def test_a_code_and_a_name_find_in_the_same_field(at: Screen, issued: list[Voucher]) -> None:
    at.choose(Shown.ALL)
    at.page.search.setText(grouped(issued[1].code).lower())
    assert at.cells(AMOUNT) == ["€4.00"]
    at.page.search.setText(issued[2].code[:9])
    assert at.cells(AMOUNT) == ["€5.00"]
    at.page.search.setText("marchand")
    assert sorted(at.cells(AMOUNT)) == ["€3.00", "€4.00"]
    at.page.search.setText("nobody at all")
    assert at.cells(AMOUNT) == []
    at.qtbot.keyClick(at.page.search, Qt.Key.Key_Escape)
    assert len(at.cells(AMOUNT)) == 4


def test_only_masked_letters_are_listed(at: Screen, issued: list[Voucher]) -> None:
    at.choose(Shown.ALL)
    assert all("…" in code for code in at.cells(CODE))
    assert not any(voucher.code in at.words() for voucher in issued)


def test_a_batch_is_the_day_and_the_till_that_issued_it(at: Screen, issued: list[Voucher]) -> None:
    at.page.more.click()
    at.page.narrowing.day.setText("2026-11-15")
    at.page.narrowing.day.editingFinished.emit()
    at.page.narrowing.till.click()
    offered = {action.text(): action for action in at.page.narrowing.menu.actions()}
    assert list(offered) == ["All tills", "till 2"]
    offered["till 2"].trigger()
    assert at.cells(AMOUNT) == ["€7.00"]
    assert at.page.overview.amount.text() == "€12.00"
    at.page.narrowing.clear.click()
    at.page.narrowing.sides.choose(1 + list(Side).index(Side.REFERRER))
    assert at.cells(AMOUNT) == []


def test_what_expires_by_a_day_includes_that_day(at: Screen, issued: list[Voucher]) -> None:
    at.page.more.click()
    at.page.narrowing.meanings.actions()[1].trigger()
    for day, left in (("2027-05-13", []), ("2027-05-14", ["€5.00"]), ("2027-05-15", ["€5.00", "€7.00"])):
        at.page.narrowing.day.setText(day)
        at.page.narrowing.day.editingFinished.emit()
        assert at.cells(AMOUNT) == left
    assert not at.page.narrowing.till.isEnabled(), "a till names who issued, not what expires"
    at.page.narrowing.clear.click()
    assert at.page.narrowing.meaning.text() == "Issued on"
    assert at.cells(AMOUNT) == ["€5.00", "€7.00"]


def test_a_stolen_batch_is_cancelled_by_keys_with_one_reason(at: Screen, issued: list[Voucher]) -> None:
    at.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert at.page.foot.said.accessibleName() == "2 vouchers ticked, €12.00"
    at.press(Qt.Key.Key_Delete)
    dialog = at.page.acts.dialog
    assert isinstance(dialog, Asking)
    told = [found.text() for found in dialog.findChildren(QLabel)]
    assert "2 vouchers, €12.00 together, will be worth nothing. This cannot be undone." in told
    at.answer("  ")
    assert "A reason is needed." in [found.text() for found in dialog.findChildren(QLabel)]
    assert at.till.count("cancellations") == 1
    at.answer("printer stolen")
    at.qtbot.waitUntil(lambda: at.page.foot.said.accessibleName() == "2 vouchers cancelled, €12.00.")
    assert at.till.count("cancellations") == 3
    at.qtbot.waitUntil(lambda: at.page.overview.amount.text() == "€0.00")


def test_what_is_no_longer_there_to_cancel_is_said_first(at: Screen) -> None:
    at.choose(Shown.ALL)
    at.page.foot.all.click()
    at.page.foot.cancel.click()
    dialog = at.page.acts.dialog
    assert isinstance(dialog, Asking)
    told = " ".join(found.text() for found in dialog.findChildren(QLabel))
    assert "2 vouchers, €12.00 together" in told
    assert "2 of those ticked were used or cancelled already: they stay." in told
    dialog.reject()
    assert at.till.count("cancellations") == 1


def test_what_is_offered_follows_how_a_voucher_stands(at: Screen) -> None:
    always = {"History", "Open the customer"}
    fresh = {"Honour at the counter", "Print again", "Prolong", "Replace", "Cancel"}
    assert at.offered() == always | fresh
    at.page.table.step(1)
    assert at.offered() == always | fresh - {"Honour at the counter"}
    at.choose(Shown.REDEEMED)
    assert at.offered() == always | {"Take the last use back"}
    at.choose(Shown.CANCELLED)
    assert at.offered() == always
    at.till.clock.advance(timedelta(days=400))
    at.page.reload()
    at.choose(Shown.EXPIRED)
    assert at.offered() == always | fresh - {"Honour at the counter", "Replace"}


def test_a_last_day_is_moved_on_and_the_history_tells_who_and_why(at: Screen, issued: list[Voucher]) -> None:
    at.act("Prolong…")
    dialog = at.page.acts.dialog
    assert isinstance(dialog, Prolonging)
    assert dialog.day.text() == "2027-06-14"
    dialog.day.set_text("2026-01-01")
    at.answer("ill in hospital")
    assert "must come after" in " ".join(found.text() for found in dialog.findChildren(QLabel))
    dialog.day.set_text("2027-09-30")
    at.answer("ill in hospital")
    assert at.till.voucher(issued[2]).valid_until == date(2027, 9, 30)
    at.qtbot.waitUntil(lambda: "30 Sept 2027" in "".join(at.cells(CODE + 4)))
    at.page.table.step(1)
    at.act("History")
    history = at.page.acts.dialog
    assert isinstance(history, History)
    told = [found.text() for found in history.findChildren(QLabel)]
    assert "prolonged until 30 September 2027" in told
    assert "ill in hospital" in told


def test_a_lost_paper_is_replaced_and_the_new_one_printed(at: Screen, issued: list[Voucher]) -> None:
    printed: list[list[str]] = []
    at.page.papers_requested.connect(printed.append)
    at.act("Replace…")
    at.answer("paper lost")
    assert at.till.voucher(issued[2]).state is VoucherState.CANCELLED
    assert len(printed) == 1
    assert printed[0] != [issued[2].code]


def test_a_use_is_taken_back_from_the_list(at: Screen, issued: list[Voucher]) -> None:
    at.choose(Shown.REDEEMED)
    at.act("Take the last use back…")
    at.answer("goods returned")
    assert at.till.voucher(issued[0]).state is VoucherState.ISSUED
    at.qtbot.waitUntil(lambda: at.page.overview.amount.text() == "€15.00")


def test_papers_counter_customer_and_table_are_asked_for_by_name(at: Screen, issued: list[Voucher]) -> None:
    asked: list[object] = []
    page = at.page
    for signal in (page.copies_requested, page.counter_requested, page.person_requested):
        signal.connect(asked.append)
    page.table_requested.connect(lambda wanted, suffix: asked.append((wanted.shown, suffix)))
    at.act("Honour at the counter")
    at.act("Open the customer")
    at.press(Qt.Key.Key_Space)
    at.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page.kinds.actions()[1].trigger()
    assert asked == [issued[2].code, issued[2].holder_id, [issued[2].code], (Shown.OPEN, ".csv")]


def test_a_use_at_the_counter_shows_and_takes_the_tick_away(at: Screen, issued: list[Voucher]) -> None:
    at.press(Qt.Key.Key_Space)
    assert at.page.table.lines.index(0, TICK).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    at.till.redeem(issued[2].code)
    at.qtbot.waitUntil(lambda: at.page.overview.amount.text() == "€7.00")
    assert at.page.table.lines.ticked == {}


def test_escape_takes_ticks_away_and_letters_go_to_the_search(at: Screen) -> None:
    at.press(Qt.Key.Key_Space)
    at.press(Qt.Key.Key_Escape)
    assert at.page.table.lines.ticked == {}
    at.page.table.setFocus()
    at.press(Qt.Key.Key_M)
    assert at.page.search.hasFocus()
    assert at.page.search.text() == "m"


def test_a_hostile_name_is_shown_as_it_is(at: Screen) -> None:
    spoken = at.page.table.lines.index(0, CODE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"{HOSTILE} Haddad" in str(spoken)
    at.act("Prolong…")
    dialog = at.page.acts.dialog
    assert dialog is not None
    for found in (*at.page.findChildren(QLabel), *dialog.findChildren(QLabel)):
        assert found.textFormat() is Qt.TextFormat.PlainText
    at.page.grab()
    dialog.reject()


@pytest.mark.parametrize("by_last_day", [False, True])
def test_a_rebuilt_screen_stands_where_the_old_one_stood(at: Screen, by_last_day: bool) -> None:
    at.choose(Shown.ALL)
    at.page.narrowing.remember(4, "2026-11-15", "till 2", by_last_day)
    at.page.search.setText("haddad")
    again = VouchersPage(at.till.db, ANA)
    at.qtbot.addWidget(again)
    again.remember(at.page.memory())
    assert again.memory() == at.page.memory()
    assert again.wanted() == at.page.wanted()


def test_whoever_cannot_see_hears_what_everything_is(at: Screen) -> None:
    at.page.more.click()
    at.press(Qt.Key.Key_Space)
    for widget in at.page.findChildren(QWidget):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and isinstance(widget, QAbstractButton | QLineEdit):
            assert widget.accessibleName() or widget.text(), widget
    assert at.page.table.accessibleName() == "Vouchers"
    assert at.page.chips.accessibleName() == "Which vouchers"
