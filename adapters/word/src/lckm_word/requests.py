"""Update requests as Word files: the form with tracked changes under a head."""

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
from lckm_word.form_messages import in_form_words
from lckm_word.forms import all_nodes, nodes_of
from lckm_word.package import open_package
from lckm_word.positions import DocumentPosition
from lckm_word.read_result import Reading
from lckm_word.reader import Reader
from lckm_word.request_head import (
    CONSOLIDATED,
    HOW_TO_READ,
    ROOT,
    SECTION,
    head,
    head_nodes,
    is_request,
)
from lckm_word.writer import Form
from lckm_word.zip_writer import pack

Editions = Callable[[str], Sequence[Procedure]]
"""Returns the stored editions of a procedure by its number; the last is current."""

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

    ``before`` is the procedure with all changes refused, ``after`` with all accepted. ``findings``
    are those of the request itself. ``base`` is the edition that it amends; ``outdated`` says that
    this is earlier than the current one. ``request`` is ``None`` where the request or one of the
    two procedures is invalid.
    """

    request: UpdateRequest | None
    before: Reading
    after: Reading
    findings: Findings
    base: Procedure | None = None
    outdated: bool = False

    @property
    def own(self) -> Findings:
        """The findings of the file and the request, without quotations from the file."""
        placed = (attrs.evolve(finding, place=self.place(finding)) for finding in self._of_request)
        return self.after.own + Findings(tuple(placed))

    @property
    def all_findings(self) -> Findings:
        """The findings of the request, of the new text, and of both together."""
        known = {(finding.code, finding.path) for finding in self.after.findings}
        return self.after.findings + Findings(
            tuple(
                finding for finding in self._of_request if (finding.code, finding.path) not in known
            )
        )

    @property
    def _of_request(self) -> Findings:
        if self.request is None or self.base is None:
            return in_form_words(self.findings)
        return in_form_words(self.findings + check_request(self.request, self.base))

    def place(self, finding: Finding) -> Message:
        """Return where in the document a finding is, in words."""
        return self.position(finding).message

    def position(self, finding: Finding) -> DocumentPosition:
        """Return the position of a finding."""
        known = (*self.after.findings, *self.after.own)
        return self.after.place(finding) if finding in known else self._at(finding.path)

    def at(self, path: str) -> Message:
        """Return where a JSON Pointer into the request or the new text leads."""
        return self._at(path).message

    def _at(self, path: str) -> DocumentPosition:
        key, _, inner_path = path[1:].partition("/")
        number = inner_path.partition("/")[0]
        if key == "changes" and self.request is not None and number.isdecimal():
            exact = self.outdated or not self.findings
            return _position(self.before, self.request.changes[int(number)].field, exact=exact)
        if key == "changes":
            return DocumentPosition()
        if key == CONSOLIDATED:
            return self.after.at(f"/{inner_path}")
        if key in _OWN:
            return DocumentPosition(SECTION, _OWN[key])
        return _position(self.after, path, exact=not self.outdated)


def _position(view: Reading, path: str, *, exact: bool) -> DocumentPosition:
    """Return the position of a path or, unless *exact*, of its field."""
    # An earlier edition may have other items at the same places.
    if exact:
        return view.at(path)
    return attrs.evolve(view.at("/".join(path.split("/")[:2])), row=0, column=0)


def redline(old: Procedure, request: UpdateRequest, *, author: str, at: datetime) -> bytes:
    """Return an update request as a ``.docx`` file with tracked changes.

    Accepting all changes gives the requested procedure, refusing all gives the old one. As the
    ordinance has it, a consolidated text is shown without changes, with the reason in the head.
    The same arguments give the same bytes.

    Args:
        old: the edition that the request amends.
        request: the requested changes.
        author: the author of the changes, as Word shows it.
        at: when they were made; a moment with its zone.

    Raises:
        AmendmentConflictError, InvalidProcedureError: the request cannot be applied.
        UnwritableError: a control character.
        ValueError: a moment without a zone.

    Provision: zał. 2 § 9 ust. 2.
    """
    if at.tzinfo is None:
        raise ValueError("at= takes a moment with its zone")
    new = to_data(amend(old, request))
    head_data = {
        **request_to_data(request),
        CONSOLIDATED: True if request.consolidated is not None else None,
    }
    form = Form(Pen(Stamp(author, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))))
    title = f"Wniosek o aktualizację procedury {old.id}"
    blocks = [
        form.pen.form_text("Title", title),
        form.pen.form_text("LckmHint", HOW_TO_READ),
        *form.sections(head(), head_data, head_data),
        *form.sections(
            nodes_of(Procedure), new if request.consolidated is not None else to_data(old), new
        ),
    ]
    return pack(blocks, title)


def holds_request(source: bytes) -> bool:
    """Return whether a Word file is an update request, by its head.

    Raises ``UnreadableFileError`` as :func:`read_word` does.
    """
    return is_request(open_package(source))


def read_request(
    source: bytes,
    *,
    against: Procedure | Editions | None = None,
    directory: Directory | None = None,
) -> RequestReading:
    """Return the update request in the tracked changes of a Word file.

    The procedure is read twice, with all changes refused and all accepted. The request is the
    difference, with what the head says of who asks, when and why. A request made by ``compare`` and
    written by :func:`redline` is read back unchanged.

    Args:
        source: the bytes of the ``.docx`` file.
        against: the current edition, or a function that returns the stored editions of a number.
            The request amends the current edition; a finding (LCKM-W013) says where the document
            shows another text as the old one. If that is an earlier edition, the request is the
            marked changes alone.
        directory: as for :func:`read_word`.

    Provision: zał. 2 § 9 ust. 2. Raises ``UnreadableFileError`` for an unreadable or hostile file.
    """
    package = open_package(source)
    before, _ = _read_procedure(Walk(package, "refuse"), directory)
    after, head_data = _read_procedure(Walk(package, "accept"), directory)
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
        same_but_note = shown != current and keep_note(shown, current, texts) == current
        earlier = shown in texts and not same_but_note
        if not earlier:
            # A document without the call centre's note, or with an earlier one, keeps the current.
            shown, new = keep_note(shown, current, texts), keep_note(new, current, texts)
        old = shown if earlier or current is None else current
        other = _other_edition(current, shown, earlier=earlier) if current is not None else ()
        request = _request_between(old, new, head_data)
    except InvalidProcedureError as error:
        return RequestReading(None, before, after, error.findings)
    return RequestReading(
        request, before, after, Findings(other, form=UpdateRequest), old, earlier and bool(other)
    )


def _read_procedure(walk: Walk, directory: Directory | None) -> tuple[Reading, dict[str, Any]]:
    """Return the procedure that a document holds in one view, and the data of its head."""
    reader = Reader((*head_nodes(), *all_nodes(Procedure)), keeps_emphasis=False)
    reader.read(walk)
    return reader.reading(
        walk, nodes_of(Procedure), decided=True, directory=directory
    ), reader.filling.data(head(), ROOT)


def _request_between(old: Procedure, new: Procedure, head_data: Mapping[str, Any]) -> UpdateRequest:
    """Return the request between two editions with the data of the head.

    Raises ``InvalidProcedureError`` where the head fits no request.
    """
    if head_data.get(CONSOLIDATED) is True:
        made = UpdateRequest(procedure=new.id, consolidated=new)
    else:
        made = compare(old, new)
    head_fields = {key: value for key, value in head_data.items() if key != CONSOLIDATED}
    # By way of text, so that the core judges what was typed into the head.
    head_alone = {"procedure": made.procedure, **head_fields}
    typed = read(to_yaml(head_alone, schema="update-request"), model=UpdateRequest).build(
        UpdateRequest
    )
    return attrs.evolve(typed, changes=made.changes, consolidated=made.consolidated)


def _other_edition(current: Procedure, before: Procedure, *, earlier: bool) -> tuple[Finding, ...]:
    """Return a finding if the old text in a document is not the current edition."""
    old, new = to_data(before), to_data(current)
    labels = [
        field.mark.label
        for field in fields_of(Procedure)
        if old.get(field.key) != new.get(field.key)
    ]
    if not labels:
        return ()
    fields = ", ".join(labels)
    if earlier:
        message = Message(
            "Dokument powstał z wcześniejszej wersji opisu niż obecna; od tamtej pory zmieniono "
            f"pola: {fields}. Wnioskiem są tylko "
            "zaznaczone zmiany, a reszta zostaje, jak jest. Sprawdź, czy pasują do obecnej wersji.",
            "The document was made from an earlier edition than the current one; fields changed "
            f"since: {fields}. The request is the marked "
            "changes alone, and the rest stays as it is. See whether they fit the current edition.",
        )
    else:
        message = Message(
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
    return (OTHER_EDITION.at((), message),)
