"""Setting up a shop: what cannot be a shop is refused field by field."""

from dataclasses import replace

import pytest

from parrainage_desktop.base import journal
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from tests.stores import ANA, Till


def test_a_shop_is_kept_as_described(db: Database, clock: SetClock) -> None:
    shop = preferences.described(" Chez  Ana ", "fr", "EUR", "Europe/Paris", "1 rue Basse", "01 99 00 12 34")
    with db.write(ANA) as tx:
        preferences.set_up(tx, shop)
    with db.read() as tx:
        assert preferences.shop(tx) == shop
    assert shop == Shop("Chez Ana", "fr", "EUR", "Europe/Paris", "FR", "1 rue Basse", "01 99 00 12 34", "bouteille")


def test_a_changed_shop_is_kept_and_noted_without_its_words(till: Till) -> None:
    with till.db.write(ANA) as tx:
        before = preferences.shop(tx)
        wanted = replace(before, terms_fr=" À  montrer. ", logo=b"PNG", currency="CHF", colour="cafe")
        after = preferences.change(tx, wanted)
        assert after == replace(before, terms_fr="À montrer.", logo=b"PNG", colour="cafe") == preferences.shop(tx)
        assert preferences.change(tx, after) == after
    with till.db.read() as tx:
        noted = [entry for entry in journal.entries(tx, None) if entry.action == "shop.changed"]
    assert [dict(entry.details) for entry in noted] == [{"fields": "colour,terms_fr,logo"}]
    assert (after.terms("fr"), after.terms("en")) == ("À montrer.", "")


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Paris", "FR"),
        ("Europe/Brussels", "BE"),
        ("Europe/Zurich", "CH"),
        ("America/Toronto", "CA"),
        ("Indian/Reunion", "RE"),
        ("Pacific/Noumea", "NC"),
        ("UTC", "FR"),
    ],
)
def test_a_shop_s_country_follows_from_its_time_zone(zone: str, country: str) -> None:
    assert preferences.country_of(zone) == country


WRONG = [
    ("language", {"language": "de"}),
    ("shop", {"name": "  "}),
    ("shop", {"name": "x" * 121}),
    ("currency", {"currency": "JPY"}),
    ("currency", {"currency": "euro"}),
    ("currency", {"currency": ""}),
    ("timezone", {"zone_name": "Europe/Lutèce"}),
    ("timezone", {"zone_name": ""}),
    ("timezone", {"zone_name": "Europe"}),
    ("timezone", {"zone_name": "../../etc/passwd"}),
    ("timezone", {"zone_name": "Europe/Paris\x00"}),
    ("address", {"address": "x" * 241}),
    ("phone", {"phone": "0" * 41}),
]


@pytest.mark.parametrize(("field", "change"), WRONG)
def test_what_cannot_be_kept_names_its_field(field: str, change: dict[str, str]) -> None:
    shop = {"name": "Chez Ana", "language": "fr", "currency": "EUR", "zone_name": "Europe/Paris"}
    with pytest.raises(InvalidInput) as wrong:
        preferences.described(**(shop | change))
    assert wrong.value.field == field
    assert wrong.value.message
