"""The referrals' screen by keys: what waits is decided where it is seen, nothing is hidden, nobody is accused."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.database import Actor, Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.counter import deciding, decisions
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.insights import credits
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals import service
from parrainage_desktop.referrals.board_rules import Act, Outcome
from parrainage_desktop.referrals.cards import CardFace
from parrainage_desktop.referrals.page import ReferralsPage
from parrainage_desktop.referrals.rules import ClaimRefused, Referral, ReferralState
from parrainage_desktop.reports import earned
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel
from tests.pages import PageScreen
from tests.stores import ANA, LUC, Till

HOSTILE = "<b onclick='x'>Jean</b> & “Élodie” 🎉"


class Screen(PageScreen):
    """The page as its people work it."""

    def __init__(self, qtbot: QtBot, till: Till, actor: Actor = ANA) -> None:
        self.page = ReferralsPage(till.db, actor, decisions, lambda: credits, earned.between)
        super().__init__(qtbot, till, self.page)

    def words(self) -> str:
        """Everything that can be read, once what was changed is shown."""
        settled()
        labels = [found.accessibleName() or found.text() for found in self.page.findChildren(QLabel) if seen(found)]
        faces = [face.accessibleName() for face in self.page.findChildren(CardFace) if seen(face)]
        return "\n".join(labels + faces)

    def face(self, name: str) -> CardFace:
        """The card of a friend."""
        settled()
        return next(one for one in self.page.findChildren(CardFace) if seen(one) and name in one.accessibleName())

    def button(self, name: str) -> QAbstractButton:
        """A button in sight by its name."""
        found = self.page.findChildren(QAbstractButton)
        return next(one for one in found if seen(one) and one.accessibleName() == name)

    def listed(self) -> list[str]:
        rows = self.page.overview.listing.rows.rows
        return [row.title for number in range(rows.rowCount()) if (row := rows.row(number))]

    def stands(self, referral: Referral) -> ReferralState:
        """Where a referral stands in the store."""
        with self.till.db.read() as tx:
            found = service.find(tx, referral.id)
        assert found is not None
        return found.state


def settled() -> None:
    """Hear of what was written, read it again, show it."""
    for _turn in range(4):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


def seen(widget: QWidget) -> bool:
    """Whether a widget is shown; those thrown away are hidden."""
    return widget.isVisible()


@pytest.fixture
def odile(file_till: Till) -> Customer:
    """Somebody who brings friends."""
    return file_till.customer("Odile", "Marchand")


@pytest.fixture
def at(qapp: QApplication, qtbot: QtBot, file_till: Till, odile: Customer) -> Iterator[Screen]:
    """The screen of a shop where one friend waits, one is to check and one bought."""
    theme.apply(qapp, theme.Look.LIGHT)
    file_till.scheme(Terms(purchase_minimum_cents=1_500))
    file_till.buys(file_till.friend(odile.card, "Yanis", "Belkacem", phone="06 39 98 71 05").referral.referee_id, 3_850)
    file_till.friend(odile.card, "Marius", "Colin")
    file_till.friend(file_till.customer("Gilles", "Tournier").card, "Gille", "Tournier")
    screen = Screen(qtbot, file_till)
    yield screen
    screen.refresher.close()


def referral_of(till: Till, name: str) -> Referral:
    """The first referral of a friend."""
    with till.db.read() as tx:
        return next(one for one in reversed(service.listed(tx)) if one.referee == name)


def test_the_board_says_what_waits_and_what_the_month_gave(at: Screen) -> None:
    said = at.words()
    for expected in (
        "registered since November", "succeeded, 1 of 3", "Waiting for a purchase of €15.00",
        "Marius Colin, ← Odile Marchand, No purchase yet, today",
        "Gille Tournier, ← Gilles Tournier, Same name as the referrer, today",
        "Yanis Belkacem, ← Odile Marchand, First purchase of €38.50, 11:42",
        "November 2026: 2 vouchers issued, €10.00",
    ):  # fmt: skip
        assert expected in said, expected


def test_what_is_to_check_is_approved_where_it_is_seen(at: Screen, file_till: Till) -> None:
    at.button("Approve: Gille Tournier").setFocus()
    at.press(Qt.Key.Key_Space)
    assert at.stands(referral_of(file_till, "Gille Tournier")) is ReferralState.CLAIMED
    assert "Gilles Tournier → Gille Tournier: registered." in at.words()
    assert "Gille Tournier, ← Gilles Tournier, No purchase yet, today" in at.words()


def test_a_refusal_asks_for_a_reason_and_keeps_it(at: Screen, file_till: Till) -> None:
    at.button("Refuse: Gille Tournier").click()
    assert "Why is it refused?" in at.words()
    at.press(Qt.Key.Key_Return)
    assert "A reason is needed." in at.words()
    assert at.stands(referral_of(file_till, "Gille Tournier")) is ReferralState.FLAGGED
    at.type("same household card")
    at.press(Qt.Key.Key_Return)
    assert at.stands(referral_of(file_till, "Gille Tournier")) is ReferralState.REJECTED
    assert "Refused: same household card" in at.words()
    at.press(Qt.Key.Key_Escape)
    assert at.page.overview.isVisible()


def test_escape_in_the_reason_changes_nothing(at: Screen, file_till: Till) -> None:
    at.button("Refuse: Gille Tournier").click()
    at.press(Qt.Key.Key_Escape)
    assert at.page.detail.isVisible()
    assert not at.page.detail.reason.isVisible()
    assert at.stands(referral_of(file_till, "Gille Tournier")) is ReferralState.FLAGGED


def test_a_card_opens_by_enter_and_tells_the_whole_referral(at: Screen) -> None:
    at.face("Gille Tournier").setFocus()
    at.press(Qt.Key.Key_Return)
    said = at.words()
    for expected in (
        "Gille Tournier", "Referrer: Gilles Tournier", "To check: same name as the referrer", "No other referrer",
        "Registered, put aside for a person to check", "14 Nov 2026, 11:42 · Ana · till 1", "€15.00 or more",
    ):  # fmt: skip
        assert expected in said, expected
    at.press(Qt.Key.Key_Escape)
    assert at.page.overview.isVisible()


def test_taking_back_says_first_what_it_does_and_then_what_it_did(at: Screen, file_till: Till) -> None:
    at.page.open(referral_of(file_till, "Yanis Belkacem").id)
    at.button("Take back…").click()
    assert "Will be cancelled: €5.00 for Odile Marchand." in at.words()
    at.type("bought for somebody else")
    at.press(Qt.Key.Key_Return)
    said = at.words()
    assert "Cancelled: €5.00 for Yanis Belkacem." in said
    assert "Taken back: bought for somebody else" in said
    assert at.stands(referral_of(file_till, "Yanis Belkacem")) is ReferralState.VOIDED


def test_returned_goods_are_noted_from_the_referral(at: Screen, file_till: Till) -> None:
    at.page.open(referral_of(file_till, "Yanis Belkacem").id)
    at.button("Goods returned…").click()
    at.type("too small")
    at.press(Qt.Key.Key_Return)
    assert "The purchase of €38.50 no longer counts." in at.words()
    assert at.stands(referral_of(file_till, "Yanis Belkacem")) is ReferralState.VOIDED


def test_what_somebody_else_decided_meanwhile_is_told_not_overruled(at: Screen, file_till: Till) -> None:
    referral = referral_of(file_till, "Gille Tournier")
    with file_till.db.write(LUC) as tx:
        deciding.reject(tx, referral.id, "a mistake")
    at.page.approve(referral.id)
    assert "Only a referral that was put aside can be approved; this one is refused." in at.words()
    assert at.stands(referral) is ReferralState.REJECTED


def test_a_store_that_takes_nothing_is_said_in_place(
    at: Screen, file_till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_tx: Transaction, _referral_id: int) -> Outcome:
        raise UserError("disk_full", "The disk is full. Make room, then try again.")

    monkeypatch.setattr(decisions, "approve", full)
    at.button("Approve: Gille Tournier").click()
    assert "Nothing was changed.\nThe disk is full. Make room, then try again." in at.words()


def test_a_second_claim_is_kept_and_shown(at: Screen, file_till: Till) -> None:
    again = file_till.claim(file_till.customer("Claire", "F").card, "Yanis", "Belkacem", phone="06 39 98 71 05")
    assert isinstance(again, ClaimRefused)
    at.page.open(referral_of(file_till, "Yanis Belkacem").id)
    at.face("Already has a referrer").click()
    assert "Referrer: Claire F" in at.words()
    assert at.page.detail.referral_id == again.referral_id


def test_the_refusals_are_one_key_away(at: Screen, file_till: Till) -> None:
    at.page.overview.refusals.click()
    assert at.listed() == []
    assert "No referral of this kind." in at.words()
    with file_till.db.write(ANA) as tx:
        deciding.reject(tx, referral_of(file_till, "Marius Colin").id, "a mistake")
    at.qtbot.waitUntil(lambda: at.listed() == ["Marius Colin ← Odile Marchand"])


def test_the_list_is_searched_by_name_and_opened_by_enter(at: Screen) -> None:
    at.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert len(at.listed()) == 3
    at.type("odile")
    assert at.listed() == ["Marius Colin ← Odile Marchand", "Yanis Belkacem ← Odile Marchand"]
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Return)
    assert "Referrer: Odile Marchand" in at.words()
    at.press(Qt.Key.Key_Escape)
    assert at.page.overview.listing.typed() == "odile"
    at.press(Qt.Key.Key_Escape)
    assert len(at.listed()) == 3
    at.press(Qt.Key.Key_Escape)
    assert not at.page.overview.lists


def test_the_groups_of_the_list_show_how_many_they_hold(at: Screen) -> None:
    at.page.overview.show_list(True)
    chips = [found.accessibleName() for found in at.page.overview.listing.groups.findChildren(QAbstractButton)]
    assert chips == ["All 3", "Registered 1", "To check 1", "Completed 1", "Refused or lapsed 0"]
    at.page.overview.listing.groups.choose(2)
    assert at.listed() == ["Gille Tournier ← Gilles Tournier"]


def test_who_brought_whom_is_a_tree_that_leads_to_each_referral(at: Screen, file_till: Till) -> None:
    at.page.open(referral_of(file_till, "Marius Colin").id)
    at.button("Who brought whom").click()
    tree = at.page.family.branches
    root = tree.topLevelItem(0)
    assert root is not None
    children = [root.child(n) for n in range(root.childCount())]
    assert [one.text(0) for one in children if one] == ["Yanis Belkacem", "Marius Colin"]
    assert "2 people came this way." in at.words()
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Return)
    assert at.page.detail.referral_id == referral_of(file_till, "Yanis Belkacem").id
    at.press(Qt.Key.Key_Escape)
    assert tree.hasFocus()
    at.press(Qt.Key.Key_Escape)
    assert at.page.detail.back.hasFocus()
    at.press(Qt.Key.Key_Escape)
    assert at.page.overview.isVisible()


def test_either_person_is_a_button_away(at: Screen, file_till: Till) -> None:
    asked: list[int] = []
    at.page.person_requested.connect(asked.append)
    referral = referral_of(file_till, "Marius Colin")
    at.page.open(referral.id)
    at.button("Open the friend").click()
    at.button("Open the referrer").click()
    assert asked == [referral.referee_id, referral.referrer_id]


def test_months_are_walked_by_keys_and_end_where_referrals_do(at: Screen, file_till: Till) -> None:
    file_till.days_pass(40)
    at.page.desk.remember(replace(at.page.desk.memory(), month=(2026, 12)))
    assert "December 2026: 0 vouchers issued, €0.00" in at.words()
    assert not at.page.overview.months.later.isEnabled()
    at.press(Qt.Key.Key_PageUp)
    at.press(Qt.Key.Key_PageUp)
    assert "November 2026: 2 vouchers issued, €10.00" in at.words()
    assert not at.page.overview.months.earlier.isEnabled()


def test_the_board_follows_what_happens_at_the_counter(at: Screen, file_till: Till) -> None:
    file_till.buys(referral_of(file_till, "Marius Colin").referee_id, 980)
    at.qtbot.waitUntil(lambda: "Purchase of €9.80, below €15.00" in at.words())


def test_a_rebuilt_screen_shows_the_same_referral_and_the_same_search(at: Screen, qtbot: QtBot) -> None:
    at.page.desk.show_group(at.page.overview.listing.group)
    at.page.overview.listing.search.setText("odile")
    at.page.open(referral_of(at.till, "Yanis Belkacem").id)
    again = Screen(qtbot, at.till)
    again.page.remember(at.page.memory())
    assert again.page.memory() == at.page.memory()
    assert again.page.detail.isVisible()
    again.refresher.close()


def test_a_shop_without_referrals_says_so(qapp: QApplication, qtbot: QtBot, file_till: Till) -> None:
    theme.apply(qapp, theme.Look.DARK)
    screen = Screen(qtbot, file_till)
    assert "registered so far" in screen.words()
    assert "Nothing to check. Doubtful cases come here, and a person approves or refuses them." in screen.words()
    assert "n/a" in screen.words()
    screen.refresher.close()


def test_a_name_is_never_markup(at: Screen, file_till: Till, odile: Customer) -> None:
    friend = file_till.friend(odile.card, HOSTILE, "")
    at.page.open(friend.referral.id)
    assert HOSTILE in at.words()
    assert all(found.textFormat() is Qt.TextFormat.PlainText for found in at.page.findChildren(QLabel))


def test_everything_that_can_be_pressed_has_a_name(at: Screen) -> None:
    pressed: list[QAbstractButton] = [*at.page.findChildren(QPushButton), *at.page.findChildren(CardFace)]
    assert [found for found in pressed if not (found.accessibleName() or found.text())] == []


def test_nothing_is_cut_short_in_a_small_window(at: Screen, file_till: Till) -> None:
    at.page.resize(1028, 600)
    settled()
    assert [one.text() for one in at.page.overview.findChildren(ElidedLabel) if one.text().endswith("…")] == []
    at.page.open(referral_of(file_till, "Yanis Belkacem").id)
    at.page.ask(Act.TAKE_BACK)
    QApplication.processEvents()
    buttons = [one for one in at.page.findChildren(Button) if one.isVisible()]
    assert buttons
    assert [one.accessibleName() for one in buttons if one.width() < one.minimumSizeHint().width()] == []
