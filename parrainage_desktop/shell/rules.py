"""What a first start is told."""

from dataclasses import dataclass

from parrainage_desktop.programme.rules import Terms


@dataclass(frozen=True, slots=True)
class NewShop:
    """A shop to be made: the shop as typed, and what its scheme gives."""

    name: str
    language: str
    zone_name: str
    address: str
    phone: str
    terms: Terms
    currency: str = "EUR"
