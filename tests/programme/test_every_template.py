"""Each ready scheme set up in the window and from the terminal, and one referral run through it, right to the cent."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.counter import deciding
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import Decided, Welcomed
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.page import ProgrammePage
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.programme.spelling import spelled
from parrainage_desktop.programme.templates import TEMPLATES, template
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.reports.practice import last_month
from parrainage_desktop.statements import service as statements
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.ui import theme
from tests.console import Console, founded
from tests.stores import ANA, Till, broken_rules


@dataclass(frozen=True)
class Earned:
    """What a friend's arrival and a first purchase of 333.33 earn under a scheme."""

    cents: tuple[int, ...] = ()
    gifts: tuple[str, ...] = ()
    due_cents: int = 0


WANTED = {
    "two-sided": Earned((500, 500)),
    "capped-in-kind": Earned(gifts=("500 MB of storage", "500 MB of storage")),
    "cash-both-sides": Earned((8_000, 8_000)),
    "commission": Earned(due_cents=5_000),
    "partnership": Earned(gifts=("a place in our partners’ directory", "the partners’ welcome")),
    "service-credit": Earned((2_000, 2_000)),
    "flat-fee-steps": Earned((500,)),
    "ambassadors": Earned((500, 500)),
}


def test_every_template_has_its_amounts() -> None:
    assert tuple(WANTED) == TEMPLATES


def put_in_force(qapp: QApplication, qtbot: QtBot, till: Till, name: str) -> Terms:
    """Somebody chooses a ready scheme in the window and presses Ctrl+S."""
    theme.apply(qapp, theme.Look.LIGHT)
    page = ProgrammePage(till.db, ANA, last_month)
    qtbot.addWidget(page)
    page.resize(1072, 680)
    with qtbot.waitExposed(page):
        page.show()
    page.templates.click()
    page.menu.actions()[TEMPLATES.index(name)].trigger()
    page.menu.close()
    assert page.form.minimumSizeHint().width() <= page.width()
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.form.complaints() == []
    with till.db.read() as tx:
        return programmes.current(tx).terms


def one_referral(till: Till) -> Earned:
    """A customer of a year who scored 10 brings a friend, whom a manager approves where that is asked."""
    karim = till.customer()
    till.days_pass(365)
    with till.db.write(ANA) as tx:
        surveys.record(tx, karim.id, 10, "")
        welcomed = counter.welcome(tx, karim.card, NewCustomer("Zoé", "Martin"), 33_333, buys_now=True)
    assert isinstance(welcomed, Welcomed)
    referral = welcomed.claimed.referral
    if referral.state is ReferralState.FLAGGED:
        with till.db.write(ANA) as tx:
            assert isinstance(deciding.approve(tx, referral.id), Decided)
    assert broken_rules(till) == []
    with till.db.read() as tx:
        given = tuple(one.text for one in reversed(gifts.listed(tx)))
        due = sum(one.due_cents for one in statements.statements(tx))
        issued = till.scalar("SELECT group_concat(value_cents) FROM vouchers") or ""
    return Earned(tuple(int(cents) for cents in issued.split(",") if cents), given, due)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_ready_scheme_set_up_in_the_window_pays_to_the_cent(
    qapp: QApplication, qtbot: QtBot, file_till: Till, name: str
) -> None:
    assert put_in_force(qapp, qtbot, file_till, name) == template(name)
    assert one_referral(file_till) == WANTED[name]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_ready_scheme_is_the_same_in_a_french_window(
    qapp: QApplication, qtbot: QtBot, file_till: Till, name: str
) -> None:
    with in_language("fr"):
        wanted = {key: text.replace("\u00a0", " ") for key, text in spelled(template(name)).items()}
        assert spelled(put_in_force(qapp, qtbot, file_till, name)) == wanted


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_ready_scheme_set_up_from_the_terminal_pays_to_the_cent(tmp_path: Path, clock: SetClock, name: str) -> None:
    shop = founded(Console(tmp_path / "shop.db", clock))
    shop.ask("programme", "template", name)
    karim = shop.ask("customers", "add", "--name", "Karim Haddad")
    clock.set(clock.now().replace(year=2027))
    shop.ask("surveys", "record", "1", "10")
    claimed = shop.ask("referrals", "claim", karim["card"], "--name", "Zoé Martin")
    bought = shop.ask("purchases", "add", str(claimed["referee"]["id"]), "--amount", "333.33")
    done = [claimed, bought]
    if claimed["state"] == "flagged":
        done.append(shop.ask("referrals", "approve", str(claimed["id"])))
    due = sum(one["due_cents"] for one in shop.ask("programme", "statements")["statements"])
    assert Earned(
        tuple(one["value_cents"] for answer in done for one in answer["rewarded"]),
        tuple(one["text"] for answer in done for one in answer["gifts"]),
        due,
    ) == WANTED[name]


def test_the_thirty_second_friend_still_gets_the_gift_and_the_next_does_not(file_till: Till) -> None:
    file_till.scheme(template("capped-in-kind"))
    karim, found = file_till.customer(), []
    for number in range(33):
        with file_till.db.write(ANA) as tx:
            friend = NewCustomer(f"Friend{number * 7919}", f"Number{number * 104729}")
            done = counter.welcome(tx, karim.card, friend, None, buys_now=False)
            assert isinstance(done, Welcomed)
            if done.claimed.referral.state is ReferralState.FLAGGED:
                decided = deciding.approve(tx, done.claimed.referral.id)
                assert isinstance(decided, Decided)
                found.append(len(decided.promised))
            else:
                found.append(len(done.granted.gifts))
        file_till.days_pass(1)
    assert found == [2] * 32 + [0]
