"""Answers brought in from a form's export: as the services write them, once each, with every wrong row named."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from parrainage_desktop.base import table_files
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.tables_in import BrokenFile
from parrainage_desktop.customers import many
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.imports import answer_cells, answers
from parrainage_desktop.imports.answer_rules import AnswerChoice, AnswerReport, AnswerSurvey, Form
from parrainage_desktop.imports.rules import CannotUndo, Obstacle, Style
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.surveys import callbacks, campaigns, figures, lists
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.campaign_rules import Audience, Campaign, NewCampaign
from parrainage_desktop.surveys.list_rules import Wanted
from parrainage_desktop.surveys.rules import Given, Origin, Recorded, Scale, Score, Span
from tests.stores import ANA, Till, broken_rules

QUESTION = "De 0 à 10, recommanderiez-vous Maison Lumet à un proche ?"
GOOGLE = ("Horodateur", "Adresse e-mail", QUESTION, "Qu’est-ce qui explique cette note ?")
ALL = Span()


def file(folder: Path, *rows: Sequence[object], name: str = "answers.csv") -> Path:
    """A file of rows, the headings first."""
    path = folder / name
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return path


def looked_at(path: Path) -> AnswerSurvey:
    """A file looked through."""
    return answers.survey(table_files.open_source(path))


def brought_in(till: Till, path: Path, choice: AnswerChoice | None = None) -> AnswerReport:
    """A file brought in."""
    with till.db.write(ANA) as tx:
        return answers.apply(tx, looked_at(path), choice or AnswerChoice())


def scored(till: Till, span: Span = ALL) -> Score:
    """The score."""
    with till.db.read() as tx:
        return figures.score(tx, span)


def google_rows(*given: tuple[str, str, object, str]) -> list[Sequence[object]]:
    """Rows of a Google form, the headings first."""
    return [GOOGLE, *given]


def asked_people(till: Till, count: int) -> tuple[Campaign, list[str]]:
    """A campaign that asked so many customers, and their e-mails."""
    emails = [f"somebody.{number}@example.org" for number in range(count)]
    with till.db.write(ANA) as tx:
        numbers, cards = many.new_numbers(tx, count), many.new_cards(tx, count)
        many.insert_all(tx, [
            Customer(number, "Somebody", str(number), "", email, "Lyon", "fr", card, tx.today)
            for number, email, card in zip(numbers, emails, cards, strict=True)
        ])
        asked = campaigns.add(tx, NewCampaign("Automne", tx.today, tx.today, origins=frozenset({Origin.FORM})))
        assert campaigns.draw(tx, asked.id) == count
        campaigns.ask(tx, asked.id, numbers)
    return asked, emails


def test_the_lesson_s_answers_from_a_google_form_give_its_score(till: Till, tmp_path: Path) -> None:
    dice = Random(1)
    asked, emails = asked_people(till, 15_000)
    scores = [9] * 232 + [10] * 318 + [8] * 131 + [7] * 69 + [6] * 19 + [5] * 12 + [4] * 6 + [3] * 5 + [2] * 8
    dice.shuffle(scores)
    stamps = [f"{dice.randint(1, 31):02d}/10/2026 {dice.randint(9, 19):02d}:12:45" for _ in scores]
    report = brought_in(
        till, file(tmp_path, *google_rows(*(
            (at, who, one, "") for at, who, one in zip(stamps, dice.sample(emails, 800), scores, strict=True)
        ))),
        AnswerChoice(asked.id, Origin.FORM),
    )
    assert (report.read, report.added, report.matched, report.wrong) == (800, 800, 800, 0)
    assert report.scale is Scale.ZERO_TEN
    found = scored(till, Span(date(2026, 10, 1), date(2026, 10, 31), asked.id))
    assert (found, found.nps) == (Score(550, 200, 50), 62.5)
    assert found.interval is not None
    assert tuple(round(end, 2) for end in found.interval) == (58.11, 66.42)
    with till.db.read() as tx:
        rate = campaigns.response(tx, asked.id).rate
    assert rate is not None
    assert round(rate, 2) == 5.33


TYPEFORM = ("#", "How likely are you to recommend us?", "Why?", "email", "Start Date (UTC)", "Submit Date (UTC)",
            "Network ID")  # fmt: skip
WUFOO = ("Entry Id", "Date Created", "Created By", "Last Updated", "Updated By", "Would you recommend us, 0 to 10?",
         "Comments", "IP Address", "Last Page Accessed", "Completion Status")  # fmt: skip
MONKEY = ("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
          "Last Name", "Custom Data 1", "How likely is it that you would recommend this shop to a friend?")  # fmt: skip


@pytest.mark.parametrize(
    ("form", "rows"),
    [
        (Form.TYPEFORM, (TYPEFORM, ("068127e3", 9, "Kind", "", "2026-11-03 09:05:14", "2026-11-03 09:05:40", "d35"))),
        (Form.WUFOO, (WUFOO, (1, "2026-11-03 09:05:14", "public", "", "", 9, "Kind", "192.0.2.1", 1, 1))),
        (Form.GOOGLE, (("Timestamp", "Email Address", "Would you recommend us?", "Tell us why"),
                       ("2026/11/03 9:05:14 AM GMT+1", "", 9, "Kind"))),
        (Form.SURVEYMONKEY, (
            (*MONKEY, "Tell us why"), (*[""] * 9, "Response", "Open-Ended Response"),
            (11, 22, "11/03/2026 09:05:14 AM", "11/03/2026 09:06:14 AM", "192.0.2.1", *[""] * 4, "9", "Kind"),
            (12, 22, "11/03/2026 09:05:14 AM", "11/03/2026 09:06:14 AM", "192.0.2.1", *[""] * 4,
             "10 - Extremely likely", ""),
            (13, 22, "11/03/2026 09:05:14 AM", "11/03/2026 09:06:14 AM", "192.0.2.1", *[""] * 4,
             "0 - Not at all likely", ""),
        )),
        (Form.OTHER, (("Day", "Score", "Comment"), ("2026-11-03", "9 / 10", "Kind"))),
    ],
)  # fmt: skip
def test_each_service_s_export_is_known_by_its_columns(
    till: Till, tmp_path: Path, form: Form, rows: Sequence[Sequence[object]]
) -> None:
    path = file(tmp_path, *rows)
    survey = looked_at(path)
    assert (survey.form, survey.question) == (form, "")
    assert brought_in(till, path).added == survey.rows
    with till.db.read() as tx:
        kept = lists.listed(tx, Wanted(ALL), 0, 10)
    assert [(one.score, one.comment, one.answered_on) for one in kept] == [(9, "Kind", date(2026, 11, 3))]


def test_a_moment_in_utc_belongs_to_the_shop_s_day(till: Till, tmp_path: Path) -> None:
    brought_in(till, file(tmp_path, TYPEFORM, ("a", 9, "Late", "", "", "2026-11-02 23:30:00", "n")))
    with till.db.read() as tx:
        assert lists.listed(tx, Wanted(ALL), 0, 1)[0].answered_on == date(2026, 11, 3)


def test_answers_find_their_customer_by_card_e_mail_or_phone(till: Till, tmp_path: Path) -> None:
    karim = till.customer("Karim", email="karim@example.org", phone="06 39 98 71 05")
    zoe, luc = till.customer("Zoé", phone="06 39 98 12 34"), till.customer("Luc", email="both@example.org")
    till.customer("Léa", email="both@example.org")
    heads = ("Date", "E-mail", "Téléphone", "Carte", "Note", "Commentaire")
    report = brought_in(till, file(
        tmp_path, heads,
        ("2026-11-01", "KARIM@example.org ", "", "", 10, "by e-mail"),
        ("2026-11-01", "", "0639981234", "", 9, "by phone"),
        ("2026-11-01", "", "", grouped(luc.card), 8, "by card"),
        ("2026-11-01", "both@example.org", "", "", 7, "two people"),
        ("2026-11-01", "nobody@example.org", "not a phone", "", 6, "nobody"),
        ("2026-11-01", "karim@example.org", "0639981234", "", 5, "one or the other"),
    ))  # fmt: skip
    assert (report.added, report.matched) == (6, 3)
    with till.db.read() as tx:
        whose = {one.comment: one.customer_id for one in lists.listed(tx, Wanted(ALL), 0, 10)}
    assert whose == {
        "by e-mail": karim.id, "by phone": zoe.id, "by card": luc.id, "two people": None, "nobody": None,
        "one or the other": None,
    }  # fmt: skip


def test_somebody_unknown_who_wishes_to_be_called_is(till: Till, tmp_path: Path) -> None:
    heads = ("Date", "Téléphone", "Note", "Souhaitez-vous être rappelé ?")
    path = file(
        tmp_path, heads, ("2026-11-13", "06 39 98 12 34", 9, "oui"), ("2026-11-13", "06 39 98 12 35", 2, "non"),
        ("2026-11-13", "", 2, "oui"), ("2026-09-13", "06 39 98 12 36", 2, "oui"),
    )  # fmt: skip
    done = brought_in(till, path)
    with till.db.write(ANA) as tx:
        assert [(one.customer_id, one.phone) for one in callbacks.to_do(tx)] == [(None, "+33639981234")]
        assert done.import_id is not None
        answers.undo(tx, done.import_id)
        assert callbacks.waiting(tx) == 0
    assert till.scalar("SELECT count(*) FROM call_backs WHERE phone <> ''") == 0


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-13T23:30:00Z", "2026-11-14"), ("2026-11-13 23:30:00 UTC", "2026-11-14"),
        ("2026-11-13T23:30:00+01:00", "2026-11-13"), ("2026/11/13 11:30:00 PM GMT+1", "2026-11-13"),
        ("2026/11/13 12:30:00 AM GMT+5:30", "2026-11-12"), ("2026-11-13T18:30:00.123-05:00", "2026-11-14"),
        ("2026-07-13T22:30:00Z", "2026-07-14"), ("2026-07-13T21:59:59Z", "2026-07-13"),
        ("2026-10-25T00:30:00Z", "2026-10-25"), ("2026-11-13T23:30:00", "2026-11-13"), ("2026-11-13", "2026-11-13"),
    ],
)  # fmt: skip
def test_a_moment_that_says_its_offset_belongs_to_the_shop_s_day(moment: str, day: str) -> None:
    assert answer_cells.day(moment, None, False, ZoneInfo("Europe/Paris")) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-11-14 03:59", "2026-11-13"), ("14/11/2026 05:00", "2026-11-14"), ("2026-11-14", "2026-11-14")],
)
def test_a_column_in_utc_is_read_in_the_shop_s_zone_however_it_is_written(moment: str, day: str) -> None:
    montreal = ZoneInfo("America/Montreal")
    assert answer_cells.day(moment, Style.DAY_FIRST, True, montreal) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("cell", "points"),
    [("0 (Pas du tout probable)", 0), ("10 – Très probable", 10), ("Très probable (10)", 10), ("9.5", None)],
)
def test_a_score_may_have_words_beside_it(cell: str, points: int | None) -> None:
    assert answer_cells.score(cell) == points


def test_the_same_file_again_adds_nothing_and_a_longer_one_what_is_new(till: Till, tmp_path: Path) -> None:
    rows = google_rows(*[("03/10/2026 09:12:45", "", 9, ""), ("13/10/2026 09:12:45", "", 3, "")])
    rows += rows[1:2]  # two people who said the same in the same second
    path = file(tmp_path, *rows)
    assert brought_in(till, path).added == 3
    again = brought_in(till, path)
    assert (again.read, again.added, again.skipped) == (3, 0, 3)
    longer = brought_in(till, file(tmp_path, *rows, ("14/10/2026 10:00:00", "", 10, "")))
    assert (longer.added, longer.skipped) == (1, 3)
    assert scored(till) == Score(3, 0, 1)


def test_looking_first_writes_nothing(till: Till, tmp_path: Path) -> None:
    path = file(tmp_path, *google_rows(("13/10/2026 09:12:45", "", 9, ""), ("13/10/2026 09:12:45", "", 11, "")))
    with till.db.read() as tx:
        report = answers.preview(tx, looked_at(path), AnswerChoice())
    assert (report.read, report.added, report.wrong, report.import_id) == (2, 1, 1, None)
    assert (till.count("answers"), till.count("imports")) == (0, 0)


def test_an_import_taken_back_counts_no_more_and_may_come_again(till: Till, tmp_path: Path) -> None:
    zoe = till.customer("Zoé", email="zoe@example.org")
    rows = google_rows(("13/11/2026 09:12:45", zoe.email, 2, "Cold"), ("13/11/2026 10:00:00", "", 9, ""))
    path = file(tmp_path, *rows)
    report = brought_in(till, path)
    assert report.import_id is not None
    with till.db.read() as tx:
        assert customers.get(tx, zoe.id).call_since == tx.today
    with till.db.write(ANA) as tx:
        assert answers.undo(tx, report.import_id) == 2
        assert answers.undo(tx, report.import_id) == CannotUndo(Obstacle.UNDONE)
        assert answers.undo(tx, 999) == CannotUndo(Obstacle.UNKNOWN)
        assert customers.get(tx, zoe.id).call_since is None
    assert scored(till).answers == 0
    assert till.count("answers") == 2
    assert brought_in(till, path).added == 2
    assert scored(till) == Score(1, 0, 1)
    assert broken_rules(till) == []


def test_wrong_rows_are_left_out_each_with_its_place_and_reason(till: Till, tmp_path: Path) -> None:
    erased = till.customer("Zoé")
    with till.db.write(ANA) as tx:
        privacy.erase(tx, erased.id)
    heads = ("Date", "Note", "Carte", "Commentaire")
    wrong = [
        (11, "out_of_scale"), (-1, "out_of_scale"), ("9.5", "not_a_score"), ("9,5", "not_a_score"),
        ("dix", "not_a_score"), ("", "no_score"), ("n/a", "no_score"),
    ]  # fmt: skip
    good = [("2026-11-01", points, "", "") for points in range(11) for _ in range(2)]
    rows = [*good, *(("2026-11-01", value, "", "x") for value, _reason in wrong)]
    rows += [
        ("2026-12-01", 9, "", ""), ("2026-02-30", 9, "", ""), ("", 9, "", ""), ("2026-11-01", 9, erased.card, ""),
        ("2026-11-01", 9, "", "x" * 2_001),
    ]  # fmt: skip
    report = brought_in(till, file(tmp_path, heads, *rows))
    assert (report.read, report.added, report.wrong) == (len(rows), 22, 12)
    assert [one.reason.value for one in report.errors] == [
        *(reason for _value, reason in wrong), "future", "not_a_day", "not_a_day", "erased", "too_long",
    ]  # fmt: skip
    assert [one.row for one in report.errors] == list(range(24, 36))
    assert [(one.column, one.value) for one in report.errors[:4]] == [
        ("Note", "11"), ("Note", "-1"), ("Note", "9.5"), ("Note", "9,5"),
    ]  # fmt: skip
    assert scored(till).answers == 22


BROKEN = [
    ("score_not_numbers", 2, 1, [("Recommend us?", "Day"), ("Karim", "2026-11-01"), ("Zoé", "2026-11-01")]),
    ("two_scores", 1, 2, [("Recommend us, 0 to 10?", "Would you recommend our team?"), (9, 8), (10, 3)]),
    ("two_scores", 1, 2, [("A", "B"), (9, 8), (10, 3)]),
    ("score_missing", 1, 0, [("Day", "Comment"), ("2026-11-01", "Kind")]),
    ("mixed_scales", 4, 1, [("Score",), ("9/10",), ("8/10",), ("4/5",)]),
    ("mixed_scales", 3, 1, [("Score",), ("9",), ("80",), ("10",), ("95",), ("7",)]),
    ("mixed_scales", 3, 1, [("Score",), ("0 - not at all likely",), ("1 - not at all likely",), ("9",)]),
    ("mixed_scales", 3, 1, [("Score from 1 to 10",), ("9",), ("0",)]),
]


@pytest.mark.parametrize(("kind", "row", "column", "rows"), BROKEN)
def test_a_file_that_is_wrong_as_a_whole_is_refused_with_its_place(
    tmp_path: Path, kind: str, row: int, column: int, rows: Sequence[Sequence[object]]
) -> None:
    with pytest.raises(BrokenFile) as refused:
        looked_at(file(tmp_path, *rows))
    assert (refused.value.kind, refused.value.row, refused.value.column) == (kind, row, column)


def test_an_export_cut_in_the_middle_is_refused_whole(tmp_path: Path) -> None:
    path = file(tmp_path, *google_rows(("13/10/2026 09:12:45", "", 9, "Kind"), ("13/10/2026 09:13:45", "", 9, "Kind")))
    path.write_bytes(path.read_bytes()[:-15])
    with pytest.raises(BrokenFile) as refused:
        looked_at(path)
    assert (refused.value.kind, refused.value.row) == ("file_cut", 3)


@pytest.mark.parametrize("heading", ["Note de 1 à 10", "Rate us 1-10, would you recommend us?", "score"])
def test_answers_from_one_to_ten_are_kept_apart_from_every_score(till: Till, tmp_path: Path, heading: str) -> None:
    first = "1 - pas du tout probable" if heading == "score" else 1
    report = brought_in(till, file(tmp_path, ("Date", heading), ("2026-11-01", first), ("2026-11-01", 10)))
    assert (report.added, report.scale) == (2, Scale.ONE_TEN)
    assert scored(till).nps is None
    assert till.count("answers") == 2
    assert till.count("answer_counts") == 0


def test_a_scale_nobody_names_is_from_nought_to_ten_and_said_to_be_unsure(tmp_path: Path) -> None:
    unsure = looked_at(file(tmp_path, ("Date", "Score"), ("2026-11-01", 9)))
    assert (unsure.scale, unsure.scale_sure) == (Scale.ZERO_TEN, False)
    sure = looked_at(file(tmp_path, ("Date", "Score"), ("2026-11-01", 9), ("2026-11-01", 0)))
    assert (sure.scale, sure.scale_sure) == (Scale.ZERO_TEN, True)


def test_a_day_that_can_be_read_in_two_ways_is_asked(tmp_path: Path) -> None:
    path = file(tmp_path, ("Date", "Score"), ("03/10/2026 09:00", 9))
    survey = looked_at(path)
    assert survey.question == "03/10/2026 09:00"
    said = [replace(survey.columns[0], style=Style.DAY_FIRST), *survey.columns[1:]]
    assert answers.survey(survey.source, said).question == ""


def test_a_campaign_is_answered_once_by_each_also_in_a_file(till: Till, tmp_path: Path) -> None:
    zoe, karim = till.customer("Zoé", email="zoe@example.org"), till.customer("Karim", email="karim@example.org")
    with till.db.write(ANA) as tx:
        asked = campaigns.add(tx, NewCampaign("Autumn", tx.today, tx.today, audience=Audience()))
    first = ("2026-11-01", zoe.email, 10)
    brought_in(till, file(tmp_path, ("Date", "E-mail", "Score"), first), AnswerChoice(asked.id))
    report = brought_in(till, file(
        tmp_path, ("Date", "E-mail", "Score"), first, ("2026-11-02", zoe.email, 1), ("2026-11-02", karim.email, 9),
        ("2026-11-03", karim.email, 2), ("2026-11-03", "", 8), ("2026-11-03", "", 8),
    ), AnswerChoice(asked.id))  # fmt: skip
    assert (report.added, report.skipped, report.wrong) == (3, 1, 2)
    assert [(one.row, one.reason.value) for one in report.errors] == [(3, "already_answered"), (5, "already_answered")]
    assert scored(till, Span(campaign_id=asked.id)) == Score(2, 2, 0)
    with till.db.read() as tx:
        assert campaigns.response(tx, asked.id).asked == 2


def test_an_answer_whose_import_was_undone_counts_no_more_whatever_happens(till: Till, tmp_path: Path) -> None:
    zoe = till.customer("Zoé", email="zoe@example.org")
    with till.db.write(ANA) as tx:
        asked = campaigns.add(tx, NewCampaign("Automne", tx.today, tx.today))
    path = file(tmp_path, *google_rows(("14/11/2026 09:00:00", "zoe@example.org", 3, "")))
    done = brought_in(till, path, AnswerChoice(asked.id))
    with till.db.write(ANA) as tx:
        (first,) = [one.id for one in surveys.of_customer(tx, zoe.id)]
        newer = surveys.answer(tx, Given(9, zoe.id, campaign_id=asked.id), replacing=True)
        assert isinstance(newer, Recorded)
        assert done.import_id is not None
        answers.undo(tx, done.import_id)
        surveys.take_back(tx, newer.answer.id, "wrong button")
        with pytest.raises(InvalidInput):
            surveys.include(tx, first)
    assert brought_in(till, path, AnswerChoice(asked.id)).added == 1
    assert scored(till) == Score(0, 0, 1)
    assert broken_rules(till) == []


def test_undoing_an_import_leaves_the_day_since_which_an_answer_was_left_out(till: Till, tmp_path: Path) -> None:
    done = brought_in(till, file(tmp_path, *google_rows(("14/11/2026 09:00:00", "", 3, ""))))
    with till.db.write(ANA) as tx:
        surveys.exclude(tx, 1, "not about us")
    left_out = till.scalar("SELECT excluded_at FROM answers")
    till.days_pass(40)
    with till.db.write(ANA) as tx:
        assert done.import_id is not None
        assert answers.undo(tx, done.import_id) == 0
    assert till.scalar("SELECT excluded_at FROM answers") == left_out


def test_who_answered_a_form_was_in_touch_and_asked_on_that_day(till: Till, tmp_path: Path) -> None:
    zoe = till.customer("Zoé", email="zoe@example.org")
    till.days_pass(1_200)
    karim = till.customer("Karim", email="karim@example.org")
    with till.db.write(ANA) as tx:
        asked = campaigns.add(tx, NewCampaign("Automne", tx.today, tx.today))
        day = tx.today - timedelta(days=100)
        assert privacy.quiet(tx) == [zoe.id]
    moment = f"{day:%d/%m/%Y} 09:00:00"
    rows = google_rows((moment, "zoe@example.org", 8, ""), (moment, "karim@example.org", 8, ""))
    brought_in(till, file(tmp_path, *rows), AnswerChoice(asked.id))
    with till.db.read() as tx:
        assert privacy.quiet(tx) == []
        seen = privacy.described(tx, [zoe.id, karim.id])
        assert [one.since for one in seen] == [day, tx.today]
        assert [one.asked_on for one in campaigns.asked_list(tx, asked.id)] == [day, day]
        assert campaigns.reach(tx, Audience()).asked_lately == 0
