"""Where a matter is dealt with and how a visit is booked, in free lines."""

import re
from collections.abc import Iterator, Sequence

from lckm_word.printed._contacts import (
    DAY_NAME,
    EMAIL,
    POSTCODE,
    ROOM,
    addresses_in,
    begins_with,
    emails_in,
    is_cell,
    is_inner_cell,
    is_street,
    is_unit,
    phones_in,
    trimmed,
    without_contacts,
)
from lckm_word.printed._lines import Line
from lckm_word.printed._part import Part, Read

_PLACE_LABELS = {
    "unit": ("jednostka",),
    "cell": (r"komórka(?: organizacyjna)?", "wydział"),
    "address": ("adres",),
    "rooms": ("pokoje", "pokój", "pok"),
    "phones": (r"tel(?:efon(?:y|icznie)?)?", r"numery? telefon\w+"),
    "emails": (
        r"e-?mail\w*",
        "mail",
        r"adres\w* poczty elektronicznej",
        r"poczt\w+ elektroniczn\w+",
    ),
    "hours": (r"godziny (?:przyjęć|pracy|otwarcia|urzędowania)", "godziny", "czynne"),
}

_TOWN = re.compile(r"[A-ZĆŁŚŹŻ][a-ząćęłńóśźż]+(?:[ -][A-ZĆŁŚŹŻ]?[a-ząćęłńóśźż]+){0,2}$")
_AND = r"\s+(?:i|oraz)\s+"
_ROOMS = re.compile(rf"[0-9]{{1,4}}[a-zA-Z]?(?:{_AND}[0-9]{{1,4}}[a-zA-Z]?)+")
_PHONE_WORDS = re.compile(
    r"(?i)^\s*(?:nr |numer )?(?:tel|fax|faks|kom|infolinia|sekretariat)\w*\.?"
    r"(?:\s*/\s*(?:fax|faks)\w*\.?)?\s*[:–-]?\s*"
)


def places(lines: Sequence[Line]) -> Read:
    """Read units and cells with address, rooms, telephones, e-mail and hours."""
    read = Read()
    for line in lines:
        for key, text in _place_pieces(line.bare):
            part = read.parts[-1] if read.parts else read.begin(line)
            if key == "unit" and [*part.values] == ["unit"] and part.place is not line.place:
                # „Miejski Zespół …” below a unit without an address: part of that.
                key = "cell"
            if key == "cell" and list(part.values)[-1:] == ["cell"] and is_inner_cell(text):
                part.put(key, f"{part.values[key]}, {text}", line.place)
                continue
            ends = key in ("unit", "cell", "address") and (
                key in part.values or (key == "unit" and ("cell" in part.values))
            )
            if ends or (key in ("unit", "cell") and part.values.keys() & {"phones", "emails"}):
                part = read.begin(line)
            if key == "phones":
                part.add(key, list(_telephones(text)), line.place)
            elif key == "emails":
                part.add(key, emails_in(text) or [text], line.place)
            elif key == "rooms":
                part.add(
                    key, re.split(_AND, text) if _ROOMS.fullmatch(text) else [text], line.place
                )
            elif key == "":
                _put_unknown(part, text, line)
            else:
                part.put(key, text, line.place)
    for part in read.parts[1:]:
        # A cell on its own is one of the unit above.
        if "cell" in part.values and "unit" not in part.values and "unit" in read.parts[0].values:
            part.values = {"unit": read.parts[0].values["unit"], **part.values}
    read.parts = [part for part in read.parts if part.values]
    return read


def _telephones(text: str) -> Iterator[str]:
    """Yield the telephones of a text, each with the words that belong to it."""
    pieces: list[str] = []
    for piece in re.split(r"[,;]\s*", text):
        bare = _PHONE_WORDS.sub("", piece).strip(" .")
        if phones_in(bare) or not pieces:
            pieces.append(bare)
        elif bare:
            pieces[-1] += f", {bare}"
    yield from (piece for piece in pieces if piece)


def _put_unknown(part: Part, text: str, line: Line) -> None:
    """Assign a text of unknown kind: as more of the last value, or as a name."""
    last = list(part.values)[-1:]
    if last == ["rooms"]:
        part.values["rooms"][-1] += f", {text}"
    elif last in (["address"], ["hours"]):
        part.values[last[0]] += f", {text}"
    else:
        key = "unit" if not part.values.keys() & {"unit", "cell"} else "cell"
        earlier = part.values.get(key)
        part.put(key, f"{earlier}, {text}" if earlier else text, line.place)


def _place_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the values on a line about a place, each with its key, empty where unknown."""
    for key, words in _PLACE_LABELS.items():
        if end := begins_with(text, *words):
            if key == "rooms":
                yield from (("rooms", room) for room in re.split(r",\s+", text[end:]))
                return
            if key in ("phones", "emails", "hours") or "," not in text:
                yield from _labelled(key, text[end:])
                return
            text = text if key == "cell" else text[end:]
    address: list[str] = []
    pieces = [piece.strip(" .;") for piece in re.split(r"[,;]\s+|\s[–—-]\s", text)]
    for at, piece in enumerate(pieces):
        if not piece:
            continue
        key = _kind_of_piece(piece)
        follows = key == "" and bool(address) and at > 0 and not is_cell(piece)
        is_town = at + 1 < len(pieces) and _TOWN.match(piece) and is_street(pieces[at + 1])
        if key == "address" or follows or (key == "" and is_town):
            address.append(piece)
            continue
        if address:
            yield "address", ", ".join(address)
            address = []
        if key == "hours":
            yield "hours", ", ".join(pieces[at:])
            return
        yield from _labelled(key, piece)
    if address:
        yield "address", ", ".join(address)


def _labelled(key: str, text: str) -> Iterator[tuple[str, str]]:
    if key in ("phones", "hours") and emails_in(text):
        yield "emails", text
        text = re.sub(r"[\s,;]*(?:e-?mail\w*:?)?\s*$", "", EMAIL.sub("", text), flags=re.I)
    if key == "emails" and (phones := phones_in(EMAIL.sub("", text))):
        yield "phones", ", ".join(phones)
    if key == "rooms":
        text = re.sub(r"(?i)^(?:pok\.?|pokój|p\.)\s+(?:nr\s+)?", "", text)
    yield key, text.strip(" .;,") if key != "hours" else text.strip(" ;,")


def _kind_of_piece(piece: str) -> str:
    if emails_in(piece):
        return "emails"
    if ROOM.match(piece):
        return "rooms"
    if DAY_NAME.match(piece):
        return "hours"
    if is_street(piece):
        return "address"
    if is_cell(piece):
        return "cell"
    if is_unit(piece):
        return "unit"
    if phones_in(piece) and (_PHONE_WORDS.match(piece) or len(without_contacts(piece)) < 4):
        return "phones"
    return "address" if POSTCODE.search(piece) else ""


_MUST = re.compile(
    r"niezbędn|obowiązkow|konieczn|wymagane jest|wyłącznie po|tylko po|jest wymagan|"
    r"wymaga (?:wcześniejszego |uprzedniego )?(?:umówienia|rezerwacji)"
)
_MUST_NOT = re.compile(
    r"nie (?:jest|są) (?:\w+ )?(?:niezbędn|obowiązkow|konieczn|wymagan)|nie wymaga|nie trzeba|"
    r": nie\.?$"
)
_BARE_MUST = re.compile(
    r"(?i)^(?:umówienie|rezerwacja) (?:się na )?wizyt[yę] jest "
    r"(?:niezbędn|obowiązkow|konieczn|wymagan)\w+[.:]?\s*(?:tak|nie)?\.?$"
)
_BEFORE_CONTACT = re.compile(
    r"(?i)^(?:telefonicznie|e-?mailem|online|internetowo|elektronicznie|pocztą elektroniczną|"
    r"przez (?:stronę|internet)|strona rezerwacji|rezerwacja(?: online)?|link do \w+)\s*[:–-]?\s*"
)


def appointments(lines: Sequence[Line]) -> Read:
    """Read the ways to book a visit, whether one must, and the explanation."""
    read = Read()
    if not lines:
        return read
    part = read.begin(lines[0])
    texts = []
    introduction = ""
    for line in lines:
        text = line.bare
        if _MUST.search(text.lower()) and not _MUST_NOT.search(text.lower()):
            part.put("mandatory", True, line.place)
        if _BARE_MUST.match(text):
            continue
        ways = [
            *({"link": address} for address in addresses_in(text)),
            *({"phone": phone} for phone in phones_in(re.sub(r"https?://\S+", "", text))),
            *({"email": email} for email in emails_in(text)),
        ]
        note = trimmed(_BEFORE_CONTACT.sub("", without_contacts(text)))
        if not ways and text.endswith(":"):
            introduction = text.rstrip(":")
            continue
        if not ways:
            texts.append(text)
            part.places.setdefault("text", line.place)
            continue
        note = note.strip(" .") and note
        # The words around a number make a sentence only together with it.
        is_torn = bool(note) and " ".join(note.split()) not in " ".join(text.split())
        note, introduction = note or introduction, ""
        if note and len(ways) == 1 and not is_torn:
            ways[0]["note"] = note.removeprefix("(").removesuffix(")")
        elif note:
            texts.append(text)
            part.places.setdefault("text", line.place)
        part.add("ways", ways, line.place)
    if texts:
        part.values["text"] = "\n\n".join(texts)
    return read
