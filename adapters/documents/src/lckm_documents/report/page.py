"""The report as an accessible HTML page in the common frame."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from lckm_cli.toolkit import counted, safe, severity_word
from lckm_core.publication import (
    Bullets,
    Entry,
    Section,
    Table,
    Text,
)
from lckm_documents.report.outcome import NO_PROOF, CheckedFile, unchecked_by_format
from lckm_pages import EDITORS, Addresses, file_link, page, page_link


def folder_page(files: Sequence[CheckedFile]) -> str:
    """Return the page in Polish: the files, their findings, and checks for a person."""
    sections = [_summary(files), *_by_folder(files), _by_hand(files)]
    errors, warnings = sum(file.errors for file in files), sum(file.warnings for file in files)
    return page(
        "Dostępność plików do pobrania",
        sections,
        site=EDITORS,
        addresses=Addresses(file_link(""), page_link),
        kind="Wynik sprawdzenia",
        facts=[
            f"Sprawdzono {counted(len(files), 'file')}: {counted(errors, 'error')}, "
            f"{counted(warnings, 'warning')}.",
            Markup("<strong>{}</strong>").format(NO_PROOF.pl),
        ],
    )


def _summary(files: Sequence[CheckedFile]) -> Section:
    rows = tuple((_literal(safe(file.short)), *_cells(file)) for file in files)
    table = Table("Wszystkie pliki", ("Plik", "Do czego", "Format", "Wynik"), rows)
    return Section(
        "Wszystkie pliki", (Entry("files", "Wszystkie pliki", (table,)),) if rows else ()
    )


def _cells(file: CheckedFile) -> tuple[str, str, str]:
    if file.examined is None:
        return "", "", "**nieodczytany**"
    purpose = (
        "dokument do czytania" if file.examined.purpose == "document" else "druk do wypełnienia"
    )
    counts = {"error": file.errors, "warning": file.warnings}
    found = [counted(count, noun) for noun, count in counts.items() if count]
    return purpose, file.examined.format or "nieznany", ", ".join(found) or "bez uwag"


def _by_folder(files: Sequence[CheckedFile]) -> Iterator[Section]:
    """Yield a section for each folder with findings or unreadable files."""
    folders: dict[str, list[CheckedFile]] = {}
    for file in files:
        if file.findings or file.unreadable:
            folders.setdefault(file.folder, []).append(file)
    for folder, checked in folders.items():
        yield Section(
            safe(folder) or "Pliki",
            tuple(Entry("file", safe(file.name), _blocks(file)) for file in checked),
        )


def _blocks(file: CheckedFile) -> tuple[Text | Bullets, ...]:
    if file.examined is None:
        return (Text(_literal(file.unreadable.pl if file.unreadable else "")),)
    lines = [
        f"**{severity_word(finding.severity)}** {finding.code}: {_literal(finding.message)} "
        f"({finding.cites})"
        for finding in file.findings
    ]
    facts = _literal("; ".join(fact.pl for fact in file.examined.facts))
    seen = (Text(f"Co jeszcze widać: {facts}."),) if facts else ()
    return (Bullets(tuple(map(Text, lines))), *seen)


def _by_hand(files: Sequence[CheckedFile]) -> Section:
    lines = [f"{format_}: {_literal(check)}" for format_, check in unchecked_by_format(files, "pl")]
    introduction = Text(
        "Tego program nie widzi. Przed publikacją spójrz na każdy plik i posłuchaj go czytnikiem "
        "ekranu."
    )
    blocks = (introduction, Bullets(tuple(map(Text, lines)))) if lines else (introduction,)
    return Section(
        "Co musi sprawdzić człowiek", (Entry("by_hand", "Co musi sprawdzić człowiek", blocks),)
    )


def _literal(text: str) -> str:
    """Return a file's text so that no page takes it for a link."""
    # A word joiner separates the brackets of a Markdown link.
    return text.replace("](", "]\N{WORD JOINER}(")
