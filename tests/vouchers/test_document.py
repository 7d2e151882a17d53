"""Vouchers on paper: what they are worth, until when, and codes that every reader reads."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from parrainage_desktop.base.codes import CodeKind, grouped, new_code
from parrainage_desktop.base.pages import opened
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import MM
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.proofreading import read_back
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.vouchers.document import vouchers
from parrainage_desktop.vouchers.rules import Layout, Side, Voucher, VoucherState, Words
from tests import paper, papers

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


PAGES_OF_SIX = [(Layout.A6, 6), (Layout.A4, 2), (Layout.TICKET_58, 6), (Layout.TICKET_80, 6)]


@pytest.mark.parametrize(("layout", "pages"), PAGES_OF_SIX)
def test_both_codes_of_every_voucher_are_read_back(tmp_path: Path, layout: Layout, pages: int) -> None:
    chosen = several(6)
    path = tmp_path / "vouchers.pdf"
    assert vouchers(path, chosen, SHOP, "en", layout) == Made(pages)
    letters = sorted(voucher.code for voucher in chosen)
    dpi = 200 if layout in {Layout.A6, Layout.A4} else 406
    assert paper.codes(path, dpi=dpi) == letters
    assert paper.codes(path, "Code 128", dpi) == letters
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
    free = replace(VOUCHER, minimum_cents=0, side=Side.GOODWILL, words=Words(one_per_purchase=False))
    vouchers(tmp_path / "v.pdf", [free], SHOP, "en")
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


@pytest.mark.parametrize("layout", list(Layout))
def test_long_names_are_never_cut(tmp_path: Path, layout: Layout) -> None:
    holder, name = "Marie-Antoinette Lefèvre-Montgomery", "Boulangerie-Pâtisserie Lefèvre-Montgomery"
    vouchers(tmp_path / "v.pdf", [replace(VOUCHER, holder=holder)], replace(SHOP, name=name), "en", layout)
    (text,) = paper.pages(tmp_path / "v.pdf")
    assert f"Voucher for {holder}" in text
    assert name in text
    assert paper.collisions(tmp_path / "v.pdf") == []


@pytest.mark.parametrize("layout", [Layout.A6, Layout.TICKET_58, Layout.TICKET_80])
def test_three_hundred_hostile_names_are_shown_as_they_are(tmp_path: Path, layout: Layout) -> None:
    path = tmp_path / "vouchers.pdf"
    chosen = [replace(voucher, holder=name) for name, voucher in zip(papers.NAMES, several(300), strict=True)]
    result = vouchers(path, chosen, SHOP, "en", layout)
    assert papers.missing(paper.pages(path), papers.NAMES, result.unprintable) == []
    assert set(result.unprintable) == papers.BEYOND
    assert papers.obeyed(path) == []


def widths(path: Path) -> set[float]:
    """How wide the pages are, in millimetres."""
    with opened(path) as document:
        return {round(page.get_width() / MM, 1) for page in document}


@pytest.mark.parametrize(("layout", "wide", "printed"), [(Layout.TICKET_58, 58, 48.1), (Layout.TICKET_80, 80, 72.1)])
def test_a_ticket_fits_its_roll_and_is_black_on_white(
    tmp_path: Path, layout: Layout, wide: float, printed: float
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 100), "red").save(out, "PNG")
    shop = replace(SHOP, logo=out.getvalue(), terms_en="Not on gift cards. " * 12)
    long = replace(VOUCHER, holder="Marie-Françoise de la Rochefoucauld-Montbel", value_cents=123_456)
    vouchers(tmp_path / "v.pdf", [VOUCHER, long], shop, "en", layout, copy=True)
    assert widths(tmp_path / "v.pdf") == {wide}
    for picture in paper.pictures(tmp_path / "v.pdf", 254):
        grey = picture.convert("RGB")
        assert all(red == green == blue for _count, (red, green, blue) in grey.getcolors(1 << 20))
        left, _top, right, _bottom = grey.convert("L").point(lambda light: 255 * (light < 200)).getbbox()
        assert left >= 10 * (wide - printed) / 2 - 1
        assert right <= 10 * (wide + printed) / 2 + 1


def test_a_receipt_printer_s_own_dots_are_enough_for_both_codes(tmp_path: Path) -> None:
    for layout in (Layout.TICKET_58, Layout.TICKET_80):
        vouchers(tmp_path / "v.pdf", [VOUCHER], SHOP, "en", layout)
        assert paper.codes(tmp_path / "v.pdf", dpi=203) == [VOUCHER.code]
        assert paper.codes(tmp_path / "v.pdf", "Code 128", 203) == [VOUCHER.code]


@pytest.mark.parametrize("layout", [Layout.TICKET_58, Layout.TICKET_80])
def test_a_ticket_says_all_the_terms(tmp_path: Path, layout: Layout) -> None:
    vouchers(tmp_path / "v.pdf", [VOUCHER], replace(SHOP, terms_en="Not on gift cards."), "en", layout)
    (text,) = paper.pages(tmp_path / "v.pdf")
    for words in (
        "Maison Lumet", "14 rue des Trois-Ponts", "Voucher for Lucie Perrin", "€5.00", "Valid from 24 Oct 2026",
        "to 23 Apr 2027", "B-GHDJ-GVDC-TNKB-TFRG", "Worth €5.00, until 23 April 2027.",
        "On purchases of €10.00 or more.", "One voucher per purchase.", "not exchangeable for cash",
        "Not on gift cards.",
    ):  # fmt: skip
        assert words in text
    vouchers(tmp_path / "v.pdf", [replace(VOUCHER, words=Words(one_per_purchase=False))], SHOP, "en", layout)
    assert "Can be combined with other vouchers." in paper.pages(tmp_path / "v.pdf")[0]


def test_the_shop_s_own_terms_are_printed_whole_and_leave_the_codes_readable(tmp_path: Path) -> None:
    own = "Hors livres neufs et cartes cadeaux, dans nos deux boutiques, avant le paiement. " * 3
    shop = replace(SHOP, terms_fr=own[:240].strip())
    for layout in (Layout.A6, Layout.A4):
        vouchers(tmp_path / "v.pdf", [VOUCHER], shop, "fr", layout)
        assert shop.terms_fr in paper.pages(tmp_path / "v.pdf")[0]
        assert read_back(tmp_path / "v.pdf", Progress()).unread == ()
        assert paper.codes(tmp_path / "v.pdf", "Code 128") == [VOUCHER.code]


def test_four_to_a_page_have_lines_to_cut_along_over_the_colour(tmp_path: Path) -> None:
    vouchers(tmp_path / "v.pdf", several(4), SHOP, "en", Layout.A4)
    picture = next(paper.pictures(tmp_path / "v.pdf", 254))
    column = [picture.getpixel((1050, y)) for y in range(100, 600)]
    row = [picture.getpixel((x, 1485)) for x in range(100, 2000)]
    for line in (column, row):
        assert 0.2 < sum(one not in {(0x0E, 0x3B, 0x2E), (255, 255, 255)} for one in line) / len(line) < 0.7


def test_a_long_address_gives_way_and_the_terms_stay(tmp_path: Path) -> None:
    vouchers(tmp_path / "v.pdf", [VOUCHER], replace(SHOP, address="Zone d’activité " * 40), "en")
    assert "not exchangeable for cash" in paper.pages(tmp_path / "v.pdf")[0]


def test_no_voucher_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no vouchers"):
        vouchers(tmp_path / "v.pdf", [], SHOP, "en")
