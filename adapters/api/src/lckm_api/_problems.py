"""Problems with requests, in the format of RFC 9457."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from lckm_core.centre import (
    NoSuchAnnouncementError,
    NoSuchEditionError,
    NoSuchRequestError,
    OutdatedEditionError,
)
from lckm_core.delivery import ManualActionRefusedError
from lckm_core.errors import (
    AmendmentConflictError,
    ConflictError,
    IllegalMoveError,
    LckmError,
    NoSuchReportError,
    NoTermsError,
    StoreUnavailableError,
    describe_error,
)
from lckm_core.findings import Finding, InvalidProcedureError, UnreadableFileError
from lckm_core.forms import to_data
from lckm_core.organisation import Act, Role, may
from lckm_core.ports import MissingAdapterError
from lckm_core.publication import MOVES
from lckm_core.reports import InvalidOutcomeError, InvalidReportError
from lckm_core.text import Language, Message
from lckm_intake import FileRefusedError, NoFileStoreError

_LOG = logging.getLogger("lckm_api")
MEDIA_TYPE: Final = "application/problem+json"


@attrs.frozen
class ProblemKind:
    """A kind of problem: the last part of its type, its status, and its title."""

    name: str
    status: int
    title: Message


UNREADABLE: Final = ProblemKind(
    "unreadable", 400, Message("Nie da się tego odczytać", "It cannot be read")
)
PARAMETER: Final = ProblemKind(
    "wrong-parameter", 400, Message("Zły parametr", "A parameter is wrong")
)
UNAUTHORIZED: Final = ProblemKind(
    "unknown-key", 401, Message("Brak znanego klucza", "No known key")
)
FORBIDDEN: Final = ProblemKind(
    "not-in-scope", 403, Message("Klucz nie jest do tego", "The key is not for this")
)
NOT_PERMITTED: Final = ProblemKind(
    "not-permitted", 403, Message("Tej roli tego nie wolno", "The role may not do this")
)
NOT_FOUND: Final = ProblemKind("not-found", 404, Message("Nie ma tego", "There is no such thing"))
METHOD: Final = ProblemKind(
    "wrong-method", 405, Message("Tego tu nie można zrobić", "This cannot be done here")
)
CONFLICT: Final = ProblemKind(
    "conflict", 409, Message("Nie zgadza się to z tym, co jest", "It conflicts with what is there")
)
OUTDATED: Final = ProblemKind(
    "outdated", 412, Message("Ktoś to zmienił", "Somebody changed it meanwhile")
)
TOO_LARGE: Final = ProblemKind("too-large", 413, Message("Za dużo", "It is too large"))
MEDIA: Final = ProblemKind(
    "wrong-media-type", 415, Message("Zły typ treści", "The media type is wrong")
)
INVALID: Final = ProblemKind("invalid", 422, Message("Są błędy", "There are errors"))
NO_VERSION: Final = ProblemKind(
    "no-version", 428, Message("Brak nagłówka If-Match", "The header If-Match is missing")
)
TOO_MANY: Final = ProblemKind("too-many", 429, Message("Za często", "Too often"))
FAILED: Final = ProblemKind("failed", 500, Message("Coś się nie udało", "Something failed"))
NOT_OFFERED: Final = ProblemKind(
    "not-offered", 501, Message("Tutaj tego nie ma", "This is not offered here")
)
UNAVAILABLE: Final = ProblemKind(
    "unavailable", 503, Message("Chwilowo niedostępne", "Not available just now")
)
REFUSED: Final = ProblemKind("refused", 400, Message("Odmowa", "The request is refused"))
KINDS: Final = (
    *(UNREADABLE, PARAMETER, UNAUTHORIZED, FORBIDDEN, NOT_PERMITTED, NOT_FOUND, METHOD),
    *(CONFLICT, OUTDATED, TOO_LARGE, MEDIA, INVALID, NO_VERSION, TOO_MANY, FAILED),
    *(NOT_OFFERED, UNAVAILABLE, REFUSED),
)
"""All kinds; of ``refused`` the status may be another."""


@attrs.frozen
class ProblemError(Exception):
    """A request that is answered with a problem.

    Args:
        kind: its kind.
        detail: what is wrong, and what to do; it quotes nothing of the request.
        findings: all faults of what was sent.
        more: further members.
        headers: further headers of the answer.
        status: the HTTP status, where it is not that of the kind.
    """

    kind: ProblemKind
    detail: Message
    findings: Iterable[Finding] = ()
    more: Mapping[str, Any] = attrs.field(factory=dict)
    headers: Mapping[str, str] = attrs.field(factory=dict)
    status: int | None = None

    def to_data(self, root: str | None, language: Language) -> dict[str, Any]:
        """Return the problem as RFC 9457 has it; *root* is the address of the face.

        Without an address of its own, its type is ``about:blank``, which means no more than the
        status.
        """
        data: dict[str, Any] = {
            "type": "about:blank" if root is None else f"{root}problems/{self.kind.name}",
            "title": self.kind.title.text(language),
            "status": self.status or self.kind.status,
            "detail": self.detail.text(language),
            **self.more,
        }
        if findings := findings_data(self.findings, language):
            data["findings"] = findings
        return data


def invalid(findings: Iterable[Finding]) -> ProblemError:
    """Return the problem of content with faults, listing all of them."""
    return ProblemError(INVALID, _FINDINGS, findings)


def findings_data(findings: Iterable[Finding], language: Language) -> list[Mapping[str, Any]]:
    """Return findings as plain data, in a language."""
    return [{**finding.to_data(language)} for finding in findings]


_KIND_OF_ERROR: Final[Mapping[type[LckmError], ProblemKind]] = {
    NoSuchReportError: NOT_FOUND,
    NoSuchEditionError: NOT_FOUND,
    NoSuchAnnouncementError: NOT_FOUND,
    NoSuchRequestError: NOT_FOUND,
    AmendmentConflictError: CONFLICT,
    ConflictError: CONFLICT,
    ManualActionRefusedError: CONFLICT,
    OutdatedEditionError: OUTDATED,
    FileRefusedError: INVALID,
    NoFileStoreError: NOT_OFFERED,
    MissingAdapterError: NOT_OFFERED,
    NoTermsError: UNAVAILABLE,
}


def problem_of(
    error: LckmError, role: Role | None, *, is_of_version: bool, reads_editions: bool
) -> ProblemError | None:
    """Return the problem for an error of the library; ``None`` if the program is at fault.

    Args:
        error: the error.
        role: the role of the key: what it may not do at all is forbidden, and what is only not
            possible now is a conflict.
        is_of_version: whether the request said which version it is about.
        reads_editions: whether the key may read texts of editions.
    """
    match error:
        case ConflictError() if is_of_version:
            return ProblemError(OUTDATED, error.message)
        case StoreUnavailableError():
            return ProblemError(UNAVAILABLE, StoreUnavailableError().message)
        case InvalidReportError() | InvalidOutcomeError() | InvalidProcedureError():
            return invalid(error.findings)
        case UnreadableFileError():
            return ProblemError(UNREADABLE, _FINDINGS, [error.finding])
        case IllegalMoveError():
            kind = NOT_PERMITTED if _is_denied(error.move, role) else CONFLICT
            return ProblemError(kind, error.message)
        case OutdatedEditionError():
            members: dict[str, Any] = {"newest": error.newest}
            if reads_editions:
                found = error.difference
                members["difference"] = None if found is None else to_data(found)
            return ProblemError(OUTDATED, error.message, more=members)
        case _:
            kinds = (kind for of, kind in _KIND_OF_ERROR.items() if isinstance(error, of))
            matching = next(kinds, None)
            return None if matching is None else ProblemError(matching, error.message)


def _is_denied(move: str, role: Role | None) -> bool:
    """Return whether a role may not make a move in any state."""
    rows = [row for row in MOVES if row.verb.name == move]
    if rows:
        return all(role not in row.who for row in rows)
    return role is None or move not in Act.__members__ or not may(role, Act[move])


def unreadable_here(error: Exception, detail: Message) -> ProblemError:
    """Return the problem of what the server cannot read; its log names the error's type."""
    _LOG.error("API: %s", describe_error(error))
    return ProblemError(UNAVAILABLE, detail)


_FINDINGS = Message("Popraw to, co wymieniono w findings.", "Correct what findings lists.")
