"""What is said about referrals: kindly, exactly, in both languages."""

from datetime import date

import pytest

from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.referrals import wording
from parrainage_desktop.referrals.rules import (
    Check,
    Checked,
    ClaimRefused,
    Hindrance,
    ReferralReason,
    ReferralState,
    Result,
)


@pytest.mark.parametrize(
    ("state", "french", "english"),
    [
        (ReferralState.CLAIMED, "inscrit", "registered"),
        (ReferralState.FLAGGED, "à vérifier", "to check"),
        (ReferralState.REWARDED, "validé", "completed"),
        (ReferralState.REJECTED, "refusé", "refused"),
        (ReferralState.LAPSED, "sans suite", "lapsed"),
        (ReferralState.VOIDED, "annulé", "cancelled"),
    ],
)
def test_states_have_their_names(state: ReferralState, french: str, english: str) -> None:
    assert wording.state_name(state) == english
    with in_language("fr"):
        assert wording.state_name(state) == french


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("check", Check)
def test_every_check_has_a_line_for_good_and_for_bad(check: Check, language: str) -> None:
    with in_language(language):
        passed = wording.check(Checked(check, Result.PASS))
        assert passed
        assert wording.check(Checked(check, Result.FLAG)) != passed


def test_a_check_is_said_in_plain_french(french: None) -> None:
    assert wording.check(Checked(Check.DIFFERENT_PERSON, Result.PASS)) == "Différent du parrain"
    assert wording.check(Checked(Check.NAMES_DIFFER, Result.FLAG)).startswith("À vérifier\u00a0:")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("why", ReferralReason)
def test_every_refusal_has_words(why: ReferralReason, language: str) -> None:
    with in_language(language):
        said = wording.refusal(ClaimRefused(why))
        assert said.title
        assert len(said.to_say) > 10
        assert "{" not in f"{said}"


def test_a_scheme_that_is_over_says_since_when() -> None:
    said = wording.refusal(ClaimRefused(ReferralReason.WINDOW_OVER, ended_on=date(2026, 11, 20)))
    assert said.detail == "the scheme ended on 20 November 2026"


def test_somebody_of_the_house_hears_the_known_sentence(french: None) -> None:
    said = wording.refusal(ClaimRefused(ReferralReason.ALREADY_CUSTOMER, known_name="Odile Marchand"))
    assert said.detail == "Déjà client\u00a0: Odile Marchand"
    wanted = "Vous êtes déjà de la maison, le parrainage est pour les nouveaux."
    assert said.to_say == f"«\u00a0{wanted}\u00a0»"


def test_the_first_referrer_is_named() -> None:
    said = wording.refusal(ClaimRefused(ReferralReason.ALREADY_REFERRED, referrer_name="Karim Haddad"))
    assert said.detail == "Referrer: Karim Haddad"


def test_a_doubt_is_not_an_accusation(french: None) -> None:
    assert wording.flagged_to_say() == "«\u00a0C’est noté, le bon arrive dès que c’est vérifié.\u00a0»"


def test_what_is_missing_is_said_in_money(french: None) -> None:
    assert wording.hindrance(Hindrance.BELOW_MINIMUM, 520, "EUR") == "Encore 5,20\u00a0€ pour valider"
