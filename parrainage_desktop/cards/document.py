"""Referral cards, ten to an A4 sheet: a page of fronts, then their backs turned over the long edge."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from parrainage_desktop.base import pdf, qr, tokens
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.i18n import _, in_language, pgettext
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.typeset import fit, measure, wrap
from parrainage_desktop.cards import wording
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme.rules import Programme

WIDTH, HEIGHT = 85 * MM, 54 * MM
BLEED = 3 * MM
COLUMNS, ROWS = 2, 5
PER_PAGE = COLUMNS * ROWS
_LEFT, _TOP = 15 * MM, 13.5 * MM
_PITCH_X, _PITCH_Y = 95 * MM, 54 * MM
_SYMBOL_MM = 23.0
_TEXT_LEFT = 35 * MM
_TEXT_WIDTH = WIDTH - _TEXT_LEFT - 4.3 * MM
_STEP_LEFT = _TEXT_LEFT + 5.3 * MM
_BODY, _LEADING = 2.42 * MM, 3.17 * MM
_SMALL, _SMALL_LEADING = 2.33 * MM, 3 * MM
_STEP_WIDTH = _TEXT_WIDTH - 5.3 * MM
_STEPS_TOP = 15.3 * MM
_DROP = 2.6 * MM
"""From a step's top to its first baseline."""


@dataclass(frozen=True, slots=True)
class CardFace:
    """What differs from card to card: the first name of the referrer, and nothing else about them."""

    first_name: str
    code: str


@dataclass(frozen=True, slots=True)
class Printed:
    """What a file holds, and the signs that were replaced by a question mark."""

    cards: int
    pages: int
    unprintable: tuple[str, ...]


def sheet(
    path: Path | str,
    cards: Sequence[CardFace],
    shop: Shop,
    programme: Programme,
    language: str,
    progress: Progress | None = None,
) -> Printed:
    """Write cards with crop marks on plain A4. Raises UserError("file_unwritable"), ValueError if none."""
    if not cards:
        raise ValueError("no cards")
    pages = [cards[first : first + PER_PAGE] for first in range(0, len(cards), PER_PAGE)]
    with (
        in_language(language),
        pdf.document(path, pdf.A4, _("Referral cards"), shop.name, language, shop.name) as out,
    ):
        _record(out, shop, programme)
        for number, page in enumerate(pages):
            (progress or Progress()).step(number * PER_PAGE, len(cards))
            if number:
                out.next_page()
            _fronts(out, len(page))
            out.next_page()
            _backs(out, page, programme)
        return Printed(len(cards), 2 * len(pages), tuple(sorted(out.unprintable)))


def _fronts(out: Sheet, count: int) -> None:
    """The fronts of one page; each bleeds into the margins, none into its neighbour."""
    if count == PER_PAGE:
        out.doForm("fronts")
        return
    for place in range(count):
        _front_at(out, place)
    _crop_marks(out)


def _front_at(out: Sheet, place: int) -> None:
    column, row = place % COLUMNS, place // COLUMNS
    over = BLEED if row == 0 else 0.0
    under = BLEED if row == ROWS - 1 else 0.0
    with pdf.frame(out, _LEFT + column * _PITCH_X, _TOP + row * _PITCH_Y):
        path = out.beginPath()
        path.rect(-BLEED, -HEIGHT - under, WIDTH + 2 * BLEED, HEIGHT + under + over)
        out.clipPath(path, stroke=0, fill=0)
        out.doForm("front")


def _backs(out: Sheet, page: Sequence[CardFace], programme: Programme) -> None:
    """The backs in mirrored columns, so that each lies behind its front."""
    for place, card in enumerate(page):
        column, row = COLUMNS - 1 - place % COLUMNS, place // COLUMNS
        left = pdf.A4[0] - _LEFT - WIDTH - (COLUMNS - 1 - column) * _PITCH_X
        with pdf.frame(out, left, _TOP + row * _PITCH_Y):
            out.doForm("back")
            _personal(out, card, programme)
    _crop_marks(out)


def _personal(out: Sheet, card: CardFace, programme: Programme) -> None:
    pdf.text(out, _TEXT_LEFT, 12 * MM, card.first_name, "Title", 4 * MM, "text", limit=_TEXT_WIDTH)
    name = fit(card.first_name, "Text", _BODY, 22 * MM)
    at = _step_tops(programme)[2] + _DROP
    pdf.paragraph(out, _STEP_LEFT, at, wording.last_step(programme, name), _STEP_WIDTH, _LEADING, "Text", _BODY)
    size = qr.size_for(_SYMBOL_MM, card.code)
    middle = 17.5 * MM
    out.setFillColor(pdf.ink("text"))
    qr.draw(out, card.code, middle - size / 2, 5.6 * MM - (size - _SYMBOL_MM * MM) / 2, size)
    pdf.text(out, middle, 35.9 * MM, grouped(card.code), "TextSemiBold", 2.5 * MM, "text", "center")


def _record(out: Sheet, shop: Shop, programme: Programme) -> None:
    """Draw what all cards share once, to be repeated."""
    with pdf.stamp(out, "front", WIDTH, HEIGHT, BLEED):
        _front(out, shop, programme)
    with pdf.stamp(out, "back", WIDTH, HEIGHT):
        _back(out, shop, programme)
    with pdf.stamp(out, "fronts", *pdf.A4):
        for place in range(PER_PAGE):
            _front_at(out, place)
        _crop_marks(out)


def _front(out: Sheet, shop: Shop, programme: Programme) -> None:
    ground = tokens.shop_colour(shop.colour)
    pdf.box(out, -BLEED, -BLEED, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED, ground)
    pdf.disc(out, WIDTH - 10.33 * MM, 11.67 * MM, 25 * MM, pdf.lighter(ground))
    pdf.disc(out, WIDTH - 6.67 * MM, 38 * MM, 15.33 * MM, ground)
    pdf.disc(out, WIDTH - 6.67 * MM, 38 * MM, 12.67 * MM, "accent")
    pdf.mark(out, 5.33 * MM, 5 * MM, 6.33 * MM, "#FFFFFF", ground)
    pdf.text(out, 13.67 * MM, 9.5 * MM, shop.name, "Title", 3.83 * MM, "#FFFFFF", limit=WIDTH - 18 * MM)
    lines = wording.promise(programme)
    size = _large(lines)
    for below, line in zip(range(len(lines) - 1, -1, -1), lines, strict=True):
        pdf.text(out, 5 * MM, 42 * MM - below * size * 55 / 54, line, "Display", size, "#FFFFFF")
    pdf.text(out, 5.33 * MM, 48.3 * MM, _("Referral card"), "Text", 2.83 * MM, "nav-text")


def _large(lines: Sequence[str]) -> float:
    """The headline's size: 9 mm, less when a line would run into the disc."""
    widest = max((measure(line, "Display", 9 * MM) for line in lines), default=0.0)
    return 9 * MM * min(1.0, 58 * MM / widest) if widest else 9 * MM


def _back(out: Sheet, shop: Shop, programme: Programme) -> None:
    pdf.text(out, _TEXT_LEFT, 7.1 * MM, pgettext("before a name", "From"), "Text", _BODY, "text-2")
    for i, top in enumerate(_step_tops(programme)):
        middle = top + 1.83 * MM
        pdf.disc(out, _TEXT_LEFT + 1.83 * MM, middle, 1.83 * MM, "brand-soft")
        at = middle + 0.78 * MM
        pdf.text(out, _TEXT_LEFT + 1.83 * MM, at, str(i + 1), "Title", 2.17 * MM, "on-brand-soft", "center")
    for top, step in zip(_step_tops(programme), wording.first_steps(programme), strict=False):
        pdf.paragraph(out, _STEP_LEFT, top + _DROP, step, _STEP_WIDTH, _LEADING, "Text", _BODY)
    _small_print(out, shop, programme)


def _step_tops(programme: Programme) -> tuple[float, ...]:
    """Where the three steps begin; the first two push the next down when they need a second line."""
    tops = [_STEPS_TOP]
    for step in wording.first_steps(programme):
        lines = len(wrap(step, "Text", _BODY, _STEP_WIDTH))
        tops.append(tops[-1] + max(5.17 * MM, lines * _LEADING + 1.5 * MM))
    return tuple(tops)


def _small_print(out: Sheet, shop: Shop, programme: Programme) -> None:
    """Address and terms; a long address is shortened, the terms never are."""
    left, width = 5.33 * MM, WIDTH - 10 * MM
    said = f"{fit(wording.whereabouts(shop), 'Text', _SMALL, 1.4 * width)} {wording.terms(programme)}".strip()
    lines = wrap(said, "Text", _SMALL, width)
    top = HEIGHT - 3.7 * MM - (len(lines) - 1) * _SMALL_LEADING
    pdf.rule(out, left, top - 3.7 * MM, WIDTH - 4.67 * MM, top - 3.7 * MM, "border", 0.5)
    pdf.paragraph(out, left, top, said, width, _SMALL_LEADING, "Text", _SMALL, "text-2")


def _crop_marks(out: Sheet) -> None:
    """Where to cut, outside the bleed."""
    across = [_LEFT + column * _PITCH_X + side for column in range(COLUMNS) for side in (0.0, WIDTH)]
    for x in across:
        pdf.rule(out, x, 4 * MM, x, 9 * MM, "text-3", 0.35)
        pdf.rule(out, x, pdf.A4[1] - 9 * MM, x, pdf.A4[1] - 4 * MM, "text-3", 0.35)
    for row in range(ROWS + 1):
        y = _TOP + row * _PITCH_Y
        pdf.rule(out, 5 * MM, y, 10 * MM, y, "text-3", 0.35)
        pdf.rule(out, pdf.A4[0] - 10 * MM, y, pdf.A4[0] - 5 * MM, y, "text-3", 0.35)
