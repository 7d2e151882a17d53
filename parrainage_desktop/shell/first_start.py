"""The first start: three steps to a working shop, or straight into the sample shop. Enter alone leads through."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget

from parrainage_desktop.base.i18n import _, language
from parrainage_desktop.shell.first_steps import RewardStep, ShopStep, Step, TryStep, here
from parrainage_desktop.shell.rules import NewShop
from parrainage_desktop.ui import icons
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel, Field, label
from parrainage_desktop.ui.keys import ENTER
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.painted import Mark
from parrainage_desktop.ui.theme import colour, font
from parrainage_desktop.ui.tips import set_tip

LEFT = 400


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and chosen, and at which step."""

    step: int
    choice: int
    texts: tuple[str, ...]


class FirstStart(QWidget):
    """Asks what a shop needs; `finished` carries a NewShop."""

    finished = Signal(object)
    demo_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.shop, self.reward, self.trial = ShopStep(), RewardStep(), TryStep()
        self._screens = QStackedWidget()
        self._steps = _Steps((_("Your shop"), _("The reward"), _("First try")))
        self._back = Button(_("&Back"), icon="arrow-left", height=56)
        self._demo = Button(_("&Discover with a sample shop"), "quiet", height=56)
        self._on = Button(_("&Continue"), "primary", "arrow-right", height=56)
        self._trouble = ElidedLabel("", "strong", "err-text")
        self._build()
        self._connect()
        self._show(0)

    def memory(self) -> Typed:
        """What was typed, and the step it stands at."""
        texts = tuple(field.text() for field in self._fields())
        return Typed(self._screens.currentIndex(), self.reward.choice, texts)

    def remember(self, typed: Typed) -> None:
        """Go on where another first start stood."""
        for field, text in zip(self._fields(), typed.texts, strict=True):
            field.set_text(text)
        self.reward.choice = typed.choice
        self._show(typed.step)

    def _fields(self) -> tuple[Field, ...]:
        return self.shop.name, self.shop.address, self.shop.phone, self.reward.referrer, self.reward.referee

    def take_focus(self) -> None:
        """Give the keyboard to the step it stands at."""
        self._step().take_focus()

    def fail(self, message: str) -> None:
        """Say why the shop could not be made; everything typed is still there."""
        self.setEnabled(True)
        self._show(self._screens.currentIndex())
        self._trouble.setText(message)
        set_tip(self._trouble, message)

    def go_on(self) -> None:
        """The next step, or the shop itself after the last."""
        step = self._step()
        if not step.ready():
            return
        if self._screens.currentIndex() + 1 < self._screens.count():
            self._show(self._screens.currentIndex() + 1)
        else:
            self._trouble.setText("")
            self.setEnabled(False)
            self._on.setText(_("Working…"))
            self.finished.emit(self._new_shop())

    def go_back(self) -> None:
        """The step before."""
        if self._screens.currentIndex():
            self._show(self._screens.currentIndex() - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, unless the keyboard is at another button; Escape goes back."""
        focused = self.focusWidget()
        if event.key() in ENTER and isinstance(focused, QPushButton) and not focused.isCheckable():
            focused.click()
        elif event.key() in ENTER:
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def scan(self, text: str) -> None:
        """Judge what was scanned, when it is the trial voucher’s turn."""
        if self._step() is self.trial:
            self.trial.judge(text)

    def _new_shop(self) -> NewShop:
        shop = self.shop
        return NewShop(
            shop.name.text(), language(), here(), shop.address.text(), shop.phone.text(), self.reward.terms()
        )

    def _step(self) -> Step:
        step = self._screens.currentWidget()
        assert isinstance(step, Step)
        return step

    def _show(self, index: int) -> None:
        self._screens.setCurrentIndex(index)
        self._steps.show_step(index)
        self._back.setVisible(index > 0)
        last = index + 1 == self._screens.count()
        self._on.setText(_("Open the &counter") if last else _("&Continue"))
        self._on.setAccessibleName(self._on.text().replace("&", ""))
        self._on.updateGeometry()
        self._step().take_focus()

    def _build(self) -> None:
        for step in (self.shop, self.reward, self.trial):
            self._screens.addWidget(step)
        right = in_column((self._screens, 1), self._trouble, self._footer(), gap=12, edges=(72, 52, 72, 36))
        self.setLayout(in_row(self._steps, (right, 1), gap=0))

    def _footer(self) -> QHBoxLayout:
        return in_row(self._back, ..., self._demo, self._on, gap=16)

    def _connect(self) -> None:
        self._back.clicked.connect(self.go_back)
        self._on.clicked.connect(self.go_on)
        self._demo.clicked.connect(self.demo_wanted)
        self.shop.language_chosen.connect(self.language_chosen)


class _Steps(QWidget):
    """The green panel: where one is, and how little is left."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names, self._at = names, 0
        self.setFixedWidth(LEFT)
        column = in_column(
            Mark(64),
            24,
            label(_("Ready in\nthree minutes"), "title-large", "white"),
            8,
            label(_("No account, and nothing leaves this computer."), "body", "nav-text", wrap=True),
            ...,
            gap=0,
            edges=(48, 56, 48, 0),
        )
        self.setLayout(column)

    def show_step(self, index: int) -> None:
        """Mark the step one is at, and those behind as done."""
        self._at = index
        where = _("Step {number} of {count}: {name}")
        self.setAccessibleName(where.format(number=index + 1, count=len(self._names), name=self._names[index]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground with its two discs, and the steps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("nav"))
        painter.setPen(Qt.PenStyle.NoPen)
        foot = self.height() - 768
        for x, y, radius, ground in ((40, 740, 190, "nav-disc"), (236, 650, 96, "nav"), (236, 650, 74, "nav-disc")):
            painter.setBrush(_between() if ground == "nav-disc" else colour(ground))
            painter.drawEllipse(x - radius, foot + y - radius, 2 * radius, 2 * radius)
        for index, name in enumerate(self._names):
            self._draw_step(painter, index, name)

    def _draw_step(self, painter: QPainter, index: int, name: str) -> None:
        top = 310 + 56 * index
        painter.setPen(QPen(colour("nav-text"), 2) if index > self._at else Qt.PenStyle.NoPen)
        grounds = {-1: colour("nav-mark"), 0: colour("verdict.ok-fg")}
        order = (index > self._at) - (index < self._at)
        painter.setBrush(grounds.get(order, Qt.BrushStyle.NoBrush))
        painter.drawEllipse(49, top + 1, 34, 34) if order > 0 else painter.drawEllipse(48, top, 36, 36)
        if order < 0:
            icons.paint(painter, "check-bold", colour("on-accent"), 57, top + 9, 18)
        else:
            painter.setPen(colour("nav-text") if order > 0 else colour("light.nav"))
            painter.setFont(font("strong"))
            painter.drawText(48, top, 36, 36, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        painter.setPen(colour("nav-text") if order > 0 else colour("verdict.ok-fg"))
        painter.setFont(font("large" if order > 0 else "large-strong"))
        painter.drawText(100, top, LEFT - 120, 36, Qt.AlignmentFlag.AlignVCenter, name)


def _between() -> QColor:
    """Half-way from the side bar's ground to its active item."""
    one, other = colour("nav"), colour("nav-active")
    return QColor(*((a + b) // 2 for a, b in (
        (one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue())
    )))
