"""Whom to ask as a table for a mailing or a form: only what it takes to ask by one channel."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from parrainage_desktop.base import tables_out
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.tables_out import Cell
from parrainage_desktop.customers.exchange import phone
from parrainage_desktop.customers.rules import Channel, Customer
from parrainage_desktop.surveys.campaign_rules import Campaign
from parrainage_desktop.surveys.wording import asked


def write_to_ask(
    path: Path | str, campaign: Campaign, people: Iterable[Customer], channel: Channel | None, country: str
) -> None:
    """Write people to a .csv or .xlsx file, each with the question in their language.

    Without a channel no address is written. Raises InvalidInput for another suffix, UserError("file_unwritable").
    """
    headings = [_("Card"), _("First name"), _("Last name"), *_address_headings(channel), _("Question"), _("Form")]
    rows = [
        [grouped(one.card), one.given_name, one.family_name, *_address(one, channel, country),
         asked(campaign, one.language), campaign.form_url]
        for one in people
    ]  # fmt: skip
    tables_out.write(path, tables_out.Table(campaign.name, headings, rows))


def _address_headings(channel: Channel | None) -> list[str]:
    if channel is None:
        return []
    return {
        Channel.EMAIL: [_("E-mail")],
        Channel.SMS: [_("Phone")],
        Channel.POST: [_("Street"), _("Postcode"), _("Town")],
    }[channel]


def _address(person: Customer, channel: Channel | None, country: str) -> Sequence[Cell]:
    if channel is None:
        return []
    return {
        Channel.EMAIL: [person.email],
        Channel.SMS: [phone(person.phone, country)],
        Channel.POST: [person.street, person.postcode, person.city],
    }[channel]
