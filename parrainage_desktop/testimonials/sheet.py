"""One testimonial: the six questions with what was answered, how far it is, and what can be done next."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from parrainage_desktop.base.i18n import _, capital
from parrainage_desktop.testimonials import wording
from parrainage_desktop.testimonials.rules import Kind, Question, State, Testimonial, Words
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import ElidedLabel, Field, card, label, show_text
from parrainage_desktop.ui.layouts import in_column, in_row, scrolled
from parrainage_desktop.ui.theme import font

_KINDS = tuple(Kind)
_HIGH = 76


class Answer(QWidget):
    """A question and room for a few lines; Tab goes on to the next."""

    def __init__(self, asked: str) -> None:
        super().__init__()
        self.edit = QPlainTextEdit()
        self.edit.setFont(font("body"))
        self.edit.setFixedHeight(_HIGH)
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(asked)
        self._error = label("", "small", "err-text", wrap=True)
        self._error.hide()
        caption = label(asked, "small-strong", "text-2", wrap=True)
        caption.setBuddy(self.edit)
        self.setLayout(in_column(caption, self.edit, self._error, gap=4))

    def show_error(self, message: str) -> None:
        """Say what is wrong under it; an empty message takes it away."""
        show_text(self._error, message)


class Sheet(QWidget):
    """Shows one testimonial, or an empty one to be noted; the page does what its buttons say."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Testimonial | None = None
        self._kind = Kind.TESTIMONIAL
        self.name, self._standing = ElidedLabel("", "person"), label("", "small", "text-2", wrap=True)
        self.who = Field(_("Customer: name, phone or card"))
        self.kinds = Choice([capital(wording.kind(kind)) for kind in _KINDS], _("Kind"))
        self.signed = Field(_("Signed, in public"))
        self.answers = {asked: Answer(wording.question(asked)) for asked in Question}
        self._said = label("", "strong", "text-2", wrap=True)
        self.save = Button(_("Keep the words"), icon="floppy-disk")
        self.agree = Button(_("The customer agrees to publishing"), icon="check-bold")
        self.read = Button(_("The customer has read it"), icon="eye")
        self.approve = Button(_("Approve"), "primary", "check-bold")
        self.publish = Button(_("Publish"), "primary", "quotes")
        self.take_down = Button(_("Publish no longer"), icon="arrow-counter-clockwise")
        self.revoke = Button(_("Agreement taken back"), "quiet", "prohibit")
        self.copy = Button(_("Copy the text"), icon="copy")
        self.print = Button(_("Print"), icon="printer")
        self.person = Button(_("Open the customer"), "quiet", "users")
        self._build()
        self.show_new()

    def show_new(self) -> None:
        """Empty it for a customer who is yet to be named."""
        self.shown = None
        self.name.setText(_("A new testimonial"))
        self._standing.setText(_("The answers stay in the shop until the customer agrees and you publish them."))
        self.who.set_text("")
        self.kinds.choose(0)
        self._show_words(Words(""))
        self._show_steps()
        self.say("")

    def show_testimonial(self, one: Testimonial) -> None:
        """Show one with its words and what can be done next."""
        self.shown = one
        self.name.setText(one.customer)
        self._standing.setText(f"{capital(wording.state(one.state))} · {wording.agreement(one)}")
        self._kind = one.kind
        self._show_words(one.words)
        self._show_steps()
        self.say("")

    def kind(self) -> Kind:
        """The kind chosen for a new one."""
        return _KINDS[self.kinds.index()]

    def words(self) -> Words:
        """The words as they are typed."""
        said = {asked.value: answer.edit.toPlainText() for asked, answer in self.answers.items()}
        return Words(self.signed.text(), **said)

    def say(self, text: str) -> None:
        """Say how it went."""
        self._said.setText(text)

    def show_error(self, field: str, message: str) -> None:
        """Say what is wrong under the field it is about; an empty name takes all such words away."""
        self.who.show_error(message if field == "who" else "")
        self.signed.show_error(message if field == "signed" else "")
        for asked, answer in self.answers.items():
            answer.show_error(message if field == asked.value else "")
        if field in ("customer", "language"):
            self.say(message)

    def _show_words(self, words: Words) -> None:
        self.show_error("", "")
        self.signed.set_text(words.signed)
        for asked, answer in self.answers.items():
            answer.edit.setPlainText(words.of(asked))

    def _show_steps(self) -> None:
        """Only what can be done now is there to be done."""
        one = self.shown
        state = one.state if one else None
        agreed = one is not None and one.consent_on is not None
        study = one is not None and one.kind is Kind.CASE_STUDY
        for part in (self.who, self.kinds):
            part.setVisible(one is None)
        self.agree.setVisible(one is not None and not agreed)
        self.read.setVisible(study and one is not None and one.read_on is None and state is State.DRAFT)
        self.approve.setVisible(agreed and state is State.DRAFT)
        self.publish.setVisible(state is State.APPROVED)
        self.take_down.setVisible(state is State.PUBLISHED)
        self.revoke.setVisible(agreed)
        self.copy.setVisible(state is State.PUBLISHED)
        self.print.setVisible(one is not None and state is not State.WITHDRAWN)
        self.person.setVisible(one is not None)

    def _build(self) -> None:
        inside = card()
        inner = in_column(
            self.who, self.kinds, self.signed, *self.answers.values(), ..., gap=10, edges=(24, 16, 24, 16)
        )
        inside.setLayout(inner)
        head = in_row((self.name, 1), self.person, self.copy, self.print, gap=12)
        steps = in_row(
            self.revoke, ..., self.save, self.agree, self.read, self.take_down, self.approve, self.publish, gap=12
        )
        self.setLayout(in_column(head, self._standing, (scrolled(inside), 1), self._said, steps, gap=10))
