"""A member of staff asks the question aloud and presses the digit."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter.scale import ScaleLegend, ScoreKey
from parrainage_desktop.counter.till import PersonFacts
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.surveys.rules import Category, category
from parrainage_desktop.surveys.wording import question
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Check
from parrainage_desktop.ui.fields import Dot, ElidedLabel, card, label, rule
from parrainage_desktop.ui.icons import pixmap
from parrainage_desktop.ui.theme import colour, font

TEN_WITHIN = 0.8
"""Seconds in which a 0 after a 1 makes a 10."""
_AZERTY = dict(zip("&é\"'(-è_çà", range(1, 11), strict=True))


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was logged; `enrols` when the customer agreed to carry a card."""

    customer_id: int | None
    score: int
    comment: str
    enrols: bool


class AnsweringView(QWidget):
    """The question; `sent` carries the answer, `left` says that it was given up, `other` asks for somebody else."""

    sent = Signal(object)
    left = Signal()
    other = Signal()

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._seconds, self._one_at = seconds, -1.0
        self._score: int | None = None
        self._person: Customer | None = None
        self._badge = Dot(size=48, role="strong")
        self._name, self._detail = ElidedLabel("", "person"), label("", "small", "text-2")
        self.keys = [ScoreKey(value) for value in range(11)]
        self.comment = Comment()
        self.enrol = Check(_("Become a referrer"))
        self._offer, self._offered = QFrame(), ElidedLabel("", "small", "text-2")
        self._hint = label(_("0 to 9, then Enter, is enough. For 10, type 1 and 0."), "small", "text-2")
        self._trouble = label("", "strong", "err-text", wrap=True)
        self.save = Button(_("Save"), "primary", "check-bold", _("Enter"), 64)
        self.anonymous = Button(_("Anonymous"), icon="eye-slash")
        self.someone = Button(_("Other customer"), icon="users")
        self.give_up = Button(_("Give up"), icon="x", key=_("Esc"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self._connect()

    def begin(self, facts: PersonFacts | None, offer: str) -> None:
        """Start a new answer of somebody, or of nobody known.

        `offer` is for those who recommend the shop and are no referrer yet.
        """
        self._person = person = facts.person if facts else None
        standing = facts.referrer if facts else ""
        self._badge.set_text(person.initials if person else "?")
        self._name.setText(person.name if person else _("Anonymous"))
        self._detail.setText(facts.lately if facts else "")
        self._offered.setText(standing or offer)
        self.enrol.setVisible(not standing)
        self.show_trouble("")
        self.anonymous.setVisible(person is not None)
        self.comment.setPlainText("")
        self.enrol.setChecked(False)
        self.choose(None)
        self.setFocus()

    def choose(self, score: int | None) -> None:
        """Light up a score."""
        self._score = score
        for value, key in enumerate(self.keys):
            key.setChecked(value == score)
        promoter = score is not None and category(score) is Category.PROMOTER
        self._offer.setVisible(promoter and self._person is not None)
        self.save.setEnabled(score is not None)
        self._say_what_enter_does()

    def press_digit(self, digit: int) -> None:
        """Take a digit; a 0 right after a 1 makes a 10."""
        now = self._seconds()
        ten = digit == 0 and self._score == 1 and now - self._one_at <= TEN_WITHIN
        self._one_at = now if digit == 1 else -1.0
        self.choose(10 if ten else digit)

    def submit(self) -> None:
        """Log the answer, once there is a score."""
        if self._score is None:
            return
        self.show_trouble("")
        enrols = self.enrol.isChecked() and self._offer.isVisibleTo(self)
        person = self._person.id if self._person else None
        self.sent.emit(Given(person, self._score, self.comment.toPlainText(), enrols))

    def show_trouble(self, message: str) -> None:
        """Say that the answer was not saved, and why; it stays as it is."""
        self._trouble.setText(message)
        self._trouble.setVisible(bool(message))
        self._hint.setVisible(not message)

    def memory(self) -> Mapping[str, object]:
        """The answer so far."""
        return {
            "score": self._score,
            "comment": self.comment.toPlainText(),
            "enrols": self.enrol.isChecked(),
            "person": self._person.id if self._person else None,
        }

    def remember(self, memory: Mapping[str, object]) -> None:
        """Take it up again."""
        score = memory.get("score")
        self.comment.setPlainText(str(memory.get("comment") or ""))
        self.enrol.setChecked(bool(memory.get("enrols")))
        self.choose(score if isinstance(score, int) else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, of the pad or of either row of the keyboard."""
        text = event.text()
        if text.isascii() and text.isdigit():
            self.press_digit(int(text))
        elif text in _AZERTY:
            self.press_digit(_AZERTY[text] % 10)
        else:
            super().keyPressEvent(event)

    def _say_what_enter_does(self) -> None:
        enrols = self.enrol.isChecked() and self._offer.isVisibleTo(self)
        self.save.setText(_("Save and print the card") if enrols else _("Save"))
        self.save.updateGeometry()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(label(_("Log an answer"), "screen"), 1)
        head.addWidget(self.give_up)
        column.addLayout(head)
        column.addWidget(self._sheet(), 1)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._trouble, 1)
        foot.addWidget(self.save)
        column.addLayout(foot)

    def _sheet(self) -> QFrame:
        box = card("hero")
        column = QVBoxLayout(box)
        column.setContentsMargins(28, 14, 28, 14)
        column.setSpacing(7)
        column.addLayout(self._who())
        column.addWidget(rule())
        column.addStretch(1)
        column.addWidget(label(_("Read to the customer"), "small-strong", "text-3"))
        column.addWidget(label(_("“{words}”").format(words=question()), "question", wrap=True))
        column.addLayout(self._scale())
        column.addWidget(ScaleLegend())
        column.addStretch(1)
        self.comment.setFixedHeight(64)
        self.comment.setTabChangesFocus(True)
        self.comment.setFont(font("body"))
        name = label(_("What explains this score? (optional)"), "small-strong", "text-2")
        name.setBuddy(self.comment)
        self.comment.setAccessibleName(name.text())
        column.addWidget(name)
        column.addWidget(self.comment)
        column.addStretch(2)
        column.addWidget(self._offering())
        return box

    def _who(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._badge)
        row.addLayout(words, 1)
        row.addWidget(self.someone)
        row.addWidget(self.anonymous)
        return row

    def _scale(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        for key in self.keys:
            row.addWidget(key)
        return row

    def _offering(self) -> QFrame:
        self._offer.setProperty("card", "accent")
        self._offer.setFixedHeight(68)
        keeps_its_place = self._offer.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self._offer.setSizePolicy(keeps_its_place)
        sign = label("")
        sign.setPixmap(pixmap("handshake", colour("accent-text"), 28))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(ElidedLabel(_("A customer who gladly recommends you"), "strong"))
        words.addWidget(self._offered)
        words.addStretch(1)
        row = QHBoxLayout(self._offer)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(16)
        row.addWidget(sign)
        row.addLayout(words, 1)
        row.addWidget(self.enrol)
        return self._offer

    def _connect(self) -> None:
        for key in self.keys:
            key.clicked.connect(lambda _on, value=key.value: self.choose(value))
        self.enrol.toggled.connect(self._say_what_enter_does)
        self.save.clicked.connect(self.submit)
        order: tuple[QWidget, ...] = (self, self.comment, self.enrol, self.save, self.someone, self.anonymous)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.give_up.clicked.connect(self.left)
        self.someone.clicked.connect(self.other)
        self.anonymous.clicked.connect(lambda: self.begin(None, ""))


class Comment(QPlainTextEdit):
    """A few words; Enter saves, Shift and Enter begins a line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)
