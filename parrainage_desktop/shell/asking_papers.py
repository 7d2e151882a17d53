"""What a campaign puts on paper or into a file, made by a job and looked at."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.customers.rules import Channel
from parrainage_desktop.documents import catalogue
from parrainage_desktop.documents.rules import Order
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.shell import printing
from parrainage_desktop.shell.desk import Desk
from parrainage_desktop.shell.paperwork import Paperwork
from parrainage_desktop.surveys import campaigns
from parrainage_desktop.surveys.campaign_rules import Campaign

Draw = Callable[[Path, Campaign, Shop, str], tuple[str, ...]]


class AskingPapers(QObject):
    """Joined to one desk."""

    def __init__(self, desk: Desk, paperwork: Paperwork) -> None:
        super().__init__(desk)
        self._desk, self._paperwork = desk, paperwork

    def forms(self, campaign_id: int) -> None:
        """Make the paper forms of a campaign and show them."""
        from parrainage_desktop.surveys import document

        self._paperwork.make_file(
            _("Making the paper…"), _("Paper form"), lambda _progress: self._draw("forms", campaign_id, document.forms)
        )

    def poster(self, campaign_id: int) -> None:
        """Make the poster of a campaign and show it."""
        from parrainage_desktop.surveys import document

        self._paperwork.make_file(
            _("Making the paper…"), _("Survey poster"),
            lambda _progress: self._draw("survey-poster", campaign_id, document.poster),
        )  # fmt: skip

    def cards(self, people: list[int]) -> None:
        """Make the cards of promoters who are to be invited, and show them."""
        self._paperwork.make(catalogue.paper("cards"), Order("", people=tuple(people)))

    def export(self, campaign_id: int, channel: str) -> None:
        """Write whom to ask by a channel they agreed to, and note them as asked."""
        def work(_progress: Progress) -> Path:
            with self._desk.db.write(self._desk.actor) as tx:
                path = printing.place("to-ask", tx.now.astimezone(tx.zone), ".xlsx")
                campaigns.export(tx, path, campaign_id, Channel(channel))
            return path

        self._paperwork.make_file(_("Writing the list…"), _("List:"), work)

    def _draw(self, kind: str, campaign_id: int, draw: Draw) -> Path:
        with self._desk.db.read(self._desk.actor) as tx:
            campaign, shop = campaigns.get(tx, campaign_id), preferences.shop(tx)
            path = printing.place(kind, tx.now.astimezone(tx.zone))
        with printing.told_here(path.name):
            draw(path, campaign, shop, shop.language)
        return path
