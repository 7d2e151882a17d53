"""Address books: vCard 2.1, 3.0 and 4.0 as a table of one row per card."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from parrainage_desktop.base import delimited
from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.base.tables_in import BrokenFile, Choices, Row, Source, checked

HEADINGS = (
    "First name", "Last name", "Full name", "Mobile", "Phone", "E-mail", "Street", "Postcode", "City", "Tags", "Note",
)  # fmt: skip
_LONGEST_LINE = 60_000
_MOST_LINES = 1_000
"""Of one card, pictures and keys left out."""
_CARD = re.compile(r"(?i)BEGIN:VCARD")
_SKIPPED = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-[\w-]*IMAGE[\w-]*)[;:]", re.IGNORECASE)


def source(path: Path, fingerprint: str, choices: Choices) -> Source:
    """An address book that can be read. Raises BrokenFile."""
    encoding = delimited.encoding_of(path, choices.encoding)

    def rows() -> Iterator[Row]:
        return checked(_cards(path, encoding))

    return Source(path, "vcard", fingerprint, HEADINGS, rows, Choices(encoding))


def _cards(path: Path, encoding: str) -> Iterator[Row]:
    """A row for each card, numbered by the card."""
    from vobject import readComponents
    from vobject.base import ParseError, VObjectError

    card_number = 0
    with open(path, encoding=encoding) as file:
        try:
            for card_number, card in enumerate(readComponents(_Lines(file), allowQP=True), start=1):
                yield card_number, _cells(card)
        except ParseError as error:
            raise _broken(card_number + 1, error.lineNumber or 0) from None
        except (VObjectError, ValueError, LookupError, AttributeError, TypeError):
            # The library lets its own surprise through where a line makes no sense to it.
            raise _broken(card_number + 1, 0) from None


class _Lines:
    """A file's lines without pictures, which nobody needs and which cost the library dear. Raises BrokenFile."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._card = self._lines = self._length = 0
        self._skipping = False

    def readline(self) -> str:
        """The next line, empty at the end."""
        while line := self._file.readline(_LONGEST_LINE):
            folded = line[0] in " \t"
            self._skipping = bool(_SKIPPED.match(line)) or (self._skipping and (folded or self._is_bare(line)))
            if not self._skipping:
                self._count(line, folded)
                return line
        return ""

    @staticmethod
    def _is_bare(line: str) -> bool:
        """Whether a line is the rest of a picture in vCard 2.1, which may go on without an indent."""
        return ":" not in line

    def _count(self, line: str, folded: bool) -> None:
        if _CARD.match(line):
            self._card, self._lines = self._card + 1, 0
        self._lines += 1
        self._length = len(line) + (self._length if folded else 0)
        if self._lines > _MOST_LINES or self._length >= _LONGEST_LINE:
            raise BrokenFile("vcard_broken", _("This card is far too long."), self._card)


def _broken(card: int, line: int) -> BrokenFile:
    where = " " + _("See line {line}.").format(line=number(line)) if line else ""
    return BrokenFile("vcard_broken", _("This card is damaged or not whole.") + where, card)


def _cells(card: Any) -> tuple[str, ...]:
    if card.name != "VCARD":
        raise ValueError
    held: dict[str, list[Any]] = card.contents
    given, family = _names(held)
    mobile, other = _phones(held.get("tel", []))
    place = _value(held, "adr")
    street = _joined(getattr(place, "box", ""), getattr(place, "extended", ""), getattr(place, "street", ""))
    tags = ", ".join(_joined(line.value) for line in held.get("categories", []))
    full = _joined(_value(held, "fn")) or _joined(_value(held, "org"))
    return (
        given, family, "" if given or family else full, mobile, other, _text(_value(held, "email")), street,
        _joined(getattr(place, "code", "")), _joined(getattr(place, "city", "")), tags, _text(_value(held, "note")),
    )  # fmt: skip


def _names(held: dict[str, list[Any]]) -> tuple[str, str]:
    name = _value(held, "n")
    given = _joined(getattr(name, "given", ""), getattr(name, "additional", ""))
    return given.replace(",", ""), _joined(getattr(name, "family", "")).replace(",", "")


def _phones(lines: list[Any]) -> tuple[str, str]:
    """A mobile, and another phone."""
    def is_mobile(line: Any) -> bool:
        kinds = [*line.params.get("TYPE", []), *line.singletonparams]
        return any(part.upper() in ("CELL", "IPHONE", "MOBILE") for kind in kinds for part in kind.split(","))

    def bare(line: Any) -> str:
        return re.sub(r"(?i)^tel:", "", _text(line.value)).partition(";")[0]

    mobiles = [bare(line) for line in lines if is_mobile(line)]
    others = [bare(line) for line in lines if not is_mobile(line)]
    spare = [*mobiles[1:], *others]
    return (mobiles or [""])[0], (spare or [""])[0]


def _value(held: dict[str, list[Any]], name: str) -> Any:
    return held[name][0].value if name in held else ""


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else _joined(value)


def _joined(*values: object) -> str:
    """Texts and lists of texts as one text."""
    parts = [part for value in values for part in (value if isinstance(value, list | tuple) else [value])]
    return ", ".join(" ".join(str(part).split()) for part in parts if str(part).strip())
