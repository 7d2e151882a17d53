"""A page on a screen, worked by keyboard as its people do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.refresh import Refresher
from tests.stores import Till


class PageScreen:
    """A page as large as a small laptop leaves it, shown again after every commit."""

    def __init__(self, qtbot: QtBot, till: Till, page: Page) -> None:
        self.qtbot, self.till = qtbot, till
        self.refresher = Refresher(till.db)
        self.refresher.watch(page)
        qtbot.addWidget(page)
        page.resize(1158, 768)
        with qtbot.waitExposed(page):
            page.show()
        page.setFocus()
        self._shown = page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        on = self._shown.focusWidget()
        assert on is not None
        self.qtbot.keyClick(on, key, modifier)

    def type(self, text: str) -> None:
        on = self._shown.focusWidget()
        assert isinstance(on, QLineEdit)
        self.qtbot.keyClicks(on, text)
