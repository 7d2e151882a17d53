"""Papers by name from a terminal."""

import stat
from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests import console, paper
from tests.console import Console


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A console at a new shop."""
    return console.opened(tmp_path, clock)


def names(shop: Console) -> list[str]:
    """Every paper's name."""
    return [one["name"] for one in shop.ask("documents", "list")["documents"]]


def needs(shop: Console) -> dict[str, str | None]:
    """What each paper needs."""
    return {one["name"]: one["needs"] for one in shop.ask("documents", "list")["documents"]}


def published(shop: Console, card: str) -> None:
    """Let a customer's words be published."""
    shop.ask("testimonials", "add", card, "--why", "Mon four était en panne.")
    for step in ("agree", "approve", "publish"):
        shop.ask("testimonials", step, "1")


def test_every_paper_is_made_by_its_name_in_both_languages(shop: Console, tmp_path: Path) -> None:
    codes = console.rewarded(shop)
    karim = shop.ask("customers", "find", "Karim")["customers"][0]["card"]
    published(shop, karim)
    shop.ask("reviews", "add", "google", "https://g.page/r/chez-ana/review")
    said = {
        None: [], "customer": [karim], "customers": [karim], "vouchers": list(codes.values()),
        "month": ["--month", "2026-11"], "year": ["--year", "2026"],
    }  # fmt: skip
    for name, need in needs(shop).items():
        texts = set()
        for language in ("fr", "en"):
            file = tmp_path / f"{name}-{language}.pdf"
            made = shop.ask("--lang", language, "documents", "make", name, str(file), *said[need])
            found = paper.pages(file)
            assert (made["name"], made["pages"], made["unprintable"]) == (name, len(found), [])
            texts.add(" ".join(found))
        assert len(texts) == (1 if name == "testimonials" else 2), "but a customer’s own words stay as they are"


def test_every_format_a_paper_names_can_be_made(shop: Console, tmp_path: Path) -> None:
    shop.ask("reviews", "add", "google", "https://g.page/r/chez-ana/review")
    for one in shop.ask("documents", "list")["documents"]:
        for size in one["formats"] if one["needs"] is None else ():
            shop.ask("documents", "make", one["name"], str(tmp_path / "p.pdf"), "--format", size)


@pytest.mark.parametrize(
    "words",
    [
        ["poster", "p.pdf", "karim"],
        ["poster", "p.pdf", "--format", "a6"],
        ["terms", "p.pdf", "--format", "a4"],
        ["certificate", "p.pdf"],
        ["certificate", "p.pdf", "karim", "camille"],
        ["month", "p.pdf"],
        ["month", "p.pdf", "--month", "2027-01"],
        ["year", "p.pdf"],
        ["year", "p.pdf", "--year", "26"],
        ["survey-cards", "p.pdf", "--address", "javascript:alert(1)"],
        ["survey-cards", "p.pdf", "--address", "https://x"],
        ["poster", "p.pdf", "--address", "https://example.org"],
        ["review-card", "p.pdf"],
        ["review-card", "p.pdf", "--channel", "1"],
        ["banner", "p.pdf"],
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_written(
    shop: Console, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shop.refused(2, "documents", "make", *words)["error"] == "usage"
    assert not Path("p.pdf").exists()


def test_a_review_card_leads_to_the_page_named_or_to_the_first_in_use(shop: Console, tmp_path: Path) -> None:
    addresses = [f"https://chez-ana.fr/{place}" for place in ("first", "second")]
    for address in addresses:
        shop.ask("reviews", "add", "own", address)
    file = tmp_path / "card.pdf"
    shop.ask("documents", "make", "review-card", str(file), "--channel", "2")
    assert paper.codes(file) == [addresses[1]]
    shop.ask("reviews", "close", "1")
    shop.ask("documents", "make", "review-card", str(file))
    assert paper.codes(file) == [addresses[1]]
    assert shop.refused(2, "documents", "make", "review-card", str(file), "--channel", "1")["error"] == "usage"


def test_an_unknown_customer_is_refused(shop: Console, tmp_path: Path) -> None:
    refused = shop.refused(3, "documents", "make", "certificate", str(tmp_path / "p.pdf"), "nobody")
    assert refused["refused"] == "customer_unknown"


def test_a_used_voucher_is_not_printed(shop: Console, tmp_path: Path, clock: SetClock) -> None:
    code = console.rewarded(shop)["referrer"]
    shop.ask("vouchers", "cancel", code, "--reason", "lost")
    refused = shop.refused(3, "documents", "make", "vouchers", str(tmp_path / "p.pdf"), code)
    assert refused["refused"] == "cancelled"


def test_a_read_only_folder_is_told_and_left_alone(shop: Console, tmp_path: Path) -> None:
    blocked = tmp_path / "file-not-folder"
    blocked.write_text("x")
    blocked.chmod(stat.S_IRUSR)
    shop.refused(4, "documents", "make", "terms", str(blocked / "p.pdf"))
    assert blocked.read_text() == "x"
