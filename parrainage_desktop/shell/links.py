"""The one place that joins screens: what one asks for, another does."""

from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.shell.desk import Desk
from parrainage_desktop.ui.page import Page


class Links:
    """Joins the screens of a desk as they are built."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self._desk, self._shop = desk, shop

    def join(self, key: str, page: Page) -> None:
        """Connect what a new screen asks for."""
