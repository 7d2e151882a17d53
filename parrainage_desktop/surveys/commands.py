"""Answers to the one question, from a terminal."""

from argparse import Namespace

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, decimal, ngettext
from parrainage_desktop.base.terminal import Answer, Group, Session, day, whole
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.surveys import service, wording
from parrainage_desktop.surveys.rules import Origin, Recorded, Score


def add_to(root: Group) -> None:
    """Declare the commands about answers."""
    group = root.group("surveys", _("what customers think: answers and the score"))
    command = group.command("record", record, _("note an answer from 0 to 10"))
    command.word("REF", _("a customer’s number, card, phone or e-mail; left out with --anonymous"), many="?")
    command.word("SCORE", _("a whole number from 0 to 10"))
    command.option("--comment", _("TEXT"), _("what explains the answer"))
    command.flag("--anonymous", _("do not keep whose answer it is"))
    command = group.command("score", score, _("the score and its interval at 95%"))
    command.option("--from", _("DAY"), _("the first day, such as 2026-11-01"))
    command.option("--to", _("DAY"), _("the last day"))


def record(session: Session, given: Namespace) -> Answer:
    """Note an answer, of a customer or of nobody in particular."""
    points = whole("SCORE", given.score, 0, 10)
    if given.anonymous == (given.ref is not None):
        raise InvalidInput("REF", _("Name a customer, or say --anonymous; not both."))
    with session.write() as tx:
        person = None if given.anonymous else customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        kept = service.record(
            tx, person.id if person else None, points, given.comment or "", Origin.TERMINAL
        )
    return _recorded(kept)


def score(session: Session, given: Namespace) -> Answer:
    """The score of the answers between two days, both included; no answer is no score."""
    first = day("--from", given.__dict__["from"]) if given.__dict__["from"] else None
    last = day("--to", given.to) if given.to else None
    if first and last and first > last:
        raise InvalidInput("--to", _("The last day is before the first."))
    with session.read() as tx:
        found = service.score(tx, first, last)
    return Answer(described(found), _lines(found))


def described(found: Score) -> dict[str, object]:
    """A score for programs; nulls when nobody answered."""
    low, high = found.interval or (None, None)
    return {
        "answers": found.answers, "promoters": found.promoters, "passives": found.passives,
        "detractors": found.detractors, "nps": _rounded(found.nps), "low": _rounded(low), "high": _rounded(high),
    }


def _recorded(kept: Recorded) -> Answer:
    data = {
        "id": kept.answer.id, "category": kept.category.value,
        "proposes": [proposal.value for proposal in kept.proposes],
    }
    noted = _("Noted: {score}, {category}.").format(
        score=kept.answer.score, category=wording.category_name(kept.category)
    )
    return Answer(data, (noted, *(f"  {wording.proposal(proposal)}" for proposal in kept.proposes)))


def _lines(found: Score) -> tuple[str, ...]:
    if found.nps is None or found.interval is None:
        return (_("No answer, no score."),)
    said = ngettext(
        "NPS {nps}, between {low} and {high} at 95%, from {count} answer.",
        "NPS {nps}, between {low} and {high} at 95%, from {count} answers.",
        found.answers,
    )
    low, high = (decimal(end, 1, sign=True) for end in found.interval)
    total = said.format(nps=decimal(found.nps, 1, sign=True), low=low, high=high, count=found.answers)
    parts = _("Promoters {promoters}, passives {passives}, detractors {detractors}.").format(
        promoters=found.promoters, passives=found.passives, detractors=found.detractors
    )
    return total, parts


def _rounded(points: float | None) -> float | None:
    return None if points is None else round(points, 2)
