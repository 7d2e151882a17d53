"""All answers with words, narrowed as one likes; a mistaken one is left out with a reason, and taken back in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.surveys import pane
from parrainage_desktop.surveys.list_rules import Wanted
from parrainage_desktop.surveys.rules import Answer, Origin, Span
from parrainage_desktop.surveys.told import CATEGORIES, Told, kinds, row
from parrainage_desktop.surveys.wording import origin_name, scale_note, why_excluded
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Check
from parrainage_desktop.ui.fields import Field, SearchLine, card, label
from parrainage_desktop.ui.layouts import filled, in_column, in_row
from parrainage_desktop.ui.picker import Picker
from parrainage_desktop.ui.rows import RowList

MOST = 500
_ORIGINS = (None, *Origin)


class AnswersView(QWidget):
    """`narrowed` says that other answers are wanted, `left_out` (answer, reason) and `taken_back` what to do.

    `person_wanted` asks for a customer's record.
    """

    narrowed = Signal()
    left_out = Signal(int, str)
    taken_back = Signal(int)
    person_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._told: Told | None = None
        self.search = SearchLine(_("Words in the comments"), _("Words in the comments"))
        self.kinds = kinds(_("Answers of"))
        self.origin = Picker([_("Every channel"), *map(origin_name, Origin)], _("Channel"))
        self.told, self.quotable = Check(_("With a comment")), Check(_("May be quoted"))
        self.excluded = Check(_("Left out"))
        self.rows, self._count = RowList(_("Answers")), label("", "small", "text-2")
        self._who, self._said = label("", "card", wrap=True), label("", "large", wrap=True)
        self._facts, self._why = label("", "small", "text-2", wrap=True), label("", "strong", "err-text", wrap=True)
        self.reason = Field(_("Why it does not count"))
        self.leave_out = Button(_("Leave it out of the score"), icon="prohibit")
        self.take_back = Button(_("Let it count again"), icon="arrow-counter-clockwise")
        self.person = Button(_("Open the customer"), "quiet", "users")
        self._pane = card()
        self._build()
        self._connect()

    def wanted(self, span: Span) -> Wanted:
        """Which answers are asked for."""
        return Wanted(
            span, CATEGORIES[self.kinds.index()], _ORIGINS[self.origin.index()], self.search.text().strip(),
            self.told.isChecked(), self.quotable.isChecked(), self.excluded.isChecked(),
        )  # fmt: skip

    def show_read(self, found: Told) -> None:
        """Show what was found, the same one chosen where it still is."""
        before = self.rows.key()
        self._told = found
        lines = [row(found, answer) for answer in found.answers]
        self.rows.show_rows(len(lines), lambda offset, count: lines[offset : offset + count])
        if lines and (before is None or not self.rows.choose(before)):
            self.rows.choose(lines[0].key)
        said = ngettext("{count} answer", "{count} answers", found.count).format(count=number(found.count))
        if found.count > len(lines):
            said = _("{all}, the newest {shown} shown").format(all=said, shown=number(len(lines)))
        self._count.setText(said if lines else _("No answer like this."))
        self._show(self.rows.key() if lines else None)

    def show_trouble(self, message: str) -> None:
        """Say why an answer cannot be left out or taken back."""
        self.reason.show_error(message)

    def _answer(self) -> Answer | None:
        key = self.rows.key()
        return next((one for one in self._told.answers if one.id == key), None) if self._told else None

    def _show(self, _key: int | None) -> None:
        answer = self._answer() if _key is not None else None
        self._pane.setVisible(answer is not None)
        if answer is None or self._told is None:
            return
        self._who.setText(f"{answer.score} · {self._told.who(answer)}")
        self._said.setText(answer.comment or _("No comment"))
        quoted = _("May be quoted") if answer.quotable else _("May not be quoted")
        by = _("logged by {name}").format(name=answer.staff) if answer.staff else ""
        called = _("wishes to be called") if answer.call_back else ""
        facts = filter(None, (origin_name(answer.origin), quoted, called, by, scale_note(answer.scale)))
        self._facts.setText(" · ".join(facts))
        self._why.setText(_("Left out: {reason}").format(reason=why_excluded(answer.excluded)))
        self._why.setVisible(bool(answer.excluded))
        self.reason.show_error("")
        for part in (self.reason, self.leave_out):
            part.setVisible(not answer.excluded)
        self.take_back.setVisible(bool(answer.excluded))
        self.person.setVisible(answer.customer_id in self._told.names)

    def _leave_out(self) -> None:
        if answer := self._answer():
            self.left_out.emit(answer.id, self.reason.text())

    def forget_reason(self) -> None:
        """The reason was taken."""
        self.reason.set_text("")

    def _open_person(self) -> None:
        answer = self._answer()
        if answer and answer.customer_id is not None:
            self.person_wanted.emit(answer.customer_id)

    def _connect(self) -> None:
        self.told.setChecked(True)
        for check in (self.told, self.quotable, self.excluded):
            check.toggled.connect(lambda _on: self.narrowed.emit())
        self.kinds.chosen.connect(self.narrowed)
        self.origin.chosen.connect(self.narrowed)
        self.search.textChanged.connect(self.narrowed)
        self.search.moved.connect(self.rows.step)
        self.rows.chosen.connect(self._show)
        self.rows.typed.connect(self.search.insert)
        self.leave_out.clicked.connect(self._leave_out)
        self.reason.line.returnPressed.connect(self._leave_out)
        self.take_back.clicked.connect(lambda: self.taken_back.emit(self.rows.key()))
        self.person.clicked.connect(self._open_person)

    def _build(self) -> None:
        inset = (16, 0, 16, 0)
        first = in_row((self.search, 1), self.kinds, self.origin, gap=12, edges=inset)
        second = in_row(self.told, self.quotable, self.excluded, ..., self._count, gap=12, edges=inset)
        box = filled(card(), in_column(first, second, (self.rows, 1), edges=(1, 12, 1, 1)))
        told = (self._who, self._facts, self._said, self._why)
        acts = (self.reason, self.leave_out, self.take_back, self.person)
        pane.stand(self, box, pane.fill(self._pane, told, acts))
