"""A page of the portal in another language, its Polish words marked as such."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape, unescape
from typing import Final, NamedTuple

from lckm_core.text import EmptyWord

_POLISH: Final = "pl"
# Pages are our own: each < and > of a text or an attribute is escaped there.
_TOKENS: Final = re.compile(r"(<[^>]*>)")
_NAME: Final = re.compile(r"</?!?([a-zA-Z0-9]+)")
_SPOKEN: Final = re.compile(r' (aria-label|title)="([^"]*)"')
_CONTENT: Final = re.compile(r'(?<=<meta name="description") (content)="([^"]*)"')
_LANGUAGE: Final = re.compile(r' lang="([^"]*)"')
_HREF: Final = re.compile(r' href="([^"]*)"')
_CLASSES: Final = re.compile(r' class="([^"]*)"')
_PART: Final = re.compile(r"\{(\w+)\}")
# These parts hold somebody else's words, which are shown unchanged.
_OF_OTHERS: Final = frozenset(("query", "form", "platform", "editors", "place"))
# Stands above the heading of a page whose heading, title and summary a department wrote.
_KIND: Final = '<p class="kind">'
_EMPTY: Final = frozenset(("br", "hr", "img", "input", "link", "meta", "DOCTYPE", "doctype"))
_AS_IT_IS: Final = frozenset(("script", "style"))
# Only these words of a description or a hit are ours, or lie within ours (class "screen").
_LABELS: Final = frozenset(("h2", "h3", "dt", "caption", "th"))
# The fixed words of a description for „there is none”.
_PRESCRIBED: Final = frozenset(word.value for word in EmptyWord)
_LABEL_CLASSES: Final = frozenset(("number", "online"))


class _Element(NamedTuple):
    """An open element: its language, and whether its words may be ours."""

    name: str
    language: str
    is_prose: bool = False
    is_raw: bool = False


class _Pattern(NamedTuple):
    """A text with variable parts, and its translation with the same parts."""

    text: re.Pattern[str]
    words: str


class PageLanguage:
    """Translates whole pages of the portal into one language.

    Args:
        language: its tag.
        texts: the words of the catalogue by the Polish ones; ``{…}`` stands for any words.
    """

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = {text: words for text, words in texts.items() if "{" not in text}
        self._patterns = [
            _Pattern(re.compile(_expression(text)), words)
            for text, words in texts.items()
            if "{" in text
        ]

    def translate(self, page: str, links: Mapping[str, str]) -> str:
        """Return a page translated into the language.

        Whatever the catalogue does not have stays in Polish and is marked so, and so does what a
        department wrote, whether or not it is the same as a text of ours: the page says ``lang``
        there, or has a kind above its heading. The line with the page's address is removed, for it
        is that of the Polish page.

        Args:
            page: a page of this package.
            links: other addresses in place of some.
        """
        tokens = _TOKENS.split(page)
        out: list[str] = []
        opened = [_Element("", _POLISH)]
        headings = ("title", "h1") if _KIND in page else ()
        for place, token in enumerate(tokens):
            if not place % 2:
                self._add_text(out, opened[-1], tokens, place)
            elif token.startswith("</"):
                if len(opened) > 1:
                    opened.pop()
                out.append(token)
            elif not token.startswith('<link rel="canonical"'):
                element, tag = self._begin(token, opened[-1], links, headings)
                out.append(tag)
                if element.name not in _EMPTY:
                    opened.append(element)
        return "".join(out)

    def _begin(
        self, tag: str, outer: _Element, links: Mapping[str, str], headings: Collection[str]
    ) -> tuple[_Element, str]:
        """Return the element that a tag opens, and the tag translated."""
        match = _NAME.match(tag)
        name = match[1] if match else ""
        language = outer.language
        if name == "html":
            return _Element(name, self.language), tag.replace(
                f'lang="{_POLISH}"', f'lang="{escape(self.language)}"', 1
            )
        if (own := _LANGUAGE.search(tag)) is not None:
            # An element with a language of its own is not ours to translate.
            return _Element(name, own[1], is_raw=True), tag
        is_prose = name in headings or _is_prose(name, tag, outer)
        is_summary = bool(headings) and name == "meta"
        spoken, is_translated = (tag, False) if is_summary else self._attributes(tag)
        if is_translated:
            language = self.language
        elif name == "main" or is_prose or _SPOKEN.search(tag) or _CONTENT.search(tag):
            language = _POLISH
        link = _HREF.search(spoken)
        if link is not None and (other := links.get(unescape(link[1]))) is not None:
            spoken = spoken.replace(link[0], f' href="{escape(other)}"', 1)
        if language != outer.language:
            spoken = _tag_with_language(spoken, language)
        return _Element(name, language, is_prose, outer.is_raw or name in _AS_IT_IS), spoken

    def _attributes(self, tag: str) -> tuple[str, bool]:
        """Return a tag with its spoken attributes translated, and whether one was."""
        is_translated = False
        for pattern in (_SPOKEN, _CONTENT):
            for match in pattern.finditer(tag):
                pieces = self._words(unescape(match[2]))
                if pieces is not None:
                    is_translated = True
                    words = escape("".join(piece for piece, _ in pieces))
                    tag = tag.replace(match[0], f' {match[1]}="{words}"', 1)
        return tag, is_translated

    def _add_text(self, out: list[str], element: _Element, tokens: list[str], place: int) -> None:
        token = tokens[place]
        text = token.strip()
        if not text or element.is_raw:
            out.append(token)
            return
        is_untranslated = element.is_prose and text not in _PRESCRIBED
        known = None if is_untranslated else self._words(unescape(text))
        if known is None:
            pieces = [(unescape(text), _POLISH)]
        elif element.name == "title":
            # It cannot hold elements, so it has one language.
            pieces = [("".join(piece for piece, _ in known), self.language)]
        else:
            pieces = known
        is_whole = place and tokens[place - 1].startswith(f"<{element.name}")
        is_whole = is_whole and tokens[place + 1] == f"</{element.name}>"
        outer = element.language
        if is_whole and " lang=" not in out[-1]:
            outer = pieces[0][1] if _has_words(pieces[0][0]) else outer
            if outer != element.language:
                out[-1] = _tag_with_language(out[-1], outer)
        before, _, after = token.partition(text)
        out += [before, *(_piece(*piece, outer) for piece in pieces), after]

    def _words(self, text: str) -> list[tuple[str, str]] | None:
        """Return the translation of a text, each part with its language; ``None`` if not ours."""
        if (words := self._texts.get(text)) is not None:
            return [(words, self.language)]
        for pattern in self._patterns:
            if match := pattern.text.fullmatch(text):
                return _join_alike(self._fill_parts(pattern.words, match.groupdict()))
        heading, dash, site = text.partition(" – ")
        if dash and (known := self._words(heading)) is not None:
            return [*known, (f"{dash}{site}", _POLISH)]
        return None

    def _fill_parts(self, words: str, parts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for place, piece in enumerate(_PART.split(words)):
            if not place % 2:
                yield piece, self.language
            else:
                known = None if piece in _OF_OTHERS else self._words(parts[piece])
                yield from known if known is not None else [(parts[piece], _POLISH)]


def _expression(text: str) -> str:
    """Return the pattern of a text with parts."""
    parts = _PART.split(text)
    return "".join(
        f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )


def _is_prose(name: str, tag: str, outer: _Element) -> bool:
    """Return whether the words of an element come from a description or a hit."""
    found = _CLASSES.search(tag)
    classes: Iterable[str] = found[1].split() if found else ()
    if "entry" in classes or ' id="wyniki"' in tag:
        return True
    if not outer.is_prose:
        return False
    return not (name in _LABELS or "screen" in classes or not _LABEL_CLASSES.isdisjoint(classes))


def _join_alike(pieces: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return adjacent pieces of one language joined; numbers go with the piece before."""
    found: list[tuple[str, str]] = []
    for text, language in pieces:
        if found and (language == found[-1][1] or not _has_words(text)):
            found[-1] = (found[-1][0] + text, found[-1][1])
        elif text:
            found.append((text, language))
    return found


def _tag_with_language(tag: str, language: str) -> str:
    return f'{tag[:-1]} lang="{escape(language)}">'


def _piece(text: str, language: str, outer: str) -> str:
    words = escape(text, quote=False)
    if language == outer or not _has_words(text):
        return words
    return f'<span lang="{escape(language)}">{words}</span>'


def _has_words(text: str) -> bool:
    """Return whether a text has words, and not only numbers and capitals of the alphabet."""
    return any(character.isalpha() and not "A" <= character <= "Z" for character in text)
