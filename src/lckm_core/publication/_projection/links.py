"""The web addresses in a procedure, and where each stands."""

from collections.abc import Iterator
from typing import Any

from lckm_core.fields import Shape, fields_of, object_shape
from lckm_core.findings import pointer
from lckm_core.procedures import Procedure
from lckm_core.text import MARKDOWN_LINK, EmptyWord


def links(procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Yield each web address of *procedure* with its place, a JSON Pointer, in form order.

    Addresses in starred fields are among them. Provision: zał. 2 § 9 ust. 1.
    """
    for path, url in _links(procedure, object_shape(Procedure), ()):
        yield pointer(path), url


def _links(
    value: Any, shape: Shape | None, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if shape is None or value is None or isinstance(value, EmptyWord):
        return
    if shape.form == "list":
        for at, item in enumerate(value):
            yield from _links(item, shape.element, (*path, at))
    elif shape.model is not None:
        for field in fields_of(shape.model):
            yield from _links(getattr(value, field.key), field.shape, (*path, field.key))
    elif shape.text is not None and shape.text.name == "url":
        yield path, value
    elif shape.text is not None and shape.text.markdown:
        for _, url in MARKDOWN_LINK.findall(value):
            if url.startswith(("https://", "http://")):
                yield path, url
