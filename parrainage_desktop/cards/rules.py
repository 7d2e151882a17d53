"""What a card and its place on paper are made of."""

from dataclasses import dataclass

from parrainage_desktop.programme.rules import Programme


@dataclass(frozen=True, slots=True)
class CardFace:
    """What differs from card to card: the first name of the referrer, and nothing else about them.

    `programme` is what they are promised, where that is not what the whole sheet is.
    """

    first_name: str
    code: str
    programme: Programme | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where on the sheet to begin, counted from 1, and by how many millimetres the printer is put right."""

    start: int = 1
    right: float = 0.0
    down: float = 0.0


WHOLE_SHEET = Placing()
