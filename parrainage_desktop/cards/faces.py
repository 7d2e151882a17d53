"""What stands on a card: its front, its back, and the one side of a label, at whatever size the sheet has."""

from collections.abc import Sequence
from dataclasses import dataclass

from parrainage_desktop.base import emblem, pdf, qr, tokens
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.i18n import _, language, pgettext
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.base.typeset import fit, measure, wrap
from parrainage_desktop.cards import wording
from parrainage_desktop.cards.rules import CardFace
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme.rules import Programme

BLEED = 3 * MM
_SYMBOL_MM = 23.0
_TEXT_LEFT = 35 * MM
_RIGHT = 4.3 * MM
_STEP_LEFT = _TEXT_LEFT + 5.3 * MM
_BODY, _LEADING = 2.42 * MM, 3.17 * MM
_SMALL, _SMALL_LEADING = 2.33 * MM, 3 * MM
_STEPS_TOP = 15.3 * MM
_SMALL_TOP = 40.3 * MM
"""The first baseline of the small print stays below this: the rule above it clears the code's letters."""
_UNDER_RULE = 3.7 * MM
_DROP = 2.6 * MM
"""From a step's top to its first baseline."""


@dataclass(frozen=True, slots=True)
class Design:
    """What all cards of one promise share; the size is in points. `name` tells it from others of the same sheet."""

    shop: Shop
    programme: Programme
    width: float
    height: float
    small: tuple[str, ...]
    name: str = ""

    @property
    def rule(self) -> float:
        """Where the small print begins: the more it says, the higher."""
        return self.height - 3.7 * MM - (len(self.small) - 1) * _SMALL_LEADING - _UNDER_RULE

    @property
    def step_width(self) -> float:
        """How wide the steps' lines may be."""
        return self.width - _STEP_LEFT - _RIGHT


def designed(shop: Shop, programme: Programme, width: float, height: float, name: str = "") -> Design:
    """The design of a size in points, in the language of the moment."""
    small = _small_lines(shop, programme, width - 10 * MM, height)
    return Design(shop, programme, width, height, small, name)


def front(out: Sheet, design: Design) -> None:
    """The shop, the promise, on the shop's colour; drawn over the edges for the knife."""
    width, height = design.width, design.height
    ground = tokens.shop_colour(design.shop.colour)
    pdf.box(out, -BLEED, -BLEED, width + 2 * BLEED, height + 2 * BLEED, ground)
    pdf.disc(out, width - 10.33 * MM, 11.67 * MM, 25 * MM, emblem.lighter(ground))
    pdf.disc(out, width - 6.67 * MM, height - 16 * MM, 15.33 * MM, ground)
    pdf.disc(out, width - 6.67 * MM, height - 16 * MM, 12.67 * MM, "accent")
    left = 5.33 * MM + emblem.sign(out, 5.33 * MM, 5 * MM, 6.33 * MM, design.shop.logo, "#FFFFFF", ground) + 2 * MM
    room = width - left - 4.3 * MM
    pdf.text(out, left, 9.5 * MM, design.shop.name, "Title", 3.83 * MM, "#FFFFFF", limit=room, least=_SMALL)
    lines = wording.promise(design.programme)
    size = _large(lines, 9 * MM, width - 27 * MM)
    for below, line in zip(range(len(lines) - 1, -1, -1), lines, strict=True):
        pdf.text(out, 5 * MM, height - 12 * MM - below * size * 55 / 54, line, "Display", size, "#FFFFFF")
    pdf.text(out, 5.33 * MM, height - 5.7 * MM, _("Referral card"), "Text", 2.83 * MM, "nav-text")


def back(out: Sheet, design: Design) -> None:
    """The part of the back that all cards share."""
    pdf.text(out, _TEXT_LEFT, 7.1 * MM, pgettext("before a name", "From"), "Text", _BODY, "text-2")
    tops = _step_tops(design)
    for i, top in enumerate(tops):
        middle = top + 1.83 * MM
        pdf.disc(out, _TEXT_LEFT + 1.83 * MM, middle, 1.83 * MM, "brand-soft")
        at = middle + 0.78 * MM
        pdf.text(out, _TEXT_LEFT + 1.83 * MM, at, str(i + 1), "Title", 2.17 * MM, "on-brand-soft", "center")
    for top, step in zip(tops, wording.first_steps(design.programme), strict=False):
        pdf.paragraph(out, _STEP_LEFT, top + _DROP, step, design.step_width, _LEADING, "Text", _BODY)
    _small_print(out, design)


def personal(out: Sheet, card: CardFace, design: Design) -> None:
    """The part of the back that names somebody: first name, code, the last step."""
    limit = design.width - _TEXT_LEFT - _RIGHT
    pdf.text(out, _TEXT_LEFT, 12 * MM, card.first_name, "Title", 4 * MM, "text", limit=limit, least=_BODY)
    name = fit(card.first_name, "Text", _BODY, 22 * MM)
    at = _step_tops(design)[2] + _DROP
    said = wording.last_step(design.programme, name)
    most = int((design.rule - 0.6 * MM - at) // _LEADING) + 1
    pdf.paragraph(out, _STEP_LEFT, at, said, design.step_width, _LEADING, "Text", _BODY, lines=most)
    size = qr.size_for(_SYMBOL_MM, card.code)
    middle = 17.5 * MM
    out.setFillColor(pdf.ink("text"))
    qr.draw(out, card.code, middle - size / 2, 5.6 * MM - (size - _SYMBOL_MM * MM) / 2, size)
    pdf.text(out, middle, 35.9 * MM, grouped(card.code), "TextSemiBold", 2.5 * MM, "text", "center")


def label(out: Sheet, card: CardFace, design: Design, side: float) -> None:
    """Everything on one small side: the code at the left, who and what beside it, as much as there is room for."""
    out.setFillColor(pdf.ink("text"))
    qr.draw(out, card.code, 0.5 * MM, (design.height - side) / 2, side)
    left, small = side + 0.5 * MM, design.height < 30 * MM
    width = design.width - left - 1.5 * MM
    y = (3.4 if small else 5) * MM
    pdf.text(out, left, y, design.shop.name, "Title", (2.33 if small else 3.2) * MM, limit=width)
    lines = wording.promise(design.programme)
    size = _large(lines, (2.9 if small else 4.2) * MM, width)
    for line in lines:
        y += size * 1.1 + (0.0 if small else 0.5) * MM
        pdf.text(out, left, y, line, "Display", size, tokens.shop_colour(design.shop.colour))
    y += (2.9 if small else 3.6) * MM
    name = card.first_name if small else pgettext("on a label", "From {name}").format(name=card.first_name)
    pdf.text(out, left, y, name, "Text", _SMALL, "text-2", limit=width)
    bottom = _letters(out, card.code, left, design.height - (2 if small else 3) * MM, width)
    room = int((bottom - 3.2 * MM - y) / _SMALL_LEADING)
    terms = wrap(wording.terms(design.programme), "Text", _SMALL, width)
    if len(terms) <= room:
        pdf.paragraph(out, left, y + _SMALL_LEADING, " ".join(terms), width, _SMALL_LEADING, "Text", _SMALL, "text-2")


def _letters(out: Sheet, code: str, left: float, y: float, width: float) -> float:
    """The code in groups, on two lines where one is too narrow; returns the first baseline."""
    letters, size = grouped(code), 2.5 * MM
    if measure(letters, "TextSemiBold", size) <= width:
        pdf.text(out, left, y, letters, "TextSemiBold", size)
        return y
    half = letters.rindex("-", 0, 2 + len(letters) // 2) + 1
    pdf.text(out, left, y - 3 * MM, letters[:half], "TextSemiBold", size)
    pdf.text(out, left, y, letters[half:], "TextSemiBold", size)
    return y - 3 * MM


def _large(lines: Sequence[str], size: float, width: float) -> float:
    """The size of large lines: less when one would not fit."""
    widest = max((measure(line, "Display", size) for line in lines), default=0.0)
    return size * min(1.0, width / widest) if widest else size


def _step_tops(design: Design) -> tuple[float, ...]:
    """Where the three steps begin; the first two push the next down when they need a second line."""
    tops = [_STEPS_TOP]
    for step in wording.first_steps(design.programme):
        lines = len(wrap(step, "Text", _BODY, design.step_width))
        tops.append(tops[-1] + max(5.17 * MM, lines * _LEADING + 1.5 * MM))
    return tuple(tops)


def _small_print(out: Sheet, design: Design) -> None:
    """Address and terms, above the lower edge."""
    left, y = 5.33 * MM, design.rule
    pdf.rule(out, left, y, design.width - 4.67 * MM, y, "border", 0.5)
    for number, line in enumerate(design.small):
        pdf.text(out, left, y + _UNDER_RULE + number * _SMALL_LEADING, line, "Text", _SMALL, "text-2")


def _small_lines(shop: Shop, programme: Programme, width: float, height: float) -> tuple[str, ...]:
    """As much as there is room for; what gives way first are the shop's own terms, then its address."""
    room, terms = int((height - 3.7 * MM - _SMALL_TOP) // _SMALL_LEADING) + 1, wording.terms(programme)
    where = [fit(wording.whereabouts(shop), "Text", _SMALL, part * width) for part in (1.4, 0.7)]
    own = f"{programme.terms.text(language())} {shop.terms(language())}".strip()
    for said in (f"{where[0]} {terms} {own}", f"{where[0]} {terms}", f"{where[1]} {terms}", terms):
        lines = wrap(said.strip(), "Text", _SMALL, width)
        if len(lines) <= room:
            return lines
    return wrap(terms, "Text", _SMALL, width, room)
