"""The few things the window asks in a dialog: a name, a file."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from parrainage_desktop.base import paths
from parrainage_desktop.base.i18n import _

_KIND = "*.db"


def name(window: QWidget, now: str, chosen: Callable[[str], None]) -> None:
    """Ask who stands at the till; the answer goes to `chosen`."""
    dialog = QInputDialog(window)
    dialog.setLabelText(_("Who stands at the till?"))
    dialog.setTextValue(now)
    dialog.textValueSelected.connect(chosen)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def store(window: QWidget) -> str:
    """Ask for a shop's file; nothing when none was chosen."""
    found, _chosen = QFileDialog.getOpenFileName(window, _("The shop’s store"), str(paths.data_dir()), _KIND)
    return found


def new_store(window: QWidget) -> str:
    """Ask where a new shop's file shall be; nothing when no place was chosen."""
    place = str(paths.data_dir() / "new-shop.db")
    found, _chosen = QFileDialog.getSaveFileName(window, _("A new shop’s store"), place, _KIND)
    return found


def where_to_save(window: QWidget, name: str) -> str:
    """Ask where a copy of a paper shall be; nothing when no place was chosen."""
    place = str(paths.documents_dir() / name)
    found, _chosen = QFileDialog.getSaveFileName(window, _("Save the paper"), place, "*.pdf")
    return found
