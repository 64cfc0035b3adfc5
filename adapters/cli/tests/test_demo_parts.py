"""The parts of lckm demo: its exporter keeps the contract, its unit does what it is asked and no more."""

from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from lckm_cli.demo.exporting import PageExporter
from lckm_cli.demo.units import obey
from lckm_core import Audience
from lckm_core.testing import ExportContract


class TestPages(ExportContract):
    whole_or_nothing = True

    @pytest.fixture
    def exporter(self, tmp_path: Path) -> PageExporter:
        return PageExporter(Audience.BIP, tmp_path)

    @pytest.fixture
    def shown(self, exporter: PageExporter, tmp_path: Path) -> Callable[[], Mapping[str, Any]]:
        return lambda: {
            path.stem: (path.read_bytes(), (tmp_path / "json" / "bip" / f"{path.stem}.json").read_bytes())
            for path in (tmp_path / "bip").glob("KA-*.html")
        }


def mail(folder: Path, name: str, subject: str) -> Path:
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content("treść")
    folder.mkdir(exist_ok=True, parents=True)
    (folder / name).write_bytes(bytes(message))
    return folder / name


def test_a_unit_deletes_what_a_notice_in_its_mailbox_names(tmp_path: Path) -> None:
    named = mail(tmp_path / "a", "1.eml", "[ŁCKM] Zgłoszenie ZG-1: drzewo")
    plain = mail(tmp_path / "a", "2.eml", "[ŁCKM] Zgłoszenie ZG-2")
    longer = mail(tmp_path / "a", "3.eml", "[ŁCKM] Zgłoszenie ZG-11: drzewo")
    notices = [mail(tmp_path / "a", f"n{count}.eml", "[ŁCKM] Usuń dane osobowe: zgłoszenie ZG-1") for count in (1, 2)]
    others = mail(tmp_path / "b", "1.eml", "[ŁCKM] Zgłoszenie ZG-1: drzewo")
    assert obey(tmp_path) == 1
    assert not named.exists()
    assert all(path.exists() for path in (plain, longer, *notices, others))
    assert obey(tmp_path) == 0
