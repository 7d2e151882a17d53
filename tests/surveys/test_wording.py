"""The question and what follows from an answer, in both languages."""

import pytest

from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.surveys import wording
from parrainage_desktop.surveys.rules import Category, Proposal


def test_the_question_is_asked_as_written() -> None:
    assert wording.question() == "From 0 to 10, would you recommend our shop to a friend?"
    with in_language("fr"):
        assert wording.question() == "De 0 à 10, recommanderiez-vous notre boutique à un proche\u202f?"


@pytest.mark.parametrize(
    ("category", "name", "zone"),
    [
        (Category.PROMOTER, "promoteur", "Promoteur, 9 ou 10"),
        (Category.PASSIVE, "passif", "Passif, 7 ou 8"),
        (Category.DETRACTOR, "détracteur", "Détracteur, 0 à 6"),
    ],
)
def test_categories_have_their_names(french: None, category: Category, name: str, zone: str) -> None:
    assert (wording.category_name(category), wording.category_range(category)) == (name, zone)


@pytest.mark.parametrize("found", Proposal)
def test_every_proposal_has_a_button(found: Proposal) -> None:
    english = wording.proposal(found)
    with in_language("fr"):
        assert wording.proposal(found) not in ("", english)
