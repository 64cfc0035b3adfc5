"""Unique made-up personal data, planted in a report and searched for afterwards."""

import random
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import attrs

from lckm_testing.byte_search import Needle, trace

_FIRST_NAMES = ("Zdzisława", "Bożena", "Świętosława", "Żaneta", "Małgorzata")
_SURNAMES = ("Brzęczyszczykiewicz", "Wąchocka", "Kościółkiewicz", "Żółcińska", "Gżegżółka")
_PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


@attrs.frozen
class Trace:
    """A planted datum that was found: where, which one and how written; not the datum itself."""

    where: str
    what: str
    encoding: str


class PersonalDataCanary:
    """Data of one made-up resident, which nothing else in a test can hold by chance.

    ``email``, ``phone``, ``pesel`` and ``name`` are such as the library strikes out of text;
    ``words`` are such as nobody can tell for personal. Made from *seed*, so that two of one seed
    are the same; without one, unlike any other.
    """

    def __init__(self, seed: str | None = None) -> None:
        seed = secrets.token_hex(8) if seed is None else seed
        chance = random.Random(f"lckm canary {seed}")  # noqa: S311  made-up data, no secret
        letters = "".join(chance.choices("abcdefghijkmnpqrstuvwxyz", k=12))
        token = "".join(chance.choices("ghjkmpqvwxz", k=12))
        self.email = f"{letters}@{token}.example"
        first = f"60{chance.randrange(10)}"
        last = f"{chance.randrange(100, 1000)} {chance.randrange(100, 1000)}"
        self.phone = f"+48 {first} {last}"
        self.pesel = _pesel(chance)
        self.name = (
            f"{chance.choice(_FIRST_NAMES)} {chance.choice(_SURNAMES)}-{token[:7].capitalize()}ąę"
        )
        self.words = f"przy kapliczce „{token[::-1]}ćż” & syn"

    def description(self) -> str:
        """Return a report in which a resident gives everything that the library redacts."""
        return (
            f"Dziura w jezdni. Nazywam się {self.name}, mój PESEL to {self.pesel}, "
            f"tel. {self.phone}, "
            f"e-mail {self.email}."
        )

    def form(self) -> dict[str, Any]:
        """Return a form for :func:`lckm_core.register`, with a datum in every personal field."""
        return {
            "description": self.description(),
            "place": {"address": f"ul. Przykładowa 5, tel. {self.phone}"},
            "attributes": [{"name": "uwaga", "value": f"e-mail {self.email}"}],
            "attachments": [{"name": f"{self.words[:30]}.jpg", "size": 2_340_112}],
            "reporter": {
                "name": self.name,
                "email": self.email,
                "phone": self.phone,
                "address": self.words,
            },
        }

    def search(self, place: bytes | str | Path) -> tuple[Trace, ...]:
        """Return every trace of the data, none when there is none.

        Args:
            place: bytes; or text; or the path of a file, or of a folder, whose files are all read,
                names included.

        Found is what is written in UTF-8, UTF-16 (LE, BE), Windows-1250 or ISO 8859-2, in small or
        capital letters, with or without a phone's spaces; as percent, quoted-printable, JSON or
        HTML escapes; as base64 at any offset and hex, wrapped or not; and all of that inside gzip
        and zip, one within another. What is encrypted, or packed in another way, is not seen.

        Raises:
            ValueError: when something packed is too large, or cannot be read, for then „not
                found” would be a guess.
        """
        needles = tuple(self._needles())
        found = {
            Trace(*trace_fields)
            for name, content in _contents(place)
            for trace_fields in trace(needles, name, content)
        }
        return tuple(sorted(found, key=str))

    def _needles(self) -> Iterator[Needle]:
        first, surname = self.name.split(" ")
        yield Needle("e-mail", self.email)
        digits = self.phone.removeprefix("+48 ")
        for gap in (" ", "-", ""):
            yield Needle("phone", digits.replace(" ", gap))
        yield Needle("PESEL", self.pesel)
        yield Needle("name", self.name)
        yield Needle("name", f"{surname} {first}")
        # A search index keeps each word apart.
        yield Needle("name", surname.partition("-")[2])
        yield Needle("words", self.words)
        yield Needle("words", self.words.partition("„")[2].partition("”")[0])

    def __repr__(self) -> str:
        return "PersonalDataCanary(…)"


def _pesel(chance: random.Random) -> str:
    """Return a valid PESEL with a day of birth in the 19th century, so that it is nobody's."""
    year_and_month = f"{chance.randrange(10, 100)}{chance.randrange(81, 93)}"
    digits = f"{year_and_month}{chance.randrange(10, 29)}{chance.randrange(1000, 10000)}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _PESEL_WEIGHTS, strict=True))
    return f"{digits}{-total % 10}"


def _contents(place: bytes | str | Path) -> Iterator[tuple[str, bytes]]:
    """Yield what to search, with a name for it; names of files too, for they may tell."""
    if isinstance(place, bytes):
        yield "bytes", place
    elif isinstance(place, str):
        yield "text", place.encode("utf-8", "surrogatepass")
    elif place.is_dir():
        for count, path in enumerate(sorted(place.rglob("*")), start=1):
            yield f"name of entry {count}", path.name.encode("utf-8", "surrogateescape")
            if path.is_file():
                # A database may have removed a part of its log meanwhile.
                with suppress(FileNotFoundError):
                    content = path.read_bytes()
                    yield str(path.relative_to(place)), content
    else:
        yield f"name of {place.suffix or 'the'} file", place.name.encode("utf-8", "surrogateescape")
        yield place.name, place.read_bytes()
