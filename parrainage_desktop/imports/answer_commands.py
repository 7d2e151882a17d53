"""Answers from a form's export, from a terminal."""

from argparse import Namespace
from collections.abc import Sequence

from parrainage_desktop.base import table_files
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.base.tables_in import Source
from parrainage_desktop.base.terminal import Answer, Group, Session, one_of, refused, whole
from parrainage_desktop.imports import answer_columns, answers, wording
from parrainage_desktop.imports.answer_rules import (
    REPEATABLE,
    AnswerChoice,
    AnswerField,
    AnswerReport,
    AnswerSurvey,
)
from parrainage_desktop.imports.commands import MOST_SHOWN, named_column
from parrainage_desktop.imports.rules import CannotUndo, Style
from parrainage_desktop.surveys.rules import Origin, Scale
from parrainage_desktop.surveys.wording import scale_note

_DAYS = (Style.DAY_FIRST, Style.MONTH_FIRST)


def add_to(root: Group) -> None:
    """Declare the command that brings answers in."""
    group = root.group("surveys", _("what customers think: answers and the score"))
    command = group.command("import", import_file, _("bring answers in from a form’s export, CSV or XLSX"))
    command.word("FILE", _("the file"), "?")
    command.flag("--dry-run", _("say what would happen and do nothing"))
    command.option(
        "--map", _("COLUMN=FIELD"), _("what a column holds: {fields}").format(fields=_fields()), many=True
    )
    command.option("--campaign", _("NUMBER"), _("the campaign the answers belong to"))
    channels = ", ".join(origin.value for origin in Origin)
    command.option("--channel", _("NAME"), _("how they came: {channels}").format(channels=channels))
    command.option("--scale", _("SCALE"), _("0-10 or 1-10, when the file does not say"))
    command.option("--undo", _("NUMBER"), _("take the import of this number back"))


def _fields() -> str:
    return ", ".join(field.value for field in AnswerField)


def import_file(session: Session, given: Namespace) -> Answer:
    """Bring a file of answers in, say what would happen, or take an import back."""
    if given.undo is not None:
        return _undo(session, given)
    if given.file is None:
        raise InvalidInput("file", _("Name the file to bring in."))
    scale = Scale(one_of("--scale", given.scale, [one.value for one in Scale])) if given.scale else None
    survey = _surveyed(table_files.open_source(given.file), given.map or (), scale)
    origin = Origin(one_of("--channel", given.channel or Origin.IMPORT.value, [one.value for one in Origin]))
    campaign = whole("--campaign", given.campaign, 1, 999_999_999) if given.campaign else None
    choice = AnswerChoice(campaign, origin)
    if given.dry_run:
        with session.read() as tx:
            report = answers.preview(tx, survey, choice, session.progress)
        return _answer(survey, report, _("Nothing was written."))
    with session.write() as tx:
        report = answers.apply(tx, survey, choice, session.progress)
    said = _("Import number {id}. To take it back: surveys import --undo {id}")
    return _answer(survey, report, said.format(id=report.import_id))


def _undo(session: Session, given: Namespace) -> Answer:
    with session.write() as tx:
        found = answers.undo(tx, whole("--undo", given.undo, 1, 999_999_999))
    if isinstance(found, CannotUndo):
        return refused(found.obstacle.value, wording.cannot_undo(found))
    said = ngettext("{count} answer counts no more.", "{count} answers count no more.", found)
    return Answer({"undone": int(given.undo), "answers": found}, (said.format(count=number(found)),))


def _surveyed(source: Source, maps: Sequence[str], scale: Scale | None) -> AnswerSurvey:
    """The file looked through. Raises InvalidInput for a mapping that makes no sense or a day in doubt."""
    wanted = dict(_wanted(source, one) for one in maps)
    mapped = answer_columns.mapped(answer_columns.recognised(source.headings), wanted)
    fields = [one.field for one in mapped if one.field not in REPEATABLE]
    doubled = next((field for field in fields if fields.count(field) > 1), None)
    if doubled is not None:
        raise InvalidInput("--map", _("Two columns cannot both be {field}.").format(field=doubled.value))
    survey = answers.survey(source, mapped, scale)
    if survey.question:
        column = next(one for one in survey.columns if one.field is AnswerField.ON)
        one, other = (f'--map "{column.heading}=on:{style.value}"' for style in _DAYS)
        said = _("“{column}” can be read in two ways, such as “{example}”. Say which.").format(
            column=column.heading, example=survey.question[:40]
        )
        raise InvalidInput("--map", said + " " + _("Either {one} or {other}").format(one=one, other=other))
    return survey


def _wanted(source: Source, text: str) -> tuple[int, tuple[AnswerField, Style | None]]:
    place, meaning = named_column(source, text)
    name, _colon, style = meaning.partition(":")
    if name not in [field.value for field in AnswerField] or style not in ("", *(one.value for one in _DAYS)):
        said = _("“{text}” is not one of {choices}.")
        raise InvalidInput("--map", said.format(text=meaning[:40], choices=_fields()))
    return place, (AnswerField(name), Style(style) if style else None)


def _answer(survey: AnswerSurvey, report: AnswerReport, last: str) -> Answer:
    data: dict[str, object] = {
        "read": report.read, "added": report.added, "updated": 0, "skipped": report.skipped, "wrong": report.wrong,
        "matched": report.matched, "scale": report.scale.value, "scale_sure": survey.scale_sure,
        "form": survey.form.value,
        "errors": [
            {"row": one.row, "column": one.column, "reason": one.reason.value, "value": one.value}
            for one in report.errors
        ],
    }
    if report.import_id is not None:
        data["import"] = report.import_id
    wrong = [wording.wrong_cell(one) for one in report.errors[:MOST_SHOWN]]
    more = ["…"] if len(report.errors) > MOST_SHOWN else []
    note = [one for one in [scale_note(report.scale), wording.unsure_scale(survey)] if one]
    return Answer(data, (*wording.answer_counts(report), *note, *wrong, *more, last))
