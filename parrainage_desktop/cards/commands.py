"""Referral cards from a terminal."""

from argparse import Namespace

from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.i18n import _, language, ngettext
from parrainage_desktop.base.terminal import Answer, Group, Session, one_of, refused
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.customers import service as people
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes

STOCKS = ("plain",)


def add_to(root: Group) -> None:
    """Declare the command that prints cards."""
    group = root.group("cards", _("printable referral cards"))
    command = group.command("print", print_some, _("write referral cards to a PDF, ten to a sheet"))
    command.word("FILE", _("the PDF to write"))
    customers.reference(command, many="*")
    command.option("--stock", _("NAME"), _("the paper: plain, to be cut along the marks"))
    command = group.command("replace", replace, _("give a customer a new card for a lost one"))
    customers.reference(command)


def print_some(session: Session, given: Namespace) -> Answer:
    """Write the cards of some customers, or of everybody."""
    from parrainage_desktop.cards import document

    one_of("--stock", given.stock or "plain", STOCKS)
    with session.read() as tx:
        meant = [customers.meant(tx, ref) for ref in given.ref] or people.recent(tx, 0, people.count(tx))
        shop, programme = preferences.shop(tx), programmes.current(tx)
    for one in meant:
        if isinstance(one, Answer):
            return one
    faces = [document.CardFace(one.given_name, one.card) for one in meant if not isinstance(one, Answer)]
    if not faces:
        return refused("customer_unknown", _("There is no customer yet."))
    printed = document.sheet(given.file, faces, shop, programme, language(), session.progress)
    written = ngettext("{count} card written to {file}.", "{count} cards written to {file}.", printed.cards)
    data = {"cards": printed.cards, "pages": printed.pages, "unprintable": printed.unprintable}
    return Answer(data, (written.format(count=printed.cards, file=given.file),))


def replace(session: Session, given: Namespace) -> Answer:
    """Give a customer a new card; the old one says from now on that it was replaced."""
    with session.write() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        anew = people.replace_card(tx, person.id)
    old, new = grouped(person.card), grouped(anew.card)
    said = _("{name} has a new card: {card}. The card {old} counts no more.").format(name=anew.name, card=new, old=old)
    return Answer({"id": anew.id, "card": new, "replaced": old}, (said,))
