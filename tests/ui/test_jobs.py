"""Long work ends in exactly one way, and says so in the screen's thread."""

import logging
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import in_language, language
from parrainage_desktop.base.progress import Cancelled, Progress
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.jobs import Job

Ends = list[tuple[str, object]]


def watched(job: Job) -> Ends:
    """Every end the job comes to, as it comes."""
    ends: Ends = []
    job.done.connect(lambda value: ends.append(("done", value)))
    job.failed.connect(lambda raised: ends.append(("failed", raised)))
    job.cancelled.connect(lambda: ends.append(("cancelled", None)))
    return ends


def only_end(qtbot: QtBot, job: Job) -> tuple[str, object]:
    """The one end of a job that has been started just now."""
    ends = watched(job)
    qtbot.waitUntil(lambda: bool(ends))
    QThreadPool.globalInstance().waitForDone(1_000)
    qtbot.wait(20)
    assert len(ends) == 1
    return ends[0]


def test_a_value_is_handed_back(qtbot: QtBot) -> None:
    assert only_end(qtbot, jobs.start(lambda progress: 42)) == ("done", 42)


def test_what_the_environment_refuses_is_handed_back_and_not_logged(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    full = UserError("disk_full", "Free some space.")

    def work(progress: Progress) -> None:
        raise full

    assert only_end(qtbot, jobs.start(work)) == ("failed", full)
    assert not caplog.records


def test_a_bug_is_handed_back_and_logged(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        how, raised = only_end(qtbot, jobs.start(lambda progress: 1 // 0))
    assert how == "failed"
    assert isinstance(raised, ZeroDivisionError)
    assert "a job broke" in caplog.text


def test_even_an_exit_ends_as_a_failure(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise SystemExit(3)

    assert only_end(qtbot, jobs.start(work))[0] == "failed"


def test_a_cancelled_job_stops_at_its_next_step(qtbot: QtBot) -> None:
    under_way = Event()

    def work(progress: Progress) -> None:
        while True:
            progress.step(1, 10)
            under_way.set()

    job = jobs.start(work)
    assert under_way.wait(5)
    job.cancel()
    assert only_end(qtbot, job) == ("cancelled", None)


def test_work_that_gives_up_by_itself_counts_as_cancelled(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise Cancelled

    assert only_end(qtbot, jobs.start(work)) == ("cancelled", None)


def test_work_finished_before_it_saw_the_wish_is_done(qtbot: QtBot) -> None:
    job = jobs.start(lambda progress: "all of it")
    job.cancel()
    assert only_end(qtbot, job) == ("done", "all of it")


def test_the_language_goes_with_the_work(qtbot: QtBot) -> None:
    with in_language("fr"):
        job = jobs.start(lambda progress: language())
    assert only_end(qtbot, job) == ("done", "fr")


def test_the_work_runs_elsewhere_and_the_news_arrives_here(qtbot: QtBot) -> None:
    here = get_ident()
    heard: list[int] = []
    job = jobs.start(lambda progress: get_ident())
    job.done.connect(lambda value: heard.append(get_ident()))
    _how, there = only_end(qtbot, job)
    assert heard == [here]
    assert there != here


def test_progress_is_thinned_out_but_its_end_is_told(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        for done in range(1, 10_001):
            progress.step(done, 10_000, "customers")

    job = jobs.start(work)
    steps: list[tuple[int, int, str]] = []
    job.progress.connect(lambda *step: steps.append(step))
    only_end(qtbot, job)
    assert steps[-1] == (10_000, 10_000, "customers")
    assert len(steps) < 1_000


def test_the_last_step_is_told_however_soon_after_another_it_came(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        progress.step(1, 3, "reading")
        progress.step(2, 3, "writing")

    job = jobs.start(work)
    steps: list[tuple[int, int, str]] = []
    job.progress.connect(lambda *step: steps.append(step))
    only_end(qtbot, job)
    assert steps == [(1, 3, "reading"), (2, 3, "writing")]


def test_the_program_can_wait_for_all_its_work(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress.step(0, 1)

    ends = watched(jobs.start(work))
    assert jobs.stop_all()
    qtbot.waitUntil(lambda: ends == [("cancelled", None)])
