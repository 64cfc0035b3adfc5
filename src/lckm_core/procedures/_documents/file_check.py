"""Checks one file to download (zał. 2 § 9 ust. 3) by its name and its bytes."""

import re
from collections.abc import Iterator
from typing import Literal, get_args

from lckm_core.findings import (
    Finding,
    FindingKind,
    Findings,
    kind,
)
from lckm_core.forms import FILE_NAME
from lckm_core.law import cites
from lckm_core.procedures._documents.file_types.model import Content, FileType
from lckm_core.text import Message

Purpose = Literal["document", "form"]
"""What a file is for: to be read (PDF), or to be filled in (DOC, DOCX, RTF)."""

MAX_FILE_BYTES = 20 * 1024 * 1024
"""The largest file taken unless the caller says otherwise, in bytes (20 MB)."""

_PROVISION = "zał. 2 § 9 ust. 3"

NOT_PDF = kind(
    "LCKM-F001", _PROVISION, Message("dokument nie jest plikiem PDF", "a document is no PDF")
)
NOT_FORM = kind(
    "LCKM-F002",
    _PROVISION,
    Message(
        "druk do wypełnienia nie jest plikiem DOC, DOCX ani RTF",
        "a form to fill in is no DOC, DOCX or RTF",
    ),
)
OTHER_NAME = kind(
    "LCKM-F003",
    _PROVISION,
    Message(
        "rozszerzenie nie zgadza się z zawartością", "the extension does not agree with the content"
    ),
)
EMPTY = kind(
    "LCKM-F004", _PROVISION, Message("plik jest pusty", "the file is empty"), liftable=False
)
TOO_LARGE = kind(
    "LCKM-F005", _PROVISION, Message("plik jest za duży", "the file is too large"), liftable=False
)
ENCRYPTED_FILE = kind(
    "LCKM-F006",
    _PROVISION,
    Message(
        "plik jest zaszyfrowany lub chroniony hasłem",
        "the file is encrypted or protected by a password",
    ),
    liftable=False,
)
MACROS = kind(
    "LCKM-F007",
    _PROVISION,
    Message(
        "plik zawiera makra lub osadzony obiekt", "the file holds macros or an embedded object"
    ),
    liftable=False,
)
DAMAGED = kind(
    "LCKM-F008", _PROVISION, Message("plik jest uszkodzony", "the file is damaged"), liftable=False
)
EXPLOSIVE = kind(
    "LCKM-F009",
    _PROVISION,
    Message(
        "plik rośnie ponad miarę po rozpakowaniu", "the file grows beyond measure when unpacked"
    ),
    liftable=False,
)
# The ban on links stands in the template (należy), not among the rules of § 9 ust. 3, which a
# departure may lift.
_FILES_AND_NO_LINKS = "wzór, dział: Dokumenty"
LINK = kind(
    "LCKM-F010", _FILES_AND_NO_LINKS, Message("odnośnik zamiast pliku", "a link in place of a file")
)
BAD_NAME = kind(
    "LCKM-F011",
    _PROVISION,
    Message("niedozwolona nazwa pliku", "a file name that is not allowed"),
    liftable=False,
)
INFECTED = kind(
    "LCKM-F015",
    _PROVISION,
    Message("skaner rozpoznał w pliku zagrożenie", "a scanner recognised a threat"),
    liftable=False,
)
UNSCANNED = kind(
    "LCKM-F016",
    _PROVISION,
    Message("skaner nie sprawdził pliku", "a scanner did not look at a file"),
    liftable=False,
)
UNOPENABLE_FILE = (EMPTY, TOO_LARGE, DAMAGED, EXPLOSIVE, LINK)
"""The kinds of finding after which the file is not read."""

# An encrypted or damaged Office file may be a form; what hides its type is a finding of its own.
_FORMS = (FileType.DOC, FileType.DOCX, FileType.RTF, FileType.OFFICE)
_CLAIMED = {extension for file_type in FileType for extension in file_type.extensions}
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_MAX_STEM, _MAX_NAME_BYTES = 152, 255


@cites(_PROVISION, _FILES_AND_NO_LINKS)
def check_file(
    name: str, data: bytes, purpose: Purpose, *, max_bytes: int = MAX_FILE_BYTES
) -> Findings:
    """Check one file to download by its content, not by its name.

    A file without findings is of the right type, whole and open; that is no proof that it is
    digitally accessible (zał. 2 § 9 ust. 4).

    Args:
        name: the file's name without a path, as the document names it.
        data: the whole file. An empty or too large file is not read.
        purpose: ``"document"`` to be read, which must be PDF; ``"form"`` to be filled in: DOC,
            DOCX or RTF.
        max_bytes: the largest size taken, in bytes.

    Returns:
        Every finding, each at the root path. They rest on zał. 2 § 9 ust. 3: an agreed departure
        may lift what concerns type and extension, but not the state of the file. That a link is no
        file rests on the template (wzór, dział: Dokumenty), and nothing lifts it. No bytes and no
        name make it raise.

    Raises:
        ValueError: for another purpose.
    """
    if purpose not in get_args(Purpose):
        raise ValueError(f"purpose is one of {', '.join(get_args(Purpose))}, not {purpose!r}")
    return Findings(tuple(_file_findings(name, data, purpose, max_bytes)))


def _file_findings(name: str, data: bytes, purpose: Purpose, max_bytes: int) -> Iterator[Finding]:
    """Yield what is wrong with a file."""
    from lckm_core.procedures._documents.file_types.detect import sniff

    file = printable_name(name)
    reason = _name_error(name)
    if reason:
        yield _finding(
            BAD_NAME,
            f"Nazwa pliku „{file}” {reason.pl}. "
            "Zmień nazwę pliku, np. na wniosek.docx, i popraw ją w opisie procedury.",
            f"The file name “{file}” {reason.en}. Rename the file, for example to wniosek.docx, "
            "and name it so in the procedure.",
        )
    if not data.strip(b"\0\t\r\n "):
        yield _finding(
            EMPTY,
            f"Plik „{file}” jest pusty. Zapisz dokument ponownie i podmień plik.",
            f"The file “{file}” is empty. Save the document again and replace the file.",
        )
    elif len(data) > max_bytes:
        yield _finding(
            TOO_LARGE,
            f"Plik „{file}” ma {_size(len(data), ',')}, a może mieć najwyżej "
            f"{_size(max_bytes, ',')}. "
            "Zmniejsz obrazy w dokumencie albo podziel go na części.",
            f"The file “{file}” has {_size(len(data), '.')} where at most {_size(max_bytes, '.')} "
            "are taken. "
            "Make the pictures in it smaller, or divide it.",
        )
    else:
        yield from _content_findings(name, sniff(data), purpose)


def _content_findings(name: str, content: Content, purpose: Purpose) -> Iterator[Finding]:
    """Yield what is wrong with a file of this content."""
    file, label = printable_name(name), content.type.label
    if content.type is FileType.LINK:
        yield _finding(
            LINK,
            f"Plik „{file}” to tylko odnośnik do strony. "
            "Pobierz dokument, do którego prowadzi, i dołącz go jako plik.",
            f"The file “{file}” is only a link to a page. "
            "Download the document it leads to and hand that in.",
        )
        return
    if purpose == "document" and content.type is not FileType.PDF:
        yield _finding(
            NOT_PDF,
            f"Plik „{file}” to {label.pl}, a dokument do pobrania powinien być w formacie PDF. "
            "Zapisz go jako PDF i podmień plik.",
            f"The file “{file}” is {label.en}, but a document to download should be PDF. "
            "Save it as PDF and replace the file.",
        )
    if purpose == "form" and content.type not in _FORMS:
        yield _finding(
            NOT_FORM,
            f"Plik „{file}” to {label.pl}, a druk do wypełnienia powinien być w formacie DOC, DOCX "
            "lub RTF. "
            "Zapisz go w jednym z tych formatów i podmień plik.",
            f"The file “{file}” is {label.en}, but a form to fill in should be DOC, DOCX or RTF. "
            "Save it as one of these and replace the file.",
        )
    if _named_otherwise(name, content.type):
        yield _finding(
            OTHER_NAME,
            f"Plik „{file}” ma inne rozszerzenie niż zawartość: to {label.pl}. "
            "Zapisz dokument w formacie, na który wskazuje nazwa, albo zmień rozszerzenie.",
            f"The file “{file}” has an extension that does not agree with its content: "
            f"it is {label.en}. "
            "Save the document in the format that the name promises, or change the extension.",
        )
    yield from _state_findings(file, content)


def _state_findings(file: str, content: Content) -> Iterator[Finding]:
    """Yield what keeps a file of any type from being opened safely by everyone."""
    if content.encrypted:
        yield _finding(
            ENCRYPTED_FILE,
            f"Plik „{file}” jest zaszyfrowany lub chroniony hasłem. "
            "Zdejmij zabezpieczenie w programie, "
            "w którym powstał, zapisz go i podmień plik.",
            f"The file “{file}” is encrypted or protected by a password. "
            "Remove the protection in the program "
            "that made it, save it and replace the file.",
        )
    if content.macros:
        yield _finding(
            MACROS,
            f"Plik „{file}” zawiera makra lub osadzony obiekt, który może uruchomić program. "
            "Usuń je, zapisz dokument bez makr i podmień plik.",
            f"The file “{file}” holds macros or an embedded object that can run a program. "
            "Remove them, save it without macros and replace the file.",
        )
    if content.damage:
        yield _finding(
            DAMAGED,
            f"Plik „{file}” jest uszkodzony: {content.damage.pl}. "
            "Otwórz oryginał, zapisz go ponownie i podmień plik.",
            f"The file “{file}” is damaged: {content.damage.en}. "
            "Open the original, save it again and replace the file.",
        )
    if content.excess:
        yield _finding(
            EXPLOSIVE,
            f"Plik „{file}” może zawiesić komputer, który go otwiera: {content.excess.pl}. "
            "Przygotuj dokument od nowa i podmień plik.",
            f"The file “{file}” may hang the computer that opens it: {content.excess.en}. "
            "Make the document anew and replace the file.",
        )


def _finding(sort: FindingKind, pl: str, en: str) -> Finding:
    return sort.at((), Message(pl, en))


def _named_otherwise(name: str, file_type: FileType) -> bool:
    """Return whether the extension is that of another type.

    For a type that is accepted, any other extension is.
    """
    extension = name.rpartition(".")[2].casefold() if "." in name else ""
    if extension in file_type.extensions:
        return False
    return extension in _CLAIMED or file_type is FileType.PDF or file_type in _FORMS


def _name_error(name: str) -> Message | None:
    """Return what is wrong with a file's name, as the end of a sentence, or ``None``."""
    if re.search(r"[/\\:*?\"<>|]", name) or name in (".", ".."):
        return Message(
            "zawiera ścieżkę lub znak niedozwolony w nazwach plików",
            "holds a path or a character that file names may not have",
        )
    if not name.isprintable():
        return Message(
            "zawiera znaki niewidoczne lub sterujące", "holds invisible or control characters"
        )
    if _DEVICE.match(name):
        return Message(
            "jest w systemie Windows zastrzeżona dla urządzenia",
            "is reserved for a device on Windows",
        )
    if len(name.rpartition(".")[0] or name) > _MAX_STEM or len(name.encode()) > _MAX_NAME_BYTES:
        return Message("jest za długa", "is too long")
    if not re.fullmatch(FILE_NAME.pattern or "", name):
        return Message(
            "ma złą postać: nie ma rozszerzenia albo ma kropkę, tyldę lub odstęp na początku bądź "
            "przed rozszerzeniem",
            "has a wrong form: no extension, or a dot, a tilde or a space at its beginning or "
            "before the extension",
        )
    return None


def printable_name(name: str) -> str:
    """Return a name that is safe to print: without invisible characters, and short."""
    printable = "".join(
        letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in name[:80]
    )
    return printable if len(name) <= 80 else printable[:80] + "…"


def _size(count: int, point: str) -> str:
    """Return a number of bytes for people; from one megabyte in MB, rounded up."""
    if count < 1024**2:
        return f"{count} B"
    whole, tenth = divmod(-(-count * 10 // 1024**2), 10)
    return f"{whole}{point}{tenth} MB" if tenth else f"{whole} MB"


def infected_message(name: str, scanner: str, signature: str) -> Message:
    """Return the message about a file in which a scanner recognised a threat."""
    return Message(
        f"Plik „{printable_name(name)}”: skaner {printable_name(scanner)} rozpoznał "
        f"„{printable_name(signature)}”. "
        "Usuń plik i przygotuj go na czystym komputerze.",
        f"File “{printable_name(name)}”: scanner {printable_name(scanner)} recognised "
        f"“{printable_name(signature)}”. "
        "Delete it and make it anew on a clean computer.",
    )


def unscanned_message(name: str, scanner: str, reason: Message) -> Message:
    """Return the message about a file that a scanner did not check."""
    return Message(
        f"Pliku „{printable_name(name)}” skaner {printable_name(scanner)} nie sprawdził: "
        f"{reason.pl} Bez sprawdzenia pliku się nie przyjmuje.",
        f"Scanner {printable_name(scanner)} did not look at file “{printable_name(name)}”: "
        f"{reason.en} Unseen, a file is not taken in.",
    )
