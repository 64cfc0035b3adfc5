"""A typed text with what is redacted in it, as markup."""

from markupsafe import Markup, escape

from lckm_core.redaction import PersonalKind
from lckm_core.reports import RedactedText
from lckm_web._words import Words


def marked(text: RedactedText, begins: str, ends: str) -> Markup:
    """Return the typed text with redacted stretches struck out.

    Screen readers do not tell ``del``, so *begins* and *ends* say it in words.
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


def with_marks(text: str, words: Words) -> Markup:
    """Return a redacted text, its marks told to be Polish."""
    shown = escape(text)
    for kind in PersonalKind:
        shown = shown.replace(escape(kind.mark), words.polish(kind.mark))
    return shown


def meanings(text: str, words: Words) -> list[tuple[Markup, str]]:
    """Return each mark of a redacted text and what it means, for whoever reads no Polish."""
    if words.language == "pl":
        return []
    return [
        (words.polish(kind.mark), words.translate(kind.value))
        for kind in PersonalKind
        if kind.mark in text
    ]
