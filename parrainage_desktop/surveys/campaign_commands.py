"""Campaigns from a terminal: describing one, and handing over whom to ask."""

from argparse import Namespace

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, day_month_year, ngettext, number, percent
from parrainage_desktop.base.terminal import Answer, Group, Session, day, one_of, whole
from parrainage_desktop.customers.rules import Channel
from parrainage_desktop.surveys import campaigns, service
from parrainage_desktop.surveys.campaign_rules import ASKING, Audience, Campaign, NewCampaign, Response
from parrainage_desktop.surveys.commands import MOST, span_days
from parrainage_desktop.surveys.rules import Origin


def add_to(root: Group) -> None:
    """Declare the commands about campaigns."""
    group = root.group("surveys", _("what customers think: answers and the score"))
    command = group.command("campaigns", campaigns_command, _("the campaigns with their response, or a new one"))
    command.option("--add", _("NAME"), _("describe a campaign of this name, and choose whom to ask"))
    command.option("--from", _("DAY"), _("its first day; today when nothing is said"))
    command.option("--to", _("DAY"), _("its last day"))
    command.option("--question-fr", _("TEXT"), _("the question in French, when not the usual one"))
    command.option("--question-en", _("TEXT"), _("the question in English, when not the usual one"))
    channels = ", ".join(origin.value for origin in ASKING)
    command.option("--channel", _("NAME"), _("how it is asked: {channels}").format(channels=channels), many=True)
    command.option("--form", _("ADDRESS"), _("the address of the shop’s own form"))
    command.option("--city", _("TOWN"), _("ask people of this town"))
    command.option("--tag", _("TAG"), _("ask people with this tag"))
    command.option("--referred", _("yes|no"), _("ask people who were referred, or the others"))
    command.option("--referrers", _("yes|no"), _("ask referrers, or the others"))
    command.option("--bought-since", _("DAY"), _("ask people who bought since"))
    command.option("--sample", _("NUMBER"), _("ask so many of them, chosen by chance"))
    command = group.command("asked", asked, _("write whom to ask to a CSV or XLSX file; they count as asked today"))
    command.word("FILE", _("the file"))
    command.option("--campaign", _("NUMBER"), _("of which campaign; the running one when nothing is said"))
    command.option("--by", _("NAME"), _("only those who agreed to it: email, sms, post"))


def campaigns_command(session: Session, given: Namespace) -> Answer:
    """List the campaigns, or describe a new one and choose whom to ask."""
    if given.add is None:
        with session.read() as tx:
            found = [(one, campaigns.response(tx, one.id)) for one in campaigns.newest(tx)]
        lines = [_line(one, response) for one, response in found] or [_("There is no campaign yet.")]
        return Answer({"campaigns": [_described(one, response) for one, response in found]}, tuple(lines))
    with session.write() as tx:
        added = campaigns.add(tx, _new(tx, given))
        people = campaigns.draw(tx, added.id)
    said = ngettext(
        "Campaign {id}: {count} person to ask.", "Campaign {id}: {count} people to ask.", people
    ).format(id=added.id, count=number(people))
    return Answer({"id": added.id, "chosen": people}, (said,))


def _new(tx: Transaction, given: Namespace) -> NewCampaign:
    first, last = span_days(given)
    if last is None:
        raise InvalidInput("--to", _("Say the last day."))
    origins = [Origin(one_of("--channel", one, [origin.value for origin in ASKING])) for one in given.channel or ()]
    audience = Audience(
        given.city or "", given.tag or "", _yes_or_no("--referrers", given.referrers),
        _yes_or_no("--referred", given.referred),
        day("--bought-since", given.bought_since) if given.bought_since else None,
        whole("--sample", given.sample, 1, MOST) if given.sample else None,
    )  # fmt: skip
    return NewCampaign(
        given.add, first or tx.today, last, given.question_fr or "", given.question_en or "",
        frozenset(origins or [Origin.COUNTER]), audience, given.form or "",
    )  # fmt: skip


def _yes_or_no(name: str, text: str | None) -> bool | None:
    return None if text is None else one_of(name, text, ("yes", "no")) == "yes"


def asked(session: Session, given: Namespace) -> Answer:
    """Write whom to ask to a file, and note them as asked."""
    channel = Channel(one_of("--by", given.by, [one.value for one in Channel])) if given.by else None
    with session.write() as tx:
        campaign = _meant(tx, given.campaign)
        people = campaigns.export(tx, given.file, campaign.id, channel)
        response = campaigns.response(tx, campaign.id)
    said = ngettext(
        "{count} person to ask written to the file.", "{count} people to ask written to the file.", people
    ).format(count=number(people))
    return Answer({"people": people, **_described(campaign, response)}, (said, _line(campaign, response)))


def _meant(tx: Transaction, text: str | None) -> Campaign:
    if text is not None:
        return campaigns.get(tx, whole("--campaign", text, 1, MOST))
    running = service.running_campaign(tx)
    if running is None:
        raise InvalidInput("--campaign", _("No campaign is running. Say which one."))
    return running


def _described(one: Campaign, response: Response) -> dict[str, object]:
    rate = response.rate
    return {
        "id": one.id, "name": one.name, "from": one.first.isoformat(), "to": one.last.isoformat(),
        "asked": response.asked, "answers": response.answers, "rate": None if rate is None else round(rate, 2),
    }


def _line(one: Campaign, response: Response) -> str:
    rate = "–" if response.rate is None else percent(response.answers, response.asked, 2)
    said = _("{id}. {name}, {first} to {last}: {answers} answers of {asked} asked, {rate}")
    return said.format(
        id=one.id, name=one.name, first=day_month_year(one.first), last=day_month_year(one.last),
        answers=number(response.answers), asked=number(response.asked), rate=rate,
    )  # fmt: skip
