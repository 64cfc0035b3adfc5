"""List items and paragraphs of Word as Markdown has them, in one view of tracked changes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal
from xml.etree.ElementTree import Element

import attrs

from lckm_word.xml_names import val, w

View = Literal["accept", "refuse"]


@attrs.define
class Numbering:
    """The number formats of lists and the counts of their items, for one pass.

    ``tracked`` says whether a paragraph was made or ceased to be a list item, or changed its list,
    in tracked changes.
    """

    view: View
    _formats: Mapping[tuple[str, str], str]
    _styles: Mapping[str, tuple[str, str]] = attrs.Factory(dict)
    tracked: bool = False
    _counted: Counter[tuple[str, str]] = attrs.Factory(Counter)

    @classmethod
    def of(cls, part: Element | None, styles: Element | None, view: View) -> "Numbering":
        """Return the lists defined by the numbering part and the styles of a document."""
        return cls(view, _formats(part), dict(_styled(styles)))

    def mark(self, properties: Element | None) -> str:
        """Return the list mark of a paragraph, indented by level, and count it.

        It is empty for a paragraph that is not a list item.
        """
        if properties is None or not self._formats:
            return ""
        changed = properties.find(f"{w('pPrChange')}/{w('pPr')}")
        now = self._item(properties)
        then = self._item(properties if changed is None else changed)
        if properties.find(f"{w('numPr')}/{w('ins')}") is not None:
            then = None
        self.tracked = self.tracked or now != then
        item = now if self.view == "accept" else then
        if item is None:
            return ""
        level = (
            item[1] if re.fullmatch("[0-9]{1,2}", item[1]) else "0"
        )  # Word itself has levels 0 to 8
        indent = "  " * min(int(level), 8)
        if self._formats.get(item, "bullet") in ("bullet", "none"):
            return f"{indent}- "
        self._counted[item] += 1
        return f"{indent}{self._counted[item]}. "

    def _item(self, properties: Element) -> tuple[str, str] | None:
        """Return the list and level of a paragraph, its own or its style's, or ``None``."""
        if properties.find(w("numPr")) is not None:
            return _own_item(properties)
        return self._styles.get(val(properties.find(w("pStyle"))))


@attrs.define
class FieldLists:
    """Numbers the lists of each field from 1, though Word counts on from those above."""

    _before: dict[tuple[tuple[str, ...], str], int] = attrs.Factory(dict)

    def begin(self, row: tuple[str, ...]) -> None:
        """Begin another row of a list of fields, whose lists are none of the row before."""
        self._before = {
            (field, indent): number
            for (field, indent), number in self._before.items()
            if field[: len(row)] != row
        }

    def mark(self, field: tuple[str, ...], mark: str) -> str:
        """Return the list mark of an item in a field; one without a number is as it was."""
        numbered = re.fullmatch(r"(\s*)([0-9]+)\. ", mark)
        if numbered is None:
            return mark
        indent, number = numbered[1], int(numbered[2])
        before = self._before.get((field, indent), number)
        if number <= before:
            # The first of the field, or of another list in it.
            before = self._before[field, indent] = number - 1
        return f"{indent}{number - before}. "


def _styled(styles: Element | None) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the list and level of each paragraph style that has them."""
    for style in styles.iter(w("style")) if styles is not None else ():
        properties = style.find(w("pPr"))
        # The levels of headings are numbered so; they are no items of a list.
        if properties is None or properties.find(w("outlineLvl")) is not None:
            continue
        if (item := _own_item(properties)) is not None:
            yield style.get(w("styleId"), ""), item


def _own_item(properties: Element) -> tuple[str, str] | None:
    """Return the list and level that properties name, or ``None``."""
    found = properties.find(w("numPr"))
    if found is None:
        return None
    number, level = val(found.find(w("numId"))), val(found.find(w("ilvl"))) or "0"
    return None if number in ("", "0") else (number, level)


def _formats(numbering: Element | None) -> Mapping[tuple[str, str], str]:
    """Return the number format of each list at each level."""
    if numbering is None:
        return {}
    made: dict[str, dict[str, str]] = {}
    for abstract in numbering.iter(w("abstractNum")):
        levels = {
            level.get(w("ilvl"), ""): val(level.find(w("numFmt")))
            for level in abstract.iter(w("lvl"))
        }
        made.setdefault(abstract.get(w("abstractNumId"), ""), levels)
    return {
        (number.get(w("numId"), ""), level): form
        for number in numbering.iter(w("num"))
        for level, form in made.get(val(number.find(w("abstractNumId"))), {}).items()
    }


_NEXT_LINE = "lckm dalszy wiersz"
"""How the styles begin that the form gives to further lines of a text."""
_LINES = ("lckm treść", "lckm komórka")
"""How the styles begin that the form gives to texts."""
_ITEM = re.compile(r"\s*(?:[-–—•*+]|[0-9]{1,3}[.)])\s")


def with_next_lines(styles: Mapping[str, str]) -> Mapping[str, str]:
    """Return the names of styles by their ids, with one for further lines of a text.

    A form of an earlier version gave all lines the same style.
    """
    if any(name.startswith(_NEXT_LINE) for name in styles.values()):
        return styles
    return {key: _NEXT_LINE if name.startswith(_LINES) else name for key, name in styles.items()}


def is_new_paragraph(text: str, before: str, style: str) -> bool:
    """Return whether a paragraph of Word is one of Markdown, and no further line or item."""
    if not text.strip() or not before.strip() or style.startswith(_NEXT_LINE):
        return False
    return not _ITEM.match(text)
