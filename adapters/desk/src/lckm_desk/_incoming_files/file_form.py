"""What forms with a file share: the sender, the procedure, and what the file holds."""

from collections.abc import Sequence
from urllib.parse import quote

import attrs
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.parsing import Limits
from lckm_core.procedures import Procedure
from lckm_core.publication import Audience, Edition, State
from lckm_desk._form_numbers import FormNumbers
from lckm_desk._incoming_files.material import Material, MaterialReader
from lckm_desk._incoming_files.submitted_file import CARRIED, MOST_BYTES, NAME, submitted_file
from lckm_desk._pages import Fault
from lckm_desk._procedures.edition_preview import edition_preview
from lckm_desk._records.procedure import Place, ProcedureRecord
from lckm_desk._submissions import Submission
from lckm_desk._word_files import WordFiles
from lckm_sign_in import lost_files


@attrs.frozen(kw_only=True, repr=False)
class FileForm(Submission[ProcedureRecord | None]):
    """A form with a file, about the procedure of its page or a new one.

    Args:
        word: what reads Word files, ``None`` where nothing does.
        numbers: those that forms of new procedures carry.
        login: the login of whoever is signed in.
        places: whose editions they may see, as for :func:`find_procedure`.
    """

    word: WordFiles | None
    numbers: FormNumbers
    login: str
    places: Sequence[Place] | None

    @property
    def number(self) -> str:
        """The number of the procedure; empty for a new one."""
        return self.record.newest.id if self.record is not None else ""

    def material(self) -> Material:
        """Return what the file holds. Raises :class:`FaultyFieldsError` for what cannot be read."""
        reader = MaterialReader(
            centre=self.centre,
            word=self.word,
            number=self.number,
            places=self.places,
            now=self.now,
        )
        return reader.read(submitted_file(self.fields))

    def lost_files(self) -> list[Fault]:
        """Return a fault for each file lost by a sign-in and not chosen again."""
        return [
            Fault(
                field, f"Wybierz jeszcze raz: „{'”, „'.join(names)}”. Logowanie ich nie zachowało."
            )
            for field, names in lost_files(self.fields).items()
            if not self.fields.files_of(field)
        ]

    def preview(self, procedure: Procedure | None, request: Request) -> Markup:
        """Return all fields of a procedure as editors see them; empty for ``None``."""
        if procedure is None:
            return Markup()
        edition = Edition(procedure=procedure, number=1, state=State.RECEIVED)
        return edition_preview(self.centre, edition, Audience.EDITORS, self.today, request)[0]

    def context(self, material: Material | None) -> dict[str, object]:
        """Return the context that the templates of all forms with a file need."""
        word = self.word
        # The file carried so far stays if the one chosen instead cannot be read.
        carried, name = self.fields.text(CARRIED), self.fields.text(NAME)
        if material is not None:
            carried, name = material.file.carried, material.file.name
        return {
            "number": self.number,
            "permission": self.permission,
            "material": material,
            "carried": carried,
            "carried_name": name,
            "has_word": word is not None,
            "word_megabytes": min(MOST_BYTES, word.most_bytes) // 1_000_000 if word else 0,
            "text_megabytes": Limits().max_bytes // 1_000_000,
        }


def download(content: bytes | str, name: str, media_type: str) -> Response:
    """Return a file for a browser to store; it is made for this answer alone."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=media_type, headers=headers)
