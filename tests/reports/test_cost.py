"""A month's figures cost what the month holds, however long the shop has kept its figures: counted, not timed."""

import sqlite3
from collections import Counter
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import Connection, event

from parrainage_desktop.base.clock import add_months, previous_month
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.reports import service
from parrainage_desktop.vouchers import corrections
from tests.stores import Till

STEADY_MONTHS = 15
"""By then the chart's twelve months and those of the vouchers that ended are full."""


def live_a_month(till: Till, sponsor: Customer) -> None:
    """One of everything that leaves a trace: each month is as busy as the others."""
    for name in ("Zoé", "Inès"):
        till.buys(till.friend(sponsor.card, name, f"Né{till.count('customers')}").referral.referee_id)
    for act in (used, taken_back, torn, prolonged):
        act(till, till.issue(sponsor, 700).code)
    till.answers(9, comment="Bien")
    today = till.clock.now()
    later = add_months(today.date(), 1)
    till.clock.set(today.replace(year=later.year, month=later.month))


def used(till: Till, code: str) -> None:
    """A voucher is honoured the day after."""
    till.days_pass(1)
    till.redeem(code)
    till.days_pass(-1)


def taken_back(till: Till, code: str) -> None:
    """Goods come back."""
    used(till, code)
    till.reverse(code)


def torn(till: Till, code: str) -> None:
    """A voucher goes out of the world."""
    with till.db.write(till.actor) as tx:
        corrections.cancel(tx, code, "torn")


def prolonged(till: Till, code: str) -> None:
    """A voucher gets five more days."""
    with till.db.write(till.actor) as tx:
        corrections.extend(tx, code, add_months(tx.today, 1) + timedelta(days=5), "was ill")


def steps(till: Till) -> Counter[str]:
    """What SQLite does for last month's figures, in steps of its own machine, by statement."""
    taken: Counter[str] = Counter()
    asked = ["BEGIN"]

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    def count() -> None:
        taken[asked[-1]] += 1

    with till.db.read(till.actor) as tx:
        raw = cast(sqlite3.Connection, tx.connection.connection.dbapi_connection)
        event.listen(tx.connection, "before_cursor_execute", note)
        raw.set_progress_handler(count, 1)
        service.figures(tx, *previous_month(tx.today.year, tx.today.month))
        raw.set_progress_handler(None, 0)
    return taken


def test_the_steps_for_a_month_do_not_grow_with_the_months_before(file_till: Till) -> None:
    """But how many people the shop knows: they are counted from the first on, in an index."""
    file_till.scheme(Terms(valid_months=1))
    odile = file_till.customer("Odile", "Marchand")
    for _month in range(STEADY_MONTHS):
        live_a_month(file_till, odile)
    young = steps(file_till)
    for _month in range(4):
        live_a_month(file_till, odile)
    old = steps(file_till)
    grown = [statement for statement in old if old[statement] != young[statement]]
    assert ["journal.action IN" in statement and "count(*)" in statement for statement in grown] == [True]
    assert young.keys() == old.keys()
