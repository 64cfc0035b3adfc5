"""Checks an RTF: headings, language, tables and pictures (RTF 1.9.1)."""

import re
from typing import Final

import attrs

from lckm_documents import limits
from lckm_documents.finding_kinds import FETCHES, RUNS
from lckm_documents.result import BeyondLimitError, Notes, quoted
from lckm_documents.word.accessibility import (
    DocumentContent,
    Heading,
    Picture,
    Table,
    judge_document,
)
from lckm_documents.word.field_instructions import fetched_by, runs_program
from lckm_documents.word.rtf_tokens import tokens

_LANGUAGES: Final = {
    1045: "pl-PL",
    1033: "en-US",
    2057: "en-GB",
    1031: "de-DE",
    1036: "fr-FR",
    1058: "uk-UA",
    1049: "ru-RU",
}
_NO_LANGUAGE: Final = (0, 1024, 4096)
# Groups whose text is no text of the document; „\*” before an unknown word says the same of others.
_NOT_TEXT: Final = frozenset(
    (
        *(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "listtable",
            "listoverridetable",
            "pict",
            "fldinst",
            "template",
            "datafield",
        ),
        *(
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "objdata",
            "themedata",
        ),
        *(
            "nonshppict",
            "generator",
            "title",
            "sn",
            "sv",
            "picprop",
            "rsidtbl",
            "xmlnstbl",
            "latentstyles",
            "pgptbl",
            "userprops",
        ),
    )
)
_READ: Final = frozenset(
    ("shppict", "shpinst", "shptxt", "fldrslt", "picprop", "fldinst", "template")
)
# Where Word has a comment: its author, what it is about, and its text.
_COMMENT: Final = frozenset(("atnid", "atnauthor", "atrfstart", "annotation"))
_HEADING: Final = re.compile(r"\s*heading ([1-9])\b", re.IGNORECASE)
_BREAKS: Final = {
    "tab": "\t",
    "line": " ",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "endash": "–",
    "emdash": "—",
}


def inspect_rtf(name: str, data: bytes, notes: Notes) -> None:
    """Add the findings of an RTF to *notes*.

    Raises:
        BeyondLimitError: it has too many words or too deep groups.
    """
    reader = Reader()
    reader.read(data)
    judge_document(name, reader.content(), notes)
    if any(map(runs_program, reader.instructions)):
        notes.add(
            RUNS,
            (),
            "Pole w dokumencie uruchamia inny program (DDE). Usuń je i zapisz dokument ponownie.",
            "A field in the document runs another program (DDE). Remove it and save the document "
            "again.",
        )
    outside = sorted(set(filter(None, map(fetched_by, reader.instructions))))
    if reader.template:
        outside.append("template")
    for target in outside:
        notes.add(
            FETCHES,
            (),
            f"Dokument sięga poza siebie ({quoted(target)}). Wstaw treść do dokumentu i przerwij "
            "łącze.",
            f"The document fetches something from elsewhere ({quoted(target)}). Put the content "
            "into it and break the link.",
        )


@attrs.define
class _Group:
    """The state within one pair of braces."""

    purpose: str = ""
    lang: int = 0
    style: int = 0
    outline: int | None = None
    in_table: bool = False
    holder: "dict[str, str] | None" = None


class Reader:
    """Reads an RTF once; ``content()`` returns its content."""

    def __init__(self) -> None:
        self.instructions: list[str] = []
        self.template = ""
        self._content, self._default, self._page = DocumentContent(), 0, "cp1250"
        self._group, self._around = _Group(), list[_Group]()
        self._words: list[str] = []
        self._levels: dict[int, int] = {}
        self._first = ""
        self._row, self._rows, self._cells = False, list[tuple[bool, int]](), 0
        self._pictures: list[tuple[dict[str, str], dict[str, str] | None, int]] = []
        self._name = ""

    def read(self, data: bytes) -> None:
        """Read the whole file; raise ``BeyondLimitError`` beyond the limits."""
        star = False
        for kind, word, number in tokens(data):
            if kind == "open":
                if len(self._around) >= limits.NESTING:
                    raise BeyondLimitError(
                        f"jego grupy są zagnieżdżone na ponad {limits.NESTING} poziomów",
                        f"its groups are nested more than {limits.NESTING} levels deep",
                    )
                self._around.append(self._group)
                self._group = attrs.evolve(self._group)
            elif kind == "close":
                self._close_group()
            elif kind == "star":
                star = True
                continue
            elif kind == "text":
                self._text(word)
            elif kind == "byte":
                self._text(bytes([number or 0]).decode(self._page, "replace"))
            else:
                self._word(word, number, star)
            star = False

    def content(self) -> DocumentContent:
        """Return the content."""
        self._end_table()
        content = self._content
        content.pictures = [
            Picture(
                (
                    (own or {}).get("wzDescription") or (shape or {}).get("wzDescription") or ""
                ).strip(),
                paragraph,
            )
            for own, shape, paragraph in self._pictures
        ]
        return content

    def _word(self, word: str, number: int | None, star: bool) -> None:
        group = self._group
        if word in _COMMENT:
            self._content.unfinished = self._content.unfinished or star or number != 0
        if word in _NOT_TEXT or (star and word not in _READ):
            self._enter_non_text(word)
        elif word == "shpinst":
            group.holder = {}
        elif word == "ansicpg":
            self._page = f"cp{number}" if number in (1250, 1251, 1252, 852, 65001) else "cp1250"
            self._page = "utf-8" if number == 65001 else self._page
        elif word == "deflang":
            self._default = number or 0
        elif group.purpose == "stylesheet":
            self._style(word, number)
        elif not group.purpose:
            self._formatting(word, number)

    def _enter_non_text(self, word: str) -> None:
        group = self._group
        if word == "pict":
            own: dict[str, str] = {}
            if group.purpose != "nonshppict":
                self._pictures.append((own, group.holder, self._content.paragraphs))
            group.holder = own
        if word == "fldinst":
            self.instructions.append("")
        # A picture in a copy for old programs is that copy's, whatever is in it.
        group.purpose = group.purpose if group.purpose == "nonshppict" else word

    def _style(self, word: str, number: int | None) -> None:
        if word == "s":
            self._group.style = number or 0
        elif word == "outlinelevel" and number is not None and number < 9:
            self._levels[self._group.style] = number + 1

    def _formatting(self, word: str, number: int | None) -> None:
        group = self._group
        match word:
            case "revised" | "deleted":
                self._content.unfinished = self._content.unfinished or number != 0
            case "lang":
                group.lang = number or 0
            case "plain":
                group.lang = 0
            case "pard":
                group.style, group.outline, group.in_table = 0, None, False
            case "s":
                group.style = number or 0
            case "outlinelevel":
                group.outline = (number or 0) + 1 if (number or 0) < 9 else 0
            case "intbl":
                group.in_table = True
            case "par" | "sect" | "page":
                self._end_paragraph()
            case "trowd":
                self._row = False
            case "trhdr":
                self._row = True
            case "cell":
                self._cells += 1
                self._end_paragraph(in_cell=True)
            case "row":
                self._rows.append((self._row, self._cells))
                self._cells = 0
            case _:
                if word in _BREAKS:
                    self._words.append(_BREAKS[word])

    def _text(self, text: str) -> None:
        group = self._group
        match group.purpose:
            case "":
                self._words.append(text)
                number = group.lang or self._default
                language = (
                    "" if number in _NO_LANGUAGE else _LANGUAGES.get(number, f"LCID {number}")
                )
                self._content.read(text, language)
                self._content.language = self._content.language or (
                    language if text.strip() else ""
                )
            case "title":
                self._content.title += text
            case "stylesheet" if (heading := _HEADING.match(text)) is not None:
                self._levels.setdefault(group.style, int(heading[1]))
            case "fldinst":
                self.instructions[-1] += text
            case "template":
                self.template += text
            case "sn":
                self._name = self._name + text if self._name else text.strip()
            case "sv" if group.holder is not None and self._name.strip() in (
                "wzDescription",
                "wzName",
            ):
                key = self._name.strip()
                group.holder[key] = group.holder.get(key, "") + text

    def _close_group(self) -> None:
        if self._group.purpose == "sv" and self._around and self._around[-1].purpose != "sv":
            self._name = ""
        self._group = self._around.pop() if self._around else _Group()

    def _end_paragraph(self, *, in_cell: bool = False) -> None:
        group, words = self._group, " ".join("".join(self._words).split())
        self._words = []
        if not (in_cell or group.in_table):
            self._end_table()
        elif not self._first:
            self._first = words
        level = self._levels.get(group.style) if group.outline is None else group.outline
        if level and words:
            self._content.headings.append(Heading(level, self._content.paragraphs, words))
        self._content.paragraphs += 1

    def _end_table(self) -> None:
        if self._rows:
            columns = max(cells for _, cells in self._rows)
            self._content.tables.append(
                Table(len(self._rows), columns, self._rows[0][0], self._first)
            )
        self._rows, self._first = [], ""
