"""Bringing answers in from a form's export: look through it, show what would happen, do it, take it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from parrainage_desktop.base import journal, tables_in, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.tables_in import BrokenFile, Source
from parrainage_desktop.customers import many as people
from parrainage_desktop.customers.rules import Customer, Gone
from parrainage_desktop.imports import answer_cells, answer_columns, answer_rows, answer_store, cells, store
from parrainage_desktop.imports.answer_cells import Scores
from parrainage_desktop.imports.answer_rules import (
    AnswerChoice,
    AnswerColumn,
    AnswerField,
    AnswerReport,
    AnswerRow,
    AnswerSurvey,
    Form,
)
from parrainage_desktop.imports.cells import Sign
from parrainage_desktop.imports.rules import CannotUndo, Field, Import, Obstacle, Reason, Style, WrongCell
from parrainage_desktop.imports.tally import AT_ONCE, MOST_ERRORS
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.surveys import campaigns
from parrainage_desktop.surveys import many as answers
from parrainage_desktop.surveys.rules import Given, Scale

_DAYS = (Style.DAY_FIRST, Style.MONTH_FIRST)


def survey(source: Source, given: Sequence[AnswerColumn] = (), scale: Scale | None = None) -> AnswerSurvey:
    """Read a file through once: which column is the score, on which scale, how days are written.

    Raises BrokenFile where the file breaks, and for a file without one column of scores on one scale.
    """
    columns = list(given or answer_columns.recognised(source.headings))
    met = _Met(columns)
    for row, line in source.rows():
        met.look(row, line)
    place = _score_place(columns, met)
    columns[place] = replace(columns[place], field=AnswerField.SCORE)
    found, sure = _scale(columns[place], place, met.scores[place], scale)
    question = _settle_day(columns, met, source)
    form = answer_columns.form(source.headings)
    rows = met.rows - met.headers
    return AnswerSurvey(source, tuple(columns), rows, form, found, sure, question, met.headers)


class _Met:
    """What was met in a file: scores where they can be, and how days are written."""

    def __init__(self, columns: Sequence[AnswerColumn]) -> None:
        chosen = [i for i, one in enumerate(columns) if one.field is AnswerField.SCORE]
        free = chosen or [i for i, one in enumerate(columns) if answer_columns.is_free(one)]
        self.scores = {i: Scores() for i in free}
        self.day = next((i for i, one in enumerate(columns) if one.field is AnswerField.ON), None)
        self.signs: dict[Sign, str] = {}
        self.half_days = False
        self.rows = self.headers = 0

    def look(self, row: int, line: Sequence[str]) -> None:
        """Look at one more row."""
        self.rows += 1
        if self.rows == 1 and answer_cells.under_headings(line):
            self.headers = 1
            return
        for i, scores in self.scores.items():
            if i < len(line):
                scores.meet(row, line[i])
        if self.day is not None and self.day < len(line) and line[self.day]:
            moment = line[self.day]
            self.half_days = self.half_days or answer_cells.has_half_days(moment)
            self.signs.setdefault(cells.proves(answer_cells.bare_day(moment), Field.SINCE), moment)


def _score_place(columns: Sequence[AnswerColumn], met: _Met) -> int:
    chosen = [i for i, one in enumerate(columns) if one.field is AnswerField.SCORE]
    named = [i for i in met.scores if answer_columns.is_score(columns[i].heading)]
    numeric = [i for i, scores in met.scores.items() if scores.looks_like_scores]
    found = chosen or [i for i in named if i in numeric] or ([] if named else numeric)
    if len(found) > 1:
        both = ", ".join(f"“{columns[i].heading}”" for i in found[:5])
        said = _("Several columns can be the score: {columns}. Say which one with score.").format(columns=both)
        raise BrokenFile("two_scores", said, 1, found[1] + 1)
    if not found and not named:
        raise BrokenFile("score_missing", _("No column holds scores. Say which one does with score."), 1)
    place = (found or named)[0]
    scores = met.scores[place]
    if 2 * scores.numbers <= scores.filled:
        said = _("The column “{column}” does not hold scores.").format(column=columns[place].heading)
        raise BrokenFile("score_not_numbers", said, scores.first_strange or 1, place + 1)
    return place


def _scale(column: AnswerColumn, place: int, scores: Scores, wanted: Scale | None) -> tuple[Scale, bool]:
    """The scale of a column of scores, and whether the file says so."""
    if scores.others or scores.beyond >= max(2, answer_cells.MIXED * scores.numbers):
        raise _mixed(min(scores.others, default=scores.first_beyond), place)
    if len(scores.least) > 1:
        raise _mixed(max(scores.least.values()), place)
    from_one = wanted is Scale.ONE_TEN or (
        wanted is None and (1 in scores.least or answer_columns.begins_at_one(column.heading))
    )
    if from_one and scores.zero:
        raise _mixed(scores.zero, place)
    if from_one:
        return Scale.ONE_TEN, True
    return Scale.ZERO_TEN, wanted is not None or bool(scores.zero or 0 in scores.least)


def _mixed(row: int, place: int) -> BrokenFile:
    return BrokenFile("mixed_scales", _("The scores are on several scales. Export them apart."), row, place + 1)


def _settle_day(columns: list[AnswerColumn], met: _Met, source: Source) -> str:
    """Say how the column of days is written; an example when that must be asked."""
    if met.day is None or columns[met.day].style is not None:
        return ""
    style = cells.decided(met.signs, _DAYS)
    if style is None and met.half_days:
        style = Style.MONTH_FIRST
    if style is None and answer_columns.form(source.headings) is Form.GOOGLE and _is_french(columns[met.day]):
        style = Style.DAY_FIRST
    columns[met.day] = replace(columns[met.day], style=style)
    return "" if style else met.signs[Sign.EITHER]


def _is_french(column: AnswerColumn) -> bool:
    return writing.fold(column.heading) == "horodateur"


# Doing it.


def preview(
    tx: Transaction, survey: AnswerSurvey, choice: AnswerChoice, progress: Progress | None = None
) -> AnswerReport:
    """What an import would do; nothing is written. Raises BrokenFile, Cancelled, InvalidInput."""
    tally = _Tally()
    for plan in _planned(tx, survey, choice, progress or Progress()):
        tally.count(plan)
    return tally.report(survey)


def apply(
    tx: Transaction, survey: AnswerSurvey, choice: AnswerChoice, progress: Progress | None = None
) -> AnswerReport:
    """Bring the answers in, all in this transaction, kept whole or not at all. Raises BrokenFile, Cancelled."""
    source = survey.source
    if tables_in.fingerprint(source.path) != source.fingerprint:
        raise BrokenFile("file_changed", _("The file has changed since it was looked at. Choose it again."))
    number = store.insert_import(tx, writing.tidy(source.path.name)[-240:], source.fingerprint, store.ANSWERS)
    tally = _Tally()
    for plan in _planned(tx, survey, choice, progress or Progress()):
        tally.count(plan)
        ids = answers.add(tx, [one for _key, one in plan.new])
        answer_store.insert_all(tx, number, [(one, key) for one, (key, _given) in zip(ids, plan.new, strict=True)])
    report = replace(tally.report(survey), import_id=number)
    store.finish_import(tx, number, report.added, 0, report.skipped, report.wrong)
    counts = {"added": report.added, "skipped": report.skipped, "wrong": report.wrong, "scale": report.scale.value}
    journal.append(tx, "import.answers", number, counts)
    return report


@dataclass(frozen=True, slots=True)
class _Plan:
    """What some rows come to: answers with their keys, how many were there already, wrong cells."""

    new: Sequence[tuple[str, Given]]
    skipped: int
    wrong: Sequence[WrongCell]


def _planned(
    tx: Transaction, survey: AnswerSurvey, choice: AnswerChoice, progress: Progress
) -> Iterator[_Plan]:
    if choice.campaign_id is not None:
        campaigns.get(tx, choice.campaign_id)
    reader = answer_rows.Reader(survey, preferences.shop(tx).country, tx.today, tx.zone)
    rows, done = islice(survey.source.rows(), survey.headers, None), 0
    met: set[int] = set()
    while chunk := list(islice(rows, AT_ONCE)):
        progress.step(done, survey.rows)
        yield _plan(tx, survey, choice, [reader.read(row, line) for row, line in chunk], met)
        done += len(chunk)


def _plan(
    tx: Transaction, survey: AnswerSurvey, choice: AnswerChoice, rows: Sequence[AnswerRow | WrongCell], met: set[int]
) -> _Plan:
    """What becomes of some rows; `met` are the people who answered the campaign in earlier rows."""
    wrong = [one for one in rows if isinstance(one, WrongCell)]
    good = [one for one in rows if isinstance(one, AnswerRow)]
    known = answer_store.known(tx, [one.key for one in good])
    fresh = [one for one in good if one.key not in known]
    whose = _Whose(tx, fresh)
    if choice.campaign_id is not None:
        met |= answers.answered(tx, choice.campaign_id, whose.ids)
    new = []
    for one in fresh:
        customer, why = whose.of(one)
        if why is None and choice.campaign_id is not None and customer is not None:
            why = Reason.ALREADY_ANSWERED if customer in met else None
            met.add(customer)
        if why is not None:
            wrong.append(WrongCell(one.row, "", why, one.card or one.email or one.phone))
            continue
        given = Given(
            one.score, customer, one.comment, choice.origin, choice.campaign_id, one.call_back, one.quotable,
            survey.scale, one.on, one.phone if customer is None else "",
        )
        new.append((one.key, given))
    return _Plan(new, len(good) - len(fresh), wrong)


class _Whose:
    """Whom the store knows of those some rows name: by card, else by e-mail or phone when those mean one person."""

    def __init__(self, tx: Transaction, rows: Sequence[AnswerRow]) -> None:
        self._holders = people.holders(tx, {one.card for one in rows if one.card})
        found = people.having(
            tx, {one.phone for one in rows if one.phone}, {one.email for one in rows if one.email}
        )
        merged = people.holders(tx, {one.card for one in found if one.gone})
        self._people = people.by_number(tx, {*self._holders.values(), *merged.values()})
        self._named: dict[str, set[int]] = {}
        for one in found:
            self._note(one, merged.get(one.card, one.id) if one.gone else one.id)
        self.ids = {number for numbers in self._named.values() for number in numbers} | set(self._holders.values())

    def _note(self, one: Customer, number: int) -> None:
        for contact in (one.email, one.phone):
            if contact:
                self._named.setdefault(contact, set()).add(number)

    def of(self, row: AnswerRow) -> tuple[int | None, Reason | None]:
        """Whose answer a row is, None for nobody's; and why it must stay out, if it must."""
        holder = self._holders.get(row.card)
        if holder is not None:
            return holder, Reason.ERASED if self._people[holder].gone == Gone.ERASED.value else None
        by_email, by_phone = self._named.get(row.email, set()), self._named.get(row.phone, set())
        both = by_email & by_phone if by_email and by_phone else by_email or by_phone
        return (next(iter(both)) if len(both) == 1 else None), None


@dataclass(slots=True)
class _Tally:
    """What the rows so far come to."""

    added: int = 0
    skipped: int = 0
    wrong: int = 0
    matched: int = 0
    errors: list[WrongCell] = field(default_factory=list)

    def count(self, plan: _Plan) -> None:
        """Count some more."""
        self.added += len(plan.new)
        self.skipped += plan.skipped
        self.wrong += len(plan.wrong)
        self.matched += sum(one.customer_id is not None for _key, one in plan.new)
        if len(self.errors) < MOST_ERRORS:
            self.errors += sorted(plan.wrong, key=lambda cell: cell.row)

    def report(self, survey: AnswerSurvey) -> AnswerReport:
        """What the file comes to, with the first of its wrong cells."""
        read = self.added + self.skipped + self.wrong
        return AnswerReport(
            read, self.added, self.skipped, self.wrong, self.matched, survey.scale, tuple(self.errors)
        )


def undo(tx: Transaction, import_id: int) -> int | CannotUndo:
    """Take an import of answers back: they count no more, and the file may come again; how many counted."""
    one = store.get(tx, import_id, store.ANSWERS)
    if one is None:
        return CannotUndo(Obstacle.UNKNOWN)
    if one.undone_at is not None:
        return CannotUndo(Obstacle.UNDONE)
    gone = answers.take_back(tx, answer_store.of_import(tx, import_id))
    answer_store.forget(tx, import_id)
    store.mark_undone(tx, import_id)
    journal.append(tx, "import.answers_undone", import_id, {"answers": gone})
    return gone


def newest(tx: Transaction, count: int = 20) -> list[Import]:
    """The last imports of answers, newest first."""
    return store.newest(tx, count, store.ANSWERS)
