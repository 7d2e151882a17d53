"""What must be said of a paper before it is made: the language, the format, for whom, which month, which page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.i18n import LANGUAGES, _, month
from parrainage_desktop.customers import service as customers
from parrainage_desktop.documents import wording
from parrainage_desktop.documents.catalogue import Paper
from parrainage_desktop.documents.rules import Need, Order
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import Field, SearchLine, label
from parrainage_desktop.ui.layouts import in_column
from parrainage_desktop.ui.months import MonthChooser
from parrainage_desktop.ui.picker import Picker
from parrainage_desktop.ui.rows import Row, RowList

MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Months:
    """The months there is anything to say about, the latest last, each as year and month; one is usually wanted."""

    known: tuple[tuple[int, int], ...]
    usual: int

    def periods(self, need: Need | None) -> tuple[tuple[str, str], ...]:
        """Months or years as they are ordered and as they are said."""
        if need is Need.YEAR:
            return tuple((year, year) for year in dict.fromkeys(str(year) for year, _month in self.known))
        return tuple((f"{year}-{number:02d}", month(year, number)) for year, number in self.known)


class Options(QFrame):
    """`made` carries the order of the paper that is shown."""

    made = Signal(object)

    def __init__(self, db: Database, actor: Actor, language: str, months: Months) -> None:
        super().__init__()
        self._db, self._actor, self._months = db, actor, months
        self._periods, self._at = months.periods(None), months.usual
        self._kind: Paper | None = None
        self._count = 0
        self.setProperty("card", True)
        self.setFixedWidth(312)
        self._title, self._about = label("", "card", wrap=True), label("", "body", "text-2", wrap=True)
        self.tongue = Choice([wording.language_name(code) for code in LANGUAGES], _("Language"))
        self.tongue.choose(LANGUAGES.index(language))
        self.search = SearchLine(_("Customer…"), _("For which customer"))
        self.people = RowList(_("Customers found"))
        self.month, self.address = MonthChooser(), Field(_("&Web address of your form (optional)"))
        self.look = Button(_("&See and print"), "primary", "printer", height=56)
        self._said = label("", "small", "err-text", wrap=True)
        self.formats: Picker | None = None
        self._format_place = QVBoxLayout()
        self._build()
        self._connect()

    def show_kind(self, kind: Paper) -> None:
        """Ask for what this paper needs, and for nothing else."""
        self._kind = kind
        self._title.setText(kind.title())
        self._about.setText(kind.about())
        self._said.setText("")
        if self.formats is not None:
            self.formats.hide()
            self.formats.deleteLater()
        names = [wording.format_name(name) for name in kind.formats]
        self.formats = Picker(names, _("Paper")) if len(names) > 1 else None
        if self.formats is not None:
            self._format_place.addWidget(self.formats)
        for_somebody = kind.need in (Need.CUSTOMER, Need.CUSTOMERS)
        for part in (self.search, self.people):
            part.setVisible(for_somebody)
        self._periods = self._months.periods(kind.need)
        self._at = len(self._periods) - 1 if kind.need is Need.YEAR else self._months.usual
        self._show_month()
        self.month.setVisible(kind.need in (Need.MONTH, Need.YEAR))
        self.address.setVisible(kind.leads)
        self._find(self.search.text())

    def order(self) -> Order | None:
        """What was said; None while somebody must still be chosen."""
        assert self._kind is not None
        person = self.people.key() if self._kind.need in (Need.CUSTOMER, Need.CUSTOMERS) else 0
        if person is None:
            return None
        return Order(
            LANGUAGES[self.tongue.index()],
            people=(person,) if person else (),
            format=self._kind.formats[self.formats.index()] if self.formats else "",
            month=self._periods[self._at][0] if self._kind.need in (Need.MONTH, Need.YEAR) else "",
            address=self.address.text().strip() if self._kind.leads else "",
        )

    def _make(self) -> None:
        order = self.order()
        nobody = not self._count and not self.search.text().strip()
        whom = _("There is no customer yet. Add one under Customers.") if nobody else _("Choose a customer first.")
        self._said.setText("" if order else whom)
        if order:
            self.made.emit(order)
        else:
            self.search.setFocus()

    def _find(self, typed: str) -> None:
        with self._db.read(self._actor) as tx:
            typed = typed.strip()
            found = customers.find(tx, typed, MOST_FOUND) if typed else customers.recent(tx, 0, MOST_FOUND)
        rows = [Row(person.id, person.name, person.city, person.initials) for person in found]
        self._count = len(rows)
        self.people.show_rows(len(rows), lambda offset, count: rows[offset : offset + count])
        if typed and rows:
            self.people.choose(rows[0].key)

    def _step(self, by: int) -> None:
        self._at = max(0, min(self._at + by, len(self._periods) - 1))
        self._show_month()

    def _show_month(self) -> None:
        last = len(self._periods) - 1
        self.month.show_month(self._periods[self._at][1], earlier=self._at > 0, later=self._at < last)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.search.moved.connect(self.people.step)
        self.search.returnPressed.connect(self._make)
        self.people.opened.connect(lambda _key: self._make())
        self.month.stepped.connect(self._step)
        self.look.clicked.connect(self._make)
        self.address.line.returnPressed.connect(self._make)

    def _build(self) -> None:
        self.search.setFixedHeight(44)
        parts: Sequence[QWidget] = (self._title, self._about, self.tongue)
        column = in_column(
            *parts, self._format_place, self.month, self.address, self.search, (self.people, 1), gap=12, edges=20
        )
        self.setLayout(column)
        column.addStretch(0)
        column.addWidget(self._said)
        policy = self.look.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.look.setSizePolicy(policy)
        column.addWidget(self.look)
