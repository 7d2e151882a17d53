"""Charts as SVG: the geometry the screen and the paper draw, as text any program opens."""

from html import escape

from parrainage_desktop.base import tokens
from parrainage_desktop.base.charts import Bar, Drawing, Item, Label, Line

_WEIGHTS = {"text": 400, "strong": 600, "title": 600, "display": 700}


def drawn(drawing: Drawing, title: str) -> str:
    """A drawing on white, one unit a pixel; `title` tells its figures to whoever cannot see it."""
    size = f'width="{drawing.width:g}" height="{drawing.height:g}" viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="Inter, sans-serif">',
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="#FFFFFF"/>',
        *(_item(item) for item in drawing.items),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _item(item: Item) -> str:
    match item:
        case Bar():
            stroke = f' stroke="{_ink(item.outline)}" stroke-width="{item.outline_width:g}"' if item.outline else ""
            fill = _ink(item.fill) if item.fill else "none"
            place = f'x="{item.x:.2f}" y="{item.y:.2f}" width="{item.width:.2f}" height="{item.height:.2f}"'
            return f'<rect {place} rx="{item.radius:.2f}" fill="{fill}"{stroke}/>'
        case Line():
            cap = ' stroke-linecap="round"' if item.rounded else ""
            ends = f'x1="{item.x1:.2f}" y1="{item.y1:.2f}" x2="{item.x2:.2f}" y2="{item.y2:.2f}"'
            return f'<line {ends} stroke="{_ink(item.colour)}" stroke-width="{item.width:g}"{cap}/>'
        case Label():
            how = f'font-size="{item.size:g}" font-weight="{_WEIGHTS[item.role]}" text-anchor="{item.anchor}"'
            place = f'x="{item.x:.2f}" y="{item.y:.2f}" fill="{_ink(item.colour)}"'
            return f"<text {place} {how}>{escape(item.text)}</text>"


def _ink(colour: str) -> str:
    return colour if colour.startswith("#") else tokens.colour("light", colour)
