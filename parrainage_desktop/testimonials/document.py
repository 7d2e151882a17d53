"""A testimonial on paper: what was asked, what was answered, signed as its customer wants to be named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parrainage_desktop.base import emblem, pdf, tokens
from parrainage_desktop.base.i18n import _, day_month_year, in_language
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.typeset import fonts, wrap
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.testimonials import wording
from parrainage_desktop.testimonials.rules import Kind, State, Testimonial

WIDTH, HEIGHT = 210.0, 297.0
"""Millimetres."""
_LEFT, _ROOM = 24.0, 150.0
_FIRST, _NEXT, _LAST = 92.0, 40.0, 262.0
"""Where the words begin on a first page and on the following ones, and where they end."""
_SIZE, _LEADING = 4.6, 6.8


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of text: room above it, and how it is written; `heads` keeps it with the next."""

    text: str
    font: str
    size: float
    colour: str
    before: float
    leading: float
    heads: bool = False


def page(
    path: Path | str, found: Sequence[Testimonial], shop: Shop, progress: Progress | None = None
) -> Made:
    """Write testimonials, each from a page of its own and in its customer's language.

    What is not published is marked as a draft to be read. Raises UserError("file_unwritable"), ValueError if none.
    """
    if not found:
        raise ValueError("no testimonials")
    pages = 0
    with in_language(found[0].language):
        title = _("In our customers’ words")
    with pdf.document(path, pdf.A4, title, shop.name, found[0].language, shop.name) as out:
        for place, one in enumerate(found):
            (progress or Progress()).step(place, len(found))
            with in_language(one.language):
                pages += _write(out, one, shop, new=place > 0)
        return Made(pages, tuple(sorted(out.unprintable)))


def _write(out: Sheet, one: Testimonial, shop: Shop, new: bool) -> int:
    fonts()
    number = 0
    for number, lines in enumerate(_pages(list(_lines(one))), start=1):
        if new or number > 1:
            out.next_page()
        with pdf.frame(out, 0, 0, MM):
            if number == 1:
                pdf.bookmark(out, one.words.signed)
                _head(out, one, shop)
            else:
                _small_head(out, one, shop)
            for y, line in lines:
                pdf.text(out, _LEFT, y, line.text, line.font, line.size, line.colour)
            _foot(out, shop)
    return number


def _lines(one: Testimonial) -> Iterator[_Line]:
    """Everything below the head, in lines."""
    heads = wording.heading if one.kind is Kind.CASE_STUDY else wording.question
    for asked, said in one.words.given:
        for place, text in enumerate(wrap(heads(asked), "TextSemiBold", 4.2, _ROOM)):
            yield _Line(text, "TextSemiBold", 4.2, "text-2", 7.0 if place == 0 else 0.0, 6.0, heads=True)
        for paragraph in said.split("\n"):
            for place, text in enumerate(wrap(paragraph, "Text", _SIZE, _ROOM)):
                yield _Line(text, "Text", _SIZE, "text", 1.6 if place == 0 else 0.0, _LEADING)
    for place, text in enumerate(wrap(f"— {one.words.signed}", "Title", 6.4, _ROOM)):
        yield _Line(text, "Title", 6.4, "text", 9.0 if place == 0 else 0.0, 8.0)
    if one.published_on is not None:
        yield _Line(day_month_year(one.published_on), "Text", 3.8, "text-2", 0.0, 6.0)


def _pages(lines: Sequence[_Line]) -> Iterator[list[tuple[float, _Line]]]:
    """Lines with the baseline each stands on; a heading goes over to the next page with what follows it."""
    page: list[tuple[float, _Line]] = []
    y = _FIRST
    for line in lines:
        y += line.before + line.leading
        if y > _LAST and page:
            held: list[_Line] = []
            while page and page[-1][1].heads:
                held.insert(0, page.pop()[1])
            yield page
            page, y = [], _NEXT
            for one in (*held, line):
                y += one.leading
                page.append((y, one))
            continue
        page.append((y, line))
    yield page


def _head(out: Sheet, one: Testimonial, shop: Shop) -> None:
    colour = tokens.shop_colour(shop.colour)
    out.saveState()
    clip = out.beginPath()
    clip.rect(0, -HEIGHT, WIDTH, HEIGHT)
    out.clipPath(clip, stroke=0, fill=0)
    pdf.disc(out, WIDTH - 14, 10, 46, colour)
    pdf.disc(out, WIDTH - 50, 50, 17, "#FFFFFF")
    pdf.disc(out, WIDTH - 50, 50, 14, "accent")
    out.restoreState()
    wide = emblem.sign(out, _LEFT, 20, 12, shop.logo, colour, "#FFFFFF")
    pdf.text(out, _LEFT + wide + 4, 28.4, shop.name, "Title", 6, "text", limit=95 - wide, least=3)
    over = _("A customer’s story") if one.kind is Kind.CASE_STUDY else _("In our customers’ words")
    pdf.text(out, _LEFT, 62, over, "Text", 5, "text-2")
    pdf.text(out, _LEFT - 0.6, 77, one.words.signed, "Display", 13, "text", limit=_ROOM + 10)
    if one.state is not State.PUBLISHED:
        said = _("Draft, to be read by {name}: not for publication").format(name=one.words.signed)
        pdf.box(out, _LEFT, 83, _ROOM, 8, "warn-soft", "", 2)
        pdf.text(out, _LEFT + 3, 88.4, said, "TextSemiBold", 3.8, "on-warn-soft", limit=_ROOM - 6)


def _small_head(out: Sheet, one: Testimonial, shop: Shop) -> None:
    wide = emblem.sign(out, _LEFT, 16, 8, shop.logo, tokens.shop_colour(shop.colour), "#FFFFFF")
    pdf.text(out, _LEFT + wide + 3, 21.6, one.words.signed, "TextSemiBold", 4.2, "text-2", limit=_ROOM - wide)


def _foot(out: Sheet, shop: Shop) -> None:
    pdf.rule(out, _LEFT, 274, _LEFT + _ROOM, 274, "border-strong", 0.2)
    where = " · ".join(filter(None, (shop.name, shop.address, shop.phone)))
    pdf.text(out, _LEFT, 281, where, "Text", 3.6, "text-2", limit=_ROOM)
