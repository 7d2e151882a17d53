"""The papers as tiles, each with a small picture of itself as it would come out now."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from parrainage_desktop.base import pages
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.pages import Picture
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.customers import service as customers
from parrainage_desktop.documents import catalogue
from parrainage_desktop.documents.catalogue import Paper
from parrainage_desktop.documents.rules import Need, Order
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.ui import icons, printers
from parrainage_desktop.ui.theme import colour, font

WIDTH, HEIGHT = 246, 196
NARROWEST = 180
_PICTURE_HEIGHT = 104
_FINE = 2
"""Dots of the picture for each one of a plain screen."""


class Tile(QPushButton):
    """One paper: its picture, its name, what it is for."""

    def __init__(self, kind: Paper) -> None:
        super().__init__()
        self.kind = kind
        self._image: QImage | None = None
        self._title, self._about = kind.title(), kind.about()
        self.setProperty("role", "tile")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self._about)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def show_picture(self, found: Picture) -> None:
        """Show how the paper looks now."""
        self._image = printers.image(found)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as a third of the usual screen."""
        return QSize(WIDTH, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a small screen needs; the words are shortened."""
        return QSize(NARROWEST, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture over the words; the one chosen has a frame of the brand's colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.isChecked():
            painter.setPen(QPen(colour("brand"), 2))
            painter.setBrush(colour("brand-soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        self._paint_picture(painter)
        self._paint_words(painter)

    def _paint_picture(self, painter: QPainter) -> None:
        if self._image is None:
            icons.paint(painter, "file-pdf", colour("text-3"), (self.width() - 40) / 2, 46, 40)
            return
        scale = min(_PICTURE_HEIGHT / self._image.height(), (self.width() - 48) / self._image.width())
        wide, high = self._image.width() * scale, self._image.height() * scale
        place = QRectF((self.width() - wide) / 2, 14 + (_PICTURE_HEIGHT - high) / 2, wide, high)
        painter.drawImage(place, self._image)
        painter.setPen(QPen(colour("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    def _paint_words(self, painter: QPainter) -> None:
        inside, flags = self.rect().adjusted(16, 126, -16, -8), Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.setFont(font("strong"))
        painter.setPen(colour("text"))
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(font("small"))
        painter.setPen(colour("text-2"))
        painter.drawText(inside.adjusted(0, 22, 0, 0), flags, self._about)


def picture(db: Database, actor: Actor, kind: Paper, progress: Progress) -> Picture | None:
    """A paper's first page, drawn small; None for one that is long, or that nothing can be put on yet.

    Raises UserError, InvalidInput, Cancelled.
    """
    with db.read(actor) as tx:
        newest = customers.recent(tx, 0, 1) if kind.need in (Need.CUSTOMER, Need.CUSTOMERS) else []
        if kind.long or (kind.need is not None and not newest):
            return None
        order = Order(preferences.shop(tx).language, people=tuple(person.id for person in newest))
        draw = catalogue.drawing(tx, kind, order)
    with TemporaryDirectory(prefix="parrainage-picture-") as folder:
        path = Path(folder) / "paper.pdf"
        draw(path, progress)
        return pages.picture(path, 0, _FINE * _PICTURE_HEIGHT / pages.sizes(path)[0].height * 25.4)
