"""Who brought whom, as a tree that ends."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from parrainage_desktop.base.i18n import _, capital, day, ngettext, number
from parrainage_desktop.referrals.board_rules import Branch, Tree
from parrainage_desktop.referrals.wording import state_name
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import card, label
from parrainage_desktop.ui.layouts import filled, in_column, in_row
from parrainage_desktop.ui.theme import font

_REFERRAL = Qt.ItemDataRole.UserRole


class FamilyView(QWidget):
    """A referrer's friends and their friends, indented. `opened` carries a referral's number."""

    left = Signal()
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.root: int | None = None
        self.back = Button("", "quiet", "arrow-left", name=_("Back"))
        self.branches = QTreeWidget()
        self._said = label("", "small", "text-2", wrap=True)
        self._build()
        self.back.clicked.connect(self.left)
        self.branches.itemActivated.connect(self._open)

    def show_tree(self, person_id: int, found: Tree) -> None:
        """Show everybody this person brought, directly or not."""
        self.root = person_id
        self.branches.clear()
        above: list[QTreeWidgetItem] = []
        for branch in found.branches:
            del above[branch.depth :]
            item = _item(branch)
            if above:
                above[-1].addChild(item)
            else:
                self.branches.addTopLevelItem(item)
            above.append(item)
        self.branches.expandAll()
        if root := self.branches.topLevelItem(0):
            self.branches.setCurrentItem(root)
        self._said.setText(_summary(found))

    def _open(self, item: QTreeWidgetItem) -> None:
        referral_id = item.data(0, _REFERRAL)
        if isinstance(referral_id, int):
            self.opened.emit(referral_id)

    def _build(self) -> None:
        self.setFocusProxy(self.branches)
        tree = self.branches
        tree.setAccessibleName(_("Who brought whom"))
        tree.setColumnCount(3)
        tree.setHeaderHidden(True)
        tree.setIndentation(28)
        tree.setUniformRowHeights(True)
        tree.setFont(font("body"))
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, 130)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        row = in_row(self.back, (label(_("Who brought whom"), "screen"), 1), gap=8)
        box = filled(card(), in_column(tree, edges=(12, 8, 12, 8)))
        self.setLayout(in_column(row, self._said, (box, 1), gap=12, edges=(28, 24, 28, 20)))


def _item(branch: Branch) -> QTreeWidgetItem:
    one = branch.referral
    state = capital(state_name(one.state)) if one else ""
    if branch.again:
        state = _("{state}: already above, a circle").format(state=state)
    item = QTreeWidgetItem([branch.name, day(one.claimed_on) if one else "", state])
    item.setData(0, _REFERRAL, one.id if one else None)
    item.setSizeHint(0, QSize(0, 44))
    item.setFont(0, font("strong"))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (item.text(n) for n in range(3)))))
    return item


def _summary(found: Tree) -> str:
    count = sum(not branch.again for branch in found.branches) - 1
    if not count:
        return _("Nobody came this way yet.")
    if found.cut:
        return _("The first {count} people are shown; there are more.").format(count=number(count))
    return ngettext("{count} person came this way.", "{count} people came this way.", count).format(count=number(count))
