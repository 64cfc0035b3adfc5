"""The parts of lckm demo: its exporter keeps the contract, its unit does what it is asked and
no more.
"""

import gzip
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import attrs
import pytest

from lckm_core import Edition
from lckm_core.procedures import parts
from lckm_core.publication import HeldFile, publication_of
from lckm_demo.call_centre_exporter import CallCentrePages
from lckm_demo.planted_data_search import search
from lckm_demo.unit_staff import obey, obey_at_helpdesk
from lckm_testing import ExportContract, PersonalDataCanary
from lckm_testing.knowledge_base import knowledge_base


class TestCallCentrePages(ExportContract):
    whole_or_nothing = True

    @pytest.fixture
    def exporter(self, tmp_path: Path) -> CallCentrePages:
        return CallCentrePages(tmp_path)

    @pytest.fixture
    def shown(self, exporter: CallCentrePages, tmp_path: Path) -> Callable[[], Mapping[str, Any]]:
        return lambda: {
            path.stem: (path.read_bytes(), path.with_suffix(".json").read_bytes())
            for path in (tmp_path / "call-centre").glob("KA-*.html")
        }


def test_a_page_leads_to_its_files_whatever_their_names(tmp_path: Path) -> None:
    name = "cennik 100%25 #2.pdf"
    (text,) = knowledge_base(1)
    paper = parts.OtherDocument("Cennik", name)
    procedure = attrs.evolve(text, other_documents=(paper,), valid_from=None, valid_to=None)
    edition = Edition(
        procedure=procedure,
        published_by="Ewa Pokazowa",
        published_on=date(2026, 3, 2),
        files=(HeldFile(name, "1", 3),),
    )
    publication = publication_of(
        [edition], CallCentrePages.audiences, on=date(2026, 11, 25), read=lambda _: b"abc"
    )
    CallCentrePages(tmp_path).export(lambda: publication)
    folder = tmp_path / "call-centre"
    page = (folder / f"{procedure.id}.html").read_text(encoding="utf-8")
    (address,) = re.findall('href="(pliki/[^"]*)"', page)
    assert (folder / unquote(address)).read_bytes() == b"abc"
    assert not set(address) & {"#", " "}


PEOPLE = [PersonalDataCanary("demo-parts-1"), PersonalDataCanary("demo-parts-2")]


def test_what_several_files_hold_alike_is_found_in_each(tmp_path: Path) -> None:
    """Each content is looked through once, and told of wherever it lies; packed or not."""
    first, second = PEOPLE
    packed = gzip.compress(second.email.encode())
    for name, content in {
        "a/1.txt": first.email.encode(),
        "b/2.txt": first.email.encode(),
        "c.gz": packed,
        "d.txt": b"x",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    searched = search(tmp_path, PEOPLE, 2)
    assert (searched.files, searched.planted) == (4, 2)
    assert {trace.where for trace in searched.traces} == {"a/1.txt", "b/2.txt", "c.gz > gzip at 0"}
    assert all(first.email not in place and second.email not in place for place in searched.places)


def test_a_name_that_tells_is_found_and_not_told(tmp_path: Path) -> None:
    person = PEOPLE[0]
    (tmp_path / f"od {person.email}").mkdir()
    (tmp_path / "inny").write_bytes(b"")
    searched = search(tmp_path, PEOPLE, 1)
    assert {trace.where for trace in searched.traces} == {"name of an entry"}
    assert person.email not in "".join(searched.places)


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
    notices = [
        mail(tmp_path / "a", f"n{count}.eml", "[ŁCKM] Usuń dane osobowe: zgłoszenie ZG-1")
        for count in (1, 2)
    ]
    others = mail(tmp_path / "b", "1.eml", "[ŁCKM] Zgłoszenie ZG-1: drzewo")
    assert obey(tmp_path) == 1
    assert not named.exists()
    assert all(path.exists() for path in (plain, longer, *notices, others))
    assert obey(tmp_path) == 0


def test_files_that_somebody_deleted_meanwhile_are_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, subject in (("1", "Dziura"), ("1", "Usuń dane osobowe: zgłoszenie 1")):
        record = {"subject": subject, "report": {"number": number}, "attachments": ["a", "b"]}
        (tmp_path / f"{subject[0]}.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "b").write_bytes(b"b")
    assert obey_at_helpdesk(tmp_path) == 1
    assert not (tmp_path / "b").exists()
    assert obey_at_helpdesk(tmp_path) == 0
    # Those that are gone between the listing and the reading.
    gone = [tmp_path / "gone.json", tmp_path / "gone.eml"]
    monkeypatch.setattr(Path, "glob", lambda folder, pattern: gone)
    monkeypatch.setattr(Path, "rglob", lambda folder, pattern: gone)
    assert (obey(tmp_path), obey_at_helpdesk(tmp_path)) == (0, 0)
