"""Words, dates and money in the reader's language; the one place that knows gettext and Babel.

The language is a context variable: a French window may print an English report without either noticing.
"""

import gettext as _gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from parrainage_desktop.base import paths

LANGUAGES = ("fr", "en")
DOMAIN = "parrainage"
MINUS = "\u2212"
_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_DAY_PATTERNS = {"fr": "d MMM y", "en": "d MMM y"}
_LONG_PATTERNS = {"fr": "EEEE d MMMM y", "en": "EEEE d MMMM y"}

_language: ContextVar[str] = ContextVar("language", default="en")


def language() -> str:
    """The reader's language: ``fr`` or ``en``."""
    return _language.get()


def system_language() -> str:
    """The language of this computer's settings, English when the program does not speak it."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    found = next(filter(None, named), None) or locale.getlocale()[0] or ""
    return "fr" if found.lower().startswith("fr") else "en"


def set_language(code: str) -> None:
    """Speak `code` from here on; anything but a known language raises ValueError."""
    if code not in LANGUAGES:
        raise ValueError(code)
    _language.set(code)


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Speak `code` for the length of a block: a document speaks its reader's language."""
    before = language()
    set_language(code)
    try:
        yield
    finally:
        _language.set(before)


def _(message: str) -> str:
    """The text in the reader's language."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or plural text for `count` in the reader's language."""
    return _catalogue(language()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The text in the reader's language, where one English word has several meanings."""
    return _catalogue(language()).pgettext(context, message)


def money(cents: int, currency: str = "EUR", *, sign: bool = False, short: bool = False) -> str:
    """An amount as the reader writes it: ``1 234,50 €`` or ``€1,234.50``; `short` drops whole cents."""
    group, point, symbol = _money_signs(_locale(), currency)
    whole, rest = divmod(abs(cents), 100)
    amount = f"{whole:,}".replace(",", group) + ("" if short and not rest else f"{point}{rest:02}")
    return _signed(cents, f"{amount}\u00a0{symbol}" if language() == "fr" else f"{symbol}{amount}", sign)


def has_cents(currency: str) -> bool:
    """Whether `currency` (ISO 4217) exists and divides into a hundred."""
    from babel.numbers import get_currency_precision, list_currencies

    return currency in list_currencies() and get_currency_precision(currency) == 2


def number(count: int, *, sign: bool = False) -> str:
    """A whole number with the reader's thousands separator."""
    return decimal(count, 0, sign=sign)


def decimal(value: float | Decimal, places: int, *, sign: bool = False) -> str:
    """A number with a fixed count of decimals, half rounded away from zero; `sign` shows the plus too."""
    from babel.numbers import format_decimal

    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return _signed(exact, format_decimal(abs(exact), pattern, locale=_locale()), sign)


def percent(part: int, whole: int, places: int = 1) -> str:
    """`part` of `whole` as a percentage; a whole of zero has none and reads n/a."""
    if whole == 0:
        return _("n/a")
    share = Decimal(part * 100) / Decimal(whole)
    return decimal(share, places) + ("\u00a0%" if language() == "fr" else "%")


def ordinal(rank: int) -> str:
    """A rank in short: ``1er``, ``2e``, or ``1st``, ``2nd``, ``11th``."""
    if language() == "fr":
        return "1er" if rank == 1 else f"{number(rank)}e"
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return number(rank) + ending


def share(basis_points: int) -> str:
    """Hundredths of a percent with as many decimals as they need: ``12.5%`` or ``12,5 %``."""
    places = 0 if basis_points % 100 == 0 else 1 if basis_points % 10 == 0 else 2
    return percent(basis_points, 10_000, places)


def day(when: date) -> str:
    """A day for lists: ``14 nov. 2026``."""
    return _date(when, _DAY_PATTERNS[language()])


def long_day(when: date) -> str:
    """A day for sentences: ``samedi 14 novembre 2026``."""
    return _date(when, _LONG_PATTERNS[language()])


def weekday_day(when: date) -> str:
    """A day of this year for speaking: ``samedi 7 novembre``."""
    return _date(when, "EEEE d MMMM")


def day_month(when: date) -> str:
    """A day whose year is plain from the context: ``2 oct.``."""
    return _date(when, "d MMM")


def day_month_long(when: date) -> str:
    """The same in full: ``31 octobre``."""
    return _date(when, "d MMMM")


def day_month_year(when: date) -> str:
    """A day in full without its weekday: ``31 octobre 2026``."""
    return _date(when, "d MMMM y")


def month(year: int, month_number: int) -> str:
    """A month: ``octobre 2026``."""
    return _date(date(year, month_number, 1), "LLLL y")


def month_name(month_number: int) -> str:
    """A month of a known year: ``octobre``."""
    return _date(date(2000, month_number, 1), "LLLL")


def month_short(month_number: int) -> str:
    """A month under a chart: ``oct.``."""
    return _date(date(2000, month_number, 1), "LLL")


def clock_time(local: datetime) -> str:
    """The time on the shop's wall: ``11:42``."""
    return f"{local:%H:%M}"


def labelled(label: str, value: str) -> str:
    """A value after what it is: ``Period: this year``, the colon as the reader writes it."""
    return _("{label}: {value}").format(label=label, value=value)


def capital(text: str) -> str:
    """`text` with its first letter raised, the rest untouched."""
    return text[:1].upper() + text[1:]


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    if code == "en":
        return _gettext.NullTranslations()
    return _gettext.translation(DOMAIN, paths.catalogues(), [code])


def _locale() -> str:
    return _LOCALES[language()]


@cache
def _money_signs(locale: str, currency: str) -> tuple[str, str, str]:
    """What stands between thousands and before cents, and the currency's sign: Babel is slow to look them up."""
    from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol

    signs = get_group_symbol(locale), get_decimal_symbol(locale), get_currency_symbol(currency, locale)
    return signs[0], signs[1], signs[2].replace(" ", "\u00a0")


def _signed(value: int | Decimal, text: str, plus: bool) -> str:
    if value < 0:
        return MINUS + text
    return "+" + text if plus and value > 0 else text


def _date(when: date, pattern: str) -> str:
    if language() == "fr" and when.day == 1:
        pattern = pattern.replace("d ", "d'er' ")
    return _written_day(when, pattern, _locale())


@lru_cache(maxsize=1_024)
def _written_day(when: date, pattern: str, locale: str) -> str:
    """A list has few days in many rows."""
    from babel.dates import format_date

    return format_date(when, pattern, locale=locale)
