"""A request as a file, for a head to send by EZD or ePUAP (zał. 2 § 9 ust. 2, § 11)."""

from collections.abc import Sequence

import attrs
from starlette.responses import Response

from lckm_core.amendments import UpdateRequest, compare
from lckm_core.forms import to_yaml
from lckm_core.procedures import Procedure
from lckm_core.publication import Edition
from lckm_desk._incoming_files.file_form import FileForm, download
from lckm_desk._incoming_files.material import Material
from lckm_desk._pages import Fault
from lckm_desk._procedure_changes import Difference, procedure_difference
from lckm_desk._submissions import FaultyFieldsError
from lckm_desk._word_files import MEDIA_TYPE, WordFiles

BASE = "wersja"
"""The field that says which edition a request changes."""
_YAML = "application/yaml; charset=utf-8"
_NO_WORD = "To Biuro nie zapisuje plików Worda. Pobierz plik YAML."


@attrs.frozen(kw_only=True, repr=False)
class RequestFile(FileForm):
    """A form that makes a request from a changed description; nothing is stored."""

    @property
    def base(self) -> Edition:
        """The edition that a request changes: the one chosen, else the newest not returned."""
        # If there is none, the permission is refused anyway.
        chosen = (edition for edition in self.bases if str(edition.number) == self.wanted)
        return next(chosen, self.bases[0])

    @property
    def bases(self) -> Sequence[Edition]:
        """The editions that may be changed, the usual one first."""
        assert self.record is not None
        return self.record.changeable(self.today)

    @property
    def wanted(self) -> str:
        """The number of the edition that was chosen; empty for the usual one."""
        return self.fields.text(BASE)

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
        if procedure is None or self.record is None:
            return []
        return procedure_difference(self.base.procedure, procedure, self.record.titles)

    def write(self, request: UpdateRequest, kind: str) -> Response:
        """Return a request as a file, in Word or YAML.

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
        """Return the present description as a file to be changed, in Word or YAML."""
        return description_file(self.base, kind, self.word)


def description_file(edition: Edition, kind: str, word: WordFiles | None) -> Response:
    """Return the text of an edition as a file: in Word if there is an adapter, else YAML."""
    text = edition.procedure
    name = f"{text.id}-wersja-{edition.number}"
    if kind == "docx" and word is not None:
        return download(word.write(text), f"{name}.docx", MEDIA_TYPE)
    return download(to_yaml(text), f"{name}.yaml", _YAML)
