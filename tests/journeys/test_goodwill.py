"""A voucher given as a gesture, in the real window: typed in the customer's record, honoured at the counter."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.i18n import money
from parrainage_desktop.customers.acts import ActForm
from parrainage_desktop.customers.page import CustomersPage
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side, Voucher
from tests.journeys.conftest import Day

RETURN = Qt.Key.Key_Return


def given(at: Day) -> list[Voucher]:
    """Every voucher there is."""
    with at.counter.db.read() as tx:
        return vouchers.listed(tx)


def form_in_sight(page: QWidget) -> ActForm:
    """The form that is open beside the list."""
    return next(form for form in page.findChildren(ActForm) if form.isVisible())


def test_a_gesture_is_an_amount_and_a_reason_and_a_voucher_like_any_other(day: tuple[Day, str, str]) -> None:
    at, language, _card = day
    page = at.go("customers")
    assert isinstance(page, CustomersPage)
    at.qtbot.keyClick(page, Qt.Key.Key_F8)
    amount, reason = form_in_sight(page).fields
    at.qtbot.keyClick(amount.line, RETURN)
    assert given(at) == [], "an amount is needed"
    at.type_in(amount.line, "7,50" if language == "fr" else "7.50")
    at.qtbot.keyClick(amount.line, RETURN)
    assert given(at) == [], "a reason is needed"
    at.type_in(reason.line, "attente")
    at.picture(f"goodwill-{language}")
    at.qtbot.keyClick(reason.line, RETURN)
    at.settle()
    voucher = given(at)[0]
    assert (voucher.side, voucher.value_cents, voucher.holder) == (Side.GOODWILL, 750, "Karim Haddad")
    assert money(750) in at.words()
    at.clock.advance(timedelta(days=1))
    at.go("counter")
    at.scan(voucher.code)
    at.press(RETURN)
    at.settle()
    with at.counter.db.read() as tx:
        assert vouchers.by_id(tx, voucher.id).uses == 1
        assert "attente" in [moment.reason for moment in corrections.history(tx, voucher.id)]
