"""The one question, what an answer makes of a customer, and what it proposes."""

from parrainage_desktop.base.i18n import _, day_month, decimal, in_language, ngettext
from parrainage_desktop.surveys.campaign_rules import Campaign
from parrainage_desktop.surveys.rules import (
    AlreadyAnswered,
    Category,
    Compared,
    Excluded,
    Origin,
    Proposal,
    Scale,
    Score,
    Segment,
    Verdict,
)


def question() -> str:
    """The question as it is read aloud."""
    return _("From 0 to 10, would you recommend our shop to a friend?")


def usual_question(shop: str, language: str) -> str:
    """The question of a campaign when nobody words another: the shop is called by its name."""
    with in_language(language):
        return _("From 0 to 10, would you recommend {shop} to a friend?").format(shop=shop)


def asked(campaign: Campaign | None, language: str) -> str:
    """The question as it is put to somebody who reads a language."""
    if campaign is None:
        with in_language(language):
            return question()
    return campaign.question_fr if language == "fr" else campaign.question_en


def why_excluded(reason: str) -> str:
    """Why an answer does not count: the program's own reasons in the reader's language, others as they were written."""
    return {
        Excluded.REPLACED.value: _("replaced by a newer answer"),
        Excluded.ANSWERED_TWICE.value: _("the same person answered again"),
        Excluded.IMPORT_UNDONE.value: _("the import was undone"),
        Excluded.FORGOTTEN.value: _("a reason erased with the customer’s data"),
    }.get(reason, reason)


def offer(found: AlreadyAnswered) -> str:
    """The offer to replace an earlier answer: “Replace the 7 of 3 Oct?”."""
    earlier = found.answer
    return _("Replace the {score} of {day}?").format(score=earlier.score, day=day_month(earlier.answered_on))


def answered_again(found: AlreadyAnswered) -> str:
    """Why an answer cannot count again: another one of theirs does."""
    earlier = found.answer
    return _("Their {score} of {day} counts for this campaign. Leave that one out first.").format(
        score=earlier.score, day=day_month(earlier.answered_on)
    )


def origin_name(origin: Origin) -> str:
    """A channel, as a filter or a list names it."""
    return {
        Origin.COUNTER: _("Counter"),
        Origin.KIOSK: _("Kiosk"),
        Origin.PAPER: _("Paper"),
        Origin.FORM: _("Form"),
        Origin.EMAIL: _("E-mail"),
        Origin.TERMINAL: _("Command line"),
        Origin.IMPORT: _("Imported file"),
    }[origin]


def segment_name(segment: Segment) -> str:
    """What answers are told apart by, as a choice."""
    return {
        Segment.CITY: _("Town"),
        Segment.TAG: _("Tag"),
        Segment.REFERRED: _("Referred or not"),
        Segment.REFERRER: _("Referrer or not"),
        Segment.ORIGIN: _("Channel"),
        Segment.STAFF: _("Staff"),
        Segment.CAMPAIGN: _("Campaign"),
    }[segment]


def part_name(segment: Segment, name: str) -> str:
    """A part as a list names it."""
    if segment is Segment.ORIGIN:
        return origin_name(Origin(name))
    if segment in (Segment.REFERRED, Segment.REFERRER):
        yes = _("Referred") if segment is Segment.REFERRED else _("Referrers")
        return yes if name == "yes" else _("The others")
    unknown = {Segment.CAMPAIGN: _("No campaign"), Segment.STAFF: _("Nobody signed in")}
    return name or unknown.get(segment, _("Unknown"))


def scale_note(scale: Scale) -> str:
    """What is said of answers on the other scale; empty for the usual one."""
    if scale is Scale.ZERO_TEN:
        return ""
    return _("These answers are from 1 to 10: they are kept apart, and are in no score from 0 to 10.")


def compared(found: Compared) -> str:
    """Two waves in one sentence that says no more than their answers allow."""
    if found.difference is None:
        return _("One of the two periods has no answer: there is nothing to compare.")
    points = decimal(abs(found.difference), 1)
    if found.verdict is Verdict.HIGHER:
        return _("The score rose by {points} points: more than chance explains.").format(points=points)
    if found.verdict is Verdict.LOWER:
        return _("The score fell by {points} points: more than chance explains.").format(points=points)
    return _("A difference of {points} points can be chance: these answers do not say that anything changed.").format(
        points=points
    )


def score_line(found: Score) -> str:
    """A score with its interval and counts, in one line."""
    if found.nps is None or found.interval is None:
        return _("No answer, no score.")
    said = ngettext(
        "NPS {nps}, between {low} and {high} at 95%, from {count} answer.",
        "NPS {nps}, between {low} and {high} at 95%, from {count} answers.",
        found.answers,
    )
    low, high = (decimal(end, 1, sign=True) for end in found.interval)
    return said.format(nps=decimal(found.nps, 1, sign=True), low=low, high=high, count=found.answers)


def category_name(category: Category) -> str:
    """What an answer makes of a customer; for staff, never shown to customers."""
    return {
        Category.PROMOTER: _("promoter"),
        Category.PASSIVE: _("passive"),
        Category.DETRACTOR: _("detractor"),
    }[category]


def category_range(category: Category) -> str:
    """The category and its answers, as under the scale."""
    return {
        Category.PROMOTER: _("Promoter, 9 or 10"),
        Category.PASSIVE: _("Passive, 7 or 8"),
        Category.DETRACTOR: _("Detractor, 0 to 6"),
    }[category]


def proposal(found: Proposal) -> str:
    """What to propose next, as a button says it."""
    return {
        Proposal.ENROL: _("Become a referrer"),
        Proposal.CALL_BACK: _("Offer to call back"),
        Proposal.REVIEW: _("Link for leaving a review"),
    }[found]
