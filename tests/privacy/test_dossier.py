"""A dossier holds everything the store knows of somebody, and of others only what they may see."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.counter import rewarding
from parrainage_desktop.customers import service as customers
from parrainage_desktop.privacy import dossier
from parrainage_desktop.privacy import dossier_wording as wording
from parrainage_desktop.privacy.holdings import HOLDINGS
from parrainage_desktop.privacy.rules import Dossier
from parrainage_desktop.programme.rewards import Gift, Nothing
from parrainage_desktop.programme.rules import RevenueShare, Terms
from parrainage_desktop.statements import service as statements
from parrainage_desktop.statements.rules import Statement
from tests import paper
from tests.base.test_pdf import HOSTILE, PRINTABLE, UNPRINTABLE
from tests.privacy.shop import known
from tests.stores import Till


def gathered(till: Till, customer_id: int) -> Dossier:
    """The dossier of somebody."""
    with till.db.read() as tx:
        return dossier.gather(tx, customer_id)


def as_data(found: Dossier, folder: Path) -> Mapping[str, Any]:
    """The dossier as another program reads it."""
    dossier.write(folder / "one.json", found, "en")
    data = json.loads((folder / "one.json").read_text("utf-8"))
    assert isinstance(data, dict)
    return data


def test_a_dossier_has_rows_of_every_table_that_speaks_of_the_person(till: Till) -> None:
    one = known(till)
    till.redeem(till.issue(one.person).code)
    till.days_pass(1)
    till.redeem(one.voucher.code)
    till.reverse(one.voucher.code, "goods returned")
    till.cancel(till.issue(one.person))
    till.scheme(Terms(Gift("a jar of jam", 300), Nothing(), return_days=1, revenue_share=RevenueShare(1_000)))
    till.buys(till.friend(one.person.card, "Marc", "Blanc").referral.referee_id)
    till.days_pass(31)
    with till.db.write(till.actor) as tx:
        rewarding.release(tx)
        assert isinstance(statements.pay(tx, one.person.id, date(2026, 11, 1)), Statement)
    found = gathered(till, one.person.id)
    assert {table for table, rows in found.sections.items() if not rows} == set()
    assert found.sections.keys() == {*HOLDINGS, "journal"}
    assert found.rows == sum(map(len, found.sections.values()))


def test_nothing_of_somebody_else_is_in_it(till: Till) -> None:
    one, other = known(till, 1), known(till, 2)
    with till.db.read() as tx:
        friend = customers.get(tx, one.friend.id)
    text = repr(gathered(till, one.person.id))
    assert [word for word in other.words if word in text] == []
    assert "Friend1 D." in text
    assert friend.family_name not in text
    mine = gathered(till, friend.id)
    assert [row["referrer"] for row in mine.sections["referrals"]] == [one.person.short_name]
    assert [word for word in one.words if word in repr(mine).replace(one.person.short_name, "")] == []
    assert len(mine.sections["vouchers"]) == len(mine.sections["purchases"]) == 1


def test_data_for_programs_has_plain_values(till: Till, tmp_path: Path) -> None:
    one = known(till)
    data = as_data(gathered(till, one.person.id), tmp_path)
    assert data["format"] == "parrainage-dossier-1"
    assert data["made_at"] == "2026-11-14T11:42:00+01:00"
    held = data["held"]
    assert held["customers"][0]["email"] == "q0000z@example.org"
    assert held["import_people"] == [
        {"import": "people.csv", "added": False, "before": {"city": "beforeq0000z"}, "at": "2026-11-14T11:42:00+01:00"}
    ]
    assert {row["value_cents"] for row in held["vouchers"]} == {500}
    assert all("…" in row["code"] for row in held["vouchers"])
    assert {row["action"] for row in held["journal"]} >= {"customer.added", "voucher.issued", "referral.claimed"}
    assert not {"holder", "referee", "referrer"} & {key for row in held["journal"] for key in row["details"]}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_paper_says_the_same_in_words(till: Till, tmp_path: Path, language: str) -> None:
    one = known(till)
    found = gathered(till, one.person.id)
    assert dossier.write(tmp_path / "one.pdf", found, language) == ()
    text = " ".join(paper.pages(tmp_path / "one.pdf"))
    for word in (one.person.name, one.person.email, "Noteq0000z", "Commentq0000z", "people.csv", "Friend0 D."):
        assert word in text
    with in_language(language):
        assert wording.sections()["customers"] in text


def test_the_name_of_the_file_says_which_kind(till: Till, tmp_path: Path) -> None:
    found = gathered(till, till.customer().id)
    with pytest.raises(InvalidInput, match=r"\.pdf or \.json"):
        dossier.write(tmp_path / "one.doc", found, "en")


@pytest.mark.parametrize("name", [*PRINTABLE, *UNPRINTABLE, *HOSTILE])
def test_no_name_breaks_a_dossier(till: Till, tmp_path: Path, name: str) -> None:
    try:
        person = till.customer(name[:120], name[:120], city=name[:120])
    except InvalidInput:
        return
    with till.db.write(till.actor) as tx:
        customers.note(tx, person.id, name[:2_000] or "-")
    till.friend(person.card, name[:120] or "-", "")
    found = gathered(till, person.id)
    missing = dossier.write(tmp_path / "one.pdf", found, "fr")
    text = paper.pages(tmp_path / "one.pdf")[0]
    if not missing and len(person.name) < 60:
        assert paper.plain(person.name) in text
    assert as_data(found, tmp_path)["held"]["customers"][0]["given_name"] == person.given_name


def test_a_long_life_goes_over_many_pages(till: Till, tmp_path: Path) -> None:
    person = till.customer()
    with till.db.write(till.actor) as tx:
        for number in range(60):
            customers.note(tx, person.id, f"Note {number}. " + "A long word about very little. " * 60)
    dossier.write(tmp_path / "one.pdf", gathered(till, person.id), "en")
    pages = paper.pages(tmp_path / "one.pdf")
    assert len(pages) > 20
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1))
    text = " ".join(pages)
    assert [number for number in range(60) if f"Note {number}." not in text] == []
