"""How a person is named in few letters."""

from datetime import date

import pytest

from parrainage_desktop.customers.rules import Customer, split_name


def person(given: str, family: str) -> Customer:
    """Somebody of this name."""
    return Customer(1, given, family, "", "", "", "fr", "PNXVVNTBCTFE", date(2026, 11, 14))


@pytest.mark.parametrize(
    ("given", "family", "name", "short", "initials"),
    [
        ("Karim", "Haddad", "Karim Haddad", "Karim H.", "KH"),
        ("Zoé", "", "Zoé", "Zoé", "Z"),
        ("élodie", "d’Arc", "élodie d’Arc", "élodie d.", "ÉD"),
    ],
)
def test_a_name_has_a_long_a_short_and_a_shortest_form(
    given: str, family: str, name: str, short: str, initials: str
) -> None:
    someone = person(given, family)
    assert (someone.name, someone.short_name, someone.initials) == (name, short, initials)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Karim Haddad", ("Karim", "Haddad")),
        ("  Anne  de la Tour ", ("Anne", "de la Tour")),
        ("Zoé", ("Zoé", "")),
        ("", ("", "")),
    ],
)
def test_one_line_is_a_given_name_and_the_rest(typed: str, parts: tuple[str, str]) -> None:
    assert split_name(typed) == parts
