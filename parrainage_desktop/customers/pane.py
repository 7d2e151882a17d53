"""The list at the left of the customers' screen: search, groups, people."""

import unicodedata
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from parrainage_desktop.base import writing
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.customers.groups import Groups, shortened
from parrainage_desktop.customers.rules import Group
from parrainage_desktop.ui.actions import Button, KeyCap
from parrainage_desktop.ui.fields import SearchLine, label, rule
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.rows import HEIGHT, Fetch, Row, RowList
from parrainage_desktop.ui.theme import colour, font

WIDTH = 392


class ListPane(QFrame):
    """People to choose from. `searched` comes with every key press, `wanted` when somebody new shall be added.

    `taken_out` asks for what concerns everybody: personal data, and the list as a file; `brought_in` for a file to be
    read, `compared` for people who are written down twice, `praised` for ambassadors.
    """

    searched = Signal(str)
    entered = Signal(str)
    grouped = Signal()
    chosen = Signal(int)
    wanted = Signal(str)
    taken_out = Signal()
    compared = Signal()
    praised = Signal()
    brought_in = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setFixedWidth(WIDTH)
        self.search = _Search()
        self.groups = Groups()
        self.rows = RowList(_("Customers"))
        self.new = Button(_("New"), "primary", "plus-bold", name=_("New customer"))
        self.more, self.menu = Button("", icon="dots-three-bold", name=_("More about all customers")), QMenu(self)
        self._count = label("", "small", "text-3")
        self._foot, self._unfound = QWidget(), label("", "body", "text-2", wrap=True)
        self._create = Button("", icon="user-plus", name=_("New customer"))
        self._build()
        self._connect()

    def show_everyone(self, count: int, fetch: Fetch, key: int | None, said: str) -> None:
        """Show a whole group, fetched as it is scrolled; the place scrolled to is kept."""
        bar = self.rows.verticalScrollBar()
        place = bar.value()
        self.rows.setMaximumHeight(16_777_215)
        self.rows.show_rows(count, fetch)
        if key is None or not self.rows.choose(key):
            bar.setValue(place)
        self._count.setText(said)
        self._foot.hide()

    def show_found(self, found: Sequence[Row], said: str, query: str) -> None:
        """Show who was found, the first one chosen, and the way to add somebody else."""
        self.rows.setMaximumHeight(max(1, len(found)) * HEIGHT + 1)
        self.rows.setVisible(bool(found))
        self.rows.show_rows(len(found), lambda offset, count: found[offset : offset + count])
        self._count.setText(said)
        nobody = _("Nobody found. Check the spelling, or add them.")
        self._unfound.setText(_("Not the right person?") if found else nobody)
        self._create.setText(_("Create “{name}”").format(name=shortened(query)).replace("&", "&&"))
        self._create.updateGeometry()
        self._foot.show()
        self.rows.step(0)

    def show_counts(self, counts: Mapping[Group, int]) -> None:
        """Show how many are in each group."""
        self.groups.show_counts(counts)

    def typed(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def go(self) -> None:
        """Go to the search."""
        self.search.setFocus()
        self.search.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the hairline at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), colour("border"))

    def _type(self, text: str) -> None:
        """Put letters typed in the list into the search; a slash only goes there."""
        self.go()
        if text != "/":
            self.search.insert(text)

    def _build(self) -> None:
        title = in_row((label(_("Customers"), "screen"), 1), self.new, self.more)
        head = in_column(title, 2, self.search, self.groups, self._count, gap=12, edges=(20, 24, 20, 12))
        column = in_column(head, (self.rows, 1), self._create_foot(), gap=0, edges=(0, 0, 1, 0))
        self.setLayout(column)
        column.addStretch(0)

    def _create_foot(self) -> QWidget:
        self._unfound.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = in_column(
            rule(), 12, self._unfound, (self._create, Qt.AlignmentFlag.AlignHCenter), gap=12, edges=(0, 0, 0, 28)
        )
        self._foot.setLayout(inner)
        self._foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._foot.hide()
        return self._foot

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda text: self.searched.emit(text.strip()))
        self.search.returnPressed.connect(lambda: self.entered.emit(self.typed()))
        self.search.moved.connect(self.rows.step)
        self.groups.chosen.connect(self.grouped)
        self.rows.chosen.connect(self.chosen)
        self.rows.typed.connect(self._type)
        self.new.clicked.connect(lambda: self.wanted.emit(""))
        self.menu.setFont(font("body"))
        self.menu.setAccessibleName(_("More about all customers"))
        self.menu.addAction(_("&Bring in a file…"), self.brought_in.emit)
        self.menu.addAction(_("Personal data and &lists…"), self.taken_out.emit)
        self.menu.addAction(_("&Duplicates…"), self.compared.emit)
        self.menu.addAction(_("&Ambassadors…"), self.praised.emit)
        self.more.clicked.connect(lambda: self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4))))
        self._create.clicked.connect(lambda: self.wanted.emit(self.typed()))


class _Search(SearchLine):
    """The search line with the picture of its key at rest, and a way to empty it once something is typed."""

    def __init__(self) -> None:
        super().__init__(_("Name, phone, code…"), _("Find a customer"))
        self._key = KeyCap(_("Ctrl F"))
        self._empty = Button("", "quiet", "x", name=_("Empty the search"))
        self.setMaxLength(200)
        self._row = row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(self._key)
        row.addWidget(self._empty)
        self.setTextMargins(32, 0, 64, 0)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._empty.setCursor(Qt.CursorShape.ArrowCursor)
        self._empty.clicked.connect(self.clear)
        self.textChanged.connect(self._show_sign)
        self._show_sign("")

    def _show_sign(self, text: str) -> None:
        self._key.setVisible(not text)
        self._empty.setVisible(bool(text))
        self._row.setContentsMargins(0, 2, 2 if text else 12, 2)


def found_text(count: int, most: int) -> str:
    """How many were found; more than are shown is not counted."""
    if count >= most:
        return _("The first {count}, accents ignored").format(count=number(count))
    said = ngettext("{count} match, accents ignored", "{count} matches, accents ignored", count)
    return said.format(count=number(count))


def matched(name: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where the beginnings of a name's words answer to folded `words`, as places in the name."""
    found = []
    place = 0
    for part in name.split(" "):
        for word in words:
            if length := _matching(part, word):
                found.append((place, place + length))
                break
        place += len(part) + 1
    return tuple(found)


def _matching(part: str, word: str) -> int:
    """How many letters of `part` the folded `word` stands for at its beginning; none when it does not begin so."""
    for length in range(1, len(part) + 1):
        if writing.fold(part[:length]) == word and not _continued(part, length):
            return length
    return 0


def _continued(part: str, length: int) -> bool:
    """Whether the letter after `length` only adds an accent to the one before."""
    return length < len(part) and bool(unicodedata.combining(part[length]))
