"""The styles of a DOCX: the levels of headings and the languages that they set."""

from typing import Final
from xml.etree.ElementTree import Element

import attrs

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING: Final = "heading "


@attrs.frozen
class Style:
    """A style's own settings: its base, heading level from 1 and language, if any."""

    based_on: str
    level: int | None
    language: str


@attrs.frozen
class Styles:
    """The styles of a document by id, its default style and its language."""

    by_id: dict[str, Style]
    default: str
    language: str

    def level(self, style: str) -> int | None:
        """Return the heading level of a style, or ``None``."""
        return next(
            (base.level for base in self._chain(style) if base.level is not None),
            None,
        )

    def language_of(self, style: str) -> str:
        """Return the language of text in a style."""
        return next(
            (base.language for base in self._chain(style) if base.language),
            self.language,
        )

    def _chain(self, style: str) -> list[Style]:
        found: list[Style] = []
        name = style or self.default
        while name in self.by_id and self.by_id[name] not in found:
            found.append(self.by_id[name])
            name = found[-1].based_on
        return found


def read_styles(root: Element | None) -> Styles:
    """Return the styles of a document; none without the part that lists them."""
    if root is None:
        return Styles({}, "", "")
    by_id, default = {}, ""
    for element in root.iter(f"{W}style"):
        if element.get(f"{W}type") != "paragraph":
            continue
        name = element.get(f"{W}styleId", "")
        by_id[name] = Style(
            value(element, "basedOn"), _level(element), value(element, "rPr", "lang")
        )
        if element.get(f"{W}default") in ("1", "true", "on"):
            default = name
    defaults = root.find(f"{W}docDefaults")
    language = value(defaults, "rPrDefault", "rPr", "lang") if defaults is not None else ""
    return Styles(by_id, default, (by_id[default].language if default else "") or language)


def value(holder: Element | None, *path: str) -> str:
    """Return the ``w:val`` at *path* in an element; empty where there is none."""
    found = holder.find("/".join(W + step for step in path)) if holder is not None else None
    return "" if found is None else found.get(f"{W}val", "")


def outline(properties: Element | None) -> int | None:
    """Return the outline level of a paragraph from 1, or 0 for body text."""
    level = value(properties, "outlineLvl")
    if not level.isdecimal():
        return None
    return int(level) + 1 if int(level) < 9 else 0


def _level(style: Element) -> int | None:
    level = outline(style.find(f"{W}pPr"))
    if level is not None:
        return level
    name = value(style, "name").casefold()
    number = name.removeprefix(_HEADING)
    return (
        int(number) if name.startswith(_HEADING) and number.isdecimal() and number != "0" else None
    )
