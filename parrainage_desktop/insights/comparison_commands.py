"""How two rewards compare, from a terminal."""

from argparse import Namespace

from parrainage_desktop.base.i18n import _, labelled
from parrainage_desktop.base.terminal import Answer, Group, Session, table
from parrainage_desktop.insights import comparing, comparison_wording
from parrainage_desktop.insights.comparison_rules import Comparison, Half


def add_to(root: Group) -> None:
    """Declare the command."""
    group = root.group("programme", _("the referral scheme"))
    group.command("comparison", comparison, _("what came of two rewards compared, and the verdict once it is over"))


def comparison(session: Session, _given: Namespace) -> Answer:
    """Say how the newest comparison stands."""
    with session.read() as tx:
        found = comparing.comparison(tx)
    if found is None:
        return Answer({"comparison": None}, (_("No reward was ever compared with another."),))
    told = comparison_wording.compared(found)
    rows = [(labelled(half.name, half.figure), " · ".join(half.details)) for half in told.halves]
    return Answer({"comparison": _described(found)}, (told.period, *table(rows), told.verdict))


def _described(found: Comparison) -> dict[str, object]:
    given = found.verdict
    return {
        "version": found.programme.id,
        "since": found.programme.effective_from.isoformat(),
        "last_day": found.last.isoformat(),
        "days_left": found.days_left,
        "usual": _half(found.usual),
        "other": _half(found.other),
        "finding": given.finding.value,
        "p": given.p,
        "difference": None if given.p is None else [given.low, given.high],
        "more": given.more,
        "said": comparison_wording.verdict(found),
    }


def _half(half: Half) -> dict[str, object]:
    return {
        "drawn": half.drawn,
        "brought": half.brought,
        "new_customers": half.new_customers,
        "cost_cents": half.cost_cents,
        "cost_of_one_cents": half.cost_of_one_cents,
    }
