"""What the window expects of every screen."""

from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.database import Actor, Database


class Page(QWidget):
    """One screen: it shows some tables, reloads when they change, and can be rebuilt without losing work.

    `shows` names the tables whose changes matter to it.
    """

    shows: frozenset[str] = frozenset()

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__()
        self.db = db
        self.actor = actor
        self.setProperty("ground", "bg")

    def reload(self) -> None:
        """Read again what the screen shows."""

    def take_scan(self, text: str) -> bool:
        """Use what a scanner read for what is being done here; False leaves it to the counter."""
        return False

    def memory(self) -> object:
        """What a rebuilt screen needs to stand where this one stood: selection, texts being typed; None for nothing.

        Its type is the screen's own: nobody else looks inside.
        """
        return None

    def remember(self, memory: object) -> None:
        """Stand where another screen of this kind stood."""
