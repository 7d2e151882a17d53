"""A testimonial's way: six questions answered, agreed to, approved, published, and taken back at any time."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """A few words, or the whole story with figures, which the customer reads before it is published."""

    TESTIMONIAL = "testimonial"
    CASE_STUDY = "case-study"


class Question(Enum):
    """The six guided questions, in the order in which they are asked."""

    WHY = "why"
    BEFORE = "before"
    DURING = "during"
    TANGIBLE = "tangible"
    INTANGIBLE = "intangible"
    ADVICE = "advice"


class State(Enum):
    """How far a testimonial is; only a published one may leave the shop."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Hindrance(Enum):
    """Why a step cannot be taken; the values are a contract with scripts."""

    NO_WORDS = "no_words"
    NO_CONSENT = "no_consent"
    NOT_READ = "not_read"
    NOT_APPROVED = "not_approved"
    WITHDRAWN = "withdrawn"
    NOT_THERE = "not_there"
    NOT_PUBLISHED = "not_published"


@dataclass(frozen=True, slots=True)
class Words:
    """The six answers, empty where none was given, and how the customer wants to be named in public."""

    signed: str
    why: str = ""
    before: str = ""
    during: str = ""
    tangible: str = ""
    intangible: str = ""
    advice: str = ""

    def of(self, question: Question) -> str:
        """The answer to one question."""
        return str(getattr(self, question.value))

    @property
    def given(self) -> tuple[tuple[Question, str], ...]:
        """The questions that were answered, with their answers."""
        return tuple((one, self.of(one)) for one in Question if self.of(one))


@dataclass(frozen=True, slots=True)
class Testimonial:
    """One testimonial in the customer's language.

    `consent_on` is the shop day of the yes to publishing, `revoked_on` of its end; `read_on` the day on which the
    customer read a case study and found it right; `published_on` the day it went out.
    """

    id: int
    customer_id: int
    customer: str
    kind: Kind
    language: str
    words: Words
    state: State
    noted_on: date
    consent_on: date | None = None
    revoked_on: date | None = None
    read_on: date | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that was not taken."""

    why: Hindrance


def hindrance_to_approve(one: Testimonial) -> Hindrance | None:
    """What keeps the shop from approving: nothing said, no consent, a case study its customer has not read."""
    if not one.words.given:
        return Hindrance.NO_WORDS
    if one.consent_on is None:
        return Hindrance.WITHDRAWN if one.state is State.WITHDRAWN else Hindrance.NO_CONSENT
    if one.kind is Kind.CASE_STUDY and one.read_on is None:
        return Hindrance.NOT_READ
    return None


def hindrance_to_publish(one: Testimonial) -> Hindrance | None:
    """What keeps it from being published: everything that keeps it from being approved, and the approval itself."""
    if found := hindrance_to_approve(one):
        return found
    return Hindrance.NOT_APPROVED if one.state is State.DRAFT else None
