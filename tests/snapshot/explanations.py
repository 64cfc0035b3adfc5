"""What ``lckm explain`` says of codes, fields and provisions, and every schema."""

import re
from collections.abc import Iterator
from pathlib import Path

from commands import completed
from running import call, transcript

PROVISIONS = Path(__file__).with_name("provisions.txt").read_text(encoding="utf-8").splitlines()
_PLACES = re.compile(r"^  (?:Kod|Testy|Code|Tests): .*\n(?:   +.*\n)*", re.MULTILINE)
"""Names of Python and paths of tests, which are to change: left out."""


def _explained(words: str, lang: str) -> str:
    return _PLACES.sub("", transcript("explain", words, "--lang", lang))


def produce() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    offered = completed("lckm explain ")
    codes = [one for one in offered if one.startswith("LCKM-")]
    fields = [one for one in offered if not one.startswith("LCKM-")]
    for lang in ("pl", "en"):
        for name, group in (("codes", codes), ("fields", fields), ("provisions", PROVISIONS)):
            yield f"{name}.{lang}", "".join(_explained(one, lang) for one in group)
    yield "schemas/list", transcript("schema") + transcript("schema", "--lang", "en")
    for line in call("schema")[1].splitlines():
        yield f"schemas/{line.split()[0]}", call("schema", line.split()[0])[1]
