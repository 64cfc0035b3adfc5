"""Reading a file as the form it is filled in on, told by its keys."""

from collections.abc import Mapping
from typing import Any, Literal

from lckm_core.fields import fields_by_key
from lckm_core.procedures import Document, Procedure, read


def recognise(data: Mapping[str, Any]) -> type:
    """Return the form that has most of the keys of *data*; of two that have as many, the earlier one of ``FORMS``.

    Raises nothing. Provision: zał. 2 § 2 pkt 3, which says what material is.
    """
    if data.keys() <= fields_by_key(Procedure).keys():
        return Procedure  # the first of the forms, and none has more: the others need not be loaded
    from lckm_core._registry import FORMS

    return max(FORMS.values(), key=lambda form: len(fields_by_key(form).keys() & data.keys()))


def read_form(
    source: str | bytes, *, name: str = "", syntax: Literal["yaml", "json"] | None = None
) -> Document:
    """Read a file as the form it is filled in on; like :func:`read`, raises :class:`UnreadableFileError`.

    Provisions: zał. 2 § 2 pkt 3, § 9 ust. 1.
    """
    document = read(source, name=name, syntax=syntax)
    form = recognise(document.data)
    return (
        document if form is document.model else read(source, name=name, syntax=syntax, model=form)
    )
