"""The short ways to read what most customers have say what the libraries say, for everything they take on."""

import phonenumbers
from email_validator import validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from parrainage_desktop.customers import contacts
from parrainage_desktop.customers.contacts import email_address, national_phone, phone_number, shown_phone

NATIONAL = phonenumbers.PhoneNumberFormat.NATIONAL
MANY = settings(max_examples=150, deadline=None)


@given(st.from_regex(contacts._PLAIN_FRENCH, fullmatch=True))
@MANY
def test_a_plain_french_phone_is_what_the_library_makes_of_it(typed: str) -> None:
    number = phonenumbers.parse(typed, "FR")
    assert phonenumbers.is_possible_number(number)
    assert phone_number(typed, "FR") == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@given(st.from_regex(contacts._FRENCH, fullmatch=True))
@MANY
def test_a_french_phone_is_shown_as_the_library_shows_it(e164: str) -> None:
    shown = phonenumbers.format_number(phonenumbers.parse(e164), NATIONAL)
    assert national_phone(e164) == shown_phone(e164, "FR") == shown


@given(st.from_regex(contacts._PLAIN_EMAIL, fullmatch=True).filter(lambda typed: len(typed) <= 64))
@MANY
def test_a_plain_address_is_what_the_library_makes_of_it(typed: str) -> None:
    checked = validate_email(typed, check_deliverability=False, test_environment=True)
    assert email_address(typed) == checked.normalized.lower()
