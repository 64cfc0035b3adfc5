"""Files to download that no edition has: ``lckm verify`` names them, and ``--mend-downloads``
removes them, and no other.
"""

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import pytest
from sqlalchemy import update

from lckm_core import (
    Channel,
    Handover,
    Role,
    read,
)
from lckm_sql.tables import documents, editions

SAMPLES = Path(__file__).parents[3] / "samples"
FILES = sorted((SAMPLES / "files" / "KA-01238").iterdir())
HANDOVER = Handover(
    unit="Urząd Miasta Łodzi",
    cell="Wydział Gospodarki Komunalnej",
    role=Role.HEAD_OF_CELL,
    channel=Channel.EDMS,
    received_on=date(2026, 3, 4),
    reference="WGK.1.2026",
    asked_by="Anna Zielińska",
)


@pytest.fixture(
    params=[
        "database",
        pytest.param(
            "folder", marks=pytest.mark.slow(reason="another store; the database stands for it")
        ),
    ]
)
def centre(city, request, monkeypatch):
    """An edition with its files was handed in yesterday, and a file whose handing-in was
    killed before its edition came.
    """
    (city.folder / "kept_files.py").write_text(FOLDER_ADAPTER, encoding="utf-8")
    monkeypatch.delitem(__import__("sys").modules, "kept_files", raising=False)
    use = "lckm_sql:SqlDocumentsAdapter" if request.param == "database" else "kept_files:KeptFiles"
    where = f'url = "sqlite:///{city.data}/lckm.sqlite"\n' if request.param == "database" else ""
    city.settings(more=f'\n[[adapter]]\nuse = "{use}"\n{where}')
    centre = city.centre()
    handed_in(centre, "KA-01238")
    centre.plugins.documents.keep(b"%PDF- of no edition")
    return centre


def handed_in(centre, number):
    text = read((SAMPLES / "procedures" / f"{number}.yaml").read_bytes()).procedure()
    given = {path.name: path.read_bytes() for path in (SAMPLES / "files" / number).iterdir()}
    handover = attrs.evolve(HANDOVER, unit=text.unit, cell=text.cell)
    centre.hand_in(text, handover=handover, by="Ewa Pokazowa", now=datetime.now(UTC), files=given)


FOLDER_ADAPTER = """
from lckm_documents.store import FolderDocuments
from lckm_core import impl

class KeptFiles:
    name = "kept-files"

    @impl
    def provide_documents(self):
        return FolderDocuments("downloads")
"""


def grow_old(city, centre):
    """Let a day pass since everything was kept."""
    for path in (city.folder / "downloads").rglob("*"):
        os.utime(path, (0, 0))
    with centre.plugins.reports.database.writing() as connection:
        connection.execute(update(documents).values(kept_at=datetime.now(UTC) - timedelta(days=1)))


def found(run, *options):
    done = run("verify", "--format", "json", *options)
    return [one["kind"] for one in json.loads(done.stdout)]


def test_they_are_named_and_removed_and_what_an_edition_has_stays(city, centre, run):
    assert found(run, "--mend-downloads") == [], "within the hour its edition may be about to come"
    grow_old(city, centre)
    assert found(run) == ["files to download of no edition"]
    said = run("verify").output
    assert "Plików: 1, pierwszy " in said
    done = run("verify", "--mend-downloads")
    assert "Usunięto plików do pobrania: 1\n" in done.output
    assert done.exit_code == 0
    (edition,) = centre.plugins.procedures.all_editions()
    assert len(edition.files) == len(FILES)
    assert None not in [centre.plugins.documents.read(file.address) for file in edition.files]
    assert found(run, "--mend-downloads") == []


def test_mending_after_a_restore_removes_none_of_them(city, centre, run):
    """Where editions are back from an older copy, files of newer ones look the same: to remove
    them is asked for by itself.
    """
    grow_old(city, centre)
    kept = centre.plugins.documents.unwanted(())
    assert found(run, "--mend") == ["files to download of no edition"]
    assert centre.plugins.documents.unwanted(()) == kept


def test_where_an_edition_cannot_be_read_none_is_removed(city, centre, run):
    grow_old(city, centre)
    with centre.plugins.reports.database.writing() as connection:
        connection.execute(update(editions).values(text="["))
    kinds = ["row that was changed or damaged", "editions that cannot be read"]
    assert found(run, "--mend-downloads") == kinds
    assert centre.plugins.documents.unwanted(()) != []


def test_where_no_edition_has_a_file_none_is_removed(city, centre, run):
    """The folder of procedures may not be connected."""
    grow_old(city, centre)
    with centre.plugins.reports.database.writing() as connection:
        connection.execute(editions.delete())
    assert found(run, "--mend-downloads") == []
    assert len(centre.plugins.documents.unwanted(())) == len(FILES) + 1


def test_texts_put_back_without_where_they_stand_lose_no_file(city, run, monkeypatch):
    """The folder of procedures is being put back, and one ``editions.json`` has not come yet."""
    (city.folder / "kept_files.py").write_text(FOLDER_ADAPTER, encoding="utf-8")
    monkeypatch.delitem(__import__("sys").modules, "kept_files", raising=False)
    city.settings(more='\n[[adapter]]\nuse = "kept_files:KeptFiles"\n')
    path = city.folder / "lckm.toml"
    text = path.read_text(encoding="utf-8").replace('without = ["procedures"]\n', "")
    path.write_text(
        text.replace('without = ["notices"]', 'without = ["notices", "procedures"]'),
        encoding="utf-8",
    )
    centre = city.centre()
    for number in ("KA-01238", "KA-01492"):
        handed_in(centre, number)
    grow_old(city, centre)
    kept = centre.plugins.documents.unwanted(())
    assert found(run) == []
    (city.folder / "base" / "procedures" / "KA-01492" / "editions.json").unlink()
    assert found(run, "--mend-downloads") == ["editions that cannot be read"]
    assert centre.plugins.documents.unwanted(()) == kept
