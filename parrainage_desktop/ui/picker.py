"""A button that says what is chosen and opens a menu of what else could be."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from parrainage_desktop.base.i18n import labelled
from parrainage_desktop.ui.actions import Button


class Picker(Button):
    """One of many texts; `chosen` says the index. `name` says what is being chosen."""

    chosen = Signal(int)

    def __init__(self, texts: Sequence[str], name: str, index: int = 0) -> None:
        super().__init__(texts[index], "secondary", "caret-down", font_role="body")
        self._texts, self._name, self._index = tuple(texts), name, index
        self.menu_of_texts = QMenu(self)
        self._group = QActionGroup(self)
        for place, text in enumerate(texts):
            self._add(place, text)
        self._say()
        self.clicked.connect(self._open)

    def index(self) -> int:
        """Which one is chosen."""
        return self._index

    def choose(self, index: int) -> None:
        """Choose one, and say so."""
        self.show_index(index)
        self.chosen.emit(index)

    def show_index(self, index: int) -> None:
        """Show another one as chosen."""
        self._index = index
        self._group.actions()[index].setChecked(True)
        self.setText(self._texts[index])
        self._say()
        self.updateGeometry()

    def offer(self, texts: Sequence[str], index: int) -> None:
        """Offer other texts, one of them chosen; nothing is said."""
        for action in self._group.actions():
            self._group.removeAction(action)
            action.deleteLater()
        self._texts = tuple(texts)
        for place, text in enumerate(texts):
            self._add(place, text)
        self.show_index(index)

    def _add(self, place: int, text: str) -> None:
        action = QAction(text.replace("&", "&&"), self._group)
        action.setCheckable(True)
        action.setChecked(place == self._index)
        action.triggered.connect(lambda: self.choose(place))
        self.menu_of_texts.addAction(action)

    def _say(self) -> None:
        self.setAccessibleName(labelled(self._name, self._texts[self._index]))

    def _open(self) -> None:
        self.menu_of_texts.popup(self.mapToGlobal(QPoint(0, self.height())))
        self.menu_of_texts.setActiveAction(self._group.actions()[self._index])
