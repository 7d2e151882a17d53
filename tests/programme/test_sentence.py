"""The scheme read aloud: the exact words, proof-read, for every template and for schemes drawn at random."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parrainage_desktop.base.i18n import LANGUAGES, in_language
from parrainage_desktop.programme.rewards import Credit, Fixed, Nothing, Percent, Step, StepTable
from parrainage_desktop.programme.rules import Terms, Trigger, Variant
from parrainage_desktop.programme.sentence import STRONG, marked, sentence
from parrainage_desktop.programme.templates import TEMPLATES, template, title
from parrainage_desktop.programme.wording import brief
from tests.programme.schemes import drawn

APPROVED = Path(__file__).parent / "approved"
DRAWN = range(10)


def said(language: str) -> dict[str, str]:
    """Every template and ten schemes, in one language."""
    with in_language(language):
        templates = {name: sentence(template(name), "EUR") for name in TEMPLATES}
        tiers = {f"tier {n}": sentence(Terms(referrer_tier=n, referrer_months=12), "EUR") for n in (1, 2, 3)}
        return templates | tiers | {f"drawn {seed}": sentence(drawn(seed), "EUR") for seed in DRAWN}


def approved(language: str) -> dict[str, str]:
    """What was proof-read: a name and a sentence on each line."""
    lines = (APPROVED / f"{language}.txt").read_text("utf-8").splitlines()
    return dict(line.split(" | ", 1) for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_is_the_one_that_was_proof_read(language: str) -> None:
    assert said(language) == approved(language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(seed=some.integers(0, 100_000))
def test_a_scheme_is_always_said_in_whole_sentences(language: str, seed: int) -> None:
    other = drawn(seed + 1)
    terms = replace(drawn(seed), variant=Variant(other.referrer, other.referee, date(2027, 3, 1)) if seed % 2 else None)
    with in_language(language):
        text = sentence(terms, "EUR")
    assert text[0].isupper()
    assert text.endswith(".")
    assert not any(wrong in text for wrong in ("{", "}", "  ", " .", "..", ",.", ", ,", "( "))
    assert text.count("(") == text.count(")")


def test_what_is_not_set_is_not_said() -> None:
    assert sentence(Terms(Nothing(), Nothing()), "EUR") == (
        "When a new customer comes through a referrer and makes a first purchase within 90 days, the referral counts."
    )


def test_what_is_compared_is_said_with_its_last_day() -> None:
    terms = Terms(variant=Variant(Fixed(800), Nothing(), date(2027, 3, 31)))
    assert sentence(terms, "EUR").removeprefix(sentence(Terms(), "EUR")) == (
        " Until 31 March 2027, it is different for half of the customers, drawn by lot: the referrer gets a voucher of "
        "€8.00."
    )


def test_one_step_or_one_purchase_is_said_as_the_plain_thing_it_is() -> None:
    usual = sentence(Terms(), "EUR")
    steps = StepTable((Step(1, 500),))
    assert sentence(Terms(steps, steps), "EUR") == usual
    assert sentence(Terms(trigger=Trigger.EACH_PURCHASE, trigger_purchases=1), "EUR") == usual


def test_every_figure_can_be_set_off() -> None:
    begin, end = STRONG
    text = marked(replace(Terms(), purchase_minimum_cents=1_500), "EUR")
    figures = [part.split(end)[0] for part in text.split(begin)[1:]]
    assert figures == ["€15.00", "90", "€5.00", "from the next day", "6 months"]
    assert text.replace(begin, "").replace(end, "") == sentence(Terms(purchase_minimum_cents=1_500), "EUR")


def test_a_reward_in_brief() -> None:
    steps = StepTable((Step(1, 500), Step(2, 600)))
    rewards = (Nothing(), Fixed(500), Fixed(550), Percent(1_250), steps, Credit("x", 99))
    assert [brief(one, "EUR") for one in rewards] == ["", "€5", "€5.50", "12.5%", "from €5", "€0.99"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_a_title(name: str) -> None:
    assert title(name)
