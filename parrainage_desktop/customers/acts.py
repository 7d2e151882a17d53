"""What is done for one customer beside the list: a few words or figures typed, Enter does it, Esc gives up."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Field, card, label, show_text
from parrainage_desktop.ui.layouts import foot, in_column


class Act(Enum):
    """What can be done for a customer with a few words."""

    PURCHASE = "purchase"
    VOUCHER = "voucher"
    NOTE = "note"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class ActTyped:
    """What is being done, and what was typed for it, field by field."""

    act: Act
    texts: tuple[str, ...]


class ActForm(QWidget):
    """One act for one customer; `sent` carries what was typed, field by field, `left` says it was given up."""

    sent = Signal(object)
    left = Signal()

    def __init__(self, act: Act, name: str) -> None:
        super().__init__()
        title, said, self._names, save = _words(act)
        self.act = act
        self.fields = [Field(caption, large=True) for _field, caption in self._names]
        self._trouble = label("", "strong", "err-text", wrap=True)
        self.save = Button(save, "primary", "check-bold", _("Enter"), 56)
        self.give_up = Button(_("Give up"), icon="x", key=_("Esc"), height=56)
        self._build(title, said, name)
        self.save.clicked.connect(self.submit)
        self.give_up.clicked.connect(self.left)

    def take_focus(self) -> None:
        """Go to the first thing to type."""
        (self.fields[0].line if self.fields else self.save).setFocus()

    def submit(self) -> None:
        """Send what was typed."""
        self.show_trouble("")
        for field in self.fields:
            field.show_error("")
        self.sent.emit([field.text() for field in self.fields])

    def show_error(self, name: str, message: str) -> None:
        """Say what is wrong under the field it is about."""
        names = [field for field, _caption in self._names]
        shown = self.fields[names.index(name) if name in names else 0]
        shown.show_error(message)
        shown.line.setFocus()

    def show_trouble(self, message: str) -> None:
        """Say that nothing was done, and why; what was typed stays."""
        show_text(self._trouble, message)

    def memory(self) -> ActTyped:
        """What is being done, and what was typed."""
        return ActTyped(self.act, tuple(field.text() for field in self.fields))

    def remember(self, texts: Sequence[str]) -> None:
        """Type it again."""
        for field, text in zip(self.fields, texts, strict=True):
            field.set_text(text)

    def _build(self, title: str, said: str, name: str) -> None:
        head = label(title, "screen")
        head.setMinimumHeight(44)
        box = card()
        inner = in_column(
            label(name, "card", wrap=True),
            label(said, "body", "text-2", wrap=True),
            *self.fields,
            gap=14,
            edges=(24, 20, 24, 20),
        )
        box.setLayout(inner)
        column = in_column(head, box, ..., foot(self._trouble, self.give_up, self.save), gap=16, edges=(24, 24, 24, 20))
        self.setLayout(column)
        self._trouble.hide()


def _words(act: Act) -> tuple[str, str, tuple[tuple[str, str], ...], str]:
    """Title, what it does, the fields with their captions, and the button."""
    amount = ("amount", _("Amount"))
    return {
        Act.PURCHASE: (
            _("Record a purchase"),
            _("A reference figure, not a payment; it may complete a referral. Leave it empty when it is not known."),
            (("amount", _("Reference amount (optional)")),),
            _("Record"),
        ),
        Act.VOUCHER: (
            _("Give a voucher"),
            _("A goodwill gesture; the reason is kept with the voucher."),
            (amount, ("reason", _("Reason"))),
            _("Give the voucher"),
        ),
        Act.NOTE: (
            _("Add a note"),
            _("Only what the customer may read: they can ask to see it."),
            (("note", _("Note")),),
            _("Save the note"),
        ),
        Act.CARD: (
            _("Replace a lost card"),
            _("The customer gets a new card. From now on the old one says at the counter that it was replaced."),
            (),
            _("Replace the card"),
        ),
    }[act]
