"""Reading a file as the form that its keys belong to."""

from collections.abc import Mapping
from typing import Any, Literal

from lckm_core.fields import fields_by_key
from lckm_core.procedures import Document, Procedure, read


def recognise(data: Mapping[str, Any]) -> type:
    """Return the form that shares the most keys with *data*; in a tie, the first in ``FORMS``.

    Provision: zał. 2 § 2 pkt 3, which says what material is.
    """
    # It is the first form, and no other can have more of these keys: load none of them.
    if data.keys() <= fields_by_key(Procedure).keys():
        return Procedure
    from lckm_core._registry import FORMS

    return max(FORMS.values(), key=lambda form: len(fields_by_key(form).keys() & data.keys()))


def read_form(
    source: str | bytes, *, name: str = "", syntax: Literal["yaml", "json"] | None = None
) -> Document:
    """Read a file as the form that its keys belong to.

    The arguments and exceptions are those of :func:`read`. Provisions: zał. 2 § 2 pkt 3,
    § 9 ust. 1.
    """
    document = read(source, name=name, syntax=syntax)
    form = recognise(document.data)
    if form is document.model:
        return document
    return read(source, name=name, syntax=syntax, model=form)
