"""Takes texts in that heads hand in: one handover each, and the files that came with it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

import attrs
import click

from lckm_cli.toolkit import Language, either
from lckm_core.amendments import UpdateRequest, keep_note
from lckm_core.centre import NoSuchEditionError
from lckm_core.findings import Findings
from lckm_core.procedures import Document, Handover, Procedure, named_files
from lckm_core.publication import Edition
from lckm_editorial.command_session import REFUSALS, CommandSession, Refusals
from lckm_editorial.earlier_editions import accepted_texts, received_before, stored_editions
from lckm_editorial.edition_texts import line, same_text
from lckm_editorial.handover_options import (
    HandoverOptions,
    Submitter,
    find_submitter,
    make_handover,
)
from lckm_editorial.submitted_files import OLD_NOTE_LEFT, SubmittedFile, files_in, read_files
from lckm_editorial.take_in_messages import (
    print_facts_left_out,
    print_newer_edition,
    print_not_taken_in,
    telling_store_failure,
)

SubmittedText = SubmittedFile[Document] | SubmittedFile[UpdateRequest]
NumberedText = tuple[SubmittedText, Procedure | None]
"""A text and the procedure in it, with its number; ``None`` where none can be built."""


@attrs.frozen
class TextOptions:
    """Who takes texts in, what they have seen before, and the files beside the texts."""

    name: str
    seen: int | None
    files: tuple[str, ...]
    folder: str | None


@attrs.frozen
class _Submission:
    """A text as the centre takes it: how it came, on whose request, with which files."""

    content: Document | UpdateRequest
    procedure: Procedure
    requested_on: date | None
    handover: Handover
    files: Mapping[str, bytes]


@attrs.frozen
class TextIntake:
    """Takes in the texts of one call.

    Args:
        session: the session of the command.
        options: who takes them in, and the files beside them.
        handover: how they came.
        lang: the language of what is printed.
        requested_on: the day of the request; ``None``: as the text or the handover says.
    """

    session: CommandSession
    options: TextOptions
    handover: HandoverOptions
    lang: Language
    requested_on: date | None = None

    def accepts(self, procedure: Procedure | None) -> bool:
        """Return whether the handover of a procedure has no errors, if it needs a number."""
        if procedure is None or procedure.id:
            return True
        try:
            self.session.centre.check_handover(
                make_handover(self.session, procedure, self._submitter(), self.handover),
                procedure,
                now=self.session.now,
                requested_on=self.requested_on,
                allow_e_delivery=self.handover.e_delivery,
            ).require()
        except REFUSALS:
            return False
        return True

    def with_numbers(self, texts: Sequence[NumberedText], *, new: bool) -> list[NumberedText]:
        """Return texts with their procedures, which get numbers."""
        known = [procedure for _, procedure in texts if procedure is not None]
        numbered = iter(self.session.centre.give_numbers(known, now=self.session.now, new=new))
        return [(text, None if procedure is None else next(numbered)) for text, procedure in texts]

    def take_in(
        self,
        text: SubmittedText,
        procedure: Procedure | None = None,
        siblings: Collection[str] = (),
    ) -> int:
        """Take a text in, print all findings about it and return the exit code.

        *procedure* is what is in it, with its number. With *siblings*, which come in the same
        call and may be related, it takes only the files that it names.
        """
        submitter = self._submitter()
        refusals = Refusals(self.lang)
        with refusals.reported(text):
            submission = self._submission(text, procedure, siblings, submitter)
            newest = next(reversed(stored_editions(self.session, submission.procedure.id)), None)
            with telling_store_failure(text.path, self.lang):
                edition = self._store(submission, text.own, submitter)
            if newest is not None and edition.number < newest.number:
                print_newer_edition(edition, newest, self.lang)
                return refusals.code
            is_same = newest is not None and edition.number == newest.number
            self._print_handover_findings(text, submission.handover, edition, refusals)
            click.echo(line(edition, self.lang) + (same_text(self.lang) if is_same else ""))
            self._print_text_findings(text, edition, siblings, refusals)
            self._print_left_out(submission, edition, is_same=is_same)
        if refusals.unfit:
            print_not_taken_in(text.path, self.lang)
        return refusals.code

    def _submitter(self) -> Submitter:
        return find_submitter(self.session, self.options.name)

    def _submission(
        self,
        text: SubmittedText,
        procedure: Procedure | None,
        siblings: Collection[str],
        submitter: Submitter,
    ) -> _Submission:
        content = text.require()
        requested_on = self.requested_on
        subject: Procedure | UpdateRequest
        if isinstance(content, UpdateRequest):
            content = attrs.evolve(content, requested_on=requested_on or content.requested_on)
            requested_on = content.requested_on
            subject, procedure = content, self._newest_text(content)
        else:
            subject = procedure = procedure or content.procedure()
        files = self._files(procedure, siblings)
        options = self.handover
        if options.received_on is None:
            before = received_before(self.session, subject, procedure.id, files, options.reference)
            options = attrs.evolve(options, received_on=before)
        handover = make_handover(self.session, procedure, submitter, options)
        return _Submission(content, procedure, requested_on, handover, files)

    def _newest_text(self, request: UpdateRequest) -> Procedure:
        """Return the text that a request is made against, whose unit it is for."""
        if not (texts := accepted_texts(self.session, request.procedure)):
            raise NoSuchEditionError(request.procedure)
        return texts[-1]

    def _files(self, procedure: Procedure, siblings: Collection[str]) -> dict[str, bytes]:
        """Return the files that were handed in for a procedure, by name.

        Raises ``UsageError`` where no adapter stores them, and the errors of reading them.
        """
        folder = self.options.folder
        if self.options.files or folder is not None:
            require_documents(self.session, self.lang)
        in_folder = files_in(folder) if folder is not None else ()
        contents = read_files([*map(Path, self.options.files), *in_folder])
        if not siblings:
            return contents
        named = {file for _, file, _ in named_files(procedure)}
        return {file: data for file, data in contents.items() if file in named}

    def _store(self, submission: _Submission, own: Findings, submitter: Submitter) -> Edition:
        """Store a text as an edition, with what was found while its file was read."""
        centre, content = self.session.centre, submission.content
        role = submitter.role_for(submission.handover)
        if isinstance(content, UpdateRequest):
            return centre.request_update(
                content,
                handover=submission.handover,
                by=submitter.name,
                role=role,
                now=self.session.now,
                allow_e_delivery=self.handover.e_delivery,
                seen=self.options.seen,
                files=submission.files,
                findings=own,
            )
        return centre.hand_in(
            submission.procedure,
            handover=submission.handover,
            by=submitter.name,
            role=role,
            now=self.session.now,
            requested_on=submission.requested_on,
            allow_e_delivery=self.handover.e_delivery,
            seen=self.options.seen,
            files=submission.files,
            findings=own,
        )

    def _print_handover_findings(
        self, text: SubmittedText, handover: Handover, edition: Edition, refusals: Refusals
    ) -> None:
        findings = self.session.centre.check_handover(
            handover,
            edition.procedure,
            now=self.session.now,
            allow_e_delivery=self.handover.e_delivery,
        )
        refusals.print_findings(attrs.evolve(text, place=None), findings)

    def _print_text_findings(
        self,
        text: SubmittedText,
        edition: Edition,
        siblings: Collection[str],
        refusals: Refusals,
    ) -> None:
        """Print the findings about a text that stand in the way of its publication."""
        findings = self.session.centre.check_edition(edition, files_may_follow=True)
        awaited = {
            f"/related/{index}/id"
            for index, other in enumerate(edition.procedure.related)
            if other.id in siblings
        }
        items = tuple(finding for finding in findings if finding.path not in awaited)
        # Findings stored with the edition were already printed, with words that may quote the file.
        new = tuple(finding for finding in items if finding not in text.own.items)
        refusals.print_findings(text, Findings(new, form=findings.form))
        if errors := Findings(items).errors:
            message = either(
                self.lang,
                f"Do poprawienia przed publikacją: {len(errors)}. Oddaj ją kierownikowi (lckm "
                f"procedure give-back {edition.id}) albo popraw (lckm procedure correct).",
                f"To be fixed before publication: {len(errors)}. Give it back (lckm procedure "
                f"give-back {edition.id}), or correct it (lckm procedure correct).",
            )
            click.echo(message, err=True)

    def _print_left_out(self, submission: _Submission, edition: Edition, *, is_same: bool) -> None:
        """Print what of a submission is not stored: an old note, facts of a repeated handover."""
        handed_in = submission.procedure
        is_note_old = (
            isinstance(submission.content, Document)
            and keep_note(handed_in, edition.procedure).call_centre != edition.procedure.call_centre
        )
        if is_note_old:
            click.echo(OLD_NOTE_LEFT.text(self.lang), err=True)
        requested_on = submission.requested_on or submission.handover.received_on
        facts = (submission.handover, requested_on)
        if is_same and (edition.handover, edition.requested_on) != facts:
            print_facts_left_out(edition, self.lang)


def require_documents(session: CommandSession, lang: Language) -> None:
    """Raise ``UsageError`` where nothing keeps files to download."""
    if not session.centre.plugins.answers("provide_documents"):
        message = (
            "Żaden adapter z pliku ustawień nie przechowuje plików do pobrania. Dopisz tabelę "
            '[[adapter]] use = "lckm_documents.folder_adapter:DocumentsAdapter".',
            "No adapter of the settings keeps files to download. Add a table [[adapter]] use = "
            '"lckm_documents.folder_adapter:DocumentsAdapter".',
        )
        raise click.UsageError(either(lang, *message))
