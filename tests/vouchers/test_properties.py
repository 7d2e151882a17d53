"""Whatever people do, in whatever order: the store agrees with a few lines of plain Python."""

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)
from sqlalchemy import text

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.counter.rules import Kind, UndoneEntry
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals.rules import Claimed, ClaimRefused, ReferralReason
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Redemption, Refused, Voucher
from tests.stores import NOW, ZONE, Till, broken_rules, set_up


@dataclass
class Known:
    """What plain Python knows of a voucher."""

    cents: int
    first: date
    last: date
    state: str = "issued"
    uses: int = 0


class Shop(RuleBasedStateMachine):
    """A shop, and a dictionary that does the same."""

    cards: Bundle[str] = Bundle("cards")
    friends: Bundle[int] = Bundle("friends")
    codes: Bundle[str] = Bundle("codes")

    @initialize(target=cards, minimum=st.sampled_from([0, 2_000]), lock=st.sampled_from([0, 1]))
    def open_shop(self, minimum: int, lock: int) -> MultipleResults[str]:
        """A new shop in a file of its own, with three customers who hold cards."""
        self.folder = tempfile.TemporaryDirectory()
        self.clock = SetClock(NOW)
        db = Database.create(Path(self.folder.name) / "shop.db", ZONE, self.clock)
        set_up(db, Terms(purchase_minimum_cents=minimum, lock_days=lock))
        self.till = Till(db, self.clock)
        self.minimum = minimum
        self.vouchers: dict[str, Known] = {}
        self.attempts: dict[str, str] = {}
        self.open_claims: dict[int, date] = {}
        names = ("Karim", "Léa", "Inès")
        self.holders = [self.till.customer(name, "Petit") for name in names]
        return multiple(*[holder.card for holder in self.holders])

    @property
    def today(self) -> date:
        """The shop's day; the clock here never comes near midnight."""
        return self.clock.now().date()

    def learn(self, voucher: Voucher) -> str:
        """Note a new voucher."""
        self.vouchers[voucher.code] = Known(voucher.value_cents, voucher.valid_from, voucher.valid_until)
        return voucher.code

    @rule(target=codes, cents=st.integers(1, 5_000), holder=st.integers(0, 2), wait=st.sampled_from([0, 1, 1, 1]))
    def goodwill(self, cents: int, holder: int, wait: int) -> str:
        """A voucher out of kindness, most often good by the time anybody holds it."""
        code = self.learn(self.till.issue(self.holders[holder], cents))
        self.till.days_pass(wait)
        return code

    @rule(target=friends, card=cards, tens=st.integers(0, 5))
    def claim(self, card: str, tens: int) -> int:
        """A friend arrives, perhaps one who came before."""
        before = self.till.count("customers")
        phone = f"06 39 98 00 0{tens}"
        answer = self.till.claim(card, f"Friend{tens}", "Martin", phone=phone)
        if isinstance(answer, Claimed):
            if answer.referral.state.value == "claimed":
                self.open_claims[answer.referral.referee_id] = self.today
            else:
                self.open_claims.pop(answer.referral.referee_id, None)
            return answer.referral.referee_id
        assert isinstance(answer, ClaimRefused)
        assert answer.why in {ReferralReason.ALREADY_REFERRED, ReferralReason.ALREADY_CUSTOMER}
        assert self.till.count("customers") == before
        assert answer.known_id is not None
        return answer.known_id

    @rule(target=codes, friend=friends, cents=st.sampled_from([None, 0, 1_999, 2_000, 5_000]))
    def buy(self, friend: int, cents: int | None) -> MultipleResults[str]:
        """A friend buys."""
        claimed = self.open_claims.get(friend)
        late = claimed is not None and self.today > claimed + timedelta(days=90)
        enough = self.minimum == 0 or (cents is not None and cents >= self.minimum)
        bought = self.till.buys(friend, cents)
        assert len(bought.vouchers) == (2 if claimed is not None and enough and not late else 0)
        if late or bought.vouchers:
            self.open_claims.pop(friend, None)
        return multiple(*[self.learn(voucher) for voucher in bought.vouchers])

    @rule(code=codes, attempt=st.sampled_from(["a", "b", "", ""]))
    def redeem(self, code: str, attempt: str) -> None:
        """Press the button, sometimes under a name used before for the same voucher."""
        known = self.vouchers[code]
        attempt = attempt and f"{attempt}-{code}"
        answer = self.till.redeem(code, attempt)
        if attempt in self.attempts:
            assert isinstance(answer, Redemption)
            assert answer.repeated
            return
        usable = known.state == "issued" and known.first <= self.today <= known.last
        assert isinstance(answer, Redemption) is usable
        if isinstance(answer, Redemption):
            assert answer.use.cents == known.cents
            known.state, known.uses = "redeemed", known.uses + 1
            self.attempts[answer.use.attempt] = code

    @rule(code=codes)
    def reverse(self, code: str) -> None:
        """Take the last use back."""
        known = self.vouchers[code]
        answer = self.till.reverse(code)
        assert isinstance(answer, Refused) is (known.state != "redeemed")
        if known.state == "redeemed":
            known.state = "issued"

    @rule(code=codes)
    def cancel(self, code: str) -> None:
        """Take a voucher out of the world."""
        known = self.vouchers[code]
        with self.till.db.read() as tx:
            voucher = vouchers.by_code(tx, code)
        assert voucher is not None
        assert self.till.cancel(voucher) is (known.state == "issued")
        if known.state == "issued":
            known.state = "cancelled"

    @rule(index=st.integers(0, 30))
    def undo(self, index: int) -> None:
        """Take back a line of today's list."""
        entries = self.till.today().entries
        if not entries:
            return
        entry = entries[index % len(entries)]
        answer = self.till.undo(entry.id)
        if not isinstance(answer, UndoneEntry):
            return
        assert entry.undone is None
        states = dict(self.rows("SELECT code, state FROM vouchers"))
        for code, known in self.vouchers.items():
            if entry.kind is Kind.REDEEMED and known.state == "redeemed" and states[code] == "issued":
                known.state = "issued"
            if entry.kind is Kind.REWARDED and states[code] == "cancelled":
                assert known.state in {"issued", "cancelled"}, "a used voucher was cancelled"
                known.state = "cancelled"
        waiting = self.rows("SELECT referee_id, claimed_on FROM referrals WHERE state = 'claimed'")
        self.open_claims = {friend: date.fromisoformat(str(day)) for friend, day in waiting}

    @rule(days=st.sampled_from([1, 1, 1, 1, 1, 2, 30, 91, 200]))
    def days_pass(self, days: int) -> None:
        """Time goes by."""
        self.till.days_pass(days)

    @rule(minutes=st.integers(1, 600))
    def clock_is_set_back(self, minutes: int) -> None:
        """Somebody turns the till's clock back; the store's time stays."""
        now = self.clock.now()
        self.till.answers(8)
        self.clock.set(now - timedelta(minutes=minutes))
        with self.till.db.read() as tx:
            assert tx.now == now
        self.clock.set(now)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows straight from the tables."""
        with self.till.db.read() as tx:
            return [tuple(row) for row in tx.execute(text(query))]

    @invariant()
    def the_store_agrees(self) -> None:
        """Outstanding is what was issued, less used, less cancelled; every voucher as plain Python has it."""
        if not hasattr(self, "till"):
            return
        stored = {row[0]: row[1] for row in self.rows("SELECT code, state FROM vouchers")}
        assert stored == {code: known.state for code, known in self.vouchers.items()}
        issued = sum(known.cents for known in self.vouchers.values())
        gone = sum(known.cents for known in self.vouchers.values() if known.state != "issued")
        outstanding = "SELECT COALESCE(sum(balance_cents), 0) FROM vouchers WHERE state = 'issued'"
        assert self.till.scalar(outstanding) == issued - gone
        assert self.till.count("redemptions") == sum(known.uses for known in self.vouchers.values())
        assert broken_rules(self.till) == []

    def teardown(self) -> None:
        """Close the shop."""
        if hasattr(self, "till"):
            self.till.db.close()
            self.folder.cleanup()


TestShop = Shop.TestCase
TestShop.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    # Making a failing story shorter takes minutes; it is told as it happened.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
