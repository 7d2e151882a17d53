"""A certificate that thanks a referrer: A4 on its side, to be signed and framed."""

from pathlib import Path

from parrainage_desktop.base import emblem, pdf, tokens
from parrainage_desktop.base.i18n import _, day_month_year, in_language, month
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.base.typeset import measure, wrap
from parrainage_desktop.documents import wording
from parrainage_desktop.documents.rules import Thanks

WIDTH, HEIGHT = 297.0, 210.0
"""Millimetres."""
_LEFT = 30.0
_ROOM = 167.0


def certificate(path: Path | str, thanks: Thanks, language: str) -> Made:
    """Write it. Raises UserError("file_unwritable")."""
    shop = thanks.scheme.shop
    with in_language(language):
        title = _("Certificate of thanks")
        with pdf.document(path, (WIDTH * MM, HEIGHT * MM), title, shop.name, language, shop.name) as out:
            with pdf.frame(out, 0, 0, MM):
                _ground(out, tokens.shop_colour(shop.colour))
                _head(out, thanks)
                _words(out, thanks)
                _signature(out, thanks)
            return Made(1, tuple(sorted(out.unprintable)))


def _ground(out: Sheet, colour: str) -> None:
    """White within a broad border of the shop's colour, whose discs come in from the right."""
    out.saveState()
    path = out.beginPath()
    path.rect(0, -HEIGHT, WIDTH, HEIGHT)
    out.clipPath(path, stroke=0, fill=0)
    pdf.box(out, 0, 0, WIDTH, HEIGHT, colour)
    pdf.box(out, 9, 9, WIDTH - 18, HEIGHT - 18, "#FFFFFF", "", 5)
    pdf.disc(out, WIDTH - 8, 34, 68, colour)
    pdf.disc(out, WIDTH - 8, 34, 60, emblem.lighter(colour))
    pdf.disc(out, WIDTH - 66, 112, 31, "#FFFFFF")
    pdf.disc(out, WIDTH - 66, 112, 26, "accent")
    out.restoreState()


def _head(out: Sheet, thanks: Thanks) -> None:
    shop = thanks.scheme.shop
    wide = emblem.sign(out, _LEFT, 27, 15, shop.logo, tokens.shop_colour(shop.colour), "#FFFFFF")
    pdf.text(out, _LEFT + wide + 4, 37.6, shop.name, "Title", 7.6, "text", limit=_ROOM - wide - 30, least=4)


def _words(out: Sheet, thanks: Thanks) -> None:
    """The thanks, the name as large as it goes, and what it is for."""
    pdf.text(out, _LEFT, 80, _("With all our thanks to"), "Text", 7, "text-2")
    size = max(13.0, 21 * min(1.0, _ROOM / max(1.0, measure(thanks.name, "Display", 21))))
    lines = wrap(thanks.name, "Display", size, _ROOM, 2)
    y = 104.0 if len(lines) == 1 else 98.0
    y = pdf.paragraph(out, _LEFT - 0.6, y, thanks.name, _ROOM, size * 1.05, "Display", size, lines=2)
    y += 17 - size * 1.05
    y = pdf.paragraph(out, _LEFT, y, wording.brought(thanks.friends), _ROOM, 9.6, "Text", 7)
    if not thanks.friends:
        return
    since = _("Recommending us since {month}.").format(month=month(thanks.since.year, thanks.since.month))
    pdf.text(out, _LEFT, y + 2, since, "Text", 5, "text-2")


def _signature(out: Sheet, thanks: Thanks) -> None:
    pdf.rule(out, _LEFT, 172, _LEFT + 70, 172, "border-strong", 0.3)
    pdf.text(out, _LEFT, 178, day_month_year(thanks.scheme.today), "TextMedium", 4.2)
    where = wording.whereabouts(thanks.scheme.shop)
    pdf.text(out, _LEFT, 186, where, "Text", 3.8, "text-2", limit=WIDTH - 2 * _LEFT)
