"""The files to download that come with a description: chosen, checked, or missing."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from unicodedata import normalize

import attrs

from lckm_core import ContactCentre, check
from lckm_core.findings import Finding, Severity
from lckm_core.procedures import MAX_FILE_BYTES, Procedure, check_attachments, named_files
from lckm_core.publication import HeldFile
from lckm_desk import _labels as labels
from lckm_desk._finding_rows import finding_row
from lckm_desk._incoming_files.material import Material
from lckm_desk._pages import Fault, sentence
from lckm_desk._submissions import FaultyFieldsError
from lckm_http import FormFields

DOCUMENTS, DESPITE = "pliki", "mimo-uwag"
"""The field of files to download, and that which accepts what is wrong with them."""
MOST_DOCUMENTS = 40
"""How many of them may come at once."""


@attrs.frozen(kw_only=True, repr=False)
class DownloadFiles:
    """The files to download that a form brings with a description.

    Args:
        centre: the contact centre.
        fields: the form.
        procedure: the description that names them.
        held: those of the edition before.
    """

    centre: ContactCentre
    fields: FormFields
    procedure: Procedure
    held: Sequence[HeldFile]

    @classmethod
    def of(
        cls, centre: ContactCentre, fields: FormFields, material: Material | None
    ) -> "DownloadFiles | None":
        """Return the files of what was read, ``None`` where there is no description."""
        if material is None or material.procedure is None:
            return None
        versions = [material.record.newest] if material.record is not None else []
        versions += [material.followed] if material.followed is not None else []
        # Of two files with one name, that of the edition to be replaced counts.
        held = {_compose(file.name): file for version in versions for file in version.files}
        files = list(held.values())
        return cls(centre=centre, fields=fields, procedure=material.procedure, held=files)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The files that the description names, and where each comes from."""
        held = {_compose(file.name) for file in self.held}
        names = dict.fromkeys(name for _, name, _ in named_files(self.procedure))
        return [
            (name, "jest z poprzedniej wersji" if _compose(name) in held else "trzeba go dodać")
            for name in names
        ]

    def chosen(self) -> Mapping[str, bytes]:
        """Return those that were chosen, by name. Raises :class:`FaultyFieldsError`."""
        named = {_compose(name) for _, name, _ in named_files(self.procedure)}
        contents: dict[str, bytes] = {}
        for file in self.fields.files_of(DOCUMENTS):
            if file.is_too_large or len(file.data) > MAX_FILE_BYTES:
                most = MAX_FILE_BYTES // 1_048_576
                raise _fault(f"Plik „{file.name}” jest za duży: może mieć najwyżej {most} MB.")
            name = _compose(file.name)
            if name not in named:
                raise _fault(f"Opis nie wymienia pliku „{file.name}”. Wybierz te, które wymienia.")
            if name in contents:
                raise _fault(f"Dwa pliki mają nazwę „{file.name}”. Wybierz jeden.")
            contents[name] = file.data
        return contents

    def findings(self) -> list[Finding]:
        """Return the findings that come from the files, not from the description alone."""
        if not self.centre.plugins.answers("provide_documents"):
            return []
        try:
            chosen = self.chosen()
        except FaultyFieldsError:
            chosen = {}
        chosen_names = {_compose(name) for name in chosen}
        named = {_compose(name) for _, name, _ in named_files(self.procedure)}
        read = self.centre.plugins.documents.read
        files: dict[str, Any] = {
            file.name: partial(read, file.address)
            for file in self.held
            if _compose(file.name) in named - chosen_names
        }
        known = {(finding.code, finding.path) for finding in check(self.procedure)}
        found = check_attachments(self.procedure, {**files, **chosen})
        return [finding for finding in found if (finding.code, finding.path) not in known]

    def faults(self) -> list[Fault]:
        """Return why the files are not accepted, unless the sender has confirmed the fault."""
        try:
            self.chosen()
        except FaultyFieldsError as error:
            return list(error.faults)
        errors = _errors(self.findings())
        seen = self.fields.text(DESPITE).split()
        if {_key(finding) for finding in errors} <= set(seen):
            return []
        return [Fault(DOCUMENTS, sentence(labels.finding_message(finding))) for finding in errors]

    def context(self) -> dict[str, object]:
        """Return what the template asks for."""
        findings = self.findings()
        despite = " ".join(sorted(_key(finding) for finding in _errors(findings)))
        return {
            "documents": self.rows,
            "file_findings": [finding_row(finding) for finding in findings],
            "despite": despite,
            "is_despite": self.fields.text(DESPITE) == despite,
            "chosen_names": [file.name for file in self.fields.files_of(DOCUMENTS)],
        }


def _errors(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _key(finding: Finding) -> str:
    """Return a key of a fault, so that a confirmation covers no other."""
    return f"{finding.code}{finding.path}"


def _compose(name: str) -> str:
    return normalize("NFC", name)


def _fault(message: str) -> FaultyFieldsError:
    return FaultyFieldsError([Fault(DOCUMENTS, message)])
