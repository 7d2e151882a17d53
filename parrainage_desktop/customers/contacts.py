"""Phones and e-mails: E.164 inside, the shop's national form outside, never a look-up over the network."""

import re

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _

# What most customers of a French shop have, read without the libraries, which take fifty times as long.
_SEPARATORS = str.maketrans("", "", " .-")
_PLAIN_FRENCH = re.compile(r"0[1-9](?:[ .-]?[0-9]{2}){4}")
_FRENCH = re.compile(r"\+33[1-79][0-9]{8}")
_PLAIN_EMAIL = re.compile(
    r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@[a-z0-9]+(?:-[a-z0-9]+)*\.(?:fr|com|net|org|eu|be|ch|lu|de|es|it|uk)",
    re.IGNORECASE | re.ASCII,
)
_LONGEST_PLAIN = 64


def phone_number(text: str, country: str) -> str:
    """E.164 of a phone as typed in `country`, or empty. Raises InvalidInput when it cannot be a number.

    Possible is enough: numbering tables lag, and nobody is turned away over a number.
    """
    bare = text.strip()
    if not bare:
        return ""
    if country == "FR" and _PLAIN_FRENCH.fullmatch(bare):
        return "+33" + bare.translate(_SEPARATORS)[1:]
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise InvalidInput("phone", _("“{text}” cannot be a phone number: check its digits.").format(text=text[:40]))
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def shown_phone(e164: str, country: str) -> str:
    """A phone as people in `country` write it: ``06 39 98 71 05``."""
    if not e164:
        return ""
    if country == "FR" and _FRENCH.fullmatch(e164):
        return national_phone(e164)
    import phonenumbers

    number = phonenumbers.parse(e164)
    at_home = phonenumbers.country_code_for_region(country) == number.country_code
    shape = (
        phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return str(phonenumbers.format_number(number, shape))


def national_phone(e164: str) -> str:
    """A phone as people of its own country write it."""
    if _FRENCH.fullmatch(e164):
        return f"0{e164[3]} {e164[4:6]} {e164[6:8]} {e164[8:10]} {e164[10:]}"
    import phonenumbers

    return str(phonenumbers.format_number(phonenumbers.parse(e164), phonenumbers.PhoneNumberFormat.NATIONAL))


def email_address(text: str) -> str:
    """An e-mail address in lower case, or empty. Raises InvalidInput when it is not one."""
    bare = text.strip()
    if not bare:
        return ""
    if len(bare) <= _LONGEST_PLAIN and _PLAIN_EMAIL.fullmatch(bare):
        return bare.lower()
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise InvalidInput("email", _("“{text}” is not an e-mail address.").format(text=text[:60])) from None
    return checked.normalized.lower()
