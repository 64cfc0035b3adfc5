"""What does not belong in a file is told at its own line and column: each character, tag and key
(zał. 2 § 9 ust. 1).
"""

import json
from collections import Counter

import pytest

from lckm_core import check, read
from lckm_core.forms._issues import MAX_LISTED
from lckm_core.parsing import parse
from lckm_core.reports import check_report_form


def strange_text_findings(source: str) -> list[tuple[str, int | None, int | None]]:
    """Return code, line and column of each finding on strange text."""
    found = check(read(source)).items
    return [
        (one.code, one.line, one.column) for one in found if "LCKM-T001" <= one.code <= "LCKM-T004"
    ]


class TestWhere:
    """A place within a text is that in the file, however the text is written there."""

    def test_each_tag(self) -> None:
        assert strange_text_findings("summary: a <b>x</b> z <script>\n") == [
            ("LCKM-T004", 1, 12),
            ("LCKM-T004", 1, 16),
            ("LCKM-T004", 1, 23),
        ]

    def test_far_down_in_a_block(self) -> None:
        lines = "".join(f"  wiersz {number}\n" for number in range(300))
        assert strange_text_findings(f"id: x\nsummary: |\n{lines}  ab\u200bc\n") == [
            ("LCKM-T002", 303, 5)
        ]

    @pytest.mark.parametrize(
        ("source", "line", "column"),
        [
            ("summary: ab\u200bc", 1, 12),
            ("summary:\n  a\n  b\u200bc", 3, 4),
            ("summary: |2  # \u200b <b>\n  \n   b\u200bc", 3, 5),
            ("summary: |-\r\n  a\r\n  b\u200bc\r\n", 3, 4),
            ("summary: >+\n  a\n\n\n  b\u200bc", 5, 4),
            ("summary: 'it''s\n  b\u200bc'", 2, 4),
            ('summary: "ł\\"😀 \\\n  b\\u200bc"', 2, 4),
            ('summary: "\\\\u200b \\x41\\U0000200b"', 1, 23),
            ("summary: &a # \u200b\n  # \u200b\n  b\u200bc", 3, 4),
            ('summary: &a "\u200b"', 1, 14),
            ("{summary: a\u200bb, title: x}", 1, 12),
            ('{"summary": "\\\\u200b\\u200b"}', 1, 21),
            ('{"summary":\n "ł😀\u200b"}', 2, 5),
            ("summary: \u2028\u2028a\u200b", 1, 13),
            ("summary: e\u0301o\u0301\u200bn\u0301", 1, 14),
        ],
    )
    def test_one(self, source: str, line: int, column: int) -> None:
        assert strange_text_findings(source) == [("LCKM-T002", line, column)]

    @pytest.mark.parametrize("ascii_only", [True, False])
    def test_a_character_beyond_the_first_plane(self, ascii_only: bool) -> None:
        source = json.dumps({"summary": "😀a\U000e0001b\U000e0001"}, ensure_ascii=ascii_only)
        spelled = "\\udb40\\udc01" if ascii_only else "\U000e0001"
        assert strange_text_findings(source) == [
            ("LCKM-T002", 1, source.index(spelled) + 1),
            ("LCKM-T002", 1, source.rindex(spelled) + 1),
        ]

    def test_half_of_a_pair_in_json(self) -> None:
        assert strange_text_findings('{"summary": "a\\udc01\\udb40b"}') == [
            ("LCKM-T003", 1, 15),
            ("LCKM-T003", 1, 21),
        ]

    def test_an_alias_has_the_place_of_the_alias(self) -> None:
        assert strange_text_findings("title: &a b\u200bc\nsummary: *a\n") == [
            ("LCKM-T002", 1, 12),
            ("LCKM-T002", 2, 10),
        ]

    def test_within_what_an_alias_repeats_the_text_itself(self) -> None:
        source = "authors: &a\n- {name: b\u200bc}\nowner: *a\n"
        assert strange_text_findings(source) == [("LCKM-T002", 2, 11)]

    def test_without_a_file_the_place_is_in_the_text(self) -> None:
        found = [
            (one.code, one.offset)
            for one in check({"summary": " a\u200b <b>" + "\u200b" * 10})
            if one.offset
        ]
        assert found == [
            ("LCKM-T002", 2),
            ("LCKM-T004", 4),
            *(("LCKM-T002", 7 + place) for place in range(10)),
        ]

    def test_blanks_and_what_is_no_text_have_none(self) -> None:
        parsed = parse("a: b c\nd: [1]\n")
        assert parsed.positions_inside(["a"], [0, 1, 2, 3]) == {0: (1, 4), 2: (1, 6)}
        assert parsed.positions_inside(["d"], [0]) == {}
        assert parsed.positions_inside(["x", 0], [0]) == {}


class TestHowMany:
    """All are told, up to a number; of the rest, how many there are."""

    @pytest.mark.parametrize("count", [1, MAX_LISTED - 1, MAX_LISTED, MAX_LISTED + 1, 300])
    def test_of_a_kind(self, count: int) -> None:
        found = [
            one
            for one in check({"summary": "x<b>" + "\u200b" * count})
            if one.code in ("LCKM-T002", "LCKM-T004")
        ]
        assert [one.code for one in found] == ["LCKM-T004"] + ["LCKM-T002"] * min(count, MAX_LISTED)
        assert [one.offset for one in found] == [1, *range(4, 4 + min(count, MAX_LISTED))]
        place, rest = 4 + MAX_LISTED, count - MAX_LISTED + 1
        summed = f"na {place}. miejscu w polu i dalej, razem {rest} razy"
        assert (summed in found[-1].message) == (count > MAX_LISTED)
        summed = f"at character {place} of the field and on, {rest} times"
        assert (summed in found[-1].message_en) == (count > MAX_LISTED)

    def test_of_a_file_that_is_full_of_them_one_of_each_text(self) -> None:
        found = Counter(
            one.path
            for one in check({"steps": [{"name": "a" + "\u200b" * 50}] * 1000})
            if one.code == "LCKM-T002"
        )
        assert set(found.values()) == {MAX_LISTED, 1}
        assert sum(found.values()) < 3000

    def test_what_a_resident_typed(self) -> None:
        found = [
            one
            for one in check_report_form({"description": "a\x00b\x07<b>"})
            if one.path == "/description"
        ]
        assert [(one.code, one.offset) for one in found] == [("LCKM-Z001", 1), ("LCKM-Z001", 3)]

    @pytest.mark.parametrize(
        ("tag", "shown"),
        [
            ("<b>", "<b>…"),
            ("<a\n\u202ehref=x>", "<a  href=x>…"),
            ("<a " + "x" * 90 + ">", "<a " + "x" * 37 + "…"),
        ],
    )
    def test_a_tag_is_shown_as_far_as_it_tells(self, tag: str, shown: str) -> None:
        (message,) = [
            one.message for one in check({"summary": f"a {tag}"}) if one.code == "LCKM-T004"
        ]
        assert f" {shown} na 3. miejscu w polu" in message


class TestKeys:
    """A key that the form does not know is told where the key stands, and not its value."""

    @pytest.mark.parametrize(
        ("source", "line", "column"),
        [
            ("id: KA-00001\ntitel: x\n", 2, 1),
            ("owner:\n  name: x\n  ? agee\n  : 7\n", 3, 5),
            ("owner: {name: x, agee: 7}\n", 1, 18),
            ("steps:\n- name: x\n- titel:\n  - y\n", 3, 3),
            ('{"id": "KA-00001",\n "titel": {}}', 2, 2),
        ],
    )
    def test_stands_where_it_is_written(self, source: str, line: int, column: int) -> None:
        assert [
            (one.line, one.column) for one in check(read(source)) if one.code == "LCKM-T006"
        ] == [(line, column)]

    def test_of_too_many_the_rest_stand_at_the_key_of_what_holds_them(self) -> None:
        source = "owner:\n" + "".join(f"  q{number}: x\n" for number in range(30))
        found = [(one.line, one.column) for one in check(read(source)) if one.code == "LCKM-T006"]
        assert found == [(1, 1), *((2 + number, 3) for number in range(20))]

    def test_a_document_tells_where_a_key_stands(self) -> None:
        document = read("a:\n  - b: c\n")
        assert [
            document.position(path, key=True) for path in ("/a", "/a/0", "/a/0/b", "/a/0/x", "")
        ] == [
            (1, 1),
            (2, 5),
            (2, 5),
            (2, 5),
            (1, 1),
        ]
