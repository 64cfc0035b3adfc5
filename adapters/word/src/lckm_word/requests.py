"""An update request as a Word file: the form with what goes and comes as tracked changes, under a head that says whose it is."""

from datetime import UTC, datetime
from typing import Any

import attrs

from lckm_core import (
    Findings,
    InvalidProcedureError,
    Message,
    Procedure,
    UpdateRequest,
    amend,
    compare,
    request_from_data,
    request_to_data,
    to_data,
)
from lckm_word.controls import Pen, Stamp
from lckm_word.forms import all_nodes, nodes_of
from lckm_word.heads import CONSOLIDATED, HOW_TO_READ, ROOT, head, head_nodes, is_request
from lckm_word.kinds import NO_REQUEST
from lckm_word.package import open_package
from lckm_word.packing import pack
from lckm_word.reading import Reader, Reading
from lckm_word.walking import Walk
from lckm_word.writing import Form


@attrs.frozen
class RequestReading:
    """An update request as read from a Word file: the request, and what was found of the procedure before and after it.

    ``request`` is ``None`` where one of the two has faults that no procedure can have; ``after.findings`` say which.
    """

    request: UpdateRequest | None
    before: Reading
    after: Reading


def redline(old: Procedure, request: UpdateRequest, *, author: str, at: datetime) -> bytes:
    """Return an update request as a ``.docx`` file with tracked changes: the same bytes for the same arguments.

    Accepting all of them gives the procedure as the request wants it, refusing all the one it was. A consolidated text is shown
    without changes, as the ordinance has it, with the reason in the head.

    Args:
        old: the edition that the request is made against.
        request: what is to change.
        author: whose changes they are, as Word shows it.
        at: when they were made; a moment with its zone.

    Raises:
        AmendmentConflictError, InvalidProcedureError: what ``amend`` says of the request.
        UnwritableError: a control character. ``ValueError``: a moment without a zone.

    Provision: zał. 2 § 9 ust. 2.
    """
    if at.tzinfo is None:
        raise ValueError("at= takes a moment with its zone")
    new = to_data(amend(old, request))
    told = {**request_to_data(request), CONSOLIDATED: True if request.consolidated is not None else None}
    form = Form(Pen(Stamp(author, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))))
    title = f"Wniosek o aktualizację procedury {old.id}"
    blocks = [
        form.pen.said("Title", title),
        form.pen.said("LckmHint", HOW_TO_READ),
        *form.sections(head(), told, told),
        *form.sections(nodes_of(Procedure), new if request.consolidated is not None else to_data(old), new),
    ]
    return pack(blocks, title)


def holds_request(source: bytes) -> bool:
    """Return whether a Word file is an update request: it has a control of its head, or the head's title.

    Raises ``UnreadableFileError`` as :func:`read_word` does.
    """
    return is_request(open_package(source))


def read_request(source: bytes) -> RequestReading:
    """Return the update request that the tracked changes of a Word file are.

    The procedure is read twice, with all changes refused and with all accepted; the request is what makes one of the other, with
    what the head says of who asks, when and why. What :func:`redline` wrote of a request that ``compare`` made comes back as it was;
    one written by hand comes back in ``compare``'s words, and makes the same of the same procedure.

    Provision: zał. 2 § 9 ust. 2. Raises ``UnreadableFileError`` for what cannot be read, is hostile, or has no head of a request.
    """
    package = open_package(source)
    readings, heads = [], []
    for view in ("refuse", "accept"):
        reader = Reader((*head_nodes(), *all_nodes(Procedure)))
        walk = Walk(package, "accept" if view == "accept" else "refuse")
        reader.read(walk)
        readings.append(reader.reading(walk, nodes_of(Procedure), decided=True))
        heads.append(reader.filling.data(head(), ROOT))
    before, after = readings
    if not is_request(package):
        said = Message(
            "Dokument nie jest wnioskiem: nie ma w nim działu „Wniosek o aktualizację”. Wniosek wypisze lckm word redline.",
            "The document is no request: it has no section for one. lckm word redline writes one.",
        )
        after = attrs.evolve(after, findings=Findings((NO_REQUEST.at((), said), *after.findings), form=Procedure))
        return RequestReading(None, before, after)
    return RequestReading(_request(before, after, heads[1]), before, after)


def _request(before: Reading, after: Reading, head: dict[str, Any]) -> UpdateRequest | None:
    try:
        old, new = before.procedure(), after.procedure()
    except InvalidProcedureError:
        return None
    told = {key: value for key, value in head.items() if key != CONSOLIDATED}
    marked = compare(old, new)
    if head.get(CONSOLIDATED) is True:
        marked = UpdateRequest(procedure=new.id, consolidated=new)
    return request_from_data({**request_to_data(attrs.evolve(marked, base=None)), **told})
