"""Checks the tags of a PDF: headings, pictures and tables (ISO 14289-1, 7)."""

from collections.abc import Iterator
from typing import Final

from lckm_documents.finding_kinds import NO_ALTERNATIVE, NO_TABLE_HEADERS, UNTAGGED
from lckm_documents.headings import Heading, judge_headings
from lckm_documents.pdf.structure import Node, Structure
from lckm_documents.result import Notes, alternative_fault, is_file_name, quoted

_HEADINGS: Final = {f"H{level}": level for level in range(1, 7)}
_PICTURES: Final = ("Figure", "Formula")
_HOW: Final = (
    "Zapisz PDF z programu, w którym powstał, z włączonymi znacznikami ułatwień dostępu (w "
    "Wordzie: Opcje → "
    "Znaczniki struktury dokumentu; w LibreOffice: Otagowany PDF).",
    "Save the PDF from the program that made it with tags for accessibility turned on (in Word: "
    "Options → Document "
    "structure tags; in LibreOffice: Tagged PDF).",
)


def judge_structure(structure: Structure, notes: Notes) -> None:
    """Check the tags; their absence is the only finding."""
    if not structure.has_tree:
        _untagged(
            notes,
            "PDF nie ma znaczników: czytnik ekranu zgaduje kolejność i nie zna nagłówków ani "
            "tabel.",
            "The PDF has no tags: a screen reader guesses the order, and knows neither headings "
            "nor tables.",
        )
        return
    if not structure.marks or not structure.types():
        _untagged(
            notes,
            "Drzewo znaczników PDF jest puste: nie ma w nim żadnej treści stron.",
            "The tree of tags is empty: none of the pages' content is in it.",
        )
        return
    if not structure.marked or structure.suspect:
        _untagged(
            notes,
            "PDF ma znaczniki, ale sam mówi, że nie można na nich polegać (MarkInfo).",
            "The PDF has tags, but says itself that they are not to be relied on (MarkInfo).",
        )
    counts = ", ".join(f"{kind} {count}" for kind, count in sorted(structure.types().items()))
    notes.add_fact(f"znaczniki: {quoted(counts, 300)}", f"tags: {quoted(counts, 300)}")
    _judge_headings(structure, notes)
    _judge_pictures(structure, notes)
    _judge_tables(structure, notes)


def _untagged(notes: Notes, pl: str, en: str) -> None:
    notes.add(UNTAGGED, (), f"{pl} {_HOW[0]}", f"{en} {_HOW[1]}")


def _judge_headings(structure: Structure, notes: Notes) -> None:
    places: list[Heading] = []
    for node in structure.nodes:
        if node.type in (*_HEADINGS, "H"):
            level = _HEADINGS.get(node.type, 1 if not places else 2)
            places.append((level, _path(node), *_page_words(node)))
    judge_headings(places, notes)


def _judge_pictures(structure: Structure, notes: Notes) -> None:
    bad = [node for node in structure.nodes if node.type in _PICTURES and not _described(node)]

    def message_at(index: int) -> tuple[str, str]:
        pl, en = _page_words(bad[index])
        why_pl, why_en = alternative_fault(bad[index].alternative)
        return (
            f"Obraz {pl} {why_pl}. Opisz, co pokazuje, albo oznacz go jako ozdobny (artefakt).",
            f"A picture {en} {why_en}. Describe what it shows, or mark it as decoration (an "
            "artifact).",
        )

    notes.add_each(NO_ALTERNATIVE, [_path(node) for node in bad], message_at)


def _described(node: Node) -> bool:
    if node.alternative:
        return not is_file_name(node.alternative)
    # A figure that is made of text and captions alone reads as that.
    return bool(node.actual) or (
        node.marks == 0 and bool(node.children) and all(map(_described, node.children))
    )


def _judge_tables(structure: Structure, notes: Notes) -> None:
    tables = [node for node in structure.nodes if node.type == "Table"]
    bad = [
        (index, node)
        for index, node in enumerate(tables)
        if not any(cell.type == "TH" for cell in _nodes_of_table(node))
    ]

    def message_at(at: int) -> tuple[str, str]:
        index, node = bad[at]
        pl, en = _page_words(node)
        return (
            f"Tabela {index + 1} ({pl}) nie ma komórek nagłówkowych (TH). Oznacz wiersz lub "
            "kolumnę nagłówków; "
            "jeśli tabela służy tylko do układu, usuń ją.",
            f"Table {index + 1} ({en}) has no header cells (TH). Mark its row or column of "
            "headers; "
            "if it serves for layout only, take it out.",
        )

    notes.add_each(NO_TABLE_HEADERS, [_path(node) for _, node in bad], message_at)


def _nodes_of_table(node: Node) -> Iterator[Node]:
    """Yield what is in a table down to its cells, but not within nested tables."""
    waiting = list(node.children)
    while waiting:
        inner = waiting.pop()
        yield inner
        if inner.type not in ("TH", "TD", "Table"):
            waiting += inner.children


def _path(node: Node) -> tuple[str | int, ...]:
    return () if node.page is None else ("pages", node.page)


def _page_words(node: Node) -> tuple[str, str]:
    if node.page is None:
        return "na nieznanej stronie", "on an unknown page"
    return f"na stronie {node.page + 1}", f"on page {node.page + 1}"
