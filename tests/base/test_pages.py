"""A PDF's pages as pictures."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parrainage_desktop.base import pages, pdf
from parrainage_desktop.base.errors import InvalidInput, UserError


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Two pages, the first with a dark upper left quarter."""
    path = tmp_path / "paper.pdf"
    with pdf.document(path, pdf.A6, "paper", "shop", "en") as sheet:
        pdf.box(sheet, 0, 0, pdf.A6[0] / 2, pdf.A6[1] / 2, "#102030")
        pdf.text(sheet, 20, 300, "Karim <b>")
        sheet.next_page()
    return path


def test_a_page_is_as_large_as_it_says_and_drawn_where_it_stands(paper: Path) -> None:
    assert [(round(size.width), round(size.height)) for size in pages.sizes(paper)] == [(105, 148)] * 2
    found = pages.picture(paper, 0, 72)
    assert (found.width, found.height, found.text) == (298, 420, "Karim <b>")
    assert found.pixels[:3] == bytes((0x30, 0x20, 0x10))
    assert found.pixels[-3:] == b"\xff\xff\xff"


def test_many_threads_draw_the_same_page_alike(paper: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _each: pages.picture(paper, 0, 72), range(200)))
    assert found == [found[0]] * 200


def test_what_is_no_pdf_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_text("hello")
    for path in (tmp_path / "x.pdf", tmp_path / "gone.pdf"):
        with pytest.raises(UserError) as raised:
            pages.sizes(path)
        assert raised.value.kind == "file_unreadable"


@pytest.mark.parametrize(
    ("text", "indexes"),
    [("", (0, 1, 2, 3, 4)), ("2", (1,)), ("1-3, 5", (0, 1, 2, 4)), (" 5 ,1–2 ", (4, 0, 1)), ("1,1", (0, 0))],
)
def test_pages_are_chosen_as_people_write_them(text: str, indexes: tuple[int, ...]) -> None:
    assert pages.chosen(text, 5) == indexes


@pytest.mark.parametrize("text", ["0", "6", "3-1", "1-6", "x", "1;2", "-2", "1-", "٣"])
def test_pages_that_are_not_there_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="1 to 5"):
        pages.chosen(text, 5)
