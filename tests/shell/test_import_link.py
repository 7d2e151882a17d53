"""The customers' screen leads to bringing a file in, and back."""

from pytestqt.qtbot import QtBot

from parrainage_desktop.customers.page import CustomersPage
from parrainage_desktop.imports.dialogs import ImportView
from parrainage_desktop.shell.places import CUSTOMERS
from parrainage_desktop.shell.program import Program
from tests.shell.conftest import opened


def test_the_view_opens_once_and_goes_away_when_it_is_left(real_program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, real_program, shop)
    desk = real_program.desk
    assert desk is not None
    page = desk.show_page(CUSTOMERS)
    assert isinstance(page, CustomersPage)
    page.import_requested.emit()
    view = desk.frame.screens.currentWidget()
    assert isinstance(view, ImportView)
    desk.show_page(CUSTOMERS)
    page.import_requested.emit()
    assert desk.frame.screens.currentWidget() is view
    view.left.emit()
    assert desk.frame.screens.currentWidget() is page
    assert not any(isinstance(desk.frame.screens.widget(i), ImportView) for i in range(desk.frame.screens.count()))
