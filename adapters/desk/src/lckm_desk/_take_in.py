"""Taking in a file that came: what is read of it, and the form that takes it in."""

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import normalize

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.amendments import UpdateRequest
from lckm_core.centre import OutdatedEditionError
from lckm_core.errors import LckmError
from lckm_core.findings import InvalidProcedureError
from lckm_core.procedures import MAX_FILE_BYTES, Handover, Procedure, named_files
from lckm_core.publication import Edition
from lckm_desk._confirmations import redirect_done
from lckm_desk._file_form import FileForm, download
from lckm_desk._finding_rows import finding_line
from lckm_desk._handover_form import (
    BEGINNING,
    CHANNEL_LABELS,
    DAYS,
    FIRST_DAYS,
    ROLES,
    TEXTS,
    HandoverForm,
    handover_faults,
)
from lckm_desk._pages import Fault, View
from lckm_desk._submissions import FaultyFieldsError, faults_of, require_same_person
from lckm_desk._submitted_material import Material
from lckm_desk._word_files import MEDIA_TYPE

DOCUMENTS = "pliki"
"""The field of files to download."""
MOST_DOCUMENTS = 40
"""How many of them may come at once."""
_MOST_DIGITS = 9
_CHANGED = (
    "Ktoś zmienił tę procedurę, odkąd otwarto tę stronę. Zmiany policzono poniżej od nowa: "
    "obejrzyj je i przyjmij jeszcze raz."
)
_LATER = "Wybrano inny plik. Obejrzyj, co w nim jest, i przyjmij go."


@attrs.frozen(kw_only=True, repr=False)
class TakeIn(FileForm):
    """A form that takes a file in."""

    def handover_form(self, material: Material | None) -> HandoverForm:
        """Return what was typed of how it came, and else what the material says."""
        return HandoverForm(
            fields=self.fields,
            directory=self.centre.plugins.directory,
            today=self.today,
            first=self._first_days(material),
            day_in_file=_day_of(material.request) if material is not None else "",
            is_new=material is not None and material.file.is_new,
        )

    def _first_days(self, material: Material | None) -> dict[str, str]:
        """Return the days with which the form begins: those stored of a known text, or a file's."""
        if material is None:
            return {name: self.fields.text(f"{name}{BEGINNING}") for name in FIRST_DAYS}
        days = {"wniosek": _day_of(material.request)}
        base = material.base
        if base is not None and base.handover is not None and material.is_known:
            # Whoever sends the same once more means the same handover, whatever day it is.
            received = base.handover.received_on
            days["wplyw"] = received.isoformat()
            if base.requested_on is not None and base.requested_on != received:
                days["wniosek"] = base.requested_on.isoformat()
        return days

    def check(self, material: Material) -> list[Fault]:
        """Return the faults of how it came, as far as that was typed."""
        form = self.handover_form(material)
        if material.procedure is None or form.missing:
            return []
        try:
            handover = form.handover(material.procedure)
        except FaultyFieldsError as error:
            return list(error.faults)
        findings = self.centre.check_handover(
            handover,
            material.procedure,
            now=self.now,
            requested_on=form.requested_on,
        )
        return handover_faults(findings)

    def accept(self, material: Material) -> tuple[Edition, bool]:
        """Take the file in; return the edition, and whether it is a new one.

        Raises:
            FaultyFieldsError: what was typed does not do, or nobody has seen the file yet.
            LckmError: as :meth:`lckm_core.ContactCentre.hand_in`.
        """
        if material.procedure is None:
            raise FaultyFieldsError([])
        if material.file.is_new:
            raise FaultyFieldsError([Fault("plik", _LATER)])
        form = self.handover_form(material)
        handover = form.handover(material.procedure)
        self.centre.check_handover(
            handover, material.procedure, now=self.now, requested_on=form.requested_on
        ).require()
        files = self._documents(material.procedure)
        shared: dict[str, Any] = {
            "handover": handover,
            "by": self.by,
            "now": self.now,
            "seen": self._seen,
            "files": files,
            "findings": material.own,
        }
        before = material.record.newest.number if material.record is not None else 0
        day, request = form.requested_on, material.request
        if request is not None:
            request = attrs.evolve(request, requested_on=day)
        if request is None or material.is_known:
            # A request that came already is not applied to what it made.
            edition = self.centre.hand_in(
                material.procedure, requested_on=day, request=request, **shared
            )
        else:
            edition = self.centre.request_update(request, **shared)
        return edition, edition.number > before

    @property
    def _seen(self) -> tuple[int, int]:
        """The edition that was looked at, and how many acts it had; none as of a new procedure."""
        number, _, acts = self.fields.text("seen").partition(".")
        texts = (number, acts)
        if all(one.isascii() and one.isdigit() and len(one) <= _MOST_DIGITS for one in texts):
            return int(number), int(acts)
        return 0, 0

    def _documents(self, procedure: Procedure) -> Mapping[str, bytes]:
        """Return the files to download that were chosen, by name."""
        named = {normalize("NFC", name) for _, name, _ in named_files(procedure)}
        contents: dict[str, bytes] = {}
        for file in self.fields.files_of(DOCUMENTS):
            if file.is_too_large or len(file.data) > MAX_FILE_BYTES:
                most = MAX_FILE_BYTES // 1_048_576
                text = f"Plik „{file.name}” jest za duży: może mieć najwyżej {most} MB."
                raise FaultyFieldsError([Fault(DOCUMENTS, text)])
            name = normalize("NFC", file.name)
            if name not in named:
                text = f"Opis nie wymienia pliku „{file.name}”. Wybierz te, które wymienia."
                raise FaultyFieldsError([Fault(DOCUMENTS, text)])
            if name in contents:
                text = f"Dwa pliki mają nazwę „{file.name}”. Wybierz jeden."
                raise FaultyFieldsError([Fault(DOCUMENTS, text)])
            contents[name] = file.data
        return contents


def _day_of(request: UpdateRequest | None) -> str:
    """Return the day that a request names itself, empty for none."""
    day = request.requested_on if request is not None else None
    return day.isoformat() if day is not None else ""


def take_in_answer(sent: TakeIn, request: Request) -> View | Response:
    """Return what comes of a form: a page, a file, or the way to the procedure."""
    if request.method != "POST":
        return take_in_view(sent, None, request)
    do = sent.fields.text("do")
    material: Material | None = None
    faults: Sequence[Fault]
    try:
        require_same_person(sent.fields, sent.login, sent.number)
        material = sent.material()
        if do == "uwagi" and material.in_word and sent.word is not None:
            copy = sent.word.comment(material.file.data, material.in_word)
            return download(copy, f"{material.file.stem}-uwagi.docx", MEDIA_TYPE)
        if do == "przyjmij":
            edition, is_new = sent.accept(material)
            done = "take-in" if is_new else "take-in-again"
            return redirect_done(request, "procedure", edition.id, done)
        faults = sent.check(material)
        status = 422 if faults else 200
    except (FaultyFieldsError, LckmError) as error:
        faults, status = _faults(error)
    return take_in_view(sent, material, request, faults=faults, status=status)


def _faults(error: FaultyFieldsError | LckmError) -> tuple[Sequence[Fault], int]:
    """Return why a file was not taken in, at its fields, and the HTTP status.

    Raises :class:`StoreUnavailableError`, which is no refusal, as it came.
    """
    match error:
        case InvalidProcedureError() if error.findings.form is Handover:
            return handover_faults(error.findings), 422
        case InvalidProcedureError():
            return [Fault(DOCUMENTS, finding_line(one)) for one in error.findings.errors], 422
        case OutdatedEditionError():
            return [Fault("", _CHANGED)], 409
        case _:
            return faults_of(error)


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
        request: whose paths links begin with.
        faults: why it is not taken in.
        status: the HTTP status.
    """
    form = sent.handover_form(material)
    procedure = material.procedure if material is not None else None
    about = procedure or (sent.record.newest.procedure if sent.record is not None else None)
    names = (*TEXTS, *DAYS, "rola", "kanal")
    title = f"Przyjmij nową wersję: {sent.number}" if sent.number else "Przyjmij opis z pliku"
    return View(
        template="take_in",
        title=title,
        here="procedures",
        status=status,
        faults=faults,
        context={
            **sent.context(material),
            "typed": {name: form.text(name, about) for name in names},
            "first": {f"{name}{BEGINNING}": form.first_day(name) for name in FIRST_DAYS},
            "roles": ROLES,
            "channels": CHANNEL_LABELS,
            "text": sent.preview(procedure, request),
            "documents": _document_rows(material),
            "takes_documents": sent.centre.plugins.answers("provide_documents"),
        },
    )


def _document_rows(material: Material | None) -> list[tuple[str, str]]:
    """Return the files to download that a text names, and where each comes from."""
    if material is None or material.procedure is None:
        return []
    held = material.record.newest.files if material.record is not None else ()
    kept = {normalize("NFC", file.name) for file in held}
    names = dict.fromkeys(name for _, name, _ in named_files(material.procedure))
    return [
        (name, "jest z poprzedniej wersji" if normalize("NFC", name) in kept else "trzeba go dodać")
        for name in names
    ]
