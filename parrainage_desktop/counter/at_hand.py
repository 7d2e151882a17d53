"""What lies on the counter: the voucher just answered about, honoured at most once, or why something is refused."""

from contextlib import suppress

from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.money import BadAmount
from parrainage_desktop.counter.acts import Acts
from parrainage_desktop.counter.rules import VoucherAnswer
from parrainage_desktop.counter.stage import Stage
from parrainage_desktop.counter.till import Till
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.ui import sounds
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Accepted, Refused


class AtHand:
    """The voucher of the open verdict; `attempt` makes one of however many presses of the same button."""

    def __init__(self, stage: Stage, till: Till, acts: Acts) -> None:
        self._stage, self._till, self._acts = stage, till, acts
        self.code = self.attempt = ""
        self._aside: tuple[QWidget, str, str] | None = None

    def accept(self, accepted: Accepted, answer: VoucherAnswer) -> None:
        """Fill the green panel with a voucher that may be honoured."""
        self._aside = None
        self.code, self.attempt = accepted.voucher.code, vouchers.new_attempt()
        self._stage.accepted.show_answer(accepted, answer, self._till.day)

    def refuse(self, refused: Refused | ClaimRefused) -> None:
        """Fill the striped panel with why not, and let it be heard."""
        self.forget()
        sounds.refused()
        if isinstance(refused, Refused):
            here = self._acts.asked(lambda: self._till.taken_here(refused))
            self._stage.refused.show_voucher(refused, self._till.day, here or "")
        else:
            self._stage.refused.show_claim(refused)

    def redeem(self) -> None:
        """Honour the voucher of the open verdict, or as much of it as the purchase takes."""
        if self.code:
            with suppress(BadAmount):
                self._acts.redeem(self.code, self.attempt, self._stage.accepted.part.cents())

    def forget(self) -> None:
        """Take everything off the counter; nothing is written."""
        self.code = self.attempt = ""
        self._aside = None

    def put_aside(self) -> None:
        """Keep what is shown, should the letters that push it away turn out to be the same scan once more."""
        kept = (self._stage.at(), self.code, self.attempt)
        self.forget()
        self._aside = kept

    def bring_back(self) -> bool:
        """Show again what was put aside; False when nothing was."""
        if self._aside is None:
            return False
        panel, self.code, self.attempt = self._aside
        self._aside = None
        self._stage.show_panel(panel)
        return True
