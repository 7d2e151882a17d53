"""A month that is over stays as it was printed; what is recorded later is a correction, and nothing is lost."""

from collections.abc import Iterable
from itertools import pairwise

import pytest

from parrainage_desktop.reports.rules import Corrections, MonthFigures
from tests.reports.shop import Busy, figures, lasting
from tests.stores import Till, broken_rules


def everything(busy: Busy) -> list[MonthFigures]:
    """Every month of the shop as it is counted now, the running one last."""
    year, month = max(busy.printed)
    months = [*sorted(busy.printed), (year + month // 12, month % 12 + 1)]
    return [figures(busy.till, *key) for key in months]


def total(amounts: Iterable[int | None]) -> int:
    """The sum of what is known."""
    return sum(amount or 0 for amount in amounts)


@pytest.mark.parametrize("seed", range(3))
def test_every_month_stays_as_printed_and_all_add_up_to_the_ledgers(file_till: Till, seed: int) -> None:
    busy = Busy(file_till, seed)
    busy.live(360)
    assert len(busy.printed) >= 6
    for (year, month), then in busy.printed.items():
        assert lasting(figures(busy.till, year, month)) == lasting(then)
    months, said = everything(busy), busy.till.scalar
    assert all(found.balances() for found in months)
    assert all(one.movements.closing == two.movements.opening for one, two in pairwise(months))
    assert all((one.nps, one.new_customers) == (two.nps_before, two.new_before) for one, two in pairwise(months))
    assert [point.referrals for point in months[-1].series] == [found.new_customers for found in months]
    moved = [found.movements for found in months]
    assert total(m.issued.cents for m in moved) == said("SELECT sum(value_cents) FROM vouchers")
    assert total(m.redeemed.cents for m in moved) == said("SELECT sum(cents) FROM redemptions")
    taken_back = "SELECT sum(cents) FROM redemptions WHERE id IN (SELECT redemption_id FROM reversals)"
    assert total(m.reversed.cents for m in moved) == (said(taken_back) or 0)
    assert moved[-1].closing.cents == said(
        "SELECT coalesce(sum(balance_cents), 0) FROM vouchers"
        f" WHERE state = 'issued' AND valid_until >= '{busy.today()}'"
    )
    corrected = [found.corrections for found in months]
    standing = "SELECT count(*) FROM referrals WHERE state = 'rewarded'"
    assert total(m.new_customers for m in months) - total(c.undone.count for c in corrected) == said(standing)
    rewards = total(m.rewards_cents for m in months) - total(c.undone.cents for c in corrected)
    assert rewards == said(
        "SELECT sum(value_cents - CASE WHEN state = 'cancelled' THEN balance_cents ELSE 0 END)"
        " FROM vouchers WHERE side <> 'goodwill'"
    )
    late = total(c.answers_late - c.answers_excluded + c.answers_included for c in corrected)
    assert total(m.nps.answers for m in months) + late == said("SELECT count(*) FROM answers WHERE excluded = ''")
    assert len([found for found in corrected if found != Corrections()]) >= 3
    assert total(m.expired.vouchers for m in moved) > 0
    assert total(m.revived.cents for m in moved) > 0
    assert sum(c.answers_included for c in corrected) > 0
    assert broken_rules(busy.till) == []


def test_the_same_holds_on_either_database(till: Till) -> None:
    busy = Busy(till, 99)
    busy.live(120)
    for (year, month), then in busy.printed.items():
        assert lasting(figures(till, year, month)) == lasting(then)
    assert all(found.balances() for found in everything(busy))


def test_whoever_enters_or_leaves_a_tier_changes_no_month_that_is_over(till: Till) -> None:
    karim = till.customer()
    till.tier(karim, 2)
    till.buys(till.friend(karim.card).referral.referee_id)
    till.days_pass(30)
    then = lasting(figures(till, 2026, 11))
    till.tier(karim, 0)
    till.tier(karim, 3)
    assert lasting(figures(till, 2026, 11)) == then
