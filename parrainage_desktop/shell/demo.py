"""The demonstration shop: the lesson's 15 000 customers, built through the real services day by day.

The year ends today, so that vouchers can be tried at once; the same day gives the same shop, codes included.
"""

import heapq
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from parrainage_desktop.ambassadors import service as ambassadors
from parrainage_desktop.ambassadors.rules import Condition
from parrainage_desktop.base.clock import Clock, SetClock, SystemClock, add_months
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.counter import service as counter
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.privacy import record
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.shell.demo_people import comment, person
from parrainage_desktop.surveys import callbacks, campaigns
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.callback_rules import DUE_WITHIN
from parrainage_desktop.surveys.campaign_rules import NewCampaign
from parrainage_desktop.surveys.rules import Category, Given, Origin, category
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Redemption, Standing, Voucher

CUSTOMERS = 15_000
ZONE = ZoneInfo("Europe/Paris")
SEED = 550_200_050
LESSON = (550, 200, 50)
"""Promoters, passives and detractors among the lesson's 800 answers."""
MONTHLY_FRIENDS = (7, 10, 12, 9, 6, 15, 19, 13, 17, 20, 23, 26)
"""Friends welcomed in each month of a shop of 15 000."""
USUAL_COST_CENTS = 1_313
"""What winning a customer costs this shop by other means, as it has entered it."""
MINIMUM_CENTS = 1_000
AMBASSADORS = 3
"""How many of its promoters this shop looks at as ambassadors each time."""
RESULT = "Deux fois plus de commandes pour le goûter, chiffres montrés"
PROMOTION = "Un article dans le journal du quartier"
PRAISED = "Parle de la boutique à tout le quartier"
CALLS_DUE = tuple(timedelta(hours=hours) for hours in (-26, 2, 5, 20, 26))
"""When the calls left to make are due, counted from the end of the year: one is late."""
USED = 0.62
BUYS_AT_ONCE, BUYS_LATER = 0.80, 0.12

_SCORES = ((9, 10, 10), (7, 8, 8), (6, 6, 5, 5, 4, 3, 2, 0))
_STAFF = ("Nora", "Bastien", "Solène")
_SUNDAY = 6

Act = Callable[[Transaction], None]


def build(
    path: Path, count: int = CUSTOMERS, progress: Progress | None = None, clock: Clock | None = None
) -> None:
    """Write the demonstration shop of `count` customers to a new store at `path`.

    Raises UserError where nothing can be written, Cancelled when stopped; neither leaves anything behind.
    """
    unfinished = path.with_name(path.name + ".partial")
    leftovers = (unfinished, unfinished.with_name(unfinished.name + "-journal"))
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    try:
        _Year(unfinished, count, (clock or SystemClock()).now()).live(progress or Progress())
        os.replace(unfinished, path)
        # The same people come again: whoever was erased in an older sample is not them.
        record.place(str(path), server=False).unlink(missing_ok=True)
    finally:
        for leftover in leftovers:
            leftover.unlink(missing_ok=True)


class _Year:
    """One year of a shop: what is to happen, in order of time, each act in a transaction of its own."""

    def __init__(self, path: Path, count: int, ends: datetime) -> None:
        self._chance = Random(SEED)
        self._count = count
        self._ends = ends
        self._first_day = add_months(ends.astimezone(ZONE).date(), -12)
        self._clock = SetClock(self._moment(self._first_day, 8 * 60))
        self._db = Database.create(path, ZONE.key, self._clock)
        self._db.chance = Random(SEED)
        self._campaign = 0
        self._people: list[int] = []
        self._silent: list[int] = []
        self._promoters: list[int] = []
        self._queue: list[tuple[datetime, int, Act]] = []
        self._serial = 0

    def live(self, progress: Progress) -> None:
        """Live the year to its end and close the store."""
        try:
            self._open_shop()
            self._plan()
            while self._queue and self._queue[0][0] <= self._ends:
                moment, _serial, act = heapq.heappop(self._queue)
                self._clock.set(moment)
                with self._db.write(Actor(self._chance.choice(_STAFF), "Comptoir")) as tx:
                    act(tx)
                progress.step(min(len(self._people), self._count), self._count)
        finally:
            self._db.close()

    def _open_shop(self) -> None:
        shop = preferences.described(
            "Maison Lumet", "fr", "EUR", ZONE.key, "14 rue des Trois-Ponts, 44000 Nantes", "02 61 91 40 12"
        )
        with self._db.write(Actor("Solène", "Comptoir")) as tx:
            preferences.set_up(tx, shop)
            programmes.start(tx, Terms(voucher_minimum_cents=MINIMUM_CENTS, usual_cost_cents=USUAL_COST_CENTS))
            last = self._ends.astimezone(ZONE).date()
            asking = frozenset({Origin.COUNTER, Origin.KIOSK, Origin.PAPER})
            year = NewCampaign(f"Enquête {last.year}", self._first_day, last, origins=asking)
            self._campaign = campaigns.add(tx, year).id

    def _plan(self) -> None:
        days = self._open_days()
        friends = self._friend_days(days)
        regulars = self._count - len(friends)
        letting_in = {len(days) // 2, len(days) * 3 // 4, len(days) - 1}
        for index, day in enumerate(days):
            arriving = regulars * (index + 1) // len(days) - regulars * index // len(days)
            opening = self._register if index not in letting_in else self._register_and_let_in
            self._at(day, 9 * 60, partial(opening, arriving))
        for day in friends:
            self._at(day, self._minute(), self._welcome)
        for _voucher in range(min(4, len(friends))):
            self._at(days[-1], self._minute(), self._redeem_any)
        waiting = list(CALLS_DUE)
        for day, score in self._answers(days):
            if category(score) is Category.DETRACTOR and waiting:
                self._put(self._ends + waiting.pop() - DUE_WITHIN, partial(self._answer, score, False))
            else:
                self._at(day, self._minute(), partial(self._answer, score, True))

    def _open_days(self) -> list[date]:
        last = self._ends.astimezone(ZONE).date()
        days = [self._first_day + timedelta(days=n) for n in range((last - self._first_day).days + 1)]
        return [day for day in days if day.weekday() != _SUNDAY or day == last]

    def _friend_days(self, days: list[date]) -> list[date]:
        chosen: list[date] = []
        for month, friends in enumerate(MONTHLY_FRIENDS):
            mine = days[len(days) * month // 12 : len(days) * (month + 1) // 12]
            wanted = round(friends * self._count / CUSTOMERS)
            chosen += [self._chance.choice(mine) for _friend in range(wanted)]
        return [*chosen, days[-1], days[-1]] if self._count >= 100 else chosen

    def _answers(self, days: list[date]) -> list[tuple[date, int]]:
        scores = []
        for kind, lesson in enumerate(LESSON):
            answers = round(lesson * self._count / CUSTOMERS)
            scores += [self._chance.choice(_SCORES[kind]) for _answer in range(answers)]
        self._chance.shuffle(scores)
        return [(self._chance.choice(days[1:]), score) for score in scores]

    def _register(self, arriving: int, tx: Transaction) -> None:
        for _person in range(arriving):
            self._met(customers.add(tx, person(self._chance, len(self._people))))
        campaigns.ask(tx, self._campaign, self._people[-arriving:] if arriving else [])

    def _met(self, customer: Customer) -> None:
        self._people.append(customer.id)
        self._silent.append(customer.id)

    def _answer(self, score: int, called: bool, tx: Transaction) -> None:
        """Somebody answers; the unhappy are called within two days, but for those who are left to call."""
        customer_id = self._silent.pop(self._chance.randrange(len(self._silent)))
        words = comment(self._chance, score)
        surveys.answer(tx, Given(score, customer_id, words, campaign_id=self._campaign))
        if score >= 9:
            self._promoters.append(customer_id)
        elif called and category(score) is Category.DETRACTOR:
            self._in_days(1, 2, partial(self._call, customer_id))

    def _call(self, customer_id: int, tx: Transaction) -> None:
        callbacks.called(tx, customer_id)

    def _welcome(self, tx: Transaction) -> None:
        pool = self._promoters[-40:] if self._promoters and self._chance.random() < 0.8 else self._people
        referrer = customers.get(tx, self._chance.choice(pool))
        fate = self._chance.random()
        amount = self._chance.randrange(1_500, 6_500, 10)
        friend = person(self._chance, len(self._people))
        welcomed = counter.welcome(tx, referrer.card, friend, amount, fate < BUYS_AT_ONCE)
        assert not isinstance(welcomed, ClaimRefused), "an invented friend is always new"
        customer = customers.get(tx, welcomed.claimed.referral.referee_id)
        self._met(customer)
        campaigns.ask(tx, self._campaign, [customer.id])
        if welcomed.bought:
            self._spend_some(welcomed.bought.vouchers)
        elif fate < BUYS_AT_ONCE + BUYS_LATER:
            self._in_days(3, 40, partial(self._buy, customer.id, amount))

    def _buy(self, customer_id: int, amount: int, tx: Transaction) -> None:
        self._spend_some(counter.record_purchase(tx, customer_id, amount).vouchers)

    def _spend_some(self, earned: tuple[Voucher, ...]) -> None:
        for voucher in earned:
            if self._chance.random() < USED:
                self._in_days(1, 120, partial(self._redeem, voucher.code))

    def _redeem_any(self, tx: Transaction) -> None:
        usable = vouchers.listed(tx, Standing.ACTIVE)
        if usable:
            self._redeem(self._chance.choice(usable).code, tx)

    def _redeem(self, code: str, tx: Transaction) -> None:
        attempt = f"{self._chance.getrandbits(128):032x}"
        purchase = self._chance.randrange(MINIMUM_CENTS, 8_000, 10)
        done = vouchers.redeem(tx, code, attempt, purchase_cents=purchase)
        if isinstance(done, Redemption):
            counter.record_purchase(tx, done.voucher.holder_id, purchase)

    def _register_and_let_in(self, arriving: int, tx: Transaction) -> None:
        """On some days those promoters who brought most friends become ambassadors, or go up a tier."""
        self._register(arriving, tx)
        brought = referrals.brought(tx, self._promoters)
        rewarded = {one: brought.get(one, (0, 0))[1] for one in self._promoters}
        for customer_id in sorted(rewarded, key=lambda one: (-rewarded[one], one))[:AMBASSADORS]:
            match ambassadors.record(tx, customer_id).membership.tier:
                case 0:
                    ambassadors.note(tx, customer_id, Condition.RESULT, RESULT)
                    ambassadors.admit(tx, customer_id, 1, PRAISED)
                case 1 if rewarded[customer_id]:
                    ambassadors.note(tx, customer_id, Condition.PROMOTION, PROMOTION)
                    ambassadors.admit(tx, customer_id, 2)

    def _in_days(self, fewest: int, most: int, act: Act) -> None:
        day = self._clock.now().astimezone(ZONE).date() + timedelta(days=self._chance.randint(fewest, most))
        self._at(day + timedelta(days=day.weekday() == _SUNDAY), self._minute(), act)

    def _minute(self) -> int:
        return self._chance.randrange(9 * 60 + 5, 19 * 60)

    def _at(self, day: date, minute: int, act: Act) -> None:
        self._put(self._moment(day, minute), act)

    def _put(self, moment: datetime, act: Act) -> None:
        self._serial += 1
        heapq.heappush(self._queue, (moment, self._serial, act))

    def _moment(self, day: date, minute: int) -> datetime:
        """A moment of an open day; the last day is squeezed between midnight and the end of the year."""
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZONE)
        if day != self._ends.astimezone(ZONE).date():
            return (midnight + timedelta(minutes=minute)).astimezone(self._ends.tzinfo)
        return (midnight + (self._ends - midnight) * (minute / (19 * 60))).astimezone(self._ends.tzinfo)
