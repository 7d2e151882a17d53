"""The papers about personal data: one person's dossier, the register of processing, the notice for customers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from parrainage_desktop.base.i18n import _, capital, clock_time, day_month_year, in_language
from parrainage_desktop.base.paper import Made
from parrainage_desktop.customers.contacts import shown_phone
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.privacy import dossier_wording as wording
from parrainage_desktop.privacy import paper, texts
from parrainage_desktop.privacy.paper import Block, Hand
from parrainage_desktop.privacy.rules import Dossier, Row
from parrainage_desktop.privacy.texts import Paper


def register(path: Path | str, shop: Shop, language: str) -> Made:
    """Write the register of processing (GDPR, article 30) as a PDF. Raises UserError("file_unwritable")."""
    with in_language(language):
        return plain(path, shop, language, texts.register(shop), Hand(12))


def notice(path: Path | str, shop: Shop, language: str) -> Made:
    """Write the notice for customers (GDPR, articles 13 and 14) as a PDF. Raises UserError("file_unwritable")."""
    with in_language(language):
        return plain(path, shop, language, texts.notice(shop), Hand(11.5))


def dossier(path: Path | str, found: Dossier, language: str) -> Made:
    """Write it as a PDF in `language`. Raises UserError("file_unwritable")."""
    with in_language(language):
        title = _("What we hold about you")
        made = _("Made on {day} at {time} from everything the shop’s program holds.").format(
            day=day_month_year(found.made_at.date()), time=clock_time(found.made_at)
        )
        hand = Hand()
        blocks = [*hand.title(title), *hand.text(found.person.name), *hand.text(_promise(found), "text-2")]
        for table, heading in wording.sections().items():
            if rows := found.sections.get(table, ()):
                blocks += [*hand.heading(heading), *_part(table, rows, found.shop)]
        return paper.write(path, found.shop, language, title, made, blocks)


def plain(path: Path | str, shop: Shop, language: str, said: Paper, hand: Hand) -> Made:
    """Write a paper of running text in the language spoken here. Raises UserError("file_unwritable")."""
    blocks = [*hand.title(said.title), *(block for line in said.opening for block in hand.text(line, "text-2"))]
    for part in said.parts:
        lines = [block for line in part.lines for block in hand.text(line)]
        told = [*hand.heading(part.title), *lines, *hand.points(part.points), *hand.pairs(part.rows, part.left)]
        blocks += [*(replace(block, bound=True) for block in told[:-1]), told[-1]]
    return paper.write(path, shop, language, said.title, said.foot, blocks)


def _promise(found: Dossier) -> str:
    return _(
        "This paper shows everything {shop} holds about you in its referral program. Other people appear with their "
        "first name and an initial only. You may have anything corrected or erased: ask at the shop."
    ).format(shop=found.shop.name)


def _part(table: str, rows: Sequence[Row], shop: Shop) -> list[Block]:
    names, hand = wording.columns(), Hand()
    if table == "customers":
        return [block for row in rows for block in hand.pairs(_filled(row, names, shop))]
    shown = [{name: found for name, found in row.items() if name not in wording.TWICE} for row in rows]
    lines = [wording.line(row, shop.currency) for row in shown]
    used = [place for place, _name in enumerate(shown[0]) if any(line[place] for line in lines)]
    headings = [capital(names[list(shown[0])[place]]) for place in used]
    return hand.table(headings, [[line[place] for place in used] for line in lines])


def _filled(row: Row, names: Mapping[str, str], shop: Shop) -> list[tuple[str, str]]:
    said = {name: wording.value(name, found, shop.currency) for name, found in row.items()}
    said["phone"] = shown_phone(said["phone"], shop.country)
    return [(capital(names[name]), text) for name, text in said.items() if text]
