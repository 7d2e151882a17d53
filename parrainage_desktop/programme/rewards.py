"""What a side may earn, and how many cents that makes for one purchase."""

from dataclasses import dataclass

from parrainage_desktop.base.money import percent_of


@dataclass(frozen=True, slots=True)
class Nothing:
    """This side earns nothing."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same amount each time."""

    cents: int


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of the purchase in hundredths of a percent, between the floor and the cap; a cap of 0 is none."""

    basis_points: int
    floor_cents: int = 0
    cap_cents: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """An amount from the nth successful referral of a referrer on."""

    nth: int
    cents: int


@dataclass(frozen=True, slots=True)
class StepTable:
    """Amounts that grow with the number of successful referrals."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """A voucher on one of the shop's services: an amount, or a share in hundredths of a percent of its known price.

    A part of the share may be given when the friend registers already, and the share may rise from the nth
    successful referral on; 0 means neither. Each share is the whole of what is given by then, not an addition.
    """

    text: str
    cents: int = 0
    basis_points: int = 0
    registered_basis_points: int = 0
    later_nth: int = 0
    later_basis_points: int = 0
    price_cents: int = 0

    @property
    def registered_cents(self) -> int:
        """What is given when the friend registers."""
        return percent_of(self.price_cents, self.registered_basis_points)

    def cents_of(self, nth: int) -> int:
        """What is given in all with the referrer's nth successful referral."""
        if self.cents:
            return self.cents
        later = self.later_nth and nth >= self.later_nth
        return percent_of(self.price_cents, self.later_basis_points if later else self.basis_points)


@dataclass(frozen=True, slots=True)
class Gift:
    """Something handed over, what it costs the shop, and how many there are; a stock of 0 is without limit."""

    text: str
    cost_cents: int = 0
    stock: int = 0


@dataclass(frozen=True, slots=True)
class Experience:
    """Something lived rather than handed over, and what it costs the shop."""

    text: str
    cost_cents: int = 0


Reward = Nothing | Fixed | Percent | StepTable | Credit | Gift | Experience
IN_MONEY = (Fixed, Percent, StepTable, Credit)
"""The rewards that are vouchers of so many cents."""


def fixed(cents: int) -> Fixed | Nothing:
    """A fixed amount, or nothing for zero."""
    return Fixed(cents) if cents else Nothing()


def reward_cents(reward: Reward, purchase_cents: int | None, nth: int) -> int | None:
    """Cents a side earns with a purchase as the referrer's nth successful referral, half a cent rounded up.

    0 when it earns no voucher; None when the reward is a share of a purchase whose amount is not known.
    """
    match reward:
        case Fixed(cents):
            return cents
        case Percent() if purchase_cents is None:
            return None
        case Percent(basis_points, floor_cents, cap_cents):
            share = max(percent_of(purchase_cents or 0, basis_points), floor_cents)
            return min(share, cap_cents) if cap_cents else share
        case StepTable(steps):
            return max((step for step in steps if step.nth <= nth), key=lambda s: s.nth, default=Step(0, 0)).cents
        case Credit():
            return reward.cents_of(nth)
        case _:
            return 0


def cost_cents(reward: Reward, purchase_cents: int | None, nth: int) -> int:
    """What a reward costs the shop when it is used, in cents; a share of an unknown amount counts as its floor."""
    match reward:
        case Gift(cost_cents=cents) | Experience(cost_cents=cents):
            return cents
        case Percent(floor_cents=floor) if purchase_cents is None:
            return floor
        case _:
            return reward_cents(reward, purchase_cents, nth) or 0


def certain_cents(reward: Reward) -> int:
    """The cents a reward is sure to be, whatever is bought; 0 when that depends."""
    return reward.cents if isinstance(reward, Fixed) else 0


def dearest_cents(reward: Reward, purchase_cents: int) -> int:
    """The most this reward can come to on a purchase, whoever brings the friend."""
    if isinstance(reward, StepTable):
        return max((step.cents for step in reward.steps), default=0)
    if isinstance(reward, Credit):
        return max(reward.cents_of(1), reward.cents_of(reward.later_nth or 1))
    if isinstance(reward, Gift | Experience):
        return reward.cost_cents
    return reward_cents(reward, purchase_cents, 1) or 0
