"""Every printed code is read, from a good print and from a poor one; and a wounded code is not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageFilter

from parrainage_desktop.base import pdf, qr
from parrainage_desktop.base.codes import CodeKind, grouped, new_code
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.proofreading import ReadBack, read_back, scanned
from parrainage_desktop.cards import document
from parrainage_desktop.cards.rules import CardFace
from parrainage_desktop.vouchers.document import vouchers
from parrainage_desktop.vouchers.rules import Layout
from tests import paper
from tests.cards.test_document import PROGRAMME, SHOP
from tests.vouchers.test_document import VOUCHER


def cards(path: Path, count: int, seed: int) -> list[str]:
    """Referral cards on plain paper; their letters."""
    chance = Random(seed)
    faces = [CardFace("Camille", new_code(CodeKind.CARD, chance)) for _ in range(count)]
    document.sheet(path, faces, SHOP, PROGRAMME, "fr")
    return [face.code for face in faces]


def papers(path: Path, count: int, seed: int) -> list[str]:
    """Vouchers, four to a page; their letters."""
    chance = Random(seed)
    chosen = [replace(VOUCHER, code=new_code(CodeKind.VOUCHER, chance)) for _ in range(count)]
    vouchers(path, chosen, SHOP, "fr", Layout.A4)
    return [voucher.code for voucher in chosen]


def poor(picture: Image.Image, chance: Random, turned: float = 5.0) -> Image.Image:
    """The page as a tired printer, a hasty hand and a cheap lens leave it.

    Every fiftieth dot is wrong, it lies five degrees askew, and it is blurred over a fifth of a millimetre.
    """
    grey = picture.convert("L")
    wrong = Image.frombytes("L", grey.size, chance.randbytes(grey.width * grey.height))
    grey.paste(0, mask=wrong.point(lambda value: 255 * (value < 2.56)))
    grey.paste(255, mask=wrong.point(lambda value: 255 * (value > 252.44)))
    askew = grey.rotate(turned, Image.Resampling.BILINEAR, expand=True, fillcolor=255)
    return askew.filter(ImageFilter.GaussianBlur(1.5))


def poorly_read(path: Path, seed: int, step: int = 1) -> Iterator[Counter[str]]:
    """The square codes of every page, or of every second one, from a poor print."""
    chance = Random(seed)
    for number, picture in enumerate(islice(paper.pictures(path, 200), step - 1, None, step)):
        yield scanned(poor(picture, chance, 5.0 if number % 2 else -5.0)).squares


def test_a_thousand_codes_are_read_from_a_good_print(tmp_path: Path) -> None:
    cards(tmp_path / "cards.pdf", 800, 1)
    papers(tmp_path / "vouchers.pdf", 200, 2)
    assert read_back(tmp_path / "cards.pdf", Progress()) == ReadBack(160, 800, 800, ())
    assert read_back(tmp_path / "vouchers.pdf", Progress()) == ReadBack(50, 200, 200, ())


def test_three_hundred_codes_are_read_from_a_poor_print(tmp_path: Path) -> None:
    meant = Counter(cards(tmp_path / "cards.pdf", 240, 3)) + Counter(papers(tmp_path / "vouchers.pdf", 60, 4))
    found = sum(poorly_read(tmp_path / "cards.pdf", 5, 2), Counter[str]())
    found += sum(poorly_read(tmp_path / "vouchers.pdf", 6), Counter[str]())
    assert found.total() == 300
    assert found == meant


@pytest.mark.parametrize("kind", [CodeKind.CARD, CodeKind.VOUCHER])
def test_a_wounded_code_is_read_from_neither(tmp_path: Path, kind: CodeKind) -> None:
    letters = new_code(kind, Random(7))
    with pdf.document(tmp_path / "wounded.pdf", pdf.A6, "t", "a", "fr") as sheet:
        pdf.text(sheet, 20, 130, grouped(letters))
        qr.draw(sheet, letters, 20, 20, 100)
        pdf.box(sheet, 50, 50, 42, 42, "#FFFFFF")
    assert read_back(tmp_path / "wounded.pdf", Progress()).unread == (grouped(letters),)
    assert list(poorly_read(tmp_path / "wounded.pdf", 8)) == [Counter()]
