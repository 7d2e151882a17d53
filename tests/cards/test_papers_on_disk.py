"""Whatever goes wrong with the disk, a paper is whole or not there, the old one stays, and the remedy is told."""

import os
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from unittest import mock

import pytest

from parrainage_desktop.base.codes import CodeKind, new_code
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.cards import document
from parrainage_desktop.cards.rules import CardFace
from parrainage_desktop.cards.stocks import PLAIN
from parrainage_desktop.vouchers.document import vouchers
from parrainage_desktop.vouchers.rules import Layout
from tests import paper
from tests.cards.test_document import PROGRAMME, SHOP
from tests.vouchers.test_document import VOUCHER

Maker = Callable[[Path], object]
Fault = Callable[[Path], AbstractContextManager[None]]
OLD = b"%PDF yesterday's"


def cards(path: Path) -> object:
    """A sheet of cards."""
    return document.sheet(path, [CardFace("Anne", new_code(CodeKind.CARD))], SHOP, PROGRAMME, "fr")


def outlines(path: Path) -> None:
    """A test page."""
    document.proof(path, PLAIN, SHOP, "fr")


def voucher(path: Path) -> object:
    """A voucher on A6."""
    return vouchers(path, [VOUCHER], SHOP, "fr")


def ticket(path: Path) -> object:
    """A voucher on a receipt."""
    return vouchers(path, [VOUCHER], SHOP, "fr", Layout.TICKET_80)


@contextmanager
def full_disk(path: Path) -> Iterator[None]:
    """The system lets no file grow past its first kilobyte."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def full_at_the_end(path: Path) -> Iterator[None]:
    """The disk says only when it must that nothing more fits."""
    with mock.patch.object(os, "fsync", side_effect=OSError(28, "No space left on device")):
        yield


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """The file may only be read."""
    with mock.patch.object(os, "access", return_value=False):
        yield


@contextmanager
def open_elsewhere(path: Path) -> Iterator[None]:
    """Another program holds the file, as Windows has it."""
    with mock.patch.object(os, "replace", side_effect=PermissionError(13, "used by another process")):
        yield


MAKERS = [cards, outlines, voucher, ticket]
FAULTS = [full_disk, full_at_the_end, read_only, open_elsewhere]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("fault", FAULTS)
def test_the_old_paper_stays_and_nothing_lies_beside_it(tmp_path: Path, maker: Maker, fault: Fault) -> None:
    path = tmp_path / "folder" / "paper.pdf"
    path.parent.mkdir()
    path.write_bytes(OLD)
    with fault(path), pytest.raises(UserError) as told:
        maker(path)
    assert (told.value.kind, "paper.pdf" in told.value.message) == ("file_unwritable", True)
    assert path.read_bytes() == OLD
    assert [file.name for file in path.parent.iterdir()] == ["paper.pdf"]
    maker(path)
    assert len(paper.pages(path)) > 0


@pytest.mark.parametrize("maker", MAKERS)
def test_a_folder_that_vanished_is_told(tmp_path: Path, maker: Maker) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    shutil.rmtree(folder)
    with pytest.raises(UserError) as told:
        maker(folder / "paper.pdf")
    assert told.value.kind == "file_unwritable"
    assert not folder.exists()


@pytest.mark.parametrize("maker", MAKERS)
def test_a_folder_where_the_file_should_be_stays(tmp_path: Path, maker: Maker) -> None:
    (tmp_path / "paper.pdf").mkdir()
    with pytest.raises(UserError):
        maker(tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").is_dir()
