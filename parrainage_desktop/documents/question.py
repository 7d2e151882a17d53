"""Survey cards: the one question with its scale, and a code that leads a telephone to the shop's own form."""

from pathlib import Path

from parrainage_desktop.base import emblem, pdf, qr, tokens
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, in_language
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.cards.document import crop_marks
from parrainage_desktop.cards.stocks import PLAIN
from parrainage_desktop.documents.rules import Scheme
from parrainage_desktop.surveys import wording as surveys

WIDTH, HEIGHT = PLAIN.width, PLAIN.height
_CODE = 31.0
_INNER = 6.0


def cards(path: Path | str, scheme: Scheme, address: str, language: str) -> Made:
    """Write a sheet of ten cards with crop marks; without an address the answer is circled by hand.

    Raises UserError("file_unwritable"), InvalidInput("address") for one too long to be printed.
    """
    shop = scheme.shop
    with in_language(language):
        title = _("Survey cards")
        with pdf.document(path, pdf.A4, title, shop.name, language, shop.name) as out:
            try:
                with pdf.stamp(out, "question", WIDTH * MM, HEIGHT * MM), pdf.frame(out, 0, 0, MM):
                    _card(out, scheme, address)
            except ValueError as error:
                raise InvalidInput("address", _("This address is too long for a card.")) from error
            for place in range(PLAIN.per_page):
                x, y = PLAIN.corner(place)
                with pdf.frame(out, x * MM, y * MM):
                    out.doForm("question")
            crop_marks(out, PLAIN)
            return Made(1, tuple(sorted(out.unprintable)))


def _card(out: Sheet, scheme: Scheme, address: str) -> None:
    shop = scheme.shop
    ground = tokens.shop_colour(shop.colour)
    pdf.box(out, 0, 0, WIDTH, 13.5, ground)
    wide = emblem.sign(out, _INNER, 3.6, 6.3, shop.logo, "#FFFFFF", ground)
    left = _INNER + wide + 2
    pdf.text(out, left, 8.2, shop.name, "Title", 3.8, "#FFFFFF", limit=WIDTH - left - _INNER, least=2.6)
    room = WIDTH - 2 * _INNER - (_CODE - 2 if address else 0)
    y = pdf.paragraph(out, _INNER, 20.4, surveys.question(), room, 4.7, "Title", 3.8, lines=4)
    if address:
        _lead(out, address, y, room)
    else:
        _scale(out, y)


def _lead(out: Sheet, address: str, y: float, room: float) -> None:
    """The code, and the address for those who type it."""
    pdf.paragraph(out, _INNER, y + 0.6, _("Scan the code: one answer, ten seconds."), room, 3.7, size=2.8, lines=2)
    out.setFillColor(pdf.ink("text"))
    with pdf.frame(out, WIDTH - _CODE - 3, 15.5, 1 / MM):
        qr.draw_link(out, address, 0, 0, _CODE * MM)
    shown = address.partition("://")[2] or address
    pdf.text(out, _INNER, HEIGHT - 4.2, shown, "TextMedium", 2.6, "text-2", limit=WIDTH - 2 * _INNER)


def _scale(out: Sheet, y: float) -> None:
    """0 to 10, all alike, to be circled."""
    step = (WIDTH - 2 * _INNER) / 11
    for score in range(11):
        x = _INNER + score * step
        pdf.box(out, x + 0.4, y, step - 0.8, 8, "", "border-strong", 1.2, 0.25)
        pdf.text(out, x + step / 2, y + 5.4, str(score), "TextSemiBold", 3.4, "text", "center")
    pdf.text(out, _INNER, y + 12.6, _("0: not at all"), "Text", 2.5, "text-2")
    pdf.text(out, WIDTH - _INNER, y + 12.6, _("10: without hesitating"), "Text", 2.5, "text-2", "right")
    pdf.text(out, _INNER, HEIGHT - 4.2, _("Circle one and leave the card at the till."), "Text", 2.6, "text-2")
