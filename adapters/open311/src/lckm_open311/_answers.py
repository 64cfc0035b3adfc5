"""Answers as XML and as JSON, by the conventions of Open311."""

import json
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from xml.sax.saxutils import escape

import attrs

Value = str | bool | int | float | None | Sequence["Value"] | Mapping[str, "Value"]
# Each item of a list is an element of this name.
_ITEMS = {
    "attributes": "attribute",
    "endpoints": "endpoint",
    "errors": "error",
    "formats": "format",
    "notes": "note",
    "service_request_updates": "request_update",
    "service_requests": "request",
    "services": "service",
    "values": "value",
}
# Characters that XML 1.0 cannot hold, not even as references.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\r": "&#13;", '"': "&quot;"}


class Format(StrEnum):
    """A format of answers, by the end of an address."""

    XML = "xml"
    JSON = "json"

    @classmethod
    def of(cls, suffix: str) -> "Format | None":
        """Return the format for the ending of an address; ``None`` for an unknown ending."""
        return next((form for form in cls if form.value == suffix), None)

    @property
    def media_type(self) -> str:
        """The media type, without its character set."""
        return "text/xml" if self is Format.XML else "application/json"


@attrs.frozen
class Answer:
    """What is answered: the name of its root in XML, and the content."""

    root: str
    content: Sequence[Value] | Mapping[str, Value]

    def write(self, form: Format) -> bytes:
        """Return the answer in a format, in UTF-8."""
        if form is Format.JSON:
            # The root has no place in JSON.
            text = json.dumps(self.content, ensure_ascii=False, separators=(",", ":"))
        else:
            parts = ['<?xml version="1.0" encoding="utf-8"?>\n']
            _write_element(self.root, self.content, parts)
            text = "".join(parts)
        return text.encode("utf-8", "replace")


def _write_element(name: str, value: Value, parts: list[str]) -> None:
    if value is None or value == "":
        parts.append(f"<{name}/>")
        return
    parts.append(f"<{name}>")
    if isinstance(value, Mapping):
        for key, item in value.items():
            _write_element(key, item, parts)
    elif isinstance(value, str):
        parts.append(escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", value), _ESCAPES))
    elif isinstance(value, bool):
        parts.append("true" if value else "false")
    elif isinstance(value, int | float):
        parts.append(str(value))
    else:
        for item in value:
            _write_element(_ITEMS[name], item, parts)
    parts.append(f"</{name}>")
