"""What waits for a person is counted beside the screen's name, as soon as it changes."""

from pytestqt.qtbot import QtBot

from parrainage_desktop.counter import deciding
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.referrals import claiming
from parrainage_desktop.referrals.rules import Claimed
from parrainage_desktop.shell.places import CUSTOMERS, REFERRALS
from parrainage_desktop.shell.program import Program
from parrainage_desktop.shell.sidebar import NavItem
from parrainage_desktop.surveys import service as surveys
from tests.shell.conftest import opened
from tests.stores import ANA


def names(program: Program) -> list[str]:
    """The screens as somebody hears them."""
    return [item.accessibleName() for item in program.window.findChildren(NavItem)]


def test_a_referral_put_aside_is_counted_until_it_is_decided(real_program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, real_program, shop)
    assert real_program.desk
    db = real_program.desk.db
    with db.write(ANA) as tx:
        card = customers.add(tx, NewCustomer("Gilles", "Tournier")).card
        claimed = claiming.claim(tx, card, NewCustomer("Gille", "Tournier"))
    assert isinstance(claimed, Claimed)
    qtbot.waitUntil(lambda: "Referrals, 1 to check" in names(real_program))
    real_program.window.grab()
    with db.write(ANA) as tx:
        deciding.approve(tx, claimed.referral.id)
    qtbot.waitUntil(lambda: "Referrals" in names(real_program))


def test_a_call_owed_is_counted_until_its_answer_does_not_count(
    real_program: Program, shop: str, qtbot: QtBot
) -> None:
    opened(qtbot, real_program, shop)
    assert real_program.desk
    db = real_program.desk.db
    with db.write(ANA) as tx:
        person = customers.add(tx, NewCustomer("Gilles", "Tournier"))
        kept = surveys.record(tx, person.id, 3)
    qtbot.waitUntil(lambda: "Satisfaction, 1 to check" in names(real_program))
    with db.write(ANA) as tx:
        surveys.exclude(tx, kept.answer.id, "typed twice")
    qtbot.waitUntil(lambda: "Satisfaction" in names(real_program))


def test_the_people_of_a_referral_lead_to_their_record(real_program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, real_program, shop)
    assert real_program.desk
    with real_program.desk.db.write(ANA) as tx:
        person = customers.add(tx, NewCustomer("Odile", "Marchand")).id
    page = real_program.desk.show_page(REFERRALS)
    page.person_requested.emit(person)  # type: ignore[attr-defined]
    assert real_program.desk.current == CUSTOMERS
