"""A typed text with what is redacted in it, as markup."""

from markupsafe import Markup, escape

from lckm_core.reports import RedactedText


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
