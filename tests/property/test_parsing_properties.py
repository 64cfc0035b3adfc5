"""Parsing: whatever the bytes, data or one clear reason; whatever the data, the same data again."""

import copy
import functools
import json
from typing import Any, Literal

import pytest
import yaml
from hypothesis import assume, given, strategies as st

from lckm_core.fields import object_shape
from lckm_core.findings import UnreadableFileError
from lckm_core.parsing import ParsedText, parse
from lckm_core.parsing._errors import Limits
from lckm_core.parsing._parsed_text import Syntax
from lckm_core.parsing._positions import LINE_BREAK
from lckm_core.procedures.template import Procedure

FORM = object_shape(Procedure)

# Text that YAML can hold in quotes: no unpaired surrogates.
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(1 - 2**53, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
DATA = st.dictionaries(
    TEXT,
    st.recursive(
        SCALARS,
        lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXT, below, max_size=4),
        max_leaves=12,
    ),
    max_size=5,
)
SYNTAXES = st.sampled_from(["yaml", "json", None])
MARKS = st.text("abł:-,[]{}&*!|>#%@`\"'\\?~<. \t\n\r\0\x85\u2028\ufeff\ud80017tak", max_size=40)
PIECES = st.sampled_from(
    [
        "id: ",
        "steps:\n",
        "  - name: ",
        "&a ",
        "*a",
        "tak",
        "---\n",
        "...\n",
        "!!x ",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\n",
        ": ",
        "|\n",
        "#",
    ]
)
YAMLISH = st.lists(PIECES, max_size=30).map("".join)
SPELLED = st.text(
    "abł<>'\"\\\\/#:-|& \t\n\r\x07\x7f\x85\u2028\u200b\ue000\ufeff\U000e0001",
    min_size=1,
    max_size=30,
)
SPELLED_IN = (1, 2, 4, 6, 10, 12)
"""How many characters may spell one: itself, a letter or a quote escaped, two, four or eight
digits, a pair of surrogates.
"""
FEW = Limits(max_bytes=60, max_depth=3, max_nodes=8, max_scalar=6)


class _QuotingDumper(yaml.SafeDumper):
    """Quotes every text: PyYAML speaks YAML 1.1 and leaves plain what 1.2 takes for a number
    (``0E0``).
    """

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style='"')


_QuotingDumper.add_representer(str, _QuotingDumper.represent_str)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of every value."""
    below = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(deeper for key, item in below for deeper in paths(item, (*path, key)))]


def judge(
    source: str | bytes,
    syntax: Syntax | None,
    limits: Limits = Limits(),  # noqa: B008
) -> ParsedText | None:
    """Parse; return what came, or ``None`` after looking at the reason."""
    try:
        parsed = parse(source, name="x", syntax=syntax, shape=FORM, limits=limits)
    except UnreadableFileError as error:
        finding = error.finding
        assert finding.code.startswith("LCKM-E0")
        assert finding.message
        assert finding.message_en
        assert (finding.line is None) == (finding.column is None)
        text = source if isinstance(source, str) else source.decode(errors="replace")
        assert finding.line is None or 1 <= finding.line <= text.count("\n") + text.count("\r") + 1
        assert all(character.isprintable() for character in finding.message)
        return None
    for path in paths(parsed.data):
        line, column = parsed.position(path) or (0, 0)
        assert line >= 1
        assert column >= 1
        assert parsed.position(path, key=True) is not None
    return parsed


@given(st.binary(max_size=80), SYNTAXES)
def test_any_bytes_give_data_or_a_reason(source: bytes, syntax: Syntax | None) -> None:
    judge(source, syntax)


@given(
    st.text(st.characters(), max_size=60) | MARKS | YAMLISH,
    SYNTAXES,
    st.sampled_from([Limits(), FEW]),
)
def test_any_text_gives_data_or_a_reason(
    source: str, syntax: Syntax | None, limits: Limits
) -> None:
    judge(source, syntax, limits)


@given(DATA, st.randoms(use_true_random=False), st.sampled_from(["yaml", "json"]))
def test_a_file_with_bytes_spoilt_gives_data_or_a_reason(
    data: dict[str, Any], random: Any, syntax: Syntax
) -> None:
    source = bytearray(
        (
            yaml.safe_dump(data, allow_unicode=True) if syntax == "yaml" else json.dumps(data)
        ).encode()
    )
    for _ in range(random.randint(1, 4)):
        source[random.randrange(len(source))] = random.randrange(256)
    judge(bytes(source), syntax)


@given(DATA, st.booleans(), st.sampled_from([None, 1]))
def test_json_comes_back(data: dict[str, Any], ascii_only: bool, indent: int | None) -> None:
    source = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    assert parse(source, syntax="json").data == data
    assert parse(source.encode()).data == data
    assert (
        parse(source, syntax="json", limits=Limits(max_scalar=13)).data == data
    )  # by the scanner, where it is longer


@given(DATA, st.booleans())
def test_yaml_comes_back(data: dict[str, Any], flow: bool) -> None:
    source = yaml.dump(
        data, Dumper=_QuotingDumper, default_flow_style=flow, sort_keys=False, width=10_000
    )
    assert parse(source, syntax="yaml").data == data


@given(DATA)
def test_where_the_form_stands_text_stays_text(data: dict[str, Any]) -> None:
    source = yaml.safe_dump(
        {"title": json.dumps(data), "summary": "".join(data)}, allow_unicode=False
    )
    assert parse(source, shape=FORM).data == {"title": json.dumps(data), "summary": "".join(data)}


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    """Return the value at *path*."""
    return functools.reduce(lambda value, step: value[step], path, data)


def changed_at(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """Return *data* with another value at *path*."""
    made = copy.deepcopy(data)
    at(made, path[:-1])[path[-1]] = value
    return made


@st.composite
def sources(draw: st.DrawFn) -> tuple[Syntax, str]:
    """Draw a file that holds text, in one of the ways in which it can be written."""
    data = draw(
        st.fixed_dictionaries({"a": SPELLED, "b": st.lists(SPELLED, max_size=2), "c": SPELLED})
    )
    escaped = draw(st.booleans())
    if draw(st.booleans()):
        return "json", json.dumps(
            data, ensure_ascii=escaped, indent=draw(st.sampled_from([None, 1]))
        )
    style = draw(st.sampled_from([None, '"', "'", "|", ">"]))
    break_of_line = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    width = draw(st.sampled_from([8, 1000]))
    source: str = yaml.safe_dump(
        data, default_style=style, allow_unicode=not escaped, width=width, line_break=break_of_line
    )
    return "yaml", source


def data_of(source: str, syntax: Syntax) -> Any:
    """Return the data of a file, or ``None`` for what is none."""
    try:
        return parse(source, syntax=syntax).data
    except UnreadableFileError:
        return None


@given(sources())
def test_a_character_stands_where_a_change_of_the_file_changes_it(
    drawn: tuple[Syntax, str],
) -> None:
    syntax, source = drawn
    assume(data_of(source, syntax) is not None)
    parsed = parse(source, syntax=syntax)
    starts = [0, *(match.end() for match in LINE_BREAK.finditer(source))]
    for path in paths(parsed.data):
        text = at(parsed.data, path)
        if not isinstance(text, str):
            continue
        places = parsed.positions_inside(path, range(len(text)))
        assert sorted(places) == [
            offset for offset, character in enumerate(text) if character not in " \t\r\n"
        ]
        for offset, (line, column) in places.items():
            start = starts[line - 1] + column - 1
            changed = changed_at(parsed.data, path, text[:offset] + "x" + text[offset + 1 :])
            assert any(
                data_of(source[:start] + "x" + source[start + length :], syntax) == changed
                for length in SPELLED_IN
            )


@given(
    st.sampled_from(["yaml", "json"]),
    st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=2, max_size=6),
    st.data(),
)
def test_a_repeated_key_names_both_lines_wherever_values_stand(
    syntax: Literal["yaml", "json"], breaks: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """They are those of the keys, though a value may stand on a later one."""
    first, second = sorted(
        data.draw(st.lists(st.integers(0, len(breaks) - 1), min_size=2, max_size=2, unique=True))
    )
    source, lines = "{", []
    for number, (before, colon, value) in enumerate(breaks):
        source += "\n" * before
        lines.append(source.count("\n") + 1)
        key = first if number == second else number
        source += f'"k{key}"' + "\n" * (colon if syntax == "json" else 0) + ":"
        source += "\n" * value + f" {number}" + (", " if number < len(breaks) - 1 else "}")
    with pytest.raises(UnreadableFileError) as caught:
        parse(source, syntax=syntax)
    finding = caught.value.finding
    assert (finding.code, finding.line) == ("LCKM-E007", lines[second])
    assert f"w wierszu {lines[first]} i w wierszu {lines[second]}" in finding.message
