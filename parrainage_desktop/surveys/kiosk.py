"""The kiosk: a customer answers alone in front of the screen; only the shop's code leads out of it."""

import time
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, in_language
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.staff import service as staff
from parrainage_desktop.staff.rules import Lock
from parrainage_desktop.surveys import at_kiosk, service, wording
from parrainage_desktop.surveys.campaign_rules import Campaign
from parrainage_desktop.surveys.kiosk_code import CodeView
from parrainage_desktop.surveys.kiosk_ground import Ground, Sign
from parrainage_desktop.surveys.kiosk_views import QuestionView, SaidView, ThanksView, WriteView
from parrainage_desktop.surveys.rules import Category, Origin, category
from parrainage_desktop.ui.layouts import in_column

ONCE_WITHIN, DOUBLE_WITHIN = 2.0, 0.5
"""Seconds in which a second touch of the scale is the same one, and in which nothing else is meant by it either."""
THANKS_MS, WRITING_MS, SAID_MS, PAUSE_MS = 15_000, 45_000, 6_000, 1_000
_EDGE, _INSET = 56, 27
"""Pixels around all there is, and what is asked stands in by more."""


class Kiosk(Ground):
    """One question again and again, or once for a `person`; `over` when that person has answered already.

    `opened` when customers may come, `handed` when the one person has answered, `left` when the shop is back.
    """

    opened = Signal()
    handed = Signal()
    left = Signal()

    def __init__(
        self, db: Database, actor: Actor, person: int | None = None, *, over: bool = False,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._db, self._actor, self._person = db, Actor("", actor.till), person
        self._over, self._seconds = over, seconds
        self._answer: int | None = None
        self._campaign: Campaign | None = None
        self._touched_at = -ONCE_WITHIN
        self._view: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        with db.read(actor) as tx:
            self._shop = preferences.shop(tx)
            ready = staff.has_code(tx, Lock.KIOSK)
        self._language = self._shop.language
        self._back = QTimer(self, singleShot=True)
        self._back.timeout.connect(self._end)
        sign = Sign(self._shop.name)
        sign.held.connect(self.ask_code)
        self._column = in_column(sign, edges=(_EDGE, 36, _EDGE, 40))
        self.setLayout(self._column)
        QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_L), self, self.ask_code)
        if ready:
            QTimer.singleShot(0, self, self.opened.emit)
            self._start()
        else:
            self._choose_code()

    @property
    def view(self) -> QWidget:
        """What is shown now."""
        assert self._view is not None
        return self._view

    def take_focus(self) -> None:
        """Put the keyboard where a code is typed, or else where it does nothing."""
        (self._view.line if isinstance(self._view, CodeView) else self).setFocus()

    def ask_code(self) -> None:
        """Let the shop back in, with its code."""
        if isinstance(self._view, CodeView):
            return
        with in_language(self._shop.language):
            view = CodeView(self._db, self._actor, choosing=False)
        view.right.connect(self.left)
        view.left.connect(self._end)
        self._show(view, WRITING_MS)
        view.line.setFocus()

    def _choose_code(self) -> None:
        with in_language(self._shop.language):
            view = CodeView(self._db, self._actor, choosing=True)
        view.right.connect(self._open)
        view.left.connect(self.left)
        self._show(view, 0)
        view.line.setFocus()

    def _open(self) -> None:
        self.opened.emit()
        self._start()

    def _start(self) -> None:
        """The question, in the shop's language, as if nobody had been here."""
        self._answer = None
        if self._over:
            with in_language(self._language):
                self._say(_("Thank you!"), _("You may hand the screen back."), 0)
        else:
            self._language = self._shop.language
            self._ask()

    def _ask(self) -> None:
        """What a customer reads is what their answer belongs to; a store out of reach leaves the question as it was."""
        with suppress(UserError), self._db.read(self._actor) as tx:
            self._campaign = service.running_campaign(tx, Origin.KIOSK)
        with in_language(self._language):
            view = QuestionView(wording.asked(self._campaign, self._language), anonymous=self._person is None)
        view.scored.connect(self._score)
        view.skipped.connect(self._skip)
        view.language_wanted.connect(self._speak)
        self._show(view, 0)

    def _speak(self, code: str) -> None:
        """Another language for this answer; who changes it and goes away leaves no trace."""
        self._language = code
        self._ask()
        self._back.start(WRITING_MS)

    def _skip(self) -> None:
        self._over = self._person is not None
        self._start()

    def _score(self, value: int) -> None:
        now = self._seconds()
        if now - self._touched_at < ONCE_WITHIN:
            return
        self._touched_at = now
        if not self._write(lambda tx: self._keep(tx, value)):
            self._answer = None
            return
        if self._person is not None:
            self.handed.emit()
        self._thank(value)

    def _keep(self, tx: Transaction, value: int) -> None:
        self._answer = at_kiosk.touch(tx, value, self._person, self._campaign.id if self._campaign else None)

    def _thank(self, value: int) -> None:
        with in_language(self._language):
            view = ThanksView(offers_cards=category(value) is Category.PROMOTER)
        for wanted, act in (
            (view.write, self._comment), (view.call, self._phone), (view.cards, self._cards), (view.done, self._end),
        ):  # fmt: skip
            wanted.connect(lambda act=act: self._after_a_moment(act))
        self._show(view, THANKS_MS)

    def _after_a_moment(self, act: Callable[[], None]) -> None:
        """The second half of a double touch on the scale lands on what is shown next, and means nothing there."""
        if self._seconds() - self._touched_at >= DOUBLE_WITHIN:
            act()

    def _comment(self) -> None:
        with in_language(self._language):
            view = WriteView(_("What explains your score?"), note=_("Please write nothing about your health."))
        pause = QTimer(view, singleShot=True, interval=PAUSE_MS)
        pause.timeout.connect(lambda: self._write(self._said(view.line.text())))
        view.touched.connect(pause.start)
        view.sent.connect(self._finish_comment)
        self._show_writing(view)
        view.left.connect(self._drop_comment)

    def _drop_comment(self) -> None:
        """Who goes back takes back what was kept while they wrote."""
        self._finish_comment("")

    def _finish_comment(self, text: str) -> None:
        if self._write(self._said(text)):
            self._end()

    def _phone(self) -> None:
        with in_language(self._language):
            note = _("We call within two days. If we know this number, we will know that the answer is yours.")
            view = WriteView(_("Which number may we call?"), digits=True, note=note)
        view.sent.connect(lambda text: self._call(view, text))
        view.left.connect(self._end)
        self._show_writing(view)

    def _call(self, view: WriteView, phone: str) -> None:
        answer = self._answer
        assert answer is not None
        try:
            with in_language(self._language):
                kept = self._write(lambda tx: at_kiosk.call_me(tx, answer, phone))
        except InvalidInput as error:
            view.show_trouble(error.message)
            return
        if kept:
            with in_language(self._language):
                self._say(_("Thank you!"), _("We will call you within two days."), SAID_MS)

    def _cards(self) -> None:
        answer = self._answer
        assert answer is not None
        if self._write(lambda tx: at_kiosk.wish_cards(tx, answer)):
            with in_language(self._language):
                self._say(_("With pleasure!"), _("Ask for your cards at the till."), SAID_MS)

    def _said(self, text: str) -> Callable[[Transaction], None]:
        answer = self._answer
        assert answer is not None
        return lambda tx: at_kiosk.say(tx, answer, text)

    def _show_writing(self, view: WriteView) -> None:
        view.touched.connect(lambda: self._back.start(WRITING_MS))
        self._show(view, WRITING_MS)
        view.line.setFocus()

    def _write(self, work: Callable[[Transaction], None]) -> bool:
        """Commit at once; what the store refuses is said, for the customer can do nothing about it."""
        try:
            with self._db.write(self._actor) as tx:
                work(tx)
        except UserError:
            with in_language(self._language):
                self._say(_("Sorry!"), _("This could not be saved. Please tell us at the till."), SAID_MS)
            return False
        return True

    def _say(self, title: str, detail: str, back_ms: int) -> None:
        self._show(SaidView(title, detail), back_ms)

    def _end(self) -> None:
        """Back to the start; after one person's answer there is nothing left to ask."""
        self._back.stop()
        if self._person is not None and self._answer is not None:
            self._over = True
        self._start()

    def _show(self, view: QWidget, back_ms: int) -> None:
        self._back.stop()
        if self._view is not None:
            self._view.hide()
            self._column.removeWidget(self._view)
            self._view.deleteLater()
        self._view = view
        view.setContentsMargins(_INSET, 0, _INSET, 0)
        self._column.addWidget(view, 1)
        self.setFocus()
        if back_ms:
            self._back.start(back_ms)
