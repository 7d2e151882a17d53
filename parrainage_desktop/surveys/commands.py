"""Answers to the one question, from a terminal."""

from argparse import Namespace
from datetime import date

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.terminal import Answer, Group, Session, day, one_of, refused, whole
from parrainage_desktop.customers import commands as customers
from parrainage_desktop.surveys import campaigns, figures, service, wording
from parrainage_desktop.surveys.rules import (
    AlreadyAnswered,
    Given,
    Origin,
    Part,
    Recorded,
    Score,
    Segment,
    Span,
)

MOST = 999_999_999


def add_to(root: Group) -> None:
    """Declare the commands about answers."""
    group = root.group("surveys", _("what customers think: answers and the score"))
    command = group.command("record", record, _("note an answer from 0 to 10"))
    command.word("REF", _("a customer’s number, card, phone or e-mail; left out with --anonymous"), many="?")
    command.word("SCORE", _("a whole number from 0 to 10"))
    command.option("--comment", _("TEXT"), _("what explains the answer"))
    command.flag("--anonymous", _("do not keep whose answer it is"))
    command.option("--channel", _("NAME"), _("how it came: {channels}").format(channels=_channels()))
    command.option("--campaign", _("NUMBER"), _("the campaign it answers"))
    command.option("--on", _("DAY"), _("the day it was given, when that was not today"))
    command.flag("--call-back", _("they wish to be called"))
    command.flag("--quote", _("their words may be quoted"))
    command.flag("--replace", _("in the place of their earlier answer to the campaign"))
    command = group.command("score", score, _("the score and its interval at 95%"))
    command.option("--from", _("DAY"), _("the first day, such as 2026-11-01"))
    command.option("--to", _("DAY"), _("the last day"))
    command.option("--campaign", _("NUMBER"), _("only the answers to a campaign"))
    parts = ", ".join(segment.value for segment in Segment)
    command.option("--segment", _("NAME"), _("also each part’s score: {parts}").format(parts=parts))
    command = group.command("exclude", exclude, _("leave a mistaken answer out of every score, or take that back"))
    command.word("ID", _("the answer’s number"))
    command.option("--reason", _("TEXT"), _("why it does not count"))
    command.flag("--take-back", _("let it count again"))


def _channels() -> str:
    return ", ".join(origin.value for origin in Origin)


def record(session: Session, given: Namespace) -> Answer:
    """Note an answer, of a customer or of nobody in particular."""
    points = whole("SCORE", given.score, 0, 10)
    if given.anonymous == (given.ref is not None):
        raise InvalidInput("REF", _("Name a customer, or say --anonymous; not both."))
    channel = one_of("--channel", given.channel or Origin.TERMINAL.value, [origin.value for origin in Origin])
    campaign = whole("--campaign", given.campaign, 1, MOST) if given.campaign else None
    on = day("--on", given.on) if given.on else None
    with session.write() as tx:
        person = None if given.anonymous else customers.meant(tx, given.ref)
        if isinstance(person, Answer):
            return person
        kept = service.answer(
            tx,
            Given(
                points, person.id if person else None, given.comment or "", Origin(channel), campaign,
                given.call_back, given.quote, on=on,
            ),
            given.replace,
        )  # fmt: skip
    return _answered_before(kept) if isinstance(kept, AlreadyAnswered) else _recorded(kept)


def _answered_before(found: AlreadyAnswered) -> Answer:
    earlier = found.answer
    said = wording.offer(found) + " " + _("To do so, say --replace.")
    facts = {"score": earlier.score, "answered_on": earlier.answered_on.isoformat()}
    return refused("already_answered", said, id=earlier.id, **facts)


def score(session: Session, given: Namespace) -> Answer:
    """The score of the answers between two days, both included; no answer is no score."""
    first, last = span_days(given)
    campaign = whole("--campaign", given.campaign, 1, MOST) if given.campaign else None
    span = Span(first, last, campaign)
    segment = None
    if given.segment:
        segment = Segment(one_of("--segment", given.segment, [one.value for one in Segment]))
    with session.read() as tx:
        if campaign is not None:
            campaigns.get(tx, campaign)
        found = figures.score(tx, span)
        parts = figures.segments(tx, span, segment) if segment else []
    data = described(found)
    if segment is not None:
        data["segments"] = [{"name": part.name, **described(part.score)} for part in parts]
    return Answer(data, (*_lines(found), *(_part(segment, part) for part in parts if segment)))


def _part(segment: Segment, part: Part) -> str:
    said = _("{part}: {score}").format(part=wording.part_name(segment, part.name), score=wording.score_line(part.score))
    return f"  {said}"


def span_days(given: Namespace) -> tuple[date | None, date | None]:
    """The days of --from and --to, None where nothing is said. Raises InvalidInput."""
    first = day("--from", given.__dict__["from"]) if given.__dict__["from"] else None
    last = day("--to", given.to) if given.to else None
    if first and last and first > last:
        raise InvalidInput("--to", _("The last day is before the first."))
    return first, last


def exclude(session: Session, given: Namespace) -> Answer:
    """Leave an answer out with a reason, or let it count again."""
    answer_id = whole("ID", given.id, 1, MOST)
    if given.take_back == bool(given.reason):
        raise InvalidInput("--reason", _("Give a reason, or say --take-back; not both."))
    with session.write() as tx:
        if answer_id not in service.many(tx, [answer_id]):
            return refused("unknown_answer", _("There is no answer of this number."), id=answer_id)
        if given.take_back:
            done = service.include(tx, answer_id)
            if isinstance(done, AlreadyAnswered):
                return refused("already_answered", wording.answered_again(done), id=done.answer.id)
        else:
            done = service.exclude(tx, answer_id, given.reason)
    if not done:
        said = _("This answer counts already.") if given.take_back else _("This answer was left out already.")
        return refused("already_so", said, id=answer_id)
    said = _("The answer counts again.") if given.take_back else _("The answer counts no more.")
    return Answer({"id": answer_id, "excluded": not given.take_back}, (said,))


def described(found: Score) -> dict[str, object]:
    """A score for programs; nulls when nobody answered."""
    low, high = found.interval or (None, None)
    return {
        "answers": found.answers, "promoters": found.promoters, "passives": found.passives,
        "detractors": found.detractors, "nps": _rounded(found.nps), "low": _rounded(low), "high": _rounded(high),
    }


def _recorded(kept: Recorded) -> Answer:
    data: dict[str, object] = {
        "id": kept.answer.id, "category": kept.category.value,
        "proposes": [proposal.value for proposal in kept.proposes],
    }
    if kept.replaced is not None:
        data["replaced"] = kept.replaced
    noted = _("Noted: {score}, {category}.").format(
        score=kept.answer.score, category=wording.category_name(kept.category)
    )
    return Answer(data, (noted, *(f"  {wording.proposal(proposal)}" for proposal in kept.proposes)))


def _lines(found: Score) -> tuple[str, ...]:
    if found.nps is None:
        return (wording.score_line(found),)
    parts = _("Promoters {promoters}, passives {passives}, detractors {detractors}.").format(
        promoters=found.promoters, passives=found.passives, detractors=found.detractors
    )
    return wording.score_line(found), parts


def _rounded(points: float | None) -> float | None:
    return None if points is None else round(points, 2)
