"""The scheme on the wall and on the counter: a poster, and a display that stands beside the till."""

from collections.abc import Sequence
from pathlib import Path

from parrainage_desktop.base import emblem, pdf, tokens
from parrainage_desktop.base.i18n import _, in_language
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.base.typeset import measure, wrap
from parrainage_desktop.documents import wording
from parrainage_desktop.documents.rules import Scheme
from parrainage_desktop.programme.sentence import earning, sentence

WIDTH, HEIGHT = 210.0, 297.0
"""The poster is drawn in millimetres of A4 and enlarged or reduced."""
SCALES = {"a3": 2**0.5, "a4": 1.0, "a5": 0.5**0.5}
FACE_WIDTH, FACE_HEIGHT = 210.0, 148.5
_GROUND = 186.0
_MARGIN = 17.0
_LARGEST, _LEADING = 4.6, 1.4
_LEAST = 6.5 / MM
"""Millimetres of the smallest text on paper, 6.5 points."""


def poster(path: Path | str, scheme: Scheme, size: str, language: str) -> Made:
    """Write the poster, `size` one of a3, a4, a5. Raises UserError("file_unwritable")."""
    scale = SCALES[size]
    page = (WIDTH * scale * MM, HEIGHT * scale * MM)
    with in_language(language):
        title = _("Poster of the referral scheme")
        with pdf.document(path, page, title, scheme.shop.name, language, scheme.shop.name) as out:
            with pdf.frame(out, 0, 0, scale * MM):
                _poster(out, scheme, language, _LEAST / scale)
            return Made(1, tuple(sorted(out.unprintable)))


def display(path: Path | str, scheme: Scheme, size: str, language: str) -> Made:
    """Write what stands on the counter: one face on a5, on a4 two of them to fold. Raises UserError."""
    page = (FACE_WIDTH * MM, FACE_HEIGHT * MM * (2 if size == "a4" else 1))
    with in_language(language):
        title = _("Counter display of the referral scheme")
        with pdf.document(path, page, title, scheme.shop.name, language, scheme.shop.name) as out:
            with pdf.stamp(out, "face", FACE_WIDTH * MM, FACE_HEIGHT * MM), pdf.frame(out, 0, 0, MM):
                _face(out, scheme, language)
            if size == "a4":
                _folded(out)
            else:
                out.doForm("face")
            return Made(1, tuple(sorted(out.unprintable)))


def _folded(out: Sheet) -> None:
    """The lower half for one side of the tent, the upper one upside down for the other, and where to fold."""
    with pdf.frame(out, 0, FACE_HEIGHT * MM):
        out.doForm("face")
    out.saveState()
    out.transform(-1, 0, 0, -1, FACE_WIDTH * MM, -FACE_HEIGHT * MM)
    out.doForm("face")
    out.restoreState()
    out.setDash([2, 3])
    pdf.rule(out, 0, FACE_HEIGHT * MM, FACE_WIDTH * MM, FACE_HEIGHT * MM, "border-strong", 0.5)
    out.setDash([])


def _poster(out: Sheet, scheme: Scheme, language: str, least: float) -> None:
    shop, ground = scheme.shop, tokens.shop_colour(scheme.shop.colour)
    _ground(out, WIDTH, _GROUND, ground, (168.0, 40.0, 94.0), (178.0, 172.0, 38.0))
    wide = emblem.sign(out, _MARGIN, 16, 20, shop.logo, "#FFFFFF", ground)
    name = (_MARGIN + wide + 6, WIDTH - 2 * _MARGIN - wide - 6)
    pdf.text(out, name[0], 30.4, shop.name, "Title", 11, "#FFFFFF", limit=name[1], least=5.5)
    over = _under_its_name(scheme, language, _("You like it here? Tell a friend."))
    _headline(out, over, wording.promise(scheme.programme), _MARGIN - 1, 128, WIDTH - 2 * _MARGIN, 36)
    for place, step in enumerate(wording.steps(scheme.programme)):
        _step(out, place, step, _MARGIN + place * 60, 199, 54, 5.6)
    _small_print(out, scheme, language, 238, HEIGHT - 21, WIDTH - 2 * _MARGIN, least)
    pdf.rule(out, _MARGIN, HEIGHT - 17.5, WIDTH - _MARGIN, HEIGHT - 17.5, "border", 0.25)
    where = wording.whereabouts(shop)
    pdf.text(out, _MARGIN, HEIGHT - 11, where, "TextSemiBold", 3.6, "text", limit=WIDTH - 2 * _MARGIN)


def _face(out: Sheet, scheme: Scheme, language: str) -> None:
    shop, ground = scheme.shop, tokens.shop_colour(scheme.shop.colour)
    _ground(out, FACE_WIDTH, 96.0, ground, (158.0, 12.0, 62.0), (187.0, 76.0, 34.0))
    wide = emblem.sign(out, 13, 11, 13, shop.logo, "#FFFFFF", ground)
    pdf.text(out, 13 + wide + 4, 20.4, shop.name, "Title", 7.4, "#FFFFFF", limit=FACE_WIDTH - 30 - wide, least=4)
    over = _under_its_name(scheme, language, _("Ask for your referral cards here."))
    _headline(out, over, wording.promise(scheme.programme), 12.4, 84, 128, 19)
    for place, step in enumerate(wording.steps(scheme.programme)):
        _step(out, place, step, 13 + place * 63, 103, 58, 4.1)
    _small_print(out, scheme, language, 124, FACE_HEIGHT - 5, FACE_WIDTH - 26, _LEAST, 13)


def _ground(
    out: Sheet, width: float, height: float, colour: str, large: tuple[float, float, float],
    small: tuple[float, float, float],
) -> None:
    """The coloured part with its discs: one a little lighter, one of the accent in a ring of the ground."""
    out.saveState()
    path = out.beginPath()
    path.rect(0, -height, width, height)
    out.clipPath(path, stroke=0, fill=0)
    pdf.box(out, 0, 0, width, height, colour)
    pdf.disc(out, *large, emblem.lighter(colour))
    x, y, radius = small
    pdf.disc(out, x, y, radius * 1.2, colour)
    pdf.disc(out, x, y, radius, "accent")
    out.restoreState()


def _headline(out: Sheet, over: str, lines: Sequence[str], x: float, bottom: float, width: float, size: float) -> None:
    """Large lines that end at `bottom`, as large as the widest allows, under a smaller one.

    The names of long gifts are wrapped rather than made tiny.
    """
    small = min(size * 0.2 + 1.4, (size * 0.2 + 1.4) * width / measure(over, "Text", size * 0.2 + 1.4))
    widest = max(measure(line, "Display", size) for line in lines)
    size = max(size * 0.45, size * min(1.0, width / widest))
    wrapped = [part for line in lines for part in wrap(line, "Display", size, width, 3)]
    top = bottom - (len(wrapped) - 1) * size * 1.04
    pdf.text(out, x + 0.8, top - size * 0.82 - small, over, "Text", small, "nav-text", limit=width)
    for place, line in enumerate(wrapped):
        pdf.text(out, x, top + place * size * 1.04, line, "Display", size, "#FFFFFF")


def _under_its_name(scheme: Scheme, language: str, said: str) -> str:
    """A line under the name of the scheme, if it has one."""
    return " · ".join(filter(None, (scheme.programme.terms.called(language), said)))


def _step(out: Sheet, place: int, text: str, x: float, y: float, width: float, size: float) -> None:
    """A number in a disc, and what to do beside it."""
    radius = size * 0.98
    pdf.disc(out, x + radius, y + radius, radius, "brand-soft")
    pdf.text(out, x + radius, y + radius + size * 0.36, str(place + 1), "Title", size, "on-brand-soft", "center")
    left = 2 * radius + size * 0.6
    pdf.paragraph(out, x + left, y + radius + size * 0.34, text, width - left, size * 1.3, "TextMedium", size, lines=4)


def _small_print(
    out: Sheet, scheme: Scheme, language: str, top: float, bottom: float, width: float, least: float,
    left: float = _MARGIN,
) -> None:
    """The whole scheme in words and the shop's own terms, as large as their room allows.

    What would be too small to read is not printed: the poster says what earns what, and where the rest is.
    """
    terms, currency = scheme.programme.terms, scheme.programme.currency
    whole = (sentence(terms, currency), _("Not exchangeable for cash."), scheme.shop.terms(language))
    brief = (earning(terms, currency), _("All the terms are at the till."))
    said, size = next(
        ((text, fits) for text in (" ".join(filter(None, whole)), " ".join(brief))
         if (fits := _size(text, width, bottom - top, least))),
        (brief[1], least),
    )  # fmt: skip
    pdf.paragraph(out, left, top + size, said, width, size * _LEADING, "Text", size, "text-2")


def _size(text: str, width: float, height: float, least: float) -> float:
    """The largest size at which a text fits, in steps of a tenth; 0 when it would have to be smaller than `least`."""
    sizes = [_LARGEST - step / 10 for step in range(int((_LARGEST - least) * 10) + 1)]
    fitting = (size for size in sizes if len(wrap(text, "Text", size, width)) * size * _LEADING <= height)
    return next(fitting, 0.0)
