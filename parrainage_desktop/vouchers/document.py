"""Vouchers on paper: A6, four to an A4 sheet, or a ticket, with a QR, a bar code and the letters in clear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parrainage_desktop.base import emblem, pdf, qr, tokens
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.i18n import _, day, in_language, language, money, pgettext
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.typeset import fit, measure, wrap
from parrainage_desktop.preferences import logo
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.vouchers import tickets, wording
from parrainage_desktop.vouchers.rules import Layout, Side, Voucher
from parrainage_desktop.vouchers.tickets import Roll

WIDTH, HEIGHT = pdf.A6
_LEFT, _INNER = 8 * MM, WIDTH - 15.3 * MM
_TEAR = 71.67 * MM
_SYMBOL_MM = 32.0
_SIDE_LEFT = 48 * MM
_ROLLS: dict[Layout, Roll] = {Layout.TICKET_58: tickets.ROLL_58, Layout.TICKET_80: tickets.ROLL_80}
_PLACES: dict[Layout, tuple[tuple[float, float], ...]] = {
    Layout.A6: ((0.0, 0.0),),
    Layout.A4: tuple((x * MM, y * MM) for y in (0, 148.5) for x in (0, 105)),
}
_FIGURES = re.compile(r"\d(?:.*\d)?")


@dataclass(frozen=True, slots=True)
class _Small:
    """The small print and what gives way to it: the bars and letters above, then a line, then the words."""

    bars_top: float
    bars: float
    letters: float
    rule: float
    drop: float
    size: float
    leading: float
    most: int
    lines: tuple[str, ...] = ()


_USUAL = _Small(118 * MM, 6.67 * MM, 128.8 * MM, 132.4 * MM, 4.8 * MM, 2.58 * MM, 3.5 * MM, 3)
_TIGHT = _Small(116.6 * MM, 5.6 * MM, 125.8 * MM, 127.8 * MM, 3.3 * MM, 2.33 * MM, 2.85 * MM, 5)


def vouchers(
    path: Path | str,
    chosen: Sequence[Voucher],
    shop: Shop,
    reader: str,
    layout: Layout = Layout.A6,
    copy: bool = False,
    progress: Progress | None = None,
) -> Made:
    """Write the vouchers; a `copy` is the same paper and says so.

    Raises UserError("file_unwritable"), ValueError for no voucher at all.
    """
    if not chosen:
        raise ValueError("no vouchers")
    size = pdf.A4 if layout is Layout.A4 else pdf.A6
    with (
        in_language(reader),
        pdf.document(path, size, _("Vouchers"), shop.name, reader, shop.name) as out,
    ):
        progress = progress or Progress()
        if roll := _ROLLS.get(layout):
            pages = _tickets(out, chosen, shop, roll, copy, progress)
        else:
            pages = _sheets(out, chosen, shop, _PLACES[layout], copy, progress)
        return Made(pages, tuple(sorted(out.unprintable)))


def _sheets(
    out: Sheet, chosen: Sequence[Voucher], shop: Shop, places: Sequence[tuple[float, float]], copy: bool,
    progress: Progress,
) -> int:  # fmt: skip
    """One to an A6 page, or several to a page with lines to cut along; returns how many pages."""
    with pdf.stamp(out, "ground", WIDTH, HEIGHT):
        _ground(out, shop, copy)
    pages = range(0, len(chosen), len(places))
    for first in pages:
        progress.step(first, len(chosen))
        if first:
            out.next_page()
        for place, voucher in zip(places, chosen[first : first + len(places)], strict=False):
            with pdf.frame(out, *place):
                _voucher(out, voucher, shop)
        if len(places) > 1:
            _cut_lines(out)
    return len(pages)


def _tickets(
    out: Sheet, chosen: Sequence[Voucher], shop: Shop, roll: Roll, copy: bool, progress: Progress
) -> int:
    """One to a page as long as it needs; returns how many pages."""
    dots = logo.black_and_white(shop.logo, tickets.LOGO_DOTS) if shop.logo else b""
    for number, voucher in enumerate(chosen):
        progress.step(number, len(chosen))
        parts = tickets.parts(voucher, shop, roll, dots, copy)
        size = roll.width, tickets.height(parts)
        out.next_page(size) if number else out.resize(size)
        tickets.draw(out, parts)
    return len(chosen)


def _voucher(out: Sheet, voucher: Voucher, shop: Shop) -> None:
    out.doForm("ground")
    title = _("Voucher for {name}").format(name=voucher.holder)
    pdf.text(out, _LEFT, 26.8 * MM, title, "Text", 4 * MM, "nav-text", limit=_INNER, least=2.6 * MM)
    _amount(out, money(voucher.value_cents, voucher.currency))
    earned = voucher.side is not Side.GOODWILL
    thanks = _("Yours through a referral, thank you!") if earned else _("With our thanks.")
    pdf.text(out, _LEFT, 65.1 * MM, thanks, "Text", 3.67 * MM, "nav-text")
    small = _small_print(voucher, shop)
    _codes(out, voucher.code, small)
    _validity(out, voucher)
    pdf.rule(out, _LEFT, small.rule, _LEFT + _INNER, small.rule, "border", 0.5)
    for number, line in enumerate(small.lines):
        pdf.text(out, _LEFT, small.rule + small.drop + number * small.leading, line, "Text", small.size, "text-2")


def _amount(out: Sheet, amount: str) -> None:
    """The value in very large figures, the currency smaller, whichever side it stands on."""
    found = _FIGURES.search(amount)
    start, end = found.span() if found else (0, len(amount))
    parts = [(amount[:start], 16.0), (amount[start:end], 28.0), (amount[end:], 16.0)]
    wide = sum(measure(part, "Display", size * MM) for part, size in parts)
    scale = min(1.0, 75 * MM / wide)
    x = 6.8 * MM
    for part, size in parts:
        pdf.text(out, x, 51.8 * MM, part, "Display", size * MM * scale, "#FFFFFF")
        x += measure(part, "Display", size * MM * scale)


def _codes(out: Sheet, code: str, small: "_Small") -> None:
    size = qr.size_for(_SYMBOL_MM, code)
    quiet = (size - _SYMBOL_MM * MM) / 2
    out.setFillColor(pdf.ink("text"))
    qr.draw(out, code, _LEFT - quiet, 79.33 * MM - quiet, size)
    qr.draw_bars(out, code, _LEFT, small.bars_top, small.bars)
    pdf.text(out, _LEFT, small.letters, grouped(code), "TextSemiBold", 3.5 * MM)


def _validity(out: Sheet, voucher: Voucher) -> None:
    pdf.text(out, _SIDE_LEFT, 81.8 * MM, _("Valid"), "Text", 3.17 * MM, "text-2")
    first = _("from {day}").format(day=day(voucher.valid_from))
    last = _("to {day}").format(day=day(voucher.valid_until))
    pdf.text(out, _SIDE_LEFT, 87.2 * MM, first, "Title", 4.5 * MM)
    pdf.text(out, _SIDE_LEFT, 92.9 * MM, last, "Title", 4.5 * MM)
    pdf.rule(out, _SIDE_LEFT, 97.1 * MM, _LEFT + _INNER, 97.1 * MM, "border", 0.5)
    y, width = 103.1 * MM, _LEFT + _INNER - _SIDE_LEFT
    if least := wording.least(voucher):
        y = pdf.paragraph(out, _SIDE_LEFT, y, least, width, 4.17 * MM, size=3.17 * MM, lines=2)
    pdf.paragraph(out, _SIDE_LEFT, y, wording.combining(voucher), width, 4.17 * MM, size=3.17 * MM, lines=2)


def _small_print(voucher: Voucher, shop: Shop) -> "_Small":
    """Where, when, what it is not, and the shop's own terms; a long address is shortened, the terms are not."""
    usual = f"{wording.origin(voucher)} {shop.terms(language())}".strip()
    for small in (_USUAL, _TIGHT):
        for room in (1.1, 0.5):
            where = fit(shop.place, "Text", small.size, room * _INNER)
            said = f"{where}. {usual}" if where else usual
            lines = wrap(said, "Text", small.size, _INNER)
            if len(lines) <= small.most:
                return replace(small, lines=lines)
    return replace(_TIGHT, lines=wrap(usual, "Text", _TIGHT.size, _INNER, _TIGHT.most))


def _ground(out: Sheet, shop: Shop, copy: bool) -> None:
    """The coloured half with its discs, the tear line, the shop's name."""
    colour = tokens.shop_colour(shop.colour)
    out.saveState()
    path = out.beginPath()
    path.rect(0, -_TEAR, WIDTH, _TEAR)
    out.clipPath(path, stroke=0, fill=0)
    pdf.box(out, 0, 0, WIDTH, _TEAR, colour)
    pdf.disc(out, 93.33 * MM, 10 * MM, 31.67 * MM, emblem.lighter(colour))
    pdf.disc(out, 99.33 * MM, 48.33 * MM, 18.67 * MM, colour)
    pdf.disc(out, 99.33 * MM, 48.33 * MM, 15.33 * MM, "accent")
    _tear(out)
    out.restoreState()
    left = _LEFT + emblem.sign(out, _LEFT, 7.33 * MM, 7.67 * MM, shop.logo, "#FFFFFF", colour) + 2 * MM
    limit = WIDTH - left - (31.33 if copy else 9.33) * MM
    pdf.text(out, left, 12.8 * MM, shop.name, "Title", 4.67 * MM, "#FFFFFF", limit=limit, least=2.8 * MM)
    if copy:
        _copy_mark(out)


def _tear(out: Sheet) -> None:
    """Half a notch on either side and a row of half holes between them."""
    pdf.disc(out, 0, _TEAR, 3.67 * MM, "#FFFFFF")
    pdf.disc(out, WIDTH, _TEAR, 3.67 * MM, "#FFFFFF")
    for i in range(33):
        pdf.disc(out, (7.17 + 2.83 * i) * MM, _TEAR, 0.75 * MM, "#FFFFFF")


def _copy_mark(out: Sheet) -> None:
    word = pgettext("stamp on a reprint", "Copy")
    wide = measure(word, "TextBold", 4 * MM) + 7 * MM
    left = WIDTH - 7.33 * MM - wide
    pdf.box(out, left, 7.2 * MM, wide, 8 * MM, "#FFFFFF", "", 4 * MM)
    pdf.text(out, left + wide / 2, 12.65 * MM, word, "TextBold", 4 * MM, "#14211B", "center")


def _cut_lines(out: Sheet) -> None:
    out.setDash([2, 3])
    pdf.rule(out, pdf.A4[0] / 2, 0, pdf.A4[0] / 2, pdf.A4[1], "border-strong", 0.35)
    pdf.rule(out, 0, pdf.A4[1] / 2, pdf.A4[0], pdf.A4[1] / 2, "border-strong", 0.35)
    out.setDash([])
