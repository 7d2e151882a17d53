"""The shop as its papers show it: name, place, colour, logo and its own terms, with a card that follows."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget

from parrainage_desktop.base import tokens
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.preferences import logo, service, wording
from parrainage_desktop.preferences.rules import COLOURS, Shop
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import OneOf
from parrainage_desktop.ui.fields import Field, card, label
from parrainage_desktop.ui.layouts import foot, in_column, in_row
from parrainage_desktop.ui.painted import draw_mark
from parrainage_desktop.ui.theme import colour, font
from parrainage_desktop.ui.tips import set_tip

WIDTH = 920
_CARD = QSize(306, 194)
"""A card of 85 x 54 mm at 3.6 pixels a millimetre."""


class ShopDialog(QDialog):
    """Everything about the shop that is printed; `kept` carries the shop once it is in the store."""

    kept = Signal(object)

    def __init__(self, parent: QWidget, db: Database, actor: Actor) -> None:
        super().__init__(parent)
        self._db, self._actor = db, actor
        with db.read(actor) as tx:
            self._shop = service.shop(tx)
        self.setWindowTitle(_("The shop on paper"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "bg")
        self.setMinimumWidth(WIDTH)
        self.fields = {
            "shop": Field(_("Name of the &shop")), "address": Field(_("&Address (optional)")),
            "phone": Field(_("&Phone (optional)")), "terms_fr": Field(_("Your own terms, in &French (optional)")),
            "terms_en": Field(_("Your own terms, in &English (optional)")),
        }  # fmt: skip
        self.colours = OneOf([Swatch(name) for name in COLOURS], _("Colour"), 8)
        self.sample = Sample()
        self.choose, self.remove = Button(_("Choose a &logo…"), icon="folder-open"), Button(_("&No logo"), icon="x")
        self.keep = Button(_("Keep"), "primary", key=_("Enter"), height=56)
        self.leave = Button(_("Change nothing"), key=_("Esc"), height=56)
        self._said = label("", "strong", "err-text", wrap=True)
        self._build()
        self._fill()
        self._connect()

    def show_error(self, field: str, message: str) -> None:
        """Say what is wrong under the field it is about, or at the foot."""
        for name, one in self.fields.items():
            one.show_error(message if name == field else "")
        self._said.setText("" if field in self.fields else message)
        if field in self.fields:
            self.fields[field].line.setFocus()

    def take_logo(self, path: Path) -> None:
        """Read a picture, beside the screen's thread; what is none says why."""
        job = jobs.start(lambda _progress: logo.read(path), self._show_logo)
        job.failed.connect(self._refuse)

    def submit(self) -> None:
        """Keep what is shown."""
        try:
            with self._db.write(self._actor) as tx:
                kept = service.change(tx, self._wanted())
        except InvalidInput as error:
            self.show_error(error.field, error.message)
            return
        self.kept.emit(kept)
        self.accept()

    def _wanted(self) -> Shop:
        texts = {name: field.text() for name, field in self.fields.items()}
        return replace(
            self._shop, name=texts["shop"], address=texts["address"], phone=texts["phone"], terms_fr=texts["terms_fr"],
            terms_en=texts["terms_en"], colour=COLOURS[self.colours.index()],
        )  # fmt: skip

    def _follow(self) -> None:
        self.sample.show_shop(self._wanted())
        self.remove.setVisible(bool(self._shop.logo))

    def _show_logo(self, png: bytes) -> None:
        self._shop = replace(self._shop, logo=png)
        self.show_error("", "")
        self._follow()

    def _refuse(self, raised: BaseException) -> None:
        if not isinstance(raised, InvalidInput):
            raise raised
        self.show_error(raised.field, raised.message)

    def _ask_logo(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in logo.SUFFIXES)
        found, _kind = QFileDialog.getOpenFileName(self, _("The shop’s logo"), "", f"{_('Pictures')} ({kinds})")
        if found:
            self.take_logo(Path(found))

    def _fill(self) -> None:
        shop = self._shop
        for name, text in zip(
            self.fields, (shop.name, shop.address, shop.phone, shop.terms_fr, shop.terms_en), strict=True
        ):
            self.fields[name].set_text(text)
        self.colours.choose(COLOURS.index(shop.colour))
        self._follow()

    def _connect(self) -> None:
        for field in self.fields.values():
            field.line.textEdited.connect(lambda _text: self._follow())
            field.line.returnPressed.connect(self.submit)
        self.colours.chosen.connect(lambda _index: self._follow())
        self.choose.clicked.connect(self._ask_logo)
        self.remove.clicked.connect(lambda: self._show_logo(b""))
        self.keep.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)

    def _build(self) -> None:
        told = _("Your own terms stand below the scheme’s on vouchers: what they cannot be used for, for example.")
        left = in_column(*self.fields.values(), label(told, "small", "text-2", wrap=True), ..., gap=14)
        sides = in_row((left, 1), self._look(), gap=24)
        column = in_column(
            label(_("The shop on paper"), "screen"),
            sides,
            foot(self._said, self.leave, self.keep),
            gap=16,
            edges=(24, 20, 24, 20),
        )
        self.setLayout(column)

    def _look(self) -> QWidget:
        frame = card()
        row = in_row(self.choose, self.remove, ..., gap=8)
        column = in_column(
            self.sample,
            label(_("Colour"), "small-strong", "text-2"),
            self.colours,
            label(_("Logo"), "small-strong", "text-2"),
            row,
            label(_("PNG or JPEG; it is printed small, on white."), "small", "text-2", wrap=True),
            ...,
            gap=12,
            edges=20,
        )
        frame.setLayout(column)
        return frame


class Swatch(QPushButton):
    """One of the shop's colours, with a ring when it is chosen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._colour = QColor(tokens.shop_colour(name))
        self.setFixedSize(44, 44)
        self.setAccessibleName(wording.colour_name(name))
        set_tip(self, wording.colour_name(name))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("focus" if self.isChecked() else "border"), 3 if self.isChecked() else 1))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(QRectF(2, 2, 40, 40))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawEllipse(QRectF(7, 7, 30, 30))


class Sample(QWidget):
    """The front of a card as the shop will have it."""

    def __init__(self) -> None:
        super().__init__()
        self._shop: Shop | None = None
        self._logo = QPixmap()
        self.setFixedSize(_CARD)

    def show_shop(self, shop: Shop) -> None:
        """Follow what is typed and chosen."""
        if self._shop is None or shop.logo != self._shop.logo:
            self._logo = QPixmap()
            self._logo.loadFromData(shop.logo, "PNG")
        self._shop = shop
        self.setAccessibleName(f"{shop.name}, {wording.colour_name(shop.colour)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground with its discs, the logo or the sign, and the name."""
        if self._shop is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge = QColor(tokens.shop_colour(self._shop.colour)), QPainterPath()
        edge.addRoundedRect(self.rect(), 10, 10)
        painter.setClipPath(edge)
        painter.fillRect(self.rect(), ground)
        painter.setPen(Qt.PenStyle.NoPen)
        accent = QColor(tokens.colour("light", "accent"))
        for x, y, radius, ink in ((269, 42, 90, ground.lighter(125)), (282, 137, 55, ground), (282, 137, 46, accent)):
            painter.setBrush(ink)
            painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
        left = self._draw_sign(painter, ground)
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(font("card"))
        room = QRectF(left, 14, _CARD.width() - left - 12, 32)
        name = painter.fontMetrics().elidedText(self._shop.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, name)

    def _draw_sign(self, painter: QPainter, ground: QColor) -> float:
        """The logo on its white plate, or the sign of the scheme; returns where the name begins."""
        if self._logo.isNull():
            draw_mark(painter, 19, 18, 24, QColor("#FFFFFF"), QColor(tokens.colour("light", "accent")), ground)
            return 50
        size = self._logo.size().scaled(72, 24, Qt.AspectRatioMode.KeepAspectRatio)
        plate = QRectF(16, 15, size.width() + 6, 30)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(plate, 4, 4)
        place = QRectF(19, 30 - size.height() / 2, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._logo, QRectF(self._logo.rect()))
        return plate.right() + 8
