"""A campaign on paper: forms to answer by hand, two to a sheet, and a poster that leads to the shop's own form."""

from pathlib import Path

from parrainage_desktop.base import emblem, pdf, qr, tokens
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, in_language
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.surveys.campaign_rules import Campaign
from parrainage_desktop.surveys.wording import asked

WIDTH, HEIGHT = 210.0, 297.0
FORM = HEIGHT / 2
_LEFT, _RIGHT = 16.0, 194.0
_CODE = 96.0


def forms(path: Path | str, campaign: Campaign, shop: Shop, language: str) -> tuple[str, ...]:
    """Write a sheet of two paper forms; the signs that could not be printed. Raises UserError("file_unwritable")."""
    with in_language(language), pdf.document(path, pdf.A4, _("Paper form"), shop.name, language, shop.name) as out:
        with pdf.stamp(out, "form", WIDTH * MM, FORM * MM), pdf.frame(out, 0, 0, MM):
            _form(out, campaign, shop, language)
        for top in (0.0, FORM):
            with pdf.frame(out, 0, top * MM):
                out.doForm("form")
        with pdf.frame(out, 0, 0, MM):
            out.setDash([1, 2])
            pdf.rule(out, 0, FORM, WIDTH, FORM, "border-strong", 0.2)
        return tuple(sorted(out.unprintable))


def poster(path: Path | str, campaign: Campaign, shop: Shop, language: str) -> tuple[str, ...]:
    """Write a poster with the code of the shop's own form; the signs that could not be printed.

    Raises UserError("file_unwritable"), InvalidInput("form") without an address or with one too long for a code.
    """
    if not campaign.form_url:
        raise InvalidInput("form", _("This campaign has no form address."))
    with in_language(language), pdf.document(
        path, pdf.A4, _("Survey poster"), shop.name, language, shop.name
    ) as out:  # fmt: skip
        try:
            with pdf.frame(out, 0, 0, MM):
                _poster(out, campaign, shop, language)
        except ValueError as error:
            raise InvalidInput("form", _("This address is too long for a code.")) from error
        return tuple(sorted(out.unprintable))


def _form(out: Sheet, campaign: Campaign, shop: Shop, language: str) -> None:
    wide = emblem.sign(out, _LEFT, 10, 9, shop.logo, tokens.shop_colour(shop.colour), "#FFFFFF")
    pdf.text(out, _LEFT + wide + 3, 16.6, shop.name, "Title", 5, "text", limit=_RIGHT - _LEFT - wide - 3, least=3)
    y = pdf.paragraph(out, _LEFT, 32, asked(campaign, language), _RIGHT - _LEFT, 7.4, "Title", 6, lines=4)
    _scale(out, y + 1)
    y += 27
    pdf.text(out, _LEFT, y, _("Why this score?"), "TextSemiBold", 3.6, "text")
    for line in range(3):
        pdf.rule(out, _LEFT, y + 9 + 9 * line, _RIGHT, y + 9 + 9 * line, "border-strong", 0.25)
    y += 36
    for place, words in enumerate((_("My words may be quoted"), _("I would like to be called back"))):
        x = _LEFT + place * 92
        pdf.box(out, x, y - 3.6, 4.4, 4.4, "", "border-strong", 0.6, 0.3)
        pdf.text(out, x + 7, y, words, "Text", 3.6, "text", limit=82)
    for x, words in ((_LEFT, _("Name (optional)")), (_LEFT + 92, _("Telephone (optional)"))):
        pdf.text(out, x, y + 9, words, "Text", 3, "text-2")
        pdf.rule(out, x, y + 18, x + 84, y + 18, "border-strong", 0.25)


def _scale(out: Sheet, y: float) -> None:
    """0 to 10, all alike, to be circled."""
    step = (_RIGHT - _LEFT) / 11
    for score in range(11):
        x = _LEFT + score * step
        pdf.box(out, x + 0.8, y, step - 1.6, 11, "", "border-strong", 1.6, 0.3)
        pdf.text(out, x + step / 2, y + 7.4, str(score), "TextSemiBold", 5, "text", "center")
    pdf.text(out, _LEFT + 0.8, y + 16, _("0: not at all"), "Text", 3, "text-2")
    pdf.text(out, _RIGHT - 0.8, y + 16, _("10: without hesitating"), "Text", 3, "text-2", "right")


def _poster(out: Sheet, campaign: Campaign, shop: Shop, language: str) -> None:
    ground = tokens.shop_colour(shop.colour)
    pdf.box(out, 0, 0, WIDTH, 130, ground)
    wide = emblem.sign(out, _LEFT, 18, 18, shop.logo, "#FFFFFF", ground)
    pdf.text(out, _LEFT + wide + 6, 31, shop.name, "Title", 10, "#FFFFFF", limit=_RIGHT - _LEFT - wide - 6, least=5)
    pdf.paragraph(out, _LEFT, 66, asked(campaign, language), _RIGHT - _LEFT, 17, "Display", 14, "#FFFFFF", lines=4)
    out.setFillColor(pdf.ink("text"))
    with pdf.frame(out, (WIDTH - _CODE) / 2, 142, 1 / MM):
        qr.draw_link(out, campaign.form_url, 0, 0, _CODE * MM)
    middle = WIDTH / 2
    pdf.text(out, middle, 252, _("Scan the code: one answer, ten seconds."), "TextSemiBold", 6, "text", "center")
    shown = campaign.form_url.partition("://")[2]
    pdf.text(out, middle, 264, shown, "TextMedium", 4.4, "text-2", "center", limit=_RIGHT - _LEFT)
