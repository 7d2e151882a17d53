"""Personal data from a terminal."""

from datetime import timedelta
from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.errors import UserError
from tests import paper
from tests.console import Console, opened, person, rewarded


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


def test_everything_about_a_person_is_written_to_a_file(shop: Console, tmp_path: Path) -> None:
    rewarded(shop)
    for name in ("one.pdf", "one.json"):
        answer = shop.ask("customers", "dossier", "06 39 98 71 05", str(tmp_path / name))
        assert answer["rows"] > 5
        assert (tmp_path / name).stat().st_size > 500
    assert "Karim Haddad" in paper.pages(tmp_path / "one.pdf")[0]
    assert shop.refused(2, "customers", "dossier", "1", str(tmp_path / "one.txt"))["field"] == "file"
    assert shop.refused(3, "customers", "dossier", "77", str(tmp_path / "two.pdf"))["refused"] == "customer_unknown"
    assert not (tmp_path / "two.pdf").exists()


@pytest.mark.parametrize(("choice", "kept", "status"), [("keep", 1, 0), ("cancel", 0, 3)])
def test_a_person_is_erased_and_their_voucher_as_was_chosen(
    shop: Console, clock: SetClock, choice: str, kept: int, status: int
) -> None:
    codes = rewarded(shop)
    clock.advance(timedelta(days=1))
    erased = shop.ask("customers", "erase", "06 39 98 71 05", "--vouchers", choice)
    assert (erased["vouchers_kept"], erased["vouchers_cancelled"]) == (kept, 1 - kept)
    assert erased["label"].startswith("Erased customer ")
    assert shop.say("vouchers", "redeem", codes["referrer"]).status == status
    assert shop.refused(3, "customers", "erase", "06 39 98 71 05")["refused"] == "customer_unknown"
    assert {check["check"]: check["ok"] for check in shop.ask("doctor")["checks"]}["erasures"]


def test_a_file_that_could_not_be_rewritten_is_told_of(shop: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    person(shop, "Ana Diaz", "--phone", "06 39 98 71 05")
    full = UserError("disk_full", "the disk is full")
    monkeypatch.setattr(Database, "write_anew", lambda db: (_ for _ in ()).throw(full))
    assert not shop.ask("customers", "erase", "06 39 98 71 05")["no_trace"]
    assert shop.refused(3, "customers", "dossier", "06 39 98 71 05", "x.pdf")["refused"] == "customer_unknown"


def test_a_choice_that_is_none_is_named(shop: Console) -> None:
    person(shop, "Ana Diaz")
    assert shop.refused(2, "customers", "erase", "1", "--vouchers", "burn")["field"] == "--vouchers"


def test_people_not_met_for_three_years_are_listed_and_erased(shop: Console, clock: SetClock) -> None:
    person(shop, "Ana Diaz")
    karim = person(shop, "Karim Haddad")
    shop.ask("referrals", "claim", karim["card"], "--name", "Camille Roussel")
    clock.advance(timedelta(days=3 * 366))
    person(shop, "Luc Martin")
    found = shop.ask("customers", "quiet")
    assert [one["name"] for one in found["people"]] == ["Ana Diaz"]
    assert {one["name"] for one in found["held"]} == {"Karim Haddad", "Camille Roussel"}
    assert (found["count"], found["erased"]) == (1, 0)
    assert shop.ask("customers", "quiet", "--erase")["erased"] == 1
    assert shop.ask("customers", "quiet")["count"] == 0
    assert shop.ask("customers", "find", "diaz")["customers"] == []


def test_the_shop_s_papers_are_written(shop: Console, tmp_path: Path) -> None:
    for name, pages in (("register", 2), ("notice", 1)):
        path = tmp_path / f"{name}.pdf"
        assert shop.ask("privacy", name, str(path)) == {"pages": pages, "file": str(path)}
        assert "Maison Lumet" in paper.pages(path)[0]
    assert shop.refused(4, "privacy", "notice", str(tmp_path / "no" / "notice.pdf"))["error"] == "file_unwritable"
