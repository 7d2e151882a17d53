"""What a shop is."""

from dataclasses import dataclass

COLOURS = ("bouteille", "outremer", "aubergine", "garance", "ardoise", "cafe")


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop as printed and shown; `country` (ISO 3166) is where its phone numbers are from."""

    name: str
    language: str
    currency: str
    zone_name: str
    country: str
    address: str = ""
    phone: str = ""
    colour: str = COLOURS[0]
