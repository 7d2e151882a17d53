"""What stands before a colon in French: a space that never breaks, in everything read or spoken on the real screens."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt, QThreadPool
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QGroupBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.shell import demo
from parrainage_desktop.shell.places import PLACES, Place
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.chips import Tabs
from tests.stores import ANA

PLAIN_COLON = re.compile(r"[^\u00a0]:(?=\s|$)")
ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of a small shop."""
    path = tmp_path_factory.mktemp("shop") / "shop.db"
    demo.build(path, 40)
    return path


def said(widget: QWidget) -> Iterator[str]:
    """What a widget shows, tells and is called."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QGroupBox):
        yield widget.title()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from cells(widget.model())


def cells(model: QAbstractItemModel) -> Iterator[str]:
    """What the first rows of a table show and tell."""
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(30, model.rowCount(QModelIndex()))):
            for role in ROLES:
                yield str(model.index(row, column).data(role) or "")


def everything(page: QWidget) -> set[str]:
    """Every text of a screen, hidden parts and menus too."""
    texts = {text for widget in (page, *page.findChildren(QWidget)) for text in said(widget)}
    return texts | {action.text() for action in page.findChildren(QAction)}


def settled(app: QApplication) -> None:
    """Everything that was asked for has been read and is shown."""
    for _turn in range(4):
        QThreadPool.globalInstance().waitForDone()
        app.processEvents()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.key)
def test_no_french_screen_has_a_colon_that_may_stand_alone(
    qapp: QApplication, qtbot: QtBot, clock: SetClock, store: Path, place: Place
) -> None:
    theme.apply(qapp, theme.Look.LIGHT)
    db = Database.open(store, clock)
    with in_language("fr"):
        page = place.build(db, ANA)
        qtbot.addWidget(page)
        page.show()
        settled(qapp)
        found = everything(page)
        for tabs in page.findChildren(Tabs):
            for index in range(len(tabs.findChildren(QAbstractButton))):
                tabs.choose(index)
                settled(qapp)
                found |= everything(page)
    db.close()
    assert any("\u00a0:" in text for text in found) or place.key in {"counter"}
    assert sorted(text for text in found if PLAIN_COLON.search(text)) == []
