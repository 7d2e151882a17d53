"""What cells say: days, amounts, yes or no; and how a whole column of them is written."""

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

from parrainage_desktop.base import money
from parrainage_desktop.base.money import BadAmount
from parrainage_desktop.imports.rules import AMOUNTS, Field, Style

EARLIEST = date(1900, 1, 1)
_BLANK = frozenset(
    "- -- — – . / ? n/a na nc n.c. néant neant aucun aucune none null nan inconnu inconnue #n/a #ref! #value!".split()
)
_YES = frozenset("yes y oui o true vrai 1 x ✓ ✔ ok on actif accepte accepté abonné subscribed opt-in optin".split())
_NO = frozenset("no n non false faux 0 off refuse refusé désabonné unsubscribed opt-out optout".split())
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?)?")
_THREE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ,]+\d{1,2}[:h]\d\d(?::\d\d)?(?: ?[AaPp][Mm])?)?")
_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?[ -]([^\W\d_]+)\.?,?[ -](\d{4})|([^\W\d_]+)\.? (\d{1,2}),? (\d{4})")
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "janvier janv jan january", "février fevrier févr fevr fév fev february feb", "mars mar march",
            "avril avr april apr", "mai may", "juin june jun", "juillet juil july jul",
            "août aout aoû aou august aug", "septembre sept sep september", "octobre oct october",
            "novembre nov november", "décembre decembre déc dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


class Sign(Enum):
    """What one cell proves about its column's style."""

    NOTHING = "nothing"
    FIRST = "first"
    SECOND = "second"
    EITHER = "either"


def is_blank(text: str) -> bool:
    """Whether a cell says that nothing is known, empty or with one of the words people write for that."""
    return not text or text.strip().lower() in _BLANK or text.isspace()


def yes_or_no(text: str) -> bool | None:
    """What a cell says, None when it is neither."""
    word = text.strip().lower()
    return True if word in _YES else False if word in _NO else None


def day(text: str, style: Style | None) -> date | None:
    """The day in a cell; ``03/04/2026`` is read as `style` says. None when there is no such day."""
    text = text.strip()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _THREE.fullmatch(text):
            return _day_of_three(int(match[1]), int(match[2]), _year(match[3]), style)
        if match := _WORDS.fullmatch(text):
            name, number, year = (match[2], match[1], match[3]) if match[1] else (match[4], match[5], match[6])
            return date(int(year), _MONTHS[name.lower()], int(number))
    except (ValueError, KeyError):
        pass
    return None


def _day_of_three(one: int, two: int, year: int, style: Style | None) -> date | None:
    if style not in (Style.DAY_FIRST, Style.MONTH_FIRST):
        if one <= 12 and two <= 12 and one != two:
            return None
        style = Style.DAY_FIRST if two <= 12 else Style.MONTH_FIRST
    return date(year, two, one) if style is Style.DAY_FIRST else date(year, one, two)


def _year(digits: str) -> int:
    """A year of two digits lies in the last century when it is past 69."""
    return int(digits) if len(digits) == 4 else int(digits) + (2000 if int(digits) < 70 else 1900)


def amount(text: str, style: Style | None) -> int | None:
    """Cents of an amount; ``1,234`` is read as `style` says. None when it is no amount."""
    try:
        return money.parse_amount(text)
    except BadAmount as error:
        if error.problem is not money.Problem.AMBIGUOUS or style not in (Style.DECIMAL_COMMA, Style.DECIMAL_POINT):
            return None
    mark = "." if style is Style.DECIMAL_COMMA else ","
    try:
        return money.parse_amount(re.sub(r"[.,]", "", text)) if mark in text else None
    except BadAmount:
        return None


def proves(text: str, field: Field) -> Sign:
    """What a cell proves about how its column is written: the first of its field's styles, the second, or either."""
    text = text.strip()
    return _amount_proves(text) if field in AMOUNTS else _day_proves(text)


def _day_proves(text: str) -> Sign:
    match = _THREE.fullmatch(text)
    if not match:
        return Sign.NOTHING
    one, two = int(match[1]), int(match[2])
    if one == two:
        return Sign.NOTHING
    if one > 12 >= two:
        return Sign.FIRST
    if two > 12 >= one:
        return Sign.SECOND
    return Sign.EITHER if one <= 12 and two <= 12 else Sign.NOTHING


def _amount_proves(text: str) -> Sign:
    bare = re.sub(r"[^\d.,]", "", text)
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", bare):
        return Sign.EITHER
    if re.fullmatch(r"[\d.]*,\d{1,2}", bare):
        return Sign.FIRST
    return Sign.SECOND if re.fullmatch(r"[\d,]*\.\d{1,2}", bare) else Sign.NOTHING


def decided(signs: Iterable[Sign], styles: tuple[Style, Style]) -> Style | None:
    """The style a whole column is written in; None when it must be asked.

    A column that proves both at once is plain: what can be read in one way only is, and the rest is wrong.
    """
    met = set(signs)
    if {Sign.FIRST, Sign.SECOND} <= met:
        return Style.PLAIN
    if Sign.FIRST in met:
        return styles[0]
    if Sign.SECOND in met:
        return styles[1]
    return None if Sign.EITHER in met else Style.PLAIN
