"""Every list of customers: who is in it, in which order, how many, and that an index reads it."""

from datetime import date

import pytest
from sqlalchemy import event

from parrainage_desktop.customers import lists, service
from parrainage_desktop.customers.rules import EVERYONE, Customer, Gone, Group, Which
from tests.stores import ANA, Till

PHONE = "06 39 98 71 05"


@pytest.fixture
def people(till: Till) -> dict[str, Customer]:
    """Somebody of every kind; each was active a day after the one before."""
    found: dict[str, Customer] = {}
    found["silent"] = till.customer("Silas", "Martin")
    till.days_pass(1_200)
    for name in ("Odile", "Karim", "Zoe", "Yanis"):
        found[name] = till.customer(name, "Martin")
        till.days_pass(1)
    friend = till.friend(found["Karim"].card, "Fanny", "Martin")
    till.days_pass(1)
    till.answers(2, found["Yanis"].id)
    till.days_pass(1)
    till.answers(3, found["Odile"].id)
    with till.db.write(ANA) as tx:
        found["Fanny"] = service.get(tx, friend.referral.referee_id)
        for one in (found["Zoe"], found["Odile"]):
            service.tag(tx, one.id, "thé")
        service.tag(tx, found["Karim"].id, "Café")
    return found


GROUPS = [
    (EVERYONE, ["Odile", "Yanis", "Fanny", "Karim", "Zoe", "Silas"]),
    (Which(Group.REFERRERS), ["Karim"]),
    (Which(Group.REFERRED), ["Fanny"]),
    (Which(Group.TO_CALL), ["Yanis", "Odile"]),
    (Which(Group.SILENT), ["Silas"]),
    (Which(Group.TAGGED, "thé"), ["Zoe", "Odile"]),
    (Which(Group.TAGGED, "nothing"), []),
]


@pytest.mark.parametrize(("which", "names"), GROUPS)
def test_a_group_is_listed_in_its_order_and_counted(
    till: Till, people: dict[str, Customer], which: Which, names: list[str]
) -> None:
    with till.db.read() as tx:
        pages = service.Pages(which)
        assert [one.given_name for one in pages.page(tx, 0, 100)] == names
        assert service.count(tx, which) == len(names)
        members = service.among(tx, which, [one.id for one in people.values()])
    assert {one.given_name for one in people.values() if one.id in members} == set(names)


@pytest.mark.parametrize(("which", "names"), GROUPS)
def test_a_group_and_what_is_typed_narrow_each_other(
    till: Till, people: dict[str, Customer], which: Which, names: list[str]
) -> None:
    with till.db.read() as tx:
        for look in (service.find, service.find_as_typed):
            assert sorted(one.given_name for one in look(tx, "mart", 50, which)) == sorted(names)
            assert sorted(one.given_name for one in look(tx, "artin", 50, which)) == sorted(names)
            assert [one.given_name for one in look(tx, "odile mar", 50, which)] == [n for n in names if n == "Odile"]


@pytest.mark.parametrize(("which", "names"), GROUPS)
def test_who_is_gone_is_in_no_list_and_no_count(
    till: Till, people: dict[str, Customer], which: Which, names: list[str]
) -> None:
    with till.db.write(ANA) as tx:
        for one in people.values():
            service.mark_gone(tx, one.id, Gone.ERASED)
        assert service.Pages(which).page(tx, 0, 100) == []
        assert service.count(tx, which) == 0
        assert service.find(tx, "mart", 50, which) == []


@pytest.mark.parametrize("which", [which for which, names in GROUPS if len(names) > 1])
def test_a_deep_page_goes_on_where_its_neighbour_ended(
    till: Till, people: dict[str, Customer], which: Which
) -> None:
    with till.db.read() as tx:
        whole = service.Pages(which).page(tx, 0, 100)
        pages = service.Pages(which)
        assert [pages.page(tx, place, 1)[0] for place in range(len(whole))] == whole
        assert pages.page(tx, 1, 1) == whole[1:2]


def test_a_large_group_is_searched_among_those_whose_words_begin_so(
    till: Till, people: dict[str, Customer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "FEW", 0)
    with till.db.read() as tx:
        assert [one.given_name for one in service.find(tx, "mart", 50, Which(Group.TO_CALL))] == ["Yanis", "Odile"]
        assert service.find(tx, "mart", 1, Which(Group.REFERRERS))[0].given_name == "Karim"


def test_every_tag_is_offered_once(till: Till, people: dict[str, Customer]) -> None:
    with till.db.read() as tx:
        assert sorted(service.all_tags(tx)) == ["Café", "thé"]


def test_a_shop_without_tags_offers_none(till: Till) -> None:
    with till.db.read() as tx:
        assert service.all_tags(tx) == []


@pytest.mark.parametrize(
    ("which", "index"),
    [
        (EVERYONE, "ix_customers_active_at"),
        (Which(Group.REFERRERS), "ix_customers_referrers"),
        (Which(Group.REFERRED), "ix_customers_referees"),
        (Which(Group.TO_CALL), "ix_customers_call_since"),
        (Which(Group.SILENT), "ix_customers_active_at"),
        (Which(Group.TAGGED, "thé"), "ix_customer_tags_tag_customer_id"),
    ],
)
def test_no_list_and_no_count_reads_the_whole_table_or_sorts(file_till: Till, which: Which, index: str) -> None:
    file_till.customer()
    asked: list[tuple[str, object]] = []
    event.listen(file_till.db.engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
    with file_till.db.read() as tx:
        service.Pages(which).page(tx, 0, 100)
        service.count(tx, which)
        plans = [
            str(row[3])
            for statement, values in list(asked)
            if "customers" in statement
            for row in tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
        ]
    assert any(index in plan for plan in plans)
    assert [plan for plan in plans if plan.startswith("SCAN customer") and "ix_customers_gone" not in plan] == []
    assert not any("TEMP B-TREE" in plan for plan in plans)


def test_silence_is_three_years_to_the_day(till: Till) -> None:
    zoe = till.customer("Zoe")
    till.clock.set(till.clock.now().replace(year=2029, month=11, day=14))
    with till.db.read() as tx:
        assert tx.today == date(2029, 11, 14)
        assert service.Pages(Which(Group.SILENT)).page(tx, 0, 9) == []
    till.days_pass(1)
    with till.db.read() as tx:
        assert [one.id for one in service.Pages(Which(Group.SILENT)).page(tx, 0, 9)] == [zoe.id]
