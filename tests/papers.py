"""Three hundred hostile names, and how a test sees that a paper shows each as it is: nothing lost, nothing obeyed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from tests import paper

_PAYLOADS = [
    # Markup and entities.
    "<b>x</b>", "<i>", "</para>", "<br/>", '<img src="file:///etc/passwd"/>', '<a href="http://x.example">y</a>',
    "<script>alert(1)</script>", '<font color="[[].append(1)]">', "&amp;", "&lt;b&gt;", "&#60;", "&", "<", ">",
    "<!-- -->", "]]>", "<jean@ex.fr>", '<img src="\\\\host\\share\\x.png">',
    # What a PDF is written with.
    "(", ")", "((", "\\", "\\)", "\\051", "(x) Tj", "endstream", "endobj", "%PDF-1.7", "%%EOF", "/JavaScript",
    "<< /S /URI >>", "stream\\nx", "<feff>",
    # Placeholders and formulas.
    "{name}", "{0}", "{", "}", "{{}}", "%s", "%(name)s", "%", "${HOME}", "$(id)", "`id`", "=1+1", "@SUM(1)", "+33",
    "-2", "=cmd|'/C calc'!A0", '"', "'", "''", ";", "--", "; DROP TABLE x", "#", "|", "~", "^", "§", "…", "’", "« »",
    # Letters that are two, wide, narrow, joined, or from elsewhere.
    "e\u0301", "x\u0302", "Å", "ﬁ", "Œ", "ẞ", "Ĳ", "Ａｂ", "ﾊ", "𝐀", "Ωμέγα", "Юлия", "Նարե", "ნინო", "Nguyễn",
    "Þór", "Čapek", "İı", "ǅ", "ʻOkina", "Ñandú",
    # No font of ours has these.
    "山田", "김민준", "आशा", "สมชาย", "አበበ", "🙂", "👩‍👩‍👧", "🇫🇷", "\U000e0041", "𓀀", "\ue000", "\ufffd",
    # Signs nobody sees.
    "a\u200bb", "a\u200db", "a\u00adb", "\u202egnp", "\u2066x\u2069", "\ufeffx", "\x00x", "\x1b[2Jx", "\x07x",
    "a\tb", "a\nb", "a\r\nb", "a\u2028b", "a\u0085b", "a\u00a0b", "a\u202fb", "a\u3000b", "\ud800x", "\udfffx",
    "\ufffe", "a\x7fb",
    # Letters read from the right.
    "محمد", "יוסף", "فاطمة",
    # Long ones.
    "x" * 200, "mot " * 60, "Jean-" * 40, "W" * 130, "i" * 300,
]  # fmt: skip


def _corpus() -> Iterator[str]:
    shapes = ("{}", "Anne {}", "{} Roux", "M{}n")
    for shape in shapes:
        for payload in _PAYLOADS:
            yield shape.replace("{}", payload, 1)


NAMES = tuple(dict.fromkeys(_corpus()))[:300]
BEYOND = frozenset("山田김민준आशाสมชายአበ🙂👩👧🇫🇷𓀀\ufffe𝐀Ａｂﾊ")
"""The signs among them that none of our fonts has."""
_FROM_THE_RIGHT = ("R", "AL")


def wanted(name: str, unprintable: Collection[str]) -> str:
    """What paper must show for a name: composed, without invisible signs, "?" for the signs it has listed."""
    text = unicodedata.normalize("NFC", re.sub("[\t\n\v\f\r\u0085\u2028\u2029]", " ", name))
    text = text.replace("ﬁ", "fi")  # what readers of a PDF make of the joined sign
    seen = (sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    return paper.plain("".join("?" if sign in unprintable else sign for sign in seen))


def shows(text: str, name: str, unprintable: Collection[str]) -> bool:
    """Whether a page's text shows a name whole, or its beginning before an ellipsis where it was too long.

    Texts read from the right come back in another order, so their signs are counted.
    """
    full = wanted(name, unprintable)
    if any(unicodedata.bidirectional(sign) in _FROM_THE_RIGHT for sign in full):
        return not Counter(full.replace(" ", "")) - Counter(text)
    if full in text:
        return True
    return len(full) > 12 and any(paper.plain(full[:end] + "…") in text for end in range(8, len(full)))


def missing(texts: Iterable[str], names: Iterable[str], unprintable: Collection[str]) -> list[str]:
    """The names that their page does not show; one page, or whatever text stands for it, for each name."""
    return [name for text, name in zip(texts, names, strict=True) if not shows(text, name, unprintable)]


def obeyed(path: Path) -> list[str]:
    """What a PDF would do by itself or fetch from elsewhere: must be nothing."""
    found = re.sub(rb"\bstream\r?\n.*?endstream", b"", path.read_bytes(), flags=re.DOTALL)
    found = re.sub(rb"\((?:\\.|[^\\()])*\)", b"", found, flags=re.DOTALL)
    acts = ("JavaScript", "JS", "URI", "Launch", "OpenAction", "AA", "EmbeddedFile", "SubmitForm", "GoToR")
    return [act for act in acts if re.search(rf"/{act}\b".encode(), found)]
