"""Vouchers for a receipt printer: 58 or 80 mm wide, black only, one to a page as long as it needs.

Widths are counted in the printer's own dots (203 to the inch), so that no line of a code falls between two.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from parrainage_desktop.base import pdf, qr
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.i18n import _, day, language, money, pgettext
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.base.typeset import measure, wrap
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.vouchers import wording
from parrainage_desktop.vouchers.rules import Voucher

DOT = 72 / 203
_MODULE = 8 * DOT
_BAR = 2 * DOT
_BARS_HIGH = 9 * MM
_BARS_QUIET = 10 * _BAR
_BLACK = "#000000"
_MARGIN = 4 * MM
_LEAST = 7.5
LOGO_DOTS = 96


@dataclass(frozen=True, slots=True)
class Roll:
    """A roll of paper: how wide it is, and how many dots of it are printed on."""

    width: float
    dots: int

    @property
    def inner(self) -> float:
        """How wide what is printed may be."""
        return self.dots * DOT

    @property
    def left(self) -> float:
        """Where it begins."""
        return (self.width - self.inner) / 2

    @property
    def whole(self) -> "_Column":
        """All that is printed on, side by side."""
        return _Column(self.left, self.inner)


@dataclass(frozen=True, slots=True)
class _Column:
    """A part of the roll's width."""

    left: float
    width: float

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


ROLL_58 = Roll(58 * MM, 384)
ROLL_80 = Roll(80 * MM, 576)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a ticket: how high it is, and how it is drawn with its upper edge at y."""

    height: float
    draw: Callable[[Sheet, float], None]


Parts = Sequence[_Part]


def parts(voucher: Voucher, shop: Shop, roll: Roll, logo: bytes, copy: bool) -> Parts:
    """What stands on a ticket, from above to below; `logo` is black and white already."""
    terms = f"{wording.all_terms(voucher)} {shop.terms(language())}".strip()
    return [*_head(voucher, shop, roll, logo, copy), *_body(voucher.code, terms, roll)]


def height(found: Parts) -> float:
    """How long the ticket is, its white ends included."""
    return _height(found) + 2 * _MARGIN


def draw(out: Sheet, found: Parts) -> None:
    """Draw a ticket on the present page, in black."""
    _draw(out, found, _MARGIN)


def _height(found: Parts) -> float:
    return sum(part.height for part in found)


def _draw(out: Sheet, found: Parts, y: float) -> None:
    for part in found:
        out.setFillColor(pdf.ink(_BLACK))
        part.draw(out, y)
        y += part.height


def _head(voucher: Voucher, shop: Shop, roll: Roll, logo: bytes, copy: bool) -> Iterator[_Part]:
    column = roll.whole
    if logo:
        yield _logo(logo, roll)
    yield from _lines(shop.name, column, "Title", 13, 4)
    yield from _lines(shop.place, column, "Text", 7.5, 4)
    if copy:
        yield _gap(2)
        yield from _lines(f"* {pgettext('stamp on a reprint', 'Copy')} *", column, "TextBold", 12)
    yield _gap(3)
    yield from _lines(_("Voucher for {name}").format(name=voucher.holder), column, "Text", 9.5, 2)
    amount = money(voucher.value_cents, voucher.currency)
    yield from _lines(amount, column, "Display", 36 * min(1.0, 0.99 * roll.inner / measure(amount, "Display", 36)))
    first = _("from {day}").format(day=day(voucher.valid_from))
    last = _("to {day}").format(day=day(voucher.valid_until))
    yield from _lines(f"{_('Valid')} {first}", column, "TextSemiBold", 10)
    yield from _lines(last, column, "TextSemiBold", 10)


def _body(code: str, terms: str, roll: Roll) -> Iterator[_Part]:
    """The codes and the small print; on a roll too narrow for its bars these run along it, beside the rest."""
    long = qr.bars_across(code) * _BAR
    if long + 2 * _BARS_QUIET <= roll.inner:
        left = roll.whole.middle - long / 2
        yield from _square(code, roll.whole)
        yield _Part(12 * MM, lambda out, y: _bars(out, code, left, y + 2.5 * MM))
        yield from _small(terms, roll.whole)
        return
    column = _Column(roll.left, roll.inner - _BARS_HIGH - 2 * MM)
    beside = [*_square(code, column), *_small(terms, column)]

    def draw_both(out: Sheet, y: float) -> None:
        _bars_down(out, code, roll.left + roll.inner, y + _BARS_QUIET)
        _draw(out, beside, y)

    yield _Part(max(_height(beside), long + 2 * _BARS_QUIET), draw_both)


def _square(code: str, column: _Column) -> Iterator[_Part]:
    """The square code and its letters."""
    side = (len(qr.matrix(code)) + 2 * qr.QUIET) * _MODULE
    yield _Part(side, lambda out, y: qr.draw(out, code, column.middle - side / 2, y, side))
    letters = grouped(code)
    yield _line(letters, column, "TextSemiBold", min(9, 8.9 * column.width / measure(letters, "TextSemiBold", 9)))


def _small(terms: str, column: _Column) -> Iterator[_Part]:
    yield _gap(2)
    yield from _lines(terms, column, "Text", 7.5)


def _bars(out: Sheet, code: str, x: float, y: float) -> None:
    qr.draw_bars(out, code, x, y, _BARS_HIGH, _BAR)


def _bars_down(out: Sheet, code: str, right: float, y: float) -> None:
    """The bars turned by a quarter, from above to below."""
    out.saveState()
    out.translate(right, -y)
    out.rotate(-90)
    _bars(out, code, 0, 0)
    out.restoreState()


def _logo(logo: bytes, roll: Roll) -> _Part:
    high = LOGO_DOTS * DOT

    def draw_logo(out: Sheet, y: float) -> None:
        pdf.picture(out, logo, roll.left, y, roll.inner, high, "center")

    return _Part(high + 2 * MM, draw_logo)


def _lines(text: str, column: _Column, font: str, size: float, most: int = 0) -> Iterator[_Part]:
    """Centred lines, smaller where a word is too wide for one; nothing for no text."""
    widest = max((measure(word, font, size) for word in text.split()), default=0.0)
    if widest > column.width:
        size = max(_LEAST, size * 0.999 * column.width / widest)
    for line in wrap(text, font, size, column.width, most) if text else ():
        yield _line(line, column, font, size)


def _line(line: str, column: _Column, font: str, size: float) -> _Part:
    return _Part(
        1.3 * size, lambda out, y: pdf.text(out, column.middle, y + size, line, font, size, _BLACK, "center")
    )


def _gap(millimetres: float) -> _Part:
    return _Part(millimetres * MM, lambda _out, _y: None)
