"""The papers about the scheme: what they say, how large they are, and that no name is ever more than a name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.base.pages import opened
from parrainage_desktop.base.paper import Made
from parrainage_desktop.documents import certificate, poster, question, terms
from parrainage_desktop.documents.rules import Scheme, Thanks
from parrainage_desktop.preferences.rules import COLOURS, Shop
from parrainage_desktop.programme.rewards import Fixed, Gift, Nothing, Percent, Step
from parrainage_desktop.programme.rules import Programme, Terms, Variant
from tests import paper, papers

SHOP = Shop(
    "Maison Lumet", "fr", "EUR", "Europe/Paris", "FR", "14 rue des Trois-Ponts, 44000 Nantes", "02 61 91 40 12"
)
SCHEME = Scheme(
    SHOP, Programme(1, date(2026, 4, 1), "EUR", Terms(purchase_minimum_cents=1_500, voucher_minimum_cents=1_000)),
    date(2026, 11, 14),
)
THANKS = Thanks(SCHEME, "Odile Marchand", 7, date(2026, 4, 3))
FORM = "https://avis.example.org/maison-lumet"
Write = Callable[[Path, Scheme, str], Made]

WRITERS: dict[str, Write] = {
    "poster": lambda path, scheme, language: poster.poster(path, scheme, "a4", language),
    "display": lambda path, scheme, language: poster.display(path, scheme, "a4", language),
    "terms": terms.sheet,
    "certificate": lambda path, scheme, language: certificate.certificate(
        path, replace(THANKS, scheme=scheme, name=scheme.shop.name), language
    ),
    "survey": lambda path, scheme, language: question.cards(path, scheme, FORM, language),
}


def with_terms(**changes: object) -> Scheme:
    """The scheme with other terms."""
    changed = replace(SCHEME.programme.terms, **changes)  # type: ignore[arg-type]
    return replace(SCHEME, programme=replace(SCHEME.programme, terms=changed))


def size_mm(path: Path) -> tuple[float, float]:
    """The first page's width and height."""
    with opened(path) as document:
        width, height = document[0].get_size()
    return width * 25.4 / 72, height * 25.4 / 72


@pytest.fixture(params=WRITERS)
def write(request: pytest.FixtureRequest) -> Write:
    """Each paper."""
    return WRITERS[request.param]


@pytest.mark.parametrize(
    ("size", "width", "height"), [("a3", 297, 420), ("a4", 210, 297), ("a5", 148.5, 210)]
)
def test_a_poster_is_as_large_as_its_paper(tmp_path: Path, size: str, width: float, height: float) -> None:
    poster.poster(tmp_path / "p.pdf", SCHEME, size, "fr")
    assert size_mm(tmp_path / "p.pdf") == pytest.approx((width, height), abs=0.1)


def test_a_display_says_the_same_on_both_sides_of_the_fold(tmp_path: Path) -> None:
    poster.display(tmp_path / "one.pdf", SCHEME, "a5", "en")
    poster.display(tmp_path / "two.pdf", SCHEME, "a4", "en")
    assert size_mm(tmp_path / "two.pdf") == pytest.approx((210, 297), abs=0.1)
    once, twice = paper.pages(tmp_path / "one.pdf")[0], paper.pages(tmp_path / "two.pdf")[0]
    assert once.count("Maison Lumet") == 1
    assert twice.count("Maison Lumet") == 2


@pytest.mark.parametrize(("language", "said"), [("fr", "un bon de 5,00 €"), ("en", "a voucher of €5.00")])
def test_the_poster_carries_the_whole_sentence(tmp_path: Path, language: str, said: str) -> None:
    poster.poster(tmp_path / "p.pdf", SCHEME, "a5", language)
    assert said in paper.pages(tmp_path / "p.pdf")[0]


@pytest.mark.parametrize(("size", "room"), [("a3", True), ("a5", False)])
def test_a_long_scheme_is_told_in_readable_letters_or_not_at_all(tmp_path: Path, size: str, room: bool) -> None:
    steps = tuple(Step(nth, 1_000 * nth) for nth in range(3, 40, 3))
    scheme = replace(with_terms(milestones=steps, ends_on=date(2027, 6, 30)), shop=replace(SHOP, terms_en="word " * 48))
    poster.poster(tmp_path / "p.pdf", scheme, size, "en")
    said = paper.pages(tmp_path / "p.pdf")[0]
    assert "each get a voucher of €5.00" in said
    assert ("All the terms are at the till." in said) is not room
    assert ("further voucher" in said) is room


@pytest.mark.parametrize(
    ("referrer", "referee", "large"),
    [
        (Fixed(500), Fixed(1_000), "€5 for you, €10 for a friend."),
        (Nothing(), Fixed(1_000), "€10 for a friend."),
        (Fixed(500), Nothing(), "€5 for you."),
        (Percent(1_000), Fixed(500), "10% for you, €5 for a friend."),
        (Gift("a bag", 300, 0), Fixed(500), "a bag for you, €5 for a friend."),
    ],
)
def test_the_large_lines_promise_what_the_scheme_gives(
    tmp_path: Path, referrer: object, referee: object, large: str
) -> None:
    poster.poster(tmp_path / "p.pdf", with_terms(referrer=referrer, referee=referee), "a4", "en")
    assert large in paper.pages(tmp_path / "p.pdf")[0]


def test_what_hangs_on_the_wall_promises_what_both_halves_get(tmp_path: Path) -> None:
    variant = Variant(Fixed(800), Fixed(300), date(2027, 3, 31))
    poster.poster(tmp_path / "p.pdf", with_terms(variant=variant), "a4", "en")
    said = " ".join(paper.pages(tmp_path / "p.pdf"))
    assert "from €5 for you, from €3 for a friend." in said
    assert "Until 31 March 2027, it is different for half of the customers, drawn by lot:" in said
    poster.poster(tmp_path / "p.pdf", with_terms(variant=replace(variant, referrer=Gift("a jar"))), "a4", "en")
    said = " ".join(paper.pages(tmp_path / "p.pdf"))
    assert "from €3 for a friend." in said
    assert "for you," not in said
    terms.sheet(tmp_path / "t.pdf", with_terms(variant=variant), "en")
    said = " ".join(paper.pages(tmp_path / "t.pdf"))
    assert "in the half of the customers drawn by lot a voucher of €8.00" in said


def test_the_terms_say_which_ambassadors_may_bring_friends(tmp_path: Path) -> None:
    terms.sheet(tmp_path / "t.pdf", with_terms(referrer_tier=2), "en")
    assert "A referrer is an ambassador of tier 2 or higher." in " ".join(paper.pages(tmp_path / "t.pdf"))


def test_the_terms_say_every_limit_and_who_answers(tmp_path: Path) -> None:
    scheme = replace(
        with_terms(ends_on=date(2027, 6, 30), personal=True), shop=replace(SHOP, terms_en="Not on sale goods.")
    )
    terms.sheet(tmp_path / "t.pdf", scheme, "en")
    said = " ".join(paper.pages(tmp_path / "t.pdf"))
    for fact in (
        "6 months", "€10.00 or more", "€15.00 or more", "one voucher per purchase", "its holder only", "30 June 2027",
        "not exchangeable for cash", "14 rue des Trois-Ponts", "Not on sale goods.", "In force since 1 April 2026",
    ):  # fmt: skip
        assert fact in said


def test_the_scheme_s_name_stands_on_its_terms_and_on_the_wall(tmp_path: Path) -> None:
    scheme = with_terms(name_fr="Le cercle Lumet", name_en="The Lumet circle", text_en="One circle a family.")
    terms.sheet(tmp_path / "t.pdf", scheme, "en")
    said = " ".join(paper.pages(tmp_path / "t.pdf"))
    assert "The Lumet circle: the terms" in said
    assert "One circle a family." in said
    for write, size in ((poster.poster, "a5"), (poster.display, "a4")):
        write(tmp_path / "p.pdf", scheme, size, "fr")
        assert "Le cercle Lumet · " in paper.pages(tmp_path / "p.pdf")[0]


def test_the_longest_name_keeps_the_poster_on_its_paper(tmp_path: Path) -> None:
    scheme = with_terms(name_fr="Cercle " * 8)
    for write, size in ((poster.poster, "a4"), (poster.display, "a5")):
        assert write(tmp_path / "p.pdf", scheme, size, "fr").pages == 1
        assert "…" not in paper.pages(tmp_path / "p.pdf")[0]


def test_every_part_of_the_terms_can_be_jumped_to(tmp_path: Path) -> None:
    terms.sheet(tmp_path / "t.pdf", SCHEME, "en")
    with in_language("en"):
        titles = [part.title for part in terms.said(SCHEME, "en").parts]
    with opened(tmp_path / "t.pdf") as document:
        assert [entry.get_title() for entry in document.get_toc()] == titles


@pytest.mark.parametrize(("count", "said"), [(0, "recommending us"), (1, "1 friend who"), (7, "7 friends who")])
def test_a_certificate_counts_the_friends(tmp_path: Path, count: int, said: str) -> None:
    certificate.certificate(tmp_path / "c.pdf", replace(THANKS, friends=count), "en")
    found = paper.pages(tmp_path / "c.pdf")[0]
    assert said in found
    assert "Odile Marchand" in found
    assert ("Recommending us since" in found) == bool(count)


def test_ten_survey_cards_lead_to_the_form(tmp_path: Path) -> None:
    question.cards(tmp_path / "q.pdf", SCHEME, FORM, "fr")
    assert paper.codes(tmp_path / "q.pdf", dpi=300) == [FORM] * 10


def test_without_a_form_the_answer_is_circled(tmp_path: Path) -> None:
    question.cards(tmp_path / "q.pdf", SCHEME, "", "en")
    assert paper.codes(tmp_path / "q.pdf") == []
    assert paper.pages(tmp_path / "q.pdf")[0].count("0 1 2 3 4 5 6 7 8 9 10") == 10


def test_a_form_too_far_away_for_a_card_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        question.cards(tmp_path / "q.pdf", SCHEME, FORM + "/x" * 300, "en")
    assert not list(tmp_path.glob("*.p*"))


def test_nothing_is_lost_between_the_languages(tmp_path: Path, write: Write) -> None:
    for language in ("fr", "en"):
        assert write(tmp_path / f"{language}.pdf", SCHEME, language).pages == 1
    assert paper.pages(tmp_path / "fr.pdf") != paper.pages(tmp_path / "en.pdf")


def test_a_name_as_long_as_many_is_never_cut(tmp_path: Path, write: Write) -> None:
    name = "Boulangerie-Pâtisserie Lefèvre-Montgomery"
    write(tmp_path / "p.pdf", replace(SCHEME, shop=replace(SCHEME.shop, name=name, address="Nantes")), "fr")
    text = " ".join(paper.pages(tmp_path / "p.pdf"))
    assert name in text
    assert "…" not in text
    assert paper.collisions(tmp_path / "p.pdf") == []


def test_the_same_paper_has_the_same_bytes(tmp_path: Path, write: Write) -> None:
    for name in ("one.pdf", "two.pdf"):
        write(tmp_path / name, SCHEME, "fr")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize("colour", COLOURS)
def test_a_paper_wears_the_shops_colour(tmp_path: Path, colour: str) -> None:
    for name in ("poster", "display", "certificate", "survey"):
        WRITERS[name](tmp_path / f"{name}.pdf", replace(SCHEME, shop=replace(SHOP, colour=colour)), "fr")
    seen = {str(next(paper.pictures(path, 20)).getpixel((30, 4))) for path in tmp_path.glob("*.pdf")}
    assert len(seen) <= 3


def test_300_hostile_names_are_printed_as_they_are_and_never_obeyed(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "hostile.pdf"
    for name in papers.NAMES:
        made = write(path, replace(SCHEME, shop=replace(SHOP, name=name[:120])), "en")
        # Long words are cut at the edge, so spaces say nothing here.
        said = "".join(paper.pages(path)).replace(" ", "")
        wanted = papers.wanted(name[:120], made.unprintable).replace(" ", "")
        assert papers.shows(said, wanted, ()), name
        assert papers.obeyed(path) == [], name


def test_a_sign_no_font_has_is_listed(tmp_path: Path, write: Write) -> None:
    shop = replace(SHOP, name="龍 🙂")
    assert write(tmp_path / "p.pdf", replace(SCHEME, shop=shop), "en").unprintable == ("龍", "🙂")


def test_a_folder_that_is_gone_leaves_nothing(tmp_path: Path, write: Write) -> None:
    with pytest.raises(UserError):
        write(tmp_path / "gone" / "p.pdf", SCHEME, "fr")
    assert not list(tmp_path.glob("*.p*"))


def test_a_full_disk_leaves_the_old_paper(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _bytes: bytes) -> int:
        raise OSError(28, "No space left on device")

    path = tmp_path / "p.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError):
        write(path, SCHEME, "fr")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob("*.p*")) == [path]
