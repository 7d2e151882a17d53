"""What a card and its place on paper are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardFace:
    """What differs from card to card: the first name of the referrer, and nothing else about them."""

    first_name: str
    code: str


@dataclass(frozen=True, slots=True)
class Placing:
    """Where on the sheet to begin, counted from 1, and by how many millimetres the printer is put right."""

    start: int = 1
    right: float = 0.0
    down: float = 0.0


WHOLE_SHEET = Placing()
