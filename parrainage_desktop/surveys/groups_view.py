"""The score of each part of the customers, every one with its interval and its count."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.surveys import figure_wording as words
from parrainage_desktop.surveys.rules import Part, Segment
from parrainage_desktop.surveys.wording import part_name, segment_name
from parrainage_desktop.ui.fields import card, label
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.picker import Picker
from parrainage_desktop.ui.rows import Row, RowList

_SEGMENTS = tuple(Segment)


class GroupsView(QWidget):
    """`narrowed` says that answers are to be told apart by something else."""

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.segments = Picker([segment_name(one) for one in _SEGMENTS], _("Told apart by"))
        self.rows = RowList(_("Score of each group"))
        self._note = label(_("Where two intervals overlap, the difference can be chance."), "small", "text-2")
        box = card()
        head = in_row(label(_("Told apart by")), self.segments, ..., self._note, gap=12, edges=(20, 12, 20, 4))
        box.setLayout(in_column(head, (self.rows, 1), edges=1))
        self.setLayout(in_column(box))
        self.segments.chosen.connect(self.narrowed)

    @property
    def segment(self) -> Segment:
        """What answers are told apart by."""
        return _SEGMENTS[self.segments.index()]

    def show_read(self, found: Sequence[Part]) -> None:
        """Show the groups, the one with most answers first."""
        segment = self.segment
        lines = [_line(place, segment, part) for place, part in enumerate(found)]
        if not lines:
            lines = [Row(0, _("No answer, no score."), icon="info")]
        self.rows.show_rows(len(lines), lambda offset, count: lines[offset : offset + count])


def _line(place: int, segment: Segment, part: Part) -> Row:
    score = part.score
    said = ngettext(
        "{interval} at 95%, {count} answer: {promoters} promoters, {passives} passives, {detractors} detractors",
        "{interval} at 95%, {count} answers: {promoters} promoters, {passives} passives, {detractors} detractors",
        score.answers,
    ).format(
        interval=words.interval(score), count=number(score.answers), promoters=number(score.promoters),
        passives=number(score.passives), detractors=number(score.detractors),
    )  # fmt: skip
    return Row(place, part_name(segment, part.name), said, icon="users", figure=words.nps(score))
