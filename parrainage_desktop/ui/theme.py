"""How everything looks: colours from the tokens, one style sheet, fonts by role, light or dark."""

from enum import Enum
from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from parrainage_desktop.base import tokens
from parrainage_desktop.base.paths import resource


class Look(Enum):
    """Light, dark, or whatever the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


FILES = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "BricolageDisplay-Bold.ttf",
    "BricolageText-Bold.ttf",
)

_TEXT, _TITLE, _DISPLAY = ["Inter"], ["Bricolage Text", "Inter"], ["Bricolage Display", "Inter"]
_ROLES: dict[str, tuple[list[str], int, int]] = {
    "amount": (_DISPLAY, 112, 700),
    "unit": (_DISPLAY, 64, 700),
    "tickets": (_DISPLAY, 52, 700),
    "verdict": (_DISPLAY, 60, 700),
    "refusal": (_DISPLAY, 58, 700),
    "score": (_DISPLAY, 74, 700),
    "hero": (_DISPLAY, 42, 700),
    "welcome": (_DISPLAY, 38, 700),
    "ticket-amount": (_DISPLAY, 34, 700),
    "title-large": (_TITLE, 32, 700),
    "kpi": (_TITLE, 30, 700),
    "kpi-person": (_TITLE, 26, 700),
    "kpi-month": (_TITLE, 25, 700),
    "question": (_DISPLAY, 32, 700),
    "kiosk": (_DISPLAY, 52, 700),
    "kiosk-key": (_TITLE, 44, 700),
    "key": (_DISPLAY, 32, 700),
    "screen": (_TITLE, 28, 700),
    "person": (_TITLE, 26, 700),
    "ticket-role": (_TITLE, 24, 700),
    "card-large": (_TITLE, 20, 700),
    "clock": (_TITLE, 20, 700),
    "card": (_TITLE, 18, 700),
    "shop": (_TITLE, 18, 700),
    "counter": (_TEXT, 21, 600),
    "speech": (_TEXT, 21, 400),
    "lead": (_TEXT, 19, 400),
    "counter-beside": (_TEXT, 18, 600),
    "code": (_TEXT, 16, 600),
    "large": (_TEXT, 17, 400),
    "large-strong": (_TEXT, 17, 600),
    "body": (_TEXT, 15, 400),
    "medium": (_TEXT, 15, 500),
    "strong": (_TEXT, 15, 600),
    "figures": (_TEXT, 15, 600),
    "ticket-name": (_TEXT, 14, 600),
    "small": (_TEXT, 13, 400),
    "small-medium": (_TEXT, 13, 500),
    "small-strong": (_TEXT, 13, 600),
    "small-figures": (_TEXT, 13, 600),
}
# Figures of equal width would also widen every hyphen and point, so running text does without.
_FIGURES = frozenset(
    "amount unit ticket-amount score kpi kpi-person kpi-month clock figures small-figures".split()
)


@cache
def load_fonts() -> None:
    """Make the program's own fonts known to Qt, once."""
    for name in FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


@cache
def font(role: str) -> QFont:
    """The font of a role of the type scale; the roles that show figures give them equal width."""
    families, pixels, weight = _ROLES[role]
    found = QFont(families)
    found.setPixelSize(pixels)
    found.setWeight(QFont.Weight(weight))
    if role in _FIGURES:
        found.setFeature(QFont.Tag("tnum"), 1)
    found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return found


def is_dark() -> bool:
    """Whether the dark theme is on."""
    return bool(QApplication.instance().property("dark"))  # type: ignore[union-attr]


def colour(name: str) -> QColor:
    """A colour of the theme that is on; ``verdict.ok-bg`` names one that never changes with it."""
    theme, _dot, bare = name.rpartition(".")
    return QColor(tokens.colour(theme or ("dark" if is_dark() else "light"), bare))


def apply(app: QApplication, look: Look) -> None:
    """Put a look on the whole program, now."""
    load_fonts()
    app.setProperty("dark", _wants_dark(app, look))
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font("body"))
    app.setPalette(_palette())
    app.setStyleSheet(_sheet(is_dark()))


def restyle(*widgets: QWidget) -> None:
    """Let the style sheet look again at widgets whose properties changed."""
    for widget in widgets:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _wants_dark(app: QApplication, look: Look) -> bool:
    if look is Look.SYSTEM:
        return app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return look is Look.DARK


def _palette() -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in {
        roles.Window: "bg",
        roles.WindowText: "text",
        roles.Base: "surface",
        roles.AlternateBase: "surface-2",
        roles.Text: "text",
        roles.PlaceholderText: "text-3",
        roles.Button: "surface",
        roles.ButtonText: "text",
        roles.Highlight: "brand-soft",
        roles.HighlightedText: "on-brand-soft",
        roles.Link: "brand",
        roles.ToolTipBase: "surface",
        roles.ToolTipText: "text",
        roles.BrightText: "on-brand",
        roles.Mid: "border",
        roles.Light: "surface",
        roles.Dark: "border-strong",
        roles.Shadow: "border-strong",
        roles.Accent: "brand",
    }.items():
        palette.setColor(role, colour(name))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("disabled-text"))
    return palette


@cache
def _sheet(dark: bool) -> str:
    values = {name.replace("-", "_"): value for name, value in tokens.colours("dark" if dark else "light").items()}
    return Template(resource("theme", "style.qss").read_text(encoding="utf-8")).substitute(values)
