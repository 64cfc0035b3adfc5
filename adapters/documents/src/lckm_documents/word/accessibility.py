"""The checks common to DOCX, RTF and DOC (WCAG 1.1.1, 1.3.1, 2.4.2, 3.1.1)."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import attrs

from lckm_documents.finding_kinds import (
    NO_ALTERNATIVE,
    NO_LANGUAGE,
    NO_TABLE_HEADERS,
    NO_TITLE,
    UNFINISHED,
)
from lckm_documents.headings import judge_headings
from lckm_documents.result import Notes, alternative_fault, is_file_name, quoted, title_fault

_POLISH: Final = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
# With this many Polish letters a text is Polish.
_ENOUGH: Final = 5


@attrs.frozen
class Heading:
    """A heading: its level from 1, the number of its paragraph from 0, its text."""

    level: int
    paragraph: int
    words: str


@attrs.frozen
class Table:
    """A table: its rows and columns, whether it has a header row, and its first text."""

    rows: int
    columns: int
    has_headers: bool
    words: str


@attrs.frozen
class Picture:
    """A picture: its alternative text, if any, and the number of its paragraph from 0."""

    alternative: str
    paragraph: int


@attrs.define
class DocumentContent:
    """The content of a document.

    ``letters`` counts Polish letters by the language of their text. ``unfinished`` means that
    tracked changes or comments are left.
    """

    title: str = ""
    language: str = ""
    letters: Counter[str] = attrs.field(factory=Counter)
    paragraphs: int = 0
    unfinished: bool = False
    headings: list[Heading] = attrs.field(factory=list)
    tables: list[Table] = attrs.field(factory=list)
    pictures: list[Picture] = attrs.field(factory=list)

    def read(self, text: str, language: str) -> None:
        """Count the Polish letters of a text in a language."""
        if not text.isascii():
            self.letters[language] += sum(letter in _POLISH for letter in text)


def judge_document(name: str, content: DocumentContent, notes: Notes) -> None:
    """Check the content of a document."""
    _judge_title(name, content.title, notes)
    _judge_language(content, notes)
    judge_headings(
        [
            (heading.level, ("paragraphs", heading.paragraph), *_heading(heading))
            for heading in content.headings
        ],
        notes,
    )
    _judge_tables(content.tables, notes)
    _judge_pictures(content.pictures, notes)
    if content.unfinished:
        notes.add(
            UNFINISHED,
            (),
            "W dokumencie zostały śledzone zmiany lub komentarze, z nazwiskami osób, które je "
            "wpisały. "
            "Przyjmij albo odrzuć wszystkie zmiany, usuń komentarze i zapisz plik ponownie.",
            "Tracked changes or comments are left in the document, with the names of those who "
            "made them. "
            "Accept or reject all changes, delete the comments and save the file again.",
        )
    notes.add_fact(
        f"nagłówków: {len(content.headings)}, tabel: {len(content.tables)}, obrazów: "
        f"{len(content.pictures)}",
        f"headings: {len(content.headings)}, tables: {len(content.tables)}, pictures: "
        f"{len(content.pictures)}",
    )
    notes.add_unchecked(
        "czy nagłówki, teksty alternatywne i etykiety pól mają sens, czy kontrast wystarcza i czy "
        "druk da się wypełnić z klawiatury",
        "whether headings, alternative texts and labels of fields make sense, whether the "
        "contrast is enough, and whether the "
        "form can be filled in by keyboard",
    )


def _heading(heading: Heading) -> tuple[str, str]:
    return f"„{quoted(heading.words)}”", f"“{quoted(heading.words)}”"


def _judge_title(name: str, title: str, notes: Notes) -> None:
    if not title:
        notes.add(
            NO_TITLE,
            (),
            "Dokument nie ma tytułu we właściwościach (Plik → Informacje → Tytuł). Wpisz tam jego "
            "pełny tytuł.",
            "The document has no title among its properties (File → Info → Title). Give its full "
            "title there.",
        )
    elif fault := title_fault(name, title):
        notes.add(NO_TITLE, (), *fault)


def _judge_language(content: DocumentContent, notes: Notes) -> None:
    foreign = {
        language: count
        for language, count in content.letters.items()
        if language and not language.casefold().startswith("pl") and count >= _ENOUGH
    }
    if not content.language:
        notes.add(
            NO_LANGUAGE,
            (),
            "Nie podano języka tekstu, więc czytnik ekranu przeczyta go z obcą wymową. "
            "Zaznacz całość i ustaw język sprawdzania: polski.",
            "The language of the text is not given, so a screen reader reads it in a foreign "
            "voice. "
            "Select all of it and set the proofing language: Polish.",
        )
    elif foreign:
        language = max(foreign, key=lambda tag: (foreign[tag], tag))
        notes.add(
            NO_LANGUAGE,
            (),
            f"Polski tekst oznaczono jako {quoted(language)}, więc czytnik ekranu przeczyta go z "
            "obcą wymową. "
            "Zaznacz go i ustaw język sprawdzania: polski.",
            f"Polish text is marked as {quoted(language)}, so a screen reader reads it in a "
            "foreign voice. "
            "Select it and set the proofing language: Polish.",
        )
    else:
        notes.add_fact(
            f"język: {quoted(content.language)}", f"language: {quoted(content.language)}"
        )


def _judge_tables(tables: Sequence[Table], notes: Notes) -> None:
    # One row or one column is a frame around text, and has nothing to head.
    bad = [
        (index, table)
        for index, table in enumerate(tables)
        if not table.has_headers and table.rows > 1 and table.columns > 1
    ]

    def message_at(at: int) -> tuple[str, str]:
        index, table = bad[at]
        beginning = quoted(table.words, 40)
        return (
            f"Tabela {index + 1} (zaczyna się: „{beginning}”) nie ma wiersza nagłówków. Zaznacz "
            "pierwszy wiersz i włącz: Powtarzaj "
            "wiersze nagłówków; jeśli tabela służy tylko do układu, usuń ją.",
            f"Table {index + 1} (it begins: “{beginning}”) has no header row. Select its first row "
            "and turn on: Repeat header "
            "rows; if it serves for layout only, take it out.",
        )

    notes.add_each(NO_TABLE_HEADERS, [("tables", index) for index, _ in bad], message_at)


def _judge_pictures(pictures: Sequence[Picture], notes: Notes) -> None:
    bad = [
        (index, picture)
        for index, picture in enumerate(pictures)
        if not picture.alternative or is_file_name(picture.alternative)
    ]

    def message_at(at: int) -> tuple[str, str]:
        index, picture = bad[at]
        why_pl, why_en = alternative_fault(picture.alternative)
        return (
            f"Obraz {index + 1} (akapit {picture.paragraph + 1}) {why_pl}. Opisz, co pokazuje, "
            "albo oznacz go jako ozdobny.",
            f"Picture {index + 1} (paragraph {picture.paragraph + 1}) {why_en}. Describe what it "
            "shows, or mark it as decoration.",
        )

    notes.add_each(NO_ALTERNATIVE, [("pictures", index) for index, _ in bad], message_at)
