"""Invitations to write a review: alike for everyone, nobody twice in a while, by message only with a yes."""

from pathlib import Path

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Channel
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.testimonials import review_address, review_document, review_wording, reviews
from parrainage_desktop.testimonials.review_rules import (
    AddressProblem,
    Invitation,
    NotInvited,
    Policy,
    ReviewChannel,
    Site,
    Way,
)
from tests import paper
from tests.stores import Till

ADDRESS = "https://g.page/r/chez-ana/review"


def page(till: Till, address: str = ADDRESS, site: Site = Site.GOOGLE) -> ReviewChannel:
    """A page for reviews."""
    with till.db.write(till.actor) as tx:
        return reviews.add_channel(tx, site, "", address)


def invited(till: Till, customer_id: int | None, channel: int, way: Way = Way.COUNTER) -> Invitation | NotInvited:
    """One invitation."""
    with till.db.write(till.actor) as tx:
        return reviews.invite(tx, customer_id, channel, way)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (ADDRESS, ADDRESS), ("g.page/ana", "https://g.page/ana"), ("HTTPS://G.Page/Ana", "https://g.page/Ana"),
        ("https://élan.fr/avis?a=1#b", "https://xn--lan-9la.fr/avis?a=1#b"),
        ("https://shop.fr:8443/x", "https://shop.fr:8443/x"), ("", AddressProblem.EMPTY),
        ("http://g.page/ana", AddressProblem.NOT_HTTPS), ("javascript://x.fr/%0aalert(1)", AddressProblem.NOT_HTTPS),
        ("file:///etc/passwd", AddressProblem.NOT_HTTPS), ("https://", AddressProblem.NO_SITE),
        ("https://localhost/x", AddressProblem.NO_SITE), ("https://127.0.0.1/x", AddressProblem.NO_SITE),
        ("https://google.com@evil.fr/", AddressProblem.NO_SITE), ("https://a b.fr", AddressProblem.NO_SITE),
        ("https://a..fr", AddressProblem.NO_SITE), ("https://x.fr:99999", AddressProblem.NO_SITE),
        ("https://x.fr/\u202egnp", AddressProblem.NO_SITE), ("https://x.fr/<b>", AddressProblem.NO_SITE),
        ("https://[::1", AddressProblem.NO_SITE), ("https://x.fr/" + "a" * 500, AddressProblem.TOO_LONG),
    ],
)  # fmt: skip
def test_an_address_is_a_page_anybody_can_read(typed: str, expected: str | AddressProblem) -> None:
    assert review_address.read(typed) == expected


def test_a_wrong_address_is_kept_nowhere(till: Till) -> None:
    with pytest.raises(InvalidInput):
        page(till, "http://g.page/ana")
    assert till.count("review_channels") == 0


@pytest.mark.parametrize("score", [None, 0, 7, 10])
def test_everyone_is_invited_alike_whatever_they_answered(till: Till, score: int | None) -> None:
    person, channel = till.customer(), page(till)
    if score is not None:
        till.answers(score, person.id)
    assert isinstance(invited(till, person.id, channel.id), Invitation)


@pytest.mark.parametrize(("score", "expected"), [(None, NotInvited.NOT_PROMOTER), (8, NotInvited.NOT_PROMOTER)])
def test_promoters_only_is_a_choice(till: Till, score: int | None, expected: NotInvited) -> None:
    person, promoter, channel = till.customer(), till.customer(), page(till)
    till.answers(9, promoter.id)
    if score is not None:
        till.answers(score, person.id)
    with till.db.write(till.actor) as tx:
        reviews.set_policy(tx, Policy(promoters_only=True))
    assert invited(till, person.id, channel.id) is expected
    assert isinstance(invited(till, promoter.id, channel.id), Invitation)


def test_nobody_is_invited_twice_within_the_pause_by_whatever_page(till: Till) -> None:
    person, first, second = till.customer(), page(till), page(till, site=Site.OWN)
    invited(till, person.id, first.id)
    till.days_pass(89)
    assert invited(till, person.id, second.id) is NotInvited.TOO_SOON
    till.days_pass(1)
    assert isinstance(invited(till, person.id, second.id), Invitation)
    assert till.count("review_invitations") == 2


@pytest.mark.parametrize(
    ("way", "channel"), [(Way.EMAIL, Channel.EMAIL), (Way.SMS, Channel.SMS), (Way.POST, Channel.POST)]
)
def test_a_message_needs_a_yes_to_that_very_channel(till: Till, way: Way, channel: Channel) -> None:
    person, there = till.customer(), page(till)
    with till.db.write(till.actor) as tx:
        for other in set(Channel) - {channel}:
            customers.set_consent(tx, person.id, other, granted=True)
    assert invited(till, person.id, there.id, way) is NotInvited.NO_CONSENT
    with till.db.write(till.actor) as tx:
        customers.set_consent(tx, person.id, channel, granted=True)
    assert isinstance(invited(till, person.id, there.id, way), Invitation)


def test_a_closed_page_invites_nobody(till: Till) -> None:
    channel = page(till)
    with till.db.write(till.actor) as tx:
        reviews.close_channel(tx, channel.id)
    assert invited(till, None, channel.id) is NotInvited.CHANNEL_CLOSED


def test_the_pause_is_a_number_of_days(till: Till) -> None:
    for days in (-1, 3_651):
        with till.db.write(till.actor) as tx, pytest.raises(InvalidInput):
            reviews.set_policy(tx, Policy(again_after_days=days))


def test_the_text_and_the_card_lead_to_the_page_in_both_languages(till: Till, tmp_path: Path) -> None:
    channel = page(till)
    with till.db.read() as tx:
        shop = preferences.shop(tx)
    for language in ("fr", "en"):
        assert review_wording.invitation(channel, shop.name, language).endswith(ADDRESS)
        made = review_document.card(tmp_path / f"{language}.pdf", channel, shop, language)
        assert (made.pages, made.unprintable) == (1, ())
        assert shop.name in paper.pages(tmp_path / f"{language}.pdf")[0]
        assert paper.codes(tmp_path / f"{language}.pdf") == [ADDRESS]
