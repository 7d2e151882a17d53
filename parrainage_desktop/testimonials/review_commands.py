"""Reviews from a terminal: the pages, the cards, the text, who was invited. Nothing here ever opens a page."""

from argparse import Namespace

from parrainage_desktop.base import paper
from parrainage_desktop.base.i18n import _, day, language, ngettext
from parrainage_desktop.base.terminal import Answer, Group, Session, one_of, refused, table, whole
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.testimonials import review_wording, reviews
from parrainage_desktop.testimonials.review_rules import NotInvited, Policy, Site, Way

_MOST = 2**31 - 1


def add_to(root: Group) -> None:
    """Declare the commands about reviews."""
    group = root.group("reviews", _("pages for reviews, and who was invited to write one"))
    group.command("list", list_channels, _("the pages, and who is invited"))
    command = group.command("add", add, _("keep the address of a page for reviews"))
    command.word("SITE", ", ".join(site.value for site in Site))
    command.word("ADDRESS", _("an address that begins with https://"))
    command.option("--name", _("TEXT"), _("what the page is called"))
    command = group.command("close", close, _("invite nobody to a page any more"))
    command.word("CHANNEL", _("the page’s number"))
    command = group.command("policy", policy, _("who is invited, and how long nobody is invited again"))
    command.option("--who", _("WHO"), _("everyone, or promoters, which review sites forbid"))
    command.option("--days", _("DAYS"), _("days in which nobody is invited twice"))
    command = group.command("invite", invite, _("note that a customer is invited; says why not if they must not be"))
    customers.reference(command)
    command.word("CHANNEL", _("the page’s number"))
    command.option("--way", _("WAY"), ", ".join(way.value for way in Way))
    command = group.command("text", text, _("the invitation as a text to copy"))
    command.word("CHANNEL", _("the page’s number"))
    command = group.command("card", card, _("write a card with the page’s code to a PDF"))
    command.word("CHANNEL", _("the page’s number"))
    command.word("FILE", _("the PDF to write"))
    group.command("invited", invited, _("who was invited, when, to which page"))


def list_channels(session: Session, _given: Namespace) -> Answer:
    """The pages for reviews and the rule of the shop."""
    with session.read() as tx:
        found, rules = reviews.channels(tx), reviews.policy(tx)
    data = {
        "channels": [
            {"id": one.id, "site": one.site.value, "name": one.name, "address": one.address, "closed": one.closed}
            for one in found
        ],
        "promoters_only": rules.promoters_only,
        "again_after_days": rules.again_after_days,
    }
    rows = [[str(one.id), one.name, one.address, _("closed") if one.closed else ""] for one in found]
    return Answer(data, (*table(rows), _rule(rules)))


def add(session: Session, given: Namespace) -> Answer:
    """Keep a page."""
    site = Site(one_of("SITE", given.site, [one.value for one in Site]))
    with session.write() as tx:
        made = reviews.add_channel(tx, site, given.name or "", given.address)
    return Answer({"id": made.id, "address": made.address}, (f"{made.id}  {made.name}  {made.address}",))


def close(session: Session, given: Namespace) -> Answer:
    """Close a page."""
    with session.write() as tx:
        done = reviews.close_channel(tx, _number(given))
    return Answer({"id": done.id, "closed": True}, (_("{name} is not used any more.").format(name=done.name),))


def policy(session: Session, given: Namespace) -> Answer:
    """Show who is invited, or decide it."""
    with session.write() as tx:
        now = reviews.policy(tx)
        who = one_of("--who", given.who, ("everyone", "promoters")) if given.who else ""
        days = whole("--days", given.days, 0, 3_650) if given.days else now.again_after_days
        wanted = Policy(who == "promoters" if who else now.promoters_only, days)
        if wanted != now:
            reviews.set_policy(tx, wanted)
    return Answer(
        {"promoters_only": wanted.promoters_only, "again_after_days": wanted.again_after_days}, (_rule(wanted),)
    )


def invite(session: Session, given: Namespace) -> Answer:
    """Note an invitation."""
    way = Way(one_of("--way", given.way or "counter", [one.value for one in Way]))
    with session.write() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        done, rules = reviews.invite(tx, person.id, _number(given), way), reviews.policy(tx)
    if isinstance(done, NotInvited):
        return refused(done.value, review_wording.refusal(done, rules))
    return Answer({"id": done.id}, (_("{name} is invited.").format(name=person.name),))


def text(session: Session, given: Namespace) -> Answer:
    """The invitation as a text."""
    with session.read() as tx:
        said = review_wording.invitation(
            reviews.get_channel(tx, _number(given)), preferences.shop(tx).name, language()
        )
    return Answer({"text": said}, (said,))


def card(session: Session, given: Namespace) -> Answer:
    """Write a card."""
    from parrainage_desktop.testimonials import review_document

    with session.read() as tx:
        channel, shop = reviews.get_channel(tx, _number(given)), preferences.shop(tx)
    made = review_document.card(given.file, channel, shop, language())
    written = _("Card written to {file}.").format(file=given.file)
    data = {"pages": made.pages, "unprintable": made.unprintable}
    return Answer(data, (written, *paper.replaced(made.unprintable)))


def invited(session: Session, _given: Namespace) -> Answer:
    """The invitations."""
    with session.read() as tx:
        found, names = reviews.invitations(tx, 0, 500), {one.id: one.name for one in reviews.channels(tx)}
    data = [
        {"id": one.id, "customer": one.customer_id, "channel": one.channel_id, "way": one.way.value,
         "on": one.invited_on.isoformat(), "staff": one.staff}
        for one in found
    ]  # fmt: skip
    rows = [
        [day(one.invited_on), str(one.customer_id or "–"), names[one.channel_id], review_wording.way(one.way)]
        for one in found
    ]
    return Answer({"invitations": data}, table(rows) or (_("Nobody was invited yet."),))


def _number(given: Namespace) -> int:
    return whole("CHANNEL", given.channel, 1, _MOST)


def _rule(rules: Policy) -> str:
    who = review_wording.promoters_only_warning() if rules.promoters_only else review_wording.everyone()
    pause = ngettext("Nobody twice within {count} day.", "Nobody twice within {count} days.", rules.again_after_days)
    return f"{who} {pause.format(count=rules.again_after_days)}"
