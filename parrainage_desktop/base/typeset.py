"""Plain text before it is drawn: which font holds each sign, how wide a line is, where it breaks.

Texts are never markup. Sizes and widths are in points; fonts are the names `fonts` registers.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from parrainage_desktop.base.paths import resource

FALLBACK = "Fallback"
_FILES = {
    "Display": "BricolageDisplay-Bold.ttf",
    "Title": "BricolageText-Bold.ttf",
    "Text": "Inter-Regular.ttf",
    "TextMedium": "Inter-Medium.ttf",
    "TextSemiBold": "Inter-SemiBold.ttf",
    "TextBold": "Inter-Bold.ttf",
    FALLBACK: "DejaVuSans.ttf",
}
_BESIDE = {"Display": "TextBold", "Title": "TextBold"}
_ELLIPSIS = "…"
_LINE_ENDS = str.maketrans("\t\n\v\f\r\u0085\u2028\u2029\u3000", " " * 9)
_SHORT = 200
"""Signs up to which measuring a text whole is cheaper than sign by sign."""
_INVISIBLE = ("Cc", "Cf", "Cs")


@dataclass(frozen=True, slots=True)
class Runs:
    """A text cut by font, and the signs no font has."""

    parts: tuple[tuple[str, str], ...]
    missing: frozenset[str]


@cache
def fonts() -> None:
    """Register the fonts under the names this module and the documents use."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, resource("fonts", file)))


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Composed letters; line ends become spaces, control and direction signs go."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.translate(_LINE_ENDS))
    return "".join(sign for sign in composed if unicodedata.category(sign) not in _INVISIBLE)


@lru_cache(maxsize=4096)
def runs(text: str, font: str) -> Runs:
    """Cut a clean text into runs of one font each: `font`, its companion, the fallback, then "?"."""
    if _covers(font).issuperset(text):
        return Runs(((font, text),), frozenset())
    parts: list[tuple[str, str]] = []
    missing = set()
    for sign in text:
        name = _font_of(sign, font)
        if not name:
            missing.add(sign)
            name, sign = font, "?"
        if parts and parts[-1][0] == name:
            parts[-1] = (name, parts[-1][1] + sign)
        else:
            parts.append((name, sign))
    return Runs(tuple(parts), frozenset(missing))


@cache
def _covers(font: str) -> frozenset[str]:
    fonts()
    glyphs: dict[int, int] = pdfmetrics.getFont(font).face.charToGlyph  # type: ignore[attr-defined]
    return frozenset(map(chr, glyphs))


def _font_of(sign: str, font: str) -> str:
    chain = (font, _BESIDE.get(font, "Text"), FALLBACK)
    return next((name for name in chain if sign in _covers(name)), "")


@lru_cache(maxsize=4096)
def measure(text: str, font: str, size: float) -> float:
    """The width of a text in points."""
    return sum(pdfmetrics.stringWidth(part, name, size) for name, part in runs(clean(text), font).parts)


def fit(text: str, font: str, size: float, width: float) -> str:
    """The text, or as much of its beginning as fits in `width` before an ellipsis."""
    text = clean(text)
    if len(text) < _SHORT and measure(text, font, size) <= width:
        return text
    if _head(text, font, size, width) == len(text):
        return text
    return text[: _head(text, font, size, width - measure(_ELLIPSIS, font, size))].rstrip() + _ELLIPSIS


def _head(text: str, font: str, size: float, width: float) -> int:
    """How many signs of a clean text fit in `width`; looks no further than the edge."""
    used = 0.0
    for i, sign in enumerate(text):
        used += measure(sign, font, size)
        if used > width + 1e-6:
            return i
    return len(text)


@lru_cache(maxsize=4096)
def wrap(text: str, font: str, size: float, width: float, lines: int = 0) -> tuple[str, ...]:
    """Lines no wider than `width`: broken at plain spaces, long words cut; past `lines` > 0 an ellipsis."""
    words = clean(text).split(" ")
    done: list[str] = []
    line = ""
    for i, word in enumerate(words):
        if lines and len(done) == lines - 1:
            rest = " ".join([line, *words[i:]] if line else words[i:])
            return (*done, fit(rest, font, size, width))
        joined = f"{line} {word}" if line else word
        if measure(joined, font, size) <= width:
            line = joined
            continue
        if line:
            done.append(line)
        *full, line = _cut(word, font, size, width)
        done += full
    done.append(line)
    return tuple(done) if not lines or len(done) <= lines else _shortened(done, font, size, width, lines)


def _shortened(done: list[str], font: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    return (*done[: lines - 1], fit(" ".join(done[lines - 1 :]), font, size, width))


def _cut(word: str, font: str, size: float, width: float) -> list[str]:
    """A word in pieces no wider than `width`, at least one sign each."""
    pieces = []
    while (head := max(1, _head(word, font, size, width))) < len(word):
        pieces.append(word[:head])
        word = word[head:]
    return [*pieces, word]
