"""Random shops, random merges and undos: money and counts never change, and an undo restores every row."""

from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Channel, Customer
from parrainage_desktop.duplicates import service
from parrainage_desktop.duplicates.rules import FIELDS, Merged, Unmerged
from parrainage_desktop.referrals.rules import Claimed
from parrainage_desktop.surveys import figures
from parrainage_desktop.surveys import service as surveys
from tests.duplicates.hands import everything, try_merge, try_undo
from tests.stores import Till, broken_rules

NAMES = ("Élodie", "Karim", "Inès", "Luc", "Zoé", "Bruno")
FAMILIES = ("Martin", "Haddad", "Roy", "Petit", "Nguyen")
TOTALS = {
    "issued": "SELECT sum(value_cents) FROM vouchers",
    "outstanding": "SELECT sum(balance_cents) FROM vouchers WHERE state = 'issued'",
    "used": "SELECT sum(cents) FROM redemptions",
    "vouchers": "SELECT count(*) FROM vouchers",
    "purchases": "SELECT count(*) FROM purchases",
    "asks": "SELECT count(*) FROM asks",
    "referrals": "SELECT count(*) FROM referrals",
    "cards": "SELECT count(*) FROM cards WHERE state = 'active'",
    "people": "SELECT count(*) FROM customers",
}


WRONG_MARKS = (
    "SELECT count(*) FROM customers c WHERE c.is_referrer <> EXISTS (SELECT 1 FROM referrals r"
    " WHERE r.referrer_id = c.id AND r.state IN ('claimed', 'flagged', 'rewarded'))"
    " OR c.is_referee <> EXISTS (SELECT 1 FROM referrals r"
    " WHERE r.referee_id = c.id AND r.state IN ('claimed', 'flagged', 'rewarded'))"
)


@dataclass
class Shop:
    """A shop in which anything may happen."""

    till: Till
    chance: Random

    def people(self) -> list[Customer]:
        """Everyone who is not gone."""
        with self.till.db.read() as tx:
            return customers.recent(tx, 0, 100)

    def anybody(self) -> Customer:
        return self.chance.choice(self.people())

    def arrive(self) -> None:
        """Somebody new, brought or not."""
        given, family = self.chance.choice(NAMES), self.chance.choice(FAMILIES)
        more = {"city": self.chance.choice(("", "Nantes", "Rezé")), "known_before": self.chance.random() < 0.2}
        if self.chance.random() < 0.6 and self.people():
            answer = self.till.claim(self.anybody().card, given, family)
            assert isinstance(answer, Claimed)
        else:
            self.till.customer(given, family, **more)

    def act(self) -> None:
        """Anything but a merge."""
        who = self.anybody()
        act = self.chance.choice(("arrive", "buy", "buy", "issue", "redeem", "answer", "ask", "keep", "wait"))
        if act == "arrive":
            self.arrive()
        elif act == "buy":
            self.till.buys(who.id)
        elif act == "issue":
            self.till.issue(who, self.chance.randrange(100, 2_000))
        elif act == "redeem":
            self.redeem()
        elif act == "answer":
            self.till.answers(self.chance.randrange(11), who.id)
        elif act == "wait":
            self.till.days_pass(self.chance.choice((1, 1, 40)))
        else:
            self.keep(who, act)

    def redeem(self) -> None:
        codes = "SELECT count(*) FROM vouchers WHERE state = 'issued'"
        if count := self.till.scalar(codes):
            place = self.chance.randrange(count)
            self.till.redeem(self.till.scalar(
                f"SELECT code FROM vouchers WHERE state = 'issued' ORDER BY id LIMIT 1 OFFSET {place}"
            ))

    def keep(self, who: Customer, act: str) -> None:
        with self.till.db.write(self.till.actor) as tx:
            if act == "ask":
                surveys.ask(tx, who.id)
            else:
                customers.tag(tx, who.id, self.chance.choice(("choir", "tea", "bread")))
                customers.note(tx, who.id, "A note")
                customers.set_consent(tx, who.id, self.chance.choice(list(Channel)), self.chance.random() < 0.5)

    def merge(self) -> Merged | None:
        """Two of the people become one, if two there are."""
        if len(people := self.people()) < 2:
            return None
        one, other = self.chance.sample(people, 2)
        taken = self.chance.sample(FIELDS[1:], self.chance.randrange(4))
        done = try_merge(self.till, one, other, taken)
        assert isinstance(done, Merged)
        return done

    def totals(self) -> dict[str, Any]:
        """What no merge may change."""
        found = {name: self.till.scalar(query) for name, query in TOTALS.items()}
        with self.till.db.read() as tx:
            return found | {"score": figures.score(tx)}


@pytest.fixture(params=range(5))
def shop(request: pytest.FixtureRequest, till: Till) -> Shop:
    """A shop with a past."""
    made = Shop(till, Random(request.param))
    for _ in range(6):
        made.arrive()
    for _ in range(20):
        made.act()
    return made


def test_merges_undone_one_after_the_other_leave_every_row_as_it_was(shop: Shop) -> None:
    totals = shop.totals()
    past: list[tuple[Merged, dict[str, list[tuple[Any, ...]]]]] = []
    while len(past) < 6 and (before := everything(shop.till)) and (done := shop.merge()):
        past.append((done, before))
        assert shop.totals() == totals
        assert broken_rules(shop.till) == []
    for done, before in reversed(past):
        parted = try_undo(shop.till, done.id)
        assert isinstance(parted, Unmerged)
        assert (parted.fields, parted.referrals) == ((), ())
        assert everything(shop.till) == before
        assert shop.totals() == totals
    assert broken_rules(shop.till) == []


def test_whatever_happens_between_merges_and_undos_the_rules_hold(shop: Shop) -> None:
    done: list[int] = []
    for _ in range(15):
        shop.act()
        totals = shop.totals()
        if done and shop.chance.random() < 0.4:
            try_undo(shop.till, done.pop(shop.chance.randrange(len(done))))
        elif merge := shop.merge():
            done.append(merge.id)
        assert shop.totals() == totals
        assert shop.till.scalar(WRONG_MARKS) == 0
    assert broken_rules(shop.till) == []
    with shop.till.db.read() as tx:
        standing = {one.id for one in service.merges(tx, 100)}
    assert standing <= set(range(1, shop.till.count("merges") + 1))
