"""Files that cannot be read, on both sides of what tells one cause from another."""

import pytest

from lckm_core.fields import object_shape
from lckm_core.findings import Finding, UnreadableFileError
from lckm_core.parsing import _yaml_reader as yaml_events, parse
from lckm_core.parsing._errors import Limits, printable
from lckm_core.procedures.template import Procedure

FORM = object_shape(Procedure)


def refused(source: str | bytes, **options: object) -> Finding:
    """Return the finding that *source* is refused with."""
    with pytest.raises(UnreadableFileError) as caught:
        parse(source, **options)  # type: ignore[arg-type]
    return caught.value.finding


def at(finding: Finding) -> tuple[str, int | None, int | None]:
    """Return code, line and column."""
    return finding.code, finding.line, finding.column


class TestEncoding:
    """What the bytes give away, and what they do not."""

    @pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
    @pytest.mark.parametrize(
        "text", ["title: Wydanie dowodu", "title: ąęłśćż", "a: ąbąbąb", "łaąaęa"]
    )
    def test_wide_characters(self, codec: str, text: str) -> None:
        finding = refused(text.encode(codec))
        assert f"jako {codec[:6].upper()}," in finding.message
        assert (finding.line, finding.column) == (None, None)

    @pytest.mark.parametrize(
        "data",
        [
            b"abcdefg\0" * 30,  # zeros in one place of eight
            b"\0\0\0\0abcd" * 30,  # as many in even places as in odd ones
            b"\0" * 100,
        ],
    )
    def test_zeros_alone_make_no_wide_characters(self, data: bytes) -> None:
        assert "binarny" in refused(b"a: 1\n" * 10 + data).message

    @pytest.mark.parametrize(
        ("codec", "name"), [("cp1250", "Windows-1250"), ("iso8859-2", "ISO-8859-2")]
    )
    def test_a_polish_encoding_is_shown_where_it_is_met(self, codec: str, name: str) -> None:
        finding = refused("id: KA-01478\ntitle: jaźń, śląska".encode(codec))
        assert at(finding) == ("LCKM-E001", 2, 10)
        assert f"jako {name}," in finding.message

    def test_letters_alike_in_both_are_of_the_commoner_one(self) -> None:
        assert "jako Windows-1250," in refused("title: Żółć łóżko ręcznie".encode("cp1250")).message

    def test_quotes_and_dashes_count_as_polish(self) -> None:
        assert "jako Windows-1250," in refused("title: „x” – „y” – ół".encode("cp1250")).message

    @pytest.mark.parametrize(
        "text", ["title: „Karta” – wniosek", "title: SZCZEGÓŁOWY SPIS ŻŁOBKÓW"]
    )
    def test_quotes_and_capitals_of_windows_are_a_sign_of_it(self, text: str) -> None:
        assert "jako Windows-1250," in refused(text.encode("cp1250")).message

    @pytest.mark.parametrize(
        "text", ["title: Žiadosť o vydanie môže ísť", "title: Bericht für Köln – Ó"]
    )
    def test_one_polish_letter_makes_no_polish(self, text: str) -> None:
        finding = refused(text.encode("cp1250"))
        assert "bajt 0x" in finding.message
        assert "0x" in finding.text("en")

    @pytest.mark.parametrize(
        ("bad", "words"), [(1, "bajt 0xB9"), (18, "bajt 0xB9"), (22, "jako Windows-1250")]
    )
    def test_a_text_in_utf8_with_bad_bytes_is_told_from_one_in_another_encoding(
        self, bad: int, words: str
    ) -> None:
        assert words in refused(b"title: Opis " + "ó".encode() * 10 + b"\xb9" * bad).message


class TestLimits:
    """What is counted, and which limit is named where two might be."""

    @pytest.mark.parametrize(
        "source", ['{"a": "x,y,{z"}', '{"a": "x,y,{z"}\n', '\n {"a": "x,y,{z" } ']
    )
    def test_commas_in_a_text_are_no_values(self, source: str) -> None:
        assert parse(source, syntax="json", limits=Limits(max_nodes=2)).data == {"a": "x,y,{z"}
        assert refused(source, syntax="json", limits=Limits(max_nodes=1)).code == "LCKM-E004"

    @pytest.mark.parametrize("source", ["a: łłłł", "a: [łłłł]", "a: &x łłłł"])
    def test_a_text_too_long_is_called_that_though_no_more_values_may_follow(
        self, source: str
    ) -> None:
        assert (
            refused(source, limits=Limits(max_nodes=2 + source.count("["), max_scalar=3)).code
            == "LCKM-E005"
        )

    def test_a_key_with_an_anchor_counts_where_it_is_repeated(self) -> None:
        source = "&x a: 1\nb: *x\n"
        assert parse(source, limits=Limits(max_nodes=3, max_depth=1)).data["b"] == "a"
        assert at(refused(source, limits=Limits(max_nodes=2))) == ("LCKM-E006", 2, 4)

    @pytest.mark.parametrize(
        ("length", "text"), [(39, "x" * 39), (40, "x" * 40), (41, "x" * 39 + "…")]
    )
    def test_what_is_quoted_has_forty_characters_at_most(self, length: int, text: str) -> None:
        assert printable("x" * length) == text


class TestPlaces:
    """Where a fault stands."""

    @pytest.mark.parametrize("start", ["", "\n", "\r\n\n"])
    def test_after_empty_lines(self, start: str) -> None:
        line = 1 + start.count("\n")
        assert at(refused(start + '{"a": 01}', syntax="json")) == ("LCKM-E009", line, 7)
        assert parse(start + '{"a": 1}', syntax="json").position(["a"]) == (line, 7)

    def test_a_tag_directive_stands_on_its_line(self) -> None:
        assert at(refused("# opis\n%TAG ! x\n---\na: 1", syntax="yaml")) == ("LCKM-E008", 2, 1)

    @pytest.mark.parametrize(
        "source",
        ["a: 1\nbb: 2\nc: x: \ufeffy", "a: 1\n\nbb: [\ufeffx", "a: 1\nb: 2\nłó: \ufeff'x': y"],
    )
    def test_a_mark_inside_stands_where_it_is(self, source: str) -> None:
        line = source.splitlines()[2]
        assert at(refused(source, syntax="yaml")) == ("LCKM-E015", 3, line.index("\ufeff") + 1)

    @pytest.mark.parametrize(
        ("source", "line"),
        [("a: 1\nb: [1", 2), ("a: 1\nb: [1\n", 3), ("a: 1\nb: [1\nc\n\nd: 1", 5)],
    )
    def test_of_an_open_bracket_the_line_is_named_where_that_is_seen(
        self, source: str, line: int
    ) -> None:
        finding = refused(source, syntax="yaml")
        assert at(finding) == ("LCKM-E009", 2, 4)
        assert f"w wierszu {line}." in finding.message
        assert f"in line {line}." in finding.text("en")

    def test_the_end_of_a_text_without_a_last_line_break(self) -> None:
        assert at(refused("a: 1\nb: {", syntax="yaml")) == ("LCKM-E009", 2, 5)

    def test_the_first_line_has_none_before_it(self) -> None:
        assert at(refused("a b: c: d\ne:f", syntax="yaml")) == ("LCKM-E009", 1, 7)

    def test_without_libyaml_an_escape_of_no_character_is_told_of_the_whole_file(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(yaml_events, "_open", yaml_events._PureParser)
        assert at(refused('a: 1\nb: "\\U00110000"', syntax="yaml")) == ("LCKM-E015", 1, 1)

    @pytest.mark.parametrize("syntax", ["yaml", "json"])
    def test_both_lines_of_a_key_given_twice_in_english(self, syntax: str) -> None:
        english = refused('{"b": 1,\n\n"a": 1,\n"c": 2, "a": 2}', syntax=syntax).text("en")
        assert "in line 3 and in line 4." in english

    @pytest.mark.parametrize("index", [1, 2, -1])
    def test_there_is_no_item_beyond_the_last(self, index: int) -> None:
        parsed = parse("a: [x]")
        assert parsed.position(["a", 0]) == (1, 5)
        assert parsed.position(["a", index]) is None


class TestPlainWords:
    """Words of YAML 1.2 where the form knows nothing of the key."""

    @pytest.mark.parametrize(("word", "value"), [("true", True), ("false", False)])
    def test_truth_in_three_cases(self, word: str, value: bool) -> None:
        source = (
            f"a: {word}\nb: {word.capitalize()}\nc: {word.upper()}\nd: "
            f"{word.capitalize().swapcase()}\n"
        )
        data = parse(source, shape=FORM).data
        assert (data["a"], data["b"], data["c"]) == (value, value, value)
        assert isinstance(data["d"], str)


class TestEitherSyntax:
    """A text that begins with a bracket is JSON, or else YAML in its flow style; the better
    fault is told.
    """

    def test_a_number_out_of_range_is_refused_though_yaml_would_take_it(self) -> None:
        assert refused('{"a": 1e999}').code == "LCKM-E014"

    def test_what_yaml_knows_better(self) -> None:
        assert refused("{[1]: 2}").code == "LCKM-E013"
        assert refused("{a: *b}").code == "LCKM-E006"
