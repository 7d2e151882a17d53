"""Customers written for other programs: every one, once, in a shape that can be brought in again."""

import csv
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.base.progress import Cancelled, Progress
from parrainage_desktop.base.tables_out import bare
from parrainage_desktop.customers import contacts, exchange, service
from parrainage_desktop.customers.rules import Channel
from tests.console import Console, opened, person
from tests.stores import Till


def exported(till: Till, path: Path, language: str = "en") -> list[list[str]]:
    """The customers' file as another program reads it."""
    with in_language(language):
        service.export(path, till.db, till.actor)
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";" if language == "fr" else ","))


def test_every_customer_is_a_line_with_all_that_can_be_brought_in_again(till: Till, tmp_path: Path) -> None:
    zoe = till.customer(
        "Zoé", "Lefèvre", phone="06 39 98 71 05", email="Zoe@Example.org", street="3, rue d’Ys", postcode="04000",
        city="Digne", consents=frozenset({Channel.EMAIL}), known_before=True,
    )  # fmt: skip
    till.days_pass(1)
    till.customer("Karim", language="en")
    headings, first, second = exported(till, tmp_path / "people.csv")
    assert len(headings) == len(first) == len(second) == len(exchange.headings())
    assert first[:8] == [
        "Zoé", "Lefèvre", "06 39 98 71 05", "zoe@example.org", "3, rue d’Ys", "04000", "Digne", "fr",
    ]  # fmt: skip
    assert first[9].replace("-", "") == zoe.card
    assert first[10:] == ["2026-11-14", "yes", "2026-11-14", "", ""]
    assert second[0] == "Karim"
    assert second[7] == "en"
    assert second[10:] == ["2026-11-15", "no", "", "", ""]


NAMES = ["=cmd|'/C calc'!A0", "+1-1", "-2", "@SUM(A1)", "'=1", "＝1", "O’Neil; \"Zed\"", "<b>Al"]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_becomes_a_formula_and_each_is_read_back(till: Till, tmp_path: Path, name: str) -> None:
    till.customer(name, name)
    row = exported(till, tmp_path / "people.csv")[1]
    assert row[0][0] not in "=+-@＝"
    assert [bare(cell) for cell in row[:2]] == [name, name]
    service.export(tmp_path / "people.xlsx", till.db, till.actor)
    sheet = openpyxl.load_workbook(tmp_path / "people.xlsx").worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[2][:2]] == [(name, "s")] * 2


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=999_999_999_999), st.sampled_from(["FR", "BE", "CA", "IT", "DE", "CH", "RE"]))
def test_a_phone_is_read_back_as_the_same_number(digits: int, country: str) -> None:
    try:
        e164 = contacts.phone_number(str(digits), country)
    except InvalidInput:
        return
    for reader in (country, "FR", "US"):
        shown = exchange.phone(e164, reader)
        assert contacts.phone_number(shown, reader) == e164
        assert " " in shown or shown == e164


def test_a_long_list_is_read_page_by_page_and_said_to_be_on_its_way(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PAGE", 2)
    for number in range(5):
        till.customer(f"Ana{number}")
    steps: list[tuple[int, int]] = []
    told = Progress(lambda done, total, _what: steps.append((done, total)))
    assert service.export(tmp_path / "people.csv", till.db, till.actor, told) == 5
    assert steps == [(2, 5), (4, 5), (5, 5)]


def test_a_list_given_up_leaves_the_old_file(till: Till, tmp_path: Path) -> None:
    till.customer()
    path = tmp_path / "people.csv"
    path.write_text("old")
    with pytest.raises(Cancelled):
        service.export(path, till.db, till.actor, Progress(stop=lambda: True))
    assert not list(tmp_path.glob("*.part"))
    assert path.read_text() == "old"


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


def test_the_terminal_writes_them_too(shop: Console, tmp_path: Path) -> None:
    person(shop, "Ana Diaz")
    path = tmp_path / "people.csv"
    assert shop.ask("customers", "export", str(path)) == {"customers": 1, "file": str(path)}
    assert path.read_text(encoding="utf-8-sig").startswith("First name,")
    assert shop.refused(2, "customers", "export", str(tmp_path / "people.pdf"))["field"] == "file"
    assert shop.refused(4, "customers", "export", str(tmp_path / "no" / "people.csv"))["error"] == "file_unwritable"
