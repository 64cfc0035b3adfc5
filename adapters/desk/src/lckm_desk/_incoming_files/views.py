"""The pages with a file: taking it in, and making a request from it."""

from collections.abc import Sequence

from starlette.requests import Request

from lckm_core.amendments import check_request
from lckm_core.organisation import Role
from lckm_core.publication import Edition, State
from lckm_desk import _labels as labels
from lckm_desk._finding_rows import finding_row
from lckm_desk._incoming_files.download_files import DownloadFiles
from lckm_desk._incoming_files.handover_form import (
    BEGINNING,
    CHANNEL_LABELS,
    DAYS,
    FIRST_DAYS,
    ROLES,
    TEXTS,
    HandoverForm,
)
from lckm_desk._incoming_files.material import Material
from lckm_desk._incoming_files.request_file import RequestFile
from lckm_desk._incoming_files.take_in import OTHER, TakeIn
from lckm_desk._pages import Fault, View
from lckm_desk._responsible_people import cell_change_words
from lckm_desk._undone_corrections import undone_corrections


def take_in_view(
    sent: TakeIn,
    material: Material | None,
    request: Request,
    *,
    faults: Sequence[Fault] = (),
    status: int = 200,
) -> View:
    """Return the form, with what was typed and what was read of the file.

    Args:
        sent: the form as it was sent.
        material: what the file holds, ``None`` where none was read.
        request: the request, whose path links begin with.
        faults: why it is not taken in.
        status: the HTTP status.
    """
    form = sent.handover_form(material)
    procedure = material.procedure if material is not None else None
    about = procedure or (sent.record.newest.procedure if sent.record is not None else None)
    names = (*TEXTS, *DAYS, "rola", "kanal")
    files = DownloadFiles.of(sent.centre, sent.fields, material)
    title = f"Przyjmij nową wersję: {sent.number}" if sent.number else "Przyjmij opis z pliku"
    return View(
        template="take_in",
        title=title,
        here="procedures",
        status=status,
        faults=faults,
        context={
            **sent.context(material),
            "typed": {name: form.text(name, about) for name in names} | _asked_by(form, material),
            "first": {f"{name}{BEGINNING}": form.first_day(name) for name in FIRST_DAYS},
            "people": form.people(about) if about is not None else [],
            "roles": ROLES,
            "channels": CHANNEL_LABELS,
            "issued": sent.issued(material),
            "text": sent.preview(procedure, request),
            "documents": [],
            "file_findings": [],
            "despite": "",
            **(files.context() if files is not None else {}),
            "undone": _undone(material),
            "cell_change": _cell_change_words(sent, material),
            "copied_from": sent.copied_from(material),
            "is_other": bool(sent.fields.text(OTHER)),
            "takes_documents": sent.centre.plugins.answers("provide_documents"),
        },
    )


def _undone(material: Material | None) -> list[tuple[str, str]]:
    """Return the corrections that a text would undo."""
    if material is None or material.record is None:
        return []
    if material.base is None or material.procedure is None:
        return []
    editions = material.record.readable
    return undone_corrections(editions, material.base.procedure, material.procedure)


def _cell_change_words(sent: TakeIn, material: Material | None) -> str:
    """Return that a text would move its procedure to another cell; empty if it would not."""
    if material is None or material.record is None or material.procedure is None:
        return ""
    number = material.record.newest.number + 1
    made = Edition(procedure=material.procedure, number=number, state=State.RECEIVED)
    return cell_change_words(sent.centre, [*material.record.editions, made], sent.today)


def _asked_by(form: HandoverForm, material: Material | None) -> dict[str, str]:
    """Return who asks, as the request that was chosen just now says."""
    request = material.request if material is not None else None
    if material is None or request is None or not material.file.is_new or form.text("kto"):
        return {}
    return {"kto": request.requested_by or ""}


def _days_of(edition: Edition) -> str:
    """Return the days of an edition in words."""
    first, last = edition.window.start, edition.window.end
    begin = f"od {labels.day(first)}" if first else "od publikacji"
    return f"{begin} {f'do {labels.day(last)}' if last else 'bez końca'}"


def request_file_view(
    sent: RequestFile,
    material: Material | None,
    request: Request,
    *,
    faults: Sequence[Fault] = (),
    status: int = 200,
) -> View:
    """Return the form, and what the file that was sent changes.

    Args:
        sent: the form as it was sent.
        material: what the file holds, ``None`` where none was read.
        request: the request, whose path links begin with.
        faults: why there is no request.
        status: the HTTP status.
    """
    procedure = material.procedure if material is not None else None
    made = sent.request(material)
    rows = list(material.findings) if material is not None else []
    if made is not None and material is not None and material.request is None:
        # Its errors come from the text that it makes, and are among the rows already.
        rows += map(finding_row, check_request(made, sent.base.procedure).warnings)
    directory = sent.centre.plugins.directory
    is_of_office = sent.base.procedure.unit == directory.city.office
    return View(
        template="request_file",
        title=f"Wniosek o zmianę: {sent.number}",
        here="procedures",
        status=status,
        faults=faults,
        context={
            **sent.context(material),
            "base": sent.base,
            "bases": [(edition, _days_of(edition)) for edition in sent.bases],
            "is_ready": made is not None,
            "rows": rows,
            "changes": sent.changes(procedure),
            "text": sent.preview(procedure, request),
            # The Director's own department is a cell of the Office.
            "goes_by_edms": is_of_office or sent.permission.role is Role.DIRECTOR,
            "mailbox": directory.city.material_mailbox,
        },
    )
