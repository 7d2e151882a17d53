"""Whatever table a file holds: told by its first bytes, never by its name."""

from pathlib import Path

from parrainage_desktop.base import delimited, vcards, workbook
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.tables_in import BrokenFile, Choices, Source, empty, fingerprint


def open_source(path: Path | str, choices: Choices | None = None) -> Source:
    """Look into a file: what it is, how it is written, its columns. Raises BrokenFile, UserError."""
    place, wanted = Path(path), choices or Choices()
    digest = fingerprint(place)
    with open(place, "rb") as file:
        start = file.read(4_096)
    if not start.strip():
        raise empty()
    if start.startswith(b"PK"):
        return workbook.source(place, digest, wanted)
    _refuse_others(start)
    if delimited.without_mark(start).lstrip()[:11].upper() == b"BEGIN:VCARD":
        return vcards.source(place, digest, wanted)
    return delimited.source(place, digest, wanted)


def _refuse_others(start: bytes) -> None:
    save_as = _("Save it as .xlsx or .csv in the program it comes from, and choose that file.")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        old = _("This is an old or locked spreadsheet.")
        raise BrokenFile("format_unknown", f"{old} {save_as}")
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"SQLite format", b"\x1f\x8b")):
        raise BrokenFile("format_unknown", _("This is not a table.") + f" {save_as}")
    if start.lstrip()[:1] == b"<":
        raise BrokenFile("format_unknown", _("This is a web page or another kind of document.") + f" {save_as}")
