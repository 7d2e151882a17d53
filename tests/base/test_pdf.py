"""Pages that never fail on a text, and files that are whole or not there."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from parrainage_desktop.base import charts, emblem, painting, pdf
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.pages import opened
from parrainage_desktop.base.typeset import clean, fit, measure, runs, wrap
from tests import paper, papers

PRINTABLE = [
    "Hélène Œuvrard-Lefèvre",
    "Łucja Ždanova",
    "Ελένη Παπαδοπούλου",
    "Ольга Иванова",
    "Nguyễn Thị Hằng",
    "Gülşen İnci",
    "Արամ Խաչատրյան",
    "ნინო",
    "<b>Anne</b> &amp; <script>x</script>",
    '=cmd|"/C calc"!A0',
    "★ ☎ ✓",
]
UNPRINTABLE = {
    "山田太郎": "山田太郎",
    "김민준": "김민준",
    "आशा": "आश\u093e",
    "สมชาย": "สมชาย",
    "አበበ": "አበ",
    "🙂 Zoé": "🙂",
}
HOSTILE = [
    "",
    " ",
    "\x00\x1b[31m",
    "\u202egnp.exe",
    "a\u200bb",
    "\ud800",
    "x" * 10_000,
    "a\u0301" * 5_000,
    "\n\r\t",
]


def drawn(path: Path, *strings: str) -> frozenset[str]:
    """Write each string on a line of its own; returns the signs that could not be printed."""
    with pdf.document(path, pdf.A4, "Names", "Shop", "fr") as sheet:
        for i, string in enumerate(strings):
            pdf.text(sheet, 20, 20 + 12 * i, string, "Title", 9)
        return frozenset(sheet.unprintable)


def test_every_printable_name_is_read_back_unchanged(tmp_path: Path) -> None:
    assert not drawn(tmp_path / "names.pdf", *PRINTABLE)
    text = paper.pages(tmp_path / "names.pdf")[0]
    assert [name for name in PRINTABLE if paper.plain(name) not in text] == []


@pytest.mark.parametrize(("name", "signs"), UNPRINTABLE.items())
def test_signs_no_font_has_are_listed_and_replaced(tmp_path: Path, name: str, signs: str) -> None:
    missing = drawn(tmp_path / "name.pdf", name)
    assert missing == frozenset(signs)
    assert paper.pages(tmp_path / "name.pdf")[0].count("?") == sum(sign in missing for sign in name)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_stops_a_page(tmp_path: Path, name: str) -> None:
    drawn(tmp_path / "name.pdf", name, fit(name, "Text", 9, 100), *wrap(name, "Text", 9, 100, 3))
    assert len(paper.pages(tmp_path / "name.pdf")) == 1


@given(st.text(), st.floats(10, 300), st.integers(0, 4))
@settings(max_examples=300, deadline=None)
def test_fitted_and_wrapped_texts_keep_inside(string: str, width: float, lines: int) -> None:
    assert measure(fit(string, "Text", 9, width), "Text", 9) <= width + 1e-3
    wrapped = wrap(string, "Text", 9, width, lines)
    assert all(measure(line, "Text", 9) <= width + 1e-3 or len(line) == 1 for line in wrapped)
    assert not lines or len(wrapped) <= lines
    if not lines:
        assert "".join(wrapped).replace(" ", "") == clean(string).replace(" ", "")


def test_a_short_text_is_left_alone_and_a_long_one_ends_in_an_ellipsis() -> None:
    assert fit("Karim", "Text", 9, 100) == "Karim"
    assert fit("Jean-Baptiste", "Text", 9, 40).endswith("…")


def test_control_and_direction_signs_go_and_line_ends_become_spaces() -> None:
    assert clean("a\u202eb\x07c\nd\u2028e") == "abc d e"
    assert clean("e\u0301") == "é"


def test_a_missing_sign_falls_back_font_by_font() -> None:
    assert runs("aЖ☎", "Title").parts == (("Title", "a"), ("TextBold", "Ж"), ("Fallback", "☎"))
    assert runs("a山b", "Text").parts == (("Text", "a?b"),)


def test_every_font_has_the_thin_space_of_french_amounts(tmp_path: Path) -> None:
    for font in ("Display", "Title", "Text", "TextMedium", "TextSemiBold", "TextBold"):
        assert runs("1\u202f912,40\u00a0€", font).parts == ((font, "1\u202f912,40\u00a0€"),)


def test_the_same_drawing_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        drawn(tmp_path / name, *PRINTABLE, *UNPRINTABLE)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_title_author_language_and_bookmarks_are_written(tmp_path: Path) -> None:
    path = tmp_path / "meta.pdf"
    with pdf.document(path, pdf.A4, "Octobre\x00 2026", "Maison Lumet", "fr", "Rapport") as sheet:
        pdf.bookmark(sheet, "Résumé")
        sheet.next_page()
        pdf.bookmark(sheet, "Détail")
        pdf.text(sheet, 20, 20, "x")
    with opened(path) as document:
        found = document.get_metadata_dict()
        assert (found["Title"], found["Author"], found["Subject"]) == ("Octobre 2026", "Maison Lumet", "Rapport")
        assert [entry.get_title() for entry in document.get_toc()] == ["Résumé", "Détail"]
        assert len(document) == 2
    assert b"/Lang (fr)" in path.read_bytes()
    assert b"/DisplayDocTitle true" in path.read_bytes()


def test_a_failed_drawing_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), pdf.document(path, pdf.A4, "t", "a", "fr"):
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.glob("*.p*")] == ["cards.pdf"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_or_locked_disk_is_told_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "cards.pdf"
    path.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(UserError) as caught:
        drawn(path, "x")
    assert caught.value.kind == "file_unwritable"
    assert "cards.pdf" in caught.value.message
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.glob("*.p*")] == ["cards.pdf"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        drawn(tmp_path / "nowhere" / "cards.pdf", "x")


def test_aligned_figures_are_read_as_one_amount(tmp_path: Path) -> None:
    path = tmp_path / "figures.pdf"
    with pdf.document(path, pdf.A6, "t", "a", "fr") as sheet:
        for i, amount in enumerate(("41,20\u00a0€", "−1\u202f111,11\u00a0€")):
            pdf.figures(sheet, 200, 20 + 20 * i, amount)
    assert paper.pages(path) == ["41,20 € −1 111,11 €"]


def test_a_sentence_in_two_weights_breaks_at_spaces_only(tmp_path: Path) -> None:
    path = tmp_path / "flow.pdf"
    spans = [pdf.Span("Chacun vous coûte "), pdf.Span("10,56 €", "TextSemiBold"), pdf.Span(", pas plus.")]
    with pdf.document(path, pdf.A6, "t", "a", "fr") as sheet:
        end = pdf.flow(sheet, 20, 20, spans, 17, 200, 26)
    assert end == 20 + 26 * 2
    assert paper.pages(path) == ["Chacun vous coûte 10,56 €, pas plus."]


def test_a_chart_is_painted_with_its_labels(tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    with pdf.document(path, pdf.A4, "t", "a", "fr") as sheet:
        painting.draw(sheet, charts.columns([6, 18], ["sept.", "oct."], 300, 200), 20, 20)
        painting.draw(sheet, charts.gauge(-12.5, -20, -5, 300), 20, 300)
    assert paper.pages(path)[0].split() == ["6", "18", "sept.", "oct.", "−100", "−50", "0", "+50", "+100"]


def test_a_stamp_and_a_frame_draw_where_they_are_put(tmp_path: Path) -> None:
    path = tmp_path / "stamp.pdf"
    with pdf.document(path, (200, 200), "t", "a", "fr") as sheet:
        with pdf.stamp(sheet, "spot", 50, 50):
            pdf.box(sheet, 0, 0, 50, 50, "#FF0000")
        with pdf.frame(sheet, 100, 150, 0.5):
            sheet.doForm("spot")
    (picture,) = paper.pictures(path, 72)
    assert picture.getpixel((112, 162)) == (255, 0, 0)
    assert picture.getpixel((130, 162)) == (255, 255, 255)
    assert picture.getpixel((112, 140)) == (255, 255, 255)


def logo(ink: str, width: int, height: int) -> bytes:
    """A disc or an oval without a ground of its own."""
    found, out = Image.new("RGBA", (width, height)), io.BytesIO()
    ImageDraw.Draw(found).ellipse((0, 0, width - 1, height - 1), fill=ink)
    found.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("ground", ["#FFFFFF", "#7C1C2B"])
@pytest.mark.parametrize("ink", ["#FFFFFF", "#FFF3E0", "#0A141E", "#7C1C2B"])
@pytest.mark.parametrize(("width", "height"), [(300, 300), (600, 60), (60, 600)])
def test_no_logo_is_lost_on_its_ground(tmp_path: Path, ink: str, ground: str, width: int, height: int) -> None:
    with pdf.document(tmp_path / "l.pdf", (400, 200), "t", "a", "fr") as sheet:
        pdf.box(sheet, 0, 0, 400, 200, ground)
        large = "#7C1C2B" if ground == "#FFFFFF" else "#FFFFFF"
        wide = emblem.sign(sheet, 50, 50, 100, logo(ink, width, height), large, ground)
    assert wide <= 3 * 100 + 12
    found = next(paper.pictures(tmp_path / "l.pdf", 72)).convert("L")
    shown = min(300 / width, 100 / height)
    left, middle = 50 + width * shown / 2, 100
    inside = found.getpixel((round(left), middle))
    beside = found.getpixel((round(left - width * shown / 2 + 1), round(middle - height * shown / 2 + 1)))
    assert abs(inside - beside) > 100


def test_a_paper_that_would_do_something_is_noticed(tmp_path: Path) -> None:
    with pdf.document(tmp_path / "a.pdf", pdf.A6, "/URI (/Launch", "/AA", "fr") as sheet:
        pdf.text(sheet, 20, 20, "/JavaScript (/OpenAction) /URI")
    assert papers.obeyed(tmp_path / "a.pdf") == []
    with pdf.document(tmp_path / "b.pdf", pdf.A6, "t", "a", "fr") as sheet:
        sheet.linkURL("http://x.example", (0, 0, 50, 50))
    assert papers.obeyed(tmp_path / "b.pdf") == ["URI"]
