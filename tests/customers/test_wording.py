"""What is said when a reference fits nobody or several people."""

from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.customers import wording
from parrainage_desktop.customers.rules import Channel


def test_a_reference_is_shown_as_typed_even_with_braces() -> None:
    assert "“{0}”" in wording.unknown("{0}")
    assert wording.ambiguous("06{x}", 2).startswith("2 customers answer to “06{x}”")


def test_french_says_the_same() -> None:
    with in_language("fr"):
        assert "«\u00a0zzz\u00a0»" in wording.unknown("zzz")
        assert wording.ambiguous("zzz", 3).startswith("3 clients correspondent")


def test_channels_have_names() -> None:
    assert [wording.channel_name(channel) for channel in Channel] == ["e-mail", "text message", "post"]
