"""The summary of faults names the field of each: its label, as the form below has it."""

import re
from typing import Final

_LABEL: Final = re.compile(r'<label for="([^"]+)">([^<]+)</label>')
_LEGEND: Final = re.compile(r'<fieldset\b[^>]*? id="([^"]+)"[^>]*>\s*<legend>([^<]+)</legend>')
_LINK: Final = re.compile(r'(?<=<li><a href=")#([^"]+)">([^<]+)(?=</a>)')
_BEGIN: Final = '<ul class="fault-list">'
# What a label says of itself: that the field may be left out, or how a thing is called.
_ASIDE: Final = re.compile(r" ?\([^()]*\)|[?:]$")

_WORD: Final = re.compile(r"\w{3,}")


def with_field_names(body: str) -> str:
    """Return a page whose summary of faults says before each what its field is called.

    A message that has the field's name already stays as it is.
    """
    begin = body.find(_BEGIN)
    if begin < 0:
        return body
    end = body.index("</ul>", begin)
    names = {field: text for each in (_LABEL, _LEGEND) for field, text in each.findall(body)}

    def named(match: re.Match[str]) -> str:
        field, message = match[1], match[2]
        name = _ASIDE.sub("", " ".join(names.get(field, "").split())).strip()
        if not name or _is_named(name, message):
            return match[0]
        return f'#{field}"><span class="of">{name}:</span> {message}'

    return body[:begin] + _LINK.sub(named, body[begin:end]) + body[end:]


def _is_named(name: str, message: str) -> bool:
    """Return whether a message has the words of a name, in whatever case."""
    # The first letters of a word are the same in each of its forms.
    begins = [word[:5] for word in _WORD.findall(name.casefold())]
    words = _WORD.findall(message.casefold())
    if not begins:
        # A short word such as „od” is in any message; it is a name only at its start.
        return message.casefold().startswith(f"{name.casefold()}: ")
    return all(any(word.startswith(begin) for word in words) for begin in begins)
