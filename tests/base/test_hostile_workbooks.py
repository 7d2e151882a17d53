"""Workbooks made to hurt: refused before anything is parsed, in under two seconds and 150 MB."""

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from parrainage_desktop.base import table_files
from parrainage_desktop.base.tables_in import BrokenFile

SHEET = "xl/worksheets/sheet1.xml"
ROWS = b'<row r="2"><c r="A2" t="inlineStr"><is><t>%s</t></is></c></row>'


def workbook() -> dict[str, bytes]:
    """The parts of a workbook of one name."""
    packed = io.BytesIO()
    book = Workbook(packed)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Nom", "Ville"])
    sheet.write_row(1, 0, ["Martin", "Lyon"])
    book.close()
    with zipfile.ZipFile(packed) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    """A workbook of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_rows(rows: bytes, before: bytes = b"") -> dict[str, bytes]:
    """A workbook with other rows on its sheet."""
    parts = workbook()
    sheet = parts[SHEET]
    parts[SHEET] = before + sheet[: sheet.index(b"<sheetData>") + 11] + rows + sheet[sheet.index(b"</sheetData>") :]
    return parts


def entities(name: str) -> dict[str, bytes]:
    """A billion laughs in one of the parts."""
    parts = workbook()
    levels = b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
    head, body = parts[name].split(b"?>", 1)
    parts[name] = head + b'?><!DOCTYPE x [<!ENTITY a0 "ha">' + levels + b"]>" + body.replace(b"Martin", b"&a9;")
    return parts


def many_rows(path: Path) -> Path:
    return packed(path, with_rows(b'<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 1_048_576))


def huge_string(path: Path) -> Path:
    return packed(path, with_rows(ROWS % (b"x" * 60_000_000)))


def huge_shared_string(path: Path) -> Path:
    parts = workbook()
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"Martin", b"x" * 60_000_000)
    return packed(path, parts)


def wide_row(path: Path) -> Path:
    return packed(path, with_rows(b'<row r="2">' + b'<c r="A2"><v>1</v></c>' * 600_000 + b"</row>"))


def many_entries(path: Path) -> Path:
    return packed(path, workbook() | {f"xl/media/{i}.xml": b"<x/>" for i in range(500)})


def laughs_in_the_sheet(path: Path) -> Path:
    return packed(path, entities(SHEET))


def laughs_in_the_strings(path: Path) -> Path:
    return packed(path, entities("xl/sharedStrings.xml"))


def a_file_outside(path: Path) -> Path:
    parts = workbook()
    head, body = parts[SHEET].split(b"?>", 1)
    parts[SHEET] = head + b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + body
    return packed(path, parts)


def links_to_other_files(path: Path) -> Path:
    return packed(path, workbook() | {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


def macros(path: Path) -> Path:
    return packed(path, workbook() | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def many_sheets(path: Path) -> Path:
    parts = workbook()
    return packed(path, parts | {f"xl/worksheets/sheet{i}.xml": parts[SHEET] for i in range(2, 120)})


def a_formula_unsolved(path: Path) -> Path:
    return packed(path, with_rows(ROWS % b"Martin" + b'<row r="3"><c r="A3"><f>A2&amp;"x"</f><v></v></c></row>'))


def a_lie_about_sizes(path: Path) -> Path:
    """The directory says that a sheet of 30 MB is a small one."""
    packed(path, with_rows(ROWS % (b"x" * 30_000_000)))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        sheet = archive.getinfo(SHEET)
        size = sheet.file_size.to_bytes(4, "little")
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = (90_000).to_bytes(4, "little")
    path.write_bytes(content)
    return path


def one_part_for_many(path: Path) -> Path:
    """A directory that names the same packed megabytes a hundred times."""
    packed(path, with_rows(ROWS % (b"x" * 3_000_000)))
    with zipfile.ZipFile(path, "a") as archive:
        sheet = archive.getinfo(SHEET)
        for i in range(100):
            again = zipfile.ZipInfo(f"xl/worksheets/again{i}.xml")
            for name in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(again, name, getattr(sheet, name))
            archive.filelist.append(again)
            archive.NameToInfo[again.filename] = again
        archive._didModify = True  # type: ignore[attr-defined]
    return path


def a_locked_one(path: Path) -> Path:
    packed(path, workbook())
    content = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            content[place + flags] |= 1
    path.write_bytes(content)
    return path


def a_cut_one(path: Path) -> Path:
    packed(path, workbook())
    path.write_bytes(path.read_bytes()[:-200])
    return path


def another_archive(path: Path) -> Path:
    return packed(path, {"readme.txt": b"hello", "../../evil.sh": b"rm"})


def a_name_outside(path: Path) -> Path:
    return packed(path, workbook() | {"../../xl/evil.xml": b"<x/>"})


BOMBS: list[tuple[Callable[[Path], Path], str]] = [
    (many_rows, "workbook_bomb"),
    (huge_string, "workbook_bomb"),
    (huge_shared_string, "workbook_bomb"),
    (wide_row, "workbook_bomb"),
    (many_entries, "workbook_bomb"),
    (one_part_for_many, "workbook_bomb"),
    (a_lie_about_sizes, "file_damaged"),
    (laughs_in_the_sheet, "workbook_entities"),
    (laughs_in_the_strings, "workbook_entities"),
    (a_file_outside, "workbook_entities"),
    (links_to_other_files, "workbook_links"),
    (macros, "workbook_macros"),
    (many_sheets, "too_many_sheets"),
    (a_formula_unsolved, "formula_unsolved"),
    (a_locked_one, "file_damaged"),
    (a_cut_one, "file_damaged"),
    (another_archive, "file_damaged"),
    (a_name_outside, "file_damaged"),
]


@pytest.mark.parametrize(("make", "kind"), BOMBS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_hostile_workbook_is_refused_at_once(make: Callable[[Path], Path], kind: str, tmp_path: Path) -> None:
    path = make(tmp_path / "clients.xlsx")
    start = time.perf_counter()
    with pytest.raises(BrokenFile) as refused:
        for _row in table_files.open_source(path).rows():
            pass
    assert refused.value.kind == kind, refused.value.message
    assert time.perf_counter() - start < 2


MEASURED = """
import sys
from pathlib import Path
from parrainage_desktop.base import table_files
from parrainage_desktop.base.tables_in import BrokenFile
import openpyxl
try:
    for row in table_files.open_source(sys.argv[1]).rows():
        pass
except BrokenFile:
    pass
print(next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line[:5] == "VmHWM"))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="nothing here says how much memory was needed")
@pytest.mark.parametrize("make", [huge_string, huge_shared_string, wide_row, a_lie_about_sizes])
def test_a_hostile_workbook_takes_no_memory(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path / "clients.xlsx")
    done = subprocess.run([sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 150_000


def test_an_honest_workbook_is_read(tmp_path: Path) -> None:
    source = table_files.open_source(packed(tmp_path / "clients.xlsx", workbook()))
    assert source.headings == ("Nom", "Ville")
    assert list(source.rows()) == [(2, ["Martin", "Lyon"])]
