"""Personal data from the customers' screen: the dialogs open, and what they ask for is written and shown."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.page import CustomersPage
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.privacy.dialogs import PersonDialog, ShopDialog
from parrainage_desktop.shell.places import CUSTOMERS
from parrainage_desktop.shell.preview import Preview
from parrainage_desktop.shell.program import Program
from tests.shell.conftest import opened


@pytest.fixture
def page(real_program: Program, shop: str, qtbot: QtBot) -> CustomersPage:
    """The customers of an open shop."""
    opened(qtbot, real_program, shop)
    assert real_program.desk
    page = real_program.desk.show_page(CUSTOMERS)
    assert isinstance(page, CustomersPage)
    return page


def dialog(program: Program, kind: type[PersonDialog] | type[ShopDialog]) -> PersonDialog | ShopDialog:
    """The dialog that is open."""
    return next(one for one in program.window.findChildren(kind) if one.isVisible())


def came(program: Program, shown: list[Path], qtbot: QtBot) -> Path:
    """The file that was made: a paper is looked at in the window, anything else the system was asked to show."""
    assert program.desk
    screens = program.desk.frame.screens
    qtbot.waitUntil(lambda: bool(shown) or isinstance(screens.currentWidget(), Preview), timeout=20_000)
    looked = screens.currentWidget()
    return looked.shown.path if isinstance(looked, Preview) else shown[0]


@pytest.mark.parametrize(("button", "suffix"), [("paper", ".pdf"), ("data", ".json")])
def test_a_dossier_is_written_and_shown(
    real_program: Program, page: CustomersPage, shown: list[Path], qtbot: QtBot, button: str, suffix: str
) -> None:
    with page.db.write(page.actor) as tx:
        odile = customers.add(tx, NewCustomer("Odile", "Marchand"))
    page.show_person(odile.id)
    next(act for act in page.person.menu.actions() if "data" in act.text()).trigger()
    getattr(dialog(real_program, PersonDialog), button).click()
    path = came(real_program, shown, qtbot)
    assert path.suffix == suffix
    assert "Odile" not in path.name
    assert "Odile" in path.read_text("utf-8") if suffix == ".json" else path.read_bytes()[:4] == b"%PDF"


@pytest.mark.parametrize(("button", "kind"), [("registers", "register"), ("notices", "notice"), ("csv", "customers")])
def test_the_shop_s_papers_and_list_are_written_and_shown(
    real_program: Program, page: CustomersPage, shown: list[Path], qtbot: QtBot, button: str, kind: str
) -> None:
    next(act for act in page.list.menu.actions() if "data" in act.text()).trigger()
    asked = dialog(real_program, ShopDialog)
    qtbot.waitUntil(asked.leave.isVisible)
    getattr(asked, button).click()
    assert came(real_program, shown, qtbot).name.startswith(kind)
