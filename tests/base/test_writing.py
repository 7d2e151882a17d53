"""Texts people type or paste: kept clean, found again whatever the accent or the case."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.writing import NOTE_LENGTH, fold, line, note, tidy

ANYTHING = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Élodie \t  Martin ", "Élodie Martin"),
        ("Zoe\u0301", "Zoé"),
        ("A\u202egnp.exe", "Agnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("bell\x07nul\x00", "bellnul"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("<b>Jean</b> =1+1", "<b>Jean</b> =1+1"),
        ("किताब\u200d", "किताब\u200d"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_line_loses_what_nobody_sees_and_nothing_else(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


def test_a_note_keeps_its_lines() -> None:
    assert note("comment", " Good \r\n\n bread\x00 ") == "Good\n\nbread"


@given(ANYTHING)
@example("e\x00\u0301")
@example("\u0301")
def test_kept_text_is_clean_once_and_for_all(text: str) -> None:
    for keep_lines in (False, True):
        kept = tidy(text, keep_lines=keep_lines)
        assert tidy(kept, keep_lines=keep_lines) == kept
        assert unicodedata.is_normalized("NFC", kept)
        assert not any(unicodedata.category(sign) in {"Cs", "Co"} for sign in kept)
        assert not any(unicodedata.category(sign) == "Cc" for sign in kept.replace("\n", ""))
        kept.encode()


@given(ANYTHING)
def test_folded_text_is_plain_words_and_stays_folded(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert all(word.isalnum() for word in folded.split())
    assert fold(text.upper()) == fold(text.upper().lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [("ÉLODIE", "elodie"), ("Œuvre", "oeuvre"), ("Straße", "strasse"), ("L’Haÿ", "l hay"), ("Łódź", "lodz")],
)
def test_accents_case_and_ligatures_do_not_matter_when_searching(one: str, other: str) -> None:
    assert fold(one) == other


def test_a_text_too_long_names_its_field_and_both_lengths() -> None:
    with pytest.raises(InvalidInput) as refused:
        line("name", "x" * 121, 120)
    assert refused.value.field == "name"
    assert "121" in refused.value.message
    assert "120" in refused.value.message
    assert line("name", "x" * 120, 120) == "x" * 120
    with pytest.raises(InvalidInput):
        note("comment", "x" * (NOTE_LENGTH + 1))


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\u200b", "\u202e"])
def test_a_name_needs_something_to_see(text: str) -> None:
    with pytest.raises(InvalidInput):
        line("name", text, 120, required=True)
