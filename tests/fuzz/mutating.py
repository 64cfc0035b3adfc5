"""Bad input made out of good: bytes and structures changed at random, the same for the same
seed and case.
"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
_LARGEST_SEED = 64 * 1024
_MOST_CHANGES = 6


class Case(NamedTuple):
    """One input: the name of a file and its bytes."""

    name: str
    content: bytes


TOKENS = (
    b": ", b"- ", b"\n", b"\r\n", b"\t", b"  ", b"{", b"}", b"[", b"]", b",", b'"', b"'", b"&a ",
    b"*a", b"<<: ", b"!!str ", b"!x ", b"%TAG ! !\n", b"---\n", b"...\n", b"|-\n", b">\n", b"? ",
    b"#", b"\\", b"\\u0000", b"\\ud800", b"\0", b"\x1b", b"\x7f", b"\xff", b"\xfe\xff",
    b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xe2\x80\x8b",
    b"\xed\xa0\x80", b"\xcc\x81" * 40, b"\xf0\x9f\x98\x80", "ł".encode(), "ż".encode("cp1250"),
    b"NaN", b"-Infinity", b"1e999", b"0x1f", b"0o17", b"1_0", b"007", b"9" * 400, b"true", b"tak",
    b"null", b"~", b"brak", b"nie dotyczy", b"2024-02-30", b"0000-00-00", b"<b>", b"<!--",
    b"](javascript:", b"[" * 200, b"{a: " * 200, b"- " * 200, b" " * 3000, b"a" * 3000,
    b"id: KA-00001\n", b"xref", b"startxref\n99999999999", b"/Encrypt", b"obj", b"endobj",
    b"stream\n", b"trailer", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\\objdata", b"{\\rtf1",
    b"<Override ", b"\xd0\xcf\x11\xe0",
)  # fmt: skip
"""What parsers are known to stumble over."""

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 10**30, 0.5, float("nan"), float("inf")),
    *("", " ", "\n", "brak", "Brak", "nie dotyczy", "tak", "x" * 3000),
    *("2024-02-29", "2023-02-29", "0000-01-01", "9999-12-31", "99999-01-01"),
    *("KA-00000", "KA-01189", "ka-1", "17.00", "17,00 zł", "1e5"),
    *("\ud800", "\0", "\u202e", "\u200b", "a\u0301" * 50, "\u0301", "😀", "<script>"),
    *("**x", "*" * 300, "[" * 300, "[a](b)" * 50, "# " * 100),
    *("http://", "https://[::1", "https://a b", "https://ł.pl:99999/", "a@b", "a@b.pl", "@"),
    *("+48", "(" * 50, "1" * 24, "PL" + "1" * 26, "../x.pdf", "con.pdf", "x.pdf", "."),
    *("Urząd Miasta Łodzi", "urząd miasta", "w terminie 7 dni", "pełnomocnictwo"),
    *([], {}, [[]], [{}], [None], ["x"] * 300, {"": ""}, {"id": None}, {"~": 1, "/": 2}),
    *({"name": "x"}, {"text": "x"}, {"terms": []}),
)
"""What rules and patterns are known to stumble over."""


class Corpus(NamedTuple):
    """The good and the faulty files that cases are made from."""

    documents: list[bytes]
    structures: list[Any]
    files: list[Case]

    @classmethod
    def load(cls) -> "Corpus":
        """Read samples and test files; each process does it once."""
        paths = [
            path
            for folder in ("samples", "tests/files")
            for path in (ROOT / folder).rglob("*")
            if path.is_file()
        ]
        small = {
            path: path.read_bytes()
            for path in sorted(paths)
            if path.stat().st_size <= _LARGEST_SEED
        }
        texts = (".yaml", ".yml", ".json")
        documents = [content for path, content in small.items() if path.suffix in texts]
        files = [
            Case(path.name, content) for path, content in small.items() if path.suffix not in texts
        ]
        procedures = (ROOT / "samples" / "procedures").glob("*.yaml")
        structures = [yaml.load(path.read_bytes(), yaml.BaseLoader) for path in sorted(procedures)]
        return cls(documents, [_typed(one) for one in structures], files)


def _typed(value: Any) -> Any:
    """Return plain data with the flags and counts that the base loader leaves as text."""
    if isinstance(value, dict):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner) for inner in value]
    return {"true": True, "false": False}.get(
        value, int(value) if value.isdecimal() and len(value) < 4 else value
    )


def make(corpus: Corpus, random: Random) -> Case:
    """Return a case: a structure (half of them), a document's bytes, or the bytes of a file to
    download.
    """
    share = random.random()
    if share < 0.5:
        return _structure(corpus, random)
    if share < 0.85:
        ending = random.choice((".yaml", ".json"))
        return Case(
            "mutant" + ending, _changed(random.choice(corpus.documents), corpus.documents, random)
        )
    seed = random.choice(corpus.files)
    return Case(seed.name, _changed(seed.content, [one.content for one in corpus.files], random))


# ── bytes
# ──────────────────────────────────────────────────────────────────────────────────────────────────


def _changed(content: bytes, others: list[bytes], random: Random) -> bytes:
    data = bytearray(content)
    for _ in range(random.randint(1, _MOST_CHANGES)):
        random.choice(_BYTE_CHANGES)(data, others, random)
    return bytes(data)


def _flip(data: bytearray, others: list[bytes], random: Random) -> None:
    if data:
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _cut(data: bytearray, others: list[bytes], random: Random) -> None:
    start = random.randint(0, len(data))
    del data[start : start + random.choice((1, 2, 8, 64, 4096))]


def _insert(data: bytearray, others: list[bytes], random: Random) -> None:
    at = random.randint(0, len(data))
    data[at:at] = random.choice(TOKENS)


def _repeat(data: bytearray, others: list[bytes], random: Random) -> None:
    start = random.randint(0, len(data))
    piece = data[start : start + random.choice((1, 8, 200))]
    data[start:start] = piece * random.choice((1, 2, 50))


def _splice(data: bytearray, others: list[bytes], random: Random) -> None:
    other = random.choice(others)
    start, at = random.randint(0, len(other)), random.randint(0, len(data))
    data[at : at + random.choice((0, 100))] = other[start : start + random.choice((20, 500))]


def _truncate(data: bytearray, others: list[bytes], random: Random) -> None:
    del data[random.randint(0, len(data)) :]


_BYTE_CHANGES: tuple[Callable[[bytearray, list[bytes], Random], None], ...] = (
    _flip, _flip, _cut, _insert, _insert, _insert, _repeat, _splice, _truncate,
)  # fmt: skip


# ── structures
# ──────────────────────────────────────────────────────────────────────────────────────────────────


def _structure(corpus: Corpus, random: Random) -> Case:
    data = copy.deepcopy(random.choice(corpus.structures))
    for _ in range(random.randint(0, _MOST_CHANGES)):
        _change(data, corpus, random)
    ending = random.choice((".yaml", ".json", ".json"))
    text = json.dumps(data, ensure_ascii=random.random() < 0.2, indent=random.choice((None, 1)))
    return Case("mutant" + ending, text.encode("utf-8", "surrogatepass"))


def _change(data: Any, corpus: Corpus, random: Random) -> None:
    """Change *data* at a random place, in depth as often as at the top."""
    holder, key = _place(data, random)
    if holder is None:
        return
    match random.randrange(7):
        case 0:
            del holder[key]
        case 1 | 2:
            holder[key] = copy.deepcopy(random.choice(VALUES))
        case 3:  # a piece of another document, perhaps where none belongs
            other, theirs = _place(random.choice(corpus.structures), random)
            holder[key] = copy.deepcopy(other[theirs]) if other is not None else None
        case 4 if isinstance(holder[key], str):
            text = holder[key]
            at = random.randint(0, len(text))
            piece = random.choice(VALUES)
            holder[key] = text[:at] + (piece if isinstance(piece, str) else str(piece)) + text[at:]
        case 5 if isinstance(holder, list):
            holder.extend([copy.deepcopy(holder[key])] * random.choice((1, 2, 100)))
        case 5:
            holder[str(key) + random.choice(("", "x", " ", "ł", "\0"))] = holder.pop(key)
        case _:
            holder[key] = random.choice(([holder[key]], {"name": holder[key]}, str(holder[key])))


def _place(data: Any, random: Random) -> tuple[Any, Any]:
    """Return a container within *data* and a key of it; ``None`` twice when there is nothing
    in it.
    """
    holder = key = None
    while isinstance(data, dict | list) and data:
        holder, key = (
            data,
            random.choice(list(data)) if isinstance(data, dict) else random.randrange(len(data)),
        )
        if random.random() < 0.3:
            break
        data = holder[key]
    return holder, key
