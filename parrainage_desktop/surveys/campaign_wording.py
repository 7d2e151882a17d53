"""Campaigns in words: their lines, whom they reach, how many answered, the text of an e-mail."""

from datetime import date

from parrainage_desktop.base.i18n import _, day, day_month, in_language, ngettext, number, percent, pgettext
from parrainage_desktop.surveys.campaign_rules import Campaign, Reach, Response
from parrainage_desktop.surveys.wording import asked, origin_name


def line(campaign: Campaign) -> str:
    """When and by which channels a campaign asks."""
    channels = ", ".join(origin_name(one) for one in sorted(campaign.origins, key=lambda one: one.value))
    first = (day_month if campaign.first.year == campaign.last.year else day)(campaign.first)
    return _("{first} to {last} · {channels}").format(
        first=first, last=day(campaign.last), channels=channels
    )


def standing(campaign: Campaign, today: date) -> str:
    """Whether a campaign asks on a shop day."""
    if today < campaign.first:
        return pgettext("campaign", "Not begun")
    return pgettext("campaign", "Running") if today <= campaign.last else pgettext("campaign", "Over")


def answers(found: Response) -> str:
    """How many answered, and which part of those asked."""
    said = ngettext("{count} answer", "{count} answers", found.answers).format(count=number(found.answers))
    if found.rate is None:
        return said
    return f"{said} · " + _("{rate} answered").format(rate=percent(found.answers, found.asked, 2))


def reach(found: Reach) -> str:
    """Whom an audience would ask today."""
    fits = ngettext("{count} person fits", "{count} people fit", found.fitting).format(count=number(found.fitting))
    late = ngettext(
        "{count} was asked within 90 days", "{count} were asked within 90 days", found.asked_lately
    ).format(count=number(found.asked_lately))
    asks = ngettext("{count} would be asked", "{count} would be asked", found.to_ask)
    return f"{fits} · {late} · {asks.format(count=number(found.to_ask))}"


def response(found: Response, chosen: int) -> str:
    """How many were chosen, asked, and answered."""
    parts = [
        ngettext("{count} person chosen", "{count} people chosen", chosen).format(count=number(chosen)),
        ngettext("{count} asked", "{count} asked", found.asked).format(count=number(found.asked)),
        answers(found),
    ]
    return " · ".join(parts)


def mail(campaign: Campaign, shop: str, language: str) -> str:
    """The text of an e-mail that asks, to be copied; the same for everyone."""
    with in_language(language):
        hello = _("Hello,")
        ask = asked(campaign, language)
        how = _("One answer, ten seconds: {address}").format(address=campaign.form_url or "…")
        thanks = _("Thank you!\n{shop}").format(shop=shop)
    return f"{hello}\n\n{ask}\n{how}\n\n{thanks}\n"
