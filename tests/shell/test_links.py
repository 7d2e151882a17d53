"""Papers asked for on a screen are made, opened, and told of at the foot of the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from parrainage_desktop.ambassadors.dialogs import AmbassadorDialog, AmbassadorsDialog, TiersDialog
from parrainage_desktop.base import paths
from parrainage_desktop.counter import service as counter_service
from parrainage_desktop.counter.page import CounterPage
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers import tiers
from parrainage_desktop.customers.page import CustomersPage
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.customers.story_rules import Event
from parrainage_desktop.duplicates.page import DuplicatesPage
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.page import ProgrammePage
from parrainage_desktop.programme.rewards import Nothing
from parrainage_desktop.programme.rules import RevenueShare, Terms
from parrainage_desktop.shell.places import COUNTER, CUSTOMERS, PROGRAMME, REPORTS
from parrainage_desktop.shell.preview import Preview
from parrainage_desktop.shell.program import Program
from parrainage_desktop.statements.page import StatementsPage
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side
from tests.paper import pages
from tests.shell.conftest import opened, texts


@pytest.fixture
def counter(real_program: Program, shop: str, qtbot: QtBot) -> CounterPage:
    """The counter of an open shop."""
    opened(qtbot, real_program, shop)
    assert real_program.desk
    page = real_program.desk.page(COUNTER)
    assert isinstance(page, CounterPage)
    return page


def referrer(page: CounterPage) -> int:
    """A new customer's id."""
    with page.db.write(page.actor) as tx:
        return customers.add(tx, NewCustomer("Odile", "Marchand")).id


def previewed(program: Program, qtbot: QtBot) -> Preview:
    """The paper that is looked at, once it is there."""
    assert program.desk
    screens = program.desk.frame.screens
    qtbot.waitUntil(lambda: isinstance(screens.currentWidget(), Preview), timeout=20_000)
    found = screens.currentWidget()
    assert isinstance(found, Preview)
    return found


def test_cards_are_made_and_looked_at(
    real_program: Program, counter: CounterPage, shown: list[Path], qtbot: QtBot
) -> None:
    counter.print_cards.emit(referrer(counter))
    path = previewed(real_program, qtbot).shown.path
    assert path.read_bytes().startswith(b"%PDF")
    assert path.parent.name == "Parrainage"
    assert "Odile" not in path.name


def test_vouchers_are_made_and_looked_at(
    real_program: Program, counter: CounterPage, shown: list[Path], qtbot: QtBot
) -> None:
    holder = referrer(counter)
    with counter.db.write(counter.actor) as tx:
        made = vouchers.issue(tx, programmes.current(tx), Side.GOODWILL, holder, 500)
    counter.print_vouchers.emit([made.code])
    preview = previewed(real_program, qtbot)
    assert preview.shown.path.name.startswith("vouchers-")
    assert preview.shown.codes == (made.code,)


def test_what_cannot_be_written_is_said_in_place(
    real_program: Program, counter: CounterPage, shown: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "Documents").write_text("a file where a folder should be")
    blocked = tmp_path / "no-such-folder" / "deep"
    monkeypatch.setattr(paths, "data_dir", lambda: blocked)
    counter.print_cards.emit(referrer(counter))
    qtbot.waitUntil(lambda: "could not be written" in texts(real_program), timeout=20_000)
    assert shown == []


def test_duplicates_are_looked_at_over_the_customers_and_left_again(
    real_program: Program, counter: CounterPage, qtbot: QtBot
) -> None:
    with counter.db.write(counter.actor) as tx:
        for _twice in range(2):
            customers.add(tx, NewCustomer("Odile", "Marchand", phone="06 39 98 71 05"))
    desk = real_program.desk
    assert desk
    page = desk.show_page(CUSTOMERS)
    assert isinstance(page, CustomersPage)
    next(action for action in page.list.menu.actions() if "Duplicates" in action.text()).trigger()
    shown = desk.frame.screens.currentWidget()
    assert isinstance(shown, DuplicatesPage)
    qtbot.waitUntil(lambda: not shown.searching)
    assert "Odile Marchand · Odile Marchand" in [row.title for row in [shown.rows.rows.row(0)] if row]
    shown.merge_pair()
    shown.left.emit()
    assert desk.frame.screens.currentWidget() is page
    assert desk.frame.screens.findChildren(DuplicatesPage) in ([], [shown])


def test_the_side_bar_leaves_the_duplicates_too(real_program: Program, counter: CounterPage, qtbot: QtBot) -> None:
    desk = real_program.desk
    assert desk
    page = desk.show_page(CUSTOMERS)
    assert isinstance(page, CustomersPage)
    for _time in range(2):
        page.duplicates_requested.emit()
        shown = desk.frame.screens.currentWidget()
        assert isinstance(shown, DuplicatesPage)
        desk.show_page(CUSTOMERS)
        assert desk.frame.screens.currentWidget() is page


def test_a_report_is_looked_at_like_every_other_paper(
    real_program: Program, counter: CounterPage, shown: list[Path], qtbot: QtBot
) -> None:
    assert real_program.desk
    page = real_program.desk.show_page(REPORTS)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview = previewed(real_program, qtbot)
    assert "November 2026" in pages(preview.shown.path)[0] or "Novembre 2026" in pages(preview.shown.path)[0]
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert real_program.desk.current == REPORTS


def test_a_referrer_s_statements_are_opened_from_their_record_and_lead_back(
    real_program: Program, counter: CounterPage, qtbot: QtBot
) -> None:
    assert real_program.desk
    with counter.db.write(counter.actor) as tx:
        terms = Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500))
        programmes.start(tx, terms)
        odile = customers.add(tx, NewCustomer("Odile", "Marchand"))
        for name, card in (("Zoé", odile.card), ("Inès", customers.add(tx, NewCustomer("Aline", "Abel")).card)):
            counter_service.welcome(tx, card, NewCustomer(name, "Lemaire"), 2_000, buys_now=True)
    page = real_program.desk.show_page(CUSTOMERS)
    assert isinstance(page, CustomersPage)
    page.show_person(odile.id)
    assert any("€3.00" in event.amount and "To pay" in str(event.remark) for event in shown_events(page))
    qtbot.keyClick(page, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    statements = real_program.desk.frame.screens.currentWidget()
    assert isinstance(statements, StatementsPage)
    assert (statements.name.text(), statements.sum.text()) == ("Odile Marchand", "€3.00")
    statements.back.click()
    assert real_program.desk.frame.screens.currentWidget() is page


def shown_events(page: CustomersPage) -> tuple[Event, ...]:
    """The history of whoever is shown."""
    story = page.person.story()
    assert story
    return story.events


def test_whoever_has_no_statement_is_offered_none(real_program: Program, counter: CounterPage, qtbot: QtBot) -> None:
    assert real_program.desk
    number = referrer(counter)
    page = real_program.desk.show_page(CUSTOMERS)
    assert isinstance(page, CustomersPage)
    page.show_person(number)
    offered = [action.text().replace("&", "") for action in page.person.menu.actions() if action.isVisible()]
    assert "Personal data…" in offered
    assert "Statements" not in offered
    qtbot.keyClick(page, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert real_program.desk.frame.screens.currentWidget() is page


def test_an_ambassador_is_let_in_over_their_record(real_program: Program, counter: CounterPage, qtbot: QtBot) -> None:
    odile = referrer(counter)
    with counter.db.write(counter.actor) as tx:
        surveys.record(tx, odile, 9)
    assert real_program.desk
    page = real_program.desk.show_page(CUSTOMERS)
    assert isinstance(page, CustomersPage)
    page.show_person(odile)
    page.person.tiers.click()
    dialog = page.window().findChild(AmbassadorDialog)
    assert isinstance(dialog, AmbassadorDialog)
    dialog.words.set_text("the baker next door")
    dialog.admit.click()
    qtbot.waitUntil(lambda: "Ambassador, tier 1" in texts(real_program))
    dialog.reject()


def test_what_each_tier_asks_is_opened_beside_the_condition(
    real_program: Program, counter: CounterPage
) -> None:
    assert real_program.desk
    page = real_program.desk.show_page(PROGRAMME)
    assert isinstance(page, ProgrammePage)
    page.form.tiers.click()
    dialog = page.window().findChild(TiersDialog)
    assert isinstance(dialog, TiersDialog)
    dialog.reject()


def test_the_list_of_ambassadors_leads_to_each_of_them(
    real_program: Program, counter: CounterPage, qtbot: QtBot
) -> None:
    odile = referrer(counter)
    with counter.db.write(counter.actor) as tx:
        tiers.enter(tx, odile, 1)
    assert real_program.desk
    page = real_program.desk.show_page(CUSTOMERS)
    assert isinstance(page, CustomersPage)
    page.list.praised.emit()
    everybody = page.window().findChild(AmbassadorsDialog)
    assert isinstance(everybody, AmbassadorsDialog)
    qtbot.waitUntil(everybody.look.isEnabled)
    everybody.look.click()
    dialog = page.window().findChild(AmbassadorDialog)
    assert isinstance(dialog, AmbassadorDialog)
    dialog.words.set_text("moved away")
    dialog.leave.click()
    dialog.reject()
    qtbot.waitUntil(lambda: everybody.rows.rows.rowCount() == 0)
    everybody.reject()
