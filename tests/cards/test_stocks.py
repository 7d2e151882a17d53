"""Cards lie on every sheet exactly where its maker cut it: measured in the finished PDF, in millimetres."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
import zxingcpp
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from parrainage_desktop.base.codes import CodeKind, grouped, new_code
from parrainage_desktop.base.pages import opened
from parrainage_desktop.base.pdf import MM
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.proofreading import read_back
from parrainage_desktop.cards import document
from parrainage_desktop.cards.rules import CardFace, Placing
from parrainage_desktop.cards.stocks import PLAIN, SMALLEST_MODULE, STOCKS, Fault, Stock, named
from parrainage_desktop.programme.rewards import fixed
from tests import paper
from tests.cards.test_document import PROGRAMME, SHOP

# From the makers' label data: card, columns x rows, left and top, from one to the next.
MAKERS = """
    plain  85 54 2x5 15.0 13.5 95 54
    C32011 85 54 2x5 15.0 13.5 95 54
    C32015 85 54 2x4 17.0 31.5 91 60
    32010  85 54 2x5 14.1 14.1 94.9 54.0
    LP795  85 55 2x5 14.0 10.5 95 55
    LP800  85 55 2x5 15.0 10.0 95 55
    DP830  85 55 2x5 14.1 10.9 94.9 55
    BCV10  86 54 2x5 17.0 15.0 90 55.5
    L7414  90 52 2x5 15.0 18.5 90 52
    119488 90 50.1 2x5 15.2 23.6 90 50.1
    02793  90 50.8 2x5 15.0 22.0 90 50.8
    L7160  64 38.1 3x7 7.5 15.5 66.0 38.1
    L7163  99.1 38.1 2x7 3.4 15.2 103 38.1
    L7651  38.1 21.2 5x13 4.7 10.9 40.6 21.2
    card   85.6 54 1x1 0 0 85.6 54
"""
TABLE = {words[0]: words[1:] for words in map(str.split, MAKERS.strip().splitlines())}
HAIR = 0.35
Box = tuple[float, float, float, float]


def expected(name: str) -> list[Box]:
    """Left, top, right and bottom of every card, row by row."""
    width, height, grid, left, top, across, along = TABLE[name]
    columns, rows = map(int, grid.split("x"))
    wide, high, x, y, dx, dy = map(float, (width, height, left, top, across, along))
    corners = [(x + column * dx, y + row * dy) for row in range(rows) for column in range(columns)]
    return [(cx, cy, cx + wide, cy + high) for cx, cy in corners]


def outlines(path: Path) -> list[Box]:
    """The rectangles drawn on the first page, in millimetres from its upper left corner."""
    with opened(path) as pdf:
        page = pdf[0]
        high = page.get_height()
        bounds = [item.get_bounds() for item in page.get_objects([FPDF_PAGEOBJ_PATH])]
    # The library counts the whole stroke in, on either side.
    boxes = [
        ((left + HAIR) / MM, (high - top + HAIR) / MM, (right - HAIR) / MM, (high - bottom - HAIR) / MM)
        for left, bottom, right, top in bounds
    ]
    return [box for box in boxes if box[3] - box[1] > 15]


def sheet(path: Path, stock: Stock, count: int, **placing: float) -> list[CardFace]:
    """Cards with fresh codes on a sheet."""
    cards = [CardFace(f"Prénom {i}", new_code(CodeKind.CARD)) for i in range(count)]
    document.sheet(path, cards, SHOP, PROGRAMME, "fr", None, stock, Placing(**placing))  # type: ignore[arg-type]
    return cards


def centres(path: Path, page: int) -> dict[str, tuple[float, float]]:
    """The middle of every square code on a page, in millimetres."""
    picture = list(paper.pictures(path, 508))[page]
    found = {}
    for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])):
        corners = [code.position.top_left, code.position.bottom_right]
        found[code.text] = (sum(one.x for one in corners) / 40, sum(one.y for one in corners) / 40)
    return found


def test_every_sheet_of_the_makers_is_there() -> None:
    assert [stock.name for stock in STOCKS] == list(TABLE)


@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.name)
def test_the_test_page_outlines_every_card_to_a_tenth_of_a_millimetre(tmp_path: Path, stock: Stock) -> None:
    document.proof(tmp_path / "test.pdf", stock, SHOP, "fr")
    drawn = outlines(tmp_path / "test.pdf")
    assert len(drawn) == len(expected(stock.name)) == stock.per_page
    for box, meant in zip(drawn, expected(stock.name), strict=True):
        assert box == pytest.approx(meant, abs=0.02)


@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.name)
def test_every_code_lies_on_its_card_and_is_read(tmp_path: Path, stock: Stock) -> None:
    cards = sheet(tmp_path / "cards.pdf", stock, stock.per_page)
    found = centres(tmp_path / "cards.pdf", 1 if stock.two_sided else 0)
    wide = stock.page[0]
    for card, (left, top, right, bottom) in zip(cards, expected(stock.name), strict=True):
        x, y = found[card.code]
        if stock.two_sided:
            assert (x - (wide - right), y - top) == pytest.approx((17.5, 5.6 + 23 / 2), abs=0.1)
        else:
            assert (x - left, y - top) == pytest.approx((0.5 + stock.code_side / 2, (bottom - top) / 2), abs=0.1)
    text = "".join("".join(page.split()) for page in paper.pages(tmp_path / "cards.pdf"))
    assert read_back(tmp_path / "cards.pdf", Progress()).read == stock.per_page
    if stock.two_sided:
        assert all(text.count(grouped(card.code)) == 1 for card in cards)


@pytest.mark.parametrize("stock", [one for one in STOCKS if one.two_sided], ids=lambda stock: stock.name)
def test_fronts_cover_their_card_and_bleed_half_way_to_a_neighbour_at_most(tmp_path: Path, stock: Stock) -> None:
    sheet(tmp_path / "cards.pdf", stock, 1, start=stock.per_page)
    left, top, right, bottom = expected(stock.name)[-1]
    front = next(paper.pictures(tmp_path / "cards.pdf", 508)).convert("L").point(lambda light: 255 * (light < 250))
    over = 0.0 if stock.rows == 1 else min(3.0, (stock.pitch_y - stock.height) / 2)
    aside = 0.0 if stock.columns == 1 else min(3.0, (stock.pitch_x - stock.width) / 2)
    area = (round(20 * (left - 4)), round(20 * (top - 4)), round(20 * (right + 2)), round(20 * (bottom + 2)))
    inked = front.crop(tuple(max(0, side) for side in area)).getbbox()
    assert inked is not None
    assert max(0, area[0]) + inked[0] == pytest.approx(20 * (left - aside), abs=2)
    if not stock.marks:
        assert max(0, area[1]) + inked[1] == pytest.approx(20 * (top - over), abs=2)


def test_a_used_sheet_is_begun_where_it_has_room_and_the_next_is_whole(tmp_path: Path) -> None:
    cards = sheet(tmp_path / "cards.pdf", PLAIN, 14, start=8)
    assert len(paper.pages(tmp_path / "cards.pdf")) == 6
    first, second = centres(tmp_path / "cards.pdf", 1), centres(tmp_path / "cards.pdf", 3)
    assert set(first) == {card.code for card in cards[:3]}
    x, y = first[cards[0].code]
    assert (x, y) == pytest.approx((15 + 17.5, 13.5 + 3 * 54 + 17.1), abs=0.1)
    assert second[cards[3].code] == pytest.approx((110 + 17.5, 13.5 + 17.1), abs=0.1)


def test_the_printer_is_put_right_in_half_millimetres_on_both_sides(tmp_path: Path) -> None:
    cards = sheet(tmp_path / "cards.pdf", PLAIN, 1, right=1.5, down=-0.5)
    assert centres(tmp_path / "cards.pdf", 1)[cards[0].code] == pytest.approx((111.5 + 17.5, 13 + 17.1), abs=0.1)
    document.proof(tmp_path / "test.pdf", PLAIN, SHOP, "fr", Placing(1, 1.5, -0.5))
    assert outlines(tmp_path / "test.pdf")[0][:2] == pytest.approx((16.5, 13.0), abs=0.1)


def test_a_card_printer_gets_one_side_to_a_page(tmp_path: Path) -> None:
    sheet(tmp_path / "cards.pdf", STOCKS[-1], 3)
    with opened(tmp_path / "cards.pdf") as pdf:
        sizes = [tuple(round(side / MM, 1) for side in page.get_size()) for page in pdf]
    assert sizes == [(85.6, 54.0)] * 6


def test_a_place_the_sheet_has_not_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    for start in (0, 11):
        with pytest.raises(ValueError, match="place"):
            sheet(tmp_path / "cards.pdf", PLAIN, 1, start=start)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("gold", Fault.UNKNOWN), ("", Fault.UNKNOWN), ("85x54", Fault.UNKNOWN), ("0x0:2x5:15,13:95,54", Fault.UNKNOWN),
        ("85x54:0x5:15,13:95,54", Fault.UNKNOWN), ("85x54:2x6:15,13:95,54", Fault.OFF_PAGE),
        ("85x54:3x5:15,13:95,54", Fault.OFF_PAGE), ("85x54:2x5:15,13:80,54", Fault.OVERLAP),
        ("85x54:2x5:15,13:95,50", Fault.OVERLAP), ("32x21:5x13:5,10:40,21", Fault.TOO_SMALL),
        ("60x16:3x10:5,10:66,20", Fault.TOO_SMALL), ("85x54:2x5:١٥,13:95,54", Fault.UNKNOWN),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_printed_says_why(text: str, fault: Fault) -> None:
    assert named(text) is fault


def test_a_sheet_of_one_s_own_is_described_in_a_line(tmp_path: Path) -> None:
    own = named("85x54:2x5:15,13.5:95,54")
    assert isinstance(own, Stock)
    assert [own.corner(place) for place in range(10)] == [PLAIN.corner(place) for place in range(10)]
    assert named(" c32011 ") is STOCKS[1]
    smallest = named("33x17.5:6x16:5,5:33,17.5")
    assert isinstance(smallest, Stock)
    assert smallest.code_side / 33 == SMALLEST_MODULE
    sheet(tmp_path / "cards.pdf", smallest, 96)
    assert read_back(tmp_path / "cards.pdf", Progress()).read == 96


@pytest.mark.parametrize("name", ["plain", "119488", "card"])
def test_nothing_on_a_back_lies_over_anything_else(tmp_path: Path, name: str) -> None:
    stock = named(name)
    assert isinstance(stock, Stock)
    shop = replace(SHOP, address="Zone d’activité " * 10, terms_fr="Hors livres neufs et cartes cadeaux. " * 6)
    terms = replace(PROGRAMME.terms, referee=fixed(123_456), referrer=fixed(7_654_321))
    cards = [CardFace("Marie-Françoise-Élisabeth", new_code(CodeKind.CARD)) for _place in range(stock.per_page)]
    document.sheet(tmp_path / "cards.pdf", cards, shop, replace(PROGRAMME, terms=terms), "fr", None, stock)
    with opened(tmp_path / "cards.pdf") as pdf:
        text = pdf[1].get_textpage()
        lines = [text.get_rect(number) for number in range(text.count_rects())]
    columns = [[box for box in lines if (box[0] > middle_of(stock)) is side] for side in (False, True)]
    for boxes in columns:
        for one, other in combinations(boxes, 2):
            assert not over(one, other), (one, other)


def middle_of(stock: Stock) -> float:
    """The middle of the page, in points."""
    return stock.page[0] * MM / 2


def over(one: Box, other: Box) -> bool:
    """Whether two boxes of a page (left, bottom, right, top, in points) cover a common spot."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.5 and along > 0.5
