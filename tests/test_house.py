"""The house rules a reader would otherwise have to watch for, each shown to catch what it is there for."""

import ast
import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "parrainage_desktop"

Finding = tuple[int, str]
Scanner = Callable[[str, ast.Module], Iterator[Finding]]

# Libraries that cost time at start-up, imported by the work that needs them; and the program's own parts that
# bring such a library, or a whole screen, with them.
LAZY_LIBRARIES = {
    "PIL", "alembic", "argon2", "babel", "defusedxml", "email_validator", "openpyxl", "phonenumbers", "platformdirs",
    "psycopg", "pypdfium2", "qrcode", "qtawesome", "rapidfuzz", "reportlab", "vobject", "xlsxwriter", "zxingcpp",
}  # fmt: skip
LAZY_PARTS = {
    "*": ["parrainage_desktop.base.painting", "parrainage_desktop.base.pdf", "parrainage_desktop.base.qr",
          "parrainage_desktop.*.document",
          "parrainage_desktop.*.review_document"],
    "__main__.py": ["parrainage_desktop.*", "PySide6.*"],
    "app.py": ["parrainage_desktop.*", "PySide6.*"],
    "base/database.py": ["parrainage_desktop.base.migrations*"],
    "base/shape.py": ["parrainage_desktop.base.migrations*"],
    "documents/gathering.py": ["parrainage_desktop.documents.*"],
    "privacy/watch.py": ["parrainage_desktop.privacy.service"],
    "referrals/overview.py": ["parrainage_desktop.referrals.listing"],
    "referrals/overview_desk.py": ["parrainage_desktop.referrals.listing"],
    "referrals/page.py": [f"parrainage_desktop.referrals.{name}" for name in "detail family touch_desk".split()],
    "ui/toolkit.py": ["PySide6.*"],
    "vouchers/acts.py": ["parrainage_desktop.vouchers.dialogs"],
    "shell/*": [
        "parrainage_desktop.*.page",
        "parrainage_desktop.*.dialogs",
        "parrainage_desktop.*.kiosk",
        "parrainage_desktop.counter.decisions",
        "parrainage_desktop.documents.catalogue",
        "parrainage_desktop.counter.story",
        "parrainage_desktop.imports.answer_dialogs",
        "parrainage_desktop.insights.comparing", "parrainage_desktop.insights.credits",
        "parrainage_desktop.referrals.board",
        "parrainage_desktop.reports.earned",
        "parrainage_desktop.reports.practice",
        "parrainage_desktop.surveys.callbacks",
        "parrainage_desktop.shell.*",
        "parrainage_desktop.ui.*",
        "parrainage_desktop.base.database",
        "parrainage_desktop.base.log",
        "PySide6.QtNetwork",
    ],
}

# The calls whose first argument a person reads, and those that show any of their first two.
SHOWN = """
    setText setPlainText setWindowTitle setTitle setToolTip setStatusTip setWhatsThis setPlaceholderText
    setAccessibleName setAccessibleDescription setInformativeText setDetailedText setLabelText setSuffix
    setPrefix setHeaderLabels setHorizontalHeaderLabels addMenu addItems showMessage label QLabel QToolButton
    QCheckBox QRadioButton QGroupBox QCommandLinkButton QDockWidget
""".split()
SHOWN_SECOND = "addAction addTab addRow addItem QAction QPushButton".split()


def lazy_imports(path: str, tree: ast.Module) -> Iterator[Finding]:
    """Imports inside functions, but for those that are late on purpose."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for line, name in imported(function):
            if not may_be_late(path, name):
                yield line, f"imports {name} inside a function"


def imported(tree: ast.AST) -> Iterator[Finding]:
    """The line and name of each import; for `from a import b` the name is a.b, as b may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def may_be_late(path: str, name: str) -> bool:
    """Whether this file may import this module inside a function."""
    if name.partition(".")[0] in LAZY_LIBRARIES:
        return True
    parts = [part for pattern, parts in LAZY_PARTS.items() if fnmatch(path, pattern) for part in parts]
    return any(fnmatch(candidate, part) for candidate in (name, name.rpartition(".")[0]) for part in parts)


def bare_labels(path: str, tree: ast.Module) -> Iterator[Finding]:
    """QLabel guesses whether its text is markup; ui.fields.label never does."""
    if path == "ui/fields.py":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) == "QLabel":
            yield node.lineno, "makes a QLabel; use ui.fields.label"


def literal_texts(path: str, tree: ast.Module) -> Iterator[Finding]:
    """Words shown to a person that no translator will see; SQL has labels of its own."""
    if path.startswith("base/") or path.endswith(("store.py", "lists.py")):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = called(node)
            for argument in node.args[: 1 if name in SHOWN else 2 if name in SHOWN_SECOND else 0]:
                if words := literal_words(argument):
                    yield node.lineno, f"shows {words!r} without _()"


def called(node: ast.Call) -> str:
    """The plain name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def literal_words(node: ast.expr) -> str:
    """The text of a literal with at least two letters in a row, else nothing."""
    if isinstance(node, ast.List | ast.Tuple):
        return next((words for item in node.elts if (words := literal_words(item))), "")
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return next((text for text in texts if re.search(r"[^\W\d_]{2}", text)), "")


def babel_elsewhere(path: str, tree: ast.Module) -> Iterator[Finding]:
    """Numbers and dates have one spelling, made in one file."""
    for line, name in imported(tree):
        if name.split(".")[0] == "babel" and path != "base/i18n.py":
            yield line, f"imports {name}; use base.i18n"


def pdfs_elsewhere(path: str, tree: ast.Module) -> Iterator[Finding]:
    """The library that reads PDFs breaks the whole program when two threads are in it: one file has its lock."""
    if path == "base/pages.py":
        return
    for line, name in imported(tree):
        if name.split(".")[0] == "pypdfium2" and not name.startswith("pypdfium2.raw."):
            yield line, f"imports {name}; use base.pages"


def own_transactions(path: str, tree: ast.Module) -> Iterator[Finding]:
    """Transactions opened past Database.read and Database.write: no journal clock, no right kind of BEGIN."""
    if path in {"base/database.py", "base/engine.py"} or path.startswith("base/migrations/"):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in {"begin", "begin_nested"} and not node.args:
            yield node.lineno, f"calls .{called(node)}()"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("BEGIN"):
            yield node.lineno, f"says {node.value!r}"


def missing_docstrings(path: str, tree: ast.Module) -> Iterator[Finding]:
    """Public modules, classes and functions that do not say what they are."""
    if not ast.get_docstring(tree):
        yield 1, "the module has no docstring"
    for node in tree.body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if public and isinstance(node, ast.FunctionDef | ast.ClassDef) and not ast.get_docstring(node):
            yield node.lineno, f"{node.name} has no docstring"


def strange_stores(path: str, tree: ast.Module) -> Iterator[Finding]:
    """A feature's tables read from elsewhere than its own service, or from reports, insights and privacy."""
    feature, _, file = path.partition("/")
    if feature in {"reports", "insights", "privacy"} and file == "store.py":
        return
    written_in_parts = {
        "reports/ledger.py", "reports/key_store.py", "reports/then.py", "reports/friends.py",
        "insights/comparison_store.py",
    }  # fmt: skip
    if path in written_in_parts:
        return
    for line, name in imported(tree):
        parts = name.split(".")
        if parts[0] == "parrainage_desktop" and parts[2:3] == ["store"] and parts[1] != feature:
            yield line, f"reads the tables of {parts[1]}"


def bare_waits(path: str, tree: ast.Module) -> Iterator[Finding]:
    """qtbot.waitExposed outside `with` never waits, and a dialog's exec() never comes back in a test."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            name = called(node.value)
            if name in {"waitExposed", "waitActive", "exec"}:
                yield node.lineno, f"calls {name}() on its own"


# Each scanner with a file it must complain about and one it must leave alone.
CASES: list[tuple[Scanner, tuple[str, str], tuple[str, str]]] = [
    (
        lazy_imports,
        ("cards/service.py", "def f():\n    import json\n"),
        ("cards/service.py", "import json\ndef f():\n    from parrainage_desktop.cards import document\n"),
    ),
    (bare_labels, ("cards/page.py", "QtWidgets.QLabel(name)"), ("ui/fields.py", "QLabel()")),
    (literal_texts, ("ui/x.py", "b.setText('Save')"), ("ui/x.py", "b.setText(_('Save'))\nb.setText('…')")),
    (literal_texts, ("ui/x.py", "QPushButton(f'Pay {x}')"), ("ui/x.py", "QPushButton(f'{x} €')")),
    (literal_texts, ("ui/x.py", "t.setHeaderLabels(['Name'])"), ("ui/x.py", "t.setObjectName('Name')")),
    (
        babel_elsewhere,
        ("reports/wording.py", "from babel.dates import format_date"),
        ("base/i18n.py", "from babel.dates import format_date"),
    ),
    (
        pdfs_elsewhere,
        ("reports/pictures.py", "import pypdfium2"),
        ("base/pages.py", "def f():\n    import pypdfium2"),
    ),
    (own_transactions, ("cards/store.py", "c.begin()"), ("ui/x.py", "painter.begin(image)")),
    (own_transactions, ("cards/store.py", "c.execute('BEGIN IMMEDIATE')"), ("base/database.py", "'BEGIN'")),
    (missing_docstrings, ("x.py", "'''A.'''\ndef f(): pass"), ("x.py", "'''A.'''\ndef _f(): pass")),
    (missing_docstrings, ("x.py", "'''A.'''\nclass C: pass"), ("x.py", "'''A.'''\nclass C: 'C.'")),
    (missing_docstrings, ("x.py", "a = 1"), ("x.py", "'''A.'''")),
    (
        strange_stores,
        ("cards/service.py", "from parrainage_desktop.customers import store"),
        ("reports/store.py", "from parrainage_desktop.customers.store import CUSTOMERS"),
    ),
    (bare_waits, ("test_x.py", "qtbot.waitExposed(w)"), ("test_x.py", "with qtbot.waitExposed(w): w.show()")),
]

PACKAGE_SCANNERS = list(dict.fromkeys(scan for scan, *_ in CASES if scan is not bare_waits))


def scanned(scan: Scanner, folder: Path) -> list[str]:
    """What a scanner says about every file under a folder, as lines an editor can jump to."""
    return [
        f"{path.relative_to(ROOT)}:{line}: {problem}"
        for path in sorted(folder.rglob("*.py"))
        for line, problem in scan(path.relative_to(folder).as_posix(), ast.parse(path.read_bytes()))
    ]


@pytest.mark.parametrize("scan", PACKAGE_SCANNERS, ids=lambda scan: scan.__name__)
def test_the_package_keeps_the_house_rule(scan: Scanner) -> None:
    assert scanned(scan, PACKAGE) == []


def test_no_test_waits_in_vain() -> None:
    assert scanned(bare_waits, ROOT / "tests") == []


def test_no_test_reads_a_pdf_while_the_program_draws_it() -> None:
    assert scanned(pdfs_elsewhere, ROOT / "tests") == []


@pytest.mark.parametrize(("scan", "bad", "good"), CASES)
def test_a_scanner_sees_the_fault_and_only_the_fault(
    scan: Scanner, bad: tuple[str, str], good: tuple[str, str]
) -> None:
    assert list(scan(bad[0], ast.parse(bad[1])))
    assert not list(scan(good[0], ast.parse(good[1])))
