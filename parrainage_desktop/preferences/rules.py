"""What a shop is."""

from dataclasses import dataclass, field

COLOURS = ("bouteille", "outremer", "aubergine", "garance", "ardoise", "cafe")


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop as printed and shown; `country` (ISO 3166) is where its phone numbers are from.

    `logo` is a small PNG, empty for none; the terms are the shop's own words, one text for each language.
    """

    name: str
    language: str
    currency: str
    zone_name: str
    country: str
    address: str = ""
    phone: str = ""
    colour: str = COLOURS[0]
    terms_fr: str = ""
    terms_en: str = ""
    logo: bytes = field(default=b"", repr=False)

    @property
    def place(self) -> str:
        """Where it is and how to call it; empty when neither is known."""
        return ", ".join(part for part in (self.address, self.phone) if part)

    def terms(self, language: str) -> str:
        """The shop's own terms for a reader of this language."""
        return self.terms_fr if language == "fr" else self.terms_en
