"""The month on paper says what the figures say, whole, on as many pages as it needs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from parrainage_desktop.base.i18n import in_language, money
from parrainage_desktop.base.pages import opened
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.reports import key_wording, notes, paper_wording, wording
from parrainage_desktop.reports.document import monthly
from parrainage_desktop.reports.key_figures import NO_KEY_FIGURES
from parrainage_desktop.reports.rules import (
    BudgetUse,
    Comment,
    Corrections,
    Counted,
    MonthFigures,
    Movements,
    Outcomes,
    SameHands,
    Tally,
)
from parrainage_desktop.surveys.rules import Score
from tests import paper


def headline(figures: MonthFigures) -> str:
    """The sentence as plain text."""
    return "".join(piece.text for piece in wording.headline(figures))


def empty(figures: MonthFigures) -> MonthFigures:
    """A first month in which nothing happened."""
    return replace(
        figures,
        new_customers=0,
        new_before=None,
        best_before=None,
        purchases_cents=None,
        first_purchases_cents=None,
        movements=Movements(),
        series=(),
        rewarded=(),
        referrers=(),
        outcomes=Outcomes(),
        nps=Score(0, 0, 0),
        nps_before=None,
        comments=(),
        rewards_cents=0,
        key=NO_KEY_FIGURES,
    )


def test_a_usual_cost_nobody_entered_is_said_not_printed(tmp_path: Path, october: MonthFigures) -> None:
    path = tmp_path / "october.pdf"
    monthly(path, replace(october, usual_cost_cents=0), "en")
    first = paper.pages(path)[0]
    assert "usual cost not entered" in first
    assert "usually" not in first


def test_two_pages_tell_the_month_two_more_its_key_figures_and_counting(tmp_path: Path, october: MonthFigures) -> None:
    path = tmp_path / "october.pdf"
    assert monthly(path, october, "en") == Made(4)
    first, second, keys, third = paper.pages(path)
    for words in (
        "October 2026",
        "Page 1 of 4",
        "Your best month since the launch: 18 new customers came through a referrer, 4 more than in September.",
        "Each costs you €10.56 in vouchers.",
        "€1,912.40",
        "of which first purchases €615.60",
        "€13.13 usually",
        "71 since April 2026",
        "issued, €740.00",
        "redeemed, €435.00",
        "+64.1",
        "between +57.3 and +69.8",
        "69.7%",
        "September: +58.1 (310 answers). The difference between the two months is within the margin of error.",
        "Made on 14 November 2026 by Solène Lumet",
        "Figures up to 31 October 2026 at midnight",
        f"Journal: 1,234 entries, fingerprint {october.journal_head}",
    ):
        assert words in first
    for words in (
        "Page 2 of 4",
        "Outstanding on 30 September 2026 47 €235.00",
        "Vouchers issued +37 +€190.00",
        "Vouchers redeemed −24 −€120.00",
        "Vouchers expired −5 −€25.00",
        "Vouchers cancelled −1 −€5.00",
        "Outstanding on 31 October 2026 54 €275.00",
        "The 18 completed referrals",
        "Sophie L. · tier of 5 Manon F. €48.60 €20.00",
        "Total €615.60 €190.00",
        "“Je viens pour le café, je repars avec trois adresses de producteurs.”",
    ):
        assert words in second
    assert "Redemptions taken back" not in second
    assert "How these figures are counted" in third
    assert all(definition in third for definition in [*notes.definitions(), *key_wording.definitions()])
    for words in (
        "Customers who brought a friend 1.3% 15 of 1,200",
        "Referrers with an accepted friend 93.3% 14 of 15",
        "Referrers active again 58.3% 7 of 12",
        "Growth in new customers +28.6% +4 of 14",
        "Arrivals that bought in the month 81.8% 18 of 22",
        "Arrivals that bought in time 73.7% 14 of 19",
        "Days to the first purchase, median 0 18 purchases",
        "New customers per customer (K) 0.015 23 cards shown, 1,200 customers",
        "Cost per new, as issued €10.56 €190.00 for 18",
        "Cost per new, as redeemed €6.67 €120.00 for 18",
        "Return on the rewards +114.4% margin €407.34, cost €190.00",
        "Months until paid back 0.8 €10.56 at €13.14 a month",
        "Margin of a referred customer €32.12 €13.14 a month, 59.1% stay",
        "Quality score of an arrival €26.51 81.8% × €34.20 × 94.7%",
        "Average first purchase €34.20 €615.60 for 18",
        "First purchases taken back 5.3% 1 of 19",
        "Used of vouchers that ended 69.8% €335.00 of €480.00",
        "Never used of them 30.2% €145.00 of €480.00",
        "Outstanding that will be used €191.93 69.8% × €275.00",
        "Average purchase €50.33 €36.98",
        "Purchases of each 1.4 1.6",
        "Of these, bought again 13 · 59.1% 96 · 51.3%",
    ):
        assert words in keys, words
    for words in ("Corrections", "Budget", "same person", "To look at", "cancelled again"):
        assert words not in first + second + third.replace("Those cancelled", "")


def test_the_paper_never_speaks_of_takings(tmp_path: Path, october: MonthFigures) -> None:
    monthly(tmp_path / "october.pdf", october, "en")
    text = " ".join(paper.pages(tmp_path / "october.pdf")).lower()
    assert "referred purchases (reference)" in text
    assert not [word for word in ("sales", "takings", "turnover", "revenue", "ventes") if word in text]


def test_every_row_is_printed_once_on_as_many_pages_as_it_takes(tmp_path: Path, october: MonthFigures) -> None:
    rows = tuple(replace(row, referee=f"Filleul {i:03}") for i, row in enumerate(october.rewarded * 8))
    path = tmp_path / "long.pdf"
    result = monthly(path, replace(october, rewarded=rows, comments=october.comments * 4), "en")
    texts = paper.pages(path)
    assert result.pages == len(texts) > 4
    assert all(f"Page {i} of {len(texts)}" in text for i, text in enumerate(texts, start=1))
    assert all(" ".join(texts).count(row.referee) == 1 for row in rows)
    assert sum("Total" in text for text in texts) == 1
    assert all(october.journal_head in text for text in texts)
    assert all("(continued)" in text for text in texts[2:5])


@pytest.mark.parametrize("count", range(15, 40))
def test_no_page_is_left_with_a_head_alone(tmp_path: Path, october: MonthFigures, count: int) -> None:
    rows = (october.rewarded * 3)[:count]
    monthly(tmp_path / "m.pdf", replace(october, rewarded=rows, comments=()), "en")
    for text in paper.pages(tmp_path / "m.pdf")[2:]:
        assert "€10.00" in text or "€20.00" in text or "figures are counted" in text or "Key figures" in text


def test_a_month_without_data_says_so_and_never_zero_percent(tmp_path: Path, october: MonthFigures) -> None:
    monthly(tmp_path / "empty.pdf", empty(october), "en")
    text = " ".join(paper.pages(tmp_path / "empty.pdf"))
    assert "No new customer came through a referrer this month." in text
    assert "no answer" in text
    assert "September: no score to compare with." in text
    assert text.count("n/a") >= 30
    assert "%" not in text


def test_what_was_taken_back_has_its_line(tmp_path: Path, october: MonthFigures) -> None:
    moved = replace(october.movements, redeemed=Tally(26, 13_000), reversed=Tally(2, 1_000))
    monthly(tmp_path / "m.pdf", replace(october, movements=moved), "en")
    pages = paper.pages(tmp_path / "m.pdf")
    assert "26 vouchers, 2 taken back" in pages[0]
    assert "Redemptions taken back +2 +€10.00" in pages[1]


def test_vouchers_without_a_referral_stand_before_the_total(tmp_path: Path, october: MonthFigures) -> None:
    part = replace(october, rewarded=october.rewarded[:-1], outside_rows_cents=1_000)
    monthly(tmp_path / "m.pdf", part, "en")
    assert "Other vouchers €10.00 Total €579.80 €190.00" in paper.pages(tmp_path / "m.pdf")[1]


def corrected(figures: MonthFigures) -> MonthFigures:
    """The same month with everything that may be remarked."""
    fixes = Corrections(Counted(2, 1_240), Counted(1, 2_490), Counted(1, 1_000), 3, 1, 2)
    hands = tuple(SameHands(date(2026, 10, i + 1), "Solène", f"B…TFR{i}", 500 + i, i < 14) for i in range(20))
    return replace(
        figures,
        corrections=fixes,
        same_hands=hands,
        budget=BudgetUse(100_000, 74_000, date(2026, 4, 1)),
        cancelled_again=Tally(2, 1_000),
        movements=replace(figures.movements, issued=Tally(39, 20_000), cancelled=Tally(3, 1_500)),
        outcomes=Outcomes(rewarded=18, waiting=3, to_check=2),
    )


def test_what_was_recorded_about_earlier_months_and_what_to_look_at_is_printed(
    tmp_path: Path, october: MonthFigures
) -> None:
    monthly(tmp_path / "m.pdf", corrected(october), "en")
    said = " ".join(paper.pages(tmp_path / "m.pdf"))
    for words in (
        "39 vouchers, 2 cancelled again",
        "Budget: €740.00 of €1,000.00 issued in rewards since 1 April 2026 (74.0%).",
        "Corrections from earlier months Number Amount",
        "Referred purchases recorded late, included above +2 +€12.40",
        "Referred purchases withdrawn, taken off above −1 −€24.90",
        "Referrals undone, and their rewards cancelled −1 −€10.00",
        "Answers recorded late, in no score +3",
        "Answers excluded from an earlier score −1",
        "Answers of earlier months counted again +2",
        "2 arrivals of the month were put aside and wait for a person’s decision.",
        "1 Oct Solène B…TFR0 €5.00",
        "8 other vouchers were issued and redeemed by the same person, €41.24.",
        "Vouchers cancelled again €10.00",
    ):
        assert words in said, words


def test_a_report_that_does_not_add_up_is_never_printed(tmp_path: Path, october: MonthFigures) -> None:
    wrong = replace(october, movements=replace(october.movements, closing=Tally(54, 27_501)))
    with pytest.raises(ValueError, match="does not reconcile"):
        monthly(tmp_path / "m.pdf", wrong, "en")
    assert not list(tmp_path.glob("*.p*"))


def test_the_same_figures_give_the_same_bytes(tmp_path: Path, october: MonthFigures) -> None:
    for name in ("one.pdf", "two.pdf"):
        monthly(tmp_path / name, october, "en")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize("text", ["<para><b>x", "x" * 10_000, "mot " * 2_000, "🙂\x00\u202e", "", "a\nb"])
def test_no_comment_or_name_stops_the_report(tmp_path: Path, october: MonthFigures, text: str) -> None:
    rows = tuple(replace(row, referrer=text, referee=text) for row in october.rewarded)
    comments = (replace(october.comments[0], text=text), Comment(8, october.made_on, text))
    odd = replace(october, rewarded=rows, comments=comments, made_by=text)
    result = monthly(tmp_path / "m.pdf", odd, "en")
    assert result.pages == (5 if len(text) > 1_000 else 4)
    assert result.unprintable == (("🙂",) if "🙂" in text else ())


def test_a_running_month_says_up_to_when(october: MonthFigures) -> None:
    running = replace(october, cut_off=datetime(2026, 10, 14, 11, 42, tzinfo=UTC))
    assert paper_wording.cut_off(running) == "Figures up to 14 October 2026 at 11:42"
    assert wording.kpis(running)[5].label == "Outstanding on 14 October"


@pytest.mark.parametrize(
    ("count", "before", "best", "said"),
    [
        (18, 18, 20, "18 new customers came through a referrer, as many as in September."),
        (1, 4, 9, "1 new customer came through a referrer, 3 fewer than in September."),
        (3, None, None, "3 new customers came through a referrer."),
        (2, 1, 1, "Your best month since the launch: 2 new customers came through a referrer, 1 more than in"),
        (0, 9, 9, "No new customer came through a referrer this month."),
    ],
)
def test_the_headline_follows_the_figures(
    october: MonthFigures, count: int, before: int | None, best: int | None, said: str
) -> None:
    assert headline(replace(october, new_customers=count, new_before=before, best_before=best)).startswith(said)


def test_the_headline_stresses_its_two_figures(october: MonthFigures) -> None:
    assert [piece.text for piece in wording.headline(october) if piece.strong] == ["18 new customers", "€10.56"]


def test_both_pages_can_be_jumped_to(tmp_path: Path, october: MonthFigures) -> None:
    monthly(tmp_path / "m.pdf", october, "en")
    with opened(tmp_path / "m.pdf") as document:
        found = [entry.get_title() for entry in document.get_toc()]
    assert found == ["October 2026", "Accounts of the month", "Key figures"]


def test_progress_counts_pages(tmp_path: Path, october: MonthFigures) -> None:
    seen: list[tuple[int, int]] = []
    monthly(tmp_path / "m.pdf", october, "en", Progress(lambda done, total, what: seen.append((done, total))))
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_amounts_on_paper_are_the_cents_of_the_figures(tmp_path: Path, october: MonthFigures) -> None:
    monthly(tmp_path / "m.pdf", october, "en")
    text = paper.pages(tmp_path / "m.pdf")[1]
    for row in october.rewarded:
        assert row.purchase_cents is not None
        assert f"{row.referee} {money(row.purchase_cents)} {money(row.issued_cents)}" in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_amount_is_cut(tmp_path: Path, october: MonthFigures, language: str) -> None:
    much = replace(october, purchases_cents=987_654_321_00, first_purchases_cents=876_543_210_99)
    monthly(tmp_path / "m.pdf", much, language)
    text = paper.pages(tmp_path / "m.pdf")[0]
    with in_language(language):
        for amount in (much.purchases_cents, much.first_purchases_cents):
            assert amount is not None
            assert paper.plain(money(amount)) in text
    assert "…" not in text
