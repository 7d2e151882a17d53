"""A finished PDF looked at: its pages below each other, drawn off the screen's thread as they come into sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from parrainage_desktop.base import pages
from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.base.pages import Picture, Size
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.ui import jobs, printers
from parrainage_desktop.ui.theme import colour

STEPS = (25, 33, 50, 67, 75, 100, 125, 150, 200, 300, 400)
"""Percent of the true size."""
_GAP = 16
_KEPT = 4
_FINEST = 250.0
"""Dots an inch; finer costs memory and shows nothing."""
_PIXELS_PER_MM = 96 / 25.4


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as it was drawn, and how fine."""

    image: QImage
    dpi: float
    text: str


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a job brings back: for which paper, which page, how fine."""

    path: Path
    index: int
    dpi: float
    picture: Picture


class PaperView(QAbstractScrollArea):
    """`moved` says which page is looked at, from 1. Whole pages at first; Ctrl with +, − and 0 zooms."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._sizes: tuple[Size, ...] = ()
        self._before: tuple[float, ...] = ()
        self._scale = 0.0
        self._seen: dict[int, _Seen] = {}
        self._busy = False
        self._page = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._follow)

    def show_paper(self, path: Path, sizes: Sequence[Size]) -> None:
        """Show another paper from its beginning."""
        self._path, self._sizes, self._page = path, tuple(sizes), 0
        self._before = tuple(accumulate((size.height for size in sizes), initial=0.0))
        self._seen.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._follow()

    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def is_drawn(self) -> bool:
        """Whether every page in sight is as fine as it can be here."""
        return not self._busy and self._missing() is None

    def zoom(self, steps: int) -> None:
        """Go a step nearer or farther; 0 shows whole pages again."""
        now = self._pixels_per_mm() / _PIXELS_PER_MM * 100
        nearer, farther = [s for s in STEPS if s > now + 1], [s for s in reversed(STEPS) if s < now - 1]
        found = nearer if steps > 0 else farther
        self._scale = 0.0 if not steps else (found[0] if found else now) / 100 * _PIXELS_PER_MM
        self._lay_out()

    def go(self, index: int) -> None:
        """Bring a page (from 0) to the top."""
        index = max(0, min(index, len(self._sizes) - 1))
        self.verticalScrollBar().setValue(round(self._place(index).top()) - _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight; one that is not there yet is blank paper."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), colour("surface-2"))
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for index in self._in_sight():
            place = self._place(index).translated(-across, -down)
            painter.fillRect(place, Qt.GlobalColor.white)
            if index in self._seen:
                painter.drawImage(place, self._seen[index].image)
            painter.setPen(QPen(colour("border-strong"), 1))
            painter.drawRect(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages again."""
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, and go from page to page."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        goals = {
            Qt.Key.Key_PageDown: self._page + 1, Qt.Key.Key_PageUp: self._page - 1, Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._sizes) - 1,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if ctrl and key in steps:
            self.zoom(steps[key])
        elif key in goals:
            self.go(goals[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(640, 480)

    def _pixels_per_mm(self) -> float:
        """Whole pages in width and height, unless somebody zoomed."""
        if self._scale or not self._sizes:
            return self._scale or _PIXELS_PER_MM
        room = self.viewport().size()
        widest, highest = (max(size.width for size in self._sizes), max(size.height for size in self._sizes))
        return max(0.2, min((room.width() - 2 * _GAP) / widest, (room.height() - 2 * _GAP) / highest))

    def _place(self, index: int) -> QRectF:
        """Where a page lies on the whole strip of pages."""
        scale = self._pixels_per_mm()
        top = _GAP * (index + 1) + self._before[index] * scale
        wide, high = self._sizes[index].width * scale, self._sizes[index].height * scale
        return QRectF(max(_GAP, (self.viewport().width() - wide) / 2), top, wide, high)

    def _in_sight(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        places = ((index, self._place(index)) for index in range(len(self._sizes)))
        return [index for index, place in places if place.bottom() >= top and place.top() <= bottom]

    def _lay_out(self) -> None:
        if not self._sizes:
            return
        # Without this the bar of a zoomed page would still take its room from the whole pages.
        needed = Qt.ScrollBarPolicy.ScrollBarAsNeeded if self._scale else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(needed)
        last = self._place(len(self._sizes) - 1)
        widest = max(size.width for size in self._sizes) * self._pixels_per_mm() + 2 * _GAP
        room = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), last.bottom() + _GAP, room.height()),
            (self.horizontalScrollBar(), widest, room.width()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, round(whole) - seen))
        self._follow()

    def _follow(self) -> None:
        """Say which page is looked at, and draw what is missing."""
        if not self._sizes:
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        below = [index for index in range(len(self._sizes)) if self._place(index).top() <= middle]
        self._page = below[-1] if below else 0
        self._tell()
        self.viewport().update()
        self._draw_next()

    def _tell(self) -> None:
        said = _("Page {page} of {total}").format(page=number(self._page + 1), total=number(len(self._sizes)))
        self.setAccessibleName(said)
        self.setAccessibleDescription(self._seen[self._page].text if self._page in self._seen else "")
        self.moved.emit(self._page + 1)

    def _dpi(self) -> float:
        return min(_FINEST, round(self._pixels_per_mm() * 25.4 * self.devicePixelRatioF(), 1))

    def _missing(self) -> int | None:
        fine = self._dpi()
        return next((i for i in self._in_sight() if i not in self._seen or self._seen[i].dpi != fine), None)

    def _draw_next(self) -> None:
        """Have one page drawn at a time; what is no longer looked at is not drawn at all."""
        index = self._missing()
        if self._busy or index is None:
            return
        self._busy = True
        path, dpi = self._path, self._dpi()
        job = jobs.start(lambda _progress: _drawn(path, index, dpi, _progress), self._keep)
        job.failed.connect(self._give_up)

    def _keep(self, drawn: _Drawn) -> None:
        self._busy = False
        if drawn.path == self._path:
            self._seen[drawn.index] = _Seen(printers.image(drawn.picture), drawn.dpi, drawn.picture.text)
            for far in sorted(self._seen, key=lambda index: abs(index - self._page))[_KEPT:]:
                del self._seen[far]
        self._follow()

    def _give_up(self, _raised: BaseException) -> None:
        """A paper that went away stays blank; printing it will say why."""
        self._busy = False


def _drawn(path: Path, index: int, dpi: float, _progress: Progress) -> _Drawn:
    return _Drawn(path, index, dpi, pages.picture(path, index, dpi))
