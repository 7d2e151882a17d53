"""Under the score: an offer to who gladly recommends the shop, a call to who is not content."""

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from parrainage_desktop.base.i18n import _, capital
from parrainage_desktop.surveys.rules import Category
from parrainage_desktop.ui.choices import Check
from parrainage_desktop.ui.fields import ElidedLabel, sign
from parrainage_desktop.ui.layouts import in_column, in_row


class Bands(QStackedWidget):
    """At most one of the two; what is ticked in the other does not count."""

    def __init__(self) -> None:
        super().__init__()
        self.enrol, self.call_back = Check(_("Become a referrer")), Check(_("Offer to call back"))
        self._offered = ElidedLabel("", "small", "text-2")
        title = ElidedLabel(_("A customer who gladly recommends you"), "strong")
        self._nothing = QWidget()
        self._offer = _band("accent", "handshake", (title, self._offered), self.enrol)
        self._call = _band("warning", "phone", _calling(), self.call_back)
        for band in (self._nothing, self._offer, self._call):
            self.addWidget(band)
        self.setFixedHeight(62)

    def show_offer(self, offer: str, standing: str) -> None:
        """Say what is offered, or to a referrer how their friends stand; a scheme that has ended offers nothing."""
        self._offered.setText(standing or offer or capital(_("the scheme has ended")))
        self.enrol.setVisible(bool(offer) and not standing)

    def show_for(self, found: Category | None) -> None:
        """Show what a score asks for."""
        bands = {Category.PROMOTER: self._offer, Category.DETRACTOR: self._call}
        self.setCurrentWidget(bands.get(found, self._nothing) if found else self._nothing)

    def enrols(self) -> bool:
        """Whether they become a referrer."""
        return self.enrol.isChecked() and self.currentWidget() is self._offer

    def calls(self) -> bool:
        """Whether they are offered to be called back."""
        return self.call_back.isChecked() and self.currentWidget() is self._call


def _calling() -> tuple[QWidget, QWidget]:
    title = ElidedLabel(_("Somebody who is not content"), "strong")
    return title, ElidedLabel(_("A call within 48 hours is noted for you either way."), "small", "text-2")


def _band(kind: str, icon: str, said: tuple[QWidget, QWidget], check: Check) -> QFrame:
    band = QFrame()
    band.setProperty("card", kind)
    mark = sign(icon, "accent-text" if kind == "accent" else "on-warn-soft", 28)
    words = in_column(..., *said, ..., gap=0)
    band.setLayout(in_row(mark, (words, 1), check, gap=16, edges=(20, 0, 20, 0)))
    return band
