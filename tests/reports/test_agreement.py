"""Whatever happens in a shop, whatever its scheme: every screen that tells of money says the same, to the cent."""

from datetime import date
from itertools import pairwise

import pytest

from parrainage_desktop.base import health
from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import money
from parrainage_desktop.counter import deciding, rewarding, story
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import Welcomed
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer, NewCustomer
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rewards import Credit, Fixed, Gift, Nothing, Percent, Step, StepTable
from parrainage_desktop.programme.rules import Approval, Budget, Limits, RevenueShare, Terms, Trigger, Variant
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.reports import key_service, service
from parrainage_desktop.statements import service as statements
from parrainage_desktop.vouchers import lists
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Owed, Shown, Wanted
from tests.reports.shop import Busy, figures, lasting
from tests.stores import Till, broken_rules

SINCE = date(2026, 11, 1)
SCHEMES = (
    Terms(Percent(1_250, 100, 900), Fixed(300), valid_months=1, claim_window_days=20, part_use=True),
    Terms(
        StepTable((Step(1, 300), Step(3, 500))), Nothing(), trigger=Trigger.EACH_PURCHASE, trigger_purchases=3,
        valid_months=2, milestones=(Step(2, 700),), budget=Budget(20_000, SINCE), part_use=True,
    ),
    Terms(trigger=Trigger.REGISTRATION, valid_months=1, limits=Limits(month=2), lock_days=0, part_use=True),
    Terms(
        Credit("repairs", 0, 5_000, 2_500, 2, 10_000, 2_001), Gift("a jar", 350, 20), valid_months=1,
        return_days=5, limits=Limits(total=3), budget=Budget(30_000, SINCE),
    ),
    Terms(
        Fixed(400), Fixed(100), valid_months=1,
        variant=Variant(Gift("a jar", 350, 20), Percent(2_000), date(2027, 6, 1)),
    ),
    Terms(
        Fixed(200), Nothing(), revenue_share=RevenueShare(1_333, 4), approval=Approval.MANUAL, valid_months=1,
        return_days=2, trigger=Trigger.EACH_PURCHASE, trigger_purchases=2,
    ),
)  # fmt: skip


class Whole(Busy):
    """A shop that runs one scheme after another, and decides, returns, hands over and pays as a shop does."""

    def __init__(self, till: Till, seed: int) -> None:
        super().__init__(till, seed)
        self.change()
        self._acts = [act for act in self._acts if act[1] not in (self.void, self.withdraw)] + [
            (10, self.arrive), (3, self.decide), (3, self.bring_back), (2, self.hand_over), (1, self.pay),
            (1, self.change), (2, self.release),
        ]  # fmt: skip

    def change(self) -> None:
        """The owner tries another scheme."""
        self.till.scheme(self.dice.choice(SCHEMES))

    def arrive(self) -> None:
        """A friend comes to the counter, perhaps to buy at once."""
        new = NewCustomer(f"Ami{self.dice.randrange(10**9)}", "")
        cents, now = self.dice.choice((990, 2_451, 12_003)), self.dice.random() < 0.5
        with self.till.db.write(self.till.actor) as tx:
            done = counter.welcome(tx, self.dice.choice(self.people).card, new, cents, buys_now=now)
            if isinstance(done, Welcomed):
                self.people.append(customers.get(tx, done.claimed.referral.referee_id))
                self.codes += [one.code for one in done.granted.vouchers]

    def decide(self) -> None:
        """Somebody looks at a referral."""
        with self.till.db.write(self.till.actor) as tx:
            found = referrals.listed(tx, None, 30)
            if found:
                one = self.dice.choice(found).id
                if self.dice.random() < 0.5:
                    done = deciding.approve(tx, one)
                else:
                    done = self.dice.choice((deciding.reject, deciding.void))(tx, one, "looked at")
                self.codes += [voucher.code for voucher in getattr(done, "issued", ())]

    def bring_back(self) -> None:
        """Goods come back, and their purchase with them."""
        with self.till.db.write(self.till.actor) as tx:
            bought = purchases.of_customer(tx, self.dice.choice(self.people).id)
            if bought:
                deciding.take_return(tx, self.dice.choice(bought).id, "brought back")

    def hand_over(self) -> None:
        """A gift is fetched, or was not after all."""
        with self.till.db.write(self.till.actor) as tx:
            if found := gifts.listed(tx):
                self.dice.choice((gifts.give, gifts.give, gifts.take_back))(tx, self.dice.choice(found).id)

    def pay(self) -> None:
        """A month's share is paid, or was not after all."""
        with self.till.db.write(self.till.actor) as tx:
            if found := statements.statements(tx):
                one = self.dice.choice(found)
                self.dice.choice((statements.pay, statements.pay, statements.take_back))(tx, one.holder_id, one.month)

    def release(self) -> None:
        """The program is opened."""
        with self.till.db.write(self.till.actor) as tx:
            rewarding.release(tx)


def screens(till: Till) -> dict[str, int]:
    """What every screen says the shop owes today, in cents."""
    with till.db.read() as tx:
        every = list(lists.everything(tx, Wanted()))
        holders = {one.holder_id for one in lists.everything(tx, Wanted(Shown.ALL))}
        return {
            "the vouchers page": lists.outstanding(tx).cents,
            "its list": lists.owing(tx, Wanted()).cents,
            "the rows of the list": sum(one.balance_cents for one in every),
            "the scheme's screen": vouchers.outstanding_cents(tx),
            "the month's account": service.figures(tx, tx.today.year, tx.today.month).movements.closing.cents,
            "the accountant's list": service.owed(tx, tx.today).total.cents,
            "the people": sum(one.cents for one in vouchers.owed(tx, sorted(holders)).values()),
        }


@pytest.mark.parametrize("seed", range(4))
def test_every_screen_says_the_same(file_till: Till, seed: int) -> None:
    agree(file_till, seed, 260)


def test_every_screen_says_the_same_on_either_database(till: Till) -> None:
    agree(till, 17, 90)


def agree(till: Till, seed: int, acts: int) -> None:
    """Let a shop live, then read all its screens."""
    busy = Whole(till, seed)
    for _part in range(5):
        busy.live(acts // 5)
        _today_adds_up(busy.till)
    assert len(set(screens(till).values())) == 1, screens(till)
    for (year, month), then in busy.printed.items():
        assert lasting(figures(till, year, month)) == lasting(then)
    last = max(busy.printed)
    months = [figures(till, *key) for key in [*sorted(busy.printed), _next(*last)]]
    assert all(found.balances() for found in months)
    assert all(one.movements.closing == two.movements.opening for one, two in pairwise(months))
    assert sum(found.rewards_cents - found.corrections.undone.cents for found in months) == till.scalar(
        "SELECT coalesce(sum(value_cents - CASE WHEN state = 'cancelled' THEN balance_cents ELSE 0 END), 0)"
        " FROM vouchers WHERE side <> 'goodwill'"
    )
    assert sum(found.new_customers - found.corrections.undone.count for found in months) == till.scalar(
        "SELECT count(*) FROM referrals WHERE state = 'rewarded'"
    )
    with till.db.read() as tx:
        assert (health.off_ledger(tx), health.odd_states(tx)) == (0, 0)
        for found in months:
            first = date(found.year, found.month, 1)
            assert found.key.issued.shares_cents == sum(one.due_cents for one in statements.statements(tx, first))
            listed = sum(row.issued_cents for row in found.rewarded)
            assert listed + found.outside_rows_cents + found.cancelled_again.cents == found.movements.issued.cents
        spent = key_service.budget(tx, Budget(1, SINCE), tx.today)
        assert spent
        assert spent.spent_cents == programmes.spent(tx, Terms(budget=Budget(1, SINCE)))
        for person in busy.people:
            _record_adds_up(tx, person)
    assert broken_rules(till) == []


def _today_adds_up(till: Till) -> None:
    """Today's list has what was honoured and issued today, less what was taken back and cancelled since."""
    day = till.today().totals
    with till.db.read() as tx:
        today = tx.today
    honoured = (
        f"FROM redemptions WHERE redeemed_on = '{today}' AND id NOT IN (SELECT redemption_id FROM reversals)"
    )
    standing = (
        f"FROM vouchers WHERE issued_on = '{today}' AND id NOT IN (SELECT voucher_id FROM cancellations)"
    )
    found = [till.scalar(f"SELECT count(*) {which}") for which in (honoured, standing)]
    cents = [
        till.scalar(f"SELECT coalesce(sum({what}), 0) {which}")
        for what, which in (("cents", honoured), ("value_cents", standing))
    ]
    assert ([day.redeemed, day.issued], [day.redeemed_cents, day.issued_cents]) == (found, cents)


def _next(year: int, month: int) -> tuple[int, int]:
    following = add_months(date(year, month, 1), 1)
    return following.year, following.month


def _record_adds_up(tx: Transaction, person: Customer) -> None:
    """A record says that as much was used as its uses say, and that as much is left as may be used."""
    told = story.story(tx, person).figures
    used = sum(one.cents for one in vouchers.uses_of(tx, person.id))
    left = vouchers.owed(tx, [person.id]).get(person.id, Owed())
    assert (told[2].value, told[3].value) == (money(used, "EUR"), money(left.cents, "EUR"))
