"""Compare a submitted file with the stored procedure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

import attrs

from lckm_core import ContactCentre
from lckm_core.amendments import (
    UpdateRequest,
    amend,
    check_request,
    require_note_kept,
    require_note_left,
)
from lckm_core.calendar import civil_day
from lckm_core.errors import AmendmentConflictError, LckmError, StoreUnavailableError
from lckm_core.findings import Finding, Findings, InvalidProcedureError
from lckm_core.organisation import Role
from lckm_core.procedures import Document, Procedure
from lckm_core.publication import (
    Edition,
    State,
    edition_to_change,
    edition_to_follow,
    without_returned,
)
from lckm_desk._finding_rows import finding_row, in_labels
from lckm_desk._incoming_files.submitted_file import (
    FIELD,
    SubmittedFile,
    read_text,
    require_word,
    unreadable,
)
from lckm_desk._pages import Fault
from lckm_desk._procedure_changes import Difference, procedure_difference
from lckm_desk._records.procedure import Place, ProcedureRecord, find_procedure
from lckm_desk._submissions import FaultyFieldsError
from lckm_desk._word_files import PlacedFinding, WordContent, WordFiles

# Any head will do: none may change the call centre's own field.
_ASKS = Role.HEAD_OF_CELL
_LONGEST_NUMBER = 40


@attrs.frozen(kw_only=True)
class Material:
    """What a file holds.

    Args:
        file: the file.
        record: the procedure that it is about, ``None`` for a new one.
        base: the edition that it changes, ``None`` for a new procedure.
        request: the request that it is, ``None`` for a whole text.
        procedure: the whole text; of a request what it makes. ``None`` where errors leave none.
        findings: each with its place, as rows of a page, those that stop it first.
        stopping: how many of them stop it: without what they are about there is no text.
        today: the day on which it is read.
        file_findings: those of the file alone, which may be stored.
        in_word: those to write into a copy of a Word file.
    """

    file: SubmittedFile
    record: ProcedureRecord | None
    base: Edition | None
    request: UpdateRequest | None
    procedure: Procedure | None
    findings: Sequence[dict[str, str]]
    file_findings: Findings
    today: date
    in_word: Sequence[PlacedFinding] = ()
    stopping: int = 0

    @property
    def followed(self) -> Edition | None:
        """The edition that it will replace; ``None`` for a new procedure."""
        if self.record is None or self.procedure is None or self.request is not None:
            return self.base
        return edition_to_follow(self.record.readable, self.procedure.valid_from, self.today)

    @property
    def changes(self) -> list[Difference]:
        """What it removes and inserts; empty for a new procedure."""
        followed = self.followed
        if self.record is None or followed is None or self.procedure is None:
            return []
        return procedure_difference(followed.procedure, self.procedure, self.record.titles)

    @property
    def is_known(self) -> bool:
        """Whether its text is that of the edition it would follow."""
        return (
            self.base is not None
            and not self.base.state.is_over
            and self.procedure == self.base.procedure
        )

    @property
    def record_may_change(self) -> bool:
        """Whether the record of the handover may still be corrected: until somebody checks it."""
        return self.base is not None and self.base.state in (State.RECEIVED, State.CORRECTED)

    @property
    def seen(self) -> str:
        """The edition that it was compared with, as the form carries it on."""
        return f"{self.base.number}.{len(self.base.acts)}" if self.base is not None else "0.0"


@attrs.frozen(kw_only=True)
class MaterialReader:
    """Reads submitted files and compares them with what is stored.

    Args:
        centre: the contact centre.
        word: what reads Word files, ``None`` where nothing does.
        number: the number of the procedure that a file has to be about; empty for any.
        places: whose editions count, as for :func:`find_procedure`.
        now: the moment, aware.
    """

    centre: ContactCentre
    word: WordFiles | None
    number: str = ""
    places: Sequence[Place] | None = None
    now: datetime

    def read(self, file: SubmittedFile) -> Material:
        """Return what a file holds.

        Raises :class:`FaultyFieldsError` where it cannot be read, or is about something else.
        """
        if not file.is_word:
            document = read_text(file)
            if document.model is Procedure:
                return self._text(file, document, None)
            return self._request(file, document, None)
        word = require_word(self.word, file)
        try:
            content = word.read(
                file.data, directory=self.centre.plugins.directory, editions=self._texts_of
            )
        except StoreUnavailableError:
            raise
        except LckmError as error:
            raise FaultyFieldsError([Fault(FIELD, unreadable(error))]) from None
        if content.document is not None:
            return self._text(file, content.document, content)
        return self._request(file, None, content)

    # ── whole texts ───────────────────────────────────────────────────────────────────────────────

    def _text(
        self, file: SubmittedFile, document: Document, content: WordContent | None
    ) -> Material:
        found = list(self.centre.check(document))
        value = document.data.get("id")
        number = (value.strip() if isinstance(value, str) else "") or self.number
        self._require_number(number)
        record: ProcedureRecord | None = None
        base: Edition | None = None
        procedure: Procedure | None = None
        stopping: Iterable[Finding] = ()
        try:
            text = document.procedure()
            text = attrs.evolve(text, id=text.id or self.number)
            (text,) = self.centre.give_numbers([text], now=self.now, new=False)
            record = self._record(text.id) if text.id else None
            base = record.readable[-1] if record is not None else None
            procedure = self._with_note(text, record)
        except InvalidProcedureError as error:
            stopping = error.findings
            found += _new_findings(stopping, found)
            record = record or (self._record(number) if number else None)
        rows = _place_findings(content, found, stopping)
        return Material(
            file=file,
            record=record,
            base=base,
            request=None,
            procedure=procedure,
            findings=rows.rows,
            file_findings=content.own if content is not None else Findings(),
            today=civil_day(self.now),
            in_word=rows.in_word,
            stopping=rows.stopping,
        )

    def _with_note(self, text: Procedure, record: ProcedureRecord | None) -> Procedure:
        """Return a text with the call centre's field of the newest edition not returned."""
        accepted = without_returned(record.readable) if record is not None else []
        newest = accepted[-1].procedure if accepted else None
        texts = [version for edition in accepted for version in edition.texts]
        return require_note_kept(text, newest, _ASKS, texts)

    # ── requests ──────────────────────────────────────────────────────────────────────────────────

    def _request(
        self, file: SubmittedFile, document: Document | None, content: WordContent | None
    ) -> Material:
        found: list[Finding] = []
        stopping: Iterable[Finding] = ()
        file_findings = content.own if content is not None else Findings()
        request = content.request if content is not None else None
        if document is not None:
            found += self.centre.check(document)
            try:
                request = document.build(UpdateRequest)
            except InvalidProcedureError as error:
                stopping = error.findings
                found += _new_findings(stopping, found)
        record, base, procedure = None, None, None
        if request is not None:
            record, accepted, changed = self._find_changed(request)
            is_repeated = _is_repeated(request, accepted[-1])
            base = accepted[-1] if is_repeated else changed
            if is_repeated:
                # Some findings depend on what is stored, which the request itself has changed.
                file_findings = Findings(base.findings)
            elif document is not None:
                judged = check_request(request, base.procedure)
                found += _new_findings(map(document.placed, judged), found)
                file_findings = Findings(judged.warnings)
            procedure, base_findings = self._amend_base(request, accepted, base)
            found += _new_findings(base_findings, found)
            stopping = base_findings if procedure is None else ()
        elif content is not None:
            # If a Word file makes no request, all its findings say why.
            stopping = [placed.finding for placed in content.findings()]
        rows = _place_findings(content, found, stopping)
        return Material(
            file=file,
            record=record,
            base=base,
            request=request,
            procedure=procedure,
            findings=rows.rows,
            file_findings=file_findings,
            today=civil_day(self.now),
            in_word=rows.in_word,
            stopping=rows.stopping,
        )

    def _find_changed(
        self, request: UpdateRequest
    ) -> tuple[ProcedureRecord, Sequence[Edition], Edition]:
        """Return a procedure, its accepted editions, and the one that a request changes.

        Raises :class:`FaultyFieldsError` where there is none.
        """
        self._require_number(request.procedure)
        record = self._record(request.procedure)
        if record is None:
            number = _shorten(request.procedure)
            text = f"Nie ma procedury {number}, którą ten wniosek zmienia."
            raise FaultyFieldsError([Fault(FIELD, text)])
        accepted = without_returned(record.readable)
        changed = edition_to_change(accepted, request)
        if changed is None:
            raise FaultyFieldsError([Fault(FIELD, _NOTHING_TO_AMEND)])
        return record, accepted, changed

    def _amend_base(
        self, request: UpdateRequest, accepted: Sequence[Edition], changed: Edition
    ) -> tuple[Procedure | None, Iterable[Finding]]:
        """Return the text that a request makes, with its findings, or why it makes none."""
        base = changed.procedure
        if _is_repeated(request, changed):  # this is what it made
            return base, self.centre.check(base)
        texts = [version for edition in accepted for version in edition.texts]
        try:
            text = amend(base, require_note_left(request, base, _ASKS, texts))
        except InvalidProcedureError as error:
            return None, error.findings
        except AmendmentConflictError as error:
            raise FaultyFieldsError([Fault(FIELD, in_labels(error.message.pl))]) from None
        return text, self.centre.check(text)

    # ── what is stored ────────────────────────────────────────────────────────────────────────────

    def _record(self, number: str) -> ProcedureRecord | None:
        return find_procedure(self.centre, number, self.places, civil_day(self.now))

    def _texts_of(self, number: str) -> Sequence[Procedure]:
        record = self._record(number)
        accepted = without_returned(record.readable) if record is not None else []
        return [text for edition in accepted for text in edition.texts]

    def _require_number(self, number: str) -> None:
        if self.number and number != self.number:
            text = (
                f"Ten plik dotyczy procedury {_shorten(number)}, a to jest strona procedury "
                f"{self.number}."
            )
            raise FaultyFieldsError([Fault(FIELD, text)])


_NOTHING_TO_AMEND = (
    "Jedyną wersję tej procedury zwrócono do poprawy, więc nie ma czego zmieniać wnioskiem. "
    "Potrzebny jest cały poprawiony opis."
)


def _is_repeated(request: UpdateRequest, edition: Edition) -> bool:
    """Return whether an edition was made of a request, whose day may have been typed over."""
    before = edition.request
    return before is not None and before == attrs.evolve(request, requested_on=before.requested_on)


def _shorten(number: str) -> str:
    """Return a number, cut short if it is too long to be one."""
    return number if len(number) <= _LONGEST_NUMBER else f"{number[:_LONGEST_NUMBER]}…"


def _new_findings(findings: Iterable[Finding], known: Iterable[Finding]) -> list[Finding]:
    """Return the findings that are not among the known ones."""
    found = {(finding.code, finding.path) for finding in known}
    return [finding for finding in findings if (finding.code, finding.path) not in found]


class _Rows(NamedTuple):
    """Findings as rows of a page, how many of the first stop it, and those of a Word file."""

    rows: list[dict[str, str]]
    stopping: int
    in_word: Sequence[PlacedFinding]


def _place_findings(
    content: WordContent | None, findings: Sequence[Finding], stopping: Iterable[Finding]
) -> _Rows:
    """Return findings as rows of a page, those in *stopping* first."""
    stops = {(finding.code, finding.path) for finding in stopping}
    in_word = content.findings(findings) if content is not None else ()
    placed = [(placed.finding, placed.place.message.pl) for placed in in_word]
    if content is None:
        placed = [(finding, "") for finding in findings]
    first = [row for row in placed if (row[0].code, row[0].path) in stops]
    others = [row for row in placed if (row[0].code, row[0].path) not in stops]
    return _Rows([finding_row(*row) for row in (*first, *others)], len(first), in_word)
