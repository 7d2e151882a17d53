"""Voucher and card codes: sixteen letters every keyboard layout agrees on, two of them checking the rest.

A voucher is 17 letters: its kind, 14 drawn by the system's generator (56 bits), two checks. A card is 12:
kind, 9 drawn, two checks. The checks are the sum of the other letters in the field of sixteen elements and
the same sum weighted by the non-zero elements, which for 17 letters is the perfect Hamming code: every error
in one or two letters and every swap of two is caught.
"""

import unicodedata
from dataclasses import dataclass
from enum import Enum
from random import Random, SystemRandom

ALPHABET = "BCDEFGHJKNPRSTVX"
LONGEST_INPUT = 64
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_LETTER_OF_DIGIT = str.maketrans("0123456789abcdef", ALPHABET)
_LOOKALIKE = str.maketrans("856", "BSG")
_SEPARATORS = frozenset("-‐‑‒–—_./ \t\r\n\u00a0\u202f")


class CodeKind(Enum):
    """What a code stands for: its first letter."""

    VOUCHER = "B"
    CUSTOMER = "C"
    CARD = "P"


_DRAWN = {CodeKind.VOUCHER: 14, CodeKind.CUSTOMER: 14, CodeKind.CARD: 9}
_GROUPS = {17: (1, 4, 4, 4, 4), 12: (1, 3, 3, 3, 2)}


class MisreadCode(ValueError):
    """Our shape, but the check letters disagree: a letter of what looks like `kind` was lost or changed on the way."""

    def __init__(self, kind: CodeKind) -> None:
        super().__init__(kind.value)
        self.kind = kind


class ForeignCode(ValueError):
    """Not a code of this program: a product bar code, a link, somebody else's coupon."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code whose check letters agree; `letters` is the bare form kept in the store."""

    kind: CodeKind
    letters: str


def new_code(kind: CodeKind, chance: Random | None = None) -> str:
    """Draw a fresh code of `kind`, 17 letters (12 for a card), from the system's generator unless told otherwise."""
    drawn = "".join((chance or SystemRandom()).choices(ALPHABET, k=_DRAWN[kind]))
    return with_checks(kind.value + drawn)


def new_cards(count: int, chance: Random | None = None) -> list[str]:
    """Draw many cards' letters at once; two of them may be the same."""
    chance, digits = chance or SystemRandom(), _DRAWN[CodeKind.CARD]
    drawn = format(chance.getrandbits(4 * digits * count), f"0{digits * count}x").translate(_LETTER_OF_DIGIT)
    places = range(0, digits * count, digits)
    return [with_checks(CodeKind.CARD.value + drawn[start : start + digits]) for start in places]


def with_checks(data: str) -> str:
    """Append the two check letters to `data` (kind and drawn letters)."""
    plain, weighted = _checks(data)
    return data + ALPHABET[plain] + ALPHABET[weighted]


def read_code(text: str) -> Code:
    """Understand a code as scanned or typed: case, spaces and dashes ignored; 8, 5, 6 read as B, S, G.

    Raises MisreadCode for our shape with wrong checks, ForeignCode for anything else.
    """
    if len(text) > LONGEST_INPUT:
        raise ForeignCode
    letters = normalised(text)
    kind = _kind(letters)
    if kind is None:
        raise ForeignCode
    if len(letters) != _DRAWN[kind] + 3 or letters != with_checks(letters[:-2]):
        raise MisreadCode(kind)
    return Code(kind, letters)


def normalised(text: str) -> str:
    """The bare capital letters of `text`, with look-alike digits read as letters."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign not in _SEPARATORS).upper().translate(_LOOKALIKE)


def grouped(letters: str) -> str:
    """The printed shape: ``B-KTXR-SJCH-PNDE-VFGK`` or ``P-KTX-RSJ-CHP-ND``."""
    parts, start = [], 0
    for size in _GROUPS[len(letters)]:
        parts.append(letters[start : start + size])
        start += size
    return "-".join(parts)


def masked(letters: str) -> str:
    """The shape for lists and logs: kind and last four letters, ``B…VFGK``."""
    return f"{letters[0]}…{letters[-4:]}"


def unmasked(text: str) -> str | None:
    """The last four letters of a voucher written as `masked` shows it; None for anything else."""
    letters = normalised(text[:LONGEST_INPUT])
    fits = len(letters) == 5 and letters[0] == CodeKind.VOUCHER.value and set(letters) <= _VALUE.keys()
    return letters[1:] if fits else None


def _kind(letters: str) -> CodeKind | None:
    """The kind of a text that is nearly as long as a code of ours (one or two letters lost or doubled)."""
    if not letters or not set(letters) <= _VALUE.keys():
        return None
    try:
        kind = CodeKind(letters[0])
    except ValueError:
        return None
    return kind if abs(len(letters) - (_DRAWN[kind] + 3)) <= 2 else None


def _checks(data: str) -> tuple[int, int]:
    plain = weighted = 0
    for place, letter in enumerate(data, start=1):
        value = _VALUE[letter]
        plain ^= value
        weighted ^= _PRODUCT[value][place]
    return plain, weighted


def _product(a: int, b: int) -> int:
    """Multiply in GF(16) with the polynomial x^4 + x + 1."""
    result = 0
    for bit in range(4):
        if b >> bit & 1:
            result ^= a << bit
    for bit in (6, 5, 4):
        if result >> bit & 1:
            result ^= 0b10011 << (bit - 4)
    return result


_PRODUCT = [[_product(a, b) for b in range(16)] for a in range(16)]
