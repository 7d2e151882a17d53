"""What a campaign prints is made, looked at, and told of; whom to ask is a file, and they are noted as asked."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from parrainage_desktop.base import paths
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Channel, NewCustomer
from parrainage_desktop.shell.places import SATISFACTION
from parrainage_desktop.shell.program import Program
from parrainage_desktop.surveys import campaigns
from parrainage_desktop.surveys.campaign_rules import NewCampaign
from parrainage_desktop.surveys.page import SatisfactionPage
from tests.shell.conftest import opened
from tests.stores import ANA


def papers(kind: str) -> list[Path]:
    """The files of a kind among the person's documents."""
    return list((paths.documents_dir() / "Parrainage").glob(f"{kind}-*"))


def test_a_campaign_is_printed_and_its_people_are_written_down(
    real_program: Program, shop: str, shown: list[Path], qtbot: QtBot
) -> None:
    opened(qtbot, real_program, shop)
    assert real_program.desk
    with real_program.desk.db.write(ANA) as tx:
        new = NewCustomer("Odile", "Marchand", email="odile@example.org", consents=frozenset({Channel.EMAIL}))
        customers.add(tx, new)
        wanted = NewCampaign("Autumn", tx.today, tx.today, form_url="https://forms.example.org/a")
        campaign = campaigns.add(tx, wanted).id
        campaigns.draw(tx, campaign)
    page = real_program.desk.show_page(SATISFACTION)
    assert isinstance(page, SatisfactionPage)
    page.asking.forms_wanted.emit(campaign)
    qtbot.waitUntil(lambda: bool(papers("forms")), timeout=20_000)
    page.asking.poster_wanted.emit(campaign)
    qtbot.waitUntil(lambda: bool(papers("survey-poster")), timeout=20_000)
    page.asking.export_wanted.emit(campaign, "email")
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert shown[0].name.startswith("to-ask-")
    with real_program.desk.db.read(ANA) as tx:
        assert campaigns.response(tx, campaign).asked == 1
