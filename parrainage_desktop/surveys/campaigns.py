"""Asking: describing a campaign, choosing whom to ask, noting who was, and what came of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import many
from parrainage_desktop.customers.rules import Channel, Customer
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.surveys import campaign_store, exchange, wording
from parrainage_desktop.surveys.campaign_rules import Asked, Audience, Campaign, NewCampaign, Reach, Response

QUESTION_LENGTH = 240
LINK_LENGTH = 500


def add(tx: Transaction, new: NewCampaign) -> Campaign:
    """Keep a campaign; empty questions become the usual one with the shop's name. Raises InvalidInput."""
    number = campaign_store.insert_campaign(tx, _checked(tx, new), tx.chance.randrange(2**31))
    journal.append(tx, "campaign.added", number)
    return get(tx, number)


def change(tx: Transaction, campaign_id: int, new: NewCampaign) -> Campaign:
    """Keep a campaign as described anew; once people were chosen its audience stays. Raises InvalidInput."""
    before, kept = get(tx, campaign_id), _checked(tx, new)
    if before.drawn_on is not None and kept.audience != before.audience:
        raise InvalidInput("audience", _("The people to ask have been chosen already."))
    campaign_store.change(tx, campaign_id, kept)
    journal.append(tx, "campaign.changed", campaign_id)
    return get(tx, campaign_id)


def _checked(tx: Transaction, new: NewCampaign) -> NewCampaign:
    if new.last < new.first:
        raise InvalidInput("last", _("The last day is before the first."))
    if not new.origins:
        raise InvalidInput("channels", _("Choose at least one channel."))
    audience = new.audience
    if audience.sample is not None and audience.sample < 1:
        raise InvalidInput("sample", _("Ask at least one person."))
    name = writing.line("name", new.name, writing.NAME_LENGTH, required=True)
    city, tag = writing.line("city", audience.city, 120), writing.line("tag", audience.tag, 40)
    link = writing.line("form", new.form_url, LINK_LENGTH)
    if link and not link.startswith(("https://", "http://")):
        raise InvalidInput("form", _("The address of a form begins with https://"))
    return replace(
        new, name=name, form_url=link, audience=replace(audience, city=city, tag=tag),
        question_fr=_question(tx, "fr", new.question_fr), question_en=_question(tx, "en", new.question_en),
    )  # fmt: skip


def _question(tx: Transaction, language: str, words: str) -> str:
    kept = writing.line(f"question_{language}", words, QUESTION_LENGTH)
    return kept or wording.usual_question(preferences.shop(tx).name, language)


def get(tx: Transaction, campaign_id: int) -> Campaign:
    """A campaign. Raises InvalidInput when there is none of this number."""
    found = campaign_store.get(tx, campaign_id)
    if found is None:
        raise InvalidInput("campaign", _("There is no campaign of this number."))
    return found


def newest(tx: Transaction, limit: int = 50) -> list[Campaign]:
    """Campaigns, the one that began last first."""
    return campaign_store.newest(tx, limit)


def reach(tx: Transaction, audience: Audience) -> Reach:
    """How many people an audience would ask today; nothing is written."""
    fitting = campaign_store.fitting(tx, audience)
    free = len(set(fitting) - campaign_store.asked_lately(tx))
    return Reach(len(fitting), len(fitting) - free, min(free, audience.sample or free))


def draw(tx: Transaction, campaign_id: int) -> int:
    """Choose the people to ask, once: those who fit and were not asked within 90 days nor by it, or a sample of them.

    The sample follows from the campaign's seed. Returns how many were chosen. Raises InvalidInput.
    """
    campaign = get(tx, campaign_id)
    if campaign.drawn_on is not None:
        raise InvalidInput("campaign", _("The people to ask have been chosen already."))
    asked = campaign_store.asked_lately(tx) | campaign_store.on_list(tx, campaign_id)
    free = [one for one in campaign_store.fitting(tx, campaign.audience) if one not in asked]
    wanted = campaign.audience.sample
    if wanted is not None and wanted < len(free):
        free = sorted(Random(campaign.seed).sample(free, wanted))
    campaign_store.insert_people(tx, campaign_id, free)
    campaign_store.mark_drawn(tx, campaign_id)
    journal.append(tx, "campaign.drawn", campaign_id, {"people": len(free)})
    return len(free)


def to_ask(tx: Transaction, campaign_id: int, channel: Channel | None = None) -> list[Customer]:
    """The chosen people who may still be asked: not asked within 90 days, and reached by a channel they agreed to."""
    ids = campaign_store.to_ask(tx, campaign_id, channel.value if channel else "")
    people = many.by_number(tx, ids)
    return [people[one] for one in ids]


def ask(tx: Transaction, campaign_id: int, ids: Sequence[int]) -> None:
    """Note that people were asked today, chosen before or not."""
    if not ids:
        return
    campaign_store.mark_asked(tx, campaign_id, ids)
    journal.append(tx, "campaign.asked", campaign_id, {"people": len(ids)})


def export(tx: Transaction, path: Path | str, campaign_id: int, channel: Channel | None = None) -> int:
    """Write whom to ask to a .csv or .xlsx file, and note them as asked today; returns how many.

    Raises InvalidInput for another suffix, UserError("file_unwritable").
    """
    campaign, people = get(tx, campaign_id), to_ask(tx, campaign_id, channel)
    exchange.write_to_ask(path, campaign, people, channel, preferences.shop(tx).country)
    ask(tx, campaign_id, [one.id for one in people])
    return len(people)


def response(tx: Transaction, campaign_id: int) -> Response:
    """How many were asked, how many answered."""
    return campaign_store.response(tx, campaign_id)


def chosen(tx: Transaction, campaign_id: int) -> int:
    """How many people are on a campaign's list."""
    return campaign_store.chosen(tx, campaign_id)


def asked_list(tx: Transaction, campaign_id: int, skip: int = 0, count: int = 1_000) -> list[Asked]:
    """The people on a campaign's list, when they were asked and what they answered."""
    return campaign_store.asked_list(tx, campaign_id, skip, count)
