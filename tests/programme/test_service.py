"""The scheme in versions: each with its day of effect, none ever rewritten."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from parrainage_desktop.base import journal
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.checks import Fault, Problem
from parrainage_desktop.programme.rewards import Gift, Nothing, Percent, Step, StepTable, fixed
from parrainage_desktop.programme.rules import (
    Approval,
    Budget,
    Friends,
    Limits,
    Programme,
    RevenueShare,
    Terms,
    Trigger,
    bonus_cents,
    life,
)
from tests.stores import ANA, Till

FULL = Terms(
    Percent(1_000, 200, 2_000),
    Nothing(),
    valid_days=15,
    part_use=True,
    trigger=Trigger.EACH_PURCHASE,
    trigger_purchases=3,
    friends=Friends.INACTIVE,
    inactive_months=12,
    referrer_nps=9,
    referrer_months=12,
    referrer_tier=2,
    return_days=14,
    limits=Limits(1, 2, 3, 4),
    budget=Budget(50_000, date(2026, 1, 1)),
    milestones=(Step(5, 1_000), Step(10, 2_500)),
    revenue_share=RevenueShare(1_000, 3),
    approval=Approval.MANUAL,
    margin_basis_points=3_500,
    text_fr="Bons gratuits, jamais échangés contre de l’argent.",
    text_en="Vouchers are free and never exchanged for cash.",
)


def test_five_for_both_sides_when_nothing_else_is_said(till: Till) -> None:
    with till.db.read() as tx:
        programme = programmes.current(tx)
    assert programme == Programme(programme.id, date(2026, 11, 14), "EUR", Terms())
    assert (programme.terms.referrer_cents, programme.terms.referee_cents) == (500, 500)
    assert programme.terms.usual_cost_cents == 0, "nobody has entered one"


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


def changed(till: Till, terms: Terms, from_day: date = date(2026, 11, 14)) -> Programme | tuple[Problem, ...]:
    """The owner saves another scheme."""
    with till.db.write(ANA) as tx:
        return programmes.propose(tx, terms, from_day)


@pytest.mark.parametrize(
    "terms", [FULL, replace(FULL, referrer=Gift("500 MB", 40, 100)), Terms(Nothing(), StepTable((Step(1, 500),)))]
)
def test_every_parameter_is_kept(till: Till, terms: Terms) -> None:
    kept = till.scheme(terms)
    with till.db.read() as tx:
        assert programmes.version(tx, kept.id) == kept
        assert programmes.current(tx).terms == terms


def test_a_change_comes_into_force_on_its_day(till: Till) -> None:
    changed(till, Terms(fixed(800)), date(2026, 12, 1))
    with till.db.read() as tx:
        days = (date(2026, 11, 30), date(2026, 12, 1))
        assert [programmes.in_force(tx, day).terms.referrer_cents for day in days] == [500, 800]
        assert [one.terms.referrer_cents for one in programmes.versions(tx)] == [500, 800]


def test_a_change_tells_the_journal_what_was_and_what_becomes(till: Till) -> None:
    made = changed(till, Terms(fixed(800), lock_days=2))
    assert isinstance(made, Programme)
    with till.db.read() as tx:
        entry = next(journal.entries(tx, newest_first=True))
    assert (entry.action, entry.subject, entry.details["from"]) == ("programme.changed", made.id, "2026-11-14")
    assert json.loads(str(entry.details["before"])) == {"lock_days": 1, "referrer": {"kind": "fixed", "cents": 500}}
    assert json.loads(str(entry.details["after"])) == {"lock_days": 2, "referrer": {"kind": "fixed", "cents": 800}}


def test_a_scheme_with_faults_leaves_the_old_one_in_force(till: Till) -> None:
    with till.db.read() as tx:
        old, entries = programmes.current(tx), tx.head
    wrong = Terms(Percent(1_000, 501, 500), ends_on=date(2026, 1, 1))
    refused = (Problem("referrer", Fault.CAP_BELOW_FLOOR), Problem("ends_on", Fault.END_BEFORE_START))
    assert changed(till, wrong) == refused
    with till.db.read() as tx:
        assert (programmes.current(tx), tx.head) == (old, entries)


def test_a_referral_keeps_the_version_it_was_claimed_under(till: Till) -> None:
    friend = till.friend(till.customer().card)
    changed(till, Terms(fixed(800), fixed(900), lock_days=3))
    rewards = till.buys(friend.referral.referee_id).vouchers
    assert [(one.value_cents, one.valid_from) for one in rewards] == [(500, date(2026, 11, 15))] * 2


def test_a_voucher_lives_for_days_as_well_as_months() -> None:
    assert life(Terms(valid_months=0, valid_days=45), date(2026, 11, 14))[1] == date(2026, 12, 29)
    assert life(Terms(valid_months=1, valid_days=1), date(2027, 1, 31))[1] == date(2027, 3, 1)


def test_a_milestone_is_paid_once_at_its_number() -> None:
    assert [bonus_cents(FULL, nth) for nth in (4, 5, 6, 10)] == [0, 1_000, 0, 2_500]
