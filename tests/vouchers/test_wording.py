"""The words of a refusal, exactly as the counter and the terminal say them, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.vouchers import wording
from parrainage_desktop.vouchers.rules import Reason, Refused, Side, Standing, Use, Voucher, VoucherState, Words

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 14)
VOUCHER = Voucher(
    id=1, code="BGHDJGVDCTNKBTFRG", side=Side.REFEREE, holder_id=2, holder="Lucie Perrin", referral_id=1,
    purchase_id=1, programme_id=1, value_cents=500, balance_cents=500, currency="EUR", minimum_cents=1_000,
    issued_on=TODAY, valid_from=date(2026, 11, 15), valid_until=date(2027, 5, 14), state=VoucherState.ISSUED,
    uses=0,
)  # fmt: skip
USE = Use(1, 1, 500, datetime(2026, 11, 7, 15, 12, tzinfo=UTC), "Comptoir", "Bastien", "a" * 32)
OTHER = replace(VOUCHER, id=2, referral_id=9, valid_until=date(2027, 4, 16))


def refused(why: Reason, voucher: Voucher | None = VOUCHER, **facts: object) -> Refused:
    """A refusal of the voucher above."""
    return replace(Refused(why, (why,), voucher), **facts)  # type: ignore[arg-type]


CANCELLED = refused(
    Reason.CANCELLED, cancelled_at=datetime(2026, 11, 12, 9, 20, tzinfo=UTC), cancelled_by="Solène",
    cancelled_because="imprimé deux fois",
)  # fmt: skip
EXPIRED = refused(Reason.EXPIRED, replace(VOUCHER, valid_until=date(2026, 10, 30)))
REPLACED = replace(CANCELLED, other=replace(OTHER, referral_id=1))

# As journeys.md J14 prints them: the refusal, then title, detail and sentence in French and in English.
SPOKEN: list[tuple[Refused, tuple[str, str, str], tuple[str, str, str]]] = [
    (
        refused(Reason.ALREADY_USED, use=USE),
        ("Déjà utilisé", "samedi 7 novembre 2026 à 16:12, par Bastien", "Ce bon a déjà servi samedi 7 novembre."),
        (
            "Already used",
            "Saturday 7 November 2026 at 16:12, by Bastien",
            "This voucher was already used on Saturday 7 November.",
        ),
    ),
    (
        EXPIRED,
        ("Expiré", "depuis le 30 octobre 2026, 15 jours", "Ce bon était valable jusqu’au 30 octobre."),
        ("Expired", "since 30 October 2026, 15 days ago", "This voucher was valid until 30 October."),
    ),
    (
        refused(Reason.NOT_YET_VALID),
        (
            "Pas encore valable",
            "à partir de demain, dimanche 15 novembre",
            "Ce bon est pour votre prochain achat, dès demain.",
        ),
        (
            "Not valid yet",
            "from tomorrow, Sunday 15 November",
            "This voucher is for your next purchase, from tomorrow.",
        ),
    ),
    (
        refused(Reason.UNKNOWN, None),
        ("Bon inconnu", "aucun bon ne porte ce code", "Je ne trouve pas ce code, je cherche avec votre nom."),
        ("Unknown voucher", "no voucher has this code", "I can’t find this code, let me look up your name."),
    ),
    (
        CANCELLED,
        (
            "Annulé",
            "jeudi 12 novembre 2026 à 10:20, par Solène\u00a0: imprimé deux fois",
            "Ce bon a été annulé, nous vous expliquons.",
        ),
        (
            "Cancelled",
            "Thursday 12 November 2026 at 10:20, by Solène: imprimé deux fois",
            "This voucher was cancelled, we’ll explain.",
        ),
    ),
    (
        REPLACED,
        (
            "Annulé",
            "jeudi 12 novembre 2026 à 10:20, par Solène\u00a0: imprimé deux fois",
            "Ce bon a été remplacé, l’autre est toujours valable.",
        ),
        (
            "Cancelled",
            "Thursday 12 November 2026 at 10:20, by Solène: imprimé deux fois",
            "This one was replaced, the other is still valid.",
        ),
    ),
    (
        refused(Reason.OTHER_SHOP, None),
        (
            "Pas un bon d’ici",
            "ce code vient d’une autre boutique ou d’un autre programme",
            "Ce code n’est pas un bon de notre boutique.",
        ),
        (
            "Not one of ours",
            "this code is from another shop or another scheme",
            "This code isn’t one of our vouchers.",
        ),
    ),
    (
        refused(Reason.MALFORMED, None),
        ("Code mal lu", "scannez encore, ou tapez les 17 lettres", "Un instant, je recommence."),
        ("Code misread", "scan again, or type the 17 letters", "One moment, I’ll try again."),
    ),
    (
        refused(Reason.BELOW_MINIMUM, missing_cents=240),
        (
            "Achat trop petit",
            "il manque 2,40\u00a0€ pour atteindre 10,00\u00a0€",
            "Il faut 10,00\u00a0€ d’achat pour ce bon.",
        ),
        ("Purchase too small", "€2.40 short of €10.00", "This voucher needs a purchase of €10.00."),
    ),
    (
        refused(Reason.SAME_PURCHASE),
        (
            "Pas sur cet achat",
            "gagné avec cet achat même, utilisable dès demain",
            "Vous venez de le gagner\u00a0: il est à vous dès demain.",
        ),
        (
            "For next time",
            "earned by this purchase, usable from tomorrow",
            "You’ve just earned it: it’s yours from tomorrow.",
        ),
    ),
    (
        refused(Reason.NOT_HOLDER),
        ("Bon personnel", "au nom de Lucie Perrin", "Ce bon est au nom d’une autre personne."),
        ("Personal voucher", "in the name of Lucie Perrin", "This voucher is in someone else’s name."),
    ),
    (
        refused(Reason.ONE_PER_PURCHASE, use=USE),
        (
            "Un bon par achat",
            "un bon de 5,00\u00a0€ vient d’être utilisé",
            "Un seul bon par achat\u00a0: gardez celui-ci pour la prochaine fois.",
        ),
        (
            "One per purchase",
            "a €5.00 voucher has just been used",
            "One voucher per purchase: keep this one for next time.",
        ),
    ),
    (
        refused(Reason.THROTTLED, None),
        (
            "Trop d’essais",
            "3 codes inconnus en 10 minutes\u00a0: code d’un responsable",
            "Un instant, j’appelle une collègue ou un collègue.",
        ),
        ("Too many tries", "3 unknown codes in 10 minutes: manager’s PIN", "One moment, I’ll call a colleague."),
    ),
    (
        refused(Reason.NOT_ALLOWED, None),
        ("Pas avec ce profil", "un responsable peut le faire", "Un instant, je demande."),
        ("Not with this profile", "a manager can do it", "One moment, let me ask."),
    ),
]


@pytest.mark.parametrize(("found", "french", "english"), SPOKEN, ids=lambda case: getattr(case, "why", None))
def test_a_refusal_is_said_exactly(found: Refused, french: tuple[str, str, str], english: tuple[str, str, str]) -> None:
    with in_language("fr"):
        said = wording.refusal(found, TODAY, PARIS)
        assert (said.label, said.title, said.detail) == ("Bon refusé", french[0], french[1])
        assert said.to_say == f"«\u00a0{french[2]}\u00a0»"
    with in_language("en"):
        said = wording.refusal(found, TODAY, PARIS)
        assert (said.label, said.title, said.detail) == ("Voucher refused", english[0], english[1])
        assert said.to_say == f"“{english[2]}”"


def test_a_voucher_used_today_was_used_at_a_time_and_not_on_a_day() -> None:
    found = refused(Reason.ALREADY_USED, use=replace(USE, at=datetime(2026, 11, 14, 8, 5, tzinfo=UTC)))
    with in_language("en"):
        said = wording.refusal(found, TODAY, PARIS).to_say
    assert said == "“This voucher was already used today, at 09:05.”"


def test_the_scheme_that_ended_is_named_too() -> None:
    found = refused(Reason.PROGRAMME_STOPPED)
    with in_language("fr"):
        said = wording.refusal(found, TODAY, PARIS)
        assert said.title == "Programme arrêté"
        assert said.to_say == "«\u00a0Notre programme est terminé, je demande ce que nous pouvons faire.\u00a0»"
    assert wording.refusal(found, TODAY, PARIS).title == "Programme closed"


def test_another_valid_voucher_goes_on_in_the_same_breath() -> None:
    found = refused(Reason.ALREADY_USED, use=USE, other=OTHER)
    said = wording.refusal(found, TODAY, PARIS).to_say
    assert said.endswith("Saturday 7 November. You still have another one, valid until 16 April.”")
    with in_language("fr"):
        said = wording.refusal(found, TODAY, PARIS).to_say
        assert said.endswith("samedi 7 novembre. Il vous en reste un autre, valable jusqu’au 16 avril.\u00a0»")


def test_a_card_names_its_referrer_and_an_unknown_card_nobody() -> None:
    known = refused(Reason.OTHER_KIND, None, card_holder="Karim Haddad")
    assert wording.refusal(known, TODAY, PARIS).detail == "Referrer: Karim Haddad"
    assert wording.refusal(refused(Reason.OTHER_KIND, None), TODAY, PARIS).detail == ""


@pytest.mark.parametrize("why", Reason)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_has_words(why: Reason, language: str) -> None:
    with in_language(language):
        for voucher in (VOUCHER, None):
            said = wording.refusal(refused(why, voucher), TODAY, PARIS)
            assert said.title
            assert len(said.to_say) > 10
            assert "{" not in f"{said}"


def test_times_are_the_shops_not_the_servers() -> None:
    late = replace(USE, at=datetime(2026, 11, 7, 23, 30, tzinfo=UTC))
    said = wording.refusal(refused(Reason.ALREADY_USED, use=late), TODAY, PARIS)
    assert said.detail == "Sunday 8 November 2026 at 00:30, by Bastien"
    assert "Sunday 8 November" in said.to_say


def test_one_day_is_not_plural_and_the_first_is_first() -> None:
    found = refused(Reason.EXPIRED, replace(VOUCHER, valid_until=date(2026, 11, 1)))
    with in_language("fr"):
        said = wording.refusal(found, date(2026, 11, 2), PARIS)
        assert said.detail == "depuis le 1er novembre 2026, 1 jour"
    assert wording.refusal(found, date(2026, 11, 2), PARIS).detail == "since 1 November 2026, 1 day ago"


def test_a_later_first_day_is_named() -> None:
    voucher = replace(VOUCHER, valid_from=TODAY + timedelta(days=9))
    said = wording.refusal(refused(Reason.NOT_YET_VALID, voucher), TODAY, PARIS)
    assert said.detail == "from Monday 23 November"
    with in_language("fr"):
        said = wording.refusal(refused(Reason.NOT_YET_VALID, voucher), TODAY, PARIS)
        assert said.detail == "à partir de lundi 23 novembre"
        assert "dès lundi 23 novembre" in said.to_say


def test_nobody_is_guessed_to_have_used_it() -> None:
    unnamed = refused(Reason.ALREADY_USED, use=replace(USE, staff=""))
    assert wording.refusal(unnamed, TODAY, PARIS).detail == "Saturday 7 November 2026 at 16:12"
    assert wording.refusal(refused(Reason.ALREADY_USED), TODAY, PARIS).detail == ""


@pytest.mark.parametrize(
    ("found", "french", "english"),
    [
        (Standing.PENDING, "à venir", "not yet valid"),
        (Standing.ACTIVE, "valable", "valid"),
        (Standing.REDEEMED, "utilisé", "redeemed"),
        (Standing.EXPIRED, "expiré", "expired"),
        (Standing.CANCELLED, "annulé", "cancelled"),
    ],
)
def test_standings_have_their_names(found: Standing, french: str, english: str) -> None:
    assert wording.standing_name(found) == english
    with in_language("fr"):
        assert wording.standing_name(found) == french


def test_a_voucher_used_in_part_is_called_so() -> None:
    part = replace(VOUCHER, valid_from=TODAY, balance_cents=200)
    assert wording.standing(part, TODAY) == "part-used"
    assert wording.standing(replace(part, balance_cents=500), TODAY) == "valid"


def test_a_voucher_s_paper_says_what_its_own_scheme_does() -> None:
    words = Words("the next service", "Sur rendez-vous.", "By appointment.")
    said = wording.origin(replace(VOUCHER, words=words))
    assert said.startswith("Only on “the next service”. Issued on")
    assert said.endswith("By appointment.")
    assert wording.origin(VOUCHER).endswith("under your name.")
