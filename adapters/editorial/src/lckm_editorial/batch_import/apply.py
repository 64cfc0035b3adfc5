"""Taking in one procedure of an import, with its files."""

from collections.abc import Mapping
from functools import partial

import attrs

from lckm_core.findings import Findings
from lckm_core.procedures import (
    Procedure,
    allow_missing_files,
    check_attachments,
    named_files,
)
from lckm_editorial.actor import Actor
from lckm_editorial.batch_import.plan import Planned, Status
from lckm_editorial.command_session import REFUSALS, CommandSession
from lckm_editorial.handover_options import HandoverOptions, Submitter, make_handover
from lckm_editorial.submitted_files import (
    files_in,
    has_new_files,
    merge_findings,
    read_files,
    without_note,
)


def take_in(
    session: CommandSession,
    planned: Planned,
    submitter: Submitter,
    options: HandoverOptions,
    *,
    noter: Actor | None,
    dry_run: bool,
) -> Planned:
    """Take one procedure in and return what became of it, once it is stored.

    A text that is stored already is left alone unless it comes with other files. A newer
    edition that somebody made meanwhile is not overwritten. *noter*, of the call centre,
    enters the call centre's own field in an act of its own; without one, a text that
    changes that field is refused (wzór: Inne).

    Raises ``LckmError`` for a file that cannot be read and ``OSError``.
    """
    if planned.status not in (Status.NEW, Status.CHANGED, Status.UNCHANGED):
        return planned
    files = _files(session, planned)
    if planned.status is Status.UNCHANGED and not has_new_files(planned.newest, files):
        return planned
    procedure = planned.procedure
    assert procedure is not None  # what is not unfit was built
    if planned.status is Status.UNCHANGED:
        planned = attrs.evolve(planned, status=Status.CHANGED)
    planned = attrs.evolve(
        planned,
        findings=merge_findings(
            planned.findings, _file_findings(session, planned, procedure, files)
        ),
    )
    note = procedure.call_centre.other if noter else None
    if dry_run:  # a sibling that is named by title has no number yet
        with_number = tuple(other for other in procedure.related if other.id)
        procedure = attrs.evolve(procedure, related=with_number)
    try:
        handover = make_handover(session, procedure, submitter, options)
        session.centre.hand_in(
            without_note(procedure) if note else procedure,
            handover=handover,
            by=submitter.name,
            role=submitter.role_for(handover),
            now=session.now,
            allow_e_delivery=options.e_delivery,
            seen=planned.newest.number if planned.newest else None,
            files=files,
            findings=planned.row.submitted.own if planned.row.submitted else (),
        )
        if noter and note and not dry_run:
            session.centre.note(procedure.id, note, role=noter.role, by=noter.name, now=session.now)
    except REFUSALS as error:
        return planned.not_taken(error)
    return planned


def _files(session: CommandSession, planned: Planned) -> Mapping[str, bytes]:
    """Return the files that came with a text, where an adapter keeps files."""
    keeps = session.centre.plugins.answers("provide_documents")
    return (
        read_files(files_in(planned.row.folder)) if keeps and planned.row.folder is not None else {}
    )


def _file_findings(
    session: CommandSession, planned: Planned, procedure: Procedure, files: Mapping[str, bytes]
) -> Findings:
    """Return what is wrong with the files that a text names, with missing ones as warnings.

    Files of the newest edition count as well as those that came now.
    """
    plugins = session.centre.plugins
    named = {name for _, name, _ in named_files(procedure)}
    before = (
        {file.name: file.address for file in planned.newest.files if file.name in named}
        if planned.newest
        else {}
    )
    content = {name: partial(plugins.documents.read, address) for name, address in before.items()}
    found = check_attachments(procedure, content | dict(files))  # type: ignore[arg-type]
    return allow_missing_files(found)
