"""Phones and e-mails: any spelling in, one spelling kept, nobody turned away over a number."""

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers.contacts import email_address, phone_number, shown_phone

SPELLINGS = [
    "0639987105", "06 39 98 71 05", "06.39.98.71.05", "06-39-98-71-05", "+33639987105", "+33 6 39 98 71 05",
    "+33 (0)6 39 98 71 05", "0033 6 39 98 71 05", " 06\u00a039\u00a098\u00a071\u00a005 ", "06/39/98/71/05",
]  # fmt: skip


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_phone_is_kept_in_one_spelling(typed: str) -> None:
    assert phone_number(typed, "FR") == "+33639987105"


def test_a_phone_is_read_where_the_shop_is() -> None:
    assert phone_number("0470 12 34 56", "BE") == "+32470123456"
    assert phone_number("079 123 45 67", "CH") == "+41791234567"
    assert phone_number("+32 470 12 34 56", "FR") == "+32470123456"


@pytest.mark.parametrize("typed", ["", "  "])
def test_no_phone_is_no_phone(typed: str) -> None:
    assert phone_number(typed, "FR") == ""
    assert shown_phone("", "FR") == ""


@pytest.mark.parametrize("typed", ["12", "karim", "0" * 40, "+999 123", "=1+1", "\x00"])
def test_what_cannot_be_a_phone_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        phone_number(typed, "FR")
    assert wrong.value.field == "phone"


def test_a_phone_is_shown_as_people_here_write_it() -> None:
    assert shown_phone("+33639987105", "FR") == "06 39 98 71 05"
    assert shown_phone("+33639987105", "BE") == "+33 6 39 98 71 05"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Karim.Haddad@Example.ORG ", "karim.haddad@example.org"),
        ("zoe+shop@example.org", "zoe+shop@example.org"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_an_address_is_kept_in_lower_case(typed: str, kept: str) -> None:
    assert email_address(typed) == kept


@pytest.mark.parametrize(
    "typed", ["karim", "karim@", "@example.org", "a b@example.org", "a@b", "x" * 300 + "@example.org"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        email_address(typed)
    assert wrong.value.field == "email"
