"""People under the counter's field while a name is typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.ui.fields import Dot, ElidedLabel, label
from parrainage_desktop.ui.layouts import empty, in_column, in_row


class PeopleList(QFrame):
    """Up to five people under the field; the arrow keys choose, Enter takes."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(560)
        self._column = in_column(gap=2, edges=(0, 6, 0, 0))
        self.setLayout(self._column)
        self._lines: list[QPushButton] = []
        self._current, self._room = -1, 5
        self.hide()

    def show_people(self, people: Sequence[Customer], phones: Sequence[str], nobody: str) -> None:
        """List people with their phones, or say that there is nobody."""
        empty(self._column)
        self._lines = [self._line(person, phone) for person, phone in zip(people, phones, strict=True)]
        for line in self._lines:
            self._column.addWidget(line)
        if nobody and not people:
            self._column.addWidget(label(nobody, "large", "text-2", wrap=True))
        self._current = -1
        self.step(1)
        self.setVisible(bool(people or nobody))

    def limit(self, lines: int) -> None:
        """Show no more people than there is room for."""
        self._room = lines
        for place, line in enumerate(self._lines):
            line.setVisible(place < lines)

    def step(self, by: int) -> None:
        """Choose the next or the previous person."""
        if self._lines:
            self._current = (self._current + by) % min(len(self._lines), self._room)
            self._lines[self._current].setChecked(True)

    def enter(self) -> bool:
        """Take the chosen person; False when there is none."""
        if not self._lines or not self.isVisible():
            return False
        self._lines[self._current].click()
        return True

    def _line(self, person: Customer, phone: str) -> QPushButton:
        line = PersonLine(person, phone)
        line.clicked.connect(lambda: self.chosen.emit(person.id))
        return line


class PersonLine(QPushButton):
    """A person in a list: initials, name, phone and town."""

    def __init__(self, person: Customer, phone: str) -> None:
        super().__init__()
        self.setProperty("role", "person")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setFixedHeight(44)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        detail = " · ".join(filter(None, (phone, person.city)))
        self.setAccessibleName(f"{person.name}, {detail}")
        name = ElidedLabel(person.name, "strong")
        row = in_row(Dot(person.initials), (name, 1), label(detail, "small", "text-2"), gap=12, edges=(12, 4, 12, 4))
        self.setLayout(row)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
