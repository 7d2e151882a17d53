"""Referral cards on sheets: a page of fronts, then their backs turned over the long edge; or labels, on one side."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from parrainage_desktop.base import pdf
from parrainage_desktop.base.i18n import _, in_language, number
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import MM, Sheet
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.cards import faces
from parrainage_desktop.cards.faces import BLEED, Design
from parrainage_desktop.cards.rules import WHOLE_SHEET, CardFace, Placing
from parrainage_desktop.cards.stocks import PLAIN, Stock
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme.rules import Programme

_HAIR = 0.35
_NEAR, _MARK = 1.5 * MM, 5 * MM


@dataclass(frozen=True, slots=True)
class Designs:
    """What cards share: one design for each promise, all alike but where two rewards are compared."""

    usual: Programme
    by_promise: Mapping[Programme, Design]

    def of(self, card: CardFace) -> Design:
        """The one that a card is drawn in."""
        return self.by_promise[card.programme or self.usual]


def sheet(
    path: Path | str,
    cards: Sequence[CardFace],
    shop: Shop,
    programme: Programme,
    language: str,
    progress: Progress | None = None,
    stock: Stock = PLAIN,
    placing: Placing = WHOLE_SHEET,
) -> Made:
    """Write cards on a sheet. Raises UserError("file_unwritable"), ValueError if there are none or no such place."""
    if not cards or not 1 <= placing.start <= stock.per_page:
        raise ValueError("no cards, or no such place on the sheet")
    size = (stock.page[0] * MM, stock.page[1] * MM)
    with (
        in_language(language),
        pdf.document(path, size, _("Referral cards"), shop.name, language, shop.name) as out,
    ):
        promises = dict.fromkeys(card.programme or programme for card in cards)
        designs = Designs(programme, {
            one: faces.designed(shop, one, stock.width * MM, stock.height * MM, str(place))
            for place, one in enumerate(promises)
        })
        # What a viewer's print dialog begins with: no fitting to the page, backs turned over the long edge.
        out.setViewerPreference("PrintScaling", "None")
        if stock.two_sided:
            out.setViewerPreference("Duplex", "DuplexFlipLongEdge")
        pages = _drawn(out, cards, designs, stock, placing, progress or Progress())
        return Made(pages, tuple(sorted(out.unprintable)), stock.two_sided)


def proof(path: Path | str, stock: Stock, shop: Shop, language: str, placing: Placing = WHOLE_SHEET) -> Made:
    """Write a test page: the outline and number of every card, and a ruler. Raises UserError("file_unwritable")."""
    size = (stock.page[0] * MM, stock.page[1] * MM)
    with (
        in_language(language),
        pdf.document(path, size, _("Test page"), shop.name, language, stock.name) as out,
        _shifted(out, placing),
    ):
        for place in range(stock.per_page):
            x, y = stock.corner(place)
            pdf.box(out, x * MM, y * MM, stock.width * MM, stock.height * MM, "", "text", 0, _HAIR)
            middle = (x + stock.width / 2) * MM
            pdf.text(out, middle, (y + stock.height / 2) * MM, number(place + 1), "Title", 12, "text", "center")
        _ruler(out, stock)
    return Made(1)


def _drawn(
    out: Sheet, cards: Sequence[CardFace], designs: Designs, stock: Stock, placing: Placing, progress: Progress
) -> int:
    """Draw every page; returns how many."""
    whole = _record(out, designs, stock)
    pages, done = 0, 0
    while done < len(cards):
        first = placing.start - 1 if not pages else 0
        page = cards[done : done + stock.per_page - first]
        progress.step(done, len(cards))
        for side in _sides(out, page, first, designs, stock, whole):
            if pages:
                out.next_page()
            pages += 1
            with _shifted(out, placing):
                side()
        done += len(page)
    return pages


def _sides(
    out: Sheet, page: Sequence[CardFace], first: int, designs: Designs, stock: Stock, whole: bool
) -> tuple[Callable[[], None], ...]:
    if not stock.two_sided:
        return (lambda: _labels(out, page, first, designs, stock),)
    return (
        lambda: _fronts(out, page, first, designs, stock, whole),
        lambda: _backs(out, page, first, designs, stock),
    )


def _record(out: Sheet, designs: Designs, stock: Stock) -> bool:
    """Draw what all cards share once, to be repeated; whether a full page of fronts is there too."""
    if not stock.two_sided:
        return False
    alike = list(designs.by_promise.values())
    for design in alike:
        with pdf.stamp(out, f"front{design.name}", design.width, design.height, BLEED):
            faces.front(out, design)
        with pdf.stamp(out, f"back{design.name}", design.width, design.height):
            faces.back(out, design)
    if len(alike) > 1:
        return False
    with pdf.stamp(out, "fronts", stock.page[0] * MM, stock.page[1] * MM):
        _each_front(out, 0, alike * stock.per_page, stock)
    return True


def _fronts(
    out: Sheet, page: Sequence[CardFace], first: int, designs: Designs, stock: Stock, whole: bool
) -> None:
    """The fronts of one page; each bleeds into the margins, none into its neighbour."""
    if whole and len(page) == stock.per_page:
        out.doForm("fronts")
    else:
        _each_front(out, first, [designs.of(card) for card in page], stock)


def _each_front(out: Sheet, first: int, drawn: Sequence[Design], stock: Stock) -> None:
    for place, design in enumerate(drawn, first):
        x, y = stock.corner(place)
        with pdf.frame(out, x * MM, y * MM):
            _clip_to_bleed(out, place, stock)
            out.doForm(f"front{design.name}")
    crop_marks(out, stock)


def _clip_to_bleed(out: Sheet, place: int, stock: Stock) -> None:
    """Let a front reach 3 mm over its edges, half-way to a neighbour at most."""
    column, row = place % stock.columns, place // stock.columns
    across = min(BLEED, (stock.pitch_x - stock.width) / 2 * MM)
    along = min(BLEED, (stock.pitch_y - stock.height) / 2 * MM)
    left, right = (BLEED if column == edge else across for edge in (0, stock.columns - 1))
    over, under = (BLEED if row == edge else along for edge in (0, stock.rows - 1))
    width, height = stock.width * MM, stock.height * MM
    path = out.beginPath()
    path.rect(-left, -height - under, width + left + right, height + under + over)
    out.clipPath(path, stroke=0, fill=0)


def _backs(out: Sheet, page: Sequence[CardFace], first: int, designs: Designs, stock: Stock) -> None:
    """The backs in mirrored columns, so that each lies behind its front."""
    for place, card in enumerate(page, first):
        x, y = stock.mirrored(place)
        with pdf.frame(out, x * MM, y * MM):
            design = designs.of(card)
            out.doForm(f"back{design.name}")
            faces.personal(out, card, design)
    crop_marks(out, stock, mirrored=True)


def _labels(out: Sheet, page: Sequence[CardFace], first: int, designs: Designs, stock: Stock) -> None:
    for place, card in enumerate(page, first):
        x, y = stock.corner(place)
        with pdf.frame(out, x * MM, y * MM):
            faces.label(out, card, designs.of(card), stock.code_side * MM)
    crop_marks(out, stock)


def crop_marks(out: Sheet, stock: Stock, mirrored: bool = False) -> None:
    """Where to cut, outside the bleed, on both sides of the paper alike."""
    if not stock.marks:
        return
    corner = stock.mirrored if mirrored else stock.corner
    places = [corner(place) for place in range(stock.per_page)]
    wide, high = (side * MM for side in stock.page)
    xs = sorted({x + side for x, _y in places for side in (0.0, stock.width)})
    ys = sorted({y + side for _x, y in places for side in (0.0, stock.height)})
    top, left = ys[0] * MM - BLEED - _NEAR, xs[0] * MM - BLEED - _NEAR
    bottom, right = ys[-1] * MM + BLEED + _NEAR, xs[-1] * MM + BLEED + _NEAR
    for x in xs:
        pdf.rule(out, x * MM, max(0.0, top - _MARK), x * MM, top, "text-3", _HAIR)
        pdf.rule(out, x * MM, bottom, x * MM, min(high, bottom + _MARK), "text-3", _HAIR)
    for y in ys:
        pdf.rule(out, max(0.0, left - _MARK), y * MM, left, y * MM, "text-3", _HAIR)
        pdf.rule(out, right, y * MM, min(wide, right + _MARK), y * MM, "text-3", _HAIR)


def _shifted(out: Sheet, placing: Placing) -> AbstractContextManager[None]:
    return pdf.frame(out, placing.right * MM, placing.down * MM)


def _ruler(out: Sheet, stock: Stock) -> None:
    """A hundred millimetres, or as many tens as the page is wide, to be measured with a real ruler."""
    tens = min(10, int(stock.page[0] - 20) // 10)
    left, y = (stock.page[0] / 2 - 5 * tens) * MM, 7 * MM
    for mark in range(tens + 1):
        pdf.rule(out, left + 10 * mark * MM, y - 2 * MM, left + 10 * mark * MM, y, "text", _HAIR)
    pdf.rule(out, left, y, left + 10 * tens * MM, y, "text", _HAIR)
    said = _("{sheet}: print at 100 %, without fitting; this line then measures {length} mm.")
    said = f"{_('Referral cards')} – {said.format(sheet=stock.name, length=number(10 * tens))}"
    pdf.text(out, left + 5 * tens * MM, y + 3 * MM, said, "Text", 6.5, "text", "center", stock.page[0] * MM - 20)
