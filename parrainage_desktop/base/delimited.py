"""CSV files: encoding, separator and quotation marks as they are, strictly.

The encoding is the byte order mark's, else UTF-8 when the whole file is, else whichever of the three that French
computers wrote gives most French letters.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.tables_in import (
    BrokenFile,
    Choices,
    Row,
    Source,
    checked,
    damaged,
    empty,
    long_cell,
    unclosed_quote,
)

SEPARATORS = (";", ",", "\t", "|")
LEGACY = ("cp1252", "mac_roman", "cp850")
ENCODINGS = ("utf-8", *LEGACY, "utf-16")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ")
_USUAL = _FRENCH | frozenset("áãåìíñòóõúýßÁÃÅÌÍÑÒÓÕÚÝøØšžŠŽ€£«»’‘“”–—…°ºª·•©®™½²³´\u00a0\u00ad")
_WEIGHT = {"é": 8, "è": 4, "à": 4, "ç": 3, "ê": 3, "ô": 2, "î": 2, "É": 2}
"""How much more often than the others these stand in French."""
_BLOCK = 1 << 20
_SAMPLE_ROWS = 60


def source(path: Path, fingerprint: str, choices: Choices) -> Source:
    """A CSV file that can be read. Raises BrokenFile."""
    encoding = encoding_of(path, choices.encoding)
    separator = choices.separator or _separator(path, encoding)
    headings = next(checked(_numbered(path, encoding, separator)), None)
    if headings is None:
        raise empty()
    _refuse_data_as_headings(*headings)

    def rows() -> Iterator[Row]:
        return _whole(path, checked(islice(_numbered(path, encoding, separator), 1, None)), len(headings[1]))

    chosen = Choices(encoding, separator)
    return Source(path, "csv", fingerprint, tuple(" ".join(name.split()) for name in headings[1]), rows, chosen)


def without_mark(start: bytes) -> bytes:
    """A file's first bytes without the byte order mark."""
    return start.removeprefix(codecs.BOM_UTF8)


def encoding_of(path: Path, wanted: str) -> str:
    """The encoding the whole file can be read in. Raises BrokenFile for a NUL or what nobody can decode."""
    with open(path, "rb") as file:
        start = file.read(4)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
    if marked == "utf-16":
        return _surely(path, marked)
    _refuse_nul(path)
    if wanted or marked:
        return _surely(path, marked or wanted)
    return "utf-8" if _is_utf8(path) else _legacy(path)


def _surely(path: Path, encoding: str) -> str:
    row = 1
    try:
        with open(path, encoding=encoding, newline="") as file:
            while block := file.read(_BLOCK):
                row += block.count("\n")
                if "\0" in block:
                    raise _nul(row - block.count("\n") + block[: block.index("\0")].count("\n"))
    except UnicodeError:
        raise _undecodable(row) from None
    return encoding


def _refuse_nul(path: Path) -> None:
    row = 1
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            if b"\0" in block:
                raise _nul(row + block[: block.index(b"\0")].count(b"\n"))
            row += block.count(b"\n")


def _nul(row: int) -> BrokenFile:
    return BrokenFile("file_nul", _("There is a sign that no text can hold (NUL)."), row)


def _is_utf8(path: Path) -> bool:
    """Whether a file is UTF-8. Raises BrokenFile when it is, but for a few bytes or its end."""
    decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode
    good = bad = 0
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            if not (block.isascii() and good == bad == 0):
                text = decode(block)
                if not text.isascii():
                    wrong = len(re.findall("[\udc80-\udcff]", text))
                    bad += wrong
                    good += len(re.findall("[^\0-\x7f]", text)) - wrong
        left = decode(b"", final=True)
    if not bad and not left:
        return True
    if good > bad:
        raise _cut_inside_a_sign(path) if left and not bad else _undecodable(_first_bad_row(path))
    return False


def _cut_inside_a_sign(path: Path) -> BrokenFile:
    with open(path, "rb") as file:
        row = 1 + sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
    return _cut(row)


def _cut(row: int) -> BrokenFile:
    return BrokenFile("file_cut", _("The file ends in the middle of a row. Export it again."), row)


def _first_bad_row(path: Path) -> int:
    with open(path, "rb") as file:
        for row, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return row
    return 0


def _undecodable(row: int) -> BrokenFile:
    return BrokenFile("file_undecodable", _("The letters cannot be read. Export the file as UTF-8."), row)


def _legacy(path: Path) -> str:
    """The older encoding that reads best: most French letters, Windows first. Raises BrokenFile when none does."""
    strange = _strange_bytes(path)
    if 2 * sum(strange.values()) > _plain_letters(path):
        raise _undecodable(_first_bad_row(path))
    best, most = "", 0
    for name in LEGACY:
        try:
            signs = [strange_byte.decode(name) for strange_byte in strange]
        except UnicodeDecodeError:
            continue
        times = list(strange.values())
        usual = sum(count for sign, count in zip(signs, times, strict=True) if sign in _USUAL)
        french = sum(count * _WEIGHT.get(sign, sign in _FRENCH) for sign, count in zip(signs, times, strict=True))
        if usual * 5 >= sum(times) * 4 and 1 + french > most:
            best, most = name, 1 + french
    if not best:
        raise _undecodable(_first_bad_row(path))
    return best


def _plain_letters(path: Path) -> int:
    """How many letters of ASCII a file has; in a language of western Europe most letters are."""
    others = bytes(value for value in range(256) if not chr(value).isascii() or not chr(value).isalpha())
    with open(path, "rb") as file:
        return sum(len(block.translate(None, others)) for block in iter(lambda: file.read(_BLOCK), b""))


def _strange_bytes(path: Path) -> dict[bytes, int]:
    """How often each byte past ASCII stands in a file."""
    found: Counter[int] = Counter()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            found.update(block.translate(None, bytes(range(0x80))))
    return {bytes([value]): times for value, times in found.items()}


def _separator(path: Path, encoding: str) -> str:
    """The separator that cuts the first rows into most columns, and most often into equally many."""
    with open(path, encoding=encoding, newline="") as file:
        lines = list(islice(file, _SAMPLE_ROWS))
    if lines and (match := re.fullmatch(r"sep=([;,\t|])\r?\n?", lines[0])):
        return match[1]
    return max(SEPARATORS, key=lambda separator: _evenness(lines, separator))


def _evenness(lines: Sequence[str], separator: str) -> tuple[float, int]:
    counts: list[int] = []
    with suppress(csv.Error):
        counts.extend(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    if not counts or counts[0] < 2:
        return 0.0, 0
    return counts.count(counts[0]) / len(counts), counts[0]


def _numbered(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    """Every row with its number, the headings' being the first; blank ones before the headings are passed over."""
    row = lines = 0
    started = False
    with open(path, encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        try:
            for row, cells in enumerate(reader, start=1):
                lines = reader.line_num
                if not started and (not any(cells) or (row == 1 and "".join(cells)[:4] == "sep=")):
                    continue
                started = True
                yield row, cells
        except csv.Error as error:
            raise _broken(str(error), row + 1, reader.line_num - lines) from None


def _broken(said: str, row: int, lines: int) -> BrokenFile:
    """What csv finds wrong with a row that has run over so many lines."""
    if "unexpected end of data" in said or ("field larger" in said and lines > 1):
        return unclosed_quote(row)
    if "field larger" in said:
        return long_cell(row)
    if "expected after" in said:
        stray = _("Something stands between a quotation mark and the next separator.")
        return BrokenFile("quote_stray", stray, row)
    return damaged(said)


def _whole(path: Path, rows: Iterator[Row], columns: int) -> Iterator[Row]:
    """The rows. Raises BrokenFile when the last one has lost its end: fewer cells than headings, and no line end."""
    last: Row = (0, ())
    for last in rows:
        yield last
    if last[0] and len(last[1]) < columns and columns > 1:
        with open(path, "rb") as file:
            file.seek(-2, 2)
            if not file.read().strip(b"\0").endswith((b"\n", b"\r")):
                raise _cut(last[0])


def _refuse_data_as_headings(row: int, cells: Sequence[str]) -> None:
    if any(re.fullmatch(r"\s*(?:[^@\s]+@[^@\s]+\.\w+|\+?[\d .\-]{8,})\s*", cell) for cell in cells):
        said = _("The first row must name the columns: Name, Phone, E-mail…")
        raise BrokenFile("headings_missing", said, row)
