"""Takes a report in: number, files, report and receipt, each act repeatable."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import attrs

from lckm_core import ContactCentre, Report
from lckm_core.calendar import require_aware
from lckm_core.centre import ReportPreview
from lckm_core.delivery import ReceiptText
from lckm_core.errors import AlreadyRegisteredError, describe_error
from lckm_core.forms import to_data
from lckm_core.law import cites
from lckm_core.organisation import Role
from lckm_core.ports import NumberSeries
from lckm_core.ports.optional import FileKeeping, first_offered
from lckm_core.reports import (
    INTAKE_LIMITS,
    Attachment,
    IntakeLimits,
    InvalidReportError,
    ReportForm,
    check_report_form,
    file_name,
    file_reference,
    media_type_of,
)
from lckm_intake.errors import FileExpiredError, NoFileStoreError, NumberNotIssuedError
from lckm_intake.keyed_codes import SecretKeys
from lckm_intake.metadata import CleanFile, remove_metadata
from lckm_intake.refusals import FileRefusedError, RefusalReason
from lckm_intake.sealed_drafts import DraftFile, OpenedDraft, SealedDrafts, SealedFile, seal_file

_LOG = logging.getLogger("lckm_intake")
_HEAD: Final = 32
_LONGEST_NAME: Final = 255
_RECEIPT, _NUMBER, _NAME = "receipt", "number", "name"


@attrs.frozen
class IssuedNumber:
    """A number for a report that is not sent yet, with the proof that it was issued here.

    The page carries both, so that a form sent twice is one report, and nobody takes the number of
    somebody else's.
    """

    number: str
    proof: str = attrs.field(repr=False)


@attrs.frozen
class Receipt:
    """What a resident gets: the number, and the code that proves that the report is theirs."""

    number: str
    code: str = attrs.field(repr=False)
    report: Report = attrs.field(repr=False)


@attrs.frozen(repr=False)
class _File:
    """A file of a form: a draft, or the attachment that was already stored for it."""

    name: str | None
    data: bytes


class Intake:
    """Takes reports in for one centre, with their files.

    Threads may share it, and any process with the same keys and stores goes on with what another
    began.

    Args:
        centre: the contact centre.
        keys: secrets of at least 32 bytes each, the newest first; the first makes codes and
            proofs, the others still verify them.
        limits: what is accepted.
        lifetime: how long a file waits for its report.
        accept_unscanned: whether a file that a scanner did not look at is taken all the same.
        remove_metadata: what removes metadata, such as :func:`lckm_intake.remove_metadata` in a
            process with limits.

    Raises ``InvalidSettingError`` for keys that are missing or too short.
    """

    def __init__(
        self,
        centre: ContactCentre,
        *,
        keys: Sequence[bytes],
        limits: IntakeLimits = INTAKE_LIMITS,
        lifetime: timedelta = timedelta(hours=2),
        accept_unscanned: bool = False,
        remove_metadata: Callable[..., CleanFile] = remove_metadata,
    ) -> None:
        self.limits = limits
        self._centre = centre
        self._keys = SecretKeys(keys)
        self._lifetime = lifetime
        self._accept_unscanned = accept_unscanned
        self._remove_metadata = remove_metadata

    @property
    def takes_files(self) -> bool:
        """Whether files can be added: adapters keep drafts and the files of residents."""
        return self._file_store() is not None and self._centre.plugins.answers("provide_drafts")

    # ── number and receipt ──────────────────────────────────────────────────────────────────────

    def issue(self, now: datetime) -> IssuedNumber:
        """Return a number that was never given, for a form that is to be sent.

        Raises ``MissingAdapterError`` without a source of numbers, and ``ValueError`` for a naive
        moment.
        """
        return self.prove(self._centre.plugins.numbers.next_number(NumberSeries.REPORT, now=now))

    def prove(self, number: str) -> IssuedNumber:
        """Return a number that the host gave, such as another system's, with its proof.

        Never call this for a number from a resident's page: whoever has the proof may use the
        number.
        """
        return IssuedNumber(number, self._keys.make_code(_NUMBER, number))

    def issue_for(self, name: str) -> IssuedNumber:
        """Return the number for another program's *name* of a report: the same each time.

        It is made from the name and the keys, such as ``API-7K3M-9QXR-2FWA-H8TD``, so a program
        that lost the answer and asks again gets the same number. Under an older key it is found as
        long as there is a report of it.
        """
        numbers = [f"API-{code}" for code in self._keys.make_codes(_NAME, name)]
        stored = (number for number in numbers if self._centre.plugins.reports.get(number))
        return self.prove(next(stored, numbers[0]))

    def is_issued(self, issued: IssuedNumber) -> bool:
        """Return whether the proof is that of the number, so that it was issued here."""
        return self._keys.is_code(_NUMBER, issued.number, issued.proof)

    def code(self, number: str) -> str:
        """Return the code on the receipt of a report, such as ``7K3M-9QXR-2FWA-H8TD``."""
        return self._keys.make_code(_RECEIPT, number)

    def is_code(self, number: str, typed: str) -> bool:
        """Return whether *typed* is the code of this number, in constant time.

        It does not say whether there is such a report. The page has to limit how often somebody may
        try.
        """
        return self._keys.is_code(_RECEIPT, number, typed)

    # ── files ───────────────────────────────────────────────────────────────────────────────────

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 3")
    def add_file(self, name: str | None, data: bytes, *, now: datetime) -> DraftFile:
        """Remove a file's metadata, scan it and keep it, sealed, until its report is sent.

        Args:
            name: the resident's name for it, as it came.
            data: the whole file.
            now: the current moment, aware.

        Raises:
            FileRefusedError: the file cannot be taken; ``message`` says why, in words.
            NoFileStoreError: no adapter keeps files.
            ValueError: for a naive moment.
        """
        require_aware(now)
        if not self.takes_files:
            raise NoFileStoreError
        # Free the cleaned bytes before the store makes copies of its own.
        return self._drafts().save(self._seal(name, data), now=now)

    def file(self, token: str, *, now: datetime) -> DraftFile | None:
        """Return a file that was added; ``None`` if it is gone, or the token is not ours."""
        if not self._centre.plugins.answers("provide_drafts"):
            return None
        return self._drafts().file(token, now=now)

    def content(self, token: str, *, now: datetime) -> bytes | None:
        """Return the bytes of a file that was added, without metadata; ``None`` when it is gone."""
        opened = self._open(token, now)
        return None if opened is None else opened.data

    def discard(self, token: str) -> None:
        """Remove a file that was added, if it is there."""
        if self._centre.plugins.answers("provide_drafts"):
            self._drafts().discard(token)

    # ── the report ──────────────────────────────────────────────────────────────────────────────

    def preview(
        self, form: Mapping[str, Any] | ReportForm, files: Sequence[str], *, now: datetime
    ) -> ReportPreview:
        """Return what :meth:`register` would store and where it would go; nothing is kept.

        Raises :class:`FileExpiredError` for a file that is not here any more, and what
        :meth:`ContactCentre.preview_report` raises.
        """
        found = self._files_of([self._open(token, now) for token in files], None)
        return self._centre.preview_report(
            _with_files(form, found),
            now=now,
            heads=[file.data[:_HEAD] for file in found],
            limits=self.limits,
        )

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 3")
    def register(
        self,
        form: Mapping[str, Any] | ReportForm,
        files: Sequence[str],
        issued: IssuedNumber,
        *,
        now: datetime,
        terms_version: str | None = None,
        by: str | None = None,
        role: Role | None = None,
        receipt_text: ReceiptText | None = None,
    ) -> Receipt:
        """Keep the files, register the report, and give the receipt.

        Durable when it returns. Whatever interrupts it, the same call finishes it, also after the
        files were taken over, and in another process: there is one report, with each file once.

        Args:
            form: the filled-in form; its ``attachments`` do not count.
            files: the tokens of the files, in their order.
            issued: the number and its proof, as the page carried them.
            now: the moment, aware.
            terms_version: as of :meth:`ContactCentre.register`.
            by: the member of staff who typed it in for a resident.
            role: in which role, as of :meth:`ContactCentre.register`.
            receipt_text: what to mail to the reporter, as of :meth:`ContactCentre.register`.

        Raises:
            NumberNotIssuedError: the number and the proof do not fit; issue another.
            InvalidReportError: the form has errors; nothing is kept.
            FileExpiredError: a file is not here any more, and the report was not registered.
            AlreadyRegisteredError: the number has another report, or one that is anonymous and
                cannot be compared; issue another. The drafts stay.
            NoTermsError: no portal terms are in force; nothing is registered.
            NoFileStoreError: files came, and no adapter keeps them.
            ValueError: for a naive moment.
        """
        require_aware(now)
        number = issued.number
        if not self.is_issued(issued):
            raise NumberNotIssuedError
        # Drafts first: another call discards them only after registering the report.
        opened = [self._open(token, now) for token in files]
        # Without files the centre does the rest: it judges, and recognises a repetition.
        registered = self._centre.plugins.reports.get(number) if files else None
        if registered is not None and registered.is_anonymous:
            # Its files are destroyed, so nobody can tell whether these are the same.
            raise AlreadyRegisteredError(number)
        found = self._files_of(opened, registered)
        filled = _with_files(form, found)
        heads = [file.data[:_HEAD] for file in found]
        references = []
        if found:
            findings = check_report_form(filled, heads=heads, limits=self.limits)
            if findings.errors:
                raise InvalidReportError(findings)
            references = [] if registered else self._keep(number, found, now)
        try:
            report = self._centre.register(
                filled,
                number=number,
                now=now,
                terms_version=terms_version,
                heads=heads,
                limits=self.limits,
                by=by,
                role=role,
                receipt=receipt_text,
            )
        except AlreadyRegisteredError:
            self._destroy_unused(number, references)
            raise
        if registered is not None:
            self._require_same_files(registered, found)
        for token in files:
            self.discard(token)
        return Receipt(number, self.code(number), report)

    # ── what the acts above share ───────────────────────────────────────────────────────────────

    def _drafts(self) -> SealedDrafts:
        return SealedDrafts(self._centre.plugins.drafts, self._lifetime)

    def _seal(self, name: str | None, data: bytes) -> SealedFile:
        clean = self._clean(data)
        findings = self._centre.check_report_files([clean.data])
        if findings.errors:
            raise FileRefusedError(RefusalReason.INFECTED, clean.media_type)
        if len(findings) and not self._accept_unscanned:
            raise FileRefusedError(RefusalReason.UNSCANNED, clean.media_type)
        named = _on_one_line(name or "") or file_name("plik", clean.media_type)
        return seal_file(named, clean)

    def _clean(self, data: bytes) -> CleanFile:
        """Return a file without metadata, of a size and a type that :attr:`limits` has.

        Raises ``FileRefusedError`` for another size or type, and for what cannot be read.
        """
        try:
            return self._remove_metadata(data, limits=self.limits)
        except FileRefusedError:
            raise
        except Exception as error:  # noqa: BLE001  a file may end the process that looks at it
            _LOG.error("removing metadata failed: %s", describe_error(error))
        raise FileRefusedError(RefusalReason.UNREADABLE, media_type_of(data[:_HEAD]))

    def _open(self, token: str, now: datetime) -> OpenedDraft | None:
        if not self._centre.plugins.answers("provide_drafts"):
            return None
        return self._drafts().open(token, now=now)

    def _file_store(self) -> FileKeeping | None:
        return first_offered(self._centre.plugins.attachments, FileKeeping)

    def _files_of(
        self, opened: Sequence[OpenedDraft | None], registered: Report | None
    ) -> list[_File]:
        """Return the files of a form; a registered report's attachments replace lost drafts."""
        found = []
        for index, draft in enumerate(opened):
            if draft is not None:
                found.append(_File(draft.file.name, draft.data))
            elif registered is None:
                raise FileExpiredError(index)
            else:
                found.append(self._kept_file(registered, index))
        return found

    def _kept_file(self, report: Report, index: int) -> _File:
        if index >= len(report.attachments):
            raise AlreadyRegisteredError(report.number)
        data = self._read(report.attachments[index])
        if data is None:
            raise FileExpiredError(index)
        names = report.personal.file_names if report.personal else ()
        return _File(names[index] if len(names) == len(report.attachments) else None, data)

    def _read(self, attachment: Attachment) -> bytes | None:
        for store in self._centre.plugins.attachments:
            data = store.read(attachment.reference)
            if data is not None:
                return data
        return None

    def _keep(self, number: str, files: Sequence[_File], now: datetime) -> list[str]:
        """Keep the files of a report that is about to be registered; return their references."""
        store = self._file_store()
        if files and store is None:
            raise NoFileStoreError
        references = [file_reference(number, count) for count in range(1, len(files) + 1)]
        for reference, file in zip(references, files, strict=True):
            assert store is not None
            try:
                store.keep(reference, file.data, now=now)
            except FileExistsError:  # left by an interrupted attempt with another file
                raise AlreadyRegisteredError(number) from None
        return references

    def _destroy_unused(self, number: str, references: Sequence[str]) -> None:
        """Destroy files kept for a report that another call registered, and maybe withdrew."""
        report = self._centre.plugins.reports.get(number)
        used = {attachment.reference for attachment in report.attachments} if report else set()
        unused = [reference for reference in references if reference not in used]
        for store in self._centre.plugins.attachments if unused else ():
            store.destroy(unused)

    def _require_same_files(self, report: Report, files: Sequence[_File]) -> None:
        """Raise :class:`AlreadyRegisteredError` unless these are the files that were kept."""
        for attachment, file in zip(report.attachments, files, strict=False):
            kept = self._read(attachment)
            if kept is not None and kept != file.data:
                raise AlreadyRegisteredError(report.number)


def _with_files(form: Mapping[str, Any] | ReportForm, files: Sequence[_File]) -> dict[str, Any]:
    data = form if isinstance(form, Mapping) else to_data(form)
    attachments = [{"name": file.name, "size": len(file.data)} for file in files]
    return {**data, "attachments": attachments}


def _on_one_line(name: str) -> str:
    """Return a file's name without folders and what cannot be printed, at most 255 characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable()).strip()[:_LONGEST_NAME]
