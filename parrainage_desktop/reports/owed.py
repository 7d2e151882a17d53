"""Every voucher the shop still owed something on at the end of a day: the list behind the account's closing line."""

from dataclasses import dataclass
from datetime import date, datetime

from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.reports.rules import Tally


@dataclass(frozen=True, slots=True)
class OwedVoucher:
    """A voucher as it stood: its masked code, whose it is, its days, its worth and what was left of it, in cents."""

    code: str
    holder: str
    issued_on: date
    valid_until: date
    value_cents: int
    left_cents: int


@dataclass(frozen=True, slots=True)
class Owed:
    """All of them by their last day, at the end of a shop day; `made_at` in the shop's time."""

    shop: Shop
    day: date
    vouchers: tuple[OwedVoucher, ...]
    account: Tally
    made_at: datetime
    made_by: str
    journal_head: str
    journal_entries: int

    @property
    def total(self) -> Tally:
        """What the list adds up to."""
        return Tally(len(self.vouchers), sum(voucher.left_cents for voucher in self.vouchers))

    def balances(self) -> bool:
        """Whether the list adds up to the account, to the cent and to the voucher."""
        return self.total == self.account
