"""Schemes drawn at random but always the same, to read aloud and to run."""

from datetime import date
from random import Random

from parrainage_desktop.programme.rewards import (
    Credit,
    Experience,
    Fixed,
    Gift,
    Nothing,
    Percent,
    Reward,
    Step,
    StepTable,
)
from parrainage_desktop.programme.rules import Approval, Budget, Friends, Limits, RevenueShare, Terms, Trigger


def drawn(seed: int) -> Terms:
    """A scheme in which every parameter may differ from the usual; the same one for the same seed."""
    chance = Random(seed)
    return Terms(
        _reward(chance),
        _reward(chance),
        purchase_minimum_cents=chance.choice((0, 1_500, 4_990)),
        voucher_minimum_cents=chance.choice((0, 1_000)),
        lock_days=chance.choice((0, 1, 3)),
        valid_months=chance.choice((1, 6)),
        claim_window_days=chance.choice((1, 90)),
        personal=chance.random() < 0.3,
        one_per_purchase=chance.random() < 0.7,
        ends_on=chance.choice((None, date(2027, 3, 1), date(2027, 12, 31))),
        valid_days=chance.choice((0, 0, 15)),
        part_use=chance.random() < 0.3,
        trigger=chance.choice(list(Trigger)),
        trigger_purchases=chance.choice((1, 3)),
        friends=chance.choice(list(Friends)),
        inactive_months=12,
        referrer_nps=chance.choice((None, 9)),
        referrer_months=chance.choice((0, 1, 12)),
        return_days=chance.choice((0, 0, 14)),
        limits=Limits(*(chance.choice((0, 0, most)) for most in (1, 5, 10, 32))),
        budget=chance.choice((None, Budget(50_000, date(2026, 1, 1)))),
        milestones=chance.choice(((), (Step(5, 1_000),), (Step(5, 1_000), Step(10, 2_500)))),
        revenue_share=chance.choice((None, None, RevenueShare(250, 3), RevenueShare(1_000))),
        approval=chance.choice(list(Approval)),
    )


def _reward(chance: Random) -> Reward:
    return chance.choice(
        (
            Nothing(),
            Fixed(500),
            Percent(1_250, chance.choice((0, 200)), chance.choice((0, 2_000))),
            StepTable((Step(1, 500), Step(3, 800), Step(21, 1_200))),
            Credit("the next repair", 2_000),
            Gift("a tea towel", 150, chance.choice((0, 40))),
            Experience("an evening in the workshop", 900),
        )
    )
