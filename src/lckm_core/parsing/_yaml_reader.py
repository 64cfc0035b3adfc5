"""YAML to plain data: the parser's events put together by a builder that knows the form, keeps marks and obeys limits."""

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

from lckm_core.findings import UnreadableFileError
from lckm_core.parsing import _errors as faults, _yaml_errors as problems
from lckm_core.parsing._errors import Limits, Position
from lckm_core.parsing._positions import Children, Place
from lckm_core.parsing._scalar_types import NULLS, ScalarTyping
from lckm_core.parsing._yaml_syntax_errors import explain


class _PureParser(Reader, Scanner, Parser):
    """PyYAML's parser where it was built without libyaml: the same events, many times slower."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


_open: Callable[[str], Any] = vars(yaml.cyaml)["CParser"] if yaml.__with_libyaml__ else _PureParser

# Tags are refused anyway, and libyaml takes quadratic time over these: twenty seconds at the limit of size.
_TAG_DIRECTIVE = re.compile(r"(?:\A|[\r\n])(%TAG)")

_LINE_BREAKS_OF_YAML_1_1 = "\x85\u2028\u2029"
_FILE_NAME = re.compile(r"[^\n]{1,300}\.(?:ya?ml|json)", re.IGNORECASE)
_OTHER_BREAK = re.compile(f"[{_LINE_BREAKS_OF_YAML_1_1}]")


def read_yaml(text: str, guide: ScalarTyping, limits: Limits) -> tuple[dict[str, Any], Place]:
    """Return the data of the one YAML document in *text*, and the places of its values.

    Raises :class:`~lckm_core.errors.UnreadableFileError`.
    """
    if "%TAG" in text and (directive := _TAG_DIRECTIVE.search(text)):
        raise problems.tag_directive(faults.position_at(text, directive.start(1)))
    try:
        return _Builder(_events(text), text, limits).document(guide)
    except (
        yaml.YAMLError,
        ValueError,
        UnreadableFileError,
    ) as error:  # ValueError: a character or an escape that is none
        if not faults.LINE_BREAK.search(text) and (other := _OTHER_BREAK.search(text)):
            raise faults.other_line_ends(
                other[0], faults.position_at(text, other.start())
            ) from None
        raise (
            error if isinstance(error, UnreadableFileError) else explain(error, text, limits)
        ) from None


def position_of(mark: Any) -> Position:
    """Return the line and column of a mark of PyYAML."""
    return mark.line + 1, mark.column + 1


def _events(text: str) -> Callable[[], Any]:
    """Return a function that gives the next event of *text*.

    PyYAML speaks YAML 1.1 and breaks lines at three characters that are plain text to YAML 1.2 and to every editor; for
    the time of parsing, characters from the private use area stand in for them.
    """
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
    """A value with an anchor: how many values it holds with itself, and how many levels of lists and mappings."""

    value: Any
    children: Children
    size: int
    height: int


class _Builder:
    """Puts events together. Recursion is bounded by ``limits.max_depth``; ``count`` and ``deepest`` are so far."""

    def __init__(self, next_event: Callable[[], Any], text: str, limits: Limits) -> None:
        self.next_event = next_event
        self.text = text
        self.limits = limits
        self.count = 0
        self.deepest = 0
        self.anchors: dict[str, _Anchored | None] = {}
        """What each anchor names; ``None`` while the value is being built, so that it cannot hold itself."""

    def document(self, guide: ScalarTyping) -> tuple[dict[str, Any], Place]:
        self.next_event()  # the stream's start
        if type(self.next_event()) is StreamEndEvent:
            raise faults.empty_file()
        root = self.next_event()
        offset = root.start_mark.index
        if type(root) is not MappingStartEvent:
            raise self._no_mapping(root)
        value, children = self._value(root, guide, 0)
        self.next_event()  # the document's end
        following = self.next_event()
        if type(following) is DocumentStartEvent:
            raise problems.many_documents(position_of(following.start_mark))
        return value, (offset, children, offset)

    @staticmethod
    def _no_mapping(root: Any) -> Exception:
        position = position_of(root.start_mark)
        if type(root) is AliasEvent:
            return problems.unknown_alias(str(root.anchor), position)
        if root.tag is not None:
            return problems.tag(position)
        if type(root) is not ScalarEvent:
            return faults.no_fields(position)
        if not root.value and root.implicit[0]:
            return faults.empty_file()
        if _FILE_NAME.fullmatch(root.value):
            return faults.no_fields(position, problems.NAME_OF_A_FILE)
        return faults.no_fields(
            position, problems.SPACE_AFTER_COLON if ":" in root.value else faults.NO_HINT
        )

    def _mapping(self, guide: ScalarTyping, depth: int) -> tuple[dict[str, Any], dict[str, Place]]:
        data: dict[str, Any] = {}
        places: dict[str, Place] = {}
        next_event, limits, fields = self.next_event, self.limits, guide.fields
        otherwise = guide.otherwise()
        max_scalar, max_nodes = limits.max_scalar, limits.max_nodes
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
            key, key_mark = event.value, event.start_mark
            key_offset = key_mark.index
            if len(key) > max_scalar:
                self._refuse(event)
            if key in places:
                first = faults.position_at(self.text, places[key][2])
                raise faults.duplicate_key(key, first, position_of(key_mark))
            below = fields.get(key, otherwise)
            event = next_event()
            offset = event.start_mark.index
            if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
                # What _value does, without the call: nine values of ten come this way.
                text = event.value
                self.count += 1
                if len(text) > max_scalar or self.count > max_nodes:
                    self._refuse(event)
                data[key] = below.plain(text) if event.implicit[0] else below.quoted(text)
                places[key] = (offset, None, key_offset)
            else:
                data[key], children = self._value(event, below, depth)
                places[key] = (offset, children, key_offset)

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
        """Return the value that begins with *event* inside *depth* lists and mappings, and the places in it."""
        if type(event) is AliasEvent:
            return self._alias(event, depth)
        if event.tag is not None:
            raise problems.tag(position_of(event.start_mark))
        if event.anchor is not None:
            return self._anchored(event, guide, depth)
        self.count += 1
        if self.count > self.limits.max_nodes:
            self._refuse(event)
        if type(event) is ScalarEvent:
            if len(event.value) > self.limits.max_scalar:
                self._refuse(event)
            return guide.plain(event.value) if event.implicit[0] else guide.quoted(
                event.value
            ), None
        depth += 1
        if depth > self.limits.max_depth:
            raise faults.too_deep(self.limits, position_of(event.start_mark))
        if depth > self.deepest:
            self.deepest = depth
        return (
            self._sequence(guide, depth)
            if type(event) is SequenceStartEvent
            else self._mapping(guide, depth)
        )

    def _check_key(self, event: Any) -> None:
        """Raise when the key *event* is no text; remember its anchor."""
        position = position_of(event.start_mark)
        if type(event) is not AliasEvent and event.tag is not None:
            raise problems.tag(position)
        if type(event) is not ScalarEvent or (event.value in NULLS and event.implicit[0]):
            raise problems.key_not_text(event, position)
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(event.value, None, size=1, height=0)

    def _anchored(self, event: Any, guide: ScalarTyping, depth: int) -> tuple[Any, Children]:
        """Return the value of *event*, remembered under its anchor."""
        anchor, event.anchor = event.anchor, None
        self.anchors[anchor] = None
        count, deepest, self.deepest = self.count, self.deepest, depth
        value, children = self._value(event, guide, depth)
        self.anchors[anchor] = _Anchored(value, children, self.count - count, self.deepest - depth)
        self.deepest = max(deepest, self.deepest)
        return value, children

    def _alias(self, event: Any, depth: int) -> tuple[Any, Children]:
        """Return the value an alias repeats, shared and not copied, though its size and height count each time."""
        position = position_of(event.start_mark)
        if event.anchor not in self.anchors:
            raise problems.unknown_alias(event.anchor, position)
        anchored = self.anchors[event.anchor]
        if anchored is None:
            raise problems.recursive_alias(event.anchor, position)
        self.count += anchored.size
        if self.count > self.limits.max_nodes or depth + anchored.height > self.limits.max_depth:
            raise problems.alias_too_big(event.anchor, self.limits, position)
        self.deepest = max(self.deepest, depth + anchored.height)
        return anchored.value, anchored.children

    def _refuse(self, event: Any) -> Never:
        """Raise for a scalar too long, or for a value too many."""
        position = position_of(event.start_mark)
        if self.count > self.limits.max_nodes:
            raise faults.too_many(self.limits, position)
        raise faults.too_long(self.limits, len(event.value), position)
