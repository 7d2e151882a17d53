"""A year in figures: its months as each was when it ended, side by side, and what they add up to."""

from collections.abc import Iterable
from dataclasses import dataclass

from parrainage_desktop.base.money import rounded_ratio
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.reports.rules import MonthFigures, Movements, Tally
from parrainage_desktop.surveys.rules import Score


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The months of a year in their order, from the launch or January on to December or today; never none."""

    months: tuple[MonthFigures, ...]

    @property
    def last(self) -> MonthFigures:
        """The last month, which knows when and by whom the year was counted."""
        return self.months[-1]

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.last.year

    @property
    def shop(self) -> Shop:
        """Whose year it is."""
        return self.last.shop

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.shop.currency

    @property
    def new_customers(self) -> int:
        """What the months counted; see `undone`."""
        return sum(month.new_customers for month in self.months)

    @property
    def undone(self) -> int:
        """Referrals the months took back of those an earlier month had counted."""
        return sum(month.corrections.undone.count for month in self.months)

    @property
    def purchases_cents(self) -> int | None:
        """Reference amounts of referred customers, None when no month knows any."""
        return _sum(month.purchases_cents for month in self.months)

    @property
    def first_purchases_cents(self) -> int | None:
        """Reference amounts of first purchases, None when no month knows any."""
        return _sum(month.first_purchases_cents for month in self.months)

    @property
    def rewards_cents(self) -> int:
        """Rewards the months issued, those standing at each month's end."""
        return sum(month.rewards_cents for month in self.months)

    @property
    def cost_cents(self) -> int:
        """What the months' rewards cost as if every one were used."""
        return sum(month.cost_cents for month in self.months)

    @property
    def only_vouchers(self) -> bool:
        """Whether the year's rewards are vouchers and nothing else."""
        return all(month.only_vouchers for month in self.months)

    @property
    def cost_per_customer_cents(self) -> int | None:
        """Cents of rewards for each new customer, half a cent rounded up."""
        return rounded_ratio(self.cost_cents, self.new_customers) if self.new_customers else None

    @property
    def movements(self) -> Movements:
        """The account from the first month's opening to the last one's closing."""
        moved = [month.movements for month in self.months]
        return Movements(
            opening=moved[0].opening,
            issued=_total(one.issued for one in moved),
            redeemed=_total(one.redeemed for one in moved),
            reversed=_total(one.reversed for one in moved),
            revived=_total(one.revived for one in moved),
            expired=_total(one.expired for one in moved),
            cancelled=_total(one.cancelled for one in moved),
            closing=moved[-1].closing,
        )

    @property
    def nps(self) -> Score:
        """All the answers the months counted."""
        scores = [month.nps for month in self.months]
        return Score(
            sum(one.promoters for one in scores),
            sum(one.passives for one in scores),
            sum(one.detractors for one in scores),
        )

    def balances(self) -> bool:
        """Whether each month begins with what the one before ended with, and all of them add up."""
        joined = all(
            one.movements.closing == following.movements.opening
            for one, following in zip(self.months, self.months[1:], strict=False)
        )
        return joined and self.movements.balances() and all(month.balances() for month in self.months)


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [cents for cents in amounts if cents is not None]
    return sum(known) if known else None


def _total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())
