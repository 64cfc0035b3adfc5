"""The check of a Word file: its findings at their places, and a copy with comments."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

import attrs

from lckm_cli.toolkit import Language, severity_word
from lckm_core.findings import Finding, Severity
from lckm_core.organisation import Directory
from lckm_word.comments import Comment, add_comments
from lckm_word.positions import DocumentPosition
from lckm_word.reader import read_word
from lckm_word.requests import holds_request, read_request
from lckm_word.take_in_warnings import take_in_warnings


class PlacedFinding(NamedTuple):
    """A finding, and where in the document it is."""

    finding: Finding
    place: DocumentPosition


@attrs.frozen
class DocumentCheck:
    """What a check found.

    Attributes:
        findings: all of them, in the order of the form.
        copy: the document with each finding as a comment, without those of earlier checks.
        is_request: whether it is an update request, and not the description of a procedure.
    """

    findings: Sequence[PlacedFinding]
    copy: bytes = attrs.field(repr=False)
    is_request: bool = False

    @property
    def has_errors(self) -> bool:
        """Whether anything stands in the way of publication."""
        return any(placement.finding.severity is Severity.ERROR for placement in self.findings)


def check_document(
    source: bytes,
    *,
    directory: Directory | None = None,
    lang: Language = "pl",
    on: date | None = None,
) -> DocumentCheck:
    """Check a ``.docx`` file with a procedure or an update request.

    Args:
        source: the bytes of the file.
        directory: the known units and cells, by default the core's own.
        lang: the language of the comments.
        on: the day of the check, in Europe/Warsaw: then there are also warnings about what a
            take-in on that day would refuse.

    Provision: zał. 2 § 9 ust. 1 and 2. Raises ``UnreadableFileError`` as :func:`read_word` does.
    """
    is_request = holds_request(source)
    if is_request:
        request = read_request(source, directory=directory)
        found = placed(request.all_findings, request.position)
        text, before, place = request.after, request.before.data, request.after.place
    else:
        reading = read_word(source, directory=directory)
        found = placed(reading.findings, reading.place)
        text, before, place = reading, None, reading.place
    if on is not None:
        known = {finding.path for finding, _ in found}
        more = take_in_warnings(text.data, on, before)
        found = [
            *found,
            *placed((finding for finding in more if finding.path not in known), place),
        ]
    return DocumentCheck(found, comments_of(source, found, lang), is_request)


def placed(
    findings: Iterable[Finding], place: Callable[[Finding], DocumentPosition]
) -> Sequence[PlacedFinding]:
    """Return findings with their places."""
    return [PlacedFinding(finding, place(finding)) for finding in findings]


def comments_of(source: bytes, findings: Iterable[PlacedFinding], lang: Language) -> bytes:
    """Return a copy of a document with each finding as a comment at its place."""
    return add_comments(
        source,
        [
            Comment(
                f"{severity_word(finding.severity.value, lang)} {finding.code}: "
                f"{finding.text(lang)} ({finding.cites})",
                place,
            )
            for finding, place in findings
        ],
    )
