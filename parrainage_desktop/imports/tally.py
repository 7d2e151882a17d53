"""A file's rows planned some at a time, and what they come to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.customers import contacts
from parrainage_desktop.imports.people import reader
from parrainage_desktop.imports.planning import Add, Fill, Plan, Read, Same, Step
from parrainage_desktop.imports.reading import Manner
from parrainage_desktop.imports.rules import Choice, Fate, Line, Report, Survey, WrongCell
from parrainage_desktop.preferences import service as preferences

AT_ONCE = 2_000
MOST_ERRORS = 100_000
MOST_LINES = 500
"""How many rows of each fate the preview shows."""


class Rows:
    """A file's rows, read some at a time and planned as the store is then."""

    def __init__(self, tx: Transaction, survey: Survey, choice: Choice) -> None:
        self._survey, self.shop = survey, preferences.shop(tx)
        self._headings = {column.field: column.heading for column in survey.columns}
        country = self.shop.country
        self._read = reader(Manner(survey.columns, country, tx.today, survey.source.form == "csv"))
        self._plan = Plan(tx, country, choice.overwrite)
        self.tally = Tally(country)

    def parts(self, progress: Progress) -> Iterator[list[Read]]:
        """The rows, some at a time; nothing is asked of the store meanwhile. Raises BrokenFile, Cancelled."""
        rows, done = self._survey.source.rows(), 0
        while part := list(islice(rows, AT_ONCE)):
            progress.step(done, self._survey.rows)
            yield [self._read(row, line) for row, line in part]
            done += len(part)

    def steps(self, tx: Transaction, part: Sequence[Read]) -> list[Step]:
        """What becomes of the next rows; they are counted."""
        steps = self._plan.steps(tx, part, self._headings)
        self.tally.count(steps)
        return steps


@dataclass(slots=True)
class Tally:
    """What the steps so far come to; `country` is where phones need no prefix."""

    country: str
    fates: Counter[Fate] = field(default_factory=Counter)
    errors: list[WrongCell] = field(default_factory=list)
    lines: dict[Fate, list[Line]] = field(default_factory=lambda: {fate: [] for fate in Fate})

    def count(self, steps: Sequence[Step]) -> None:
        """Count some more."""
        for step in steps:
            fate = _fate(step)
            self.fates[fate] += 1
            if isinstance(step, tuple):
                if len(self.errors) < MOST_ERRORS:
                    self.errors.extend(step)
            elif len(self.lines[fate]) < MOST_LINES:
                self.lines[fate].append(_line(step, fate, self.country))

    def report(self) -> Report:
        """What the file comes to, with the first of its wrong cells and of each kind of row."""
        added, updated, skipped, wrong = (self.fates[fate] for fate in Fate)
        return Report(self.fates.total(), added, updated, skipped, wrong, tuple(self.errors), self.lines)


def _fate(step: Step) -> Fate:
    if isinstance(step, Add):
        return Fate.ADDED
    if isinstance(step, Fill):
        return Fate.UPDATED
    return Fate.SKIPPED if isinstance(step, Same) else Fate.WRONG


def _line(step: Add | Fill | Same, fate: Fate, country: str) -> Line:
    person = step.person
    detail: tuple[str, ...] = ()
    if isinstance(step, Fill):
        detail = tuple(one.value for one in (*step.fields, *step.replaced))
    elif isinstance(step, Same):
        detail = tuple(one.value for one in step.differing)
    contact = contacts.shown_phone(person.phone, country) or person.email
    return Line(person.row, fate, person.name, contact, detail)
