"""The commands about the whole: a demonstration shop, the doctor, the journal."""

import dataclasses
from argparse import Namespace
from pathlib import Path

from parrainage_desktop.base import journal
from parrainage_desktop.base.clock import day_start
from parrainage_desktop.base.days import day as read_day
from parrainage_desktop.base.i18n import _, clock_time, day, ngettext
from parrainage_desktop.base.terminal import UNUSABLE, Answer, Group, Session, table, whole
from parrainage_desktop.shell import demo, doctor
from parrainage_desktop.surveys import commands as survey_commands

FEWEST, MOST = 1, 200_000


def add_to(root: Group) -> None:
    """Declare the commands about the whole."""
    command = root.command("demo", build_demo, _("fill a folder with a made-up shop and its papers"), store=False)
    command.word("DIR", _("the folder; made when it is missing"))
    command.option("--customers", "N", _("how many customers; otherwise 15000"))
    root.command("doctor", examine, _("check the store and this computer"), store=False)
    group = root.group("journal", _("every change, in one chain nobody can rewrite unseen"))
    command = group.command("list", list_entries, _("every change, oldest first"))
    command.option("--since", _("DAY"), _("from this day on, such as 2026-11-01"))
    group.command("verify", verify, _("recompute the chain"))


def examine(session: Session, given: Namespace) -> Answer:
    """Check everything; a check that fails makes the whole fail."""
    checks = doctor.examine(session.where, session.clock, session.language)
    ok = all(check.ok for check in checks)
    data = {"ok": ok, "checks": [{"check": one.name, "ok": one.ok, "detail": one.detail} for one in checks]}
    lines = table(("✓" if check.ok else "✗", doctor.title(check.name), check.detail) for check in checks)
    return Answer(data, lines) if ok else Answer(data, lines, UNUSABLE)


def list_entries(session: Session, given: Namespace) -> Answer:
    """List the journal, oldest first."""
    since = day_start(read_day("--since", given.since), session.db.zone) if given.since else None
    with session.read() as tx:
        found = list(journal.entries(tx, since))
        head = journal.head(tx)
    entries = [
        {
            "id": entry.id, "at": session.instant(entry.at), "staff": entry.staff, "till": entry.till,
            "action": entry.action, "subject": entry.subject, "details": dict(entry.details), "hash": entry.hash,
        }
        for entry in found
    ]
    rows = [
        (
            str(entry.id), day(session.local(entry.at)), clock_time(session.local(entry.at)), entry.staff,
            entry.till, entry.action, str(entry.subject),
        )
        for entry in found
    ]
    return Answer({"entries": entries, "head": head}, table(rows))


def verify(session: Session, given: Namespace) -> Answer:
    """Recompute the journal's chain."""
    with session.read() as tx:
        found = journal.verify(tx)
    data = {"entries": found.entries, "head": found.head, "ok": found.ok, "first_bad": found.first_bad}
    if not found.ok:
        broken = _("The journal does not hold from entry {number} on.").format(number=found.first_bad)
        return Answer(data, (broken,), UNUSABLE)
    said = ngettext("{count} entry, unbroken", "{count} entries, unbroken", found.entries)
    return Answer(data, (said.format(count=found.entries), found.head))


def build_demo(session: Session, given: Namespace) -> Answer:
    """Fill a folder with a shop of a year and the papers it would print; a shop already there stays."""
    from parrainage_desktop.shell import demo_folder

    count = whole("--customers", given.customers or str(demo.CUSTOMERS), FEWEST, MOST)
    made = demo_folder.write(Path(given.dir), count, session.progress, session.clock)
    files = tuple(str(path) for path in made.files)
    scored = survey_commands.described(made.score)
    data = {
        "customers": made.customers,
        "asked": made.asked,
        **{name: scored[name] for name in ("answers", "promoters", "passives", "detractors", "nps")},
        "referrals": made.referrals,
        "vouchers": dataclasses.asdict(made.vouchers),
        "files": files,
    }
    return Answer(data, files)
