"""October 2026 of an invented shop: 18 new customers, 275.00 outstanding, 340 answers."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.reports.key_figures import Brought, Buyers, Ended, KeyFigures, Spent
from parrainage_desktop.reports.rules import (
    Comment,
    MonthFigures,
    MonthPoint,
    Movements,
    Outcomes,
    RewardedRow,
    Tally,
    TopReferrer,
)
from parrainage_desktop.surveys.rules import Score

ROWS = """
2 Karim H.|Louise A.|2490
3 Sophie L.|Marc D.|4120
3 Thérèse A.|Anaïs B.|1980
6 Paul E.|Romain C.|3350
8 Inès C.|Djibril S.|5240
9 Hervé L.|Camille P.|2800
10 Sophie L.|Élise M.|3670
10 Claire F.|Victor N.|1560
13 Françoise M.|Joël R.|6130
15 Karim H.|Nadia B.|2240
16 Gilles T.|Océane V.|3090
17 Amir S.|Léa K.|4410
20 Mireille P.|Hugo T.|2730
22 Yvonne G.|Chloé J.|1890
23 Odile M.|Lucie P.|3900
24 Thérèse A.|Samuel O.|3520
29 Sophie L.|Manon F.|4860
31 Bruno V.|Adèle W.|3580
"""
MONTHS = [(6, 60, 15), (9, 90, 40), (11, 110, 55), (8, 90, 60), (5, 50, 50), (14, 150, 95), (18, 190, 120)]


def rewarded(line: str) -> RewardedRow:
    """A row of the list; the fifth referred customer of one referrer earns a bonus of 10.00."""
    day, _space, rest = line.partition(" ")
    referrer, referee, cents = rest.split("|")
    bonus = 5 if day == "29" else 0
    return RewardedRow(date(2026, 10, int(day)), referrer, referee, int(cents), 2000 if bonus else 1000, bonus)


@pytest.fixture
def october() -> MonthFigures:
    """The whole month."""
    zone = ZoneInfo("Europe/Paris")
    return MonthFigures(
        shop=Shop(
            "Maison Lumet",
            "fr",
            "EUR",
            "Europe/Paris",
            "FR",
            "14 rue des Trois-Ponts, 44000 Nantes",
            "02 61 91 40 12",
        ),
        year=2026,
        month=10,
        new_customers=18,
        new_before=14,
        best_before=14,
        purchases_cents=191_240,
        first_purchases_cents=61_560,
        usual_cost_cents=1_313,
        movements=Movements(
            opening=Tally(47, 23_500),
            issued=Tally(37, 19_000),
            redeemed=Tally(24, 12_000),
            expired=Tally(5, 2_500),
            cancelled=Tally(1, 500),
            closing=Tally(54, 27_500),
        ),
        series=tuple(
            MonthPoint(2026, month, count, issued * 100, redeemed * 100)
            for month, (count, issued, redeemed) in enumerate(MONTHS, start=4)
        ),
        rewarded=tuple(rewarded(line) for line in ROWS.split("\n") if line),
        referrers=(TopReferrer("Sophie L.", 3), TopReferrer("Karim H.", 2), TopReferrer("Thérèse A.", 2)),
        outcomes=Outcomes(rewarded=18, waiting=3, refused=1),
        nps=Score(237, 84, 19),
        nps_before=Score(204, 82, 24),
        comments=(
            Comment(
                10,
                date(2026, 10, 24),
                "Je viens pour le café, je repars avec trois adresses de producteurs.",
            ),
            Comment(6, date(2026, 10, 17), "Ouvert trop tard le matin pour passer avant le travail."),
        ),
        journal_head="5f3a" * 16,
        journal_entries=1234,
        cut_off=datetime(2026, 11, 1, tzinfo=zone),
        made_on=date(2026, 11, 14),
        made_by="Solène Lumet",
        rewards_cents=19_000,
        purchases=42,
        key=KeyFigures(
            brought=Brought(
                people=1_200, referrers=15, accepted=14, referrers_before=12, stayed=7, cards=23, arrivals=22,
                converted=18, over=19, qualified=14, rewarded=19, timed=18, middle_days=(0, 0),
            ),
            used=Spent(12_000),
            ended=Ended(96, 48_000, 33_500),
            referred=Buyers(42, 38, 191_240, 31, 22, 13),
            others=Buyers(318, 290, 1_072_300, 204, 187, 96),
            margin_basis_points=2_130,
        ),
    )  # fmt: skip
