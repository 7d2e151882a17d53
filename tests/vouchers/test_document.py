"""Vouchers on paper: what they are worth, until when, and codes that every reader reads."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parrainage_desktop.base.codes import CodeKind, grouped, new_code
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.vouchers.document import Layout, Printed, vouchers
from parrainage_desktop.vouchers.rules import Side, Voucher, VoucherState
from tests import paper

SHOP = Shop(
    "Maison Lumet",
    "fr",
    "EUR",
    "Europe/Paris",
    "FR",
    "14 rue des Trois-Ponts, 44000 Nantes",
    "02 61 91 40 12",
)
VOUCHER = Voucher(
    id=1,
    code="BGHDJGVDCTNKBTFRG",
    side=Side.REFEREE,
    holder_id=2,
    holder="Lucie Perrin",
    referral_id=3,
    purchase_id=4,
    programme_id=1,
    value_cents=500,
    balance_cents=500,
    currency="EUR",
    minimum_cents=1000,
    issued_on=date(2026, 10, 23),
    valid_from=date(2026, 10, 24),
    valid_until=date(2027, 4, 23),
    state=VoucherState.ISSUED,
    uses=0,
)


def several(count: int) -> list[Voucher]:
    """Vouchers that differ in their codes."""
    return [replace(VOUCHER, code=new_code(CodeKind.VOUCHER)) for _ in range(count)]


@pytest.mark.parametrize(("layout", "pages"), [("a6", 6), ("a4", 2)])
def test_both_codes_of_every_voucher_are_read_back(tmp_path: Path, layout: Layout, pages: int) -> None:
    chosen = several(6)
    path = tmp_path / "vouchers.pdf"
    assert vouchers(path, chosen, SHOP, "en", layout) == Printed(6, pages, ())
    letters = sorted(voucher.code for voucher in chosen)
    assert paper.codes(path) == letters
    assert paper.codes(path, "Code 128") == letters
    text = " ".join(paper.pages(path))
    assert all(text.count(grouped(code)) == 1 for code in letters)


def test_the_paper_says_all_that_it_must(tmp_path: Path) -> None:
    vouchers(tmp_path / "v.pdf", [VOUCHER], SHOP, "en")
    (text,) = paper.pages(tmp_path / "v.pdf")
    for words in (
        "Voucher for Lucie Perrin",
        "€5.00",
        "from 24 Oct 2026",
        "to 23 Apr 2027",
        "On purchases of €10.00 or more.",
        "One voucher per purchase.",
        "Issued on 23 October 2026.",
        "not exchangeable for cash",
        "B-GHDJ-GVDC-TNKB-TFRG",
        "02 61 91 40 12",
    ):
        assert words in text
    assert "Copy" not in text


def test_what_does_not_apply_is_not_printed(tmp_path: Path) -> None:
    free = replace(VOUCHER, minimum_cents=0, side=Side.GOODWILL)
    vouchers(tmp_path / "v.pdf", [free], SHOP, "en", one_per_purchase=False)
    (text,) = paper.pages(tmp_path / "v.pdf")
    assert "purchase" not in text
    assert "referral" not in text
    assert "With our thanks." in text


def test_a_reprint_is_the_same_paper_and_says_so(tmp_path: Path) -> None:
    vouchers(tmp_path / "one.pdf", [VOUCHER], SHOP, "en")
    vouchers(tmp_path / "two.pdf", [VOUCHER], SHOP, "en")
    vouchers(tmp_path / "copy.pdf", [VOUCHER], SHOP, "en", copy=True)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    (first,), (again,) = (paper.pages(tmp_path / name) for name in ("one.pdf", "copy.pdf"))
    assert sorted(again.split()) == sorted([*first.split(), "Copy"])
    assert paper.codes(tmp_path / "copy.pdf") == [VOUCHER.code]


@pytest.mark.parametrize("cents", [1, 500, 123_456, 100_000_000])
def test_large_and_small_values_keep_clear_of_the_disc(tmp_path: Path, cents: int) -> None:
    vouchers(tmp_path / "v.pdf", [replace(VOUCHER, value_cents=cents)], SHOP, "en")
    picture = next(paper.pictures(tmp_path / "v.pdf", 254))
    strip = {picture.getpixel((round(10 * x), 483)) for x in (82.5, 83)}
    assert strip == {(0x0E, 0x3B, 0x2E)}


@pytest.mark.parametrize("holder", ["x" * 10_000, "<b>Lucie</b>", "\u202eeicuL\x00", "🙂", "山田", "", "\ud800"])
def test_no_holder_stops_the_printer(tmp_path: Path, holder: str) -> None:
    result = vouchers(tmp_path / "v.pdf", [replace(VOUCHER, holder=holder)], SHOP, "en")
    assert paper.codes(tmp_path / "v.pdf") == [VOUCHER.code]
    assert result.unprintable == tuple(sorted(set(holder) & set("🙂山田")))


def test_a_long_address_gives_way_and_the_terms_stay(tmp_path: Path) -> None:
    vouchers(tmp_path / "v.pdf", [VOUCHER], replace(SHOP, address="Zone d’activité " * 40), "en")
    assert "not exchangeable for cash" in paper.pages(tmp_path / "v.pdf")[0]


def test_no_voucher_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no vouchers"):
        vouchers(tmp_path / "v.pdf", [], SHOP, "en")
