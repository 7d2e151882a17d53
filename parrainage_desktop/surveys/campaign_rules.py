"""What a campaign is: a question, whom to ask, by which channels, and what came of it."""

from dataclasses import dataclass
from datetime import date

from parrainage_desktop.surveys.rules import Origin

CONTACT_DAYS = 90
"""Nobody is asked again before so many days have gone by."""
ASKING = (Origin.COUNTER, Origin.KIOSK, Origin.PAPER, Origin.FORM, Origin.EMAIL)
"""The channels a campaign can ask by."""


@dataclass(frozen=True, slots=True)
class Response:
    """How many people were asked, and how many answers came."""

    asked: int
    answers: int

    @property
    def rate(self) -> float | None:
        """Answers in 100 people asked; None when nobody was, or when more answered than were asked."""
        return 100 * self.answers / self.asked if 0 < self.asked >= self.answers else None


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom to ask: all the conditions together, None and empty for none; `sample` of those that fit by chance."""

    city: str = ""
    tag: str = ""
    referrers: bool | None = None
    referred: bool | None = None
    bought_since: date | None = None
    sample: int | None = None


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """A campaign as somebody describes it; empty questions are the usual one."""

    name: str
    first: date
    last: date
    question_fr: str = ""
    question_en: str = ""
    origins: frozenset[Origin] = frozenset({Origin.COUNTER})
    audience: Audience = Audience()
    form_url: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A question asked of some people for some days, the last one included; `drawn_on` is when they were chosen.

    `seed` repeats the choice of a sample; `form_url` is the shop's own form.
    """

    id: int
    name: str
    first: date
    last: date
    question_fr: str
    question_en: str
    origins: frozenset[Origin]
    audience: Audience
    form_url: str
    seed: int
    drawn_on: date | None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people an audience means, how many of them were asked too lately, how many would be asked."""

    fitting: int
    asked_lately: int
    to_ask: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody chosen for a campaign: the shop day they were asked and their answer, None while there is none."""

    customer_id: int
    asked_on: date | None
    answer_id: int | None
