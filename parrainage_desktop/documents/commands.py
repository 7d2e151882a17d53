"""Every paper from a terminal, by its name."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, language, ngettext
from parrainage_desktop.base.paper import replaced
from parrainage_desktop.base.terminal import Answer, Group, Session, table, whole
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.documents import catalogue
from parrainage_desktop.documents.catalogue import PAPERS, Paper
from parrainage_desktop.documents.rules import Need, Order
from parrainage_desktop.vouchers import answers
from parrainage_desktop.vouchers import commands as vouchers
from parrainage_desktop.vouchers.rules import Refused


def add_to(root: Group) -> None:
    """Declare the commands about papers."""
    group = root.group("documents", _("every paper the shop can make"))
    group.command("list", list_all, _("their names, and what each needs"), store=False)
    command = group.command("make", make, _("write one as a PDF, in the language of --lang"))
    command.word("NAME", _("the paper, as “documents list” names it"))
    command.word("FILE", _("the PDF to write"))
    command.word("REF", _("the customers or the vouchers it is for, where it needs any"), many="*")
    command.option("--month", "MONTH", _("such as 2026-10, or last-month"))
    command.option("--year", "YEAR", _("such as 2026"))
    command.option("--format", "FORMAT", _("one of the paper’s formats; otherwise its first"))
    command.option("--address", "URL", _("the web page a survey card leads to"))
    command.option("--channel", _("NUMBER"), _("the page a review card leads to; otherwise the first in use"))
    command.flag("--copy", _("mark vouchers as copies"))


def list_all(_session: Session, _given: Namespace) -> Answer:
    """Name every paper."""
    data = [
        {
            "name": one.name, "title": one.title(), "about": one.about(), "needs": one.need.value if one.need else None,
            "formats": one.formats,
        }
        for one in PAPERS
    ]  # fmt: skip
    rows = ((one.name, one.title(), _needed(one), " ".join(one.formats)) for one in PAPERS)
    return Answer({"documents": data}, table(rows))


def make(session: Session, given: Namespace) -> Answer:
    """Gather at one moment, then write."""
    kind = catalogue.paper(given.name)
    _check(kind, given)
    asked = Order(
        language(), format=given.format or "", month=given.month or given.year or "", address=given.address or "",
        copy=given.copy, channel=whole("--channel", given.channel, 1, 2**31 - 1) if given.channel else 0,
    )  # fmt: skip
    with session.write() if kind.need is Need.VOUCHERS else session.read() as tx:
        order = _with_refs(session, tx, kind, given.ref, asked)
        draw = None if isinstance(order, Answer) else catalogue.drawing(tx, kind, order)
    if isinstance(order, Answer):
        return order
    assert draw is not None
    made = draw(Path(given.file), session.progress)
    said = ngettext("{title}: {count} page in {file}.", "{title}: {count} pages in {file}.", made.pages)
    written = said.format(title=kind.title(), count=made.pages, file=given.file)
    data = {"name": kind.name, "pages": made.pages, "unprintable": made.unprintable, "file": given.file}
    return Answer(data, (written, *replaced(made.unprintable)))


def _check(kind: Paper, given: Namespace) -> None:
    """Whether everything the paper needs was said, and nothing else."""
    needed = _needed(kind)
    if kind.need in (Need.CUSTOMER, Need.CUSTOMERS, Need.VOUCHERS) and not given.ref:
        raise InvalidInput("REF", _("Needed besides the name: {need}.").format(need=needed))
    if kind.need is Need.CUSTOMER and len(given.ref) > 1:
        raise InvalidInput("REF", _("This paper is for one customer."))
    if kind.need in (None, Need.MONTH, Need.YEAR) and given.ref:
        raise InvalidInput("REF", _("This paper is for nobody in particular."))
    if kind.need is Need.MONTH and not given.month:
        raise InvalidInput("--month", _("Needed besides the name: {need}.").format(need=needed))
    if kind.need is Need.YEAR and not given.year:
        raise InvalidInput("--year", _("Needed besides the name: {need}.").format(need=needed))


def _with_refs(
    session: Session, tx: Transaction, kind: Paper, refs: list[str], order: Order
) -> Order | Answer:
    """The order with whom it is for, or the refusal to guess."""
    if kind.need is Need.VOUCHERS:
        found = [vouchers.printable(tx, ref) for ref in refs]
        refusal = next((answers.refusal(session, one, tx.today) for one in found if isinstance(one, Refused)), None)
        return refusal or replace(order, codes=tuple(one.code for one in found if not isinstance(one, Refused)))
    people = [customers.meant(tx, ref) for ref in refs]
    unknown = next((one for one in people if isinstance(one, Answer)), None)
    return unknown or replace(order, people=tuple(one.id for one in people if not isinstance(one, Answer)))


def _needed(kind: Paper) -> str:
    """What a paper needs, in words."""
    if kind.need is None:
        return ""
    return {
        Need.CUSTOMER: _("a customer"),
        Need.CUSTOMERS: _("one or several customers"),
        Need.VOUCHERS: _("the letters of vouchers"),
        Need.MONTH: _("a month"),
        Need.YEAR: _("a year"),
    }[kind.need]
