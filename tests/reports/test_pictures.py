"""The charts as pictures: the drawing of the paper, whole, with nothing in it that is run or fetched."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

from parrainage_desktop.base import svg
from parrainage_desktop.base.charts import Drawing, Label
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.reports import pictures
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.years import YearFigures

SVG = "{http://www.w3.org/2000/svg}"


def test_the_svg_says_every_figure_of_the_charts(tmp_path: Path, october: MonthFigures) -> None:
    pictures.write(tmp_path / "c.svg", october, "en")
    root = ET.parse(tmp_path / "c.svg").getroot()
    said = [text.text for text in root.iter(f"{SVG}text")]
    for words in ("October 2026", "18", "14", "Vouchers issued, €740.00, and redeemed, €435.00", "Oct"):
        assert words in said
    assert any("+64.1" in (words or "") for words in said)
    known = {f"{SVG}{tag}" for tag in ("svg", "title", "rect", "line", "text")}
    assert {element.tag for element in root.iter()} <= known


def test_the_png_is_a_picture_of_the_same_size(tmp_path: Path, october: MonthFigures) -> None:
    pictures.write(tmp_path / "c.png", october, "fr")
    with Image.open(tmp_path / "c.png") as picture:
        assert picture.size[0] == pytest.approx(2 * pictures.WIDTH, abs=2)
        assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 20


def test_a_year_has_its_charts_too(tmp_path: Path, october: MonthFigures) -> None:
    pictures.write(tmp_path / "y.svg", YearFigures((october,)), "en")
    assert "2026" in (tmp_path / "y.svg").read_text("utf-8")


def test_a_text_is_never_markup() -> None:
    made = svg.drawn(Drawing(10, 10, (Label(0, 0, "<script>&", 10),)), "<b>")
    assert "<script>" not in made
    assert [text.text for text in ET.fromstring(made).iter(f"{SVG}text")] == ["<script>&"]


def test_a_folder_that_is_gone_leaves_nothing(tmp_path: Path, october: MonthFigures) -> None:
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError):
        pictures.write(tmp_path / "gone" / "c.png", october, "en")
    assert sorted(tmp_path.rglob("*")) == before
