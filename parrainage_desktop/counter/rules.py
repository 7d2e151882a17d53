"""What the counter says: the one answer to what was typed, and today's list."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.gifts.rules import Gift
from parrainage_desktop.purchases.rules import Purchase
from parrainage_desktop.referrals.rules import Checked, Claimed, ClaimRefused, Hindrance, Referral, Result
from parrainage_desktop.surveys.callback_rules import CardWish
from parrainage_desktop.vouchers.rules import Accepted, Refused, Voucher


@dataclass(frozen=True, slots=True)
class VoucherAnswer:
    """A voucher was presented: honoured or not, and what to remind the seller of."""

    verdict: Accepted | Refused
    referrer: str = ""
    one_per_purchase: bool = True
    used_today_at: datetime | None = None
    part_use: bool = False


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """A referral card was presented: its referrer, or why it does not count."""

    card: str
    referrer: Customer | ClaimRefused
    rewarded: int = 0


@dataclass(frozen=True, slots=True)
class PeopleAnswer:
    """A name, phone or e-mail was typed: the people it may mean, best first."""

    query: str
    people: tuple[Customer, ...]


CounterAnswer = VoucherAnswer | CardAnswer | PeopleAnswer


@dataclass(frozen=True, slots=True)
class Granted:
    """What a referral earned now, or why it did not; `due_on` is the day it will, when it is on hold until then."""

    rewarded: Referral | None = None
    vouchers: tuple[Voucher, ...] = ()
    gifts: tuple[Gift, ...] = ()
    hindrance: Hindrance | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase recorded: what it earned, or what keeps it from earning (until `due_on`, when it is on hold)."""

    purchase: Purchase
    rewarded: Referral | None
    vouchers: tuple[Voucher, ...]
    hindrance: Hindrance | None
    missing_cents: int = 0
    gifts: tuple[Gift, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Welcomed:
    """A friend welcomed with a card, with or without a first purchase; `granted` is what registering earned."""

    claimed: Claimed
    bought: Bought | None
    granted: Granted = Granted()


class Decision(Enum):
    """What a person decides about a referral."""

    APPROVE = "approve"
    REJECT = "reject"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Decided:
    """A referral somebody decided: what it earned now, or which vouchers died with it and which were used already.

    `hindrance` is why an approved one is not rewarded although the friend has bought; the three of gifts are those
    promised, cancelled, and handed over before.
    """

    referral: Referral
    issued: tuple[Voucher, ...] = ()
    cancelled: tuple[Voucher, ...] = ()
    used: tuple[Voucher, ...] = ()
    hindrance: Hindrance | None = None
    promised: tuple[Gift, ...] = ()
    called_off: tuple[Gift, ...] = ()
    given: tuple[Gift, ...] = ()


@dataclass(frozen=True, slots=True)
class NotDecided:
    """The referral is not in a state for that decision."""

    referral: Referral
    decision: Decision


@dataclass(frozen=True, slots=True)
class Returned:
    """A purchase brought back; `decided` when it had earned a referral's rewards."""

    purchase: Purchase
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a friend's arrival stands: the checks, who they may be already, and what each side would get, in words."""

    checks: tuple[Checked, ...]
    known: str
    phone_error: str
    email_error: str
    referrer_gets: str
    referee_gets: str
    days: str
    refusal: str = ""

    @property
    def waits(self) -> bool:
        """Whether a person would have to look first, so that nothing is given at once."""
        return not self.refusal and any(one.result is Result.FLAG for one in self.checks)


class Kind(Enum):
    """What happened, as today's list says it."""

    REDEEMED = "voucher.redeemed"
    REWARDED = "referral.rewarded"
    CLAIMED = "referral.claimed"
    ANSWERED = "answer.recorded"
    BOUGHT = "purchase.added"


@dataclass(frozen=True, slots=True)
class Undone:
    """Who took an act back, and when."""

    at: datetime
    staff: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of today's list, newest first.

    `id` is the journal entry, `amount_cents` what it gave or took, or a purchase's reference figure; `who` and
    `other` are the people it names. `left_cents` is what was kept of a voucher used in part.
    """

    id: int
    kind: Kind
    at: datetime
    staff: str
    who: str
    other: str
    amount_cents: int | None
    score: int | None
    undone: Undone | None
    till: str = ""
    left_cents: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Today so far, undone acts left out; amounts in cents."""

    redeemed: int
    redeemed_cents: int
    rewarded: int
    issued: int
    issued_cents: int
    answers: int


@dataclass(frozen=True, slots=True)
class Today:
    """The day at this shop so far; `wishes` are those left at the kiosk for cards, nobody took up yet."""

    entries: tuple[Entry, ...]
    totals: Totals
    wishes: tuple[CardWish, ...] = ()


class CannotUndo(Enum):
    """Why an act of today's list stays."""

    ALREADY_UNDONE = "already_undone"
    VOUCHER_USED = "voucher_used"
    COMPLETED_REFERRAL = "completed_referral"
    NOT_TODAY = "not_today"


@dataclass(frozen=True, slots=True)
class UndoneEntry:
    """An act taken back; `dies` when the voucher is worth nothing all the same, its reward being taken back."""

    kind: Kind
    dies: bool = False
