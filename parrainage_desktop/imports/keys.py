"""Who was met already, in little memory: keys as 64-bit hashes in one flat table, however many there are.

A million people with a phone and an e-mail each take 50 MB; a dictionary of the texts would take four hundred. Two
different keys share a hash once in ten million imports of that size.
"""

from array import array

_START = 1 << 12


class Keys:
    """A map from texts to numbers from 0 on."""

    def __init__(self) -> None:
        self._hashes = array("Q", bytes(8 * _START))
        self._numbers = array("I", bytes(4 * _START))
        self._mask = _START - 1
        self._held = 0

    def __len__(self) -> int:
        """How many keys there are."""
        return self._held

    def get(self, key: str) -> int | None:
        """The number a key was given, if it was."""
        wanted = _hash(key)
        hashes, mask = self._hashes, self._mask
        place = wanted & mask
        while found := hashes[place]:
            if found == wanted:
                return self._numbers[place]
            place = (place + 1) & mask
        return None

    def put(self, key: str, number: int) -> None:
        """Give a key a number, unless it has one."""
        if 3 * self._held > 2 * self._mask:
            self._grow()
        self._put(_hash(key), number)

    def _put(self, wanted: int, number: int) -> None:
        hashes, mask = self._hashes, self._mask
        place = wanted & mask
        while found := hashes[place]:
            if found == wanted:
                return
            place = (place + 1) & mask
        hashes[place], self._numbers[place] = wanted, number
        self._held += 1

    def _grow(self) -> None:
        hashes, numbers = self._hashes, self._numbers
        size = 2 * len(hashes)
        self._hashes, self._numbers = array("Q", bytes(8 * size)), array("I", bytes(4 * size))
        self._mask, self._held = size - 1, 0
        for place, wanted in enumerate(hashes):
            if wanted:
                self._put(wanted, numbers[place])


def _hash(key: str) -> int:
    """Python's own, which differs from one run to the next; never 0, which stands for an empty place."""
    return hash(key) & 0xFFFF_FFFF_FFFF_FFFF or 1
