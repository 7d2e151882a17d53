"""What is written down of a friend’s way: the screen’s part that reads and writes it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from parrainage_desktop.base import days
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.referrals import service, touching
from parrainage_desktop.referrals.touch_rules import Credits, NewTouch, TouchKind
from parrainage_desktop.referrals.touch_view import TouchView


class Analyst(Protocol):
    """Whoever shares the credit."""

    def credits(self, tx: Transaction, referral_id: int, value: str) -> Credits:
        """Every way of sharing a value, or the first purchase’s amount."""
        ...

    def weigh(self, tx: Transaction, typed: dict[TouchKind, str]) -> None:
        """Choose the shop’s own weights."""
        ...


class TouchDesk(QObject):
    """Joins the view to the store; `analyst` is asked for when a referral is first looked at.

    `failed` says why nothing could be written.
    """

    failed = Signal(str)

    def __init__(self, view: TouchView, db: Database, actor: Actor, analyst: Callable[[], Analyst]) -> None:
        super().__init__(view)
        self._view, self._db, self._actor, self._analyst = view, db, actor, analyst
        self._referral_id, self._value = 0, ""
        view.add.clicked.connect(self._begin)
        view.form.sent.connect(self._keep)
        view.form.given_up.connect(self._give_up)
        view.taken_out.connect(self._take_out)
        view.revalued.connect(self._revalue)
        view.weighed.connect(self._weigh)

    def show(self, tx: Transaction, referral_id: int) -> None:
        """Show one referral’s; what is being typed about another is put away."""
        if referral_id != self._referral_id:
            self._referral_id, self._value = referral_id, ""
            self._view.form.hide()
        self._view.show_credits(self._analyst().credits(tx, referral_id, self._value))

    def _begin(self) -> None:
        with self._db.read(self._actor) as tx:
            referral = service.find(tx, self._referral_id)
            day = days.typed(tx.today)
        self._view.form.begin(day, referral.referrer if referral else "")

    def _keep(self) -> None:
        form = self._view.form

        def keep(tx: Transaction) -> None:
            by_id = touching.whose(tx, self._referral_id, form.by.text())
            on = days.day("day", form.day.text())
            touching.record(tx, self._referral_id, NewTouch(form.kind, on, by_id, form.note.text()))

        if self._write(keep, form.show_error):
            self._give_up()

    def _give_up(self) -> None:
        self._view.form.hide()
        self._view.add.setFocus()

    def _take_out(self, touch_id: int) -> None:
        self._write(lambda tx: touching.take_out(tx, touch_id), self._view.form.show_error)
        self._view.add.setFocus()

    def _revalue(self) -> None:
        typed = self._view.value.text()
        try:
            with self._db.read(self._actor) as tx:
                self._view.show_credits(self._analyst().credits(tx, self._referral_id, typed))
            self._value = typed
        except InvalidInput as error:
            self._view.show_error("value", error.message)

    def _weigh(self) -> None:
        typed = {kind: field.text() for kind, field in self._view.weights.items()}
        self._write(lambda tx: self._analyst().weigh(tx, typed), self._view.show_error)

    def _write(self, act: Callable[[Transaction], object], complain: Callable[[str, str], None]) -> bool:
        try:
            with self._db.write(self._actor) as tx:
                act(tx)
        except InvalidInput as error:
            complain(error.field, error.message)
            return False
        except UserError as error:
            self.failed.emit(error.message)
            return False
        return True
