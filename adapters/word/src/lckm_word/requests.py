"""An update request as a Word file: the form with what goes and comes as tracked changes, under a head that says whose it is."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
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
    fields_of,
    read,
    request_from_data,
    request_to_data,
    to_data,
    to_yaml,
)
from lckm_word.controls import Pen, Stamp
from lckm_word.forms import Look, Node, Path, all_nodes, by_path, nodes_of
from lckm_word.kinds import NO_REQUEST
from lckm_word.names import local, val, w
from lckm_word.package import Package, open_package
from lckm_word.packing import pack
from lckm_word.reading import Reader, Reading
from lckm_word.walking import Walk
from lckm_word.writing import Form

_ROOT = "request"
_SECTION = "Wniosek o aktualizację"
_CONSOLIDATED = "consolidated"
_INTRODUCTION = "Opis po zmianach ma zaznaczone śledzenie zmian: przekreślone zniknie, podkreślone przybędzie. Przyjęcie wszystkich zmian daje opis po zmianie, odrzucenie wszystkich – dotychczasowy."


@attrs.frozen
class RequestReading:
    """An update request as read from a Word file: the request, and what was found of the procedure before and after it.

    ``request`` is ``None`` where one of the two has faults that no procedure can have; ``after.findings`` say which.
    """

    request: UpdateRequest | None
    before: Reading
    after: Reading


@cache
def _head() -> tuple[Node, ...]:
    """Return the fields of the head: those of the request's form that are no changes, and whether the text is consolidated."""
    flag = next(field.shape for field in fields_of(Procedure) if field.shape.form == "flag")
    head = []
    for node in nodes_of(UpdateRequest, (_ROOT,)):
        if node.path[-1] == _CONSOLIDATED:
            field = attrs.evolve(node.field, shape=flag)
            node = attrs.evolve(node, field=field, look=Look.LEAF, children=(), hint="„tak”, gdy to cały nowy opis, a nie zaznaczone zmiany.")
        if node.path[-1] != "procedure" and (node.look is Look.LEAF or (node.look is Look.GROUP and not node.long)):
            head.append(attrs.evolve(node, section=_SECTION, level=2, children=tuple(attrs.evolve(one, section=_SECTION) for one in node.children)))
    return tuple(head)


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
    told = {**request_to_data(request), _CONSOLIDATED: True if request.consolidated is not None else None}
    form = Form(Pen(Stamp(author, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))))
    title = f"Wniosek o aktualizację procedury {old.id}"
    blocks = [
        form.pen.said("Title", title),
        form.pen.said("LckmHint", _INTRODUCTION),
        *form.sections(_head(), told, told),
        *form.sections(nodes_of(Procedure), new if request.consolidated is not None else to_data(old), new),
    ]
    return pack(blocks, title)


def holds_request(source: bytes) -> bool:
    """Return whether a Word file is an update request: it has a control of its head, or the head's title.

    Raises ``UnreadableFileError`` as :func:`read_word` does.
    """
    return _is_request(open_package(source))


def _is_request(package: Package) -> bool:
    tags = {val(one) for one in package.document.iter(w("tag"))}
    if tags & {node.tag for node in (*_head(), *(child for node in _head() for child in node.children))}:
        return True
    texts = ("".join(one.text or "" for one in para.iter(w("t"))) for para in package.document.iter() if local(para) == "p")
    return any(text.strip() == _SECTION for text in texts)


def read_request(source: bytes) -> RequestReading:
    """Return the update request that the tracked changes of a Word file are.

    The procedure is read twice, with all changes refused and with all accepted; the request is what makes one of the other, with
    what the head says of who asks, when and why. What :func:`redline` wrote of a request that ``compare`` made comes back as it was;
    one written by hand comes back in ``compare``'s words, and makes the same of the same procedure.

    Provision: zał. 2 § 9 ust. 2. Raises ``UnreadableFileError`` for what cannot be read, is hostile, or has no head of a request.
    """
    package = open_package(source)
    nodes = (*_head(), *(child for node in _head() for child in node.children), *all_nodes(Procedure))
    paths: dict[Path, Node] = {node.path: node for node in nodes} | dict(by_path(Procedure))
    readings, heads = [], []
    for view in ("refuse", "accept"):
        reader = Reader(nodes, paths)
        walk = Walk(package, "accept" if view == "accept" else "refuse")
        reader.read(walk)
        readings.append(reader.reading(walk, nodes_of(Procedure), decided=True))
        heads.append(reader.filling.data(_head(), _ROOT))
    before, after = readings
    if not _is_request(package):
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
    told = {key: value for key, value in head.items() if key != _CONSOLIDATED}
    marked = compare(old, new)
    if head.get(_CONSOLIDATED) is True:
        marked = UpdateRequest(procedure=new.id, consolidated=new)
    return request_from_data({**request_to_data(attrs.evolve(marked, base=None)), **told})
