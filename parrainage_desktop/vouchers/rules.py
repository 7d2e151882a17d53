"""When a voucher is honoured: every rule looked at on its own, so that none hides another."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class Side(Enum):
    """Whose reward a voucher is."""

    REFERRER = "referrer"
    REFEREE = "referee"
    BONUS = "bonus"
    GOODWILL = "goodwill"


class Layout(Enum):
    """What a voucher is printed on: an A6 page, a quarter of A4, a receipt of 58 or 80 mm."""

    A6 = "a6"
    A4 = "a4"
    TICKET_58 = "ticket58"
    TICKET_80 = "ticket80"

    @property
    def per_page(self) -> int:
        """How many vouchers stand on a page."""
        return 4 if self is Layout.A4 else 1


class VoucherState(Enum):
    """What the store says; expiry is never stored, the calendar says it."""

    ISSUED = "issued"
    REDEEMED = "redeemed"
    CANCELLED = "cancelled"


class Standing(Enum):
    """What a voucher is worth on a given shop day."""

    PENDING = "pending"
    ACTIVE = "active"
    REDEEMED = "redeemed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Reason(Enum):
    """Why a voucher is refused; the values are a contract with scripts."""

    MALFORMED = "malformed"
    OTHER_SHOP = "other_shop"
    UNKNOWN = "unknown"
    OTHER_KIND = "other_kind"
    CANCELLED = "cancelled"
    ALREADY_USED = "already_used"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    SAME_PURCHASE = "same_purchase"
    BELOW_MINIMUM = "below_minimum"
    NOT_HOLDER = "not_holder"
    ONE_PER_PURCHASE = "one_per_purchase"
    PROGRAMME_STOPPED = "programme_stopped"
    THROTTLED = "throttled"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True)
class Words:
    """What a voucher's own scheme says of it: on which service alone it counts, the terms printed on it, and whether
    it counts only by itself."""

    service: str = ""
    fr: str = ""
    en: str = ""
    one_per_purchase: bool = True


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher; amounts in cents, days in the shop's calendar and inclusive.

    `purchase_id` is the purchase that earned it, `uses` how often it was ever redeemed (reversals included). `words`
    are read where it is printed or judged, and empty elsewhere.
    """

    id: int
    code: str
    side: Side
    holder_id: int
    holder: str
    referral_id: int | None
    purchase_id: int | None
    programme_id: int
    value_cents: int
    balance_cents: int
    currency: str
    minimum_cents: int
    issued_on: date
    valid_from: date
    valid_until: date
    state: VoucherState
    uses: int
    words: Words = Words()

    def standing(self, today: date) -> Standing:
        """What it is worth on a shop day; its last day still counts."""
        if self.state is not VoucherState.ISSUED:
            return Standing(self.state.value)
        if today > self.valid_until:
            return Standing.EXPIRED
        return Standing.PENDING if today < self.valid_from else Standing.ACTIVE


@dataclass(frozen=True, slots=True)
class Owed:
    """What a person may still use: vouchers valid today, vouchers not yet valid, and the cents of both."""

    active: int = 0
    pending: int = 0
    cents: int = 0


@dataclass(frozen=True, slots=True)
class Owing:
    """So many vouchers, worth so many cents."""

    vouchers: int
    cents: int


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What a shop owes: what may be used today, what only later, and cents by year and month of expiry."""

    usable: Owing
    later: Owing
    months: tuple[tuple[int, int, int], ...]

    @property
    def cents(self) -> int:
        """Cents of everything still owed, usable today or later."""
        return self.usable.cents + self.later.cents

    @property
    def whole(self) -> Owing:
        """Both together."""
        return Owing(self.usable.vouchers + self.later.vouchers, self.cents)


class Shown(Enum):
    """Which vouchers a list shows: those that may still be used, those of them that expire soon, and the others."""

    OPEN = "open"
    SOON = "soon"
    REDEEMED = "redeemed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows a list of vouchers; `issued_on` with `till` is one batch of paper, `code` how the letters begin.

    `until` leaves those whose last day is no later.
    """

    shown: Shown = Shown.OPEN
    side: Side | None = None
    holder_ids: tuple[int, ...] | None = None
    issued_on: date | None = None
    till: str = ""
    code: str = ""
    until: date | None = None


class Act(Enum):
    """What can happen to a voucher."""

    ISSUED = "issued"
    REDEEMED = "redeemed"
    REVERSED = "reversed"
    CANCELLED = "cancelled"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a voucher: when, by whom, at which till, about how many cents, and why.

    `until` is the new last day of one that was prolonged.
    """

    act: Act
    at: datetime
    staff: str
    till: str
    cents: int
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Presented:
    """A voucher held out at the counter, and what is known of the purchase it shall reduce."""

    today: date
    purchase_cents: int | None = None
    purchase_id: int | None = None
    customer_id: int | None = None
    personal: bool = False
    purchase_has_voucher: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """One time a voucher was honoured: when, at which till, by whom."""

    id: int
    voucher_id: int
    cents: int
    at: datetime
    till: str
    staff: str
    attempt: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The voucher would be honoured now."""

    voucher: Voucher


@dataclass(frozen=True, slots=True)
class Refused:
    """The scheme says no. `why` is the first of `reasons`; the rest fill in what to tell the customer.

    `use` says when and by whom it was used, `cancelled_because` why it was cancelled, `card_holder` whose card
    was scanned instead, `other` another voucher of the same customer that would be accepted.
    """

    why: Reason
    reasons: tuple[Reason, ...]
    voucher: Voucher | None = None
    use: Use | None = None
    missing_cents: int = 0
    cancelled_at: datetime | None = None
    cancelled_by: str = ""
    cancelled_because: str = ""
    card_holder_id: int | None = None
    card_holder: str = ""
    other: Voucher | None = None
    retry_at: datetime | None = None

    @property
    def misread(self) -> bool:
        """Whether a letter of a code of ours is wrong: read or typed again, it may be right."""
        return Reason.MALFORMED in self.reasons


@dataclass(frozen=True, slots=True)
class Redemption:
    """A voucher honoured; `repeated` when this very attempt had already been answered."""

    voucher: Voucher
    use: Use
    repeated: bool = False


def objections(voucher: Voucher, shown: Presented) -> tuple[Reason, ...]:
    """Every reason against honouring `voucher`, the gravest first; none means accept.

    Each rule is evaluated on its own. An amount exactly at the minimum meets it.
    """
    verdicts = {
        Reason.CANCELLED: voucher.state is VoucherState.CANCELLED,
        Reason.ALREADY_USED: voucher.state is VoucherState.REDEEMED,
        Reason.EXPIRED: shown.today > voucher.valid_until,
        Reason.SAME_PURCHASE: shown.purchase_id is not None and shown.purchase_id == voucher.purchase_id,
        Reason.NOT_YET_VALID: shown.today < voucher.valid_from,
        Reason.NOT_HOLDER: shown.personal
        and shown.customer_id is not None
        and shown.customer_id != voucher.holder_id,
        Reason.BELOW_MINIMUM: shown.purchase_cents is not None
        and shown.purchase_cents < voucher.minimum_cents,
        Reason.ONE_PER_PURCHASE: shown.purchase_has_voucher,
    }
    return tuple(reason for reason, against in verdicts.items() if against)
