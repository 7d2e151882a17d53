"""Pages follow what is committed: once each, the hidden ones later."""

from dataclasses import dataclass
from threading import Thread

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.refresh import Refresher
from tests.stores import Till

ANA = Actor("Ana", "till 1")


class Customers(Page):
    """A page that counts how often it reads."""

    shows = frozenset({"customers"})
    reads = 0

    def reload(self) -> None:
        """Count."""
        self.reads += 1


class Vouchers(Customers):
    """Another one."""

    shows = frozenset({"vouchers"})


@dataclass(frozen=True)
class Pages:
    """Two pages on top of each other."""

    stack: QStackedWidget
    shown: Customers
    hidden: Vouchers
    refresher: Refresher


@pytest.fixture
def pages(qtbot: QtBot, file_till: Till) -> Pages:
    """Two pages on top of each other, the first one in sight."""
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    refresher = Refresher(file_till.db, stack)
    pages = Pages(stack, Customers(file_till.db, ANA), Vouchers(file_till.db, ANA), refresher)
    for page in (pages.shown, pages.hidden):
        stack.addWidget(page)
        refresher.watch(page)
    with qtbot.waitExposed(stack):
        stack.show()
    return pages


def add(db: Database, name: str) -> None:
    """A new customer."""
    with db.write(ANA) as tx:
        customers.add(tx, NewCustomer(name, "Haddad"))


def test_a_visible_page_reloads_once_for_many_commits(qtbot: QtBot, file_till: Till, pages: Pages) -> None:
    for name in ("Karim", "Inès", "Zoé"):
        add(file_till.db, name)
    assert pages.shown.reads == 0
    qtbot.waitUntil(lambda: pages.shown.reads == 1)
    qtbot.wait(30)
    assert pages.shown.reads == 1
    assert pages.hidden.reads == 0


def test_a_hidden_page_reloads_when_it_is_shown(qtbot: QtBot, file_till: Till, pages: Pages) -> None:
    pages.stack.setCurrentWidget(pages.hidden)
    add(file_till.db, "Karim")
    qtbot.wait(30)
    assert pages.shown.reads == 0
    pages.stack.setCurrentWidget(pages.shown)
    assert pages.shown.reads == 1
    pages.stack.setCurrentWidget(pages.hidden)
    pages.stack.setCurrentWidget(pages.shown)
    assert pages.shown.reads == 1


def test_a_commit_from_another_thread_is_heard_in_this_one(qtbot: QtBot, file_till: Till, pages: Pages) -> None:
    thread = Thread(target=add, args=(file_till.db, "Karim"))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: pages.shown.reads == 1)


def test_a_closed_refresher_hears_nothing(qtbot: QtBot, file_till: Till, pages: Pages) -> None:
    pages.refresher.close()
    add(file_till.db, "Karim")
    qtbot.wait(30)
    assert pages.shown.reads == 0
    assert file_till.db.after_commit == []
