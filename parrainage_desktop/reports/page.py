"""Months and years on the screen: the figures, charts and words of the PDF, and the PDF itself one key away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.i18n import _, capital, month
from parrainage_desktop.reports import compare_wording, service
from parrainage_desktop.reports.compare_view import CompareView
from parrainage_desktop.reports.compare_wording import moved
from parrainage_desktop.reports.counting import Counting, CountingSign
from parrainage_desktop.reports.exporting import Exports
from parrainage_desktop.reports.figure_table import FigureTable
from parrainage_desktop.reports.made_line import MadeLine
from parrainage_desktop.reports.month_view import MonthView
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.service import Month
from parrainage_desktop.reports.year_view import YearView
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chips import Tabs
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.layouts import in_column, in_row, scrolled
from parrainage_desktop.ui.months import MonthChooser
from parrainage_desktop.ui.page import Page

_LANGUAGES = ("fr", "en")
_MONTH, _YEAR, _COMPARE, _WAITING = range(4)


@dataclass(frozen=True, slots=True)
class _Memory:
    """Where the screen stood."""

    month: Month
    reader: int
    part: int
    apart: int


class ReportsPage(Page):
    """A month, the last complete one first, its year, or two months. Files go to `folder`, else to the documents.

    Everything is counted in another thread. Until then what is shown stays, under its own name.
    `paper_wanted` asks for a paper to be looked at: its name, the month or the year, the reader's language.
    `ready_seen` says that whoever was told of a report made by itself knows of it now.
    """

    shows = frozenset(
        "customers referrals purchases vouchers redemptions reversals cancellations answers programmes shop".split()
    )
    paper_wanted = Signal(str, str, str)
    ready_seen = Signal()

    def __init__(
        self,
        db: Database,
        actor: Actor,
        folder: Path | None = None,
        show: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(db, actor)
        with db.read(actor) as tx:
            launch, reader = service.launch(tx), service.reader(tx)
            self._first, self._last = (launch.year, launch.month), (tx.today.year, tx.today.month)
            self._month = max(service.last_complete_month(tx.today), self._first)
        self._apart, self._place = 1, _WAITING
        self._held: dict[int, tuple[Month, ...]] = {}
        self._asked: tuple[Month, ...] = ()
        self.counting, self.sign = Counting(self, db, actor), CountingSign()
        self._waiting = label(_("Counting…"), "body", "text-2")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.chooser, self.view, self.year, self.compare = MonthChooser(), MonthView(), YearView(), CompareView()
        self.parts = Tabs([_("Month"), _("Year"), _("Compare")], _("What is shown"))
        self._views = (self.view, self.year, self.compare, self._waiting)
        self.reader = Choice(["FR", "EN"], _("Language of the PDF"))
        self.look = Button(_("Look and print"), icon="printer", key=_("Ctrl P"))
        self.exports, self.ready = Exports(self, db, actor, folder, show), MadeLine(show)
        self._build()
        self._connect()
        self.reader.choose(_LANGUAGES.index(reader))
        self.reload()

    def reload(self) -> None:
        """Count again what is in sight, beside the screen."""
        with self.db.read(self.actor) as tx:
            self._last = (tx.today.year, tx.today.month)
            self._asked = self._wanted(tx)
        part = self.parts.index()
        for widget in (self.reader, self.look, self.exports.tables, self.exports.pdf):
            widget.setVisible(part != _COMPARE)
        if part == _COMPARE and len(self._asked) == 1:
            self._show_alone()
            return
        self.sign.show_soon(self._months_name(self._asked))
        kept = self._held.get(part)
        if kept is None or (self._place != part and kept != self._asked):
            self._waiting.setText(_("Counting…"))
            kept, part = self._asked, _WAITING
        self._name(kept)
        self._bring(part)
        self.counting.ask(self._asked)

    def memory(self) -> _Memory:
        """The month looked at, beside which other, and the language of its PDF."""
        return _Memory(self._month, self.reader.index(), self.parts.index(), self._apart)

    def remember(self, memory: object) -> None:
        """Look at the same month again."""
        if isinstance(memory, _Memory):
            self._month, self._apart = memory.month, memory.apart
            self.reader.choose(memory.reader)
            self.parts.choose(memory.part)

    def tell_ready(self, of: Month, path: Path) -> None:
        """Say in a quiet line that a month's report was made by itself."""
        said = _("The report is ready: {month}").format(month=month(*of))
        self.ready.say_made(said, path)

    def ask_for_paper(self) -> None:
        """Ask to look at the report of what is shown, and to print it."""
        year, number = self._month
        reader = self._reader()
        if self.parts.index() == _YEAR:
            self.paper_wanted.emit("year", f"{year:04d}", reader)
        elif self.parts.index() == _MONTH:
            self.paper_wanted.emit("month", f"{year:04d}-{number:02d}", reader)

    def export_pdf(self) -> None:
        """Write the PDF of what is shown in another thread, and say where it is."""
        self.export_as(".pdf")

    def export_as(self, suffix: str) -> None:
        """Write what is shown as a PDF or as tables, whichever `suffix` says."""
        if self.parts.index() == _MONTH:
            self.exports.export_month(self._month, suffix, self._reader())
        elif self.parts.index() == _YEAR:
            self.exports.export_year(self._month[0], suffix, self._reader())

    def export_year(self) -> None:
        """Write the report of the year looked at."""
        self.exports.export_year(self._month[0], ".pdf", self._reader())

    def export_outstanding(self) -> None:
        """Write the list of every voucher still owed, as a table for the accountant."""
        self.exports.export_outstanding(self._reader())

    def _reader(self) -> str:
        return _LANGUAGES[self.reader.index()]

    def _go(self, steps: int) -> None:
        months = steps * 12 if self.parts.index() == _YEAR else steps
        self._month = min(max(moved(self._month, months), self._first), self._last)
        self.exports.band.hide()
        self.reload()

    def _other(self) -> Month | None:
        return compare_wording.beside(self._month, self._apart, self._first, self._last)

    def _compare_with(self, apart: int) -> None:
        self._apart = apart
        self.reload()

    def _go_other(self, steps: int) -> None:
        """Walk the other month, past the one looked at."""
        other = self._other()
        if other is not None:
            there = moved(other, steps)
            there = moved(there, steps) if there == self._month else there
            self._compare_with((self._month[0] - there[0]) * 12 + self._month[1] - there[1])

    def _wanted(self, tx: Transaction) -> tuple[Month, ...]:
        """The months to count for the part in sight."""
        if self.parts.index() == _YEAR:
            return tuple(service.months_of(tx, self._month[0]))
        other = self._other() if self.parts.index() == _COMPARE else None
        return (self._month, other) if other else (self._month,)

    def _months_name(self, months: tuple[Month, ...]) -> str:
        return str(months[0][0]) if self.parts.index() == _YEAR else month(*months[0])

    def _name(self, months: tuple[Month, ...]) -> None:
        """Show which months these are, and where one can go from the one asked for."""
        part, ends = self.parts.index(), (self._first, self._last)
        if part == _YEAR:
            ends = (self._first[0], self._month[1]), (self._last[0], self._month[1])
        earlier, later = self._month > ends[0], self._month < ends[1]
        self.chooser.show_month(capital(self._months_name(months)), earlier=earlier, later=later)
        if part == _COMPARE:
            self.compare.offer(months[0], months[1] if len(months) > 1 else None, self._first, self._last)

    def _show_part(self, _part: int) -> None:
        self.exports.band.hide()
        self.reload()

    def _bring(self, place: int) -> None:
        """Show one view alone: what is scrolled is as high as that one."""
        self._place = place
        for index, view in enumerate(self._views):
            view.setVisible(index == place)

    def _say_counted(self, done: int, total: int) -> None:
        self.sign.show_step(self._months_name(self._asked), done, total)

    def _show_counted(self, found: tuple[MonthFigures, ...]) -> None:
        part = self.parts.index()
        if part == _MONTH:
            self.view.show_month(found[0])
        elif part == _YEAR:
            self.year.show_year(YearFigures(found))
        else:
            self.compare.show_months(*found)
        self._held[part] = self._asked
        self.sign.be_quiet()
        self._name(self._asked)
        self._bring(part)

    def _show_alone(self) -> None:
        self.counting.leave()
        self.sign.be_quiet()
        self._name(self._asked)
        self.compare.show_alone()
        self._bring(_COMPARE)

    def _tell_uncounted(self, said: str) -> None:
        """Say why; what is shown stays only if it is what was asked for."""
        self.sign.be_quiet()
        self.exports.band.say_failed(said)
        if self._held.get(self.parts.index()) != self._asked:
            self._waiting.setText(said)
            self._name(self._asked)
            self._bring(_WAITING)

    def _build(self) -> None:
        inside = QWidget()
        column = in_column(
            self._head(), self._second_row(), self.ready, self.exports.band, gap=12, edges=(28, 24, 28, 20)
        )
        inside.setLayout(column)
        for view in self._views:
            column.addWidget(view, 1)
        self._area = scrolled(inside, sideways=True)
        self.setLayout(in_column(self._area))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _head(self) -> QHBoxLayout:
        return in_row(label(_("Reports"), "screen"), self.chooser, ..., self.exports.tables, self.exports.pdf, gap=16)

    def _second_row(self) -> QHBoxLayout:
        return in_row(self.parts, self.sign, ..., self.reader, self.look, gap=16)

    def _connect(self) -> None:
        self.counting.counted.connect(self._show_counted)
        self.counting.failed.connect(self._tell_uncounted)
        self.counting.stepped.connect(self._say_counted)
        self.chooser.stepped.connect(self._go)
        self.exports.wanted.connect(self.export_as)
        self.exports.year_wanted.connect(self.export_year)
        self.exports.outstanding_wanted.connect(self.export_outstanding)
        self.look.clicked.connect(self.ask_for_paper)
        self._add_keys()
        self.ready.seen.connect(self.ready.hide)
        self.ready.seen.connect(self.ready_seen)
        self.parts.chosen.connect(self._show_part)
        self.compare.stepped.connect(self._go_other)
        self.compare.apart_wanted.connect(self._compare_with)
        for table in (self.year.account, self.year.ratios, self.compare.table):
            table.walked.connect(partial(self._keep_in_sight, table))

    def _add_keys(self) -> None:
        """Ctrl+E exports, Ctrl+P looks at the paper, Page Up and Page Down walk the months from anywhere here."""
        keys = {
            "Ctrl+E": self.export_pdf, "Ctrl+P": self.ask_for_paper,
            "PgUp": self.chooser.earlier.click, "PgDown": self.chooser.later.click,
        }  # fmt: skip
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _keep_in_sight(self, table: FigureTable) -> None:
        """Scroll to the row the arrow keys went to."""
        inside, item = self._area.widget(), table.currentItem()
        if table.hasFocus() and inside and item:
            row = table.viewport().mapTo(inside, table.visualItemRect(item).center())
            self._area.ensureVisible(row.x(), row.y(), 0, 60)
