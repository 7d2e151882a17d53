"""One file brought in at two tills at the same instant adds everybody once."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from parrainage_desktop.base import table_files
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.imports import batches, service
from parrainage_desktop.imports.rules import Choice
from tests.faults import hands
from tests.imports.files import french_shop
from tests.stores import Till, broken_rules


def bring(db: Database, actor: Actor, path: str) -> str:
    """Bring a file in; whether it added anybody."""
    survey = service.survey(table_files.open_source(path))
    for _patience in range(1_000):
        with suppress(UserError):
            return "added" if batches.bring_in(db, actor, survey, Choice()).added else "nobody"
    return "refused"


def test_two_tills_bring_one_file_in_at_once(till: Till, store_url: str, tmp_path: Path) -> None:
    files = [str(french_shop(tmp_path / f"{number}.csv", 300 * (number + 1))[0]) for number in range(3)]
    runners: list[tuple[Any, list[str]]] = [(bring, list(files)), (bring, list(files))]
    rounds = hands.race(store_url, till.clock.now(), *runners)
    assert [sorted(outcomes) for outcomes in rounds] == [["added", "nobody"]] * 3
    assert till.count("customers") == till.count("cards") == 900 - 18
    assert till.scalar("SELECT count(*) FROM (SELECT phone FROM customers WHERE phone <> '' GROUP BY phone"
                       " HAVING count(*) > 1) t") == 0
    assert broken_rules(till) == []
