"""Purchases are reference figures: a day, perhaps an amount, never a payment."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.purchases.rules import Purchase
from tests.stores import ANA, Till


def test_a_purchase_is_of_today_unless_said_otherwise(till: Till) -> None:
    zoe = till.customer("Zoé")
    with till.db.write(ANA) as tx:
        new = purchases.add(tx, zoe.id, 1_250)
        old = purchases.add(tx, zoe.id, None, date(2026, 10, 31))
        assert purchases.of_customer(tx, zoe.id) == [old, new]
    assert new == Purchase(new.id, zoe.id, 1_250, date(2026, 11, 14))
    assert (old.amount_cents, old.on) == (None, date(2026, 10, 31))


def test_a_withdrawn_purchase_is_in_no_figure_and_stays_in_the_store(till: Till) -> None:
    zoe = till.customer("Zoé")
    with till.db.write(ANA) as tx:
        purchase = purchases.add(tx, zoe.id, 1_250)
        assert purchases.has_any(tx, zoe.id)
        purchases.withdraw(tx, purchase.id)
        assert not purchases.has_any(tx, zoe.id)
        assert purchases.of_customer(tx, zoe.id) == []
    assert till.count("purchases") == 1
    assert till.journal().ok


@pytest.mark.parametrize("cents", [-1, 100_000_001])
def test_the_store_refuses_an_amount_out_of_bounds(till: Till, cents: int) -> None:
    zoe = till.customer("Zoé")
    with pytest.raises(IntegrityError), till.db.write(ANA) as tx:
        purchases.add(tx, zoe.id, cents)
    assert till.count("purchases") == 0


def test_no_table_holds_a_payment_of_a_customer(till: Till) -> None:
    """The program is no cash register: nothing paid, no change, no basket, no takings.

    What the shop itself pays a referrer is another thing, and has tables of its own: shares and payments.
    """
    from parrainage_desktop.base.database import METADATA

    tables = [table for table in METADATA.tables.values() if table.name not in ("payments", "shares")]
    columns = {f"{table.name}.{column.name}" for table in tables for column in table.columns}
    forbidden = ("paid", "payment", "change", "basket", "taking", "receipt", "tax", "vat", "tender")
    assert [name for name in sorted(columns) if any(word in name for word in forbidden)] == []
