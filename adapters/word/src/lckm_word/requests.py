"""An update request as a Word file: the form with what goes and comes as tracked changes, under a head that says whose it is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import attrs

from lckm_core.amendments import (
    UpdateRequest,
    amend,
    check_request,
    compare,
    keep_note,
    request_to_data,
)
from lckm_core.fields import fields_of
from lckm_core.findings import Finding, Findings, InvalidProcedureError
from lckm_core.forms import to_data, to_yaml
from lckm_core.organisation import Directory
from lckm_core.procedures import Procedure, read
from lckm_core.text import Message
from lckm_word.body_reader import Walk
from lckm_word.content_controls import Pen, Stamp
from lckm_word.finding_kinds import NO_REQUEST, OTHER_EDITION
from lckm_word.forms import all_nodes, nodes_of
from lckm_word.headings import (
    CONSOLIDATED,
    HOW_TO_READ,
    ROOT,
    SECTION,
    head,
    head_nodes,
    is_request,
)
from lckm_word.package import open_package
from lckm_word.positions import DocumentPosition
from lckm_word.reader import Reader, Reading
from lckm_word.writer import Form
from lckm_word.zip_writer import pack

Kept = Callable[[str], Sequence[Procedure]]
"""Returns the texts of a procedure that are kept, by its number; the last is the current one."""

_OWN = {field.key: field.mark.label for field in fields_of(UpdateRequest)}
_NO_CHANGES = Message(
    "Dokument nie jest wnioskiem: nie ma w nim zmian śledzonych ani działu „Wniosek o "
    "aktualizację”. Weź obecny opis, włącz w Wordzie "
    "śledzenie zmian (Recenzja → Śledź zmiany) i popraw go.",
    "The document is no request: it has no tracked changes and no section for one. Take the "
    "current text, turn on Track Changes in Word "
    "(Review → Track Changes), and change it.",
)


@attrs.frozen
class RequestReading:
    """An update request as read from a Word file.

    ``before`` is the procedure with all changes refused, ``after`` with all accepted, each with its findings. ``findings`` are those of
    the request itself; ``base`` is what it was made against, ``outdated`` says that this is an earlier text than the current one. ``request`` is
    ``None`` where it, or one of the two procedures, has faults that none can have.
    """

    request: UpdateRequest | None
    before: Reading
    after: Reading
    findings: Findings
    base: Procedure | None = None
    outdated: bool = False

    @property
    def own(self) -> Findings:
        """What is wrong with the file and with the request, and the text that it makes does not show; it quotes nothing of the file."""
        placed = (attrs.evolve(one, place=self.place(one)) for one in self._of_request)
        return self.after.own + Findings(tuple(placed))

    @property
    def all_findings(self) -> Findings:
        """What is wrong with the request, what with the text that it makes, and what hangs on both."""
        told = {(one.code, one.path) for one in self.after.findings}
        return self.after.findings + Findings(
            tuple(one for one in self._of_request if (one.code, one.path) not in told)
        )

    @property
    def _of_request(self) -> Findings:
        if self.request is None or self.base is None:
            return self.findings
        return self.findings + check_request(self.request, self.base)

    def place(self, finding: Finding) -> Message:
        """Return where in the document a finding is: of the document, of the request, or of what the request makes."""
        known = (*self.after.findings, *self.after.own)
        return self.after.place(finding).message if finding in known else self.at(finding.path)

    def at(self, path: str) -> Message:
        """Return where in the document a JSON Pointer leads, into the request or into the text that it makes."""
        key, _, rest = path[1:].partition("/")
        number = rest.partition("/")[0]
        if key == "changes" and self.request is not None and number.isdecimal():
            exact = self.outdated or not self.findings
            return _around(self.before, self.request.changes[int(number)].field, exact=exact)
        if key == "changes":
            return DocumentPosition().message
        if key == CONSOLIDATED:
            return self.after.at(f"/{rest}").message
        if key in _OWN:
            return DocumentPosition(SECTION, _OWN[key]).message
        return _around(self.after, path, exact=not self.outdated)


def _around(view: Reading, path: str, *, exact: bool) -> Message:
    """Return where in a view of the document a place is; unless *exact*, its field alone, for items are counted in another text."""
    if exact:
        return view.at(path).message
    return attrs.evolve(view.at("/".join(path.split("/")[:2])), row=0, column=0).message


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
    told = {
        **request_to_data(request),
        CONSOLIDATED: True if request.consolidated is not None else None,
    }
    form = Form(Pen(Stamp(author, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))))
    title = f"Wniosek o aktualizację procedury {old.id}"
    blocks = [
        form.pen.message("Title", title),
        form.pen.message("LckmHint", HOW_TO_READ),
        *form.sections(head(), told, told),
        *form.sections(
            nodes_of(Procedure), new if request.consolidated is not None else to_data(old), new
        ),
    ]
    return pack(blocks, title)


def holds_request(source: bytes) -> bool:
    """Return whether a Word file is an update request: it has a control of its head, or the head's title.

    Raises ``UnreadableFileError`` as :func:`read_word` does.
    """
    return is_request(open_package(source))


def read_request(
    source: bytes, *, against: Procedure | Kept | None = None, directory: Directory | None = None
) -> RequestReading:
    """Return the update request that the tracked changes of a Word file are, whether it has the head of a request or not.

    The procedure is read twice, with all changes refused and with all accepted; the request is what makes one of the other, with
    what the head says of who asks, when and why. What :func:`redline` wrote of a request that ``compare`` made comes back as it was;
    one written by hand comes back in ``compare``'s words, and makes the same of the same procedure.

    Args:
        source: the bytes of the ``.docx`` file.
        against: the current edition, or what finds those that are kept by the procedure's number. Given, the request is made from the
            current one; that the document shows another text as the old one, as when somebody has accepted some of the changes, is a
            finding (LCKM-W013). Where that is an earlier edition, the changes that are marked are the request, and no others.
        directory: as for :func:`read_word`.

    Provision: zał. 2 § 9 ust. 2. Raises ``UnreadableFileError`` for what cannot be read or is hostile.
    """
    package = open_package(source)
    before, _ = _read(Walk(package, "refuse"), directory)
    after, told = _read(Walk(package, "accept"), directory)
    if not (after.tracked or is_request(package)):
        return RequestReading(None, before, after, Findings((NO_REQUEST.at((), _NO_CHANGES),)))
    texts = (
        against(str(before.data.get("id", "")))
        if callable(against)
        else (against,)
        if against is not None
        else ()
    )
    current = texts[-1] if texts else None
    try:
        shown, new = before.procedure(), after.procedure()
        earlier = shown in texts
        if not earlier:
            # The call centre's own: a document that leaves it out, or has what was there before, keeps what is there.
            shown, new = keep_note(shown, current, texts), keep_note(new, current, texts)
        old = shown if earlier or current is None else current
        other = _other_edition(current, shown, earlier=earlier) if current is not None else ()
        request = _made(old, new, told)
    except InvalidProcedureError as error:
        return RequestReading(None, before, after, error.findings)
    return RequestReading(
        request, before, after, Findings(other, form=UpdateRequest), old, earlier and bool(other)
    )


def _read(walk: Walk, directory: Directory | None) -> tuple[Reading, dict[str, Any]]:
    """Return the procedure that a document holds in one view, and what its head says."""
    reader = Reader((*head_nodes(), *all_nodes(Procedure)))
    reader.read(walk)
    return reader.reading(
        walk, nodes_of(Procedure), decided=True, directory=directory
    ), reader.filling.data(head(), ROOT)


def _made(old: Procedure, new: Procedure, told: Mapping[str, Any]) -> UpdateRequest:
    """Return the request between two editions with what the head says; raise ``InvalidProcedureError`` where that fits no request."""
    if told.get(CONSOLIDATED) is True:
        made = UpdateRequest(procedure=new.id, consolidated=new)
    else:
        made = attrs.evolve(compare(old, new), base=None)
    rest = {key: value for key, value in told.items() if key != CONSOLIDATED}
    # By way of text, so that the core judges what was typed into the head.
    head_alone = {"procedure": made.procedure, **rest}
    typed = read(to_yaml(head_alone, schema="update-request"), model=UpdateRequest).build(
        UpdateRequest
    )
    return attrs.evolve(typed, changes=made.changes, consolidated=made.consolidated)


def _other_edition(current: Procedure, before: Procedure, *, earlier: bool) -> tuple[Finding, ...]:
    """Return a finding where a document shows another text as the old one than the current edition: an *earlier* one, or none of ours."""
    shown, kept = to_data(before), to_data(current)
    labels = [
        field.mark.label
        for field in fields_of(Procedure)
        if shown.get(field.key) != kept.get(field.key)
    ]
    if not labels:
        return ()
    fields = ", ".join(labels)
    if earlier:
        said = Message(
            "Dokument powstał z wcześniejszej wersji opisu niż obecna; od tamtej pory zmieniono "
            f"pola: {fields}. Wnioskiem są tylko "
            "zaznaczone zmiany, a reszta zostaje, jak jest. Sprawdź, czy pasują do obecnej wersji.",
            "The document was made from an earlier edition than the current one; fields changed "
            f"since: {fields}. The request is the marked "
            "changes alone, and the rest stays as it is. See whether they fit the current edition.",
        )
    else:
        said = Message(
            "Dokument pokazuje jako dotychczasowy inny opis niż obecny; różnią się pola: "
            f"{fields}. Wniosek sporządzono do obecnego, "
            "więc zmienia także te pola. Sprawdź, czy dokument powstał z obecnego opisu i czy "
            "ktoś nie przyjął już części zmian.",
            "The document shows another text as the old one than the current edition; fields "
            f"that differ: {fields}. The request "
            "was made against the current one, so it changes these, too. See whether the document "
            "was made from the current text, and whether "
            "somebody has accepted some of the changes.",
        )
    return (OTHER_EDITION.at((), said),)
