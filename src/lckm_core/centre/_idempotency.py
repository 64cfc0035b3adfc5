"""Whether what is handed in came before, and a newer edition was made since: a repeated call undoes nothing (zał. 2 § 9 ust. 2)."""

from collections.abc import Mapping, Sequence
from datetime import date

from lckm_core.amendments import UpdateRequest, keep_note
from lckm_core.centre._documents import take_in_files
from lckm_core.centre._editions import newest_standing
from lckm_core.ports import Plugins
from lckm_core.procedures import Handover, Procedure
from lckm_core.publication import Edition


def came_before(
    plugins: Plugins,
    editions: Sequence[Edition],
    what: Procedure | UpdateRequest,
    handover: Handover,
    requested_on: date | None,
    files: Mapping[str, bytes],
) -> Edition | None:
    """Return the edition, older than the newest, that the same handover of the same text or request made; ``None`` where none did.

    The call centre's own field makes no difference, for it is not the asker's. Where what came of it was returned, or the
    procedure was withdrawn or has expired, the same asks for something new.

    Raises :class:`InvalidProcedureError` for a file that has not passed a scanner.
    """
    standing, newest = newest_standing(editions), max((one.number for one in editions), default=0)
    if standing is None or standing.state.is_over:
        return None
    for one in sorted(editions, key=lambda edition: -edition.number):
        if one.number == newest or (one.handover, one.requested_on) != (
            handover,
            requested_on or handover.received_on,
        ):
            continue
        if any(other.state.is_over and other.shares_handover_with(one) for other in editions):
            continue
        if (
            _is_of(one, what)
            and take_in_files(plugins, one.procedure, files, one.files) == one.files
        ):
            return one
    return None


def _is_of(edition: Edition, what: Procedure | UpdateRequest) -> bool:
    if isinstance(what, UpdateRequest):
        return edition.request == what
    return keep_note(what, edition.procedure, (what,)) == edition.procedure
