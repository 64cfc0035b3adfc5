"""A file with a city's streets: the catalogue ULIC of TERYT, or a table of the city's own."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from lckm_core.streets._list import Street
from lckm_core.streets._words import KINDS
from lckm_core.text import Message, folded, normalise

MOST_BYTES: Final = 64_000_000
"""The largest file; the catalogue of the whole country has about 20 MB."""
MOST_STREETS: Final = 20_000
"""The most streets that a list may have; the largest Polish city has some 5,000."""
_MOST_ROWS: Final = 1_000_000
_LONGEST_NAME: Final = 100
_MOST_FAULTS: Final = 100
_SEPARATORS: Final = ";\t,|"
# Within a cell, as in „Dawna | Inna”.
_LIST: Final = re.compile(r"[|;]")
_COLUMNS: Final = {
    "name": "nazwa ulica nazwa_ulicy name street street_name",
    "kind": "rodzaj cecha typ kind type",
    "districts": "dzielnica dzielnice osiedle rejon district districts area",
    "other_names": "inne_nazwy inna_nazwa dawne_nazwy dawna_nazwa other_names former_names",
}
_KEYS: Final = {word: key for key, words in _COLUMNS.items() for word in words.split()}
_TERYT: Final = ("woj", "pow", "gmi", "rodz_gmi", "sym_ul", "cecha", "nazwa_1", "nazwa_2")
_HEAD: Final = ("rodzaj", "nazwa", "dzielnica", "inne nazwy")


@attrs.frozen
class StreetFault:
    """What is wrong with a list of streets, and where: line and column count from 1."""

    message: Message
    line: int = 1
    column: int = 1


@attrs.frozen
class CheckedStreets:
    """A list of streets as read; one with faults is not to be used.

    ``unused``: names of columns that nobody reads.
    """

    streets: tuple[Street, ...] = ()
    faults: tuple[StreetFault, ...] = ()
    unused: tuple[str, ...] = ()


class _FaultError(Exception):
    """Stops the reading of a file."""

    def __init__(self, pl: str, en: str, line: int = 1, column: int = 1) -> None:
        super().__init__()
        self.fault = StreetFault(Message(pl, en), line, column)


def read_streets(data: bytes, *, districts: Mapping[str, str] | None = None) -> CheckedStreets:
    """Return the streets of a file, and what is wrong with it.

    The file is a table with names of columns in its first row, parted by semicolons, tabs, commas
    or bars, in UTF-8, UTF-16, Windows-1250 or ISO-8859-2. Rows that begin with ``#`` are comments.
    Rows of one street are put together.

    Args:
        data: the bytes of the file.
        districts: for the catalogue ULIC, what parts of the city are called by their codes of seven
            digits (``1061029``); rows of others are left out.
    """
    try:
        table = _Table(_decoded(data))
        rows = table.of_teryt(districts) if table.is_teryt else table.of_columns(districts)
        streets = _join_same_names(rows)
        _require_any(streets, table.faults)
    except _FaultError as error:
        return CheckedStreets(faults=(error.fault,))
    return CheckedStreets(streets, tuple(table.faults[:_MOST_FAULTS]), tuple(table.unused))


def streets_as_csv(streets: Sequence[Street]) -> str:
    """Return a table of streets that :func:`read_streets` reads, sorted by name."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(_HEAD)
    for street in sorted(streets, key=_by_name):
        names = " | ".join(street.other_names)
        writer.writerow((street.kind, street.name, " | ".join(street.districts), names))
    return text.getvalue()


def _by_name(street: Street) -> tuple[str, str]:
    return folded(street.name), street.full_name


class _Table:
    """The rows of a file, with the names of its columns."""

    def __init__(self, text: str) -> None:
        self.faults: list[StreetFault] = []
        self._lines = io.StringIO(text, newline="")
        self._before = 0
        head = self._first_row()
        separator = max(_SEPARATORS, key=head.count)
        [names] = csv.reader([head], delimiter=separator)
        self._columns = [folded(name).replace(" ", "_") for name in names]
        self.is_teryt = set(_TERYT) <= set(self._columns)
        known = _TERYT if self.is_teryt else tuple(_KEYS)
        read = known if self.is_teryt else self._places()
        self.unused = [
            normalise(name)[:_LONGEST_NAME]
            for name, key in zip(names, self._columns, strict=True)
            if key and key not in read and not self.is_teryt
        ]
        self._reader = csv.reader(self._lines, delimiter=separator)
        self._require_names(separator)
        self._require_once(known)

    def _first_row(self) -> str:
        for line in self._lines:
            self._before += 1
            if line.strip() and not line.startswith("#"):
                return line.strip("\r\n")
        raise _FaultError("Plik jest pusty.", "The file is empty.")

    def _require_names(self, separator: str) -> None:
        if self.is_teryt or any(_KEYS.get(column) == "name" for column in self._columns):
            return
        found = " | ".join(self._columns)[:_LONGEST_NAME]
        raise _FaultError(
            f"W pierwszym wierszu mają stać nazwy kolumn, a jest „{found}” (rozdziela je "
            f"„{_separator_word(separator)}”). Potrzebna jest kolumna „nazwa” albo „ulica”; "
            "mogą być też „rodzaj”, „dzielnica” i „inne nazwy”. Katalog ULIC ma własne.",
            f"The first row wants names of columns, and has “{found}” (separated by "
            f"“{_separator_word(separator)}”). A column “name” or “street” is needed; "
            "“kind”, “district” and “other names” may be there. The catalogue ULIC has its own.",
            self._before,
        )

    def _require_once(self, known: Sequence[str]) -> None:
        for at, name in enumerate(self._columns):
            if name in known and name in self._columns[:at]:
                raise _FaultError(
                    f"Dwie kolumny nazywają się „{name}”. Zostaw tę, która ma być czytana, a drugą "
                    "nazwij inaczej.",
                    f"Two columns are called “{name}”. Keep the one that is to be read, and give "
                    "the other another name.",
                    self._before,
                    at + 1,
                )

    def _places(self) -> dict[str, str]:
        """Return the names of the columns that are read, with what they hold."""
        names = {key: name for name, key in reversed(_KEYS.items()) if name in self._columns}
        return {name: key for key, name in names.items()}

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row with its line."""
        count = 0
        try:
            for row in self._reader:
                count += 1
                line = self._before + self._reader.line_num
                if count > _MOST_ROWS:
                    raise _FaultError(
                        f"Plik ma za dużo wierszy (dozwolone: {_MOST_ROWS}).",
                        f"The file has too many rows (allowed: {_MOST_ROWS}).",
                        line,
                    )
                if any(cell.strip() for cell in row) and not row[0].startswith("#"):
                    yield line, row
        except csv.Error:
            raise _FaultError(
                "Tego wiersza nie da się odczytać: sprawdź, czy każdy cudzysłów ma swój drugi.",
                "This row cannot be read: check that each quotation mark has its second one.",
                self._before + self._reader.line_num,
            ) from None

    def of_columns(self, districts: Mapping[str, str] | None) -> Iterator[Street]:
        """Yield the street of each row of a table of the city's own."""
        if districts:
            raise _FaultError(
                "Kody części miasta (--district) ma tylko katalog ULIC, a to inna tabela.",
                "Only the catalogue ULIC has codes of districts (--district); this is another "
                "table.",
            )
        at = {key: self._columns.index(name) for name, key in self._places().items()}
        for line, row in self._rows():
            cells = {key: row[place] if place < len(row) else "" for key, place in at.items()}
            lists = {
                key: tuple(self._list(cells.get(key, ""), line, at.get(key, 0) + 1))
                for key in ("districts", "other_names")
            }
            name = self._text(cells["name"], line, at["name"] + 1)
            kind = self._text(cells.get("kind", ""), line, at.get("kind", 0) + 1, may_lack=True)
            if name:
                yield _street(kind, name, **lists)

    def of_teryt(self, districts: Mapping[str, str] | None) -> Iterator[Street]:
        """Yield the street of each row of the catalogue ULIC."""
        woj, pow_, gmi, rodz, _, cecha, nazwa_1, nazwa_2 = map(self._columns.index, _TERYT)
        county = ""
        for line, row in self._rows():
            if len(row) <= max(woj, pow_, gmi, rodz, cecha, nazwa_1, nazwa_2):
                self._fault("Wiersz ma za mało kolumn.", "The row has too few columns.", line)
                continue
            # A spreadsheet takes the zeros off.
            code = f"{row[woj]:0>2}{row[pow_]:0>2}{row[gmi]:0>2}{row[rodz]}"
            if districts and code not in districts:
                continue
            county = county or code[:4]
            if not districts and code[:4] != county:
                raise _FaultError(
                    f"Plik ma ulice wielu powiatów ({county}, {code[:4]}). Powiedz, które są "
                    "miasta: --district KOD=NAZWA, z kodem siedmiu cyfr, dla każdej części.",
                    f"The file has streets of many counties ({county}, {code[:4]}). Say which are "
                    "of the city: --district CODE=NAME, with a code of seven digits, for each "
                    "part.",
                    line,
                )
            first = self._text(row[nazwa_2], line, nazwa_2 + 1, may_lack=True)
            last = self._text(row[nazwa_1], line, nazwa_1 + 1)
            kind = self._text(row[cecha], line, cecha + 1, may_lack=True)
            if last:
                street_districts = (districts[code],) if districts and districts[code] else ()
                yield _street(kind, f"{first} {last}".strip(), street_districts, ())

    def _list(self, cell: str, line: int, column: int) -> Iterator[str]:
        for part in _LIST.split(cell):
            text = self._text(part, line, column, may_lack=True)
            if text:
                yield text

    def _text(self, cell: str, line: int, column: int, *, may_lack: bool = False) -> str:
        """Return a cell on one line; an empty one and a fault where it is no name."""
        text = normalise(cell)
        if not text:
            if not may_lack:
                self._fault("Brakuje nazwy ulicy.", "The street's name is missing.", line, column)
        elif len(text) > _LONGEST_NAME or "\n" in text:
            self._fault(
                f"Nazwa jest za długa (znaków: {len(text)}, dozwolone: {_LONGEST_NAME}) albo ma "
                "koniec wiersza. Sprawdź, czy każdy cudzysłów ma swój drugi.",
                f"The name is too long (characters: {len(text)}, allowed: {_LONGEST_NAME}) or has "
                "a line break. Check that each quotation mark has its second one.",
                line,
                column,
            )
        elif not text.isprintable() or "\ufffd" in text:
            self._fault(
                "W nazwie jest niewidoczny albo zniekształcony znak. Wpisz ją od nowa.",
                "The name has an invisible or damaged character. Type it anew.",
                line,
                column,
            )
        elif not any(sign.isalnum() for sign in text):
            self._fault(
                "W nazwie nie ma ani litery, ani cyfry.",
                "The name has neither a letter nor a digit.",
                line,
                column,
            )
        else:
            return " ".join(text.split())
        return ""

    def _fault(self, pl: str, en: str, line: int, column: int = 1) -> None:
        if len(self.faults) >= _MOST_FAULTS:
            first = self.faults[0]
            raise _FaultError(
                f"Plik ma za dużo błędów (ponad {_MOST_FAULTS}), pierwszy: {first.message.pl}",
                f"The file has too many faults (over {_MOST_FAULTS}), first: {first.message.en}",
                first.line,
                first.column,
            )
        self.faults.append(StreetFault(Message(pl, en), line, column))


def _require_any(streets: Sequence[Street], faults: Sequence[StreetFault]) -> None:
    if not streets and not faults:
        raise _FaultError(
            "W pliku nie ma żadnej ulicy. Sprawdź, czy to ten plik, i kody w --district.",
            "The file has no street. Check that it is the right one, and the codes of --district.",
        )


def _street(
    kind: str, name: str, districts: tuple[str, ...], other_names: tuple[str, ...]
) -> Street:
    """Return a street, with its kind in short; a kind may stand before the name, too."""
    first, _, others = name.partition(" ")
    leading = KINDS.get(folded(first).rstrip("."))
    if leading and others and (not kind or KINDS.get(folded(kind).rstrip(".")) == leading):
        return Street(others, leading, districts, other_names)
    short = KINDS.get(folded(kind).rstrip("."), "" if folded(kind) == "inne" else kind)
    return Street(name, short, districts, other_names)


def _join_same_names(rows: Iterator[Street]) -> tuple[Street, ...]:
    """Return streets, those of one name put together."""
    streets: dict[str, Street] = {}
    for row in rows:
        known = streets.get(row.full_name)
        if known is not None:
            districts = dict.fromkeys((*known.districts, *row.districts))
            names = dict.fromkeys((*known.other_names, *row.other_names))
            row = attrs.evolve(known, districts=tuple(districts), other_names=tuple(names))
        streets[row.full_name] = row
        if len(streets) > MOST_STREETS:
            raise _FaultError(
                f"Plik ma za dużo ulic (dozwolone: {MOST_STREETS}). Zostaw ulice jednego miasta.",
                f"The file has too many streets (allowed: {MOST_STREETS}). Keep those of one city.",
            )
    return tuple(streets.values())


def _decoded(data: bytes) -> str:
    """Return the text of a file, in whichever encoding it came."""
    if len(data) > MOST_BYTES:
        raise _FaultError(
            f"Plik jest za duży (bajtów: {len(data)}, dozwolone: {MOST_BYTES}).",
            f"The file is too large (bytes: {len(data)}, allowed: {MOST_BYTES}).",
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise _FaultError(
            "To nie jest tabela w tekście, lecz dokument programu biurowego, archiwum albo PDF. "
            "Zapisz ją jako CSV.",
            "This is no table in text but an office document, an archive or a PDF. Save it as CSV.",
        )
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return _without_nul(data.removeprefix(codecs.BOM_UTF8)).decode()
    except UnicodeDecodeError:
        pass
    return min((data.decode(name, "replace") for name in ("cp1250", "iso8859-2")), key=_oddness)


def _without_nul(data: bytes) -> bytes:
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise _FaultError(
            "Plik ma bajty, których nie ma w tekście. Zapisz tabelę jako CSV w UTF-8.",
            "The file has bytes that no text has. Save the table as CSV in UTF-8.",
            line,
        )
    return data


def _oddness(text: str) -> int:
    """Return how many characters are unlikely in a list of Polish streets."""
    return sum(
        not sign.isascii() and sign not in "ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöüéáčšžÄÖÜ„”’–" for sign in text
    )


def _separator_word(separator: str) -> str:
    return {"\t": "tab"}.get(separator, separator)
