"""Tells which content controls hold only the placeholder of an empty control."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

import attrs

from lckm_word.xml_names import is_on, val, w

_RUN, _TEXT, _CONTROL = w("r"), w("t"), w("sdt")


@attrs.define
class Placeholders:
    """Knows which controls show their placeholder; *styles* are names by id."""

    _styles: Mapping[str, str]
    _typed: set[Element] = attrs.Factory(set)
    """The controls with text in another style than the placeholder's."""

    @classmethod
    def of(cls, body: Element, styles: Mapping[str, str]) -> "Placeholders":
        """Look once through a body, so that nested controls cost no more than one."""
        made = cls(styles)
        made._look(body)
        return made

    def shown_in(self, control: Element) -> bool:
        """Return whether a control shows its placeholder and no typed text."""
        if (properties := control.find(w("sdtPr"))) is None or (
            placeholder_mark := properties.find(w("showingPlcHdr"))
        ) is None:
            return False
        return is_on(placeholder_mark) and control not in self._typed

    def _look(self, node: Element) -> tuple[bool, bool]:
        """Return whether an element has text, and whether any of it was typed."""
        text, typed = node.tag == _TEXT and bool(node.text and node.text.strip()), False
        for child in node:
            inner = self._look(child)
            text, typed = text or inner[0], typed or inner[1]
        if node.tag == _RUN:
            typed = typed or (text and not self._is_placeholder(node))
        if typed and node.tag == _CONTROL:
            self._typed.add(node)
        return text, typed

    def _is_placeholder(self, run: Element) -> bool:
        style = val(run.find(f"{w('rPr')}/{w('rStyle')}"))
        return self._styles.get(style, style).casefold().replace(" ", "") == "placeholdertext"
