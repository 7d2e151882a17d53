"""A shop at random beside plain Python that does the same, and the shop told anew from its journal alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sqlalchemy import text

from parrainage_desktop.base import journal
from parrainage_desktop.base.clock import add_months, local_day
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.counter import deciding
from parrainage_desktop.counter.rules import Decided
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged
from parrainage_desktop.programme.rewards import fixed
from parrainage_desktop.programme.rules import Approval, Budget, Programme, Terms, Variant
from parrainage_desktop.referrals.rules import Claimed, ClaimRefused
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Redemption, Refused, Voucher
from tests.stores import Till, broken_rules

COMPARED, AUDITED = 10, 250
"""Steps between two looks at the vouchers, and at everything."""
COUNTING = ("claimed", "flagged", "rewarded")
APPROVALS = (Approval.AUTOMATIC, Approval.AUTOMATIC, Approval.MANUAL)


@dataclass
class Paper:
    """A voucher as plain Python knows it; `uses` are those that stand, oldest first."""

    cents: int
    first: date
    last: date
    minimum: int
    part_use: bool
    state: str = "issued"
    uses: list[int] = field(default_factory=list)

    @property
    def left(self) -> int:
        """What has not been used of it."""
        return self.cents - sum(self.uses)


@dataclass
class Link:
    """A referral as plain Python knows it, with the scheme it was claimed under."""

    number: int
    friend: int
    terms: Terms
    claimed_on: date
    doubted: bool
    state: str
    purchase: int = 0
    papers: list[str] = field(default_factory=list)


class Model:
    """A shop and plain Python that does the same, step by step."""

    def __init__(self, till: Till, seed: int) -> None:
        self.till, self.dice = till, Random(seed)
        self.papers: dict[str, Paper] = {}
        self.links: dict[int, Link] = {}
        self.bought: dict[int, tuple[int, date, int | None]] = {}
        self.scheme: Programme = till.scheme(Terms(part_use=True, lock_days=0))
        self.cards = [till.customer(f"Porteur{number}", "Petit").card for number in range(20)]
        self.people: list[int] = []
        self.seen = till.clock.now()
        self.acts: list[tuple[int, Callable[[], None]]] = [
            (6, self.claim), (14, self.buy), (14, self.redeem), (4, self.reverse), (3, self.cancel), (3, self.extend),
            (3, self.reissue), (2, self.take_return), (6, self.decide), (1, self.void), (1, self.change_scheme),
            (4, self.give), (8, self.time_passes), (1, self.merge),
        ]  # fmt: skip

    @property
    def today(self) -> date:
        """The shop's day: the clock's, or that of the newest entry when the clock is behind it."""
        return local_day(max(self.seen, self.till.clock.now()), self.till.db.zone)

    def live(self, steps: int) -> None:
        """Take so many steps and compare."""
        weights, acts = zip(*self.acts, strict=True)
        for number, act in enumerate(self.dice.choices(acts, weights, k=steps), start=1):
            act()
            if number % COMPARED == 0:
                self.compare()
            if number % AUDITED == 0 or number == steps:
                self.audit()

    def audit(self) -> None:
        """Every rule of the store, and the journal, which alone must tell the same."""
        assert broken_rules(self.till) == []
        with self.till.db.read() as tx:
            vouchers_now = tx.execute(text("SELECT id, state, balance_cents FROM vouchers"))
            referrals_now = tx.execute(text("SELECT id, state FROM referrals WHERE id IN (SELECT subject FROM journal"
                                            " WHERE action = 'referral.claimed')"))
            told = replayed(journal.entries(tx))
            assert told.vouchers == {number: (state, balance) for number, state, balance in vouchers_now}
            assert told.referrals == dict(tuple(row) for row in referrals_now)

    def compare(self) -> None:
        """Every voucher, and what is owed: issued, less used, expired and cancelled."""
        with self.till.db.read() as tx:
            rows = tx.execute(text("SELECT code, state, balance_cents, valid_until FROM vouchers"))
            stored = {code: (state, balance, str(until)) for code, state, balance, until in rows}
            owed, today = vouchers.outstanding_cents(tx), tx.today
            states = dict(tuple(row) for row in tx.execute(text("SELECT id, state FROM referrals WHERE reason <> 'x'")))
        assert stored == {code: (one.state, one.left, str(one.last)) for code, one in self.papers.items()}
        assert all(0 <= one.left <= one.cents for one in self.papers.values())
        issued = sum(one.cents for one in self.papers.values())
        used = sum(sum(one.uses) for one in self.papers.values())
        cancelled = sum(one.left for one in self.papers.values() if one.state == "cancelled")
        expired = sum(one.left for one in self.papers.values() if one.state == "issued" and one.last < today)
        assert owed == issued - used - expired - cancelled
        assert {number: states[number] for number in self.links} == {n: one.state for n, one in self.links.items()}

    # What people do.

    def claim(self) -> None:
        """A friend arrives, now and then one who came before."""
        again = self.dice.random() < 0.15
        phone = f"06 39 98 {self.dice.randrange(100):02} 01" if again else ""
        answer = self.till.claim(self.dice.choice(self.cards), f"Ami{self.dice.randrange(10**9)}", "", phone=phone)
        if isinstance(answer, ClaimRefused):
            return
        assert isinstance(answer, Claimed)
        one = answer.referral
        for before in self.links.values():
            if before.friend == one.referee_id and before.state in ("claimed", "flagged"):
                before.state = "lapsed"
        doubted = one.state.value == "flagged"
        link = Link(one.id, one.referee_id, self.promised(one.referrer_id), self.today, doubted, one.state.value)
        self.links[one.id] = link
        self.people.append(one.referee_id)

    def promised(self, referrer: int) -> Terms:
        """What a referrer is promised; the lot itself is the store's, as nobody could foretell it."""
        terms, number = self.scheme.terms, self.scheme.id
        if terms.variant is None or self.today > terms.variant.until:
            return terms
        drawn = f"FROM draws WHERE programme_id = {number} AND customer_id = {referrer} AND arm = 'b'"
        return terms.other if self.till.scalar(f"SELECT count(*) {drawn}") else terms

    def buy(self) -> None:
        """A friend buys."""
        if self.people:
            friend, cents = self.dice.choice(self.people[-6:]), self.dice.choice((None, 900, 2_000, 6_000))
            answer = self.till.buys(friend, cents)
            self.bought[answer.purchase.id] = (friend, self.today, cents)
            link = self.live_link(friend)
            earned = link is not None and self.qualify(link, answer.purchase.id)
            assert len(answer.vouchers) == (2 if earned else 0)
            self.learn(link, answer.vouchers)

    def qualify(self, link: Link, purchase: int) -> bool:
        """Whether a purchase completes a referral that counts; moves it as the scheme says."""
        _friend, on, cents = self.bought[purchase]
        if link.state == "rewarded":
            return False
        if on > link.claimed_on + timedelta(days=link.terms.claim_window_days):
            link.state, link.purchase = "lapsed", purchase
            return False
        if link.terms.purchase_minimum_cents and (cents or 0) < link.terms.purchase_minimum_cents:
            return False
        if link.state == "flagged":
            return False
        link.purchase, budget = purchase, self.scheme.terms.budget
        reward = link.terms.referrer_cents + link.terms.referee_cents
        link.state = "rejected" if budget and self.spent() + reward > budget.cents else "rewarded"
        return link.state == "rewarded"

    def spent(self) -> int:
        """What counts against a budget: rewards, less what was cancelled of them."""
        codes = [self.papers[code] for link in self.links.values() for code in link.papers]
        return sum(one.cents - (one.left if one.state == "cancelled" else 0) for one in codes)

    def live_link(self, friend: int) -> Link | None:
        """The referral through which a friend came, if it counts."""
        return next((one for one in self.links.values() if one.friend == friend and one.state in COUNTING), None)

    def learn(self, link: Link | None, issued: tuple[Voucher, ...]) -> None:
        """Note new vouchers; a reward is what the scheme of its claim says, and lives from today."""
        for voucher in issued:
            terms = link.terms if link else self.scheme.terms
            first = self.today + timedelta(days=terms.lock_days)
            last = add_months(self.today, terms.valid_months)
            self.papers[voucher.code] = Paper(
                voucher.value_cents, first, last, terms.voucher_minimum_cents, terms.part_use
            )
            if link:
                link.papers.append(voucher.code)
        if link and issued:
            found = {voucher.side.value: voucher.value_cents for voucher in issued}
            assert found == {"referrer": link.terms.referrer_cents, "referee": link.terms.referee_cents}

    def give(self) -> None:
        """A gesture."""
        with self.till.db.read() as tx:
            holder = int(tx.execute(text("SELECT min(id) FROM customers")).scalar_one())
        with self.till.db.write(self.till.actor) as tx:
            voucher = corrections.give(tx, holder, self.dice.choice((300, 1_000)), "kindness")
        self.learn(None, (voucher,))

    def any_code(self) -> str | None:
        """A voucher's letters, most often of a recent one."""
        codes = list(self.papers)
        return self.dice.choice(codes[-25:] if self.dice.random() < 0.8 else codes) if codes else None

    def redeem(self) -> None:
        """A voucher is presented with or without a purchase's amount."""
        if code := self.any_code():
            paper, cents = self.papers[code], self.dice.choice((None, 150, 400, 5_000))
            answer = self.till.redeem(code, purchase_cents=cents)
            good = paper.state == "issued" and paper.first <= self.today <= paper.last
            good = good and (cents is None or cents >= paper.minimum)
            assert isinstance(answer, Redemption) is good, answer
            if isinstance(answer, Redemption):
                taken = paper.left if cents is None or not paper.part_use else min(paper.left, cents)
                assert answer.use.cents == taken
                paper.uses.append(taken)
                paper.state = "redeemed" if paper.left == 0 else "issued"

    def reverse(self) -> None:
        """The last use is taken back."""
        if code := self.any_code():
            paper = self.papers[code]
            answer = self.till.reverse(code)
            assert isinstance(answer, Voucher) is (paper.state != "cancelled" and bool(paper.uses))
            if isinstance(answer, Voucher):
                paper.uses.pop()
                void = any(code in link.papers for link in self.links.values() if link.state == "voided")
                paper.state = "cancelled" if void else "issued"

    def cancel(self) -> None:
        """A voucher, or its rest, is cancelled."""
        if code := self.any_code():
            with self.till.db.write(self.till.actor) as tx:
                answer = corrections.cancel(tx, code, "torn")
            assert isinstance(answer, Voucher) is (self.papers[code].state == "issued")
            self.dies(code)

    def dies(self, code: str) -> None:
        """What is left of a voucher is worth nothing from now on."""
        if self.papers[code].state == "issued":
            self.papers[code].state = "cancelled"

    def extend(self) -> None:
        """A voucher gets a later last day, or a day that is none."""
        if code := self.any_code():
            paper, until = self.papers[code], self.today + timedelta(days=self.dice.choice((-3, 10, 90)))
            right = paper.state == "issued" and until > paper.last and until >= self.today
            try:
                with self.till.db.write(self.till.actor) as tx:
                    answer: Voucher | Refused | None = corrections.extend(tx, code, until, "was ill")
            except InvalidInput:
                answer = None
            assert isinstance(answer, Voucher) is right
            paper.last = until if right else paper.last

    def reissue(self) -> None:
        """A voucher was lost."""
        if code := self.any_code():
            paper = self.papers[code]
            with self.till.db.write(self.till.actor) as tx:
                answer = corrections.reissue(tx, code, "lost")
            right = paper.state == "issued" and paper.last >= self.today
            assert isinstance(answer, Voucher) is right
            if isinstance(answer, Voucher):
                self.papers[answer.code] = Paper(paper.left, paper.first, paper.last, paper.minimum, paper.part_use)
                paper.state = "cancelled"
                for link in self.links.values():
                    link.papers += [answer.code] if code in link.papers else []

    def take_return(self) -> None:
        """Goods come back."""
        if not self.bought:
            return
        purchase = self.dice.choice(list(self.bought)[-15:])
        friend = self.bought.pop(purchase)[0]
        with self.till.db.write(self.till.actor) as tx:
            deciding.take_return(tx, purchase, "goods returned")
        link = self.live_link(friend)
        if link and link.purchase == purchase and link.state == "rewarded":
            self.taken_back(link)
        elif link is None:
            closed = [one for one in self.links.values() if one.friend == friend and one.purchase == purchase]
            for one in closed:
                if one.state in ("lapsed", "rejected") and not one.doubted:
                    one.state, one.purchase = "claimed", 0

    def taken_back(self, link: Link) -> None:
        """A reward is void: what is left of it dies."""
        link.state = "voided"
        for code in link.papers:
            self.dies(code)

    def decide(self) -> None:
        """Somebody looks at what was put aside."""
        waiting = [one for one in self.links.values() if one.state == "flagged"]
        if not waiting:
            return
        link, friendly = self.dice.choice(waiting), self.dice.random() < 0.7
        with self.till.db.write(self.till.actor) as tx:
            act = deciding.approve(tx, link.number) if friendly else deciding.reject(tx, link.number, "no friend")
        assert isinstance(act, Decided)
        link.state = "claimed" if friendly else "rejected"
        mine = [number for number, (friend, *_) in self.bought.items() if friend == link.friend]
        for purchase in mine if friendly else ():
            if link.state == "claimed" and self.bought[purchase][1] >= link.claimed_on:
                self.qualify(link, purchase)
        assert bool(act.issued) is (link.state == "rewarded")
        self.learn(link, act.issued)

    def void(self) -> None:
        """A reward is taken back."""
        rewarded = [one for one in self.links.values() if one.state == "rewarded"]
        if rewarded:
            link = self.dice.choice(rewarded)
            with self.till.db.write(self.till.actor) as tx:
                assert isinstance(deciding.void(tx, link.number, "fraud"), Decided)
            self.taken_back(link)

    def change_scheme(self) -> None:
        """Another version of the scheme; what was claimed before keeps its own."""
        dice = self.dice
        terms = Terms(
            referrer=fixed(dice.choice((300, 500))), referee=fixed(dice.choice((500, 800))),
            purchase_minimum_cents=dice.choice((0, 0, 1_000)), voucher_minimum_cents=dice.choice((0, 0, 300)),
            lock_days=dice.choice((0, 0, 1)), valid_months=dice.choice((1, 6)), part_use=dice.random() < 0.7,
            claim_window_days=dice.choice((20, 90)), approval=dice.choice(APPROVALS),
            variant=dice.choice((None, Variant(fixed(400), fixed(600), self.today + timedelta(days=20)))),
            budget=dice.choice((None, Budget(self.spent() + dice.choice((2_000, 50_000)), date(2026, 1, 1)))),
        )  # fmt: skip
        self.scheme = self.till.scheme(terms)

    def time_passes(self) -> None:
        """An hour or some weeks go by, or somebody sets the clock back, which changes nothing."""
        before = self.today
        self.till.clock.advance(timedelta(hours=self.dice.choice((1, 5, 24, 24, 200, 700, -30))))
        self.till.answers(8)
        self.seen = max(self.seen, self.till.clock.now())
        with self.till.db.read() as tx:
            assert tx.today == self.today >= before

    def merge(self) -> None:
        """Two records turn out to be one person: what they hold stays, of two referrals one at most still counts."""
        if len(self.people) < 2:
            return
        kept, other = self.dice.sample(self.people, 2)
        with self.till.db.write(self.till.actor) as tx:
            answer = duplicates.merge(tx, kept, other)
        assert isinstance(answer, Merged)
        for settled in answer.moved.referrals.settled:
            assert self.links[settled.id].state == settled.was.value
            self.links[settled.id].state = settled.now.value
        for link in self.links.values():
            link.friend = kept if link.friend == other else link.friend
        self.bought = {
            number: (kept if friend == other else friend, on, cents)
            for number, (friend, on, cents) in self.bought.items()
        }
        self.people.remove(other)
        counting = [one for one in self.links.values() if one.friend == kept and one.state in COUNTING]
        assert len(counting) <= 1


@dataclass
class Told:
    """Vouchers (state and cents left) and referrals (state) by number, as the journal tells them."""

    vouchers: dict[int, tuple[str, int]] = field(default_factory=dict)
    referrals: dict[int, str] = field(default_factory=dict)

    def voucher(self, entry: journal.Entry) -> None:
        """What happened to a voucher."""
        word, cents = entry.action.removeprefix("voucher."), entry.details.get("cents", 0)
        assert isinstance(cents, int)
        state, left = self.vouchers.get(entry.subject, ("issued", 0))
        if word == "issued":
            self.vouchers[entry.subject] = "issued", cents
        elif word == "redeemed":
            self.vouchers[entry.subject] = ("redeemed" if left == cents else "issued"), left - cents
        elif word == "reversed":
            self.vouchers[entry.subject] = ("cancelled" if state == "cancelled" else "issued"), left + cents
        elif word == "cancelled":
            assert cents == left
            self.vouchers[entry.subject] = "cancelled", left

    def referral(self, entry: journal.Entry) -> None:
        """What happened to a referral."""
        word = entry.action.removeprefix("referral.")
        if word == "claimed":
            self.referrals[entry.subject] = str(entry.details["state"])
        elif word in ("approved", "reopened"):
            self.referrals[entry.subject] = "claimed"
        elif word in ("rewarded", "rejected", "lapsed", "voided"):
            self.referrals[entry.subject] = word
        elif word == "settled":
            self.referrals[entry.subject] = str(entry.details["to"])


def replayed(entries: Iterable[journal.Entry]) -> Told:
    """The shop as its journal alone tells it."""
    told = Told()
    for entry in entries:
        if entry.action.startswith("voucher."):
            told.voucher(entry)
        elif entry.action.startswith("referral.") and entry.subject:
            told.referral(entry)
    return told
