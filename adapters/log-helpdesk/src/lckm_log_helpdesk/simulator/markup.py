"""The text that a reader of HTML sees, line by line.

Not by the standard library's parser: broken markup makes it raise, or take time that grows with the square of its size.
"""

import html
import re

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_TOKENS = re.compile(
    r"""
    <!--.*?(?:-->|\Z)                                            # a comment; one without an end hides the rest
    | <(?P<unseen>script|style|title)\b.*?(?:</(?P=unseen)[^>]*>?|\Z)
    | </?(?P<tag>[a-z][^\s/>]*)[^>]*>?
    | <[/!?][^>]*>?                                              # declarations, and what is taken for comments
    | [^<]+ | <
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""Each takes what it can at once, so that no text is gone through twice. A „>” ends a tag, in quotes as well."""
_BREAKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


def text_of_html(markup: str) -> str:
    """Return the lines that a browser would show, without blank ones. Raises nothing, however broken the markup is."""
    shown = "".join(map(_shown, _TOKENS.finditer(markup)))
    lines = (line.strip(" ") for line in shown.split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


def _shown(token: re.Match[str]) -> str:
    said = token[0]
    if tag := token["tag"]:
        return "\n" if tag.casefold() in _BREAKS else ""
    return "" if said.startswith("<") and said != "<" else _BLANKS.sub(" ", html.unescape(said))
