"""Names compared: whether a row of a shared phone is about the same person or about another of the household."""

from array import array
from typing import NamedTuple

from parrainage_desktop.imports.reading import fold


class Called(NamedTuple):
    """Hashes of a person's folded names, 0 where there is none that tells people apart."""

    given: int
    family: int

    def differs(self, other: "Called") -> bool:
        """Whether two given names are two people's; an initial, no name and names the wrong way round are not."""
        if not self.given or not other.given or self.given == other.given:
            return False
        return not (_turned(self, other) or _turned(other, self))


NOBODY = Called(0, 0)


def _turned(one: Called, other: Called) -> bool:
    return one.given == other.family and one.family in (0, other.given)


def called(given: str, family: str) -> Called:
    """What tells a person apart; a phone or an e-mail that stands in for a name does not, nor do initials."""
    folded = fold(given)
    real = "@" not in given and any(len(word) > 1 and word.isalpha() for word in folded.split())
    return Called(_hash(folded) if real else 0, _hash(fold(family)))


def _hash(folded: str) -> int:
    """32 bits of a text, never 0 but for an empty one."""
    return hash(folded) & 0xFFFF_FFFF or 1 if folded else 0


class Names:
    """The names of many people in a row, eight bytes each."""

    def __init__(self) -> None:
        self._given, self._family = array("I"), array("I")

    def __getitem__(self, place: int) -> Called:
        """The name at a place."""
        return Called(self._given[place], self._family[place])

    def __setitem__(self, place: int, name: Called) -> None:
        """Change a name."""
        self._given[place], self._family[place] = name

    def append(self, name: Called) -> None:
        """Add a name behind all others."""
        self._given.append(name.given)
        self._family.append(name.family)
