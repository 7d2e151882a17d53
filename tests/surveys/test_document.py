"""What is printed for a campaign says its question in the reader's language and leads to the shop's own form."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.surveys import campaigns, document
from parrainage_desktop.surveys.campaign_rules import Campaign, NewCampaign
from tests.paper import codes, pages
from tests.stores import ANA, Till

ADDRESS = "https://forms.example.org/avis"
DAY = date(2026, 11, 14)


@pytest.fixture
def facts(file_till: Till) -> tuple[Campaign, Shop]:
    """A campaign with a form address, and its shop."""
    with file_till.db.write(ANA) as tx:
        wanted = NewCampaign("Autumn", DAY, DAY, "Nous recommanderiez-vous ?", "Would you recommend us?")
        return campaigns.add(tx, replace(wanted, form_url=ADDRESS)), preferences.shop(tx)


@pytest.mark.parametrize(("language", "asked"), [("fr", "Nous recommanderiez-vous"), ("en", "Would you recommend us?")])
def test_two_forms_a_sheet_ask_in_the_readers_language(
    facts: tuple[Campaign, Shop], tmp_path: Path, language: str, asked: str
) -> None:
    document.forms(tmp_path / "forms.pdf", *facts, language)
    text = "\n".join(pages(tmp_path / "forms.pdf"))
    assert text.count(asked) == 2
    assert "10" in text


def test_the_code_of_the_poster_leads_to_the_form(facts: tuple[Campaign, Shop], tmp_path: Path) -> None:
    document.poster(tmp_path / "poster.pdf", *facts, "en")
    assert "Would you" in "\n".join(pages(tmp_path / "poster.pdf"))
    assert codes(tmp_path / "poster.pdf") == [ADDRESS]


def test_there_is_no_poster_without_a_form(facts: tuple[Campaign, Shop], tmp_path: Path) -> None:
    campaign, shop = facts
    with pytest.raises(InvalidInput):
        document.poster(tmp_path / "poster.pdf", replace(campaign, form_url=""), shop, "fr")
    assert not (tmp_path / "poster.pdf").exists()
