"""A shop in which anything may happen, by a seed, and the figures of its months as they were and as they are."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.database import Actor
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.counter.rules import Kind
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged, Unmerged
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Claimed, ReferralState
from parrainage_desktop.reports import service
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Given, Origin, Recorded
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Voucher, VoucherState
from tests.stores import Till

STAFF = (Actor("Ana", "till 1"), Actor("Luc", "till 2"), Actor("Nora", "till 1"))
NO_SHOP = Shop("", "fr", "EUR", "Europe/Paris", "FR", "", "")


def figures(till: Till, year: int, month: int) -> MonthFigures:
    """A month's figures as they are now."""
    with till.db.read(till.actor) as tx:
        return service.figures(tx, year, month)


def lasting(found: MonthFigures) -> MonthFigures:
    """A month's figures without what is of the day on which they were made."""
    return replace(found, shop=NO_SHOP, comments=(), journal_head="", journal_entries=0, made_on=date.min, made_by="")


class Busy:
    """A shop that does something at random, through the program's own services."""

    def __init__(self, till: Till, seed: int) -> None:
        self.till, self.dice = till, Random(seed)
        till.scheme(Terms(valid_months=1, claim_window_days=20, part_use=True))
        self.people: list[Customer] = [till.customer(f"Client{i}", "Né") for i in range(4)]
        self.codes: list[str] = []
        self.answers: list[int] = []
        self.merges: list[tuple[int, Customer]] = []
        self.printed: dict[tuple[int, int], MonthFigures] = {}
        self._acts: list[tuple[int, Callable[[], object]]] = [
            (8, self.welcome), (8, self.buy), (8, self.redeem), (2, self.reverse), (2, self.cancel), (5, self.answer),
            (1, self.exclude), (4, self.undo), (2, self.goodwill), (1, self.void), (3, self.withdraw),
            (2, self.extend), (1, self.reissue), (1, self.merge), (1, self.part), (2, self.include),
        ]  # fmt: skip

    def live(self, acts: int) -> None:
        """Do so many things, printing each month as it ends."""
        weights, chosen = zip(*self._acts, strict=True)
        for act in self.dice.choices(chosen, weights, k=acts):
            self._time_passes()
            self.till = self.till.at(self.dice.choice(STAFF))
            act()

    def _time_passes(self) -> None:
        before = self.today()
        self.till.clock.advance(timedelta(minutes=self.dice.choice((0, 0, 1, 90, 700, 2_000, 5_000))))
        month = before.replace(day=1)
        while add_months(month, 1) <= self.today():
            later, end = self.till.clock.now(), add_months(month, 1)
            self.till.clock.set(datetime(end.year, end.month, end.day, tzinfo=self.till.db.zone).astimezone(UTC))
            self.printed[(month.year, month.month)] = figures(self.till, month.year, month.month)
            self.till.clock.set(later)
            month = end

    def today(self) -> date:
        """The day on the shop's wall."""
        with self.till.db.read() as tx:
            return tx.today

    def welcome(self) -> None:
        """A friend comes with a card, perhaps to buy at once."""
        phone = f"06{self.dice.randrange(10**8):08}" if self.dice.random() < 0.2 else ""
        name = f"Ami{self.dice.randrange(10**9)}"
        arrived = self.till.claim(self.dice.choice(self.people).card, name, "", phone=phone)
        if isinstance(arrived, Claimed):
            with self.till.db.read() as tx:
                self.people.append(customers.get(tx, arrived.referral.referee_id))
            if self.dice.random() < 0.4:
                self.buy(self.people[-1])

    def buy(self, who: Customer | None = None) -> None:
        """Somebody bought, perhaps weeks ago."""
        cents = self.dice.choice((None, 0, 990, 2_450, 12_000))
        day = self.today() - timedelta(days=self.dice.choice((0, 0, 0, 1, 20, 45)))
        bought = self.till.buys((who or self.dice.choice(self.people)).id, cents, on=day)
        self.codes += [voucher.code for voucher in bought.vouchers]

    def goodwill(self) -> None:
        """A gesture."""
        self.codes.append(self.till.issue(self.dice.choice(self.people), self.dice.choice((300, 1_000))).code)

    def redeem(self) -> None:
        """A voucher is presented, perhaps on a small purchase."""
        if self.codes:
            self.till.redeem(self.dice.choice(self.codes), purchase_cents=self.dice.choice((None, 150, 300)))

    def reverse(self) -> None:
        """Goods come back."""
        if self.codes:
            self.till.reverse(self.dice.choice(self.codes))

    def cancel(self) -> None:
        """A voucher is cancelled, if it may be."""
        if self.codes:
            with self.till.db.write(self.till.actor) as tx:
                corrections.cancel(tx, self.dice.choice(self.codes), "torn")

    def extend(self) -> None:
        """A voucher gets a later last day, perhaps after it has passed."""
        if self.codes:
            with suppress(InvalidInput), self.till.db.write(self.till.actor) as tx:
                later = tx.today + timedelta(days=self.dice.choice((0, 5, 40)))
                corrections.extend(tx, self.dice.choice(self.codes), later, "was ill")

    def reissue(self) -> None:
        """A voucher was lost."""
        if self.codes:
            with self.till.db.write(self.till.actor) as tx:
                new = corrections.reissue(tx, self.dice.choice(self.codes), "lost")
                self.codes += [new.code] if isinstance(new, Voucher) else []

    def answer(self) -> None:
        """Somebody says what they think; now and then it was said weeks ago, on paper."""
        given = Given(self.dice.randrange(11), comment="Bien")
        if self.dice.random() < 0.2:
            given = replace(given, origin=Origin.PAPER, on=self.today() - timedelta(days=25))
        with self.till.db.write(self.till.actor) as tx:
            kept = surveys.answer(tx, given)
        assert isinstance(kept, Recorded)
        self.answers.append(kept.answer.id)

    def exclude(self) -> None:
        """An answer was a mistake."""
        if self.answers:
            with self.till.db.write(self.till.actor) as tx:
                surveys.exclude(tx, self.dice.choice(self.answers), "mistake")

    def include(self) -> None:
        """It was none, seen perhaps much later."""
        with self.till.db.write(self.till.actor) as tx:
            left_out = [one.id for one in surveys.many(tx, self.answers).values() if one.excluded]
            if left_out:
                surveys.include(tx, self.dice.choice(left_out))

    def undo(self) -> None:
        """An arrival, a purchase or a voucher's use is taken back from today's list, also one cancelled since."""
        kinds = (Kind.CLAIMED, Kind.REWARDED, Kind.REDEEMED)
        entries = [entry for entry in self.till.today().entries if entry.kind in kinds]
        if entries:
            self.till.undo(self.dice.choice(entries).id)

    def void(self) -> None:
        """A referral is taken back long after, with what was not used of it."""
        with self.till.db.write(self.till.actor) as tx:
            rewarded = referrals.listed(tx, ReferralState.REWARDED)
            if not rewarded:
                return
            found = self.dice.choice(rewarded)
            (referrals.void(tx, found, "fraud") if self.dice.random() < 0.5 else referrals.reopen(tx, found))
            for voucher in vouchers.of_referral(tx, found.id):
                if voucher.state is VoucherState.ISSUED:
                    vouchers.cancel(tx, voucher, "fraud")

    def withdraw(self) -> None:
        """A purchase was a mistake, seen late."""
        with self.till.db.write(self.till.actor) as tx:
            noted = purchases.of_customer(tx, self.dice.choice(self.people).id)
            if noted:
                purchases.withdraw(tx, self.dice.choice(noted).id)

    def merge(self) -> None:
        """Somebody was written down twice."""
        kept, other = self.dice.sample(self.people, 2)
        if len(self.people) > 5:
            with self.till.db.write(self.till.actor) as tx:
                done = duplicates.merge(tx, kept.id, other.id)
            assert isinstance(done, Merged)
            self.people.remove(other)
            self.merges.append((done.id, other))

    def part(self) -> None:
        """They were two after all, if nobody else was made one with them since."""
        if self.merges:
            number, other = self.dice.choice(self.merges)
            with self.till.db.write(self.till.actor) as tx:
                done = duplicates.undo(tx, number)
            if isinstance(done, Unmerged):
                self.merges.remove((number, other))
                self.people.append(other)
