"""Forms in files: as the library wrote them to the character, as somebody wrote them by hand after they were judged."""

from pathlib import Path
from typing import Any, TypeVar

from lckm_core.findings import Finding, InvalidProcedureError, UnreadableFileError
from lckm_core.forms import to_yaml
from lckm_core.procedures import check, from_data, read
from lckm_core.text import Message
from lckm_folder.errors import CorruptFileError

_T = TypeVar("_T")


def written(value: Any) -> bytes:
    """Return the bytes of a file that holds *value*."""
    return to_yaml(value).encode()


def read_file(path: Path, model: type[_T], *, as_given: bool, strict: bool) -> _T:
    """Return what the file holds.

    Args:
        path: the file.
        model: the form it is filled in on.
        as_given: take a file that is, byte for byte, what :func:`written` makes for what it was made of, texts to the
            character. Any other was written by hand, and its texts are tidied.
        strict: let nothing with an error pass; else only what nothing can be built from is refused (interpretation I12).

    Raises:
        CorruptFileError: names the file, and says where in it what is wrong.
        OSError: when it cannot be read.
    """
    content = path.read_bytes()
    try:
        document = read(content, name=str(path), syntax="yaml", model=model)
        if as_given and (given := _as_given(document.data, content, model)) is not None:
            return given
        if strict:
            check(document).require()
        return document.build(model)
    except UnreadableFileError as error:
        raise CorruptFileError(str(path), _said(error.finding)) from None
    except InvalidProcedureError as error:
        raise CorruptFileError(str(path), _all_said(error)) from None


def _as_given(data: Any, content: bytes, model: type[_T]) -> _T | None:
    try:
        given = from_data(data, model)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return given if written(given) == content else None


def _said(finding: Finding) -> Message:
    place = f"{finding.line}:{finding.column}: " if finding.line else ""
    return Message(f"{place}{finding.text('pl')}", f"{place}{finding.text('en')}")


def _all_said(error: InvalidProcedureError) -> Message:
    said = [_said(finding) for finding in error.findings.errors]
    return Message("; ".join(one.pl for one in said), "; ".join(one.en for one in said))
