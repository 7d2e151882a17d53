"""The scheme on the screen: its parameters, the sentence that follows them, what they cost, and saving them."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from parrainage_desktop.base import terminal
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, day_month_year, language, ngettext, number
from parrainage_desktop.programme import service, spelling, wording
from parrainage_desktop.programme.beside import CostCard, InPlainWords
from parrainage_desktop.programme.checks import Problem
from parrainage_desktop.programme.comparison_card import ComparisonCard
from parrainage_desktop.programme.cost import Practice, cost
from parrainage_desktop.programme.form import EFFECTIVE_FROM, Form
from parrainage_desktop.programme.rules import Compared, Programme, Terms
from parrainage_desktop.programme.sentence import marked, sentence
from parrainage_desktop.programme.templates import TEMPLATES, template, title
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel, Tag, card, label, show_text, sign
from parrainage_desktop.ui.layouts import empty, filled, in_column, in_row, scrolled
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.theme import font

_KEPT_BY_TEMPLATES = ("usual_cost", "margin")
"""What the shop knows of itself, whichever scheme it runs."""

SCROLL_BAR = 14
"""Pixels the scroll bar takes from the fields beside it."""


class ProgrammePage(Page):
    """The version in force, and the next one while it is being made. `statements_requested` asks for what is due.

    `tiers_requested` asks for what each tier of ambassadors asks.
    """

    shows = frozenset("programmes draws referrals purchases vouchers redemptions reversals cancellations gifts".split())
    statements_requested = Signal()
    tiers_requested = Signal()

    def __init__(
        self, db: Database, actor: Actor, practice: Callable[[Transaction], Practice],
        compared: Callable[[Transaction], Compared | None] = lambda _tx: None,
    ) -> None:  # fmt: skip
        super().__init__(db, actor)
        self._month, self._compared = practice, compared
        self.comparison = ComparisonCard()
        self._read()
        self.form = Form(self._base.currency)
        self.words, self.cost = InPlainWords(), CostCard()
        self.templates = Button(_("Ready schemes"), icon="caret-down")
        self.statements = Button(_("Statements"), icon="receipt")
        self.undo = Button(_("Undo the changes"), icon="arrow-counter-clockwise")
        self.save = Button(_("Save"), "primary", "check-bold", _("Ctrl S"))
        self.said, self._name = ElidedLabel("", "body", "text-2"), ElidedLabel("", "strong", "text-2")
        self._tags = QHBoxLayout()
        self._build()
        self._connect()
        self._show_base()

    def reload(self) -> None:
        """Read the scheme again; what is being changed stays as it is."""
        clean, shown = not self._changes(), (self._base, self._next, self._today)
        self._read()
        if clean and shown != (self._base, self._next, self._today):
            self._show_base()
        else:
            self._follow()

    def memory(self) -> dict[str, str]:
        """What every control says, by the parameter’s name."""
        return self.form.words()

    def remember(self, memory: object) -> None:
        """Say the same again."""
        if isinstance(memory, dict):
            self.form.show_words(memory)
            self._follow()

    def save_changes(self) -> None:
        """Put the scheme in force from its day, or say beside each parameter what is wrong."""
        self._follow()
        terms, effective_from, errors = self._typed()
        if errors:
            self._tell_wrong(errors)
        elif terms.variant is None:
            self._tell(self._propose(terms, effective_from))
        elif self.form.isEnabled():
            self._draw(terms, effective_from)

    def _draw(self, terms: Terms, effective_from: date) -> None:
        """Put a comparison in force in another thread: everybody is drawn, a million people in a second or more."""
        self.form.setEnabled(False)
        self.save.setEnabled(False)
        self.said.setText(_("Everybody is being drawn for one half…"))
        job = jobs.start(lambda _progress: self._propose(terms, effective_from), self._tell)
        job.failed.connect(self._tell_failed)

    def _propose(self, terms: Terms, effective_from: date) -> Programme | tuple[Problem, ...]:
        with self.db.write(self.actor) as tx:
            return service.propose(tx, terms, effective_from)

    def _tell(self, answer: Programme | tuple[Problem, ...]) -> None:
        self.form.setEnabled(True)
        if isinstance(answer, Programme):
            self._tell_saved(answer)
        else:
            self._tell_wrong(_told(answer, self._base.currency))

    def _tell_failed(self, raised: BaseException) -> None:
        self.form.setEnabled(True)
        self._follow()
        broke = _("Nothing was changed: something broke in the program itself.")
        self.said.setText(raised.message if isinstance(raised, UserError | InvalidInput) else broke)

    def use_template(self, name: str) -> None:
        """Fill in a ready scheme; nothing is saved yet."""
        known = spelling.spelled(self._base.terms)
        words = spelling.spelled(template(name)) | {key: known[key] for key in _KEPT_BY_TEMPLATES}
        self.form.show_words(words)
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S saves."""
        if event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.save_changes()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        with self.db.read(self.actor) as tx:
            self._today = tx.today
            self._base = service.current(tx)
            versions = service.versions(tx)
            self._next = [one for one in versions if one.effective_from > tx.today]
            self._shared = any(one.terms.revenue_share for one in versions)
            self._practice = self._month(tx)
        if any(one.terms.variant for one in versions):
            jobs.start(lambda _progress: self._count(), self.comparison.show_compared)

    def _count(self) -> Compared | None:
        """How the comparison stands: of a million people drawn, work for another thread."""
        with self.db.read(self.actor) as tx:
            return self._compared(tx)

    def _show_base(self) -> None:
        words = spelling.spelled(self._base.terms)
        self.form.show_words(words | {EFFECTIVE_FROM: self._today.isoformat()})
        self.said.setText(self._standing())
        self._follow()

    def _typed(self) -> tuple[Terms, date, dict[str, str]]:
        """The terms as far as they can be read, their first day, and what cannot be read."""
        terms, day, errors = self._base.terms, self._today, dict[str, str]()
        for key, text in self.form.words().items():
            try:
                if key == EFFECTIVE_FROM:
                    day = terminal.day(key, text)
                elif not spelling.idle(key, text, terms):
                    terms = spelling.changed(terms, {key: text}, self._today)
            except InvalidInput as error:
                errors[key] = error.message
        return terms, day, errors

    def _changes(self) -> int:
        terms, day, errors = self._typed()
        old, new = spelling.spelled(self._base.terms), spelling.spelled(terms)
        return sum(old[key] != new[key] for key in old) + len(errors) + (day != self._today)

    def _follow(self) -> None:
        """Say and count the scheme as it stands."""
        terms, _day, _errors = self._typed()
        currency = self._base.currency
        found = cost(terms, self._practice)
        self.words.sentence.show_marked(marked(terms, currency))
        self.cost.show_cost(terms, currency, self._practice, found, self._spent(terms))
        show_text(self._name, terms.called(language()))
        self.form.show_what_matters(terms)
        self._show_tags()

    def _check(self, key: str) -> None:
        """Say what is wrong with a parameter once it is done with, and forget what no longer is."""
        errors = self._wrong()
        for other in {key, *self.form.complaints()}:
            self.form.show_error(other, errors.get(other, ""))

    def _wrong(self) -> dict[str, str]:
        """Everything wrong with the scheme as it stands, by the row it is said beside."""
        terms, effective_from, errors = self._typed()
        with self.db.read(self.actor) as tx:
            return _told(service.wrong_with(tx, terms, effective_from), self._base.currency) | errors

    def _spent(self, terms: Terms) -> int:
        """What counts against the budget by now, in cents."""
        with self.db.read(self.actor) as tx:
            return service.spent(tx, terms)

    def _show_tags(self) -> None:
        empty(self._tags)
        changes = self._changes()
        if self._base.stopped(self._today):
            self._tags.addWidget(Tag(_("Ended"), "error", "prohibit"))
        else:
            since = _("In force since {day}").format(day=day_month_year(self._base.effective_from))
            self._tags.addWidget(Tag(since, "ok", "check-circle-fill"))
        self._tags.addStretch(1)
        if changes:
            said = ngettext("{count} change to save", "{count} changes to save", changes)
            if self._base.terms.variant:
                self._tags.addWidget(Tag(_("Saving ends the comparison"), "warning", "warning-circle-fill"))
            self._tags.addWidget(Tag(said.format(count=number(changes)), "warning"))
        self.undo.setVisible(bool(changes))
        self.statements.setVisible(self._shared)
        self.save.setEnabled(bool(changes) and self.form.isEnabled())

    def _standing(self) -> str:
        if self._next:
            day = day_month_year(self._next[-1].effective_from)
            return _("Another version follows on {day}. Vouchers already issued keep their terms.").format(day=day)
        if (last := self._base.terms.ends_on) and self._base.stopped(self._today):
            said = _("Ended on {day}: no new friend is registered. Vouchers already issued are good until their date.")
            return said.format(day=day_month_year(last))
        if variant := self._base.terms.variant:
            said = _("A comparison runs until {day}: whatever you save before ends it.")
            return said.format(day=day_month_year(variant.until))
        return _("Vouchers already issued keep their terms. Nothing changes for them.")

    def _tell_saved(self, made: Programme) -> None:
        self._read()
        self._show_base()
        self.said.setText(_("Saved: in force from {day}.").format(day=day_month_year(made.effective_from)))

    def _tell_wrong(self, errors: dict[str, str]) -> None:
        """Say what is wrong beside the fields; what has no field here is said at the foot."""
        self.form.show_errors(errors)
        beside = [key for key in self.form.controls if key in errors]
        if not beside:
            self.said.setText(next(iter(errors.values())))
            return
        self.said.setText(_("Nothing was changed: see beside the fields."))
        self._go_to(beside[0])

    def _go_to(self, key: str) -> None:
        self.form.focus_on(key)
        self._area.ensureWidgetVisible(self.form.controls[key])

    def _copy(self) -> None:
        terms, _day, _errors = self._typed()
        QGuiApplication.clipboard().setText(sentence(terms, self._base.currency))
        self.said.setText(_("The text is copied."))

    def _build(self) -> None:
        self._area = scrolled(self.form)
        self._area.setMinimumWidth(self.form.minimumSizeHint().width() + SCROLL_BAR)
        columns = in_row((self._area, 3), (scrolled(self._beside()), 2), gap=20, edges=(28, 0, 28, 0))
        self.setLayout(in_column(self._head(), (columns, 1), self._foot(), gap=16, edges=(0, 24, 0, 0)))

    def _head(self) -> QHBoxLayout:
        title = in_column(label(_("Programme"), "screen"), self._name, gap=0)
        return in_row(title, (self._tags, 1), self.templates, gap=16, edges=(28, 0, 28, 0))

    def _beside(self) -> QWidget:
        statements = (self.statements, Qt.AlignmentFlag.AlignLeft)
        return filled(QWidget(), in_column(self.words, self.comparison, self.cost, statements, ..., gap=16))

    def _foot(self) -> QFrame:
        foot = card("notice-busy")
        mark = sign("info", "text-2", 20)
        foot.setLayout(in_row(mark, (self.said, 1), self.undo, self.save, gap=16, edges=(28, 14, 28, 14)))
        return foot

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.setFont(font("body"))
        for name in TEMPLATES:
            menu.addAction(title(name), partial(self.use_template, name))
        menu.popup(self.templates.mapToGlobal(self.templates.rect().bottomLeft()))
        self.menu = menu

    def _connect(self) -> None:
        self.form.changed.connect(self._follow)
        self.form.left.connect(self._check)
        self.templates.clicked.connect(self._menu)
        self.statements.clicked.connect(self.statements_requested)
        self.form.tiers.clicked.connect(self.tiers_requested)
        self.undo.clicked.connect(self._show_base)
        self.save.clicked.connect(self.save_changes)
        self.words.copy.clicked.connect(self._copy)
        self.cost.enter.clicked.connect(lambda: self._go_to("usual_cost"))


def _told(faults: tuple[Problem, ...], currency: str) -> dict[str, str]:
    """The first fault of each row, in words."""
    return {spelling.key(one.field): wording.fault(one, currency) for one in reversed(faults)}
