"""A ``.po`` file compiled to the ``.mo`` format, which gettext reads."""

import ast
import re
import struct

_MAGIC = 0x950412DE
_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])?\s+)?(".*")')


def compile_po(text: str) -> bytes:
    """Return the ``.mo`` file of a ``.po`` file; fuzzy and empty translations are left out.

    Raises:
        ValueError: a line is none of a catalogue; the error names it.
    """
    return _encoded(read_po(text))


def read_po(text: str) -> dict[str, str]:
    """Return the translations of a ``.po`` file by their keys in a ``.mo`` file.

    Raises:
        ValueError: a line is none of a catalogue; the error names it.
    """
    messages: dict[str, str] = {}
    entry: dict[str, str] = {}
    fuzzy = False
    place = ""
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        line = line.strip()
        if line.startswith("#,"):
            fuzzy = "fuzzy" in line
        if line.startswith("#"):
            continue
        if not line:
            _add(messages, entry, fuzzy=fuzzy)
            entry, fuzzy, place = {}, False, ""
            continue
        match = _LINE.fullmatch(line)
        if match is None or not (match[1] or place):
            raise ValueError(f"line {number} is none of a catalogue")
        if match[1] in ("msgctxt", "msgid") and place.startswith("msgstr"):
            _add(messages, entry, fuzzy=fuzzy)
            entry, fuzzy = {}, False
        if match[1]:
            place = f"{match[1]}{match[2] or ''}"
            entry[place] = ""
        try:
            entry[place] += ast.literal_eval(match[3])
        except (SyntaxError, ValueError):
            raise ValueError(f"line {number} is none of a catalogue") from None
    return messages


def _add(messages: dict[str, str], entry: dict[str, str], *, fuzzy: bool) -> None:
    """Add an entry, in the form that a ``.mo`` file has it."""
    # The head of a catalogue is used even where a tool marked it, as GNU msgfmt does.
    if "msgid" not in entry or (fuzzy and entry["msgid"]):
        return
    key = entry["msgid"]
    forms = [entry["msgstr"]] if "msgstr" in entry else []
    if "msgid_plural" in entry:
        key = f"{key}\0{entry['msgid_plural']}"
        forms = [entry[name] for name in sorted(entry) if re.fullmatch(r"msgstr\d", name)]
    if "msgctxt" in entry:
        key = f"{entry['msgctxt']}\4{key}"
    if forms and all(forms):
        messages[key] = "\0".join(forms)


def _encoded(messages: dict[str, str]) -> bytes:
    """Return a ``.mo`` file: a head, two tables of lengths and offsets, and the texts."""
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    count, head = len(pairs), 28
    texts = head + 16 * count
    tables: tuple[list[bytes], list[bytes]] = ([], [])
    data = b""
    for column, table in enumerate(tables):
        for pair in pairs:
            table.append(struct.pack("<2I", len(pair[column]), texts + len(data)))
            data += pair[column] + b"\0"
    start = struct.pack("<7I", _MAGIC, 0, count, head, head + 8 * count, 0, 0)
    return start + b"".join(tables[0]) + b"".join(tables[1]) + data
