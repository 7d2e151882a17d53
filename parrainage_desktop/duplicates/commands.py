"""People written down twice, from a terminal: proposed, merged, parted again."""

from argparse import Namespace

from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.terminal import Answer, Group, Session, one_of, refused, table, whole
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.customers import service as people
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.duplicates import finding, service, wording
from parrainage_desktop.duplicates.likeness import Pair
from parrainage_desktop.duplicates.rules import FIELDS, Merged, MergeRefused, Moved, NoUndo, fields, usual_choice
from parrainage_desktop.referrals.rules import Settled


def add_to(root: Group) -> None:
    """Declare the commands about people written down twice."""
    group = root.group("customers", _("add people and find them again"))
    command = group.command("duplicates", duplicates, _("list the pairs of customers who may be one person"))
    command.option("--limit", "N", _("how many pairs at most; otherwise {most}").format(most=finding.MOST))
    command = group.command("merge", merge, _("make one of two records of a person"))
    command.word("KEEP", _("the record to keep: a number, card, phone or e-mail"))
    command.word("OTHER", _("the record that goes into it"))
    command.option("--take", ",".join(FIELDS), _("the fields to take from OTHER; otherwise those that KEEP lacks"))
    command = group.command("unmerge", unmerge, _("part two records again"))
    command.word("ID", _("the merge’s number"))


def duplicates(session: Session, given: Namespace) -> Answer:
    """List pairs, the likeliest first."""
    most = whole("--limit", given.limit or str(finding.MOST), 1, finding.MOST)
    found = finding.find(session.read, session.progress, most)
    with session.read() as tx:
        by_id = people.many(tx, sorted({number for pair in found.pairs for number in pair.ids}))
    rows = [
        (str(pair.one.id), pair.one.full_name, str(pair.other.id), pair.other.full_name, wording.reasons(pair))
        for pair in found.pairs
    ]
    described = [_described(pair, by_id) for pair in found.pairs if set(pair.ids) <= by_id.keys()]
    return Answer({"pairs": described, "more": found.more}, (*table(rows), wording.found(found)))


def merge(session: Session, given: Namespace) -> Answer:
    """Make one of two records."""
    with session.write() as tx:
        keep, other = customers.meant(tx, given.keep), customers.meant(tx, given.other)
        if isinstance(keep, Answer):
            return keep
        if isinstance(other, Answer):
            return other
        taken = _taken(given.take, keep, other)
        done = service.merge(tx, keep.id, other.id, taken)
        if isinstance(done, MergeRefused):
            return refused(done.why.value, wording.no_merge(done.why))
        settled = [_settled(tx, one) for one in done.moved.referrals.settled]
        name = people.get(tx, keep.id).name
    return _merged(done, name, taken, settled)


def unmerge(session: Session, given: Namespace) -> Answer:
    """Part two records again."""
    number = whole("ID", given.id, 1, 2**53)
    with session.write() as tx:
        parted = service.undo(tx, number)
    if isinstance(parted, NoUndo):
        return refused(parted.value, wording.no_undo(parted))
    data = {"kept": parted.kept_id, "other": parted.other_id, "fields": parted.fields, "referrals": parted.referrals}
    return Answer(data, wording.unmerged(parted))


def _taken(asked: str | None, keep: Customer, other: Customer) -> frozenset[str]:
    if asked is None:
        return usual_choice(fields(keep), fields(other))
    return frozenset(one_of("--take", part.strip(), FIELDS) for part in asked.split(",") if part.strip())


def _described(pair: Pair, by_id: dict[int, Customer]) -> dict[str, object]:
    one, other = pair.ids
    return {
        "sure": pair.sure,
        "why": [reason.value for reason in pair.why],
        "likeness": round(pair.likeness),
        "one": customers.described(by_id[one]),
        "other": customers.described(by_id[other]),
    }


def _merged(done: Merged, name: str, taken: frozenset[str], settled: list[dict[str, object]]) -> Answer:
    data = {
        "id": done.id, "kept": done.kept_id, "other": done.other_id,
        "taken": [field for field in FIELDS if field in taken], "moved": _moved(done.moved), "settled": settled,
    }  # fmt: skip
    undo = _("To undo it: customers unmerge {id}").format(id=done.id)
    told = [wording.settled(one) for one in done.moved.referrals.settled]
    return Answer(data, (wording.merged(done, name), *told, undo))


def _moved(moved: Moved) -> dict[str, object]:
    return {
        "cards": [grouped(card) for card in moved.cards], "consents": len(moved.consents), "tags": list(moved.tags),
        "notes": len(moved.notes), "purchases": list(moved.purchases), "referrals": moved.referrals.ids,
        "answers": list(moved.answers), "asks": len(moved.asks), "vouchers": list(moved.vouchers),
    }  # fmt: skip


def _settled(tx: Transaction, one: Settled) -> dict[str, object]:
    codes = [grouped(code) for code in service.untouched(tx, one)]
    return {"id": one.id, "from": one.was.value, "to": one.now.value, "reason": one.because, "vouchers": codes}
