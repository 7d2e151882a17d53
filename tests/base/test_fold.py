"""Folding in one go says what folding sign by sign says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parrainage_desktop.base import writing

LATIN = st.text(st.characters(max_codepoint=0x24F), max_size=40)


@given(LATIN)
@settings(max_examples=1_000)
def test_latin_texts_are_folded_the_same_either_way(text: str) -> None:
    assert writing.fold(text) == writing._folded(text)


@given(st.text(max_size=40))
def test_other_texts_too(text: str) -> None:
    assert writing.fold(text) == writing._folded(text)


def test_each_latin_sign_beside_others() -> None:
    for code in range(0x250):
        text = f"a{chr(code)}b {chr(code)}"
        assert writing.fold(text) == writing._folded(text), hex(code)
