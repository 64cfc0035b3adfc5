"""Opens the package of a Word file, which may be hostile."""

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

import attrs

from lckm_cli.toolkit import ZIP_ERRORS, UnsafeZipError, ZipFault, read_part
from lckm_core.findings import UnreadableFileError
from lckm_core.text import BYTES, counted
from lckm_word.finding_kinds import (
    ACTIVE,
    BROKEN_XML,
    DOCTYPE,
    NOT_WORD,
    OUTSIDE,
    TOO_MUCH,
    refusal,
)
from lckm_word.xml_names import OWN_AUTHOR, PACKAGE, R, local, w

MOST_BYTES = 20_000_000
MOST_PARTS = 2_000
MOST_UNPACKED = 100_000_000
MOST_XML = 10_000_000
MOST_ELEMENTS = 400_000
DEEPEST = 100
"""The limits of bytes, parts, unpacked bytes, one XML part, its elements and depth."""

DOCUMENT = "word/document.xml"
DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
COMMENTS_TYPE = f"{R}/comments"
# The names of ISO/IEC 29500 Strict, which Word offers beside its own format.
_STRICT = "{http://purl.oclc.org/ooxml/"
_TYPES = "[Content_Types].xml"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ACTIVE_NAME = re.compile(
    r"vbaproject|vbadata|/activex/|/embeddings/|oleobject|attachedtoolbars|\.exe$|\.js$", re.I
)
_ACTIVE_TYPE = re.compile(
    r"macroenabled|vbaproject|vbadata|activex|oleobject|ms-word\.attachedtoolbars", re.I
)
_ACTIVE_RELATION = re.compile(
    r"/(?:vbaproject|wordvbadata|control|activexcontrolbinary|oleobject|package|attachedtoolbars)$",
    re.I,
)
"""What Word runs or opens by the type of its relationship, whatever its part is called."""
_RUNS_A_PROGRAM = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|MACROBUTTON)\b",
    re.IGNORECASE,
)
_SAFE_LINK = re.compile(r"(?:https?|mailto|tel):[^\s]*|#.*", re.I)


@attrs.frozen
class Package:
    """The parsed parts of a document, and the targets of its links by relationship id.

    ``comments_part`` is the name of the part that has its comments, ``None`` for none;
    ``own_comments`` are the ids of those that an earlier check put in.
    """

    document: Element
    styles: Element | None
    numbering: Element | None
    links: Mapping[str, str]
    comments_part: str | None = None
    own_comments: frozenset[str] = frozenset()


def open_package(source: bytes) -> Package:
    """Return the parts of a ``.docx`` file.

    Raises ``UnreadableFileError`` (LCKM-W001 to W006) for any other file, one over a limit, or one
    with active content: macros, embedded objects, fields that run programs, relationships that
    fetch from outside, document type definitions.
    """
    if len(source) > MOST_BYTES:
        size = counted(len(source), BYTES)
        raise _limit_error(f"plik ma {size.pl}", f"{size.en} of file", MOST_BYTES)
    if source.startswith(_OLD_OFFICE):
        raise refusal(
            NOT_WORD,
            "To plik .doc albo dokument chroniony hasłem. Zapisz go w Wordzie jako „Dokument "
            "programu Word (.docx)”, bez hasła.",
            "This is a .doc file or has a password. Save it in Word as “Word document (.docx)”, "
            "without a password.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            return _read_package(archive)
    except UnreadableFileError:
        raise
    except (UnsafeZipError, *ZIP_ERRORS):
        raise refusal(
            NOT_WORD,
            "Plik nie jest całym dokumentem .docx: jest ucięty, uszkodzony albo innego rodzaju. "
            "Zapisz go w Wordzie jeszcze raz.",
            "The file is not a complete .docx document: it is cut short, damaged or of another "
            "kind. Save it in Word again.",
        ) from None


def _read_package(archive: zipfile.ZipFile) -> Package:
    _judge_entries(archive)
    names = {info.filename for info in archive.infolist()}
    types = _parsed(archive, _TYPES) if _TYPES in names else None
    if types is None or DOCUMENT not in names:
        raise refusal(
            NOT_WORD,
            "W pliku nie ma dokumentu Worda. Zapisz go w Wordzie jako „Dokument programu Word "
            "(.docx)”.",
            "There is no Word document in the file. Save it in Word as “Word document (.docx)”.",
        )
    for content_type in types.iter():
        if _ACTIVE_TYPE.search(content_type.get("ContentType", "")):
            raise _active(content_type.get("PartName", content_type.get("Extension", "")))
    links, comments_part = _document_relations(archive, names)
    optional = {
        name: _parsed(archive, name) if name in names else None
        for name in ("word/styles.xml", "word/numbering.xml")
    }
    document = _parsed(archive, DOCUMENT)
    if document.tag.startswith(_STRICT):
        raise refusal(
            NOT_WORD,
            "Plik zapisano jako „Dokument Strict Open XML”. Zapisz go w Wordzie jako „Dokument "
            "programu Word (.docx)”.",
            "The file was saved as “Strict Open XML Document”. Save it in Word as “Word document "
            "(.docx)”.",
        )
    _refuse_programs(document)
    return Package(
        document,
        optional["word/styles.xml"],
        optional["word/numbering.xml"],
        links,
        comments_part,
        _own_comments(archive, comments_part) if comments_part in names else frozenset(),
    )


def _document_relations(
    archive: zipfile.ZipFile, names: Collection[str]
) -> tuple[dict[str, str], str | None]:
    """Return the document's links and the part of its comments; refuse what runs in any part."""
    links: dict[str, str] = {}
    comments_part = None
    for name in sorted(names):
        # Settings of a printer are such a part, too; macros and objects are old Office files.
        if name.casefold().endswith(".bin") and _begins_as_old_office(archive, name):
            raise _active(name)
        if name.endswith(".rels"):
            relations = _parsed(archive, name)
            found = dict(_relationships(relations))
            if name == DOCUMENT_RELATIONS:
                links, comments_part = found, _comments_part(relations)
    return links, comments_part


def _judge_entries(archive: zipfile.ZipFile) -> None:
    """Refuse a package by its list of entries."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise _limit_error(f"części jest {len(entries)}", f"{len(entries)} parts", MOST_PARTS)
    unpacked = sum(info.file_size for info in entries)
    if unpacked > MOST_UNPACKED:
        size = counted(unpacked, BYTES)
        raise _limit_error(f"po rozpakowaniu {size.pl}", f"{size.en} unpacked", MOST_UNPACKED)
    names = [info.filename.casefold() for info in entries]
    for info, name in zip(entries, names, strict=True):
        odd = (
            name.startswith(("/", "\\"))
            or "\\" in name
            or ".." in name.split("/")
            or names.count(name) > 1
        )
        if (
            odd
            or info.flag_bits & 1
            or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        ):
            raise refusal(
                NOT_WORD,
                "Plik ma wewnątrz nazwy albo zapis, jakich Word nie tworzy (ścieżki, powtórzenia, "
                "hasło). Zapisz go w Wordzie jeszcze raz.",
                "The file has names or coding inside that Word never makes (paths, repeats, a "
                "password). Save it in Word again.",
            )
        if _ACTIVE_NAME.search(name):
            raise _active(info.filename)


def _begins_as_old_office(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        return part.read(len(_OLD_OFFICE)) == _OLD_OFFICE


def _relationships(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the targets of links by id; refuse active parts and any other external one."""
    for relation in root.iter(f"{{{PACKAGE}/relationships}}Relationship"):
        relation_type, target = _type_of(relation), relation.get("Target", "")
        if _ACTIVE_RELATION.search(relation_type):
            raise _active(target)
        if relation.get("TargetMode", "").strip().casefold() != "external":
            continue
        kind = relation_type.rpartition("/")[2]
        if kind != "hyperlink" or not _SAFE_LINK.fullmatch(target):
            raise refusal(
                OUTSIDE,
                f"Dokument sięga poza siebie ({kind}): do szablonu, obrazu, pliku albo programu. "
                "Usuń to połączenie (Plik → Informacje → "
                "Edytuj łącza do plików) i zapisz dokument jeszcze raz.",
                f"The document reaches outside itself ({kind}): a template, picture, file or "
                "program. Remove that link and save again.",
            )
        yield relation.get("Id", ""), target


def _type_of(relation: Element) -> str:
    """Return the type of a relationship: an ``xsd:anyURI``, round which blanks do not count."""
    return relation.get("Type", "").strip()


def _comments_part(relations: Element) -> str | None:
    """Return the name of the part that has a document's comments."""
    for relation in relations.iter(f"{{{PACKAGE}/relationships}}Relationship"):
        if _type_of(relation) == COMMENTS_TYPE:
            return posixpath.normpath(posixpath.join("/word", relation.get("Target", ""))).lstrip(
                "/"
            )
    return None


def _own_comments(archive: zipfile.ZipFile, name: str | None) -> frozenset[str]:
    """Return the ids of the comments that an earlier check put in."""
    if name is None:
        return frozenset()
    root = _parsed(archive, name)
    if root.tag != w("comments"):
        raise _broken(name)
    return frozenset(
        comment.get(w("id"), "")
        for comment in root.iter(w("comment"))
        if comment.get(w("author")) == OWN_AUTHOR
    )


class _Builder(TreeBuilder):
    """Builds a tree within the limits and refuses document type definitions."""

    def __init__(self) -> None:
        super().__init__()
        self._count = self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._count += 1
        self._depth += 1
        if self._count > MOST_ELEMENTS:
            raise _limit_error(
                "w XML jest zbyt wiele elementów", "too many elements in the XML", MOST_ELEMENTS
            )
        if self._depth > DEEPEST:
            raise _limit_error(
                "elementy XML są zagnieżdżone zbyt głęboko", "elements of the XML too deep", DEEPEST
            )
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, name: str, pubid: str | None, system: str | None, /) -> None:
        raise refusal(
            DOCTYPE,
            "XML dokumentu ma definicję typu (DTD), której Word nigdy nie zapisuje. Nie otwieraj "
            "tego pliku; poproś nadawcę o nowy.",
            "The document's XML has a type definition (DTD), which Word never writes. Do not open "
            "the file; ask for a new one.",
        )


def _refuse_programs(document: Element) -> None:
    """Refuse a field that runs a program or fetches a file."""
    # Word itself cuts instructions into pieces.
    instructions = []
    for node in document.iter():
        name = local(node)
        if name in ("instrText", "delInstrText"):
            instructions.append(node.text or "")
        elif name in ("fldChar", "fldSimple"):
            instructions += ["\n", node.get(w("instr"), "")]
    if found := _RUNS_A_PROGRAM.search("".join(instructions)):
        raise refusal(
            ACTIVE,
            f"Dokument ma pole {found[0].upper()}, które uruchamia program albo pobiera plik. "
            "Usuń to pole i zapisz dokument jeszcze raz.",
            f"The document has a field {found[0].upper()} that runs a program or fetches a file. "
            "Remove it and save again.",
        )


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    """Return the root of a part, reading no more than the limit."""
    try:
        data = read_part(archive, name, MOST_XML)
    except UnsafeZipError as error:
        if error.why is ZipFault.BROKEN:
            raise
        raise _limit_error(
            f"część {name} jest zbyt długa", f"the part {name} is too long", MOST_XML
        ) from None
    # The builder refuses DTDs, and with them entities, and counts.
    parser = XMLParser(target=_Builder())  # noqa: S314
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, LookupError, ValueError):
        raise _broken(name) from None
    return root


def _broken(name: str) -> UnreadableFileError:
    return refusal(
        BROKEN_XML,
        f"Część {name} jest uszkodzona. Otwórz dokument w Wordzie, pozwól go naprawić i "
        "zapisz jeszcze raz.",
        f"The part {name} is broken. Open the document in Word, let it be repaired, and save "
        "it again.",
    )


def _limit_error(pl: str, en: str, limit: int) -> UnreadableFileError:
    return refusal(
        TOO_MUCH,
        f"Dokument przekracza granicę: {pl}, a może być najwyżej {limit}. Usuń obrazy i zbędną "
        "treść albo podziel dokument.",
        f"The document is beyond a limit: {en}, at most {limit}. Remove pictures and what is not "
        "needed, or divide it.",
    )


def _active(name: str) -> UnreadableFileError:
    return refusal(
        ACTIVE,
        f"Dokument ma makro, kontrolkę albo osadzony obiekt ({name[:80]}). Zapisz go jako "
        "„Dokument programu Word (.docx)”, bez nich.",
        f"The document has a macro, a control or an embedded object ({name[:80]}). Save it as "
        "“Word document (.docx)” without them.",
    )
