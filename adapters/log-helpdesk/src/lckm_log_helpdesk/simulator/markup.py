"""The text of HTML as a browser shows it, line by line."""

# Not by the standard library's parser: broken markup makes it raise, or take quadratic time.

import html
import re

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_TOKENS = re.compile(
    r"""
    <!--.*?(?:-->|\Z)                        # a comment; one without an end hides the rest
    | <(?P<unseen>script|style|title)\b.*?(?:</(?P=unseen)[^>]*>?|\Z)
    | </?(?P<tag>[a-z][^\s/>]*)[^>]*>?
    | <[/!?][^>]*>?                          # declarations, and what is taken for comments
    | [^<]+ | <
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""Each alternative is greedy, so that no text is scanned twice; „>” ends a tag, even quoted."""
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
    """Return the lines that a browser would show, without blank ones."""
    text = "".join(map(_text, _TOKENS.finditer(markup)))
    lines = (line.strip(" ") for line in text.split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


def _text(token: re.Match[str]) -> str:
    tag = token["tag"]
    if tag:
        return "\n" if tag.casefold() in _BREAKS else ""
    source = token[0]
    if source.startswith("<") and source != "<":
        return ""
    return _BLANKS.sub(" ", html.unescape(source))
