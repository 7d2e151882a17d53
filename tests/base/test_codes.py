"""Codes: every slip of the finger is caught, every keyboard layout agrees, nothing can be guessed."""

import itertools
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parrainage_desktop.base.codes import (
    ALPHABET,
    CodeKind,
    ForeignCode,
    MisreadCode,
    grouped,
    masked,
    new_code,
    normalised,
    read_code,
    with_checks,
)

VOUCHER, CARD = "BGHDJGVDCTNKBTFRG", "PNXVVNTBCTFE"
KINDS = [CodeKind.VOUCHER, CodeKind.CUSTOMER, CodeKind.CARD]

# The letter rows of each layout, key by key, as the letters on an American one.
AMERICAN = "qwertyuiopasdfghjklzxcvbnm"
LAYOUTS = {
    "fr": "azertyuiopqsdfghjklwxcvbn,",
    "be": "azertyuiopqsdfghjklwxcvbn,",
    "ch-fr": "qwertzuiopasdfghjklyxcvbnm",
    "de": "qwertzuiopasdfghjklyxcvbnm",
    "gb": AMERICAN,
}


def caught(letters: str) -> bool:
    """Whether a changed code is refused."""
    try:
        read_code(letters)
    except (MisreadCode, ForeignCode):
        return True
    return False


def replaced(code: str, changes: dict[int, str]) -> str:
    """`code` with some letters exchanged."""
    return "".join(changes.get(place, letter) for place, letter in enumerate(code))


def others(letter: str) -> str:
    """Every letter of the alphabet but one."""
    return ALPHABET.replace(letter, "")


def swaps(code: str) -> list[str]:
    """`code` with any two different letters changed round."""
    pairs = itertools.combinations(range(len(code)), 2)
    return [replaced(code, {a: code[b], b: code[a]}) for a, b in pairs if code[a] != code[b]]


@pytest.mark.parametrize("code", [VOUCHER, new_code(CodeKind.VOUCHER), new_code(CodeKind.CUSTOMER)])
def test_every_error_in_one_or_two_letters_of_a_voucher_code_is_caught(code: str) -> None:
    single = [replaced(code, {a: x}) for a in range(17) for x in others(code[a])]
    double = [
        replaced(code, {a: x, b: y})
        for a, b in itertools.combinations(range(17), 2)
        for x in others(code[a])
        for y in others(code[b])
    ]
    assert (len(single), len(double)) == (255, 30_600)
    assert [slip for slip in single + double if not caught(slip)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_swap_of_two_letters_is_caught(kind: CodeKind) -> None:
    slips = [slip for _ in range(50) for slip in swaps(new_code(kind))]
    assert len(slips) > 1_000
    assert [slip for slip in slips if not caught(slip)] == []


def test_every_error_in_one_letter_of_a_card_is_caught() -> None:
    cards = [CARD, *(new_code(CodeKind.CARD) for _ in range(20))]
    slips = [replaced(card, {a: x}) for card in cards for a in range(12) for x in others(card[a])]
    assert [slip for slip in slips if not caught(slip)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_lost_or_doubled_letter_is_caught(kind: CodeKind) -> None:
    code = new_code(kind)
    slips = [code[:a] + code[a + 1 :] for a in range(len(code))] + [
        code[:a] + code[a] + code[a:] for a in range(len(code))
    ]
    assert [slip for slip in slips if not caught(slip)] == []


@pytest.mark.parametrize("caps_lock", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_scanner_set_to_the_american_layout_types_the_same_letters(layout: str, caps_lock: bool) -> None:
    keys = dict(zip(AMERICAN, LAYOUTS[layout], strict=True))

    def typed(code: str) -> str:
        # The scanner holds shift for a capital; caps lock turns that round.
        letters = "".join(keys[letter] for letter in code.lower())
        return letters if caps_lock else letters.upper()

    assert normalised(typed(ALPHABET)) == ALPHABET
    for _ in range(500):
        code = new_code(random.choice(KINDS))
        assert read_code(typed(code)).letters == code


def test_letters_that_layouts_move_are_not_in_the_alphabet() -> None:
    moved = {us for layout in LAYOUTS.values() for us, here in zip(AMERICAN, layout, strict=True) if us != here}
    assert moved == set("aqzwym")
    assert not moved & set(ALPHABET.lower())


@pytest.mark.parametrize(("digit", "letter"), [("8", "B"), ("5", "S"), ("6", "G")])
def test_a_digit_that_looks_like_a_letter_is_read_as_that_letter(digit: str, letter: str) -> None:
    codes = (new_code(kind) for _ in range(1_000) for kind in KINDS)
    with_letter = [code for code in codes if letter in code[1:]][:50]
    for code in with_letter:
        assert read_code(code[0] + code[1:].replace(letter, digit)).letters == code
    assert read_code("8" + VOUCHER[1:]).letters == VOUCHER


@pytest.mark.parametrize("text", ["B-GHDJ-GVDC-TNKB-TFRG", "b-ghdj-gvdc-tnkb-tfrg", " B GHDJ GVDC TNKB TFRG\r\n"])
def test_the_published_voucher_code_is_read_in_any_spelling(text: str) -> None:
    code = read_code(text)
    assert (code.kind, code.letters, grouped(code.letters)) == (
        CodeKind.VOUCHER,
        VOUCHER,
        "B-GHDJ-GVDC-TNKB-TFRG",
    )


@pytest.mark.parametrize(
    "text", ["P-NXV-VNT-BCT-FE", "p nxv vnt bct fe", "P–NXV—VNT‑BCT\u202fFE", "ＰＮＸＶＶＮＴＢＣＴＦＥ"]
)
def test_the_published_card_is_read_in_any_spelling(text: str) -> None:
    code = read_code(text)
    assert (code.kind, code.letters, grouped(code.letters)) == (CodeKind.CARD, CARD, "P-NXV-VNT-BCT-FE")


def test_only_the_last_letters_of_a_code_show_in_lists() -> None:
    assert masked(VOUCHER) == "B…TFRG"
    assert masked(CARD) == "P…CTFE"


@pytest.mark.parametrize("text", [VOUCHER[:-1] + "H", VOUCHER[:-1], VOUCHER + "B", CARD[:-1] + "F", CARD[:-2]])
def test_a_code_of_our_shape_with_wrong_checks_is_a_slip(text: str) -> None:
    with pytest.raises(MisreadCode):
        read_code(text)


FOREIGN = [
    "", " ", "-", "B", "3017620422003", "https://example.com/BGHDJGVDCTNKBTFRG", "WELCOME10", "Karim Haddad",
    "TGHDJGVDCTNKBTFRG", "B" * 65, "B" * 10_000, "\x00\x1b[A", "بون", "B-GHDJ-GVDC-TNKB-TFRÉ",
]  # fmt: skip


@pytest.mark.parametrize("text", FOREIGN)
def test_what_was_never_a_code_of_ours_is_called_foreign(text: str) -> None:
    with pytest.raises(ForeignCode):
        read_code(text)


@given(st.text(max_size=80))
def test_nothing_anybody_types_breaks_the_reading_of_codes(text: str) -> None:
    try:
        code = read_code(text)
    except (MisreadCode, ForeignCode):
        return
    assert with_checks(code.letters[:-2]) == code.letters


def test_codes_are_drawn_without_a_pattern() -> None:
    drawn = [new_code(CodeKind.VOUCHER) for _ in range(20_000)]
    assert len(set(drawn)) == len(drawn)
    assert {len(code) for code in drawn} == {17}
    # 99.99 % of fair draws stay below 44.3 with 15 degrees of freedom; all sixteen places together must.
    for place in range(1, 17):
        seen = Counter(code[place] for code in drawn)
        expected = len(drawn) / 16
        chi_square = sum((seen[letter] - expected) ** 2 / expected for letter in ALPHABET)
        assert chi_square < 55, f"place {place} is not drawn evenly"


def test_each_kind_begins_with_its_letter_and_has_its_length() -> None:
    assert [(new_code(kind)[0], len(new_code(kind))) for kind in KINDS] == [("B", 17), ("C", 17), ("P", 12)]
