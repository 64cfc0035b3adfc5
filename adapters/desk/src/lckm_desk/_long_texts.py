"""Texts of many paragraphs, as residents see them, and the changes between two."""

import re
from difflib import SequenceMatcher

from markupsafe import Markup

from lckm_core.publication import Entry, Section, Text, marks_in_words, without_marks
from lckm_desk._procedure_changes import Difference
from lckm_pages import Addresses, sections_markup

_CONTEXT = 4
# Longer texts are not compared line by line, which could take minutes.
_MOST_LINES = 1000
_HEADING = re.compile(r"#{1,6} +(\S.*)")


def text_markup(text: str) -> Markup:
    """Return a text as residents will see it."""
    section = Section("", (Entry("text", "", (Text(text),)),))
    return sections_markup([section], Addresses(lambda name: "", lambda number: ""))


def lines_difference(old: str, new: str) -> list[Difference]:
    """Return what changed between two texts, line by line, each below its heading."""
    before, after = old.splitlines(), new.splitlines()
    if max(len(before), len(after)) > _MOST_LINES:
        return [_shorten("Cały tekst", old, new)] if old != new else []
    found = []
    heading = "Początek"
    for tag, first, last, new_first, new_last in SequenceMatcher(None, before, after).get_opcodes():
        if tag != "equal":
            removed = "\n".join(before[first:last]).strip()
            inserted = "\n".join(after[new_first:new_last]).strip()
            if removed or inserted:
                found.append(_shorten(heading, removed, inserted))
        for line in after[new_first:new_last]:
            if match := _HEADING.fullmatch(line):
                heading = without_marks(match[1], whole=True)
    return found


def _shorten(heading: str, removed: str, inserted: str) -> Difference:
    """Return a change without Markdown, and but a few of the equal words at its ends."""
    texts = without_marks(removed, whole=True), without_marks(inserted, whole=True)
    if texts[0] == texts[1]:
        # Marks alone have changed, of which nothing would be seen.
        looks = [text and marks_in_words(text, whole=True) for text in (removed, inserted)]
        if looks[0] == looks[1]:
            # They look alike to residents as well: only the marks themselves tell them apart.
            looks = [removed, inserted]
        return Difference(heading, removed=looks[0], inserted=looks[1])
    old, new = (text.split(" ") for text in texts)
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    end = next((at for at in range(most - start) if old[-1 - at] != new[-1 - at]), most - start)
    return Difference(
        heading,
        " ".join(old[start : len(old) - end]),
        " ".join(new[start : len(new) - end]),
        " ".join(old[max(start - _CONTEXT, 0) : start]),
        " ".join(old[len(old) - end :][:_CONTEXT]),
    )
