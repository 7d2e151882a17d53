"""Vouchers from a terminal: the whole life of two of them, and everything odd that can be typed."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.codes import CodeKind, new_code
from tests import paper
from tests.console import Console, opened, person, rewarded


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


@pytest.mark.parametrize(
    ("language", "tomorrow", "used"),
    [
        ("en", "“This voucher is for your next purchase, from tomorrow.”", "Already used"),
        ("fr", "«\u00a0Ce bon est pour votre prochain achat, dès demain.\u00a0»", "Déjà utilisé"),
    ],
)
def test_the_whole_story(tmp_path: Path, clock: SetClock, language: str, tomorrow: str, used: str) -> None:
    shop = opened(tmp_path, clock, language)
    codes = rewarded(shop)
    code = codes["referee"]
    assert set(codes) == {"referrer", "referee"}

    today = shop.refused(3, "vouchers", "redeem", code)
    assert (today["refused"], today["valid_from"], today["to_say"]) == ("not_yet_valid", "2026-11-15", tomorrow)

    clock.advance(timedelta(days=1))
    checked = shop.ask("vouchers", "check", code)
    assert checked["state"] == "active"
    assert (checked["value_cents"], checked["balance_cents"], checked["holder"]) == (500, 500, "Camille Roussel")
    assert (checked["valid_from"], checked["valid_until"]) == ("2026-11-15", "2027-05-14")

    first = shop.ask("vouchers", "redeem", code, "--attempt", "press-1")
    assert first == {
        "code": code, "accepted_cents": 500, "balance_cents": 0, "at": "2026-11-15T11:42:00+01:00",
        "till": "Comptoir 1", "staff": "Nora", "attempt": "press-1", "holder": "Camille Roussel",
    }  # fmt: skip

    clock.advance(timedelta(minutes=3))
    again = shop.refused(3, "vouchers", "redeem", code)
    assert again["refused"] == "already_used"
    assert (again["at"], again["till"], again["staff"]) == (first["at"], first["till"], first["staff"])
    assert again["message"].startswith(used)
    assert shop.ask("vouchers", "redeem", code, "--attempt", "press-1") == first

    reversed_ = shop.ask("vouchers", "reverse", code, "--reason", "wrong customer")
    assert (reversed_["balance_cents"], reversed_["state"]) == (500, "active")
    assert shop.ask("vouchers", "redeem", code, "--attempt", "press-1") == first
    second = shop.ask("vouchers", "redeem", code)
    assert second["attempt"] != "press-1"
    assert shop.ask("journal", "verify")["ok"] is True
    assert shop.ask("doctor")["ok"] is True


def test_plain_text_says_the_same(shop: Console, clock: SetClock) -> None:
    code = rewarded(shop)["referee"]
    clock.advance(timedelta(days=1))
    checked = shop.say("vouchers", "check", code)
    assert (checked.status, checked.err) == (0, "")
    assert checked.out == "Valid: €5.00 for Camille Roussel, until Friday 14 May 2027.\n"
    redeemed = shop.say("vouchers", "redeem", code, "--staff", "Bastien", "--till", "2")
    assert "Accepted: €5.00" in redeemed.out
    assert "Attempt: " in redeemed.out
    refused = shop.say("vouchers", "redeem", code)
    assert refused.status == 3
    assert "Already used – Sunday 15 November 2026 at 11:42, by Bastien" in refused.out
    assert "Till: 2" in refused.out


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3017620422003", "other_shop"),
        ("https://example.org/?q=B-GHDJ", "other_shop"),
        ("B" * 10_000, "other_shop"),
        ("", "other_shop"),
        ("☕️\u202e", "other_shop"),
        ("B-GHDJ-GVDC-TNKB-TFRH", "malformed"),
        ("B-GHDJ-GVDC-TNKB-TFR", "malformed"),
    ],
)
def test_what_is_no_voucher_is_told_apart(shop: Console, text: str, reason: str) -> None:
    for command in ("check", "redeem"):
        assert shop.refused(3, "vouchers", command, text)["refused"] == reason
    assert shop.refused(3, "vouchers", "print", "x.pdf", text)["refused"] == reason
    assert not Path("x.pdf").exists()


def test_a_code_is_read_however_it_is_typed(shop: Console, clock: SetClock) -> None:
    code = rewarded(shop)["referee"]
    clock.advance(timedelta(days=1))
    for text in (code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')} "):
        assert shop.ask("vouchers", "check", text)["code"] == code


def test_a_card_says_whose_it_is(shop: Console) -> None:
    card = person(shop, "Karim Haddad")["card"]
    found = shop.refused(3, "vouchers", "check", card)
    assert (found["refused"], found["card_holder"]) == ("other_kind", "Karim Haddad")
    unknown = shop.refused(3, "vouchers", "check", new_code(CodeKind.CARD))
    assert (unknown["refused"], unknown["card_holder"]) == ("other_kind", None)


@pytest.mark.parametrize("command", ["check", "redeem"])
def test_guessing_is_throttled_whichever_way_it_is_tried(shop: Console, clock: SetClock, command: str) -> None:
    code = rewarded(shop)["referee"]
    clock.advance(timedelta(days=1))
    for _try in range(3):
        assert shop.refused(3, "vouchers", command, new_code(CodeKind.VOUCHER))["refused"] == "unknown"
    stopped = shop.refused(3, "vouchers", "redeem", code)
    assert stopped["refused"] == "throttled"
    assert stopped["retry_at"] == "2026-11-15T11:52:00+01:00"
    assert shop.say("vouchers", "redeem", code, "--till", "2").status == 0


def test_printing_and_reversing_count_as_guessing_too(shop: Console, tmp_path: Path) -> None:
    unknown = [new_code(CodeKind.VOUCHER) for _code in range(3)]
    shop.refused(3, "vouchers", "print", str(tmp_path / "v.pdf"), unknown[0])
    shop.refused(3, "vouchers", "reverse", unknown[1], "--reason", "x")
    shop.refused(3, "vouchers", "check", unknown[2])
    assert shop.refused(3, "vouchers", "check", new_code(CodeKind.VOUCHER))["refused"] == "throttled"


def test_expiry_is_the_end_of_the_last_day(shop: Console, clock: SetClock) -> None:
    code = rewarded(shop)["referrer"]
    clock.advance(timedelta(days=181, hours=11))
    assert shop.ask("vouchers", "check", code)["valid_until"] == "2027-05-14"
    clock.advance(timedelta(hours=2))
    assert shop.refused(3, "vouchers", "redeem", code)["refused"] == "expired"


def test_an_unused_voucher_has_nothing_to_take_back(shop: Console) -> None:
    code = rewarded(shop)["referee"]
    found = shop.refused(3, "vouchers", "reverse", code, "--reason", "mistake")
    assert (found["refused"], found["message"]) == ("not_allowed", "This voucher of €5.00 has not been used.")


@pytest.mark.parametrize(
    "words",
    [
        ("reverse", "B-GHDJ-GVDC-TNKB-TFRG", "--reason", " "),
        ("reverse", "B-GHDJ-GVDC-TNKB-TFRG"),
        ("redeem", "B-GHDJ-GVDC-TNKB-TFRG", "--attempt", ""),
        ("redeem", "B-GHDJ-GVDC-TNKB-TFRG", "--attempt", "x" * 65),
        ("redeem", "B-GHDJ-GVDC-TNKB-TFRG", "--purchase", "1,234"),
        ("check", "B-GHDJ-GVDC-TNKB-TFRG", "--purchase", "-5"),
        ("check", "B-GHDJ-GVDC-TNKB-TFRG", "--purchase", "a lot"),
        ("list", "--state", "lost"),
        ("print", "v.pdf", "B-GHDJ-GVDC-TNKB-TFRG", "--format", "a5"),
        ("print", "v.pdf"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(shop: Console, words: tuple[str, ...]) -> None:
    found = shop.refused(2, "vouchers", *words)
    assert found["error"] == "usage"
    assert found["message"].endswith((".", "--help."))


def test_an_attempt_belongs_to_one_voucher(shop: Console, clock: SetClock) -> None:
    codes = rewarded(shop)
    clock.advance(timedelta(days=1))
    shop.ask("vouchers", "redeem", codes["referee"], "--attempt", "press-1")
    assert shop.refused(2, "vouchers", "redeem", codes["referrer"], "--attempt", "press-1")["error"] == "usage"
    assert shop.ask("vouchers", "check", codes["referrer"])["balance_cents"] == 500


def test_the_list_follows_the_calendar(shop: Console, clock: SetClock) -> None:
    code = rewarded(shop)["referee"]
    assert len(shop.ask("vouchers", "list", "--state", "pending")["vouchers"]) == 2
    clock.advance(timedelta(days=1))
    shop.ask("vouchers", "redeem", code)
    states = {one["code"]: one["state"] for one in shop.ask("vouchers", "list")["vouchers"]}
    assert states[code] == "redeemed"
    assert len(shop.ask("vouchers", "list", "--state", "active")["vouchers"]) == 1
    assert "2 vouchers." in shop.say("vouchers", "list").out


@pytest.mark.parametrize("command", [("vouchers", "print"), ("documents", "make", "vouchers")])
def test_a_voucher_says_the_rule_it_was_issued_under_whatever_lies_beside_it(
    shop: Console, tmp_path: Path, command: tuple[str, ...]
) -> None:
    alone = rewarded(shop)["referee"]
    shop.ask("programme", "set", "one_per_purchase=no")
    theo = str(person(shop, "Théo Roux")["id"])
    free = shop.ask("vouchers", "issue", theo, "--amount", "5", "--reason", "an apology")["code"]
    shop.ask(*command, str(tmp_path / "both.pdf"), alone, free)
    first, second = paper.pages(tmp_path / "both.pdf")
    assert "One voucher per purchase." in first
    assert "Can be combined with other vouchers." in second


def test_a_pdf_is_written_whole_or_not_at_all(shop: Console, tmp_path: Path) -> None:
    codes = rewarded(shop)
    paper = tmp_path / "vouchers.pdf"
    printed = shop.ask("vouchers", "print", str(paper), *codes.values(), "--format", "a4", "--copy")
    assert (printed["vouchers"], printed["pages"]) == (2, 1)
    assert paper.read_bytes().startswith(b"%PDF")
    nowhere = tmp_path / "missing" / "vouchers.pdf"
    found = shop.refused(4, "vouchers", "print", str(nowhere), codes["referee"])
    assert found["error"] == "file_unwritable"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix in (".pdf", ".part", ".tmp")) == [
        "vouchers.pdf"
    ]


def test_a_part_used_says_what_is_left(tmp_path: Path, clock: SetClock) -> None:
    shop = opened(tmp_path, clock, "en")
    shop.ask("programme", "set", "part_use=yes")
    code = rewarded(shop)["referee"]
    clock.advance(timedelta(days=1))
    answer = shop.ask("vouchers", "redeem", code, "--purchase", "1.20")
    assert (answer["accepted_cents"], answer["balance_cents"]) == (120, 380)
    said = shop.say("vouchers", "redeem", code, "--purchase", "1.80")
    assert "Accepted: €1.80 for Camille Roussel. Left: €2.00, until Friday 14 May 2027." in said.out


def test_a_used_or_cancelled_voucher_is_not_put_on_paper_again(shop: Console, tmp_path: Path) -> None:
    codes = rewarded(shop)
    paper = str(tmp_path / "v.pdf")
    shop.ask("vouchers", "cancel", codes["referee"], "--reason", "printed twice")
    assert shop.refused(3, "vouchers", "print", paper, codes["referee"])["refused"] == "cancelled"
    assert not Path(paper).exists()


def masked(code: str) -> str:
    """A code as lists show it."""
    return f"B…{code.replace('-', '')[-4:]}"


def test_a_masked_code_of_a_list_names_one_voucher_for_corrections_and_never_at_the_counter(shop: Console) -> None:
    code = rewarded(shop)["referee"]
    assert masked(code) in shop.say("vouchers", "list").out
    for words in (("check", masked(code)), ("redeem", masked(code))):
        assert shop.refused(3, "vouchers", *words)["refused"] == "other_shop"
    assert shop.ask("vouchers", "history", masked(code))["code"] == code
    until = shop.ask("vouchers", "extend", masked(code), "--until", "2027-06-30", "--reason", "ill")["valid_until"]
    assert until == "2027-06-30"
    anew = shop.ask("vouchers", "reissue", masked(code).lower().replace("…", "..."), "--reason", "lost")["code"]
    assert shop.ask("vouchers", "cancel", masked(anew), "--reason", "torn")["state"] == "cancelled"
    assert shop.refused(3, "vouchers", "cancel", "B…BBBB", "--reason", "torn")["refused"] == "unknown"


def test_a_masked_code_that_several_vouchers_share_is_asked_again_with_their_dates(shop: Console) -> None:
    codes = rewarded(shop)
    ending = codes["referee"].replace("-", "")[-4:]
    raw = sqlite3.connect(shop.store)
    with raw:
        raw.execute("UPDATE vouchers SET code = substr(code, 1, 13) || ? WHERE side = 'referrer'", (ending,))
    raw.close()
    refused = shop.refused(3, "vouchers", "cancel", f"B…{ending}", "--reason", "torn")
    assert (refused["refused"], len(refused["candidates"])) == ("ambiguous", 2)
    assert {one["holder"] for one in refused["candidates"]} == {"Karim Haddad", "Camille Roussel"}
    assert all((one["issued_on"], one["code"]) == ("2026-11-14", f"B…{ending}") for one in refused["candidates"])
