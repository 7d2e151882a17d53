"""Campaigns: whom they ask, nobody too often, each answered once, and what came of them."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Channel
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged, Unmerged
from parrainage_desktop.privacy import dossier
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.surveys import at_kiosk, campaigns, figures
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.campaign_rules import Audience, Campaign, NewCampaign, Response
from parrainage_desktop.surveys.rules import AlreadyAnswered, Given, Origin, Recorded, Score
from tests.stores import ANA, Till, broken_rules


def campaign(till: Till, **more: object) -> Campaign:
    """A campaign of ten days, from today on."""
    with till.db.write(ANA) as tx:
        new = NewCampaign("Autumn", tx.today, tx.today + timedelta(days=9), **more)  # type: ignore[arg-type]
        return campaigns.add(tx, new)


def drawn(till: Till, **audience: object) -> list[int]:
    """Whom a new campaign for an audience chooses."""
    asked = campaign(till, audience=Audience(**audience))  # type: ignore[arg-type]
    with till.db.write(ANA) as tx:
        campaigns.draw(tx, asked.id)
        return [one.customer_id for one in campaigns.asked_list(tx, asked.id)]


def answered(till: Till, given: Given, replacing: bool = False) -> Recorded | AlreadyAnswered:
    """An answer given at the till."""
    with till.db.write(ANA) as tx:
        return surveys.answer(tx, given, replacing)


def test_the_usual_question_names_the_shop_in_both_languages(till: Till) -> None:
    usual = campaign(till)
    assert "Chez Ana" in usual.question_fr
    assert "Chez Ana" in usual.question_en
    assert campaign(till, question_fr="  Nous conseilleriez-vous ? ").question_fr == "Nous conseilleriez-vous ?"


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("last", {"last": date(2026, 11, 13)}), ("channels", {"origins": frozenset()}),
        ("sample", {"audience": Audience(sample=0)}), ("form", {"form_url": "javascript:alert(1)"}),
        ("name", {"name": " "}),
    ],
)  # fmt: skip
def test_a_campaign_that_makes_no_sense_is_refused(till: Till, field: str, change: dict[str, object]) -> None:
    new = replace(NewCampaign("Autumn", date(2026, 11, 14), date(2026, 11, 14)), **change)  # type: ignore[arg-type]
    with till.db.write(ANA) as tx, pytest.raises(InvalidInput) as wrong:
        campaigns.add(tx, new)
    assert wrong.value.field == field


def test_an_audience_is_all_its_conditions_together(till: Till) -> None:
    zoe, luc = till.customer("Zoé", city="Lyon"), till.customer("Luc", city="Lyon")
    lea = till.customer("Léa", city="Paris")
    friend = till.friend(zoe.card, "Karim", "Petit", city="Lyon").referral.referee_id
    till.buys(lea.id, 1_000)
    with till.db.write(ANA) as tx:
        customers.tag(tx, luc.id, "tea")
        today = tx.today
    assert drawn(till) == [zoe.id, luc.id, lea.id, friend]
    assert drawn(till, city="LYON") == [zoe.id, luc.id, friend]
    assert drawn(till, tag="tea", city="lyon") == [luc.id]
    assert drawn(till, referrers=True) == [zoe.id]
    assert drawn(till, referrers=False) == [luc.id, lea.id, friend]
    assert drawn(till, referred=True) == [friend]
    assert drawn(till, bought_since=today) == [lea.id]
    assert drawn(till, bought_since=today + timedelta(days=1)) == []


def test_a_sample_is_of_so_many_and_follows_from_its_seed(till: Till) -> None:
    everyone = [till.customer(f"N{number}").id for number in range(30)]
    asked = campaign(till, audience=Audience(sample=10))
    with till.db.write(ANA) as tx:
        assert campaigns.draw(tx, asked.id) == 10
        chosen = [one.customer_id for one in campaigns.asked_list(tx, asked.id)]
        with pytest.raises(InvalidInput):
            campaigns.draw(tx, asked.id)
    assert set(chosen) < set(everyone)
    assert chosen != everyone[:10]


def test_nobody_is_asked_again_within_ninety_days(till: Till) -> None:
    zoe, luc = till.customer("Zoé"), till.customer("Luc")
    with till.db.write(ANA) as tx:
        surveys.ask(tx, zoe.id)
    till.days_pass(89)
    with till.db.read() as tx:
        found = campaigns.reach(tx, Audience())
    assert (found.fitting, found.asked_lately, found.to_ask) == (2, 1, 1)
    assert drawn(till) == [luc.id]
    till.days_pass(1)
    assert drawn(till) == [zoe.id, luc.id]


def test_whom_to_ask_is_written_once_and_only_who_agreed_to_the_channel(till: Till, tmp_path: Path) -> None:
    yes = till.customer("Zoé", email="zoe@example.org", consents=frozenset({Channel.EMAIL}))
    till.customer("Luc", email="luc@example.org")
    no_more = till.customer("Léa", email="lea@example.org", consents=frozenset({Channel.EMAIL}))
    till.customer("Tom", consents=frozenset({Channel.EMAIL}))
    asked = campaign(till, origins=frozenset({Origin.EMAIL}), form_url="https://example.org/form")
    path = tmp_path / "ask.csv"
    with till.db.write(ANA) as tx:
        customers.set_consent(tx, no_more.id, Channel.EMAIL, False)
        campaigns.draw(tx, asked.id)
        assert campaigns.export(tx, path, asked.id, Channel.EMAIL) == 1
        assert campaigns.export(tx, tmp_path / "again.csv", asked.id, Channel.EMAIL) == 0
        assert campaigns.response(tx, asked.id) == Response(1, 0)
    with open(path, encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert len(rows) == 2
    assert yes.email in rows[1]
    assert asked.question_fr in rows[1]
    assert "https://example.org/form" in rows[1]


def test_a_campaign_is_answered_once_and_a_second_answer_may_replace_the_first(till: Till) -> None:
    zoe, asked = till.customer("Zoé"), campaign(till)
    first = answered(till, Given(3, zoe.id, "Cold", campaign_id=asked.id))
    assert isinstance(first, Recorded)
    till.days_pass(1)
    again = Given(9, zoe.id, campaign_id=asked.id)
    assert answered(till, again) == AlreadyAnswered(first.answer)
    replaced = answered(till, again, replacing=True)
    assert isinstance(replaced, Recorded)
    assert replaced.replaced == first.answer.id
    with till.db.read() as tx:
        assert surveys.many(tx, [first.answer.id])[first.answer.id].excluded == "replaced"
        assert figures.score(tx) == Score(1, 0, 0)
        assert customers.get(tx, zoe.id).call_since is None
        assert campaigns.response(tx, asked.id) == Response(1, 1)
    with till.db.write(ANA) as tx:
        assert surveys.include(tx, first.answer.id) == AlreadyAnswered(replaced.answer)
        surveys.exclude(tx, replaced.answer.id, "wrong person")
        assert surveys.include(tx, first.answer.id) is True
        assert surveys.include(tx, first.answer.id) is False
        assert figures.score(tx) == Score(0, 0, 1)
    assert broken_rules(till) == []


def test_answers_to_no_campaign_and_without_a_name_are_as_many_as_come(till: Till) -> None:
    zoe, asked = till.customer("Zoé"), campaign(till)
    for given in (Given(9, zoe.id), Given(9, zoe.id), Given(9, campaign_id=asked.id), Given(9, campaign_id=asked.id)):
        assert isinstance(answered(till, given), Recorded)
    with till.db.read() as tx:
        found = campaigns.response(tx, asked.id)
    assert (found.answers, found.rate) == (2, None)


def test_a_merge_keeps_the_newer_of_two_answers_and_parting_brings_the_other_back(till: Till) -> None:
    one, other, asked = till.customer("Zoé"), till.customer("Zoë"), campaign(till)
    answered(till, Given(2, one.id, campaign_id=asked.id))
    till.days_pass(1)
    answered(till, Given(10, other.id, campaign_id=asked.id))
    with till.db.write(ANA) as tx:
        merged = duplicates.merge(tx, one.id, other.id)
        assert isinstance(merged, Merged)
        assert figures.score(tx) == Score(1, 0, 0)
        assert [answer.score for answer in surveys.of_customer(tx, one.id)] == [10]
    assert broken_rules(till) == []
    with till.db.write(ANA) as tx:
        assert isinstance(duplicates.undo(tx, merged.id), Unmerged)
        assert figures.score(tx) == Score(1, 0, 1)
        assert [answer.score for answer in surveys.of_customer(tx, one.id)] == [2]
    assert broken_rules(till) == []


def test_the_running_campaign_is_the_newest_with_the_channel(till: Till) -> None:
    counter = campaign(till)
    kiosk = campaign(till, origins=frozenset({Origin.KIOSK}))
    with till.db.read() as tx:
        assert surveys.running_campaign(tx) == kiosk
        assert surveys.running_campaign(tx, Origin.COUNTER) == counter
        assert surveys.running_campaign(tx, Origin.PAPER) is None
    till.days_pass(9)
    with till.db.read() as tx:
        assert surveys.running_campaign(tx) == kiosk
    till.days_pass(1)
    with till.db.read() as tx:
        assert surveys.running_campaign(tx) is None


def test_the_audience_stays_once_people_were_chosen(till: Till) -> None:
    asked = campaign(till)
    new = NewCampaign("Winter", asked.first, asked.last, audience=Audience(city="Lyon"))
    with till.db.write(ANA) as tx:
        assert campaigns.change(tx, asked.id, new).audience.city == "Lyon"
        campaigns.draw(tx, asked.id)
        assert campaigns.change(tx, asked.id, new).name == "Winter"
        with pytest.raises(InvalidInput):
            campaigns.change(tx, asked.id, NewCampaign("Winter", asked.first, asked.last))


def test_an_erased_person_s_answer_counts_without_words_wish_or_permission(till: Till) -> None:
    zoe, asked = till.customer("Zoé"), campaign(till)
    kept = answered(till, Given(2, zoe.id, "Cold", campaign_id=asked.id, call_back=True, quotable=True))
    assert isinstance(kept, Recorded)
    with till.db.read() as tx:
        found = dossier.gather(tx, zoe.id).sections
        told = [(row["comment"], row["call_back"], row["quotable"]) for row in found["answers"]]
        assert told == [("Cold", True, True)]
        assert [row["asked_on"] for row in found["campaign_people"]] == [tx.today]
    with till.db.write(ANA) as tx:
        privacy.erase(tx, zoe.id)
    with till.db.write(ANA) as tx:
        after = surveys.many(tx, [kept.answer.id])[kept.answer.id]
        assert (after.score, after.comment, after.call_back, after.quotable) == (2, "", False, False)
        assert figures.score(tx) == Score(0, 0, 1)
        assert campaigns.response(tx, asked.id) == Response(1, 1)
        with pytest.raises(InvalidInput):
            surveys.answer(tx, Given(9, zoe.id))
    assert broken_rules(till) == []


def test_people_may_be_chosen_long_after_somebody_answered(till: Till) -> None:
    zoe, karim = till.customer("Zoé"), till.customer("Karim")
    with till.db.write(ANA) as tx:
        asked = campaigns.add(tx, NewCampaign("All year", tx.today, tx.today + timedelta(days=364)))
    answered(till, Given(9, zoe.id, campaign_id=asked.id))
    till.days_pass(91)
    with till.db.write(ANA) as tx:
        assert campaigns.draw(tx, asked.id) == 1
        assert [one.id for one in campaigns.to_ask(tx, asked.id)] == [karim.id]
        assert campaigns.response(tx, asked.id) == Response(1, 1)


def test_who_says_at_the_kiosk_who_they_are_was_asked(till: Till) -> None:
    zoe = till.customer("Zoé", phone="06 39 98 71 05")
    asked = campaign(till, origins=frozenset({Origin.KIOSK}))
    with till.db.write(ANA) as tx:
        campaigns.draw(tx, asked.id)
        at_kiosk.call_me(tx, at_kiosk.touch(tx, 4, None, asked.id), zoe.phone)
        assert campaigns.to_ask(tx, asked.id) == []
        assert campaigns.response(tx, asked.id) == Response(1, 1)


def test_of_three_records_made_one_the_newer_answer_comes_back_when_they_part(till: Till) -> None:
    asked = campaign(till)
    people = [till.customer(name) for name in ("Zoé", "Zoe", "Zo")]
    numbers = []
    for person in people:
        kept = answered(till, Given(9, person.id, campaign_id=asked.id))
        assert isinstance(kept, Recorded)
        numbers.append(kept.answer.id)
        till.days_pass(1)
    with till.db.write(ANA) as tx:
        first, second = (duplicates.merge(tx, people[1].id, other.id) for other in (people[0], people[2]))
        assert isinstance(first, Merged)
        assert isinstance(second, Merged)
    with till.db.write(ANA) as tx:
        assert isinstance(duplicates.undo(tx, second.id), Unmerged)
        assert [one.id for one in surveys.of_customer(tx, people[1].id)] == [numbers[1]]
        assert isinstance(duplicates.undo(tx, first.id), Unmerged)
        assert [one.id for one in surveys.of_customer(tx, people[0].id)] == [numbers[0]]
    assert broken_rules(till) == []


def test_who_answered_as_one_and_parted_is_on_the_list(till: Till) -> None:
    asked, zoe, other = campaign(till), till.customer("Zoé"), till.customer("Zoe")
    with till.db.write(ANA) as tx:
        campaigns.ask(tx, asked.id, [other.id])
        merged = duplicates.merge(tx, zoe.id, other.id)
        assert isinstance(merged, Merged)
    answered(till, Given(9, zoe.id, campaign_id=asked.id))
    with till.db.write(ANA) as tx:
        assert isinstance(duplicates.undo(tx, merged.id), Unmerged)
        assert [one.customer_id for one in campaigns.asked_list(tx, asked.id)] == [zoe.id, other.id]


@pytest.mark.parametrize("typed", ["Épinal", "épinal", "ÉPINAL"])
def test_a_town_is_found_in_capitals_and_without_also_with_an_accent(till: Till, typed: str) -> None:
    zoe = till.customer("Zoé", city="Épinal")
    till.customer("Karim", city="Lyon")
    assert drawn(till, city=typed) == [zoe.id]
