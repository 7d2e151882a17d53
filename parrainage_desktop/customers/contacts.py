"""Phones and e-mails: E.164 inside, the shop's national form outside, never a look-up over the network."""

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _


def phone_number(text: str, country: str) -> str:
    """E.164 of a phone as typed in `country`, or empty. Raises InvalidInput when it cannot be a number.

    Possible is enough: numbering tables lag, and nobody is turned away over a number.
    """
    import phonenumbers

    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise InvalidInput("phone", _("“{text}” cannot be a phone number.").format(text=text[:40]))
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def shown_phone(e164: str, country: str) -> str:
    """A phone as people in `country` write it: ``06 39 98 71 05``."""
    import phonenumbers

    if not e164:
        return ""
    number = phonenumbers.parse(e164)
    at_home = phonenumbers.country_code_for_region(country) == number.country_code
    shape = (
        phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return str(phonenumbers.format_number(number, shape))


def national_phone(e164: str) -> str:
    """A phone as people of its own country write it."""
    import phonenumbers

    return str(phonenumbers.format_number(phonenumbers.parse(e164), phonenumbers.PhoneNumberFormat.NATIONAL))


def email_address(text: str) -> str:
    """An e-mail address in lower case, or empty. Raises InvalidInput when it is not one."""
    from email_validator import EmailNotValidError, validate_email

    if not text.strip():
        return ""
    try:
        checked = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise InvalidInput("email", _("“{text}” is not an e-mail address.").format(text=text[:60])) from None
    return checked.normalized.lower()
