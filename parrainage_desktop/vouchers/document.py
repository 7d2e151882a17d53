"""Vouchers on paper: A6, or four to an A4 sheet, with a QR, a bar code and the letters in clear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from parrainage_desktop.base import pdf, qr, tokens
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.i18n import _, day, day_month_year, in_language, money, pgettext
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.typeset import fit, measure
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.vouchers.rules import Side, Voucher

Layout = Literal["a6", "a4"]

WIDTH, HEIGHT = pdf.A6
_LEFT, _INNER = 8 * MM, WIDTH - 15.3 * MM
_TEAR = 71.67 * MM
_SYMBOL_MM = 32.0
_SIDE_LEFT = 48 * MM
_PLACES: dict[Layout, tuple[tuple[float, float], ...]] = {
    "a6": ((0.0, 0.0),),
    "a4": tuple((x * MM, y * MM) for y in (0, 148.5) for x in (0, 105)),
}
_FIGURES = re.compile(r"\d(?:.*\d)?")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a file holds, and the signs that were replaced by a question mark."""

    vouchers: int
    pages: int
    unprintable: tuple[str, ...]


def vouchers(
    path: Path | str,
    chosen: Sequence[Voucher],
    shop: Shop,
    language: str,
    layout: Layout = "a6",
    copy: bool = False,
    one_per_purchase: bool = True,
    progress: Progress | None = None,
) -> Printed:
    """Write the vouchers; a `copy` is the same paper and says so.

    Raises UserError("file_unwritable"), ValueError for no voucher at all.
    """
    if not chosen:
        raise ValueError("no vouchers")
    places = _PLACES[layout]
    size = pdf.A6 if layout == "a6" else pdf.A4
    with (
        in_language(language),
        pdf.document(path, size, _("Vouchers"), shop.name, language, shop.name) as out,
    ):
        with pdf.stamp(out, "ground", WIDTH, HEIGHT):
            _ground(out, shop, copy)
        for number, voucher in enumerate(chosen):
            (progress or Progress()).step(number, len(chosen))
            if number and number % len(places) == 0:
                out.next_page()
            if layout == "a4" and number % len(places) == 0:
                _cut_lines(out)
            with pdf.frame(out, *places[number % len(places)]):
                _voucher(out, voucher, shop, one_per_purchase)
        return Printed(len(chosen), -(-len(chosen) // len(places)), tuple(sorted(out.unprintable)))


def _voucher(out: Sheet, voucher: Voucher, shop: Shop, one_per_purchase: bool) -> None:
    out.doForm("ground")
    title = _("Voucher for {name}").format(name=voucher.holder)
    pdf.text(out, _LEFT, 26.8 * MM, title, "Text", 4 * MM, "nav-text", limit=_INNER)
    _amount(out, money(voucher.value_cents, voucher.currency))
    earned = voucher.side is not Side.GOODWILL
    thanks = _("Yours through a referral, thank you!") if earned else _("With our thanks.")
    pdf.text(out, _LEFT, 65.1 * MM, thanks, "Text", 3.67 * MM, "nav-text")
    _codes(out, voucher.code)
    _validity(out, voucher, one_per_purchase)
    _small_print(out, voucher, shop)


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


def _codes(out: Sheet, code: str) -> None:
    size = qr.size_for(_SYMBOL_MM, code)
    quiet = (size - _SYMBOL_MM * MM) / 2
    out.setFillColor(pdf.ink("text"))
    qr.draw(out, code, _LEFT - quiet, 79.33 * MM - quiet, size)
    qr.draw_bars(out, code, _LEFT, 118 * MM, 6.67 * MM)
    pdf.text(out, _LEFT, 128.8 * MM, grouped(code), "TextSemiBold", 3.5 * MM)


def _validity(out: Sheet, voucher: Voucher, one_per_purchase: bool) -> None:
    pdf.text(out, _SIDE_LEFT, 81.8 * MM, _("Valid"), "Text", 3.17 * MM, "text-2")
    first = _("from {day}").format(day=day(voucher.valid_from))
    last = _("to {day}").format(day=day(voucher.valid_until))
    pdf.text(out, _SIDE_LEFT, 87.2 * MM, first, "Title", 4.5 * MM)
    pdf.text(out, _SIDE_LEFT, 92.9 * MM, last, "Title", 4.5 * MM)
    pdf.rule(out, _SIDE_LEFT, 97.1 * MM, _LEFT + _INNER, 97.1 * MM, "border", 0.5)
    y, width = 103.1 * MM, _LEFT + _INNER - _SIDE_LEFT
    if voucher.minimum_cents:
        amount = money(voucher.minimum_cents, voucher.currency)
        least = _("On purchases of {amount} or more.").format(amount=amount)
        y = pdf.paragraph(out, _SIDE_LEFT, y, least, width, 4.17 * MM, size=3.17 * MM, lines=2)
    if one_per_purchase:
        pdf.paragraph(out, _SIDE_LEFT, y, _("One voucher per purchase."), width, 4.17 * MM, size=3.17 * MM)


def _small_print(out: Sheet, voucher: Voucher, shop: Shop) -> None:
    """Where, when, and what it is not; a long address is shortened, the terms never are."""
    pdf.rule(out, _LEFT, 132.4 * MM, _LEFT + _INNER, 132.4 * MM, "border", 0.5)
    where = ", ".join(part for part in (shop.address, shop.phone) if part)
    said = _(
        "Issued on {day}. Not refundable, not exchangeable for cash. Lost? We will find it under your name."
    ).format(day=day_month_year(voucher.issued_on))
    size = 2.58 * MM
    if where:
        said = f"{fit(where, 'Text', size, 1.1 * _INNER)}. {said}"
    pdf.paragraph(out, _LEFT, 137.2 * MM, said, _INNER, 3.5 * MM, "Text", size, "text-2", lines=3)


def _ground(out: Sheet, shop: Shop, copy: bool) -> None:
    """The coloured half with its discs, the tear line, the shop's name."""
    colour = tokens.shop_colour(shop.colour)
    out.saveState()
    path = out.beginPath()
    path.rect(0, -_TEAR, WIDTH, _TEAR)
    out.clipPath(path, stroke=0, fill=0)
    pdf.box(out, 0, 0, WIDTH, _TEAR, colour)
    pdf.disc(out, 93.33 * MM, 10 * MM, 31.67 * MM, pdf.lighter(colour))
    pdf.disc(out, 99.33 * MM, 48.33 * MM, 18.67 * MM, colour)
    pdf.disc(out, 99.33 * MM, 48.33 * MM, 15.33 * MM, "accent")
    _tear(out)
    out.restoreState()
    pdf.mark(out, _LEFT, 7.33 * MM, 7.67 * MM, "#FFFFFF", colour)
    limit = (56 if copy else 78) * MM
    pdf.text(out, 17.67 * MM, 12.8 * MM, shop.name, "Title", 4.67 * MM, "#FFFFFF", limit=limit)
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
