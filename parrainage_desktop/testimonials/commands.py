"""Testimonials from a terminal."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from parrainage_desktop.base import paper
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import LANGUAGES, _, ngettext, number
from parrainage_desktop.base.terminal import Answer, Command, Group, Session, one_of, refused, table, whole
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.testimonials import exchange, service, wording
from parrainage_desktop.testimonials.rules import Kind, Question, Refused, State, Testimonial, Words

MOST = 2**62
KINDS = tuple(kind.value for kind in Kind)
STATES = tuple(state.value for state in State)
Step = Callable[[Transaction, int], Testimonial | Refused]


def add_to(root: Group) -> None:
    """Declare the commands."""
    group = root.group("testimonials", _("what customers let the shop publish"))
    command = group.command("list", list_them, _("the newest testimonials"))
    command.option("--state", "|".join(STATES), _("only those"))
    _numbered(group.command("show", show, _("one testimonial, with the text to copy")))
    command = group.command("add", add, _("note what a customer said"))
    customers.reference(command)
    command.option("--kind", "|".join(KINDS), _("otherwise a testimonial"))
    command.option("--language", "|".join(LANGUAGES), _("otherwise the customer’s"))
    _words(command)
    command = group.command("change", change, _("change the words; it is a draft again"))
    _numbered(command)
    _words(command)
    steps: tuple[tuple[str, Step, str], ...] = (
        ("agree", service.agree, _("note the customer’s yes to publishing")),
        ("revoke", service.revoke, _("note that the customer took the yes back; it is withdrawn at once")),
        ("read", service.read, _("note that the customer has read the case study and found it right")),
        ("approve", service.approve, _("find it fit to be published")),
        ("publish", service.publish, _("let it leave the shop")),
        ("unpublish", service.take_down, _("publish it no longer")),
    )
    for name, step, meaning in steps:
        _numbered(group.command(name, _taking(step), meaning))
    command = group.command("export", export, _("write the published ones: .pdf, .csv, .xlsx or .txt"))
    command.word("FILE", _("the file to write"))
    command.option("--id", _("NUMBER"), _("only this one; a draft can be printed to be read"))


def _numbered(command: Command) -> None:
    command.word("NUMBER", _("the testimonial’s number"))


def _words(command: Command) -> None:
    command.option("--signed", _("NAME"), _("how the customer wants to be named"))
    for asked in Question:
        command.option(f"--{asked.value}", _("TEXT"), wording.question(asked))


def list_them(session: Session, given: Namespace) -> Answer:
    """The newest, all or those in one state."""
    state = State(one_of("--state", given.state, STATES)) if given.state else None
    with session.read() as tx:
        found = service.newest(tx, state)
    if not found:
        return Answer({"testimonials": []}, (_("No testimonial."),))
    rows = ((str(one.id), one.words.signed, wording.kind(one.kind), wording.state(one.state)) for one in found)
    return Answer({"testimonials": [described(one) for one in found]}, table(rows))


def show(session: Session, given: Namespace) -> Answer:
    """One, with the text to copy."""
    with session.read() as tx:
        found = service.find(tx, _number(given))
    if found is None:
        raise InvalidInput("NUMBER", _("There is no testimonial of this number."))
    lines = (*wording.text(found).split("\n"), "", wording.agreement(found), wording.state(found.state))
    return Answer(described(found) | {"text": wording.text(found)}, lines)


def add(session: Session, given: Namespace) -> Answer:
    """Note a draft."""
    kind = Kind(one_of("--kind", given.kind, KINDS)) if given.kind else Kind.TESTIMONIAL
    with session.write() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        made = service.add(tx, person.id, kind, _given(given), given.language or "")
    return Answer(described(made), (_("Testimonial {number} noted.").format(number=made.id),))


def change(session: Session, given: Namespace) -> Answer:
    """Change some of the words."""
    with session.write() as tx:
        found = service.find(tx, _number(given))
        if found is None:
            raise InvalidInput("NUMBER", _("There is no testimonial of this number."))
        changed = service.change(tx, found.id, _given(given, found.words))
    return _told(changed)


def export(session: Session, given: Namespace) -> Answer:
    """Write them to a file whose name says how."""
    target = Path(given.file)
    with session.read() as tx:
        found = service.newest(tx, State.PUBLISHED)
        if given.id is not None:
            one = service.find(tx, whole("--id", given.id, 1, MOST))
            if one is None or one.state is State.WITHDRAWN or (one not in found and target.suffix.lower() != ".pdf"):
                raise InvalidInput("--id", _("Only a published testimonial leaves the shop."))
            found = [one]
        shop = preferences.shop(tx)
    if not found:
        return refused("not_published", _("Nothing is published yet."))
    replaced = _written(session, target, found, shop)
    said = ngettext("{count} testimonial in {file}.", "{count} testimonials in {file}.", len(found))
    lines = (said.format(count=number(len(found)), file=target), *paper.replaced(replaced))
    return Answer({"testimonials": len(found), "file": str(target)}, lines)


def _written(session: Session, target: Path, found: Sequence[Testimonial], shop: Shop) -> tuple[str, ...]:
    """Write them; the signs that could not be printed."""
    if target.suffix.lower() != ".pdf":
        exchange.write(target, found)
        return ()
    from parrainage_desktop.testimonials import document

    return document.page(target, found, shop, session.progress).unprintable


def described(one: Testimonial) -> dict[str, object]:
    """A testimonial for programs."""
    days = {
        name: day.isoformat() if day else None
        for name, day in (
            ("consent_on", one.consent_on), ("revoked_on", one.revoked_on),
            ("read_on", one.read_on), ("published_on", one.published_on),
        )
    }  # fmt: skip
    return {
        "id": one.id, "customer_id": one.customer_id, "kind": one.kind.value, "language": one.language,
        "state": one.state.value, "signed": one.words.signed,
        "answers": {asked.value: said for asked, said in one.words.given}, **days,
    }  # fmt: skip


def _taking(step: Step) -> Callable[[Session, Namespace], Answer]:
    def take(session: Session, given: Namespace) -> Answer:
        with session.write() as tx:
            found = step(tx, _number(given))
        return _told(found)

    return take


def _told(found: Testimonial | Refused) -> Answer:
    if isinstance(found, Refused):
        return refused(found.why.value, wording.hindrance(found.why))
    said = _("Testimonial {number}: {state}.").format(number=found.id, state=wording.state(found.state))
    return Answer(described(found), (said, wording.agreement(found)))


def _given(given: Namespace, before: Words | None = None) -> Words:
    """The words as typed, over those there were."""
    old = before or Words("")
    said = {asked.value: getattr(given, asked.value) for asked in Question}
    kept = {name: old.of(Question(name)) if text is None else text for name, text in said.items()}
    return Words(given.signed or old.signed, **kept)


def _number(given: Namespace) -> int:
    return whole("NUMBER", given.number, 1, MOST)
