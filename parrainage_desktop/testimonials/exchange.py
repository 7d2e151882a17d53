"""Published testimonials as tables, or as the bare text to copy."""

from collections.abc import Sequence
from pathlib import Path

from parrainage_desktop.base import tables_out
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, capital
from parrainage_desktop.base.whole_file import replacing
from parrainage_desktop.testimonials import wording
from parrainage_desktop.testimonials.rules import Question, Testimonial

SUFFIXES = (".txt", *tables_out.SUFFIXES)


def write(path: Path, found: Sequence[Testimonial]) -> None:
    """Write them as the file's name says. Raises InvalidInput for another suffix, UserError("file_unwritable")."""
    match path.suffix.lower():
        case ".txt":
            with replacing(path) as beside:
                beside.write_text("\n\n\n".join(map(wording.text, found)) + "\n", encoding="utf-8")
        case suffix if suffix in tables_out.SUFFIXES:
            tables_out.write(path, as_table(found))
        case _:
            suffixes = ", ".join((".pdf", *SUFFIXES))
            raise InvalidInput("FILE", _("The file’s name ends in {suffixes}.").format(suffixes=suffixes))


def as_table(found: Sequence[Testimonial]) -> tables_out.Table:
    """A line for each, the questions as headings."""
    headings = [_("Signed"), _("Kind"), _("Language"), _("Published on"), *map(wording.question, Question)]
    return tables_out.Table(_("Testimonials"), headings, map(_row, found))


def _row(one: Testimonial) -> list[tables_out.Cell]:
    kind = capital(wording.kind(one.kind))
    return [one.words.signed, kind, one.language, one.published_on, *map(one.words.of, Question)]
