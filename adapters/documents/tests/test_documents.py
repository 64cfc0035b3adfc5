"""The adapter of a host: made from plain settings, it opens nothing; what it answers is taken
by the core.
"""

import socket
import threading

import pytest
from fake_clamd import FakeClamd

from lckm_cli.settings.errors import InvalidValueError
from lckm_cli.settings.factory import create_adapter
from lckm_core import build
from lckm_core.ports import Unscanned
from lckm_documents.folder_adapter import DocumentsAdapter

USE = "lckm_documents.folder_adapter:DocumentsAdapter"


def test_a_settings_file_makes_it_and_nothing_is_opened(tmp_path):
    table = {
        "use": USE,
        "root": {"path": "files"},
        "clamd": "unix:/run/clamav/clamd.ctl",
        "timeout": 5,
    }
    plugins = build(create_adapter(table, tmp_path))
    assert [one.name for one in plugins.scanners] == ["clamd"]
    assert list(tmp_path.iterdir()) == []
    plugins.documents.keep(b"x")
    assert (tmp_path / "files").is_dir()


def test_without_an_address_there_is_no_scanner(tmp_path):
    assert list(DocumentsAdapter(root=str(tmp_path)).contribute_scanners()) == []


@pytest.mark.parametrize(
    "wrong", [{"clamd": "nic"}, {"clamd": "localhost:3310", "timeout": 0}, {"unknown": "x"}]
)
def test_settings_that_cannot_be_are_refused_at_once(tmp_path, wrong):
    with pytest.raises(InvalidValueError):
        create_adapter({"use": USE, "root": str(tmp_path), **wrong}, tmp_path)


def test_the_time_is_that_of_the_settings(socket_folder):
    never = threading.Event()
    daemon = FakeClamd(socket.AF_UNIX, str(socket_folder / "c.ctl"), wait=lambda: never.wait(10))
    try:
        (scanner,) = DocumentsAdapter(
            root="files", clamd=f"unix:{daemon.address}", timeout=0.2
        ).contribute_scanners()
        verdict = scanner.scan("a.pdf", b"x")
        assert isinstance(verdict, Unscanned)
        assert "0.2 s" in verdict.reason.en
    finally:
        never.set()
        daemon.close()
