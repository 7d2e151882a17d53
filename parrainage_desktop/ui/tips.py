"""Tool tips that never read a name as markup."""

from html import escape

from PySide6.QtWidgets import QWidget


def set_tip(widget: QWidget, text: str) -> None:
    """Show `text` as it is when the mouse rests on the widget; Qt would otherwise guess whether it is markup."""
    widget.setToolTip(f"<qt>{escape(text)}</qt>" if text else "")
