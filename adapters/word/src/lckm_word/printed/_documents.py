"""Required and other documents in free lines."""

import re
from collections.abc import Sequence

from lckm_word.printed._contacts import (
    addresses_in,
    is_nothing,
    trimmed,
    without_full_stop,
)
from lckm_word.printed._lines import Line
from lckm_word.printed._part import Part, Read

_GROUP = re.compile(
    r"(?i)^(?:dokumenty\s+|wymagane\s+|dokumenty wymagane\s+)?"
    r"(do złożenia|do wglądu|do okazania|do przedłożenia)\s*(?:[:–—]|\.?$|-\s)\s*"
)
_FILE = re.compile(
    r"(?i)(?<![\w.,+-])\w[\w.,+-]{0,150}\."
    r"(?:docx?|pdf|odt|rtf|xlsx?|ods|zip|txt|jpe?g|png)\b"
)
# Only behind a colon: elsewhere the words before would be part of the document's name.
_FILE_WITH_BLANKS = re.compile(
    r"(?i):\s+((?!plik|druk|wzór|przykład)[\w.,+-]+(?: [\w.,+-]+){1,5}"
    r"\.(?:docx?|pdf|odt|rtf|xlsx?))$"
)
_FILE_LABEL = re.compile(
    r"(?i)(?:^|[\s,;(–—-]+)((?:(?:nazwa pliku|plik|druk|szablon|formularz|wzór|do pobrania|"
    r"dokument\w*|przykład\w*|wypełnion\w+)\s*){1,4})[:–—-]?\s*[(„\"]?$"
)
_EXAMPLE = re.compile(r"(?i)przyk[łl]ad|wypełnion")
_WHEN = re.compile(
    r"(?i)\s*(?:[–—(,]|\s-)\s*"
    r"((?:jeśli|jeżeli|gdy|w przypadku|w razie|o ile|tylko|przy|po|chyba że)\s.*)$"
)
_FORM_WORDS = re.compile(
    r"(?i)(?:formularz\w* elektroniczn\w+|e-?formularz\w*|adres\w*(?: internetow\w+)?|"
    r"opis usługi)\s*[:–-]?"
)

_PLATFORM = re.compile(r"(?i)(?:epuap|emp@tia|mobywatel|pue zus|biznes\.gov\.pl|praca\.gov\.pl)\b")


def required_documents(lines: Sequence[Line]) -> Read:
    """Read the two groups of required documents, with files and electronic forms."""
    read = Read()
    if not lines:
        return read
    field_part = read.begin(lines[0])
    groups: dict[str, list[Part]] = {"to_submit": [], "to_present": []}
    group = "to_submit"
    for line in lines:
        text = line.bare
        if found := _GROUP.match(text):
            group = "to_submit" if "łożenia" in found[1].lower() else "to_present"
            text = text[found.end() :]
            if not text.strip():
                continue
        for piece in re.split(r";\s+", text):
            if not is_nothing(piece):
                _document(groups[group], piece.rstrip(";"), line, is_required=True)
    for key, documents in groups.items():
        if documents:
            field_part.put(key, [document.values for document in documents], documents[0].place)
            for index, document in enumerate(documents):
                field_part.places |= {f"{key}/{index}": document.place}
                field_part.places |= {
                    f"{key}/{index}/{name}": at for name, at in document.places.items()
                }
    return read


def other_documents(lines: Sequence[Line]) -> Read:
    """Read the documents that are not required, with their files."""
    read = Read()
    for line in lines:
        _document(read.parts, line.bare, line, is_required=False)
    return read


def _document(documents: list[Part], text: str, line: Line, *, is_required: bool) -> None:
    """Read a line about a document: its name, or what belongs to the one above."""
    if is_required and ("://" in text or _FORM_WORDS.match(text) or _PLATFORM.match(text)):
        links = addresses_in(text)
        if links:
            _e_forms(documents, text, links, line)
            return
    name, files = _files(text)
    if name or not documents:
        part = Part(line.place)
        documents.append(part)
        found = _WHEN.search(name) if is_required else None
        name = name[: found.start()] if found else name
        part.put("name", without_full_stop(trimmed(name)) or text, line.place)
        if found:
            part.put("circumstance", without_full_stop(trimmed(found[1].rstrip(")"))), line.place)
    for file, is_example in files:
        documents[-1].put("example" if is_required and is_example else "file", file, line.place)


def _e_forms(documents: list[Part], text: str, links: Sequence[str], line: Line) -> None:
    """Add the electronic forms of a line, each named by what stands before its address."""
    for link in links:
        bare = link.removeprefix("https://").rstrip("/")
        before, _, text = text.partition(bare)
        platform = trimmed(_FORM_WORDS.sub("", before.removesuffix("//").removesuffix("https:")))
        platform = platform.removesuffix("http:").lstrip("/").strip(" ,;:–—-.")
        if not documents:
            name, _, platform = platform.rpartition(", ")
            documents.append(Part(line.place, {"name": name or platform}))
        documents[-1].add(
            "e_forms", [{"platform": platform or _host(link), "url": link}], line.place
        )


def _files(text: str) -> tuple[str, list[tuple[str, bool]]]:
    """Return the rest of a line without its files, and the files, marking examples."""
    if found := _FILE_WITH_BLANKS.search(text):
        return trimmed(text[: found.start()]), [(found[1], bool(_EXAMPLE.search(found[1][:8])))]
    names, files, at = [], [], 0
    for found in _FILE.finditer(text):
        start = found.start()
        head = text[at:start]
        label = _FILE_LABEL.search(head)
        if label is None and (words := _FILE_LABEL.match(head.partition(":")[0])) and ":" in head:
            # A name with blanks in it, behind „plik:”.
            start, label = at + head.index(":") + 1, words
            head = ""
        file = text[start : found.end()].strip(' „”"')
        names.append(head[: label.start()] if label and head else head)
        files.append((file, bool(_EXAMPLE.search(label[1] if label else file[:8]))))
        at = found.end()
    names.append(text[at:])
    name = " ".join(name_part.strip() for name_part in names)
    # A bracket around a file goes with it.
    name = re.sub(r"[(\[]\s*[,;)]?\s*[)\]]?$|^\s*\)|\(\s*\)", "", name) if files else name
    return trimmed(name), files


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]
