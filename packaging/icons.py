"""Writes the Phosphor icons the screens use as SVG files, from the font that qtawesome carries.

Run it after adding a name below: `.venv/bin/python packaging/icons.py`. The program itself reads only the files:
importing qtawesome at start-up would cost more time than all the rest of the window.
"""

import json
from pathlib import Path

import qtawesome
from PySide6.QtGui import QGuiApplication, QPainterPath, QRawFont

NAMES = (
    "storefront users handshake ticket chat-centered-text sliders chart-bar gear-six lock-simple "
    "storefront-fill users-fill handshake-fill ticket-fill chat-centered-text-fill chart-bar-fill barcode "
    "magnifying-glass check-bold check-circle receipt arrow-counter-clockwise clock-counter-clockwise quotes-fill "
    "calendar-check user-plus printer check-circle-fill hourglass-medium clock prohibit warning-circle-fill "
    "warning-octagon-fill info spinner-gap-bold megaphone phone gift identification-card paper-plane-tilt trend-down "
    "arrow-up-right-bold caret-up caret-down circle caret-left-bold caret-right-bold dots-three-bold download-simple "
    "file-pdf table folder-open hard-drives shield-check globe moon sun eye-slash monitor x arrow-left "
    "arrow-right plus-bold minus-bold translate circle-half question sliders-fill copy funnel printer-fill "
    "quotes note-pencil floppy-disk eye"
).split()
TARGET = Path(__file__).resolve().parent.parent / "resources" / "icons"
UNITS = 256.0


def main() -> None:
    """Write one file an icon."""
    app = QGuiApplication(["icons", "-platform", "offscreen"])
    fonts = Path(qtawesome.__file__).parent / "fonts"
    codes = json.loads((fonts / "phosphor-charmap-1.3.0.json").read_text())
    font = QRawFont(str(fonts / "phosphor-1.3.0.ttf"), UNITS)
    for name in NAMES:
        code = codes[name]
        code = int(code, 16) if isinstance(code, str) else code
        path = font.pathForGlyph(font.glyphIndexesForString(chr(code))[0])
        (TARGET / f"{name}.svg").write_text(_svg(path, font.ascent()), encoding="utf-8")
    del app


def _svg(path: QPainterPath, ascent: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {UNITS:g} {UNITS:g}">'
        f'<path fill="#000" d="{_data(path, ascent)}"/></svg>\n'
    )


def _data(path: QPainterPath, ascent: float) -> str:
    kinds, parts = QPainterPath.ElementType, []
    for i in range(path.elementCount()):
        element = path.elementAt(i)
        sign = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}.get(element.type, " ")
        parts.append(f"{sign}{element.x:.1f} {element.y + ascent:.1f}")
    return "".join(parts)


if __name__ == "__main__":
    main()
