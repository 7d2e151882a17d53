"""Who was met already, in little memory: keys as 64-bit hashes in flat tables, however many there are.

A million people with a phone and an e-mail each take 40 MB; a dictionary of the texts would take four hundred. Two
different keys share a hash once in ten million imports of that size.
"""

from array import array

_PARTS = 64
"""The tables grow one at a time, so that growing needs no second copy of everything."""
_START = 64


class Keys:
    """A map from texts to numbers from 0 on."""

    def __init__(self) -> None:
        self._hashes = [array("Q", bytes(8 * _START)) for _part in range(_PARTS)]
        self._numbers = [array("I", bytes(4 * _START)) for _part in range(_PARTS)]
        self._held = [0] * _PARTS

    def __len__(self) -> int:
        """How many keys there are."""
        return sum(self._held)

    def get(self, key: str) -> int | None:
        """The number a key was given, if it was."""
        wanted = _hash(key)
        part = wanted % _PARTS
        hashes = self._hashes[part]
        size = len(hashes)
        place = wanted // _PARTS % size
        while found := hashes[place]:
            if found == wanted:
                return self._numbers[part][place]
            place += 1
            if place == size:
                place = 0
        return None

    def put(self, key: str, number: int) -> None:
        """Give a key a number, unless it has one."""
        wanted = _hash(key)
        part = wanted % _PARTS
        if 4 * self._held[part] >= 3 * len(self._hashes[part]):
            self._grow(part)
        if _placed(self._hashes[part], self._numbers[part], wanted, number):
            self._held[part] += 1

    def _grow(self, part: int) -> None:
        hashes, numbers = self._hashes[part], self._numbers[part]
        size = len(hashes) * 3 // 2
        self._hashes[part], self._numbers[part] = array("Q", bytes(8 * size)), array("I", bytes(4 * size))
        for place, wanted in enumerate(hashes):
            if wanted:
                _placed(self._hashes[part], self._numbers[part], wanted, numbers[place])


def _placed(hashes: "array[int]", numbers: "array[int]", wanted: int, number: int) -> bool:
    """Put a hash in the next free place, unless it is there already; whether it was put."""
    size = len(hashes)
    place = wanted // _PARTS % size
    while found := hashes[place]:
        if found == wanted:
            return False
        place += 1
        if place == size:
            place = 0
    hashes[place], numbers[place] = wanted, number
    return True


def _hash(key: str) -> int:
    """Python's own, which differs from one run to the next; never 0, which stands for an empty place."""
    return hash(key) & 0xFFFF_FFFF_FFFF_FFFF or 1
