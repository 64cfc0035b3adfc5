"""Files that heads and the Monitoring section exchange: Word forms, requests, a report."""

import contextlib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from lckm_cli.toolkit import find_files, read_as, read_procedure, read_procedures
from lckm_demo.folder import save
from lckm_demo.outcome_pages import File
from lckm_demo.paths import ACCESSIBILITY, WORD
from lckm_documents import (
    DocumentSandbox,
    check_folder_file,
    files_to_check,
    folder_page,
    purposes_of,
)
from lckm_word import (
    read_word,
    redline,
    template,
    write,
)

_FILLED = "KA-02764"
"""The sample that is shown in Word."""


class Looked(NamedTuple):
    """How many files to download were checked, and what was found in all of them."""

    files: int
    errors: int
    warnings: int


def make_word(target: Path, at: datetime) -> list[File]:
    """Write the empty form, a procedure on it, and each sample request as tracked changes.

    Raises:
        ValueError: the procedure is not read back as it was written.
    """
    procedures, updates = target / "samples" / "procedures", target / "samples" / "updates"
    filled = read_procedure(str(procedures / f"{_FILLED}.yaml"))
    files = {
        "wzor": (template(), "Pusty wzór opisu", "lckm word template"),
        _FILLED: (written := write(filled), f"{_FILLED}: opis na wzorze", "lckm word write"),
    }
    if read_word(written).procedure() != filled:
        raise ValueError(f"{_FILLED} is not read from Word as it was written")
    for found in find_files([str(updates)]):
        request = read_as(found.path, "update-request")
        old = procedures / f"{request.procedure}.yaml"
        if old.is_file():
            procedure = read_procedure(str(old))
            document = redline(procedure, request, author=procedure.cell or procedure.unit, at=at)
            title = f"{request.procedure}: wniosek o aktualizację ze zmianami śledzonymi"
            files[f"{request.procedure}.wniosek"] = (document, title, "lckm word redline")
    (target / WORD).mkdir()
    for name, (content, _, _) in files.items():
        (target / WORD / f"{name}.docx").write_bytes(content)
    return [File(f"{WORD}/{name}.docx", title, note) for name, (_, title, note) in files.items()]


def look_into_files(target: Path) -> Looked:
    """Check the sample files to download, and write the report."""
    with contextlib.chdir(target), DocumentSandbox() as sandbox:
        purposes = purposes_of(
            procedure for _, procedure in read_procedures(("samples/procedures",))[0]
        )
        departures = read_as("samples/departures.yaml", "departures").departures
        meant = files_to_check([Path("samples/files")], purposes)
        judged = [check_folder_file(document, sandbox, departures=departures) for document in meant]
    save(target / ACCESSIBILITY, folder_page(judged))
    return Looked(
        len(judged),
        sum(document.errors for document in judged),
        sum(document.warnings for document in judged),
    )
