"""The form in which texts are read: single blanks, nothing invisible, no signs of quoting."""

import re
from collections.abc import Callable, Iterable, Iterator

from lckm_core.redaction._name_shapes import LOWER, UPPER
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalSpan
from lckm_core.text import INVISIBLE_CHARACTERS, without_invisible

_PICTURES = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
# Two blanks, a tab, a line that ends with a blank, a quoted mail: most texts have none of these.
_OTHER_FORM = (
    rf"[{INVISIBLE_CHARACTERS}{_PICTURES}]|[^\S\n ]|  | \n|\n[ >]|^[\s>]|\s$|\n\n\n| [,;:!?]"
    r"|\w[,;:](?:[^\W\d_]|\d\d-\d{3})"
    rf"|(?<![\w/@])(?<![{UPPER}]\.)(?:p|[{UPPER}])\.[{UPPER}][{LOWER}]"
)
_CAPITALISED = rf"[{UPPER}][{LOWER}{INVISIBLE_CHARACTERS}]++"
# „p.Wilk.Proszę o kontakt”, and no file „P.Wilk.Pdf”.
_SENTENCE = rf"{_CAPITALISED}\s[^\W\d_]"
_PARTS = (
    r"(?P<quoting>(?<![^\n])>[ >]*+)"
    rf"|(?P<blanks>[\s{INVISIBLE_CHARACTERS}{_PICTURES}]++)(?P<sign>(?=[,;:!?]))?"
    # „Jan Lis,ul. Długa 5”.
    r"|(?P<joined>(?<=\w)(?:[,;]|(?<=[a-ząćęłńóśźż]):)(?=[^\W\d_]|(?<!:)\d\d-\d{3}(?!\d))"
    # „p.Wilk”, „M.Kruk”, and no mailbox, link or file.
    rf"|(?<=(?<![\w/@])(?<![{UPPER}]\.)[p{UPPER}])\."
    rf"(?={_CAPITALISED}(?![\w+-]*[@/]|[\w.+-]*@|\.(?!{_SENTENCE})\w)))"
)
_BEFORE_A_SIGN = 60


def in_normal_form(text: str) -> str:
    """Return *text* with single blanks, lines without blanks around, nothing invisible.

    Of several line breaks two are left, for these end a paragraph.
    """
    return compiled(_PARTS).sub(_normal, text) if _is_in_another_form(text) else text


def found_in_normal_form(
    text: str, find: Callable[[str], Iterable[PersonalSpan]]
) -> tuple[PersonalSpan, ...]:
    """Return what *find* finds in the normal form of *text*, as spans of *text* itself."""
    if not _is_in_another_form(text):
        return tuple(find(text))
    places = list(_places(text))
    return tuple(
        span._replace(start=places[span.start], end=places[span.end - 1] + 1)
        for span in find(in_normal_form(text))
    )


def _is_in_another_form(text: str) -> bool:
    return compiled(_OTHER_FORM).search(text) is not None


def _normal(part: re.Match[str]) -> str:
    """Return what stands for blanks, for signs of quoting, or for a comma without a blank."""
    if part["joined"]:
        # Not in „jan@wp,pl”.
        before = part.string[max(0, part.start() - _BEFORE_A_SIGN) : part.start()]
        is_a_mailbox = part[0] != "." and "@" in before.rpartition(" ")[2]
        return part[0] if is_a_mailbox else f"{part[0]} "
    if part["quoting"] or part.start() == 0 or part.end() == len(part.string):
        return ""
    breaks = part["blanks"].replace("\r\n", "\n").replace("\r", "\n").count("\n")
    if breaks:
        return "\n" * min(breaks, 2)
    has_blank = without_invisible(part[0]) != ""
    return " " if has_blank and part["sign"] is None else ""


def _places(text: str) -> Iterator[int]:
    """Yield where each character of the normal form stands in *text*."""
    done = 0
    for part in compiled(_PARTS).finditer(text):
        yield from range(done, part.start())
        yield from (part.start() for _ in _normal(part))
        done = part.end()
    yield from range(done, len(text))
