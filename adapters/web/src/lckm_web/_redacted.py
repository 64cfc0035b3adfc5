"""A typed text with what is redacted in it, as markup."""

import re

from markupsafe import Markup, escape

from lckm_core.redaction import PersonalKind
from lckm_core.reports import RedactedText
from lckm_web._words import Words

# What stands in place of a datum; it is Polish in a text of any language.
_PLACEHOLDER = re.compile(r"(\[usunięto: [^\[\]]{1,60}\])")


def placeholders_marked(text: str) -> Markup:
    """Return a redacted text in which what stands for a datum has its language."""
    parts = _PLACEHOLDER.split(text)
    polish = Markup('<span lang="pl">{}</span>')
    return Markup("").join(
        polish.format(part) if at % 2 else escape(part) for at, part in enumerate(parts)
    )


def mark_redactions(text: RedactedText, begins: str, ends: str) -> Markup:
    """Return the typed text with redacted stretches struck out.

    Screen readers do not announce ``del``, so *begins* and *ends* say it in words.
    """
    parts: list[Markup] = []
    at = 0
    before = Markup('<span class="unseen">[{}] </span>').format(begins)
    after = Markup('<span class="unseen"> [{}]</span>').format(ends)
    for span in text.spans:
        parts.append(escape(text.typed[at : span.start]))
        struck = escape(text.typed[span.start : span.end])
        parts.append(before + Markup("<del>{}</del>").format(struck) + after)
        at = span.end
    parts.append(escape(text.typed[at:]))
    return Markup("").join(parts)


def meanings(text: str, words: Words) -> list[tuple[Markup, str]]:
    """Return each mark of a redacted text and what it means, for whoever reads no Polish."""
    if words.language == "pl":
        return []
    return [
        (words.polish(kind.mark), words.translate(kind.value))
        for kind in PersonalKind
        if kind.mark in text
    ]
