"""Testimonials in words: the questions, the states, what hinders a step, and the text to copy."""

from parrainage_desktop.base.i18n import _, day_month_year, in_language
from parrainage_desktop.testimonials.rules import Hindrance, Kind, Question, State, Testimonial


def question(asked: Question) -> str:
    """A question as it is put to the customer."""
    return {
        Question.WHY: _("Why did you come to us?"),
        Question.BEFORE: _("How was it before?"),
        Question.DURING: _("How did it go with us?"),
        Question.TANGIBLE: _("What has changed that can be counted or seen?"),
        Question.INTANGIBLE: _("And how do you feel about it?"),
        Question.ADVICE: _("What would you say to somebody who hesitates?"),
    }[asked]


def heading(asked: Question) -> str:
    """What stands over an answer in a case study."""
    return {
        Question.WHY: _("The need"),
        Question.BEFORE: _("Before"),
        Question.DURING: _("Together"),
        Question.TANGIBLE: _("The result"),
        Question.INTANGIBLE: _("What it changed"),
        Question.ADVICE: _("In a word"),
    }[asked]


def kind(found: Kind) -> str:
    """A kind's name."""
    return {Kind.TESTIMONIAL: _("testimonial"), Kind.CASE_STUDY: _("case study")}[found]


def state(found: State) -> str:
    """A state's name."""
    return {
        State.DRAFT: _("draft"),
        State.APPROVED: _("approved"),
        State.PUBLISHED: _("published"),
        State.WITHDRAWN: _("withdrawn"),
    }[found]


def hindrance(why: Hindrance) -> str:
    """Why a step cannot be taken, and what to do."""
    return {
        Hindrance.NO_WORDS: _("Nothing has been said yet: note at least one answer."),
        Hindrance.NO_CONSENT: _("The customer has not agreed to publishing. Ask, and note the yes."),
        Hindrance.NOT_READ: _("The customer has not read this case study yet. Print it, let it be read, note it."),
        Hindrance.NOT_APPROVED: _("It has not been approved yet."),
        Hindrance.WITHDRAWN: _("The customer has taken the agreement back: nothing of it may be published."),
        Hindrance.NOT_THERE: _("There is no testimonial of this number."),
        Hindrance.NOT_PUBLISHED: _("It is not published."),
    }[why]


def agreement(one: Testimonial) -> str:
    """Whether the customer agreed to publishing, and since when."""
    if one.consent_on is not None:
        return _("Agreed to publishing on {day}").format(day=day_month_year(one.consent_on))
    if one.revoked_on is not None:
        return _("Agreement taken back on {day}").format(day=day_month_year(one.revoked_on))
    return _("Has not agreed to publishing yet")


def text(one: Testimonial) -> str:
    """The words to copy, in the customer's language: quoted and signed, or a case study under its headings."""
    with in_language(one.language):
        if one.kind is Kind.CASE_STUDY:
            parts = [f"{heading(asked)}\n{said}" for asked, said in one.words.given]
            return "\n\n".join([*parts, f"— {one.words.signed}"])
        said = "\n\n".join(said for _asked, said in one.words.given)
        return _("“{words}”").format(words=said) + f"\n— {one.words.signed}"
