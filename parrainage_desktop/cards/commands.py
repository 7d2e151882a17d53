"""Referral cards from a terminal."""

import math
from argparse import Namespace
from pathlib import Path

from parrainage_desktop.base import proofreading
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, language, ngettext, number
from parrainage_desktop.base.paper import replaced
from parrainage_desktop.base.terminal import Answer, Command, Group, Session, refused, table, whole
from parrainage_desktop.cards import wording
from parrainage_desktop.cards.rules import CardFace, Placing
from parrainage_desktop.cards.stocks import FURTHEST, PLAIN, STEP, STOCKS, Fault, Stock, named
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.customers import service as people
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes


def add_to(root: Group) -> None:
    """Declare the command that prints cards."""
    group = root.group("cards", _("printable referral cards"))
    command = group.command("print", print_some, _("write referral cards to a PDF, ten to a sheet"))
    command.word("FILE", _("the PDF to write"))
    customers.reference(command, many="*")
    _paper(command)
    command.option("--start", "N", _("the first free place of a used sheet, counted along the rows"))
    group.command("stocks", stocks, _("the sheets of cards and labels this program knows"), store=False)
    command = group.command("test", test_page, _("write a test page: outlines of the cards and a ruler"))
    command.word("FILE", _("the PDF to write"))
    _paper(command)
    command = group.command("check", check, _("read every code of printed cards or vouchers back"), store=False)
    command.word("FILE", _("the PDF to read"))
    command = group.command("replace", replace, _("give a customer a new card for a lost one"))
    customers.reference(command)


def _paper(command: Command) -> None:
    command.option("--stock", _("NAME"), _("the sheet, as “cards stocks” lists them; otherwise plain, to be cut"))
    command.option("--right", "MM", _("move everything to the right, in steps of 0.5; to the left when negative"))
    command.option("--down", "MM", _("move everything down, in steps of 0.5; up when negative"))


def print_some(session: Session, given: Namespace) -> Answer:
    """Write the cards of some customers, or of everybody."""
    from parrainage_desktop.cards import document

    stock = _sheet(given.stock)
    if isinstance(stock, Answer):
        return stock
    placing = Placing(whole("--start", given.start or "1", 1, stock.per_page), *_moved(given))
    with session.read() as tx:
        meant = [customers.meant(tx, ref) for ref in given.ref] or people.recent(tx, 0, people.count(tx))
        shop, programme = preferences.shop(tx), programmes.current(tx)
        promised = programmes.for_referrers(tx, [one.id for one in meant if not isinstance(one, Answer)], programme)
    for one in meant:
        if isinstance(one, Answer):
            return one
    faces = [CardFace(one.given_name, one.card, promised[one.id]) for one in meant if not isinstance(one, Answer)]
    if not faces:
        return refused("customer_unknown", _("There is no customer yet."))
    printed = document.sheet(given.file, faces, shop, programme, language(), session.progress, stock, placing)
    written = ngettext("{count} card written to {file}.", "{count} cards written to {file}.", len(faces))
    data = {"cards": len(faces), "pages": printed.pages, "unprintable": printed.unprintable}
    return Answer(data, (written.format(count=len(faces), file=given.file), *replaced(printed.unprintable)))


def stocks(_session: Session, _given: Namespace) -> Answer:
    """Say which sheets there are."""
    found = [
        {"name": one.name, "makes": one.made_by, "width_mm": one.width, "height_mm": one.height, "places": one.per_page}
        for one in STOCKS
    ]
    rows = [(one.name, wording.size(one), wording.places(one), one.made_by) for one in STOCKS]
    return Answer({"stocks": found}, table(rows))


def test_page(session: Session, given: Namespace) -> Answer:
    """Write the outlines of a sheet's cards."""
    from parrainage_desktop.cards import document

    stock = _sheet(given.stock)
    if isinstance(stock, Answer):
        return stock
    with session.read() as tx:
        shop = preferences.shop(tx)
    document.proof(given.file, stock, shop, language(), Placing(1, *_moved(given)))
    said = _("Print {file} at 100 % on plain paper and hold it against the sheet.").format(file=given.file)
    return Answer({"stock": stock.name, "places": stock.per_page}, (said,))


def check(session: Session, given: Namespace) -> Answer:
    """Read every code of a PDF back, as a scanner would from paper."""
    found = proofreading.read_back(Path(given.file), session.progress)
    data = {"pages": found.pages, "printed": found.printed, "read": found.read, "unread": found.unread}
    said = wording.read_back(found)
    if found.unread or not found.printed:
        return refused("codes_unread" if found.printed else "no_codes", said, **data)
    return Answer(data, (said,))


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


def _moved(given: Namespace) -> tuple[float, float]:
    return _steps("--right", given.right), _steps("--down", given.down)


def _steps(name: str, text: str | None) -> float:
    """A correction of the printer. Raises InvalidInput."""
    try:
        moved = float((text or "0").strip().replace(",", "."))
    except ValueError:
        moved = math.inf
    if abs(moved) <= FURTHEST and moved % STEP == 0:
        return moved
    said = _("“{text}” is not a number of millimetres in steps of 0.5, {most} at most.")
    raise InvalidInput(name, said.format(text=(text or "")[:40], most=number(int(FURTHEST))))


def _sheet(text: str | None) -> Stock | Answer:
    """The sheet that was meant, or why it cannot be printed. Raises InvalidInput for a name nobody knows."""
    found = named(text or PLAIN.name)
    if found is Fault.UNKNOWN:
        raise InvalidInput("--stock", wording.no_stock(found, text or ""))
    return refused(found.value, wording.no_stock(found, text or ""), stock=text) if isinstance(found, Fault) else found
