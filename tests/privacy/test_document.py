"""The register and the notice: the shop's own name, every promise, on the pages they are meant for."""

from pathlib import Path

import pytest

from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.privacy import document, texts
from tests import paper
from tests.base.test_pdf import HOSTILE, PRINTABLE, UNPRINTABLE

SHOP = Shop("Maison Lumet", "fr", "EUR", "Europe/Paris", "FR", "12, rue des Carmes, 44000 Nantes", "02 40 12 34 56")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_notice_is_one_page_with_everything_on_it(tmp_path: Path, language: str) -> None:
    printed = document.notice(tmp_path / "notice.pdf", SHOP, language)
    assert (printed.pages, printed.unprintable) == (1, ())
    (page,) = paper.pages(tmp_path / "notice.pdf")
    with in_language(language):
        said = texts.notice(SHOP)
    for part in said.parts:
        for text in (part.title, *part.lines, *part.points, *(cell for row in part.rows for cell in row)):
            assert paper.plain(text) in page
    assert SHOP.address in page
    assert "CNIL" in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_register_is_two_pages_with_everything_on_them(tmp_path: Path, language: str) -> None:
    printed = document.register(tmp_path / "register.pdf", SHOP, language)
    assert (printed.pages, printed.unprintable) == (2, ())
    pages = " ".join(paper.pages(tmp_path / "register.pdf"))
    with in_language(language):
        said = texts.register(SHOP)
    for part in said.parts:
        for text in (part.title, *part.points, *(cell for row in part.rows for cell in row)):
            assert paper.plain(text) in pages


@pytest.mark.parametrize(("country", "word"), [("FR", "CNIL"), ("RE", "CNIL"), ("BE", "1000"), ("US", "")])
def test_the_authority_is_that_of_the_shop_s_country(country: str, word: str) -> None:
    assert word in texts.authority(country)
    assert ("CNIL" in texts.authority(country)) == (word == "CNIL")


@pytest.mark.parametrize("name", [*PRINTABLE, *UNPRINTABLE, *HOSTILE])
def test_no_name_of_a_shop_breaks_a_paper(tmp_path: Path, name: str) -> None:
    shop = Shop(name[:120], "fr", "EUR", "Europe/Paris", "FR", name[:240], name[:40])
    for write in (document.notice, document.register):
        printed = write(tmp_path / "paper.pdf", shop, "fr")
        first = paper.pages(tmp_path / "paper.pdf")[0]
        assert name not in PRINTABLE or paper.plain(name) in first
        assert bool(printed.unprintable) == (name in UNPRINTABLE)


def test_a_shop_without_address_writes_it_by_hand(tmp_path: Path) -> None:
    shop = Shop("Maison Lumet", "fr", "EUR", "Europe/Paris", "FR")
    document.register(tmp_path / "register.pdf", shop, "en")
    document.notice(tmp_path / "notice.pdf", shop, "en")
    assert "Address ....." in paper.pages(tmp_path / "register.pdf")[0]
    assert "Maison Lumet. Ask at the counter" in paper.pages(tmp_path / "notice.pdf")[0]


