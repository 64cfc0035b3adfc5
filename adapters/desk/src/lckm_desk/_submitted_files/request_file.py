"""The file of a request, which a head sends by EZD or ePUAP (zał. 2 § 9 ust. 2, § 11)."""

from collections.abc import Sequence

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.amendments import UpdateRequest, check_request, compare
from lckm_core.errors import ConflictError, LckmError, StoreUnavailableError
from lckm_core.findings import InvalidProcedureError
from lckm_core.forms import to_yaml
from lckm_core.organisation import Role
from lckm_core.procedures import Procedure
from lckm_core.publication import Edition
from lckm_desk._finding_rows import finding_line, finding_row
from lckm_desk._pages import Fault, View, sentence
from lckm_desk._procedure_changes import Difference, text_difference
from lckm_desk._submissions import FaultyFieldsError, faults_of, require_same_person
from lckm_desk._submitted_files.file_form import FileForm, download
from lckm_desk._submitted_files.material import Material
from lckm_desk._word_files import MEDIA_TYPE

_YAML = "application/yaml; charset=utf-8"
_NOT_READY = "Tego pliku nie da się zamienić na wniosek. Popraw błędy, o których mówią uwagi."
_SAME = "Ten plik niczego nie zmienia w opisie, więc nie ma o co wnioskować. Wybierz poprawiony."
_NO_WORD = "To Biuro nie zapisuje plików Worda. Pobierz plik YAML."


@attrs.frozen(kw_only=True, repr=False)
class RequestFile(FileForm):
    """A form that makes a request of a changed description; nothing of it is stored."""

    @property
    def base(self) -> Edition:
        """The edition that a request changes: the newest that was not returned."""
        assert self.record is not None
        standing = self.record.standing
        # Without one, the permission refuses.
        assert standing is not None
        return standing

    def request(self, material: Material | None) -> UpdateRequest | None:
        """Return the request that a file makes, ``None`` where it makes none."""
        if material is None or material.procedure is None:
            return None
        request = compare(self.base.procedure, material.procedure)
        if not self.changes(material.procedure):
            return None
        if material.request is not None:
            request = material.request
        return attrs.evolve(request, requested_by=self.by, requested_on=self.today)

    def changes(self, procedure: Procedure | None) -> list[Difference]:
        """Return what a text removes and inserts."""
        return [] if procedure is None else text_difference(self.base.procedure, procedure)

    def write(self, request: UpdateRequest, kind: str) -> Response:
        """Return a request as a file, of Word or in YAML.

        Raises :class:`LckmError` for what cannot be written.
        """
        name = f"wniosek-{request.procedure}"
        if kind == "yaml":
            return download(to_yaml(request), f"{name}.yaml", _YAML)
        if self.word is None:
            raise FaultyFieldsError([Fault("", _NO_WORD)])
        text = self.word.write_request(self.base.procedure, request, author=self.by, at=self.now)
        return download(text, f"{name}.docx", MEDIA_TYPE)

    def description(self, kind: str) -> Response:
        """Return the description as it is, to be changed: a file of Word or in YAML."""
        text = self.base.procedure
        if kind == "docx" and self.word is not None:
            return download(self.word.write(text), f"{text.id}.docx", MEDIA_TYPE)
        return download(to_yaml(text), f"{text.id}.yaml", _YAML)


def request_file_answer(sent: RequestFile, request: Request) -> View | Response:
    """Return what comes of a form: a page or a file."""
    if request.method != "POST":
        if (kind := request.query_params.get("opis", "")) in ("docx", "yaml"):
            return sent.description(kind)
        return request_file_view(sent, None, request)
    # What a sign-in lost is chosen again first, whichever button was pressed.
    lost = sent.lost_files()
    do = "" if lost else sent.fields.text("do")
    material: Material | None = None
    faults: Sequence[Fault] = ()
    status = 200
    try:
        require_same_person(sent.fields, sent.login, sent.number)
        material = sent.material()
        made = sent.request(material)
        if do == "uwagi" and material.in_word and sent.word is not None:
            copy = sent.word.comment(material.file.data, material.in_word)
            return download(copy, f"{material.file.stem}-uwagi.docx", MEDIA_TYPE)
        if made is None and material.procedure is not None:
            raise FaultyFieldsError([Fault("plik", _SAME)])
        if do in ("docx", "yaml"):
            if made is None:
                raise FaultyFieldsError([Fault("plik", _NOT_READY)])
            if not material.file.is_new:
                return sent.write(made, do)
    except StoreUnavailableError:
        raise
    except (FaultyFieldsError, ConflictError) as error:
        faults, status = faults_of(error, number=sent.number)
    except InvalidProcedureError as error:
        faults = [Fault("plik", finding_line(one)) for one in error.findings.errors]
        status = 422
    except LckmError as error:
        faults, status = [Fault("plik", sentence(error.message.pl))], 422
    if lost:
        faults, status = lost, 422
    return request_file_view(sent, material, request, faults=faults, status=status)


def request_file_view(
    sent: RequestFile,
    material: Material | None,
    request: Request,
    *,
    faults: Sequence[Fault] = (),
    status: int = 200,
) -> View:
    """Return the form, and what the file that was sent changes.

    Args:
        sent: the form as it was sent.
        material: what the file holds, ``None`` where none was read.
        request: whose paths links begin with.
        faults: why there is no request.
        status: the HTTP status.
    """
    procedure = material.procedure if material is not None else None
    made = sent.request(material)
    rows = list(material.findings) if material is not None else []
    if made is not None and material is not None and material.request is None:
        # Its errors are those of the text that it makes, which are among the rows already.
        rows += map(finding_row, check_request(made, sent.base.procedure).warnings)
    directory = sent.centre.plugins.directory
    is_of_office = sent.base.procedure.unit == directory.city.office
    return View(
        template="request_file",
        title=f"Wniosek o zmianę: {sent.number}",
        here="procedures",
        status=status,
        faults=faults,
        context={
            **sent.context(material),
            "base": sent.base,
            "is_ready": made is not None,
            "rows": rows,
            "changes": sent.changes(procedure),
            "text": sent.preview(procedure, request),
            # The Director's own department is a cell of the Office.
            "goes_by_edms": is_of_office or sent.permission.role is Role.DIRECTOR,
            "mailbox": directory.city.material_mailbox,
        },
    )
