"""The stored editions of a procedure whose material is handed in, perhaps again."""

from collections.abc import Mapping, Sequence
from datetime import date

from lckm_core.amendments import UpdateRequest
from lckm_core.procedures import Procedure
from lckm_core.publication import Edition, without_returned
from lckm_editorial.command_session import CommandSession
from lckm_editorial.submitted_files import has_new_files, without_note


def accepted_texts(session: CommandSession, number: str) -> Sequence[Procedure]:
    """Return the texts of a procedure that were not returned, the newest last.

    Those from before a note of the call centre are included.
    """
    editions = without_returned(stored_editions(session, number))
    return [text for edition in editions for text in edition.texts]


def stored_editions(session: CommandSession, number: str) -> Sequence[Edition]:
    """Return the stored editions of a procedure, the newest last."""
    stored = session.centre.plugins.procedures.editions(number)
    return sorted(stored, key=lambda edition: edition.number)


def _is_repeated(
    subject: Procedure | UpdateRequest, files: Mapping[str, bytes], edition: Edition
) -> bool:
    """Return whether an edition was made of the same text and files."""
    if has_new_files(edition, files):
        return False
    if isinstance(subject, UpdateRequest):
        return edition.request == subject
    return without_note(subject) == without_note(edition.procedure)


def received_before(
    session: CommandSession,
    subject: Procedure | UpdateRequest,
    number: str,
    files: Mapping[str, bytes],
    reference: str | None,
) -> date | None:
    """Return the day on which the same material was handed in before, if it was.

    An edition that is not the newest counts only under the same reference.
    """
    editions = stored_editions(session, number)[::-1]
    if any(edition.state.is_over for edition in editions[:1]):
        return None
    for edition in editions:
        if edition.handover is None or any(
            other.state.is_over and other.shares_handover_with(edition) for other in editions
        ):
            continue
        if (edition is editions[0] or edition.handover.reference == reference) and _is_repeated(
            subject, files, edition
        ):
            return edition.handover.received_on
    return None
