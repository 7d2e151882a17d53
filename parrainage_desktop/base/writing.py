"""Text as people type or paste it, made fit to keep: NFC, trimmed, no invisible signs, folded for searching."""

import re
import unicodedata

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.base.money import BadAmount, Problem, parse_amount

NAME_LENGTH = 120
STREET_LENGTH = 240
POSTCODE_LENGTH = 16
NOTE_LENGTH = 2_000
_JOINERS = frozenset("\u200c\u200d")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def tidy(text: str, *, keep_lines: bool = False) -> str:
    """`text` in NFC without control, bidirectional or lone surrogate signs, white space folded to one space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = unicodedata.normalize("NFC", "".join(sign for sign in text if _is_kept(sign)))
    if keep_lines:
        return "\n".join(" ".join(part.split()) for part in kept.split("\n")).strip()
    return " ".join(kept.split())


def line(field: str, text: str, longest: int, *, required: bool = False) -> str:
    """A tidy single line of at most `longest` characters. Raises InvalidInput naming `field`."""
    return _checked(field, tidy(text), longest, required)


def note(field: str, text: str) -> str:
    """A tidy comment that may run over several lines. Raises InvalidInput naming `field`."""
    return _checked(field, tidy(text, keep_lines=True), NOTE_LENGTH, False)


def amount(field: str, text: str) -> int:
    """Cents of an amount as typed. Raises InvalidInput naming `field`, with how to write it."""
    try:
        return parse_amount(text)
    except BadAmount as error:
        raise InvalidInput(field, _amount_problem(error.problem).format(text=text.strip()[:40])) from None


def fold(text: str) -> str:
    """`text` as it is searched: no accents, no case, ligatures spelt out, only letters and digits and spaces."""
    if not text or max(text) <= _LAST_LATIN:
        return " ".join(text.translate(_LATIN).split())
    return _folded(text)


def _folded(text: str) -> str:
    return " ".join(_spelt_out(text).split())


def _spelt_out(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", bare.casefold())


_LAST_LATIN = "\u024f"
_LATIN = {code: _spelt_out(chr(code)) for code in range(ord(_LAST_LATIN) + 1)}
"""What each Latin letter is folded to, so that most texts are folded in one go."""


def _amount_problem(problem: Problem) -> str:
    return {
        Problem.EMPTY: _("An amount is needed, such as 12.50."),
        Problem.NOT_A_NUMBER: _("“{text}” is not an amount. Write it like 12.50."),
        Problem.AMBIGUOUS: _("“{text}” can be read in two ways. Write it plainly, like 1234 or 1234.00."),
        Problem.NEGATIVE: _("An amount cannot be less than zero."),
        Problem.TOO_LARGE: _("“{text}” is more than this program can keep."),
    }[problem]


def _is_kept(sign: str) -> bool:
    if sign in _JOINERS or sign in "\t\n\r":
        return True
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co")


def _checked(field: str, text: str, longest: int, required: bool) -> str:
    if required and not text:
        raise InvalidInput(field, _("A name is needed."))
    if len(text) > longest:
        raise InvalidInput(
            field,
            _("Too long: {count} characters, {most} at most.").format(
                count=number(len(text)), most=number(longest)
            ),
        )
    return text
