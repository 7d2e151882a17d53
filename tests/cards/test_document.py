"""Cards on paper: right places, right words, every code readable, no name that stops the printer."""

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zxingcpp

from parrainage_desktop.base.codes import CodeKind, grouped, new_code
from parrainage_desktop.base.pages import opened
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import MM
from parrainage_desktop.base.progress import Cancelled, Progress
from parrainage_desktop.base.proofreading import read_back
from parrainage_desktop.cards import stocks
from parrainage_desktop.cards.document import sheet
from parrainage_desktop.cards.rules import CardFace
from parrainage_desktop.preferences.rules import COLOURS, Shop
from parrainage_desktop.programme.rewards import Fixed, Percent, Step, StepTable, fixed
from parrainage_desktop.programme.rules import Programme, Terms
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
PROGRAMME = Programme(1, date(2026, 4, 1), "EUR", Terms(purchase_minimum_cents=1500, voucher_minimum_cents=1000))
SCRIPTS = {
    "latin": "AbcdÉèñøßŁżĐőŞğ",
    "greek": "ΑβγδΕζηθικλμ",
    "cyrillic": "АбвгдЕжзийЯю",
    "armenian": "ԱբգդԵզէը",
    "georgian": "აბგდევზთ",
    "arabic": "ابتثجحخد",
    "hebrew": "אבגדהוזח",
    "devanagari": "अआइईउऊएऐ",
    "thai": "กขคงจฉชซ",
    "hangul": "가나다라마바사",
    "han": "山田太郎花子中村",
    "ethiopic": "አበገደሀወዘ",
}
"""Twelve scripts; forty-two names are made of each."""


def faces(*names: str) -> list[CardFace]:
    """A card with a fresh code for every name."""
    return [CardFace(name, new_code(CodeKind.CARD)) for name in names]


def printed(path: Path, cards: list[CardFace], language: str = "en", **changes: object) -> Made:
    """Print with the scheme changed."""
    terms = replace(PROGRAMME.terms, **changes)  # type: ignore[arg-type]
    return sheet(path, cards, SHOP, replace(PROGRAMME, terms=terms), language)


def test_every_code_on_the_sheet_is_read_back(tmp_path: Path) -> None:
    cards = faces(*(f"Prénom {i}" for i in range(23)))
    assert printed(tmp_path / "cards.pdf", cards) == Made(6, two_sided=True)
    assert paper.codes(tmp_path / "cards.pdf") == sorted(card.code for card in cards)
    text = " ".join(paper.pages(tmp_path / "cards.pdf"))
    assert all(text.count(grouped(card.code)) == 1 for card in cards)


def test_backs_lie_behind_their_fronts_when_turned_over_the_long_edge(tmp_path: Path) -> None:
    cards = faces("Anne", "Bruno", "Chloé")
    printed(tmp_path / "cards.pdf", cards)
    back = list(paper.pictures(tmp_path / "cards.pdf", 200))[1]
    found = {code.text: code.position.top_left for code in zxingcpp.read_barcodes(back)}
    middle, second_row = back.width / 2, (13.5 + 54) * MM * 200 / 72
    assert found[cards[0].code].x > middle > found[cards[1].code].x
    assert found[cards[0].code].y < second_row < found[cards[2].code].y
    assert found[cards[2].code].x > middle


def test_fronts_lie_where_the_label_stock_has_them(tmp_path: Path) -> None:
    printed(tmp_path / "cards.pdf", faces("Anne"))
    front = next(paper.pictures(tmp_path / "cards.pdf", 254))

    def at(x: float, y: float) -> object:
        return front.getpixel((round(x * 10), round(y * 10)))

    assert at(16, 14.5) == at(13, 11.5) == (0x0E, 0x3B, 0x2E)
    assert at(110, 20) == at(16, 80) == at(11.5, 30) == (255, 255, 255)


def test_the_card_says_the_scheme_in_both_languages(tmp_path: Path) -> None:
    printed(tmp_path / "en.pdf", faces("Karim"))
    front, back = paper.pages(tmp_path / "en.pdf")
    assert "€5 for you, €5 for me. Referral card" in front
    assert "From" in back
    assert "Spend €15 or more." in back
    assert "Leave with a €5 voucher for your next visit. Karim gets one too." in back
    assert "Voucher valid 6 months, on purchases of €10 or more." in back
    assert "Karim" not in front


def test_each_card_promises_what_was_drawn_for_its_referrer(tmp_path: Path) -> None:
    other = replace(PROGRAMME, id=2, terms=replace(PROGRAMME.terms, referrer=Fixed(800), referee=Fixed(300)))
    anne, bruno, chloe = faces("Anne", "Bruno", "Chloé")
    cards = [anne, replace(bruno, programme=other), replace(chloe, programme=PROGRAMME)]
    sheet(tmp_path / "cards.pdf", cards, SHOP, PROGRAMME, "en")
    labels = stocks.named("L7163")
    assert isinstance(labels, stocks.Stock)
    sheet(tmp_path / "labels.pdf", cards, SHOP, PROGRAMME, "en", None, labels)
    front, back = paper.pages(tmp_path / "cards.pdf")
    for said in (front, paper.pages(tmp_path / "labels.pdf")[0]):
        assert (said.count("€5 for you, €5 for me."), said.count("€3 for you, €8 for me.")) == (2, 1)
    assert "Leave with a €3 voucher for your next visit. Bruno gets €8." in back
    assert "Leave with a €5 voucher for your next visit. Anne gets one too." in back
    assert paper.codes(tmp_path / "cards.pdf") == sorted(card.code for card in cards)


def test_a_share_or_a_growing_amount_is_promised_without_a_figure_it_cannot_keep(tmp_path: Path) -> None:
    steps = StepTable((Step(1, 500), Step(3, 800)))
    printed(tmp_path / "cards.pdf", faces("Karim"), referee=Percent(1_000), referrer=steps)
    front, back = paper.pages(tmp_path / "cards.pdf")[:2]
    assert "10% for you, from €5 for me." in front
    assert "Leave with a voucher for your next visit. Karim gets one too." in back


@pytest.mark.parametrize(
    ("you", "me", "front", "back"),
    [
        (500, 0, "€5 for you.", "Leave with a €5 voucher for your next visit."),
        (0, 1250, "€12.50 for me.", "Karim gets a €12.50 voucher."),
        (500, 1000, "€5 for you, €10 for me.", "next visit. Karim gets €10."),
        (123_456, 123_456, "€1,234.56 for you, €1,234.56 for me.", "Karim gets one too."),
        (0, 0, "Referral card", "Make a first purchase."),
    ],
)
def test_a_side_without_reward_is_not_promised_one(tmp_path: Path, you: int, me: int, front: str, back: str) -> None:
    printed(
        tmp_path / "cards.pdf",
        faces("Karim"),
        referee=fixed(you),
        referrer=fixed(me),
        purchase_minimum_cents=0,
        voucher_minimum_cents=0,
    )
    texts = paper.pages(tmp_path / "cards.pdf")
    assert front in texts[0]
    assert back in texts[1]
    assert "on purchases" not in texts[1]
    assert ("for me" in texts[0]) == (me > 0)


def test_a_card_names_no_more_than_the_first_name(tmp_path: Path) -> None:
    printed(tmp_path / "cards.pdf", faces("Karim"))
    assert not re.search(r"@|\+33", " ".join(paper.pages(tmp_path / "cards.pdf")))


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_of_twelve_scripts_print_or_are_listed_exactly(tmp_path: Path, script: str) -> None:
    signs = SCRIPTS[script]
    names = ["".join(signs[(i * j + j) % len(signs)] for j in range(1, 7)) for i in range(42)]
    result = printed(tmp_path / "cards.pdf", faces(*names))
    text = " ".join(paper.pages(tmp_path / "cards.pdf"))
    if result.unprintable:
        assert set(result.unprintable) == set(unicodedata.normalize("NFC", "".join(names)))
    elif script not in {"arabic", "hebrew"}:
        missing = Counter(name for name in names if name not in text)
        assert not missing


@pytest.mark.parametrize(
    "name",
    [
        "<b>Anne</b>",
        '<img src="file:///etc/passwd">',
        "{name} {amount} %s",
        "=1+1",
        "\u202eenrA\u2066",
        "\x00\x07\x1b[2J",
        "🙂" * 50,
        "x" * 10_000,
        "a\u0301" * 5_000,
        "\ud800",
        "",
        "mot " * 3_000,
    ],
)
def test_no_name_stops_the_printer_or_breaks_the_code(tmp_path: Path, name: str) -> None:
    cards = faces(name)
    printed(tmp_path / "cards.pdf", cards)
    assert paper.codes(tmp_path / "cards.pdf") == [cards[0].code]
    if name.isascii() and name.isprintable() and 0 < len(name) < 15:
        assert name in paper.pages(tmp_path / "cards.pdf")[1]


@pytest.mark.parametrize("stock", ["card", "L7163"])
def test_three_hundred_hostile_names_are_shown_as_they_are(tmp_path: Path, stock: str) -> None:
    chosen = stocks.named(stock)
    assert isinstance(chosen, stocks.Stock)
    path, cards = tmp_path / "cards.pdf", faces(*papers.NAMES)
    result = sheet(path, cards, SHOP, PROGRAMME, "en", stock=chosen)
    texts = paper.pages(path)
    if chosen.two_sided:
        assert papers.missing(texts[1::2], papers.NAMES, result.unprintable) == []
        assert not [text for text in texts[::2] if text != texts[0]]
    else:
        sheets = [texts[number // chosen.per_page] for number in range(len(cards))]
        assert papers.missing(sheets, papers.NAMES, result.unprintable) == []
    assert set(result.unprintable) == papers.BEYOND
    assert papers.obeyed(path) == []
    assert read_back(path, Progress()).unread == ()


def test_the_shop_s_own_terms_and_place_are_as_hostile(tmp_path: Path) -> None:
    for name in papers.NAMES[::7]:
        shop = replace(SHOP, name=name[:120], address=name[:20], phone="", terms_en=name[:20])
        result = sheet(tmp_path / "cards.pdf", faces("Anne"), shop, PROGRAMME, "en")
        front, back = paper.pages(tmp_path / "cards.pdf")
        assert papers.shows(front, name[:120], result.unprintable)
        assert papers.shows(back, name[:20], result.unprintable)
        assert papers.obeyed(tmp_path / "cards.pdf") == []


def test_a_name_that_is_not_shown_would_be_noticed() -> None:
    assert papers.missing(["Anne x Roux", "Anne ?", "Anne"], ["<b>x</b>", "Anne 山", "Anne"], "山") == ["<b>x</b>"]
    shown, meant = ["Jean-Jea", "ab", "xxxxxxxxxxx…"], ["Jean-" * 40, "a\u200bb", "x" * 99]
    assert papers.missing(shown, meant, "") == ["Jean-" * 40]


def test_a_long_address_gives_way_and_the_terms_stay(tmp_path: Path) -> None:
    shop = replace(SHOP, address="Zone d’activité " * 40, name="Au bonheur des très longs noms " * 4)
    sheet(tmp_path / "cards.pdf", faces("Karim"), shop, PROGRAMME, "en")
    assert "Voucher valid 6 months, on purchases of €10 or more." in paper.pages(tmp_path / "cards.pdf")[1]


@pytest.mark.parametrize("colour", COLOURS)
def test_every_shop_colour_prints(tmp_path: Path, colour: str) -> None:
    result = sheet(tmp_path / "cards.pdf", faces("A"), replace(SHOP, colour=colour), PROGRAMME, "en")
    assert result == Made(2, two_sided=True)


def test_the_same_cards_give_the_same_bytes(tmp_path: Path) -> None:
    cards = faces("Karim", "Zoé")
    for name in ("one.pdf", "two.pdf"):
        printed(tmp_path / name, cards)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_cancelled_print_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        sheet(tmp_path / "cards.pdf", faces("A"), SHOP, PROGRAMME, "en", Progress(stop=lambda: True))
    assert not list(tmp_path.glob("*.p*"))


def test_progress_counts_cards(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    watcher = Progress(lambda done, total, what: seen.append((done, total)))
    sheet(tmp_path / "cards.pdf", faces(*"abcdefghijklm"), SHOP, PROGRAMME, "en", watcher)
    assert seen == [(0, 13), (10, 13)]


def test_no_cards_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no cards"):
        printed(tmp_path / "cards.pdf", [])


def test_a_thousand_cards_stay_small(tmp_path: Path) -> None:
    printed(tmp_path / "cards.pdf", faces(*("Karim" for _ in range(1000))))
    assert (tmp_path / "cards.pdf").stat().st_size < 1_000_000
    with opened(tmp_path / "cards.pdf") as document:
        assert len(document) == 200
