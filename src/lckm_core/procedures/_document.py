"""Reading: text or bytes → a document that knows the line and column of every value."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeVar, overload

import attrs

from lckm_core.fields import fields_by_key, object_shape
from lckm_core.findings import (
    Finding,
    Findings,
    InvalidProcedureError,
    UnreadableFileError,
)
from lckm_core.forms import build, judge
from lckm_core.parsing import EMPTY, NO_FIELDS, ParsedText, parse
from lckm_core.procedures.template import Procedure

_T = TypeVar("_T")


@attrs.frozen(eq=False)
class Document:
    """A file as read: plain data, and where each value stands. ``model`` is the form it is read as."""

    parsed: ParsedText = attrs.field(repr=False)
    name: str = ""
    model: type = Procedure

    @property
    def data(self) -> dict[str, Any]:
        """The file's content as plain data: mappings, lists, text, whole numbers, true/false and ``None``."""
        data: dict[str, Any] = self.parsed.data
        return data

    def position(self, path: str | Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
        """Return line and column, from 1, of the value at *path* (a JSON Pointer, or keys and indices), or of its *key*.

        A place that is not in the file has the position of the nearest place around it that is.
        """
        steps = self._steps(path) if isinstance(path, str) else list(path)
        while (found := self.parsed.position(steps, key=key)) is None and steps:
            steps.pop()
            key = False
        return found or (1, 1)

    def placed(self, finding: Finding) -> Finding:
        """Return *finding* with the line and column of its path, for what was found without the file at hand."""
        line, column = self.position(finding.path)
        return attrs.evolve(finding, line=line, column=column)

    def positions_inside(self, path: str, offsets: Iterable[int]) -> dict[int, tuple[int, int]]:
        """Return line and column, from 1, of the characters at *offsets* of the text at *path* (a JSON Pointer).

        Offsets count code points of the text from 0, whatever quotes, escapes or indentation it has in the file. A character
        whose place cannot be told, as where an alias stands for a text written elsewhere, is left out.
        """
        return self.parsed.positions_inside(self._steps(path), offsets)

    def _steps(self, path: str) -> list[str | int]:
        """Return the keys and indices of a JSON Pointer into this document."""
        steps: list[str | int] = []
        value: Any = self.parsed.data
        for part in path.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            is_index = isinstance(value, list) and key.isdecimal() and int(key) < len(value)
            steps.append(int(key) if is_index else key)
            value = (
                value[int(key)] if is_index else value.get(key) if isinstance(value, dict) else None
            )
        return steps

    def procedure(self) -> Procedure:
        """Return the procedure that the file holds, as it stands.

        A text beyond its limit, a wrong check digit or a number such as KA-1 stay in it: pages older than the checker have
        such faults, and must still be shown, compared and amended (interpretation I12). ``check(document).require()`` is what
        lets nothing but sound content pass.

        Raises :class:`InvalidProcedureError`, with the findings in the way, for what no procedure can hold: a field that must
        be given is not, a value is of the wrong type (no day, no amount, no word of the list), or a key is unknown and would
        be lost.
        """
        return self.build(Procedure)

    def build(self, model: type[_T]) -> _T:
        """Return an instance of *model*, under the terms of :meth:`procedure`."""
        judged = judge(self.data, model)
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
    """Return the document that YAML or JSON text holds. The caller reads the file: nothing is opened here.

    *name* is the source's name in messages, and its ending tells the syntax unless *syntax* does. *model* is the form the
    text is read as: where a text field stands, a plain ``2024``, ``true`` or ``2023-01-19`` is text.

    Raises :class:`UnreadableFileError` for what is no document: a wrong encoding, a syntax fault, a limit exceeded.
    ``TypeError`` for a source that is neither text nor bytes, such as a path; ``ValueError`` for a syntax that is not read.
    Provision: zał. 2 § 9 ust. 1.
    """
    try:
        return Document(
            parse(source, name=name, syntax=syntax, shape=object_shape(model)), name, model
        )
    except UnreadableFileError as error:
        if error.finding.code not in (EMPTY.code, NO_FIELDS.code):
            raise
        raise UnreadableFileError(_with_advice(error.finding, model), name) from None


def _with_advice(finding: Finding, model: type) -> Finding:
    """Return the finding of a file without fields, with how a file on this form begins."""
    first, second = list(fields_by_key(model))[:2]
    pl = f" Zacznij od pól formularza, np. „{first}: …” i „{second}: …” w osobnych wierszach."
    en = f" Begin with the form's fields, such as “{first}: …” and “{second}: …” on lines of their own."
    if model is Procedure:
        pl, en = (
            pl + " Szkielet wypisze polecenie „lckm new”.",
            en + " “lckm new” prints a skeleton.",
        )
    return attrs.evolve(finding, message=finding.message + pl, message_en=finding.message_en + en)


@overload
def from_data(data: Mapping[str, Any]) -> Procedure: ...


@overload
def from_data(data: Mapping[str, Any], model: type[_T]) -> _T: ...


def from_data(data: Mapping[str, Any], model: type[Any] = Procedure) -> Any:
    """Return the procedure, or other *model*, that well-shaped plain data describe: ``from_data(to_data(x), type(x)) == x``.

    Texts are taken to the character. Judge foreign data with ``check`` first: for what no check has let through this raises
    ``KeyError``, ``TypeError`` or ``ValueError``. Provision: zał. 2 § 9 ust. 1, whose template the models are.
    """
    return build(data, model)
