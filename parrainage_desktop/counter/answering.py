"""A member of staff asks the question aloud and presses the digit."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QWidget

from parrainage_desktop.base.i18n import _, language
from parrainage_desktop.counter.answer_bands import Bands
from parrainage_desktop.counter.till import PersonFacts
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.surveys.campaign_rules import Campaign
from parrainage_desktop.surveys.rules import AlreadyAnswered, Given, Origin, category
from parrainage_desktop.surveys.scale import Digits, ScaleLegend, ScoreKey
from parrainage_desktop.surveys.wording import asked
from parrainage_desktop.surveys.wording import offer as offer_to_replace
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Check
from parrainage_desktop.ui.fields import Dot, ElidedLabel, card, label, rule, show_text
from parrainage_desktop.ui.keys import ENTER
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.theme import font

READ_FIRST = 0.4
"""Seconds before Enter may replace an earlier answer, so that a second press does not."""
_LONG = 70


@dataclass(frozen=True, slots=True)
class Logged:
    """An answer as it was logged; `enrols` when the customer agreed to carry a card.

    `replaces` when it takes the place of their earlier one, `invites` when the way to a review is shown next.
    """

    given: Given
    enrols: bool
    replaces: bool
    invites: bool


@dataclass(frozen=True, slots=True)
class AnswerTyped:
    """The question as it was left: whose answer, and what is pressed, typed and ticked so far."""

    person: int | None
    score: int | None
    comment: str
    ticked: tuple[bool, ...]


class AnsweringView(QWidget):
    """The question; `sent` carries the answer, `left` says that it was given up, `other` asks for somebody else.

    `handed` gives the screen to the customer: their number, or None.
    """

    sent = Signal(object)
    left = Signal()
    other = Signal()
    handed = Signal(object)

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._seconds, self._digits = seconds, Digits(seconds)
        self._campaign: Campaign | None = None
        self._replaces, self._asked_at = False, 0.0
        self._score: int | None = None
        self._person: Customer | None = None
        self._badge = Dot(size=48, role="strong")
        self._name, self._detail = ElidedLabel("", "person"), label("", "small", "text-2")
        self.keys = [ScoreKey(value) for value in range(11)]
        self.comment = Comment()
        self._bands = Bands()
        self.enrol, self.call_back = self._bands.enrol, self._bands.call_back
        self.quotable, self.paper = Check(_("May be quoted")), Check(_("Answered on paper"))
        self.review = Check(_("Review link"))
        self._question = label("", "question", wrap=True)
        self._hint = label(_("0 to 9, then Enter, is enough. For 10, type 1 and 0."), "small", "text-2")
        self._trouble = label("", "strong", "err-text", wrap=True)
        self.save = Button(_("Save"), "primary", "check-bold", _("Enter"), 64)
        self.hand = Button(_("Hand the screen"), icon="monitor", height=64, font_role="strong")
        self.anonymous = Button(_("Anonymous"), icon="eye-slash")
        self.someone = Button(_("Other customer"), icon="users")
        self.give_up = Button(_("Give up"), icon="x", key=_("Esc"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self._connect()

    def begin(self, facts: PersonFacts | None, offer: str, campaign: Campaign | None = None) -> None:
        """Start a new answer of somebody, or of nobody known, to a campaign or to none.

        `offer` is for those who recommend the shop and are no referrer yet.
        """
        self._campaign = campaign
        words = _("“{words}”").format(words=asked(campaign, language()))
        self._question.setText(words)
        self._question.setFont(font("question" if len(words) <= _LONG else "card-large"))
        self._person = person = facts.person if facts else None
        standing = facts.referrer if facts else ""
        self._badge.set_text(person.initials if person else "?")
        self._name.setText(person.name if person else _("Anonymous"))
        self._detail.setText(facts.lately if facts else "")
        self._bands.show_offer(offer, standing)
        self.show_trouble("")
        self.anonymous.setVisible(person is not None)
        self.comment.setPlainText("")
        for check in (self.enrol, self.call_back, self.quotable, self.paper, self.review):
            check.setChecked(False)
        self.choose(None)
        self.setFocus()

    def choose(self, score: int | None) -> None:
        """Light up a score."""
        self._score = score
        for value, key in enumerate(self.keys):
            key.setChecked(value == score)
        self._replaces = False
        self._bands.show_for(category(score) if score is not None and self._person is not None else None)
        self.save.setEnabled(score is not None)
        self._say_what_enter_does()

    def ask_to_replace(self, earlier: AlreadyAnswered) -> None:
        """They answered this campaign before: say so in place; Enter replaces it, Esc leaves it as it was."""
        self.show_trouble(offer_to_replace(earlier))
        self._replaces, self._asked_at = True, self._seconds()
        self._say_what_enter_does()

    def submit(self) -> None:
        """Log the answer, once there is a score."""
        if self._score is None:
            return
        if self._replaces and self._seconds() - self._asked_at < READ_FIRST:
            return
        self.show_trouble("")
        given = Given(
            self._score, self._person.id if self._person else None, self.comment.toPlainText(),
            Origin.PAPER if self.paper.isChecked() else Origin.COUNTER,
            self._campaign.id if self._campaign else None,
            call_back=self._bands.calls(), quotable=self.quotable.isChecked(),
        )  # fmt: skip
        self.sent.emit(Logged(given, self._bands.enrols(), self._replaces, self.review.isChecked()))

    def show_trouble(self, message: str) -> None:
        """Say that the answer was not saved, and why; it stays as it is."""
        show_text(self._trouble, message)
        self._hint.setVisible(not message)

    def memory(self) -> AnswerTyped:
        """The answer so far."""
        return AnswerTyped(
            self._person.id if self._person else None, self._score, self.comment.toPlainText(),
            tuple(check.isChecked() for check in self._checks()),
        )  # fmt: skip

    def remember(self, typed: AnswerTyped) -> None:
        """Take it up again."""
        self.comment.setPlainText(typed.comment)
        for check, ticked in zip(self._checks(), typed.ticked, strict=True):
            check.setChecked(ticked)
        self.choose(typed.score)

    def _checks(self) -> tuple[Check, ...]:
        return self.enrol, self.call_back, self.quotable, self.paper, self.review

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, of the pad or of either row of the keyboard."""
        score = self._digits.score(event.text(), self._score)
        if score is None:
            super().keyPressEvent(event)
        else:
            self.choose(score)

    def _say_what_enter_does(self) -> None:
        saved = _("Save and print the card") if self._bands.enrols() else _("Save")
        self.save.setText(_("Replace it") if self._replaces else saved)
        self.save.updateGeometry()

    def _build(self) -> None:
        head = in_row((label(_("Log an answer"), "screen"), 1), self.give_up)
        foot = in_row((self._hint, 1), (self._trouble, 1), self.hand, self.save)
        self.setLayout(in_column(head, (self._sheet(), 1), foot, gap=16, edges=(28, 24, 28, 24)))

    def _sheet(self) -> QFrame:
        box = card("hero")
        self.comment.setFixedHeight(52)
        self.comment.setTabChangesFocus(True)
        self.comment.setFont(font("body"))
        name = label(_("What explains this score? (optional)"), "small-strong", "text-2")
        name.setBuddy(self.comment)
        self.comment.setAccessibleName(name.text())
        about = in_row((name, 1), self.quotable, self.paper, self.review, gap=16)
        column = in_column(
            self._who(),
            rule(),
            ...,
            label(_("Read to the customer"), "small-strong", "text-3"),
            self._question,
            self._scale(),
            ScaleLegend(),
            ...,
            about,
            self.comment,
            gap=7,
            edges=(28, 12, 28, 12),
        )
        box.setLayout(column)
        column.addStretch(2)
        column.addWidget(self._bands)
        return box

    def _who(self) -> QHBoxLayout:
        words = in_column(self._name, self._detail, gap=0)
        return in_row(self._badge, (words, 1), self.someone, self.anonymous, gap=16)

    def _scale(self) -> QHBoxLayout:
        return in_row(*self.keys, gap=10)

    def _connect(self) -> None:
        for key in self.keys:
            key.clicked.connect(lambda _on, value=key.value: self.choose(value))
        self.enrol.toggled.connect(self._say_what_enter_does)
        self.save.clicked.connect(self.submit)
        order: tuple[QWidget, ...] = (
            self, self.comment, self.quotable, self.paper, self.review, self.enrol, self.call_back, self.save,
            self.hand, self.someone, self.anonymous,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.hand.clicked.connect(lambda: self.handed.emit(self._person.id if self._person else None))
        self.give_up.clicked.connect(self.left)
        self.someone.clicked.connect(self.other)
        self.anonymous.clicked.connect(lambda: self.begin(None, "", self._campaign))


class Comment(QPlainTextEdit):
    """A few words; Enter saves, Shift and Enter begins a line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page."""
        enter = event.key() in ENTER
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)
