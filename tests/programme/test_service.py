"""The scheme in versions: each with its day of effect, none ever rewritten."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rewards import fixed
from parrainage_desktop.programme.rules import Programme, Terms, life
from tests.stores import ANA, Till


def test_five_for_both_sides_when_nothing_else_is_said(till: Till) -> None:
    with till.db.read() as tx:
        programme = programmes.current(tx)
    assert programme == Programme(programme.id, date(2026, 11, 14), "EUR", Terms())
    assert (programme.terms.referrer_cents, programme.terms.referee_cents) == (500, 500)
    assert programme.terms.usual_cost_cents == 1_313


def test_a_change_is_a_new_version_and_the_old_one_stays(till: Till) -> None:
    with till.db.read() as tx:
        old = programmes.current(tx)
    terms = Terms(fixed(800), fixed(300), 1_000, 2_000, 2, 12, 30, True, False, date(2027, 1, 1), 900)
    till.days_pass(1)
    new = till.scheme(terms)
    with till.db.read() as tx:
        assert programmes.current(tx) == new == Programme(new.id, date(2026, 11, 15), "EUR", terms)
        assert programmes.version(tx, old.id) == old


def test_of_two_versions_of_one_day_the_later_counts(till: Till) -> None:
    till.scheme(Terms(referrer=fixed(600)))
    last = till.scheme(Terms(referrer=fixed(700)))
    with till.db.read() as tx:
        assert programmes.current(tx) == last


def test_a_scheme_s_last_day_still_counts() -> None:
    programme = Programme(1, date(2026, 1, 1), "EUR", Terms(ends_on=date(2026, 11, 20)))
    assert [programme.stopped(date(2026, 11, day)) for day in (19, 20, 21)] == [False, False, True]
    assert not Programme(1, date(2026, 1, 1), "EUR", Terms()).stopped(date(2099, 1, 1))


def test_the_store_refuses_a_reward_out_of_bounds(till: Till) -> None:
    with pytest.raises(IntegrityError), till.db.write(ANA) as tx:
        programmes.start(tx, Terms(referrer=fixed(-1)))


def test_a_voucher_lives_from_its_lock_to_its_month_s_end() -> None:
    assert life(Terms(), date(2026, 8, 31)) == (date(2026, 9, 1), date(2027, 2, 28))
    assert life(Terms(lock_days=0, valid_months=1), date(2028, 1, 31)) == (date(2028, 1, 31), date(2028, 2, 29))
