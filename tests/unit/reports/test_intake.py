"""What a form may hold, on both sides of each bound, and what becomes of it."""

from datetime import UTC, datetime

import attrs
import pytest

from lckm_core import (
    Report,
    kinds,
    register,
    to_data,
)
from lckm_core.fields import fields_of
from lckm_core.redaction import strike
from lckm_core.reports import (
    Area,
    Attachment,
    Attribute,
    EventPlace,
    FormFile,
    IntakeLimits,
    InvalidReportError,
    Point,
    ReportChannel,
    Reporter,
    ReportForm,
    ReportKind,
    check_report_form,
)
from lckm_core.reports._media_types import HEAD, MEDIA_TYPES, media_type_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
WORDS = "Nie świeci latarnia."
LIKE_ANYTHING = ["<b>ważne</b>", "brak", "nie dotyczy", "---", "1 < 2", "a\u202eb", "\ufeffŁódź"]
HEADS = {
    "image/jpeg": b"\xff\xd8\xff\xe0",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "application/pdf": b"%PDF-1.7",
    "image/webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "image/heic": b"\x00\x00\x00\x18ftypheic",
    "image/heif": b"\x00\x00\x00\x18ftypmif1",
    "image/avif": b"\x00\x00\x00\x18ftypavif",
    "video/quicktime": b"\x00\x00\x00\x18ftypqt  ",
    "video/mp4": b"\x00\x00\x00\x18ftypmp42",
    "video/3gpp": b"\x00\x00\x00\x18ftyp3gp4",
}


def codes(heads=None, limits=None, **fields):
    context = {} if limits is None else {"limits": limits}
    found = check_report_form({"description": WORDS, **fields}, heads=heads, **context)
    return [(finding.code, finding.path) for finding in found]


def registered(heads=(), number="ZG-2026-1", **fields):
    return register(
        {"description": WORDS, **fields}, number=number, now=NOW, terms_version="1", heads=heads
    )


EMAIL = "LCKM-Z016"
UNUSABLE = (EMAIL, "LCKM-Z017")


class TestWords:
    """1 to 4000 code points, whatever they are."""

    @pytest.mark.parametrize(
        "text", ["x", "x" * 4000, "😀" * 4000, " " * 9000 + "x" * 4000 + "\n", "e\u0301" * 4000]
    )
    def test_are_taken(self, text):
        assert codes(description=text) == []

    @pytest.mark.parametrize(
        "text", ["", " \n\t", "\u200b\u2060", "x" * 4001, "\r\n".join("x" * 2001), None, 17, ["x"]]
    )
    def test_are_refused(self, text):
        assert codes(description=text) == [("LCKM-Z001", "/description")]

    @pytest.mark.parametrize("text", [*LIKE_ANYTHING, "\x85"])
    def test_may_look_like_anything(self, text):
        assert codes(description=f"{text} koniec") == []

    @pytest.mark.parametrize("text", LIKE_ANYTHING)
    @pytest.mark.parametrize(
        "form",
        [
            lambda text: {"place": {"address": text}},
            lambda text: {"attributes": [{"name": "wiek", "value": text}]},
            lambda text: {"reporter": {"name": text}},
            lambda text: {"reporter": {"address": text}},
            lambda text: {"attachments": [{"name": text, "size": 7}]},
        ],
        ids=["place", "attribute", "name", "address", "file name"],
    )
    def test_on_a_line_may_look_like_anything_too(self, form, text):
        assert codes(**form(text)) == []

    @pytest.mark.parametrize("broken", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\ud800"])
    def test_what_no_register_keeps_is_refused(self, broken):
        assert codes(description=f"a{broken}b") == [("LCKM-Z001", "/description")]

    def test_blanks_around_them_are_not_kept_without_end(self):
        report = registered(description=" " * 10_000 + WORDS + "\x1c" * 10_000)
        assert report.personal.description == WORDS

    def test_as_typed_they_are_kept_to_the_character(self):
        """The report has them in one spelling: NFC, and lines that end in one way."""
        report = registered(description="Zie\u0301len\r\nschnie.")
        assert report.personal.description == "Zie\u0301len\r\nschnie."
        assert report.description == "Zi\u00e9len\nschnie."

    def test_what_nobody_sees_hides_no_datum(self):
        report = registered(description="tel. 600\u200b100\u2060200 Łó\u200bdź")
        assert report.description == "tel. [usunięto: telefon] Łódź"
        assert report.personal.description == "tel. 600\u200b100\u2060200 Łó\u200bdź"


class TestLimitsOfTexts:
    """Each text within its limit, on one line where that is asked."""

    @pytest.mark.parametrize(
        ("part", "key", "limit"),
        [
            ("place", "address", 200),
            ("reporter", "name", 200),
            ("reporter", "email", 1000),
            ("reporter", "phone", 1000),
            ("reporter", "address", 300),
        ],
    )
    def test_to_the_character(self, part, key, limit):
        found = codes(**{part: {key: "1" * limit}})
        assert [path for code, path in found if code not in UNUSABLE] == []
        assert [path for _, path in codes(**{part: {key: "x" * (limit + 1)}})] == [f"/{part}/{key}"]

    @pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
    def test_a_name_that_could_break_a_header(self, line_break):
        assert codes(reporter={"name": f"Jan{line_break}Bcc: x"}) == [
            ("LCKM-Z007", "/reporter/name")
        ]

    @pytest.mark.parametrize(
        "address",
        [
            "jan@example.com",
            "zażółć@example.com",
            "a.b+c@xn--d-8pa.pl",
            "x" * 64 + "@example.com",
            "a@b.c-d.łódź",
        ],
    )
    def test_addresses_in_any_script(self, address):
        assert codes(reporter={"email": address}) == []

    @pytest.mark.parametrize(
        "address",
        [
            "jan",
            "jan@example",
            "a b@example.com",
            "a@b@example.com",
            "x" * 65 + "@e.com",
            "<a@b.pl>",
            "a@b.pl,c@d.pl",
            "a@b.p",
            'a"@b.pl',
        ],
    )
    def test_what_is_no_address(self, address):
        assert codes(reporter={"email": address}) == [(EMAIL, "/reporter/email")]

    @pytest.mark.parametrize(
        ("slug", "faults"), [("trawa\0", 1), ("tra\0wa", 1), ("Tra\0wa", 2), ("\0", 2)]
    )
    def test_a_character_that_nothing_keeps_is_the_only_fault_where_all_is_well_without_it(
        self, slug, faults
    ):
        found = check_report_form({"description": WORDS, "category": slug, "place": {"kind": slug}})
        assert [finding.path for finding in found] == ["/category"] * faults + [
            "/place/kind"
        ] * faults

    @pytest.mark.parametrize("slug", ["a", "a-b_c", "0", "a" * 60, "brak"])
    def test_names_for_the_table(self, slug):
        assert codes(category=slug, place={"kind": slug, "area": slug}) == []

    @pytest.mark.parametrize("slug", ["A", "-a", "a-", "a b", "ł", "a" * 61])
    def test_names_no_table_has(self, slug):
        found = codes(category=slug, place={"kind": slug, "area": slug})
        assert found == [
            ("LCKM-Z003", "/category"),
            ("LCKM-Z004", "/place/kind"),
            ("LCKM-Z004", "/place/area"),
        ]

    @pytest.mark.parametrize(
        ("language", "taken"), [("pl", True), ("zh-Hant-TW", True), ("p", False), ("PL", False)]
    )
    def test_languages(self, language, taken):
        assert codes(language=language) == ([] if taken else [("LCKM-Z009", "/language")])


class TestPlace:
    """Any one of its parts is enough; a point lies in the city's rectangle, edges included."""

    @pytest.mark.parametrize(
        "place",
        [
            {"address": "x"},
            {"kind": "park"},
            {"area": "gorna"},
            {"point": {"latitude": 51.7, "longitude": 19.4}},
        ],
    )
    def test_one_part_is_enough(self, place):
        assert codes(place=place) == []

    @pytest.mark.parametrize(
        "place", [{}, {"address": ""}, {"point": {"latitude": None, "longitude": ""}}, None, ""]
    )
    def test_an_empty_place_is_none(self, place):
        assert codes(place=place) == []
        assert registered(place=place).place is None

    @pytest.mark.parametrize(
        "point", [{"latitude": 91, "longitude": 19.4}, {"latitude": 51.7, "longitude": -180.5}]
    )
    def test_no_such_point(self, point):
        ((code, _),) = codes(place={"point": point})
        assert code == "LCKM-Z004"

    def test_half_a_point(self):
        assert codes(place={"point": {"latitude": 51.7}}) == [
            ("LCKM-Z004", "/place/point/longitude")
        ]

    def test_the_area_is_the_hosts_to_say(self):
        limits = IntakeLimits(area=Area(52.0, 20.9, 52.4, 21.3))
        assert codes(place={"point": {"latitude": 52.2, "longitude": 21.0}}, limits=limits) == []
        assert codes(place={"point": {"latitude": 51.7, "longitude": 19.4}}, limits=limits) == [
            ("LCKM-Z013", "/place/point")
        ]


@pytest.mark.parametrize("rows", [list, tuple])
def test_what_is_left_empty_in_a_list_was_not_given(rows):
    assert codes(attachments=rows([{"name": "", "size": 7}])) == []


class TestAttachments:
    """At most five, each at most ten million bytes, of a type told from its first bytes."""

    @pytest.mark.parametrize(("count", "found"), [(5, []), (6, [("LCKM-Z010", "/attachments")])])
    def test_how_many(self, count, found):
        assert (
            codes(
                attachments=[{"name": "a.jpg", "size": 1}] * count,
                heads=[HEADS["image/jpeg"]] * count,
            )
            == found
        )

    def test_of_far_too_many_only_the_first_are_looked_at(self):
        found = codes(attachments=[{"size": 10**8}] * 1000)
        assert found == [
            ("LCKM-Z010", "/attachments"),
            *((("LCKM-Z011", f"/attachments/{at}/size")) for at in range(5)),
        ]

    @pytest.mark.parametrize(
        ("size", "code"),
        [
            (1, None),
            (10_000_000, None),
            (10_000_001, "Z011"),
            (2**31, "Z011"),
            (2**31 + 1, "Z006"),
            (0, "Z006"),
            (1.5, "Z006"),
        ],
    )
    def test_how_large(self, size, code):
        found = codes(attachments=[{"name": "a.jpg", "size": size}])
        assert found == ([(f"LCKM-{code}", "/attachments/0/size")] if code else [])

    def test_every_type_has_its_head_here(self):
        assert HEADS.keys() == MEDIA_TYPES

    @pytest.mark.parametrize("media_type", HEADS)
    def test_a_type_is_told_from_the_first_bytes(self, media_type):
        head = HEADS[media_type]
        assert media_type_of(head) == media_type
        assert media_type_of(head + bytes(HEAD)) == media_type
        assert codes(attachments=[{"size": 1}], heads=[head]) == []

    @pytest.mark.parametrize(
        "head",
        [
            b"",
            b"GIF89a",
            b"MZ",
            b"PK\x03\x04",
            b"<svg>",
            b"<html>",
            b" %PDF-",
            b"RIFF\x00\x00\x00\x00WAVE",
            b"JUNK\x00\x00\x00\x00WEBP",
            b"\xff\xd8",
        ],
    )
    def test_any_other_is_refused(self, head):
        assert media_type_of(head) is None
        assert codes(attachments=[{"name": "a.jpg", "size": 1}], heads=[head]) == [
            ("LCKM-Z012", "/attachments/0")
        ]

    def test_which_types_is_the_hosts_to_say(self):
        limits = IntakeLimits(media_types=frozenset({"application/pdf"}))
        assert (
            codes(attachments=[{"size": 1}], heads=[HEADS["application/pdf"]], limits=limits) == []
        )
        assert codes(attachments=[{"size": 1}], heads=[HEADS["image/png"]], limits=limits) == [
            ("LCKM-Z012", "/attachments/0")
        ]

    def test_a_file_that_did_not_come(self):
        assert codes(attachments=[{"size": 1}, {"size": 1}], heads=[HEADS["image/png"]]) == [
            ("LCKM-Z012", "/attachments/1")
        ]
        with pytest.raises(InvalidReportError):
            registered(attachments=[{"size": 1}])

    def test_a_file_that_the_form_does_not_name(self):
        with pytest.raises(ValueError, match="1 files came with a form that names 0"):
            registered(heads=[HEADS["image/png"]])

    def test_they_are_kept_by_reference(self):
        files = [{"name": "Ogród Jana.jpg", "size": 7}, {"size": 8}, {"name": "b.pdf", "size": 9}]
        heads = [HEADS["image/jpeg"], HEADS["image/png"], HEADS["application/pdf"]]
        report = registered(attachments=files, heads=heads, number="Z" * 40)
        assert report.attachments == (
            Attachment("Z" * 40 + "-1", "image/jpeg", 7),
            Attachment("Z" * 40 + "-2", "image/png", 8),
            Attachment("Z" * 40 + "-3", "application/pdf", 9),
        )
        assert report.personal.file_names == ("Ogród Jana.jpg", "b.pdf")


class TestAttributes:
    """At most twenty, each of a name of its own."""

    @pytest.mark.parametrize(("count", "found"), [(20, []), (21, [("LCKM-Z014", "/attributes")])])
    def test_how_many(self, count, found):
        assert (
            codes(attributes=[{"name": f"cecha-{at}", "value": "x"} for at in range(count)])
            == found
        )

    def test_each_once(self):
        names = ["a", "b", "a", "c", "b"]
        found = codes(attributes=[{"name": name, "value": "x"} for name in names])
        assert found == [("LCKM-Z015", "/attributes/2/name"), ("LCKM-Z015", "/attributes/4/name")]

    @pytest.mark.parametrize(
        ("value", "taken"),
        [("x" * 80, True), ("x" * 81, False), ("\u200b", False), ("a\nb", False)],
    )
    def test_a_value_is_a_short_line(self, value, taken):
        found = codes(attributes=[{"name": "a", "value": value}])
        assert found == ([] if taken else [("LCKM-Z005", "/attributes/0/value")])

    def test_a_faulty_one_hides_no_other(self):
        found = codes(
            attributes=[
                {"name": "A", "value": "x"},
                {"name": "b", "value": "x"},
                {"name": "b", "value": "x"},
            ]
        )
        assert found == [("LCKM-Z005", "/attributes/0/name"), ("LCKM-Z015", "/attributes/2/name")]


class TestForeignData:
    """Whatever a caller hands in is judged, and raises nothing."""

    @pytest.mark.parametrize("form", [[], "tekst", None, 7, [{"description": WORDS}]])
    def test_what_is_no_form(self, form):
        assert [finding.code for finding in check_report_form(form)] == ["LCKM-Z000"]

    def test_what_is_nested_without_end(self):
        deep = "x"
        for _ in range(50_000):
            deep = [deep]
        assert codes(place=deep) == [("LCKM-Z004", "/place")]
        assert [code for code, _ in codes(attributes=[{"name": deep, "value": {"a": deep}}])] == [
            "LCKM-Z005"
        ] * 2

    def test_what_holds_itself_without_end_in_its_fields(self):
        deep = {"a": "x"}
        for _ in range(50_000):
            deep = {"a": deep}
        assert codes(place=deep) == [("LCKM-T006", "/place"), ("LCKM-Z004", "/place")]

    def test_every_fault_at_once(self):
        found = codes(
            description="",
            category="Ł",
            reporter={"email": "x"},
            attachments=[{"size": 10**8}],
            heads=[b""],
        )
        assert [code for code, _ in found] == [
            "LCKM-Z001",
            "LCKM-Z003",
            "LCKM-Z012",
            "LCKM-Z011",
            "LCKM-Z016",
        ]

    def test_keys_that_the_form_does_not_know(self):
        assert codes(subject="x") == [("LCKM-T006", "")]
        (finding,) = check_report_form({"description": "x", "describtion": "y"})
        assert (
            finding.message == "Formularz nie ma klucza, który tu stoi. Czy chodzi o: description?"
        )

    @pytest.mark.parametrize(
        "form",
        [
            "jan@example.com",
            ["jan@example.com"],
            {"jan@example.com": 1},
            *(
                {key: "jan@example.com"}
                for key in ("kind", "category", "channel", "language", "place", "attributes")
            ),
            {"attachments": "jan@example.com"},
            {"attachments": [{"size": "jan@example.com"}]},
            {"attributes": [{"name": "jan@example.com", "value": 1}]},
            {"place": {"kind": "jan@example.com", "jan@example.com": 2}},
            {"place": {"point": {"latitude": "jan@example.com", "longitude": 19}}},
        ],
    )
    def test_no_message_says_what_stands_there(self, form):
        """Whatever a resident put where it does not belong."""
        given = {"description": "x", **form} if isinstance(form, dict) else form
        with pytest.raises(InvalidReportError) as refused:
            register(given, number="ZG-1", now=NOW, terms_version="1")
        said = [
            str(refused.value),
            repr(refused.value),
            *map(str, refused.value.findings),
            repr(refused.value.findings),
        ]
        said += [
            finding.message + finding.message_en + finding.path
            for finding in refused.value.findings
        ]
        assert not [text for text in said if "jan" in text or "example" in text]

    def test_a_choice_that_may_be_meant_is_said_in_our_words(self):
        (finding,) = check_report_form({"description": "x", "kind": "interventon"})
        assert "Czy chodzi o „interwencja”?" in finding.message
        assert "interventon" not in finding.message

    @pytest.mark.parametrize(
        "language", ["pl-60123-4567", "pl-60123456", "jan", "pl_PL", "p", "pl-Latn-PL-x"]
    )
    def test_a_language_is_no_place_for_anything_else(self, language):
        found = codes(language=language)
        assert found == ([] if language == "jan" else [("LCKM-Z009", "/language")])
        assert codes(reporter={"pesel": "x", "name": "Jan"}) == [("LCKM-T006", "/reporter")]


class TestRegistering:
    """A report is what its form says, and what the host says of it."""

    def test_everything_is_carried_over(self):
        form = ReportForm(
            description=WORDS,
            kind=ReportKind.OTHER,
            category="oswietlenie",
            place=EventPlace("ul. Przykładowa 5", Point(51.7, 19.4), "park", "gorna"),
            attributes=(Attribute("numer-latarni", "14"),),
            attachments=(FormFile("a.jpg", size=7),),
            reporter=Reporter(name="Jan Przykładowy"),
            channel=ReportChannel.PHONE,
            language="uk",
        )
        report = register(
            form, number="ZG-1", now=NOW, terms_version="2", heads=[HEADS["image/png"]]
        )
        shared = {field.key for field in fields_of(ReportForm)} & {
            field.key for field in fields_of(Report)
        }
        assert {key: getattr(report, key) for key in shared - {"attachments"}} == {
            key: getattr(form, key) for key in shared - {"attachments"}
        }
        assert shared == {field.key for field in fields_of(ReportForm)} - {"reporter"}
        assert report.personal.reporter == form.reporter
        assert (report.personal.address, report.personal.attributes) == (
            "ul. Przykładowa 5",
            form.attributes,
        )
        assert (report.number, report.registered_at, report.terms_version) == ("ZG-1", NOW, "2")
        assert (
            register(
                to_data(form), number="ZG-1", now=NOW, terms_version="2", heads=[HEADS["image/png"]]
            )
            == report
        )

    @pytest.mark.parametrize(
        "number", ["Z", "ZG-2026.000_123", "a" * 40, "ą", "a/b", "ŁCKM/2026/000123"]
    )
    def test_numbers(self, number):
        assert registered(number=number).number == number

    @pytest.mark.parametrize(
        "number",
        [
            "",
            "-1",
            "1-",
            "a b",
            "a" * 41,
            f"{'a/' * 20}a",
            "ZG-1\n",
            "../x",
            "a/../b",
            "a//b",
            "/a",
            "a/",
            "a/-b",
            "a#b",
            "a=b",
            "ß",
        ],
    )
    def test_what_is_no_number(self, number):
        with pytest.raises(ValueError, match="number"):
            registered(number=number)

    def test_a_naive_moment_and_no_terms_are_refused(self):
        with pytest.raises(ValueError, match="time zone"):
            register(
                {"description": WORDS}, number="Z", now=datetime(2026, 11, 25), terms_version="1"
            )
        with pytest.raises(ValueError, match="terms"):
            register({"description": WORDS}, number="Z", now=NOW, terms_version=" ")

    def test_a_line_with_more_data_than_room_is_struck_whole(self):
        mails = " ".join(f"a{at}@b.pl" for at in range(9))
        report = registered(
            place={"address": mails * 2}, attributes=[{"name": "a", "value": mails}]
        )
        assert report.place.address == "[usunięto: dane osobowe]"
        assert report.attributes == (Attribute("a", "[usunięto: dane osobowe]"),)
        assert report.personal.address == mails * 2

    def test_a_line_that_its_marks_just_fill_keeps_its_other_words(self):
        """„[usunięto: telefon]” has two characters more than the nine digits and the nine before
        them.
        """
        marks = "[usunięto: telefon]"
        for more, left in (
            (0, "x" * (79 - len(marks)) + f" {marks}"),
            (1, "[usunięto: dane osobowe]"),
        ):
            value = "x" * (79 - len(marks) + more) + " 600100200"
            assert (
                registered(attributes=[{"name": "a", "value": value}]).attributes[0].value == left
            )

    @pytest.mark.parametrize("name", ["600-100-200", "jan-kowalski", "jan_kowalski"])
    def test_a_name_for_the_table_that_hides_a_datum_is_left_out(self, name):
        report = registered(
            category=name,
            place={"kind": name, "area": name},
            attributes=[{"name": name, "value": "x"}],
        )
        assert (report.category, report.place, report.attributes) == (None, None, ())
        is_contact = name == "600-100-200"
        for alone in (
            {"category": name},
            {"place": {"kind": name}},
            {"place": {"area": name}},
            {"attributes": [{"name": name, "value": "x"}]},
        ):
            consent = registered(**alone).personal.consent
            assert (consent is not None) is is_contact, "a name may be anybody's"

    def test_of_a_place_only_the_name_that_hides_a_datum_is_left_out(self):
        assert registered(place={"kind": "jan-kowalski", "area": "gorna"}).place == EventPlace(
            area="gorna"
        )
        assert registered(place={"kind": "park", "area": "jan-kowalski"}).place == EventPlace(
            kind="park"
        )

    @pytest.mark.parametrize(
        ("name", "given"),
        [
            ("jan@example.com.jpg", True),
            ("JAN@EXAMPLE.COM.JPG", True),
            ("latarnia.jpg", False),
            ("1.jpg", False),
        ],
    )
    def test_a_name_of_a_file_may_be_consent(self, name, given):
        report = registered(attachments=[{"name": name, "size": 1}], heads=[HEADS["image/png"]])
        assert (report.personal.consent is not None) is given

    def test_the_error_says_how_many_faults_and_where(self):
        with pytest.raises(InvalidReportError) as caught:
            registered(kind="awaria", category="Ł")
        said = str(caught.value)
        assert said.startswith("Formularz zgłoszenia ma błędy (2). Popraw je: LCKM-Z002 /kind: ")
        assert "; LCKM-Z003 /category: " in said
        assert caught.value.text("en").startswith(
            "The report form has errors (2). Fix them: LCKM-Z002 /kind: "
        )

    def test_each_fault_says_which_one_it_is_and_what_to_do(self):
        """Attachments and attributes are counted from 1."""
        files, names = [{"size": 1}, {"size": 3}], ("a", "b", "b")
        form = {
            "description": WORDS,
            "attachments": files,
            "attributes": [{"name": name, "value": "x"} for name in names],
            "place": {"point": {"latitude": 0, "longitude": 0}},
        }
        limits = IntakeLimits(most_bytes=2, media_types=frozenset({"image/png", "application/pdf"}))
        found = check_report_form(
            form, heads=[HEADS["image/png"], HEADS["image/jpeg"]], limits=limits
        )
        assert {(finding.text("pl"), finding.text("en")) for finding in found} == {
            (
                "Załącznik 2 ma więcej niż 2 bajty. Wyślij mniejszy.",
                "Attachment 2 has more than 2 bytes. Send a smaller one.",
            ),
            (
                (
                    "Załącznik 2 nie jest plikiem żadnego z typów: application/pdf, image/png. "
                    "Wyślij zdjęcie albo PDF."
                ),
                (
                    "Attachment 2 is a file of none of these types: application/pdf, image/png. "
                    "Send a picture or a PDF."
                ),
            ),
            (
                "Cecha 3 ma tę samą nazwę co wcześniejsza. Zostaw jedną z nich.",
                "Attribute 3 has the name of an earlier one. Keep one of the two.",
            ),
            (
                (
                    "Punkt na mapie leży poza obszarem, z którego przyjmuje się zgłoszenia. "
                    "Wskaż miejsce w mieście."
                ),
                (
                    "The point lies outside the area that reports are accepted from. Choose a "
                    "place in the city."
                ),
            ),
        }

    def test_too_many_are_counted(self):
        limits = IntakeLimits(most_attachments=2, most_attributes=1)
        attributes = [{"name": name, "value": "x"} for name in ("a", "b", "c")]
        form = {"description": WORDS, "attachments": [{"size": 1}] * 4, "attributes": attributes}
        assert {
            (finding.text("pl"), finding.text("en"))
            for finding in check_report_form(form, limits=limits)
        } == {
            (
                "Załączników jest 4, a może być najwyżej 2. Usuń nadmiarowe.",
                "There are 4 attachments; at most 2 are allowed. Remove some.",
            ),
            (
                "Cech jest 3, a może być najwyżej 1. Usuń nadmiarowe.",
                "There are 3 attributes; at most 1 are allowed. Remove some.",
            ),
        }

    def test_a_form_that_is_built_is_judged_as_well(self):
        form = attrs.evolve(ReportForm(description=WORDS), category="Ł")
        assert [finding.code for finding in check_report_form(form)] == ["LCKM-Z003"]


def test_every_fault_of_a_report_but_of_four_codes_is_an_error():
    weights = {kind.code: kind.severity.value for kind in kinds() if kind.code.startswith("LCKM-Z")}
    warned = {code for code, weight in weights.items() if weight == "warning"}
    assert warned == {EMAIL, "LCKM-Z017", "LCKM-Z019", "LCKM-Z020"}, (
        "contact data, which nobody has to give, a file that no scanner read, and a matter that is "
        "not for a form"
    )
    assert set(weights.values()) == {"error", "warning"}
    assert len(weights) == 23


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dzwoń (501 234 567).", "Dzwoń [usunięto: telefon]."),
        ("Dzwoń (501) 234 567.", "Dzwoń [usunięto: telefon]."),
        ("Dzwoń (tel. 501 234 567).", "Dzwoń (tel. [usunięto: telefon])."),
        ("Dzwoń (501 234 567 wieczorem).", "Dzwoń ([usunięto: telefon] wieczorem)."),
    ],
)
def test_both_brackets_of_a_telephone_go(text, left):
    assert strike(text) == left
