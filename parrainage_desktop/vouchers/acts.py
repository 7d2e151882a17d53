"""What is done from the list: asked for in a dialog, done in one transaction, told in the bar below."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.ui import jobs
from parrainage_desktop.vouchers import corrections, judging, service, wording
from parrainage_desktop.vouchers import list_wording as words
from parrainage_desktop.vouchers.rules import Refused, Voucher, VoucherState

if TYPE_CHECKING:
    from parrainage_desktop.vouchers.dialogs import Asking, History

Correct = Callable[[Transaction, str], Voucher | Refused]


class Acts(QObject):
    """The corrections; `done` says what was done or why not, `replaced` the letters of a voucher to put on paper."""

    done = Signal(str)
    replaced = Signal(str)

    def __init__(self, page: QWidget, db: Database, actor: Actor) -> None:
        super().__init__(page)
        self._page, self._db, self._actor = page, db, actor
        self.dialog: Asking | History | None = None

    def cancel(self, chosen: Sequence[Voucher]) -> None:
        """Ask why, having said how many and how much, then cancel them all or none."""
        from parrainage_desktop.vouchers.dialogs import Asking

        gone = [voucher for voucher in chosen if voucher.state is VoucherState.ISSUED]
        if not gone:
            self.done.emit(_("Nothing is left to cancel of what is ticked."))
            return
        currency = gone[0].currency
        dialog = Asking(
            self._page, _("Cancel vouchers"), words.cancelling(chosen, currency), _("Cancel them"), "danger"
        )
        dialog.sent.connect(lambda reason: self._cancel_all(dialog, gone, reason))
        self._open(dialog)

    def prolong(self, voucher: Voucher, today: date) -> None:
        """Ask until when and why, then move the last day on."""
        from parrainage_desktop.vouchers.dialogs import Prolonging

        dialog = Prolonging(self._page, words.prolonging(voucher), voucher, today)

        def correct(tx: Transaction, reason: str) -> Voucher | Refused:
            until = dialog.until()
            assert until is not None
            return corrections.extend(tx, voucher.code, until, reason)

        dialog.sent.connect(lambda reason: self._correct(dialog, correct, reason, "prolonged"))
        self._open(dialog)

    def replace(self, voucher: Voucher) -> None:
        """Ask why, then give new letters and put them on paper."""
        from parrainage_desktop.vouchers.dialogs import Asking

        dialog = Asking(self._page, _("Replace this voucher"), words.replacing(voucher), _("Replace and print"))
        dialog.sent.connect(
            lambda reason: self._correct(
                dialog, lambda tx, why: corrections.reissue(tx, voucher.code, why), reason, "replaced"
            )
        )
        self._open(dialog)

    def take_back(self, voucher: Voucher) -> None:
        """Ask why, then take the last use back."""
        from parrainage_desktop.vouchers.dialogs import Asking

        with self._db.read(self._actor) as tx:
            dead = judging.forfeited(tx, voucher)
        good = _("The voucher of {holder} can be used again, until its last day.").format(holder=voucher.holder)
        said = wording.dead_anyway() if dead else good
        dialog = Asking(self._page, _("Take the last use back"), said, _("Take it back"))
        dialog.sent.connect(
            lambda reason: self._correct(
                dialog, lambda tx, why: service.reverse(tx, voucher.code, why), reason, "reversed"
            )
        )
        self._open(dialog)

    def tell_history(self, voucher: Voucher) -> None:
        """Tell who did what to it."""
        from parrainage_desktop.vouchers.dialogs import History

        with self._db.read(self._actor) as tx:
            moments = corrections.history(tx, voucher.id)
        self._open(History(self._page, voucher, moments, self._db.zone))

    def _open(self, dialog: "Asking | History") -> None:
        self.dialog = dialog
        dialog.open()

    def _correct(self, dialog: "Asking", correct: Correct, reason: str, act: str) -> None:
        try:
            with self._db.write(self._actor) as tx:
                answer, today = correct(tx, reason), tx.today
        except InvalidInput as error:
            dialog.show_error(error.field, error.message)
            return
        except UserError as error:
            dialog.show_error("reason", error.message)
            return
        dialog.accept()
        if isinstance(answer, Refused):
            said = wording.refusal(answer, today, self._db.zone)
            self.done.emit(f"{said.title}. {said.detail}")
            return
        self.done.emit(words.done(answer, act))
        if act == "replaced":
            self.replaced.emit(answer.code)

    def _cancel_all(self, dialog: "Asking", gone: Sequence[Voucher], reason: str) -> None:
        """Cancel in another thread: a stolen roll of paper may be two thousand vouchers."""
        dialog.accept()
        ids = [voucher.id for voucher in gone]
        job = jobs.start(lambda _progress: self._cancelled(ids, reason), self.done.emit)
        job.failed.connect(self._tell_failed)

    def _cancelled(self, ids: Sequence[int], reason: str) -> str:
        with self._db.write(self._actor) as tx:
            done = corrections.cancel_all(tx, ids, reason)
        cents = sum(voucher.balance_cents for voucher in done)
        return words.cancelled(len(done), cents, done[0].currency if done else "EUR")

    def _tell_failed(self, raised: BaseException) -> None:
        said = _("Nothing was cancelled: something broke in the program itself.")
        self.done.emit(raised.message if isinstance(raised, UserError | InvalidInput) else said)
