"""Keep the translation catalogues: collect the texts, check the French, compile.

`update` writes i18n/parrainage.pot and merges it into every language; `check` says what is wrong and changes
nothing; `compile` builds the .mo files. No dates and no line numbers are written, so that a catalogue changes
only when a text does.
"""

import re
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "parrainage_desktop"
FOLDER = ROOT / "i18n"
POT = FOLDER / "parrainage.pot"
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
HEADER = {
    "Project-Id-Version": "Parrainage Desktop",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
PLURALS = {"fr": "nplurals=2; plural=(n > 1);", "en": "nplurals=2; plural=(n != 1);"}
NARROW, NO_BREAK = "\u202f", "\u00a0"


def main(arguments: list[str]) -> int:
    """Run one command; 0 when all is well, 1 when `check` found something, 2 for wrong usage."""
    if arguments == ["update"]:
        return update()
    if arguments == ["check"]:
        return report(check())
    if arguments == ["compile"]:
        return compile_all(FOLDER)
    print("usage: python3 packaging/catalogues.py update|check|compile", file=sys.stderr)
    return 2


# Collecting


def template() -> polib.POFile:
    """The texts as the code has them now, file by file in the order they are written."""
    pot = polib.POFile(wrapwidth=0)
    pot.metadata = dict(HEADER)
    for path in sorted(SOURCES.rglob("*.py")):
        for entry in texts_in(path):
            merge(pot, entry)
    return pot


def texts_in(path: Path) -> Iterator[polib.POEntry]:
    """Every translatable text of one source file, with the notes written for translators above it."""
    from babel.messages.extract import extract

    with path.open("rb") as file:
        for _line, message, comments, context in extract("python", file, KEYWORDS, ["Translators:"]):
            one, many = message if isinstance(message, tuple) else (message, "")
            yield polib.POEntry(
                msgid=one, msgid_plural=many, msgctxt=context, comment="\n".join(comments), flags=flags(one)
            )


def flags(text: str) -> list[str]:
    """Tell editors which brace style a text uses."""
    return ["python-brace-format"] if fields(text) else []


def merge(pot: polib.POFile, entry: polib.POEntry) -> None:
    """Add a text once; its plural may be met later than its singular."""
    # polib's find takes any context for none: a word on its own would hide behind the same word in a context.
    known = next((one for one in pot if (one.msgid, one.msgctxt) == (entry.msgid, entry.msgctxt)), None)
    if known is None:
        entry.msgstr_plural = {0: "", 1: ""} if entry.msgid_plural else {}
        pot.append(entry)
    elif entry.msgid_plural and not known.msgid_plural:
        known.msgid_plural, known.msgstr_plural = entry.msgid_plural, {0: "", 1: ""}


def update() -> int:
    """Write the template and bring every language to it, keeping what is translated."""
    pot = template()
    POT.parent.mkdir(parents=True, exist_ok=True)
    save(pot, POT)
    for path in languages(FOLDER):
        po = read(path)
        po.merge(pot)
        drop_obsolete(po)
        po.metadata = {**HEADER, "Language": code(path), "Plural-Forms": PLURALS[code(path)]}
        save(po, path)
        done = len(po.translated_entries())
        print(f"{code(path)}: {done} of {len(po)} texts translated")
    return 0


def drop_obsolete(po: polib.POFile) -> None:
    """Forget texts the code no longer has; the history keeps them."""
    for entry in po.obsolete_entries():
        po.remove(entry)


def save(catalogue: polib.POFile, path: Path) -> None:
    """Write a catalogue, only when its text changed."""
    text = f"{catalogue}".rstrip("\n") + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def read(path: Path) -> polib.POFile:
    """A catalogue from disk, unwrapped; OSError when its syntax is broken."""
    return polib.pofile(str(path), wrapwidth=0)


def languages(folder: Path) -> list[Path]:
    """The language catalogues under a folder."""
    return sorted(folder.glob("*/LC_MESSAGES/parrainage.po"))


def code(path: Path) -> str:
    """The language of a catalogue, from its folder."""
    return path.parent.parent.name


# Compiling


def compile_all(folder: Path) -> int:
    """Build every .mo beside its .po, complete before it takes its name."""
    for path in languages(folder):
        built, part = path.with_suffix(".mo"), path.with_suffix(".mo.part")
        read(path).save_as_mofile(str(part))
        part.replace(built)
    return 0


# Checking


def report(problems: Iterable[str]) -> int:
    """Print what was found, one line each; 1 when there was anything."""
    found = list(problems)
    for line in found[:60]:
        print(line)
    if len(found) > 60:
        print(f"and {len(found) - 60} more")
    print(f"{len(found)} problem(s) in the texts" if found else "texts: complete")
    return 1 if found else 0


def check() -> Iterator[str]:
    """Everything wrong with the catalogues, as lines for a person."""
    pot = template()
    if not POT.exists() or POT.read_text(encoding="utf-8") != f"{pot}".rstrip("\n") + "\n":
        yield "i18n/parrainage.pot is older than the code: run python3 dev.py catalogues"
    for entry in pot:
        yield from (f"en: {problem}: {entry.msgid!r}" for problem in english(entry))
    for path in languages(FOLDER):
        yield from check_language(path, pot)


def check_language(path: Path, pot: polib.POFile) -> Iterator[str]:
    """What is missing, doubtful, of another shape or badly set in one language."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in read(path) if not entry.obsolete}
    for wanted in pot:
        entry = known.get((wanted.msgctxt, wanted.msgid))
        if entry is None or not entry.translated():
            state = "in doubt (fuzzy)" if entry and entry.fuzzy else "not translated"
            yield f"{code(path)}: {state}: {wanted.msgid!r}"
            continue
        for text in texts(entry):
            for problem in translation(entry, text, code(path)):
                yield f"{code(path)}: {problem}: {text!r}"


def texts(entry: polib.POEntry) -> list[str]:
    """Every form of a translation."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def translation(entry: polib.POEntry, text: str, language: str) -> Iterator[str]:
    """What is wrong with one form: its placeholders, and in French its typography."""
    if not text.strip():
        yield "empty form"
    # French says its singular for zero too, so both forms need the number.
    if fields(text) != fields(entry.msgid_plural or entry.msgid):
        yield "other placeholders than the English"
    if language == "fr":
        yield from french(text)


def fields(text: str) -> set[str]:
    """The names between braces; a text with a lone brace has the field '?' nobody fills in."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"?"}


def english(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with a source text: typewriter signs, numbered or broken placeholders."""
    both = [entry.msgid, entry.msgid_plural or entry.msgid]
    yield from dict.fromkeys(problem for text in both for problem in typewriter(text))
    if any(not name.isidentifier() for text in both for name in fields(text)):
        yield "placeholders need names"


def typewriter(text: str) -> Iterator[str]:
    """Signs a typewriter had and a printer has not."""
    if re.search(r"\w'\w", text):
        yield "straight apostrophe, write \u2019"
    if "..." in text:
        yield "three dots, write \u2026"


def french(text: str) -> Iterator[str]:
    """What a French printer would send back."""
    plain = re.sub(r"\{[^{}]*\}", "X", text)
    plain = re.sub(r"\b\w+://\S*", "X", plain)
    yield from typewriter(plain)
    if re.search(rf"[^{NARROW}\s(!?;][;!?]|[ {NO_BREAK}][;!?]", plain):
        yield "U+202F goes before ; ! ?"
    # A colon with a letter or a figure right behind it is a time of day or something to type, not punctuation.
    if re.search(rf"[^{NO_BREAK}\s]:(?!\w)|[ {NARROW}]:", plain):
        yield "U+00A0 goes before :"
    if re.search(rf"\u00ab(?!{NO_BREAK})|(?<!{NO_BREAK})\u00bb", plain):
        yield "U+00A0 goes inside \u00ab \u00bb"
    if re.search(r'"\w|\w"', plain):
        yield "straight quotes, write \u00ab \u00bb"
    if re.search(r"[ \d][%€]", plain):
        yield "U+00A0 goes before % and \u20ac"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
