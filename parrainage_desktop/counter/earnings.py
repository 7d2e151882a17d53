"""What a referral earns by a purchase or by registering, and whether that still fits in limits, budget and stock."""

from collections import Counter
from dataclasses import dataclass

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rewards import Credit, Experience, Gift, Reward, reward_cents
from parrainage_desktop.programme.rules import Limits, Terms, bonus_cents
from parrainage_desktop.purchases.rules import Purchase
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Hindrance, Referral, ReferralState
from parrainage_desktop.vouchers import advances
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side, VoucherState


@dataclass(frozen=True, slots=True)
class Earned:
    """What a referral earns by a purchase or by registering: cents of vouchers and things in kind, by side."""

    cents: dict[Side, int]
    in_kind: dict[Side, Gift | Experience]

    @property
    def cost_cents(self) -> int:
        """What counts against the budget."""
        return sum(self.cents.values()) + sum(one.cost_cents for one in self.in_kind.values())


def earned(
    tx: Transaction, terms: Terms, referral: Referral, purchase: Purchase | None, nth: int
) -> Earned | None:
    """What a referrer's nth successful referral earns; None when that needs an amount nobody knows.

    A milestone is reached with the first purchase of a friend that counts, which also takes off what was advanced.
    """
    first = referral.state is not ReferralState.REWARDED
    cents: dict[Side, int] = {}
    for side, given in _sides(terms):
        found = reward_cents(given, purchase.amount_cents if purchase else None, nth)
        if found is None:
            return None
        advanced = _advanced(tx, referral, side) if first and isinstance(given, Credit) else 0
        cents[side] = max(0, found - advanced)
    bonus = {Side.BONUS: _bonus(tx, terms, referral, nth)} if first else {}
    return Earned(cents | bonus, {side: one for side, one in _sides(terms) if isinstance(one, Gift | Experience)})


def advance(terms: Terms) -> Earned:
    """What a credit gives when the friend registers."""
    credits = {side: given.registered_cents for side, given in _sides(terms) if isinstance(given, Credit)}
    return Earned(credits, {})


def _advanced(tx: Transaction, referral: Referral, side: Side) -> int:
    """Cents a side was given on registering already; of a voucher cancelled or replaced, what was used of it."""
    earlier = vouchers.of_referral(tx, referral.id)
    return sum(
        one.value_cents - (one.balance_cents if one.state is VoucherState.CANCELLED else 0)
        for one in earlier
        if one.side is side and one.purchase_id is None
    )


def _bonus(tx: Transaction, terms: Terms, referral: Referral, nth: int) -> int:
    """Cents of the milestone an nth successful referral reaches; one reached again, after one was voided, gives none.

    The bonuses that stand tell: as many of the same cents under the same milestones as were passed by now.
    """
    cents = bonus_cents(terms, nth)
    passed = sum(step.nth <= nth and step.cents == cents for step in terms.milestones)
    if not cents or not passed:
        return cents
    given = [
        one for one in vouchers.of_holder(tx, referral.referrer_id)
        if one.side is Side.BONUS and one.value_cents == cents and one.state is not VoucherState.CANCELLED
        and programmes.version(tx, one.programme_id).terms.milestones == terms.milestones
    ]  # fmt: skip
    return cents if len(given) < passed else 0


def hindrance(tx: Transaction, referral: Referral, terms: Terms, found: Earned, first: bool) -> Hindrance | None:
    """What keeps a referral from being rewarded; the journal has every reason, the referral the first."""
    against = {
        Hindrance.LIMIT_REACHED: first and _limit_reached(tx, referral, terms.limits),
        Hindrance.BUDGET_SPENT: _over_budget(tx, found.cost_cents),
        Hindrance.OUT_OF_STOCK: _out_of_stock(tx, found),
    }
    reasons = [reason for reason, stands in against.items() if stands]
    if not reasons:
        return None
    journal.append(tx, "referral.unrewarded", referral.id, {reason.value: True for reason in reasons})
    return reasons[0]


def _limit_reached(tx: Transaction, referral: Referral, limits: Limits) -> bool:
    """Whether the referrer has no place left for this friend; an advance takes one as a reward does."""
    if limits == Limits():
        return False
    return referrals.limit_reached(tx, referral, limits, advances.by_referrer(tx, referral.referrer_id))


def _over_budget(tx: Transaction, cents: int) -> bool:
    """Whether these cents would be more than the budget still holds; its last cent may be spent."""
    terms = programmes.current(tx).terms
    return terms.budget is not None and programmes.spent(tx, terms) + cents > terms.budget.cents


def _out_of_stock(tx: Transaction, found: Earned) -> bool:
    """Whether there are fewer of a gift than both sides together would get; its last one may be given."""
    wanted = [one for one in found.in_kind.values() if isinstance(one, Gift)]
    count = Counter(one.text for one in wanted)
    return any(left is not None and count[one.text] > left for one in wanted for left in [gifts.left(tx, one)])


def _sides(terms: Terms) -> tuple[tuple[Side, Reward], ...]:
    return (Side.REFERRER, terms.referrer), (Side.REFEREE, terms.referee)
