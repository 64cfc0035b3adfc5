"""An update request for people: what is removed and inserted, field by field."""

from collections.abc import Iterator
from typing import Any

import click

from lckm_cli.formatting import counted, safe
from lckm_cli.language import Language, either
from lckm_core.amendments import UpdateRequest, request_to_data
from lckm_core.fields import fields_of
from lckm_core.procedures import Procedure


class Painter:
    """Marks removals and insertions, by colour or by brackets."""

    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def removed(self, text: str) -> str:
        """Return removed text, marked."""
        return click.style(text, fg="red", strikethrough=True) if self.colour else f"[-{text}-]"

    def inserted(self, text: str) -> str:
        """Return inserted text, marked."""
        return click.style(text, fg="green", underline=True) if self.colour else f"{{+{text}+}}"

    def line(self, sign: str, text: str) -> str:
        """Return a whole line, marked as removed (-), inserted (+) or moved (~)."""
        marked = "\n".join(f"  {sign} {row}" for row in text.split("\n"))
        return (
            click.style(marked, fg={"-": "red", "+": "green"}.get(sign, "yellow"))
            if self.colour
            else marked
        )

    def heading(self, text: str) -> str:
        """Return the name of a field, marked."""
        return click.style(text, bold=True) if self.colour else text


def changes_as_text(
    request: UpdateRequest, *, colour: bool, lang: Language = "pl"
) -> Iterator[str]:
    """Yield the lines of each field that changes, with removals and insertions."""
    data = request_to_data(request)
    changes = data.get("changes", [])
    paint = Painter(colour=colour)
    if not changes:
        yield either(lang, "Brak zmian.\n", "No changes.\n")
        return
    yield f"{data['procedure']}: {counted(len(changes), 'change', lang)}\n"
    for change in changes:
        of = f" · {' · '.join(safe(name) for name in change['of'])}" if change.get("of") else ""
        yield "\n" + paint.heading(f"{label_of(change['field'])} ({change['field']}){of}") + "\n"
        for line in _change(change, paint, lang):
            yield line + "\n"


def label_of(pointer: str) -> str:
    """Return the labels of the fields on a JSON Pointer."""
    model: Any = Procedure
    labels = []
    for step in pointer.split("/")[1:]:
        field = (
            next((candidate for candidate in fields_of(model) if candidate.key == step), None)
            if model
            else None
        )
        if field is None:
            if step.isdecimal():
                labels.append(str(int(step) + 1))
            continue
        labels.append(field.mark.label)
        shape = field.shape.element or field.shape
        model = shape.model
    return " › ".join(labels)


def _change(change: dict[str, Any], paint: Painter, lang: Language) -> Iterator[str]:
    if change.get("text"):
        for phrase in change["text"]:
            yield "    " + _phrase(phrase, paint)
        return
    for item in change.get("items", ()):
        yield from _item(item, paint, lang)
    if change.get("remove") is not None:
        yield paint.line("-", _as_yaml(change["remove"]))
    if change.get("insert") is not None:
        yield paint.line("+", _as_yaml(change["insert"]))


def _phrase(phrase: dict[str, Any], paint: Painter) -> str:
    before = phrase.get("before", "")
    after = phrase.get("after", "")
    removed = phrase.get("remove", "")
    inserted = phrase.get("insert", "")
    parts = [
        ("…" if before and phrase.get("at") != "start" else "") + safe(before, lines=True),
        paint.removed(safe(removed, lines=True)) if removed else "",
        paint.inserted(safe(inserted, lines=True)) if inserted else "",
        safe(after, lines=True) + ("…" if after and phrase.get("at") != "end" else ""),
    ]
    return " ".join(part for part in parts if part).replace("\n", "\n    ")


def _item(item: dict[str, Any], paint: Painter, lang: Language) -> Iterator[str]:
    ends = either(lang, "na początku", "at the start"), either(lang, "na końcu", "at the end")
    place = (
        [either(lang, f"po „{safe(item['after'])}”", f"after “{safe(item['after'])}”")]
        if item.get("after")
        else []
    )
    place += (
        [either(lang, f"przed „{safe(item['before'])}”", f"before “{safe(item['before'])}”")]
        if item.get("before")
        else []
    )
    place += [ends[item["at"] == "end"]] if item.get("at") else []
    suffix = f"  ({', '.join(place)})" if place else ""
    if item.get("remove") is not None:
        yield paint.line("-", _as_yaml(item["remove"]))
    if item.get("insert") is not None:
        yield paint.line("+", _as_yaml(item["insert"]) + suffix)
    if item.get("move") is not None:
        yield paint.line("~", safe(item["move"]) + suffix)


def _as_yaml(value: Any) -> str:
    """Return a value as in YAML, plain text without quotes."""
    if isinstance(value, str):
        return safe(value, lines=True)
    import yaml

    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100).strip()
    return safe(text.removesuffix("\n..."), lines=True)
