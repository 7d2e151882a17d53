"""Personal data from a terminal: one person's dossier, erasing, the people not met for long, the shop's papers."""

from argparse import Namespace
from collections.abc import Sequence

from parrainage_desktop.base.i18n import _, day, language, ngettext, number
from parrainage_desktop.base.terminal import Answer, Group, Session, one_of, refused, table
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.customers import service as people
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.privacy import dossier, service, wording
from parrainage_desktop.privacy.rules import AlreadyErased, Choice, Quiet

LISTED = 1_000
"""How many quiet people a terminal lists at most; all are counted and erased."""


def add_to(root: Group) -> None:
    """Declare the commands about personal data."""
    group = root.group("customers", _("add people and find them again"))
    command = group.command("dossier", write_dossier, _("write all that is held about one person"))
    customers.reference(command)
    command.word("FILE", _("the file to write; its name ends in .pdf or .json"))
    command = group.command("erase", erase, _("erase a person; money, counts and dates stay"))
    customers.reference(command)
    command.option("--vouchers", "keep|cancel", _("what becomes of vouchers still usable; otherwise keep"))
    command = group.command("quiet", quiet, _("list the people without contact for three years"))
    command.flag("--erase", _("erase all of them but those with usable vouchers or open referrals"))
    group = root.group("privacy", _("the shop’s papers about personal data"))
    for name, run, meaning in (
        ("register", register, _("write the register of processing to a PDF")),
        ("notice", notice, _("write the notice for customers to a PDF")),
    ):
        group.command(name, run, meaning).word("FILE", _("the PDF to write"))


def write_dossier(session: Session, given: Namespace) -> Answer:
    """Gather everything at one moment, then write it as data or as a paper."""
    with session.read() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        found = dossier.gather(tx, person.id)
    unprintable = dossier.write(given.file, found, language())
    written = _("All that is held about {name} is in {file}.").format(name=person.name, file=given.file)
    return Answer(
        {"id": person.id, "rows": found.rows, "file": given.file, "unprintable": unprintable}, (written,)
    )


def erase(session: Session, given: Namespace) -> Answer:
    """Erase a person."""
    choice = Choice(one_of("--vouchers", given.vouchers or "keep", [one.value for one in Choice]))
    with session.write() as tx:
        person = customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        done = service.erase(tx, person.id, choice)
        if isinstance(done, AlreadyErased):
            return refused("already_erased", _("This person is erased already."))
        label = people.get(tx, person.id).name
    clean = service.leave_no_trace(session.db)
    data = {
        "id": person.id, "label": label, "vouchers_kept": done.kept, "vouchers_cancelled": done.cancelled,
        "referrals_ended": done.referrals_ended, "no_trace": clean,
    }  # fmt: skip
    return Answer(data, (*wording.erased(done, label), *([] if clean else [wording.traces()])))


def quiet(session: Session, given: Namespace) -> Answer:
    """List or erase the people without contact for three years."""
    with session.read() as tx:
        free, held = service.quiet(tx), service.quiet(tx, held=True)
        listed = [service.described(tx, ids[:LISTED]) for ids in (free, held)]
    erased = service.erase_many(session.db, session.actor, free, session.progress) if given.erase else 0
    plain = [[{"id": one.id, "name": one.name, "last": one.since.isoformat()} for one in part] for part in listed]
    data = {"count": len(free), "people": plain[0], "held": plain[1], "erased": erased}
    said = [wording.quiet(len(free)), *_lines(listed[0])]
    if held:
        said += [wording.quiet_held(len(held)), *_lines(listed[1])]
    if given.erase:
        said.append(ngettext("{count} person erased.", "{count} people erased.", erased).format(count=number(erased)))
    return Answer(data, tuple(said))


def register(session: Session, given: Namespace) -> Answer:
    """Write the register of processing."""
    from parrainage_desktop.privacy import document

    with session.read() as tx:
        shop = preferences.shop(tx)
    printed = document.register(given.file, shop, language())
    return _printed(given.file, printed.pages, _("The register of processing is in {file}."))


def notice(session: Session, given: Namespace) -> Answer:
    """Write the notice for customers."""
    from parrainage_desktop.privacy import document

    with session.read() as tx:
        shop = preferences.shop(tx)
    printed = document.notice(given.file, shop, language())
    return _printed(given.file, printed.pages, _("The notice for customers is in {file}."))


def _lines(people: Sequence[Quiet]) -> tuple[str, ...]:
    return table((str(one.id), one.name, day(one.since)) for one in people)


def _printed(file: str, pages: int, said: str) -> Answer:
    return Answer({"pages": pages, "file": file}, (said.format(file=file),))
