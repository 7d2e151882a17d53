"""What an act at the counter costs, in statements and in steps of SQLite: no more in a shop twenty times as large."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from sqlalchemy import event

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.counter import service as counter
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Voucher
from tests.benchmarks.referrals import store_of_referrals
from tests.stores import ANA, NOW, Till

Act = Callable[[], object]
SMALL, LARGE = 200, 4_000


def a_claim(till: Till) -> Act:
    """A friend arrives with a card."""
    card = till.customer().card
    return lambda: till.friend(card)


def a_reward(till: Till) -> Act:
    """A friend’s first purchase, which rewards both sides."""
    friend = till.friend(till.customer().card).referral.referee_id
    return lambda: till.buys(friend)


def a_further_purchase(till: Till) -> Act:
    """A second purchase of a friend."""
    friend = till.friend(till.customer().card).referral.referee_id
    till.buys(friend)
    return lambda: till.buys(friend)


def an_undoing(till: Till) -> Act:
    """A rewarded purchase taken back."""
    a_reward(till)()
    entry = till.scalar("SELECT max(id) FROM journal WHERE action = 'referral.rewarded'")
    return lambda: till.undo(entry)


def a_scan(till: Till) -> Act:
    """A voucher looked at."""
    voucher = till.usable_voucher()

    def scan() -> None:
        with till.db.read(ANA) as tx:
            counter.answer(tx, voucher.code)

    return scan


def a_redemption(till: Till) -> Act:
    """A voucher honoured."""
    voucher = till.usable_voucher()
    return lambda: till.redeem(voucher.code)


def a_refusal(till: Till) -> Act:
    """A voucher that was used already."""
    voucher = _used(till)
    return lambda: till.redeem(voucher.code)


def what_is_owed(till: Till) -> Act:
    """What a person may still use, as every list of people shows it."""
    holder = _used(till).holder_id

    def look() -> None:
        with till.db.read(ANA) as tx:
            vouchers.owed(tx, [holder])

    return look


def _used(till: Till) -> Voucher:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    return voucher


ACTS = (a_claim, a_reward, a_further_purchase, an_undoing, a_scan, a_redemption, a_refusal, what_is_owed)


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> tuple[Till, Till]:
    """A small shop and a large one, each at a till of its own."""
    return _shop(tmp_path_factory.mktemp("small"), SMALL), _shop(tmp_path_factory.mktemp("large"), LARGE)


def _shop(folder: Path, referrals: int) -> Till:
    store_of_referrals(folder / "shop.db", referrals).close()
    clock = SetClock(NOW)
    return Till(Database.open(folder / "shop.db", clock), clock)


def _statements(till: Till, act: Act) -> list[str]:
    """What an act asks of the store, and writes in it."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(till.db.engine, "before_cursor_execute", note)
    act()
    event.remove(till.db.engine, "before_cursor_execute", note)
    return sent


def _steps(till: Till, act: Act) -> int:
    """How many steps SQLite’s machine takes for an act; the same on every computer."""
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    def watch(connection: Any, *_rest: Any) -> None:
        connection.set_progress_handler(step, 1)

    event.listen(till.db.engine, "checkout", watch)
    act()
    event.remove(till.db.engine, "checkout", watch)
    return taken


@pytest.mark.parametrize("prepared", ACTS)
def test_an_act_costs_no_more_in_a_larger_shop(shops: tuple[Till, Till], prepared: Callable[[Till], Act]) -> None:
    small, large = (median(_steps(till, prepared(till)) for _ in range(5)) for till in shops)
    assert large < 1.5 * small


@pytest.mark.parametrize(
    ("prepared", "count"),
    [(a_claim, 16), (a_reward, 17), (a_redemption, 5), (a_refusal, 5)],
)
def test_an_act_takes_so_many_statements(file_till: Till, prepared: Callable[[Till], Act], count: int) -> None:
    prepared(file_till)()  # the day's first spending is written by a statement of its own
    assert len(_statements(file_till, prepared(file_till))) == count


@pytest.mark.parametrize("prepared", [a_claim, a_reward, a_redemption, a_refusal])
def test_an_act_asks_nothing_twice(file_till: Till, prepared: Callable[[Till], Act]) -> None:
    asked = [one for one in _statements(file_till, prepared(file_till)) if one.startswith("SELECT")]
    assert len(asked) == len(set(asked))
