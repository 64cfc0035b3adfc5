"""YAML to plain data: the parser's events, built by the form's guide and within limits."""

import re
from collections.abc import Callable
from typing import Any, Never

import attrs
import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner
from yaml.tokens import ScalarToken

from lckm_core.findings import UnreadableFileError
from lckm_core.parsing import _errors as errors
from lckm_core.parsing._errors import Limits, code_point, printable
from lckm_core.parsing._positions import LINE_BREAK, Children, Place, Position, position_at
from lckm_core.parsing._scalar_types import NULLS, ScalarTyping
from lckm_core.parsing._yaml_errors import yaml_error
from lckm_core.text import DASHES


class _PureParser(Reader, Scanner, Parser):
    """PyYAML's parser without libyaml: the same events, many times slower."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


_open: Callable[[str], Any] = vars(yaml.cyaml)["CParser"] if yaml.__with_libyaml__ else _PureParser

# Tags are refused anyway, and libyaml takes quadratic time over these: 20 s at the limit of size.
_TAG_DIRECTIVE = re.compile(r"(?:\A|[\r\n])(%TAG)")

_LIST_SIGNS = frozenset(DASHES)
_LINE_BREAKS_OF_YAML_1_1 = "\x85\u2028\u2029"
_FILE_NAME = re.compile(r"[^\n]{1,300}\.(?:ya?ml|json)", re.IGNORECASE)
_OTHER_BREAK = re.compile(f"[{_LINE_BREAKS_OF_YAML_1_1}]")


def scalar_spans(text: str) -> list[tuple[int, int]]:
    """Return where each value and key of YAML that can be read begins and ends."""
    parser, spans = _open(text), []
    while parser.check_token():
        token = parser.get_token()
        if isinstance(token, ScalarToken):
            spans.append((token.start_mark.index, token.end_mark.index))
    return spans


def read_yaml(text: str, guide: ScalarTyping, limits: Limits) -> tuple[dict[str, Any], Place]:
    """Return the data of the one YAML document in *text*, and the places of its values.

    Raises :class:`~lckm_core.findings.UnreadableFileError`.
    """
    if "%TAG" in text and (directive := _TAG_DIRECTIVE.search(text)):
        raise errors.TAG_DECLARED.error(position_at(text, directive.start(1)))
    try:
        return _Builder(_events(text), text, limits).document(guide)
    # ValueError: a character or an escape that is none.
    except (yaml.YAMLError, ValueError, UnreadableFileError) as error:
        other = None if LINE_BREAK.search(text) else _OTHER_BREAK.search(text)
        if other:
            position = position_at(text, other.start())
            raise errors.OTHER_LINE_BREAKS.error(position, name=code_point(other[0])) from None
        if isinstance(error, UnreadableFileError):
            raise error from None
        raise yaml_error(error, text, limits) from None


def position_of(mark: Any) -> Position:
    """Return the line and column of a mark of PyYAML."""
    return mark.line + 1, mark.column + 1


def _events(text: str) -> Callable[[], Any]:
    """Return a function that returns the next event of *text*."""
    # PyYAML speaks YAML 1.1 and breaks lines at three characters that are plain text to YAML 1.2
    # and to every editor. While it parses, private-use characters stand in for them.
    breaks = [character for character in _LINE_BREAKS_OF_YAML_1_1 if character in text]
    if not breaks:
        return _open(text).get_event  # type: ignore[no-any-return]
    unused = (character for character in map(chr, range(0xE000, 0xF900)) if character not in text)
    stand_ins: dict[str, str | int | None] = dict(zip(breaks, unused, strict=False))
    next_event = _open(text.translate(str.maketrans(stand_ins))).get_event
    back = str.maketrans({str(stand_in): character for character, stand_in in stand_ins.items()})

    def next_restored() -> Any:
        event = next_event()
        if isinstance(event, ScalarEvent):
            event.value = event.value.translate(back)
        return event

    return next_restored


@attrs.frozen
class _Anchored:
    """A value with an anchor: its number of values, with itself, and its levels of nesting."""

    value: Any
    children: Children
    size: int
    height: int


class _Builder:
    """Builds data from events; its recursion is bounded by ``limits.max_depth``."""

    def __init__(self, next_event: Callable[[], Any], text: str, limits: Limits) -> None:
        self.next_event = next_event
        self.text = text
        self.limits = limits
        self.count = 0
        self.deepest = 0
        # None while the value is being built, so that it cannot hold itself.
        self.anchors: dict[str, _Anchored | None] = {}

    def document(self, guide: ScalarTyping) -> tuple[dict[str, Any], Place]:
        self.next_event()  # the stream's start
        if type(self.next_event()) is StreamEndEvent:
            raise errors.EMPTY_FILE.error()
        root = self.next_event()
        offset = root.start_mark.index
        if type(root) is not MappingStartEvent:
            raise self._no_mapping(root)
        value, children = self._value(root, guide, 0)
        self.next_event()  # the document's end
        following = self.next_event()
        if type(following) is DocumentStartEvent:
            raise errors.SECOND_DOCUMENT.error(position_of(following.start_mark))
        return value, (offset, children, offset)

    @staticmethod
    def _no_mapping(root: Any) -> Exception:
        position = position_of(root.start_mark)
        if type(root) is AliasEvent:
            return errors.UNKNOWN_ALIAS.error(position, anchor=printable(str(root.anchor)))
        if root.tag is not None:
            return errors.TAG_USED.error(position)
        if type(root) is not ScalarEvent:
            return errors.FIELDS_MISSING.error(position)
        if not root.value and root.implicit[0]:
            return errors.EMPTY_FILE.error()
        if _FILE_NAME.fullmatch(root.value):
            return errors.NAME_OF_A_FILE.error(position)
        if ":" in root.value:
            return errors.SPACE_AFTER_COLON.error(position)
        return errors.FIELDS_MISSING.error(position)

    def _mapping(self, guide: ScalarTyping, depth: int) -> tuple[dict[str, Any], dict[str, Place]]:
        data: dict[str, Any] = {}
        places: dict[str, Place] = {}
        # Local names: this loop takes most of the time of reading.
        next_event = self.next_event
        fields = guide.fields
        otherwise = guide.otherwise()
        max_scalar = self.limits.max_scalar
        max_nodes = self.limits.max_nodes
        while True:
            event = next_event()
            if type(event) is MappingEndEvent:
                return data, places
            if (
                type(event) is not ScalarEvent
                or event.tag is not None
                or event.anchor is not None
                or event.value in NULLS
            ):
                self._check_key(event)
            key = event.value
            key_mark = event.start_mark
            key_offset = key_mark.index
            if len(key) > max_scalar:
                self._refuse(event)
            if key[:1] in _LIST_SIGNS and key not in fields and event.implicit[0]:
                raise errors.NO_LIST_SIGN.error(position_of(key_mark), sign=key[0])
            if key in places:
                raise self._duplicate_key(key, places[key][2], position_of(key_mark))
            below = fields.get(key, otherwise)
            event = next_event()
            offset = event.start_mark.index
            if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
                # The same as _value, without the call: nine values of ten come this way.
                text = event.value
                self.count += 1
                if len(text) > max_scalar or self.count > max_nodes:
                    self._refuse(event)
                data[key] = below.plain(text) if event.implicit[0] else below.quoted(text)
                places[key] = (offset, None, key_offset)
            else:
                data[key], children = self._value(event, below, depth)
                places[key] = (offset, children, key_offset)

    def _duplicate_key(self, key: str, first: int, second: Position) -> UnreadableFileError:
        line = position_at(self.text, first)[0]
        return errors.KEY_GIVEN_TWICE.error(
            second, key=printable(key), first=line, second=second[0]
        )

    def _sequence(self, guide: ScalarTyping, depth: int) -> tuple[list[Any], list[Place]]:
        data: list[Any] = []
        places: list[Place] = []
        below = guide.item()
        while True:
            event = self.next_event()
            if type(event) is SequenceEndEvent:
                return data, places
            value, children = self._value(event, below, depth)
            data.append(value)
            offset = event.start_mark.index
            places.append((offset, children, offset))

    def _value(self, event: Any, guide: ScalarTyping, depth: int) -> tuple[Any, Children]:
        """Return the value that *event* begins, inside *depth* collections, and its places."""
        if type(event) is AliasEvent:
            return self._alias(event, depth)
        if event.tag is not None:
            raise errors.TAG_USED.error(position_of(event.start_mark))
        if event.anchor is not None:
            return self._anchored(event, guide, depth)
        self.count += 1
        if self.count > self.limits.max_nodes:
            self._refuse(event)
        if type(event) is ScalarEvent:
            if len(event.value) > self.limits.max_scalar:
                self._refuse(event)
            typed = guide.plain if event.implicit[0] else guide.quoted
            return typed(event.value), None
        depth += 1
        if depth > self.limits.max_depth:
            raise errors.NESTED_TOO_DEEP.error(
                position_of(event.start_mark), limit=self.limits.max_depth
            )
        if depth > self.deepest:
            self.deepest = depth
        if type(event) is SequenceStartEvent:
            return self._sequence(guide, depth)
        return self._mapping(guide, depth)

    def _check_key(self, event: Any) -> None:
        """Raise when a key is not text; remember its anchor."""
        position = position_of(event.start_mark)
        if type(event) is not AliasEvent and event.tag is not None:
            raise errors.TAG_USED.error(position)
        if type(event) is AliasEvent:
            raise errors.KEY_IS_NO_TEXT.error(position, what=errors.ALIAS_AS_KEY)
        if type(event) is not ScalarEvent:
            raise errors.KEY_IS_NO_TEXT.error(position, what=errors.COLLECTION_AS_KEY)
        if event.value in NULLS and event.implicit[0]:
            raise errors.KEY_IS_NO_TEXT.error(position, what=errors.EMPTY_KEY)
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(event.value, None, size=1, height=0)

    def _anchored(self, event: Any, guide: ScalarTyping, depth: int) -> tuple[Any, Children]:
        """Return the value of *event*, remembered under its anchor."""
        anchor = event.anchor
        event.anchor = None
        self.anchors[anchor] = None
        count_before = self.count
        deepest_before = self.deepest
        self.deepest = depth
        value, children = self._value(event, guide, depth)
        size = self.count - count_before
        self.anchors[anchor] = _Anchored(value, children, size, self.deepest - depth)
        self.deepest = max(deepest_before, self.deepest)
        return value, children

    def _alias(self, event: Any, depth: int) -> tuple[Any, Children]:
        """Return the value an alias repeats: shared, though its size and height count each time."""
        position = position_of(event.start_mark)
        if event.anchor not in self.anchors:
            raise errors.UNKNOWN_ALIAS.error(position, anchor=printable(event.anchor))
        anchored = self.anchors[event.anchor]
        if anchored is None:
            raise errors.RECURSIVE_ALIAS.error(position, anchor=printable(event.anchor))
        self.count += anchored.size
        if self.count > self.limits.max_nodes or depth + anchored.height > self.limits.max_depth:
            raise errors.ALIAS_TOO_BIG.error(
                position,
                anchor=printable(event.anchor),
                values=self.limits.max_nodes,
                levels=self.limits.max_depth,
            )
        self.deepest = max(self.deepest, depth + anchored.height)
        return anchored.value, anchored.children

    def _refuse(self, event: Any) -> Never:
        """Raise for a scalar that is too long, or for one value too many."""
        position = position_of(event.start_mark)
        if self.count > self.limits.max_nodes:
            raise errors.TOO_MANY_VALUES.error(position, limit=self.limits.max_nodes)
        limit = self.limits.max_scalar
        raise errors.VALUE_TOO_LONG.error(position, length=len(event.value), limit=limit)
