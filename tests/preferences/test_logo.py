"""The shop's logo: any usual picture becomes a small PNG, and what is none says why and what to do."""

import io
import struct
import zlib
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.preferences import logo


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (900, 300)) -> bytes:
    """A picture of one colour as a file of some kind."""
    out = io.BytesIO()
    Image.new(mode, size, 1 if mode == "1" else None).save(out, kind)
    return out.getvalue()


def opened(png: bytes) -> Image.Image:
    """The kept picture, unpacked."""
    found = Image.open(io.BytesIO(png), formats=["PNG"])
    found.load()
    return found


def chunk(name: bytes, data: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def claimed(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that says how large it is, whatever it holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("PNG", "1"), ("PNG", "P"), ("PNG", "I;16"), ("JPEG", "RGB"),
        ("JPEG", "L"), ("JPEG", "CMYK"), ("GIF", "P"), ("BMP", "RGB"), ("WEBP", "RGBA"),
    ],
)  # fmt: skip
def test_any_usual_picture_becomes_a_small_png(kind: str, mode: str) -> None:
    kept = opened(logo.made(picture(kind, mode)))
    assert kept.size == (600, 200)
    assert kept.mode in {"RGB", "RGBA"}


def test_a_small_picture_keeps_its_size_and_what_shows_through() -> None:
    kept = opened(logo.made(picture("PNG", "RGBA", (40, 30))))
    assert (kept.size, kept.mode, kept.getpixel((5, 5))) == ((40, 30), "RGBA", (0, 0, 0, 0))


def test_a_photograph_becomes_small_enough() -> None:
    out = io.BytesIO()
    Image.frombytes("RGB", (700, 700), Random(1).randbytes(3 * 700 * 700)).save(out, "PNG")
    kept = logo.made(out.getvalue())
    assert len(kept) <= logo.KEPT_BYTES
    assert min(opened(kept).size) > 100


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert logo.made(picture("JPEG")) == logo.made(picture("JPEG"))


def test_nothing_of_the_file_but_its_picture_is_kept() -> None:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG", comment=b"made at 12, rue des Carmes")
    assert b"Carmes" not in logo.made(out.getvalue())


SVG = '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://example.org/x.png"/></svg>'


@pytest.mark.parametrize(
    ("found", "remedy"),
    [
        (b"", "PNG or a JPEG"),
        (b"hello", "PNG or a JPEG"),
        (b"%PDF-1.7", "PNG or a JPEG"),
        (picture("JPEG")[:400], "PNG or a JPEG"),
        (picture("PNG")[:120], "PNG or a JPEG"),
        (picture("TIFF"), "PNG or a JPEG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "PNG or a JPEG"),
        (SVG.encode(), "Save it as PNG"),
        (f'<?xml version="1.0"?>\n<!-- {"x" * 500} -->{SVG}'.encode(), "Save it as PNG"),
        (SVG.upper().encode(), "Save it as PNG"),
        (claimed(20_000, 20_000), "at most 5,000 pixels"),
        (claimed(20_000, 1), "at most 5,000 pixels"),
        (claimed(2**31 - 1, 2**31 - 1), "at most 5,000 pixels"),
        (claimed(5_000, 5_000), "PNG or a JPEG"),
        (claimed(0, 5), "PNG or a JPEG"),
        (b"\x00" * (logo.LARGEST_FILE + 1), "10 megabytes"),
    ],
)
def test_what_is_no_picture_or_too_large_says_why_and_what_to_do(found: bytes, remedy: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        logo.made(found)
    assert refused.value.field == "logo"
    assert remedy in refused.value.message


def test_every_way_of_breaking_a_picture_ends_in_a_refusal_or_a_picture() -> None:
    whole, chance = picture("PNG", "RGBA", (60, 40)), Random(7)
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(8, len(broken))] = chance.randrange(256)
        try:
            kept = logo.made(bytes(broken))
        except InvalidInput:
            continue
        assert opened(kept).size == (60, 40)


def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no.png"):
        with pytest.raises(InvalidInput, match="cannot be read"):
            logo.read(path)
    (tmp_path / "yes.png").write_bytes(picture("PNG"))
    assert opened(logo.read(tmp_path / "yes.png")).size == (600, 200)


@pytest.mark.parametrize("ink", ["white", "#FFF3E0", "black", "#7C1C2B"])
def test_a_receipt_printer_shows_any_logo_dark_on_its_paper(ink: str) -> None:
    drawn, out = Image.new("RGBA", (300, 100)), io.BytesIO()
    drawn.paste(ink, (100, 0, 200, 100))
    drawn.save(out, "PNG")
    found = Image.open(io.BytesIO(logo.black_and_white(out.getvalue(), 96))).convert("L")
    assert found.size == (288, 96)
    inside, outside = found.crop((110, 8, 180, 88)), found.crop((0, 0, 90, 96))
    assert sum(inside.tobytes()) / 255 < 0.4 * inside.width * inside.height
    assert set(outside.tobytes()) == {255}
