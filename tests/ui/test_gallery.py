"""The whole kit on one sheet: it paints, it is named, it takes every text as it is, it is large enough to touch."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.ui import fields, theme, tips
from parrainage_desktop.ui.actions import Button
from tests.ui.gallery import Gallery

HOSTILE = (
    "<b>Jean</b>",
    "<img src='file:///etc/passwd'>",
    "<img src='//host/share/x.png'>",
    "Tom & Jerry",
    "&amp;&lt;b&gt;",
    "<!-- -->",
    "<script>alert(1)</script>",
    "%s {name} %(x)d",
    "Marie <marie@example.org>",
    "<table><tr><td>1</td></tr></table>",
)


@pytest.fixture(params=[theme.Look.LIGHT, theme.Look.DARK])
def sheet(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Gallery:
    """The sheet in one look; its picture is left in the test's folder."""
    theme.apply(qapp, request.param)
    made = Gallery()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert made.grab().save(str(tmp_path / f"kit-{request.param.value}.png"))
    return made


def focusable(root: QWidget) -> list[QWidget]:
    """Every visible widget the Tab key may reach."""
    return [w for w in root.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def spoken(widget: QWidget) -> str:
    """What a screen reader says a widget is called."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_the_sheet_fits_the_smallest_common_screen(sheet: Gallery) -> None:
    assert sheet.size() == QSize(1366, 768)


def test_everything_the_tab_key_reaches_has_a_name(sheet: Gallery) -> None:
    reached = focusable(sheet)
    assert len(reached) > 10
    assert [w for w in reached if not spoken(w)] == []


def test_everything_to_touch_is_at_least_44_pixels_each_way(sheet: Gallery) -> None:
    touched = [w for w in focusable(sheet) if isinstance(w, QAbstractButton | QLineEdit)]
    # The parts of a choice lie inside its hairline border.
    assert [w for w in touched if w.height() < (42 if w.property("role") == "segment" else 44) or w.width() < 44] == []


def test_no_button_is_ever_a_default_button(sheet: Gallery) -> None:
    buttons = sheet.findChildren(Button)
    assert buttons
    assert not any(button.isDefault() or button.autoDefault() for button in buttons)


def test_enter_presses_nothing_and_space_does(sheet: Gallery) -> None:
    button = sheet.findChildren(Button)[0]
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert not pressed
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed


def test_no_label_guesses_whether_its_text_is_markup(sheet: Gallery) -> None:
    guessing = [w for w in sheet.findChildren(QLabel) if w.textFormat() is not Qt.TextFormat.PlainText]
    assert guessing == []


def picture(widget: QWidget) -> QImage:
    """What the widget looks like."""
    widget.resize(widget.sizeHint().expandedTo(QSize(40, 30)))
    return widget.grab().toImage()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_a_name(qtbot: QtBot, text: str) -> None:
    shown = fields.label(text)
    short = fields.ElidedLabel(text)
    qtbot.addWidget(shown)
    qtbot.addWidget(short)
    assert shown.text() == text
    assert shown.sizeHint().width() == pytest.approx(shown.fontMetrics().horizontalAdvance(text), abs=4)
    assert spoken(shown) == text
    assert short.accessibleName() == text
    tag = fields.Tag(text)
    qtbot.addWidget(tag)
    assert picture(tag) != picture(fields.Tag(" " * len(text)))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tip_shows_a_hostile_name_as_it_is(qtbot: QtBot, text: str) -> None:
    button = Button("", "light", "arrow-counter-clockwise", name=text)
    qtbot.addWidget(button)
    shown = QTextDocument()
    shown.setHtml(button.toolTip())
    assert shown.toPlainText() == text
    assert spoken(button) == text


def test_no_tip_is_no_tip(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    tips.set_tip(widget, "")
    assert widget.toolTip() == ""


def test_a_wrong_field_says_so_in_words_and_not_only_in_red(qtbot: QtBot) -> None:
    field = fields.Field("Phone")
    qtbot.addWidget(field)
    field.show()
    field.show_error("4 digits are missing.")
    assert field.line.accessibleDescription() == "4 digits are missing."
    assert any(w.text() == "4 digits are missing." and w.isVisible() for w in field.findChildren(QLabel))
    field.show_error("")
    assert field.line.accessibleDescription() == ""


def luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_a_placeholder_is_as_dark_as_the_design_asks(sheet: Gallery) -> None:
    line = sheet.findChild(fields.SearchLine)
    assert line is not None
    ink = line.palette().placeholderText().color()
    assert ink == theme.colour("text-3")
    assert contrast(ink, theme.colour("surface")) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "bg"), ("text-2", "bg"), ("text-3", "surface-2"), ("on-brand", "brand"), ("on-brand", "brand-hover"),
        ("brand", "bg"), ("on-brand-soft", "brand-soft"), ("on-accent", "accent"), ("accent-text", "accent-soft"),
        ("nav-text", "nav"), ("err-text", "surface"), ("on-err-soft", "err-soft"), ("on-warn-soft", "warn-soft"),
        ("on-info-soft", "info-soft"), ("verdict.ok-fg", "verdict.ok-bg"), ("verdict.no-title", "verdict.no-bg"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("sheet")
def test_every_text_can_be_read(ink: str, ground: str) -> None:
    assert contrast(theme.colour(ink), theme.colour(ground)) >= 4.5


@pytest.mark.parametrize("height", [44, 56, 64, 72])
def test_a_button_short_of_room_keeps_its_words_and_key(qtbot: QtBot, height: int) -> None:
    button = Button("Redeem this voucher", "accept", "check-circle", "Enter", height)
    qtbot.addWidget(button)
    content = button.fontMetrics().horizontalAdvance(button.text()) + 30
    assert content < button.minimumSizeHint().width() <= button.sizeHint().width()
    assert button.minimumSizeHint().height() == height
