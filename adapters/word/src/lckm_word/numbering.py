"""Word's lists: the mark that an item begins with, as the Markdown subset has it, in one view of the tracked changes."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Literal
from xml.etree.ElementTree import Element

import attrs

from lckm_word.names import val, w

View = Literal["accept", "refuse"]


@attrs.define
class Numbering:
    """How the items of each list are numbered, and how many of each there were; made anew for each walk.

    ``tracked`` says whether any paragraph became an item, or another one, or ceased to be one, while changes were tracked.
    """

    view: View
    _formats: Mapping[tuple[str, str], str]
    tracked: bool = False
    _counted: Counter[tuple[str, str]] = attrs.Factory(Counter)

    @classmethod
    def of(cls, part: Element | None, view: View) -> "Numbering":
        """Return the lists that the part of a document says there are."""
        return cls(view, _formats(part))

    def mark(self, properties: Element | None) -> str:
        """Return the mark of a paragraph with these properties, indented by its level; empty where it is no item. It counts."""
        if properties is None or not self._formats:
            return ""
        changed = properties.find(f"{w('pPrChange')}/{w('pPr')}")
        now, then = _item(properties), _item(properties if changed is None else changed)
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


def _item(properties: Element) -> tuple[str, str] | None:
    """Return of which list and level a paragraph is an item, if it is one."""
    found = properties.find(w("numPr"))
    if found is None:
        return None
    number, level = val(found.find(w("numId"))), val(found.find(w("ilvl"))) or "0"
    return None if number in ("", "0") else (number, level)


def _formats(numbering: Element | None) -> Mapping[tuple[str, str], str]:
    """Return how the items of each list are numbered at each level; ``bullet`` for those of dots."""
    if numbering is None:
        return {}
    made: dict[str, dict[str, str]] = {}
    for abstract in numbering.iter(w("abstractNum")):
        levels = {
            one.get(w("ilvl"), ""): val(one.find(w("numFmt"))) for one in abstract.iter(w("lvl"))
        }
        made.setdefault(abstract.get(w("abstractNumId"), ""), levels)
    return {
        (number.get(w("numId"), ""), level): form
        for number in numbering.iter(w("num"))
        for level, form in made.get(val(number.find(w("abstractNumId"))), {}).items()
    }
