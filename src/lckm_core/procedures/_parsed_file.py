"""A file that was read: plain data, and the line and column of every value."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, TypeVar, overload

import attrs

from lckm_core.fields import fields_by_key, form_kind, object_shape
from lckm_core.findings import (
    Finding,
    Findings,
    InvalidProcedureError,
    UnreadableFileError,
)
from lckm_core.forms import Judged, build, judge
from lckm_core.parsing import EMPTY, NO_FIELDS, ParsedText, parse
from lckm_core.procedures.template import Procedure

_T = TypeVar("_T")


# Without slots, for the cached property.
@attrs.frozen(eq=False, slots=False)
class Document:
    """A file as read: plain data, and where each value stands.

    ``model`` is the form it is read as. Treat ``data`` as read-only: they are judged once, when
    they are first checked or built.
    """

    parsed: ParsedText = attrs.field(repr=False)
    name: str = ""
    model: type = Procedure

    @property
    def data(self) -> dict[str, Any]:
        """The content: mappings, lists, text, whole numbers, true/false and ``None``."""
        data: dict[str, Any] = self.parsed.data
        return data

    def position(self, path: str | Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
        """Return the line and column, from 1, of a value or of its *key*.

        *path* is a JSON Pointer, or keys and indices. A place that is not in the file has the
        position of the nearest place around it.
        """
        steps = self._steps(path) if isinstance(path, str) else list(path)
        while (position := self.parsed.position(steps, key=key)) is None and steps:
            steps.pop()
            key = False
        return position or (1, 1)

    def placed(self, finding: Finding) -> Finding:
        """Return a finding that was made without the file, with the line and column of its path."""
        line, column = self.position(finding.path)
        return attrs.evolve(finding, line=line, column=column)

    def positions_inside(self, path: str, offsets: Iterable[int]) -> dict[int, tuple[int, int]]:
        """Return the line and column, from 1, of the characters at *offsets* of a text.

        *path* is a JSON Pointer. Offsets count code points from 0, whatever quotes, escapes or
        indentation the text has in the file. A character without a place of its own, as where an
        alias stands for a text written elsewhere, is left out.
        """
        return self.parsed.positions_inside(self._steps(path), offsets)

    def _steps(self, path: str) -> list[str | int]:
        """Return the keys and indices of a JSON Pointer into this document."""
        steps: list[str | int] = []
        value: Any = self.parsed.data
        for part in path.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
                steps.append(int(key))
                value = value[int(key)]
            else:
                steps.append(key)
                value = value.get(key) if isinstance(value, dict) else None
        return steps

    def judged_as(self, model: type) -> Judged:
        """Return the data judged against a form; against the document's own form only once."""
        return self._judged if model is self.model else judge(self.data, model)

    @cached_property
    def _judged(self) -> Judged:
        return judge(self.data, self.model)

    def procedure(self) -> Procedure:
        """Return the procedure that the file holds, as it stands.

        A text beyond its limit, a wrong check digit or a number such as KA-1 stay in it: pages
        older than the checker have such faults, and must still be shown, compared and amended
        (interpretation I12). ``check(document).require()`` lets only sound content pass.

        Raises :class:`InvalidProcedureError`, with the findings in the way, for what no procedure
        can hold: a required field is missing, a value is of the wrong type (no day, no amount, no
        word of the list), or a key is unknown and would be lost.
        """
        return self.build(Procedure)

    def build(self, model: type[_T]) -> _T:
        """Return an instance of *model*, under the terms of :meth:`procedure`."""
        judged = self.judged_as(model)
        if judged.misfits:
            raise InvalidProcedureError(Findings(judged.misfits, form=model))
        return build(judged.data, model)


def read(
    source: str | bytes,
    *,
    name: str = "",
    syntax: Literal["yaml", "json"] | None = None,
    model: type = Procedure,
) -> Document:
    """Return the document in a YAML or JSON text; the caller opens the file.

    Args:
        source: the text or the bytes of the file.
        name: the source's name in messages. Its ending decides the syntax, unless *syntax* does.
        syntax: "yaml" or "json".
        model: the form the text is read as: in a text field of it, a plain ``2024``, ``true`` or
            ``2023-01-19`` is text.

    Raises:
        UnreadableFileError: for a wrong encoding, a syntax error, or an exceeded limit.
        TypeError: for a source that is neither text nor bytes, such as a path.
        ValueError: for another syntax.

    Provision: zał. 2 § 9 ust. 1.
    """
    try:
        return Document(
            parse(source, name=name, syntax=syntax, shape=object_shape(model)), name, model
        )
    except UnreadableFileError as error:
        raise UnreadableFileError(_of_form(error.finding, model), name) from None


def _of_form(finding: Finding, model: type) -> Finding:
    """Return the finding of a file that cannot be read, by the provision that its form serves."""
    if finding.code in (EMPTY.code, NO_FIELDS.code):
        finding = _with_advice(finding, model)
    kind = form_kind(model)
    return finding if kind is None else attrs.evolve(finding, cites=kind.cites)


def _with_advice(finding: Finding, model: type) -> Finding:
    """Return the finding of a file without fields, with how a file on this form begins."""
    keys = list(fields_by_key(model))[:2]
    pl = " i ".join(f"„{key}: …”" for key in keys)
    en = " and ".join(f"“{key}: …”" for key in keys)
    if len(keys) > 1:
        pl, en = f"{pl} w osobnych wierszach", f"{en} on lines of their own"
    pl = f" Zacznij od pól, np. {pl}."
    en = f" Begin with fields, such as {en}."
    return attrs.evolve(finding, message=finding.message + pl, message_en=finding.message_en + en)


@overload
def from_data(data: Mapping[str, Any]) -> Procedure: ...


@overload
def from_data(data: Mapping[str, Any], model: type[_T]) -> _T: ...


def from_data(data: Mapping[str, Any], model: type[Any] = Procedure) -> Any:
    """Return the procedure, or other *model*, that well-shaped plain data describe.

    ``from_data(to_data(x), type(x)) == x``: texts are kept to the character. Check foreign data
    first: for what did not pass :func:`check` this raises ``KeyError``, ``TypeError`` or
    ``ValueError``. Provision: zał. 2 § 9 ust. 1.
    """
    return build(data, model)
