"""Every piece of the kit on one sheet, to be looked at beside the design's own sheet and asked hard questions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from parrainage_desktop.ui.actions import Button, KeyCap
from parrainage_desktop.ui.chips import Chips, Tabs
from parrainage_desktop.ui.choices import Check, Choice
from parrainage_desktop.ui.fields import Dot, ElidedLabel, Field, SearchLine, Tag, card, label, rule
from parrainage_desktop.ui.months import MonthChooser
from parrainage_desktop.ui.painted import Mark, SmallTicket
from parrainage_desktop.ui.picker import Picker

COLOURS = (
    "bg surface surface-2 nav brand brand-soft accent accent-soft ok err err-soft warn-soft info-soft focus "
    "text text-2 text-3 border-strong"
).split()
CODE = "B-GHDJ-GVDC-TNKB-TFRG"


class Gallery(QWidget):
    """The sheet, 1366 by 768 pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.resize(1366, 768)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(32, 24, 32, 24)
        sides.setSpacing(44)
        left = column(section("Écriture", types()), section("Marques", marks()), section("Bandeau", band()))
        left.addStretch()
        right = column(section("Boutons, 44 px", row(*buttons()), row(*more_buttons())))
        below = QHBoxLayout()
        below.setSpacing(28)
        for side in (
            column(section("Champs", *fields())),
            column(section("États et notes", *states()), section("Vide", empty())),
        ):
            side.addStretch()
            below.addLayout(side, 1)
        right.addLayout(below)
        right.addStretch()
        sides.addLayout(left, 620)
        sides.addLayout(right, 638)


def column(*parts: QWidget) -> QVBoxLayout:
    """Parts under each other."""
    made = QVBoxLayout()
    made.setSpacing(18)
    for part in parts:
        made.addWidget(part)
    return made


def row(*parts: QWidget, spacing: int = 12) -> QWidget:
    """Parts beside each other."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for part in parts:
        line.addWidget(part)
    line.addStretch()
    return holder


def section(title: str, *parts: QWidget) -> QWidget:
    """A title and what stands under it."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(12)
    for part in (label(title, "card"), *parts):
        box.addWidget(part)
    return holder


def types() -> QWidget:
    """The scale of type."""
    made = (
        label("Bon valable 5,00\u00a0€", "hero"),
        label("Titre d’écran 28", "screen"),
        label("Titre de carte 18", "card"),
        label("Texte fort 15", "strong"),
        label("Texte courant 15, œuvre à Noël, 1\u202f912,40\u00a0€"),
        label("Petit texte 13, jamais moins", "small", "text-2"),
        label(CODE, "code"),
    )
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for part in made:
        box.addWidget(part)
    return holder


def marks() -> QWidget:
    """What is painted small."""
    return row(
        Mark(38, "#0E3B2E"),
        Dot("OM"),
        Dot(icon="ticket"),
        SmallTicket("Camille Roussel", "filleul", "5,00\u00a0€"),
        KeyCap("F2"),
    )


def band() -> QFrame:
    """An error with a way on."""
    frame = card("error")
    line = QHBoxLayout(frame)
    line.setContentsMargins(16, 14, 16, 14)
    line.setSpacing(16)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label("L’imprimante ne répond pas", "strong", "on-err-soft"))
    words.addWidget(ElidedLabel("Les 3 bons sont enregistrés, rien n’est perdu.", "small", "on-err-soft"))
    line.addWidget(Dot(icon="warning-octagon-fill", size=30, tone=("err-soft", "on-err-soft"), icon_size=30))
    line.addLayout(words, 1)
    line.addWidget(Button("Réessayer"))
    return frame


def buttons() -> list[QWidget]:
    """One of each calm role."""
    return [
        Button("Principal", "primary"),
        Button("Secondaire"),
        Button("Discret", "quiet"),
        Button("Annuler…", "danger"),
    ]


def more_buttons() -> list[QWidget]:
    """Off, busy, with a key, and a chip."""
    off = Button("Inactif")
    off.setEnabled(False)
    return [
        off,
        Button("En cours…", "primary", "spinner-gap-bold"),
        Button("Annuler la dernière", icon="arrow-counter-clockwise", key="Ctrl Z"),
    ]


def fields() -> list[QWidget]:
    """Empty, wrong, off, and the choices."""
    empty, wrong, off = Field("Vide"), Field("Téléphone"), Field("Inactif")
    wrong.set_text("06 39 98")
    wrong.show_error("Il manque 4 chiffres.")
    off.set_text("Inactif")
    off.line.setEnabled(False)
    ticked = Check("Accepte de recevoir des SMS")
    ticked.setChecked(True)
    return [
        empty,
        wrong,
        off,
        SearchLine("Nom, téléphone, code…", "Chercher"),
        ticked,
        Check("Lien pour laisser un avis"),
        Choice(["Payé maintenant", "Plus tard"], "Premier achat"),
    ]


def states() -> list[QWidget]:
    """The states of a voucher, the three kinds of score, the groups of a list."""
    chips = Chips(["Actif", "Filtre"], "Groupes")
    chips.show_counts(["6", "98"])
    return [
        row(
            Tag("Valable", "ok", "check-circle-fill"),
            Tag("À venir", "info", "clock"),
            Tag("Utilisé", "plain", "check-bold"),
            spacing=8,
        ),
        row(Tag("Expiré", "warning", "hourglass-medium"), Tag("Annulé", "error", "prohibit"), spacing=8),
        row(
            Tag("10", "promoter", shape="promoter"),
            Tag("8", "passive", shape="passive"),
            Tag("3", "detractor", shape="detractor"),
            spacing=8,
        ),
        row(chips, Tabs(["Tout", "Bons"], "Historique")),
        row(Picker(["Windows", "Mac"], "Lettres"), _month()),
    ]


def _month() -> MonthChooser:
    chooser = MonthChooser()
    chooser.show_month("Novembre 2026", earlier=True, later=False)
    return chooser


def empty() -> QFrame:
    """Nothing yet, said kindly."""
    frame = card()
    box = QVBoxLayout(frame)
    box.setContentsMargins(20, 22, 20, 20)
    box.setSpacing(4)
    title, words = (
        label("Aucun bon pour l’instant", "card"),
        label("Le premier apparaîtra au premier parrainage validé.", "small", "text-2", wrap=True),
    )
    centre = Qt.AlignmentFlag.AlignHCenter
    for text in (title, words):
        text.setAlignment(centre)
    box.addWidget(Dot(icon="ticket", size=64, icon_size=34), 0, centre)
    box.addSpacing(6)
    box.addWidget(title)
    box.addWidget(words)
    box.addSpacing(8)
    box.addWidget(Button("Nouveau filleul", "primary", "user-plus"), 0, centre)
    box.addWidget(rule())
    return frame
