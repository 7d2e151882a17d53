"""The catalogue tool: what it collects, what it keeps, and every fault it must see."""

from pathlib import Path

import catalogues
import polib
import pytest


def entry(msgid: str, msgstr: str = "", plural: str = "", forms: tuple[str, str] = ("", "")) -> polib.POEntry:
    """A catalogue entry, singular or plural."""
    if plural:
        return polib.POEntry(msgid=msgid, msgid_plural=plural, msgstr_plural=dict(enumerate(forms)))
    return polib.POEntry(msgid=msgid, msgstr=msgstr)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A little program whose catalogues live beside it."""
    monkeypatch.setattr(catalogues, "SOURCES", tmp_path / "program")
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path / "i18n")
    monkeypatch.setattr(catalogues, "POT", tmp_path / "i18n" / "parrainage.pot")
    file = tmp_path / "program" / "page.py"
    file.parent.mkdir()
    file.write_text('_("Save")\nngettext("{count} card", "{count} cards", n)\npgettext("month", "May")\n')
    french = tmp_path / "i18n" / "fr" / "LC_MESSAGES" / "parrainage.po"
    french.parent.mkdir(parents=True)
    french.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    return file


def french_file() -> Path:
    """The French catalogue of the little program."""
    return catalogues.languages(catalogues.FOLDER)[0]


def translate() -> None:
    """Translate the little program."""
    po = catalogues.read(french_file())
    words = {"Save": "Enregistrer", "May": "mai"}
    for item in po:
        item.msgstr = words.get(item.msgid, "")
        if item.msgid_plural:
            item.msgstr_plural = {0: "{count} carte", 1: "{count} cartes"}
    catalogues.save(po, french_file())


def test_every_kind_of_text_is_collected(source: Path) -> None:
    found = [(item.msgctxt, item.msgid, item.msgid_plural) for item in catalogues.template()]
    assert found == [(None, "Save", ""), (None, "{count} card", "{count} cards"), ("month", "May", "")]


def test_a_word_on_its_own_is_not_hidden_by_the_same_word_in_a_context(source: Path) -> None:
    source.write_text(source.read_text() + 'pgettext("key", "Save as")\n_("Save as")\n')
    found = [(item.msgctxt, item.msgid) for item in catalogues.template() if item.msgid == "Save as"]
    assert found == [("key", "Save as"), (None, "Save as")]
    catalogues.update()
    assert len([item for item in catalogues.read(french_file()) if item.msgid == "Save as"]) == 2


def test_a_new_text_makes_the_check_fail_until_it_is_collected_and_translated(source: Path) -> None:
    catalogues.update()
    translate()
    assert list(catalogues.check()) == []
    source.write_text(source.read_text() + '_("Print")\n')
    assert len(list(catalogues.check())) == 2
    catalogues.update()
    assert list(catalogues.check()) == ["fr: not translated: 'Print'"]


def test_updating_twice_changes_nothing_and_keeps_translations(source: Path) -> None:
    catalogues.update()
    translate()
    before = french_file().read_bytes()
    catalogues.update()
    assert french_file().read_bytes() == before
    assert b"POT-Creation-Date" not in before


def test_a_doubtful_translation_is_reported(source: Path) -> None:
    catalogues.update()
    translate()
    po = catalogues.read(french_file())
    po[0].flags.append("fuzzy")
    catalogues.save(po, french_file())
    assert list(catalogues.check()) == ["fr: in doubt (fuzzy): 'Save'"]


def test_compiling_leaves_a_whole_catalogue(source: Path) -> None:
    catalogues.update()
    translate()
    catalogues.compile_all(catalogues.FOLDER)
    built = french_file().with_suffix(".mo")
    assert [item.msgstr for item in polib.mofile(str(built)) if item.msgid == "Save"] == ["Enregistrer"]
    assert [path.suffix for path in sorted(built.parent.iterdir())] == [".mo", ".po"]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (entry("Hello {name}"), "Bonjour {nom}"),
        (entry("Hello {name}"), "Bonjour"),
        (entry("Hello {name}"), "Bonjour {name"),
        (entry("One card", plural="{count} cards"), "Une carte"),
    ],
)
def test_other_placeholders_are_reported(given: polib.POEntry, text: str) -> None:
    assert "other placeholders than the English" in list(catalogues.translation(given, text, "fr"))


@pytest.mark.parametrize(
    "text",
    [
        "Attention !", "Attention\u00a0!", "Sûr?", "Bon;", "Nom :", "Nom:", "Nom\u202f:", "«Bon»", "« Bon »",
        "l'ami", "Un instant...", 'dit "oui"', "5 %", "{amount} €", "{name}:",
    ],
)  # fmt: skip
def test_french_typography_faults_are_reported(text: str) -> None:
    assert list(catalogues.french(text))


@pytest.mark.parametrize(
    "text",
    [
        "Attention\u202f!", "Sûr\u202f?", "Bon\u202f; bien", "Nom\u00a0: {name}", "«\u00a0Bon\u00a0»",
        "10:42", "L’ami (?)", "Un instant…", "5\u00a0%", "{name}\u00a0: {amount:>5}", "Quoi\u202f?!",
        "postgresql://serveur",
    ],
)  # fmt: skip
def test_good_french_passes(text: str) -> None:
    assert list(catalogues.french(text)) == []


@pytest.mark.parametrize("text", ["It's done", "Wait...", "Hello {0}", "Hello {}", "Hello {"])
def test_english_source_faults_are_reported(text: str) -> None:
    assert list(catalogues.english(entry(text)))
