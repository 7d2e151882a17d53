"""A card that invites to write a review: one sentence, a code for the telephone, the same for everyone."""

from pathlib import Path

from parrainage_desktop.base import emblem, pdf, qr, tokens
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, in_language
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.testimonials.review_rules import ReviewChannel

WIDTH, HEIGHT = 105.0, 148.0
"""A6, in millimetres."""
_CODE, _INNER = 62.0, 9.0


def card(path: Path | str, channel: ReviewChannel, shop: Shop, language: str) -> Made:
    """Write a card to stand by the till. Raises UserError("file_unwritable"), InvalidInput("address") if too long."""
    with in_language(language):
        title = _("Review card")
        with pdf.document(path, (WIDTH * MM, HEIGHT * MM), title, shop.name, language, shop.name) as out:
            try:
                with pdf.frame(out, 0, 0, MM):
                    _draw(out, channel, shop)
            except ValueError as error:
                raise InvalidInput("address", _("This address is too long for a card.")) from error
            return Made(1, tuple(sorted(out.unprintable)))


def _draw(out: Sheet, channel: ReviewChannel, shop: Shop) -> None:
    ground = tokens.shop_colour(shop.colour)
    pdf.box(out, 0, 0, WIDTH, 20, ground)
    left = _INNER + emblem.sign(out, _INNER, 5.5, 9, shop.logo, "#FFFFFF", ground) + 3
    pdf.text(out, left, 12, shop.name, "Title", 5.4, "#FFFFFF", limit=WIDTH - left - _INNER, least=3)
    room = WIDTH - 2 * _INNER
    y = pdf.paragraph(out, _INNER, 33, _("What did you think of it?"), room, 8, "Title", 7, lines=2)
    said = _("Your opinion, whatever it is, helps us and those who come after you.")
    y = pdf.paragraph(out, _INNER, y + 0.5, said, room, 5.4, size=4, lines=3)
    out.setFillColor(pdf.ink("text"))
    with pdf.frame(out, (WIDTH - _CODE) / 2, y, 1 / MM):
        qr.draw_link(out, channel.address, 0, 0, _CODE * MM)
    pdf.text(out, WIDTH / 2, y + _CODE + 6, channel.name, "TextSemiBold", 4.4, "text", "center", limit=room)
    shown = channel.address.partition("://")[2]
    pdf.text(out, WIDTH / 2, HEIGHT - 7, shown, "TextMedium", 3, "text-2", "center", limit=room)
