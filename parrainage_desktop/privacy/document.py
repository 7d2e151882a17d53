"""The papers about personal data: one person's dossier, the register of processing, the notice for customers."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from parrainage_desktop.base.i18n import _, capital, clock_time, day_month_year, in_language
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.privacy import paper, texts, wording
from parrainage_desktop.privacy.paper import Block, Printed
from parrainage_desktop.privacy.rules import Dossier, Row
from parrainage_desktop.privacy.texts import Paper


def register(path: Path | str, shop: Shop, language: str) -> Printed:
    """Write the register of processing (GDPR, article 30) as a PDF. Raises UserError("file_unwritable")."""
    with in_language(language):
        return _paper(path, shop, language, texts.register(shop))


def notice(path: Path | str, shop: Shop, language: str) -> Printed:
    """Write the notice for customers (GDPR, articles 13 and 14) as a PDF. Raises UserError("file_unwritable")."""
    with in_language(language):
        return _paper(path, shop, language, texts.notice(shop))


def dossier(path: Path | str, found: Dossier, language: str) -> Printed:
    """Write it as a PDF in `language`. Raises UserError("file_unwritable")."""
    with in_language(language):
        title = _("What we hold about you")
        made = _("Made on {day} at {time} from everything the shop’s program holds.").format(
            day=day_month_year(found.made_at.date()), time=clock_time(found.made_at)
        )
        blocks = [*paper.title(title), *paper.text(found.person.name), *paper.text(_promise(found), "text-2")]
        for table, heading in wording.sections().items():
            if rows := found.sections.get(table, ()):
                blocks += [*paper.heading(heading), *_part(table, rows, found.shop.currency)]
        return paper.write(path, found.shop, language, title, made, blocks)


def _paper(path: Path | str, shop: Shop, language: str, said: Paper) -> Printed:
    blocks = [*paper.title(said.title), *(block for line in said.opening for block in paper.text(line, "text-2"))]
    for part in said.parts:
        blocks += paper.heading(part.title)
        blocks += [block for line in part.lines for block in paper.text(line)]
        if part.points:
            blocks += paper.points(part.points)
        if part.rows:
            blocks += paper.pairs(part.rows, part.left)
    return paper.write(path, shop, language, said.title, said.foot, blocks)


def _promise(found: Dossier) -> str:
    return _(
        "This paper shows everything {shop} holds about you in its referral program. Other people appear with their "
        "first name and an initial only. You may have anything corrected or erased: ask at the shop."
    ).format(shop=found.shop.name)


def _part(table: str, rows: Sequence[Row], currency: str) -> list[Block]:
    names = wording.columns()
    if table == "customers":
        return [block for row in rows for block in paper.pairs(_filled(row, names, currency))]
    shown = [[wording.value(name, row[name], currency) for name in rows[0]] for row in rows]
    used = [place for place, _name in enumerate(rows[0]) if any(line[place] for line in shown)]
    headings = [capital(names[list(rows[0])[place]]) for place in used]
    cells = [[line[place] for place in used] for line in shown]
    return paper.table(headings, cells, paper.fitting(headings, cells))


def _filled(row: Row, names: Mapping[str, str], currency: str) -> list[tuple[str, str]]:
    return [
        (capital(names[name]), said) for name, found in row.items() if (said := wording.value(name, found, currency))
    ]
