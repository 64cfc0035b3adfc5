"""Forms in files: written by the library, or by hand and then checked."""

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from lckm_core.findings import Finding, InvalidProcedureError, UnreadableFileError
from lckm_core.forms import to_yaml
from lckm_core.organisation import Directory, Unit
from lckm_core.procedures import check, from_data, read
from lckm_core.text import Message
from lckm_folder.errors import CorruptFileError

_T = TypeVar("_T")


class _AnyUnits(Directory):
    """A directory that has each unit: another adapter knows which there are."""

    def unit(self, name: str, on: date | None = None) -> Unit:
        """Return a unit of that name, with any cells."""
        return Unit(name)


_ANY_UNITS = _AnyUnits(())


def to_file(value: Any) -> bytes:
    """Return the content of a file that holds a form."""
    return to_yaml(value).encode()


def read_file(path: Path, model: type[_T], *, as_given: bool, strict: bool) -> _T:
    """Return what the file holds.

    Args:
        path: the file.
        model: the class of the form.
        as_given: take texts to the character from a file that is, byte for byte, as
            :func:`to_file` makes it; in any other, written by hand, texts are normalised.
        strict: refuse any error but a unit that is in no directory; otherwise only what nothing
            can be built from (interpretation I12).

    Raises:
        CorruptFileError: names the file, and the line and column of the error.
        OSError: when it cannot be read.
    """
    content = path.read_bytes()
    try:
        document = read(content, name=str(path), syntax="yaml", model=model)
        if as_given:
            value = _as_given(document.data, content, model)
            if value is not None:
                return value
        if strict:
            check(document, directory=_ANY_UNITS).require()
        return document.build(model)
    except UnreadableFileError as error:
        raise CorruptFileError(str(path), _describe(error.finding)) from None
    except InvalidProcedureError as error:
        raise CorruptFileError(str(path), _describe_all(error)) from None


def _as_given(data: Any, content: bytes, model: type[_T]) -> _T | None:
    try:
        value = from_data(data, model)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return value if to_file(value) == content else None


def _describe(finding: Finding) -> Message:
    place = f"{finding.line}:{finding.column}: " if finding.line else ""
    return Message(f"{place}{finding.text('pl')}", f"{place}{finding.text('en')}")


def _describe_all(error: InvalidProcedureError) -> Message:
    messages = [_describe(finding) for finding in error.findings.errors]
    return Message(
        "; ".join(message.pl for message in messages), "; ".join(message.en for message in messages)
    )
