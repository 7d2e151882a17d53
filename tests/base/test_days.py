"""A day is read as it was meant, or asked again."""

from datetime import date

import pytest

from parrainage_desktop.base import days
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import in_language

APRIL = date(2026, 4, 3)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text", ["2026-04-13", " 13/04/2026 ", "13.04.2026", "13-4-2026"])
def test_a_day_that_can_only_be_one_is_read(language: str, text: str) -> None:
    with in_language(language):
        assert days.day("until", text) == date(2026, 4, 13)


def test_the_third_of_april_is_written_day_first_in_french() -> None:
    with in_language("fr"):
        assert days.day("until", "03/04/2026") == APRIL
        assert days.day("until", days.typed(APRIL)) == APRIL


def test_what_could_be_two_days_is_asked_again_in_english() -> None:
    with in_language("en"), pytest.raises(InvalidInput, match="2026-11-14"):
        days.day("until", "03/04/2026")


@pytest.mark.parametrize("text", ["", "31/02/2026", "2026-13-01", "14/11/26", "14/11.2026", "1826-01-01", "demain"])
def test_what_is_no_day_is_refused_in_the_readers_way_of_writing_one(text: str) -> None:
    with in_language("fr"), pytest.raises(InvalidInput, match="14/11/2026") as refused:
        days.day("until", text)
    assert refused.value.field == "until"


def test_a_day_is_typed_back_as_it_is_read() -> None:
    with in_language("en"):
        assert days.typed(APRIL) == "2026-04-03"
        assert days.day("until", days.typed(APRIL)) == APRIL
