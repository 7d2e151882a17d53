"""A card promises what the scheme gives, whatever its kind."""

import dataclasses
from datetime import date

import pytest

from parrainage_desktop.cards.wording import first_steps, last_step, promise, terms
from parrainage_desktop.programme.rules import Programme
from parrainage_desktop.programme.templates import TEMPLATES, template

WANTED = {
    "two-sided": ("€5 for you, €5 for me.", "Leave with a €5 voucher for your next visit. Ana gets one too."),
    "capped-in-kind": (
        "500 MB of storage for you, 500 MB of storage for me.",
        "Leave with “500 MB of storage”. Ana gets “500 MB of storage”.",
    ),
    "cash-both-sides": ("€80 for you, €80 for me.", "Leave with a €80 voucher for your next visit. Ana gets one too."),
    "commission": ("15% for me.", "Ana gets a share of what you buy."),
    "partnership": (
        "the partners’ welcome for you, a place in our partners’ directory for me.",
        "Leave with “the partners’ welcome”. Ana gets “a place in our partners’ directory”.",
    ),
    "service-credit": ("€40 for me.", "Ana gets a voucher."),
    "flat-fee-steps": ("from €5 for me.", "Ana gets a voucher."),
    "ambassadors": ("€5 for you, €5 for me.", "Leave with a €5 voucher for your next visit. Ana gets one too."),
}


def scheme(name: str) -> Programme:
    """A ready scheme in force."""
    return Programme(1, date(2026, 11, 14), "EUR", template(name))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_card_says_what_each_side_gets(name: str) -> None:
    assert (" ".join(promise(scheme(name))), last_step(scheme(name), "Ana")) == WANTED[name]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_card_says_who_is_rewarded_where_several_were_shown(name: str) -> None:
    assert "The first card shown counts." in terms(scheme(name))


def test_registering_asks_for_a_name_and_no_purchase() -> None:
    assert first_steps(scheme("capped-in-kind")) == ("Show this card at the till.", "Leave your name.")


def test_only_a_voucher_is_called_one() -> None:
    assert "Voucher valid 6 months." in terms(scheme("two-sided"))
    assert "Good for 12 months." in terms(scheme("partnership"))
    said = terms(scheme("commission"))
    assert "Voucher" not in said
    assert "Good for" not in said
    least = dataclasses.replace(template("two-sided"), voucher_minimum_cents=1_000)
    assert "on purchases of €10 or more" in terms(dataclasses.replace(scheme("two-sided"), terms=least))
