"""The kiosk's code from a terminal: whoever may start the program by its words may forget it."""

from argparse import Namespace

from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.terminal import Answer, Group, Session
from parrainage_desktop.staff import service
from parrainage_desktop.staff.rules import Lock


def add_to(root: Group) -> None:
    """Declare the commands about the kiosk's code."""
    group = root.group("kiosk", _("the kiosk and its code"))
    group.command(
        "forget", forget_code,
        _("forget the kiosk’s code: the kiosk opens at once, and asks for a new one when it is next started"),
    )  # fmt: skip


def forget_code(session: Session, _given: Namespace) -> Answer:
    """Take the code away; nothing changes when there is none."""
    with session.write() as tx:
        forgotten = service.forget_code(tx, Lock.KIOSK)
    done = _("The kiosk’s code is forgotten: it asks for a new one when it is next started.")
    return Answer({"forgotten": forgotten}, (done if forgotten else _("The kiosk has no code."),))
