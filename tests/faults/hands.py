"""Hands at other tills: what runs in processes of their own, through the very services people use."""

import multiprocessing
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from threading import Barrier
from typing import Any
from unittest import mock

from sqlalchemy import select, update

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.counter import earnings
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import UndoneEntry
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Budget, Terms
from parrainage_desktop.referrals import claiming
from parrainage_desktop.referrals.rules import Claimed, ClaimRefused
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Redemption, Refused, VoucherState
from parrainage_desktop.vouchers.store import VOUCHERS

# A server that has imported everything forks quickly, and from a process without open stores.
if sys.platform == "win32":
    PROCESSES = multiprocessing.get_context("spawn")
else:
    PROCESSES = multiprocessing.get_context("forkserver")
    PROCESSES.set_forkserver_preload([__name__])

PATIENCE = 60
TICK = 0.005
Task = Callable[[Database, Actor, Any], str]


def redeem(db: Database, actor: Actor, code: str) -> str:
    """Press the button on a voucher."""
    with db.write(actor) as tx:
        answer = vouchers.redeem(tx, code, vouchers.new_attempt())
    return "won" if isinstance(answer, Redemption) else answer.why.value


def redeem_as_one_attempt(db: Database, actor: Actor, code: str) -> str:
    """Press the button on a voucher, everybody under the same name: a press sent twice."""
    with db.write(actor) as tx:
        answer = vouchers.redeem(tx, code, f"press-{code}")
    assert isinstance(answer, Redemption)
    return "repeated" if answer.repeated else "won"


class RedeemNaively:
    """Redeem as so many programs do: look, decide, then write what was decided, in a transaction of its own.

    Called twice for each voucher: everybody looks at the same instant, then everybody writes.
    """

    def __init__(self) -> None:
        self._seen: str | None = None

    def __call__(self, db: Database, actor: Actor, code: str) -> str:
        """Look at the voucher, or write what looking last time allowed."""
        row = VOUCHERS
        if self._seen is None:
            with db.read(actor) as tx:
                self._seen = tx.execute(select(row.c.state).where(row.c.code == code)).scalar_one()
            return "looked"
        allowed, self._seen = self._seen == VoucherState.ISSUED.value, None
        if not allowed:
            return "already_used"
        with db.write(actor) as tx:
            used = {"state": VoucherState.REDEEMED.value, "balance_cents": 0}
            tx.execute(update(VOUCHERS).where(VOUCHERS.c.code == code).values(used))
        return "won"


class CancelNaively:
    """Look whether a voucher may be cancelled, then cancel it whatever happened since."""

    def __init__(self) -> None:
        self._seen: str | None = None

    def __call__(self, db: Database, actor: Actor, code: str) -> str:
        """Look at the voucher, or write what looking last time allowed."""
        row = VOUCHERS
        if self._seen is None:
            with db.read(actor) as tx:
                self._seen = tx.execute(select(row.c.state).where(row.c.code == code)).scalar_one()
            return "looked"
        allowed, self._seen = self._seen == VoucherState.ISSUED.value, None
        if allowed:
            with db.write(actor) as tx:
                cancelled = {"state": VoucherState.CANCELLED.value}
                tx.execute(update(row).where(row.c.code == code).values(cancelled))
        return "won" if allowed else "lost"


class ExtendNaively:
    """Load a voucher, and write the whole of it back with a later day, as one does who edits records."""

    def __init__(self) -> None:
        self._seen: dict[str, Any] | None = None

    def __call__(self, db: Database, actor: Actor, code: str | None) -> str:
        """Load the voucher, or write it back; nothing is to look on."""
        if code is None:
            return "ready"
        row, columns = VOUCHERS, ("state", "balance_cents", "uses", "valid_until")
        if self._seen is None:
            with db.read(actor) as tx:
                found = tx.execute(select(*[row.c[name] for name in columns]).where(row.c.code == code)).one()
            self._seen = dict(zip(columns, found, strict=True))
            return "loaded"
        loaded, self._seen = self._seen, None
        with db.write(actor) as tx:
            later = {**loaded, "valid_until": loaded["valid_until"] + timedelta(days=7)}
            tx.execute(update(row).where(row.c.code == code).values(later))
        return "won"


def redeem_or_look_on(db: Database, actor: Actor, code: str | None) -> str:
    """Press the button on a voucher; None is to look on."""
    return "ready" if code is None else redeem(db, actor, code)


class ClaimNaively:
    """Look whether a friend is new here, then welcome them whoever came meanwhile; called twice for each friend."""

    def __init__(self) -> None:
        self._looked = False

    def __call__(self, db: Database, actor: Actor, card_and_phone: tuple[str, str]) -> str:
        """Look, or write what looking last time allowed."""
        self._looked = not self._looked
        if self._looked:
            with db.read(actor) as tx:
                card, phone = card_and_phone
                assert not isinstance(claiming.preview(tx, card, NewCustomer("Zoé", "Martin", phone)), ClaimRefused)
            return "looked"
        with mock.patch.object(claiming, "_known", return_value=None):
            return claim(db, actor, card_and_phone)


def cancel(db: Database, actor: Actor, code: str) -> str:
    """Cancel a voucher."""
    with db.write(actor) as tx:
        voucher = vouchers.by_code(tx, code)
        assert voucher is not None
        done = vouchers.cancel(tx, voucher, "a test")
    return "won" if done else "lost"


def undo(db: Database, actor: Actor, entry_id: int) -> str:
    """Take back a line of today's list."""
    with db.write(actor) as tx:
        answer = counter.undo(tx, entry_id)
    return "won" if isinstance(answer, UndoneEntry) else answer.value


def claim(db: Database, actor: Actor, card_and_phone: tuple[str, str]) -> str:
    """A friend arrives with a card."""
    card, phone = card_and_phone
    with db.write(actor) as tx:
        answer = claiming.claim(tx, card, NewCustomer("Zoé", "Martin", phone))
    return "won" if isinstance(answer, Claimed) else answer.why.value


def buy(db: Database, actor: Actor, customer_id: int) -> str:
    """A friend buys."""
    with db.write(actor) as tx:
        bought = counter.record_purchase(tx, customer_id, 3_000)
    return "won" if bought.vouchers else "lost"


def buy_or_set_budget(db: Database, actor: Actor, step: int | Budget | None) -> str:
    """A friend buys, or the scheme gets another budget; None is to look on."""
    if isinstance(step, int):
        return buy(db, actor, step)
    if step is not None:
        with db.write(actor) as tx:
            programmes.start(tx, Terms(budget=step))
    return "ready"


class BuyNaively:
    """Look at what the budget still holds, then reward in a transaction of its own that trusts what was seen.

    Called with a budget, it sets it; called twice with a friend, it looks and then writes.
    """

    def __init__(self) -> None:
        self._fits: bool | None = None

    def __call__(self, db: Database, actor: Actor, step: int | Budget | None) -> str:
        """Set the budget, look at it, or buy as looking last time allowed."""
        if not isinstance(step, int):
            return buy_or_set_budget(db, actor, step)
        if self._fits is None:
            with db.read(actor) as tx:
                terms = programmes.current(tx).terms
                assert terms.budget is not None
                self._fits = programmes.spent(tx, terms) + 1_000 <= terms.budget.cents
            return "looked"
        fits, self._fits = self._fits, None
        with mock.patch.object(earnings, "_over_budget", return_value=not fits):
            return buy(db, actor, step)


def extend(db: Database, actor: Actor, code: str) -> str:
    """Prolong a voucher by a week."""
    with db.write(actor) as tx:
        voucher = vouchers.by_code(tx, code)
        assert voucher is not None
        answer = corrections.extend(tx, code, voucher.valid_until + timedelta(days=7), "was ill")
    return answer.why.value if isinstance(answer, Refused) else "won"


def race(url: str, moment: datetime, *runners: tuple[Task, Sequence[Any]]) -> list[list[str]]:
    """Let each runner do its task for each of its items, all starting each item at the same instant.

    The answer holds, item by item, how every runner fared.
    """
    barrier = PROCESSES.Barrier(len(runners))
    started = []
    for number, (task, items) in enumerate(runners):
        here, there = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(
            target=_run, args=(url, moment, barrier, number, task, list(items), there), daemon=True
        )
        process.start()
        there.close()
        started.append((process, here))
    fared: list[list[str]] = [_received(here) for _, here in started]
    for process, _ in started:
        process.join(PATIENCE)
    return [list(outcome) for outcome in zip(*fared, strict=True)]


def _received(here: Connection) -> list[str]:
    assert here.poll(PATIENCE), "a till does not answer"
    outcomes: list[str] = here.recv()
    here.close()
    return outcomes


def _start_together(barrier: Barrier) -> None:
    """Wait for everybody, then for the next tick of the clock they share: sharper than waking one by one."""
    barrier.wait(PATIENCE)
    time.sleep(TICK - time.monotonic() % TICK)


def _run(
    url: str, moment: datetime, barrier: Barrier, number: int, task: Task, items: list[Any], there: Connection
) -> None:
    db = Database.open(url, SetClock(moment))
    actor = Actor(f"staff {number}", f"till {number}")
    outcomes = []
    for item in items:
        _start_together(barrier)
        try:
            outcomes.append(task(db, actor, item))
        except Exception as error:  # noqa: BLE001 - the race must go on, and its judge must hear of it
            outcomes.append(repr(error))
    there.send(outcomes)
    there.close()
    db.close()


def work_until_killed(url: str, moment: datetime, codes: list[str], there: Connection) -> None:
    """Redeem voucher after voucher and take answers, telling of each attempt before and after it is kept."""
    db = Database.open(url, SetClock(moment))
    actor = Actor("Ana", "till 1")
    there.send(("ready", "", ""))
    for code in codes:
        attempt = vouchers.new_attempt()
        there.send(("trying", attempt, code))
        with db.write(actor) as tx:
            vouchers.redeem(tx, code, attempt)
        there.send(("kept", attempt, code))
        if random.random() < 0.3:
            with db.write(actor) as tx:
                surveys.record(tx, None, random.randrange(11), "x" * random.randrange(2_000))
