"""The kinds of finding in files to download (zał. 2 § 9 ust. 3–4), beyond the core's."""

from typing import Final

from lckm_core.findings import FindingKind, Severity
from lckm_core.text import Message

__all__ = ["KINDS"]

ACCESSIBLE: Final = "zał. 2 § 9 ust. 4"
"""Files to download are digitally accessible."""
WHOLE: Final = "zał. 2 § 9 ust. 3"
"""Files are complete and ready for use."""

_E, _W = Severity.ERROR, Severity.WARNING


def _kind(number: int, cites: str, severity: Severity, pl: str, en: str) -> FindingKind:
    return FindingKind(f"LCKM-F{number}", cites, severity, Message(pl, en))


# fmt: off
NO_TITLE = _kind(101, ACCESSIBLE, _E, "dokument nie ma tytułu", "the document has no title")
TITLE_HIDDEN = _kind(102, ACCESSIBLE, _W, "okno pokazuje nazwę pliku zamiast tytułu", "the window "
    "shows the file's name in place of the title")
NO_LANGUAGE = _kind(103, ACCESSIBLE, _E, "nie podano języka dokumentu", "the document's language "
    "is not given")
UNTAGGED = _kind(104, ACCESSIBLE, _E, "PDF bez znaczników struktury", "a PDF without tags")
NOT_IN_STRUCTURE = _kind(105, ACCESSIBLE, _E, "tekst strony jest poza strukturą", "text of a page "
    "is outside the structure")
NO_TEXT = _kind(106, ACCESSIBLE, _E, "strona jest obrazem bez warstwy tekstowej", "a page is a "
    "picture without a text layer")
UNREADABLE_FONT = _kind(107, ACCESSIBLE, _E, "z liter na stronie nie da się odczytać tekstu", "the "
    "letters of a page cannot be read as text")
NO_ALTERNATIVE = _kind(108, ACCESSIBLE, _E, "obraz bez tekstu alternatywnego", "a picture without "
    "an alternative text")
NO_TABLE_HEADERS = _kind(109, ACCESSIBLE, _E, "tabela bez komórek nagłówkowych", "a table without "
    "header cells")
NO_HEADINGS = _kind(110, ACCESSIBLE, _E, "dokument bez nagłówków", "a document without headings")
HEADINGS_SKIP = _kind(111, ACCESSIBLE, _W, "poziomy nagłówków przeskakują", "levels of headings "
    "are skipped")
TAB_ORDER = _kind(112, ACCESSIBLE, _W, "kolejność klawisza Tab nie idzie za strukturą", "the "
    "order of the Tab key does not follow the structure")
FIELD_WITHOUT_NAME = _kind(113, ACCESSIBLE, _E, "pole formularza bez opisu", "a form field "
    "without a description")
CLOSED_TO_READERS = _kind(114, ACCESSIBLE, _E, "zabezpieczenie zamyka dokument przed czytnikami "
    "ekranu", "the "
    "protection closes the document to screen readers")
DYNAMIC_FORM = _kind(115, ACCESSIBLE, _E, "formularz XFA, którego większość programów nie otworzy",
    "an XFA form, which most programs cannot open")
RUNS = _kind(116, WHOLE, _E, "plik uruchamia skrypt, program lub wysyłkę danych", "the file runs "
    "a script or a program, or sends data")
FETCHES = _kind(117, WHOLE, _E, "plik sięga po treść spoza siebie", "the file fetches content "
    "from elsewhere")
EMBEDS = _kind(118, WHOLE, _W, "w pliku jest osadzony inny plik", "another file is embedded in "
    "the file")
NOT_LOOKED_INTO = _kind(119, WHOLE, _E, "pliku nie dało się zbadać", "the file could not be "
    "looked into")
BEYOND_LIMIT = _kind(120, WHOLE, _E, "plik przekracza granice badania", "the file is beyond the "
    "limits of the check")
INFECTED = _kind(121, WHOLE, _E, "program antywirusowy rozpoznał zagrożenie", "the virus scanner "
    "recognised a threat")
NOT_SCANNED = _kind(122, WHOLE, _W, "pliku nie sprawdził program antywirusowy", "the virus "
    "scanner did not look at the file")
UNFINISHED = _kind(123, WHOLE, _W, "w dokumencie zostały śledzone zmiany lub komentarze", "tracked "
    "changes or comments are left in the document")
# fmt: on

KINDS: Final = tuple(kind for kind in globals().values() if isinstance(kind, FindingKind))
"""Every kind of finding of this package, by code."""
