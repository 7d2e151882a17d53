"""The chips over the list of customers: which group is listed, and how many are in each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.customers.rules import EVERYONE, Group, Which
from parrainage_desktop.ui.chips import Chip
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.theme import font


class Groups(QWidget):
    """Which customers are listed: one chip a group, and one that opens the words people are filed under."""

    chosen = Signal()
    tags_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Which customers"))
        self._which = EVERYONE
        self.chips = {group: Chip(text, tight=True) for group, text in _group_names().items()}
        self.menu = QMenu(self)
        self.menu.setFont(font("body"))
        self.menu.setAccessibleName(_("Tags"))
        column = in_column(gap=8)
        self.setLayout(column)
        chips = list(self.chips.values())
        for some in (chips[:3], chips[3:]):
            column.addLayout(in_row(*some, ..., gap=8))
        for group, chip in self.chips.items():
            chip.clicked.connect(lambda _on, group=group: self._take(group))
        self.show_which(EVERYONE)

    def which(self) -> Which:
        """The group that is listed."""
        return self._which

    def choose(self, which: Which) -> None:
        """List a group, and say so."""
        self.show_which(which)
        self.chosen.emit()

    def show_which(self, which: Which) -> None:
        """Put the chip of a group on."""
        self._which = which
        for group, chip in self.chips.items():
            chip.setChecked(group is which.group)
        tagged = self.chips[Group.TAGGED]
        tagged.setText(shortened(which.tag) if which.tag else _("Tags"))
        tagged.show_count("")

    def show_counts(self, counts: Mapping[Group, int]) -> None:
        """Show how many are in each group that was counted."""
        for group, chip in self.chips.items():
            chip.show_count(number(counts[group]) if group in counts else "")

    def show_tags(self, tags: Sequence[str]) -> None:
        """Offer the words, under the chip."""
        self.menu.clear()
        for tag in tags:
            action = self.menu.addAction(tag.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, tag=tag: self.choose(Which(Group.TAGGED, tag)))
        if not tags:
            self.menu.addAction(_("Nobody is filed under a word yet")).setEnabled(False)
        chip = self.chips[Group.TAGGED]
        self.menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 4)))

    def _take(self, group: Group) -> None:
        if group is Group.TAGGED:
            self.show_which(self._which)
            self.tags_wanted.emit()
        else:
            self.choose(Which(group))


def _group_names() -> dict[Group, str]:
    return {
        Group.ALL: _("All"),
        Group.REFERRERS: _("Referrers"),
        Group.REFERRED: _("Referred"),
        Group.TO_CALL: _("To call"),
        Group.SILENT: _("Silent 3 years"),
        Group.TAGGED: _("Tags"),
    }


def group_text(count: int, group: Group = Group.ALL) -> str:
    """How many a group holds, and in which order."""
    if group is Group.TO_CALL:
        said = ngettext("{count} customer to call", "{count} customers to call, the longest waiting first", count)
    elif group is Group.TAGGED:
        said = ngettext("{count} customer with this tag", "{count} customers with this tag, the newest first", count)
    else:
        said = ngettext("{count} customer", "{count} customers, recent activity first", count)
    return said.format(count=number(count))


def shortened(query: str) -> str:
    """A few words as a button or a chip has room for, with a capital."""
    shown = query[:1].upper() + query[1:]
    return shown if len(shown) <= 18 else shown[:17] + "…"
