"""What is struck and what stays, a kind at a time; all people and numbers are invented."""

import subprocess
import sys
import threading
from importlib.util import find_spec

import pytest

from lckm_core import strike
from lckm_core.redaction import (
    NameSense,
    PersonalKind,
    PersonalSpan,
    PolishNames,
    _redact,
    personal_spans,
    strike_spans,
    with_second_look,
)
from lckm_core.redaction._dictionary import COMMON_NAMES, _nominatives, is_a_surname_alone
from lckm_core.redaction._function_mailboxes import is_mailbox_of_a_function
from lckm_core.redaction._identity_documents import has_document_check_digit
from lckm_core.redaction._licence_plates import DISTRICTS
from lckm_core.redaction._numbers import is_iban, is_nip, is_pesel
from tests.helpers.rows import in_one_test

STRUCK = {
    PersonalKind.EMAIL: [
        "jan@example.com",
        "a.b-c+d@x.example.com.pl",
        "jan (at) example.com",
        "jan[at]example.pl",
        "jan małpa example kropka pl",
        "jan malpa example.pl",
        "jan @ example . com",
        "jan(małpa)example(kropka)pl",
        "JAN@EXAMPLE.COM",
        "a at b dot com",
    ],
    PersonalKind.PHONE: [
        "601234567",
        "601 234 567",
        "601-234-567",
        "601.234.567",
        "60 123 45 67",
        "601 23 45 67",
        "+48 601 234 567",
        "+48601234567",
        "0048 601 234 567",
        "48 601 234 567",
        "0 601 234 567",
        "42 638 56 29",
        "(42) 638-56-29",
        "0-42 638 56 29",
        "tel. 638 56 29",
        "tel. 6385629",
        "kom. 6 0 1 2 3 4 5 6 7",
        "+380 67 000 11 22",
        "+44 7700 900123",
        "+1 202 555 0143",
        "601\u00a0234\u00a0567",
        "601\u200b234\u200b567",
        "６０１２３４５６７",
        "6O1 234 567",
        "sześćset jeden dwieście trzy sto pięć",
    ],
    PersonalKind.PESEL: [
        "79852458745",
        "798524 58745",
        "7 9 8 5 2 4 5 8 7 4 5",
        "pesel 79852458740",
        "PESEL: 798 524 58745",
    ],
    PersonalKind.NIP: [
        "0702931377",
        "070-293-13-77",
        "070-29-31-377",
        "NIP 0702931370",
        "NIP: PL 0702931377",
    ],
    PersonalKind.REGON: ["REGON 997558282", "regon: 997 558 282", "REGON 99755828227220"],
    PersonalKind.IDENTITY_CARD: [
        "ZYY118508",
        "ZYY 118508",
        "dowód zyy118508",
        "nr dowodu ABC 123456",
        "karta pobytu nr 123456789",
        "dowód tożsamości 12345678",
    ],
    PersonalKind.PASSPORT: [
        "YX4703742",
        "YX 4703742",
        "paszport FA123456",
        "passport no. 123456789",
    ],
    PersonalKind.ACCOUNT: [
        "18999978758269801341105616",
        "18 9999 7875 8269 8013 4110 5616",
        "PL18999978758269801341105616",
        "18-9999-7875-8269-8013-4110-5616",
        "11 1111 1111 1111 1111 1111 1111",
        "DE89 3704 0044 0532 0130 00",
    ],
    PersonalKind.PLATE: [
        "EL 123AB",
        "EL4X123",
        "EPA 12345",
        "WA 1234C",
        "auto el 777kk",
        "tablica E0 LODZ",
        "motocykl EL 12F",
        "auto AA 1234 BB",
        "auto B-MW 1234",
    ],
    PersonalKind.NAME: [
        "Jan Kowalski 12 marca zgłosił",
        "Anna Nowak 12 lat",
        "widział Andrzej W.",
        "Lampa nie świeci. Maria",
        "Pozdrawiam, Wanda z Teofilowa",
        "Panie Marcinie",
        "nazywam się Jan Kowalski",
        "nazywam sie jan kowalski",
        "mam na imię Ania",
        "mój sąsiad Jan Kowalski",
        "sąsiadka Teresa",
        "pani Wrona",
        "p. Wrona",
        "Jan Kowalski",
        "Jana Kowalskiego",
        "Kowalski Jan",
        "jan kowalski",
        "świadkiem był Kamil Ratajczak",
        "pozdrawiam\nTomek",
        "pozdrawiam, ewelina",
        "Z poważaniem, A. Nowak",
        "Proszę o naprawę.\nKarol Stępień",
        "--\nNatalia Głowacka",
        "My name is John Carter",
        "мене звати Ірина Шевчук",
        "Jan Maria Nowak-Lis",
        "U Kowalskich",
        "JAN KOWALSKI",
    ],
    PersonalKind.ADDRESS: [
        "mieszkam przy ul. Zielonej 12 m. 3",
        "mieszkam na Rojnej 44/12",
        "mieszkam przy rojnej 44 m 12",
        "zam. Tatrzańska 63",
        "mój adres: Rojna 4",
        "Adres zamieszkania: ul. Rojna 4 lok. 7, 91-134 Łódź",
        "pozdrawiam, Jan\nul. Rojna 4 m. 7\n91-134 Łódź",
        "Rojna 4 m. 7, proszę o pomoc",
        "lampa przy Rojnej 4 nie świeci, tam mieszkam",
        "MIESZKAM PRZY UL ROJNEJ 4 M 7",
        "u mnie na Rojnej 4 nie ma wody",
        "mieszkam na Rojnej pod numerem czterdziestym, mieszkania dwa",
        "Kowalczyk Irena, Rojna 4",
    ],
    PersonalKind.BIRTH_DATE: [
        "ur. 3.05.1961",
        "urodzona 5 maja 1948 r.",
        "data urodzenia: 1957-03-22",
        "dzień urodzenia 3.05.1961",
        "rok urodzenia to 3.05.1961",
        "urodziłam się 3 maja 1961",
        "przyszła na świat 3.05.1961",
        "przyszedł na swiat 3 maja 1961",
        "rocznik 61, dokładnie 3.05.1961",
        "born on 3.05.1961",
        "date of birth: 3.05.1961",
    ],
    PersonalKind.LAND_REGISTER: [
        "KW LD1M/00012345/6",
        "ld1m / 00012345 / 6",
        "nr księgi wieczystej 123456",
    ],
}

KEPT = [
    "Jerzego Waszyngtona 12",
    "Łódź, Heleny Kownackiej 3/5",
    "przy Heleny Kownackiej 3.",
    "Bus MPK 3051",
    "ul. Jana Kilińskiego 77",
    "na Jana Kilińskiego",
    "przy Andrzeja Nowaka 12",
    "park im. Jana Matejki",
    "plac Jana Pawła II",
    "pomnik Juliana Tuwima",
    "Rewolucji 1905 r. 33",
    "12.11.2026",
    "2026-11-12 07:15",
    "o 18:45",
    "6.00–22.00",
    "1 234,56 zł",
    "601 234 567 zł",
    "2.100 zł",
    "lampa nr 601234567",
    "latarnia numer 512 000 222",
    "Słup EL 12345",
    "zgłoszenie nr 123456789",
    "numer zgłoszenia: 601000123",
    "KA-01478",
    "tramwaj 12, wóz 3408",
    "linia Z13",
    "przystanek nr 1284",
    "51.759248, 19.455983",
    "N 51° 45' 33.3\"",
    "51.7769139 19.4547289",
    "działka 106105_9.0012.123/4",
    "90-447 Łódź",
    "firma Zieleń sp. z o.o., NIP 725-10-07-541",
    "umowa nr 601 234 567",
    "numer transakcji 601234567",
    "na koncercie Michała Bajora",
    "galeria Katarzyny Kobro",
    "ulice Stefana Batorego i Władysława Jagiełły",
    "Prezydent Hanna Zdanowska",
    "radny Jan Kowalski",
    "Adres zdarzenia: Rojna 4",
    "mąż idzie do pracy",
    "pokój 217",
    "Dz. U. z 2024 r. poz. 1572",
    "ZDiT-DO.4501.123.2026",
    "dzwoniłem na 112 i 986",
    "infolinia 19115",
    "RAL 7035",
    "LED 4000K",
    "DN 1200",
    "PN-EN 13201",
    "DSC_20261101_123456789.jpg",
    "https://example.org/?id=601234567",
    "@lodzkie_info",
    "3 zł @ sztuka",
    "pani w okienku",
    "Pan Prezydent",
    "Pani Dyrektor",
    "sąsiad z trzeciego piętra",
    "kierowca MPK",
    "właściciel Żabki",
    "Pozdrawiam",
    "pozdrawiam, mieszkaniec",
    "Z poważaniem\nRada Osiedla",
    "dziękuję\nLampa nie świeci",
    "mieszkam na Retkini",
    "mieszkam tu 40 lat",
    "mieszkam na 3 piętrze",
    "nazywam się mieszkańcem",
    "jestem Łodzianką",
    "trzy cztery pięć",
    "",
]


@in_one_test(("kind", "text"), [(kind, text) for kind, texts in STRUCK.items() for text in texts])
def test_it_is_struck(kind, text):
    spans = personal_spans(f"Awaria: {text}" if "\n" not in text else text)
    assert kind in {span.kind for span in spans}
    assert kind.mark in strike(text)


@in_one_test("text", KEPT)
def test_it_stays(text):
    assert strike(text) == text


def test_every_kind_that_is_looked_for_has_examples():
    assert set(STRUCK) == set(PersonalKind) - {PersonalKind.OTHER}


class TestStrike:
    def test_the_mark_says_what_was_there_and_the_rest_stays(self):
        text = "Lampa przy Zielonej 4 nie świeci, tel. 601 234 567, Jan Kowalski."
        assert (
            strike(text)
            == "Lampa przy Zielonej 4 nie świeci, tel. [usunięto: telefon], [usunięto: osoba]."
        )

    def test_what_is_joined_to_a_name_has_to_begin_as_names_do(self):
        assert strike("pani Wrona, Lampa") == "pani [usunięto: osoba], Lampa"
        assert strike("sąsiedzi Anna i Piotr Zarembowie") == "sąsiedzi [usunięto: osoba]"

    def test_several_numbers_in_a_row_are_each_struck(self):
        assert (
            strike("601 234 567, 602 345 678 603 456 789")
            == ", ".join(["[usunięto: telefon]"] * 2) + " [usunięto: telefon]"
        )

    def test_a_check_digit_outweighs_the_word_before(self):
        assert "79852458745" not in strike("lampa nr 79852458745")

    def test_a_mark_hides_nothing_and_starts_nothing(self):
        text = (
            "tel. [usunięto: telefon] 123456, [usunięto: osoba] Kowalska, [usunięto: "
            "telefon] 1234567"
        )
        assert strike(text) == text

    def test_a_word_that_is_struck_keeps_no_number(self):
        struck = strike("Pan Słup 601234567")
        assert struck == strike(struck) == "Pan [usunięto: osoba] [usunięto: telefon]"

    def test_spans_name_the_kind_and_hold_no_value(self):
        assert personal_spans("tel. 601234567") == (PersonalSpan(5, 14, PersonalKind.PHONE),)

    def test_importing_compiles_no_pattern_and_striking_loads_no_dictionary(self):
        script = (
            "import sys, lckm_core.reports; from lckm_core.redaction import _patterns, strike;"
            "before = _patterns.compiled.cache_info().currsize;"
            "strike('Jan Kowalski'); print(before, 'morfeusz2' in sys.modules)"
        )
        run = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
        assert run.stdout.split() == ["0", "False"]


@pytest.mark.parametrize(
    "address",
    ["awaria.{}@firma.pl", "biuro_{}2@um.gdynia.pl", "awaria-{}@firma.pl", "awaria@{}.pl"],
)
def test_no_mailbox_with_a_first_name_is_a_functions(address):
    """„awaria.ewa@…” is one person's, however short the name."""
    assert is_mailbox_of_a_function("", 0, address.format("abc"))
    names = sorted(name for name in _nominatives() if name.isascii())
    assert {len(name) for name in names} >= {3, 4, 5}
    assert [name for name in names if is_mailbox_of_a_function("", 0, address.format(name))] == []


@pytest.mark.parametrize("address", ["awaria@firma.pl", "biuro@um.gdynia.pl"])
def test_no_mailbox_that_somebody_wants_to_be_written_to_is_a_functions(address):
    """Whether the cue is right before it or at the other end of the sentence."""

    def is_a_functions(before, after=""):
        return is_mailbox_of_a_function(f"{before}{address}{after}", len(before), address)

    filled = "o tym, co dalej, i kiedy to będzie zrobione, "
    for before in ("Odpiszcie ", "Mój mail: ", "Czekam na list ", "Proszę o kontakt "):
        for length in (0, 20, len(filled)):
            assert not is_a_functions(before + filled[:length]), (before, length)
    for after in (
        " 601 234 567",
        ", tel. 601 234 567",
        " lub +48 601 234 567",
        ", kom.: 601234567",
    ):
        assert not is_a_functions("Zarządca: ", after), after
    assert is_a_functions("Zarządca: ")
    assert is_a_functions("Zarządca: ", ", pokój 12")


class TestStrikeSpans:
    def test_a_person_chooses(self):
        assert (
            strike_spans("sąsiad spod piątki pali", [(7, 18)])
            == "sąsiad [usunięto: dane osobowe] pali"
        )

    def test_in_any_order_and_overlapping(self):
        assert (
            strike_spans("abcdef", [(4, 6), (0, 2), (1, 3)])
            == "[usunięto: dane osobowe]d[usunięto: dane osobowe]"
        )

    def test_those_that_only_touch_stay_two(self):
        assert strike_spans("abcd", [(0, 2), (2, 4)]) == 2 * "[usunięto: dane osobowe]"

    def test_one_within_another_takes_nothing_from_it(self):
        assert (
            strike_spans("abcdefghij", [(0, 2), (3, 9), (4, 5)])
            == "[usunięto: dane osobowe]c[usunięto: dane osobowe]j"
        )

    @pytest.mark.parametrize("turned", [False, True])
    def test_of_two_that_begin_together_the_longer_gives_the_kind(self, turned):
        spans = [PersonalSpan(0, 3, PersonalKind.PHONE), PersonalSpan(0, 5, PersonalKind.NIP)]
        assert strike_spans("abcdef", spans[::-1] if turned else spans) == "[usunięto: NIP]f"

    def test_a_span_with_a_kind_keeps_it(self):
        text = "tel. 601234567"
        assert strike_spans(text, personal_spans(text)) == strike(text)

    def test_a_mark_by_hand_stays_when_struck_again(self):
        text = strike_spans("sąsiad Jan Nowak pali", [(0, 6)])
        assert strike(text).startswith(PersonalKind.OTHER.mark)

    @pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 1), (0, 7)])
    def test_a_span_outside_the_text_is_refused_without_showing_it(self, span):
        with pytest.raises(ValueError, match="not a span of a text of 6 characters") as caught:
            strike_spans("abcdef", [span])
        assert "abcdef" not in str(caught.value)


class TestChecksums:
    @pytest.mark.parametrize(
        ("is_one", "digits"),
        [
            (is_pesel, "44051401359"),
            (is_pesel, "79852458745"),
            (is_nip, "1234563218"),
            (is_nip, "0702931377"),
        ],
    )
    def test_one_digit_fits(self, is_one, digits):
        assert [last for last in "0123456789" if is_one(digits[:-1] + last)] == [digits[-1]]

    def test_a_nip_whose_rest_is_ten_does_not_exist(self):
        assert 3 * 7 % 11 == 10
        assert not any(is_nip(f"000000003{last}") for last in range(10))

    @in_one_test(
        ("month", "days"),
        list(enumerate([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], start=1)),
    )
    @in_one_test("century", [0, 20, 40, 60, 80])
    def test_a_pesel_has_a_day_that_can_be(self, month, days, century):
        def some(month, day):
            return any(is_pesel(f"44{month:02}{day:02}1234{last}") for last in range(10))

        assert [day for day in range(100) if some(century + month, day)] == list(range(1, days + 1))
        assert not any(some(century + none, 1) for none in (0, *range(13, 20)))

    def test_papers(self):
        assert has_document_check_digit(PersonalKind.IDENTITY_CARD, "ZYY118508")
        assert not has_document_check_digit(PersonalKind.IDENTITY_CARD, "ZYY118509")
        assert has_document_check_digit(PersonalKind.PASSPORT, "YX4703742")
        assert not has_document_check_digit(PersonalKind.PASSPORT, "YX4703743")

    def test_accounts(self):
        assert is_iban("PL50124010371111001109250073")
        assert not is_iban("PL50124010371111001109250074")


class TestWords:
    @in_one_test(
        "word",
        [
            "Anny",
            "Annie",
            "Piotrze",
            "Pawłem",
            "Markowi",
            "Moniką",
            "Kindze",
            "Jerzego",
            "lukasz",
            "Grazyny",
        ],
    )
    def test_a_common_first_name_in_any_case(self, word):
        assert COMMON_NAMES.sense(word) & NameSense.FIRST_NAME

    @pytest.mark.parametrize("word", ["Maja", "Róża"])
    def test_a_first_name_may_be_a_word_too(self, word):
        assert COMMON_NAMES.sense(word) == NameSense.FIRST_NAME | NameSense.WORD

    @pytest.mark.parametrize(
        "word", ["Kowalskiego", "Nowakowi", "Wójcika", "Sienkiewiczem", "Adamczykowie"]
    )
    def test_a_surname_in_any_case(self, word):
        assert COMMON_NAMES.sense(word) & NameSense.SURNAME

    @pytest.mark.parametrize("word", ["Idca", "Idcowi", "Idcem", "Ksla", "Ksla-Aba", "Aba-Duda"])
    def test_a_surname_of_four_letters_counts_as_a_longer_one_does(self, word):
        assert is_a_surname_alone(word)

    @pytest.mark.parametrize("word", ["lampa", "Retkinia", "ulica", "świeci"])
    def test_other_words_are_unknown(self, word):
        assert not COMMON_NAMES.sense(word)

    @in_one_test("code", ["EL", "EPA", "WA", "KR", "GD", "DW", "PO", "ZS", "SK", "BI"])
    def test_plates_of_known_districts(self, code):
        assert code in DISTRICTS

    @pytest.mark.parametrize("code", ["KA", "RAL", "LED", "GPS", "DN", "SO", "XX"])
    def test_others_are_no_plates(self, code):
        assert code not in DISTRICTS or code == "SO"


@pytest.fixture(scope="module")
def names():
    if find_spec("morfeusz2") is None:
        pytest.skip("the extra `strike` is not installed")
    return PolishNames()


class TestPolishNames:
    def test_a_rare_name_in_any_case(self, names):
        text = "Drzewo wycięto bez zgody Domicelli Sroce."
        assert strike(text) == text
        assert strike(text, dictionary=names) == "Drzewo wycięto bez zgody [usunięto: osoba]."

    def test_a_word_is_no_name(self, names):
        assert (
            strike("Sąsiad Amerykanin hałasuje.", dictionary=names) == "Sąsiad Amerykanin hałasuje."
        )

    @pytest.mark.parametrize(
        "text",
        [
            "Na Piotrkowskiej leży śnieg.",
            "Przy Jana Nowaka 4 cieknie.",
            "Park Jana Matejki",
            "Na Retkini i Dąbrowie",
        ],
    )
    def test_a_street_stays(self, names, text):
        assert strike(text, dictionary=names) == text

    def test_both_halves_of_a_surname_count(self, names):
        assert names.sense("Nowak-Wróblewska") & NameSense.SURNAME

    def test_a_word_in_capitals_may_be_a_name_as_one_with_a_capital_may(self, names):
        assert names.sense("SROCE") == names.sense("Sroce") == NameSense.SURNAME | NameSense.WORD
        assert names.sense("sroce") == NameSense.WORD

    def test_a_word_it_does_not_know_is_unknown(self, names):
        assert not names.sense("Xyzzqw")

    def test_it_serves_several_threads(self, names):
        results = []
        threads = [
            threading.Thread(target=lambda: results.append(names.sense("Domicelli")))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert results == [names.sense("Domicelli")] * 4


HOSTILE = [
    "dyrektor Zarządu Aa Bb Cc, pan ",
    "straż miejska, st. strażnik Jan Kos ",
    "odpisała mi inspektor Jan Kos z Wydziału Aa i ",
    "podpisał pismo dyrektor Jan Kos ",
    "„Aaaa bbb” tel ",
    "firma Aaa, 42 675 10 00 ",
    "bok.aa.bb@cc.dd.pl, 601 ",
    "Numer lampy:\n601 234 567\n",
    "pan nowacki z drugiego piętra ",
    "Jan Kos, inspektor, Wydział Aa ",
    "1",
    "1 ",
    "12 ",
    "601 ",
    "601234567 ",
    "1.",
    "1/",
    "+48",
    "(42",
    "a@",
    "@",
    "a.",
    "a małpa ",
    " kropka ",
    "jeden ",
    "tel. ",
    "pan ",
    "Pani Anna i ",
    "Jan ",
    "Jan Kowalski ",
    "jan kowalski ",
    "Kowalski Jan ",
    "lampa nr ",
    "EL ",
    "PL12 3456 ",
    "mieszkam przy ",
    "Mieszkam na Aaa Bbb ",
    "pozdrawiam\n",
    "pozdrawiam Jan\nul. Aaa 1\n",
    "--\n",
    "\n",
    "ul. gen. ",
    "Pan Słup 601234567 ",
    "przy Jan Słup 601234567 ",
    "[usunięto: ",
    "\ufffc1",
    "a'",
    "Aa-",
    "mieszkam-A-",
    "mieszkam na Aaa, ",
    "mieszkam z mamą na ",
    "odpowiedź pocztą Aaa Bbb, ",
    "lokator mieszkania nr 1 w ",
    "zam. 00-000 Łódź ",
    "AA-1/",
    "601234567lub",
    "601234567/",
    "facebook.com/a.",
    "tablica EL 1 ",
    "seria ABC nr ",
    "karta pobytu AA ",
    "jan@onet ",
    "jan małpka ",
    "jestem jan ",
    "A. ",
    "Firma Aaa Jan Nowak ",
    "Dyrektor ZLM Aaa Jan ",
    "infolinia Aaa 42 655 12 40 ",
    "biuro pod numerem 42 655 12 40 ",
    "płynie do mnie na Aaa 1 ",
    "mieszkanie po mamie Aaa 1 m. 2 ",
    "banaszek ",
    "jan banaszek ",
    "kowalik jan, ",
    "ZENEK Z PARTERU ",
    "el 4kp71 ",
    "nie działa lampa\n60411",
    "Banaszek jestem, Aaa 1 ",
    "od Banaszków ",
    "mgr inż. Jan Lis\n",
    "Aaa 12m3 ",
    "aaa 12/3, ",
    "Banaszek ",
    "Abramek Achtelik Adamiak ",
    "Widział to Kowalczyk ",
    "nazywa się kot i ",
    "nazywa się Rzeszutko i ",
    "pani Anna Zet z MOPS ",
    "Dzwoniłam na 42 655 12 40 ",
    "Sprawę prowadzi Anna Zet, inspektor ",
]


COUNTED = pytest.mark.slow(
    reason="counts every call; every twelfth of these texts, and that each is looked through a few "
    "times only, stand for it",
    weekly=True,
)


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(unit, id=repr(unit), marks=[COUNTED] if at % 12 else [])
        for at, unit in enumerate(HOSTILE)
    ],
)
def test_twice_the_text_is_twice_the_work(unit, long_run):
    """Counted in calls, of Python's functions and C's, so that no clock decides; each way to look
    is itself a pattern without nested choices.
    """
    shorter = 4_000 if long_run else 2_000

    def work(length):
        calls = 0

        def count(frame, event, argument):
            nonlocal calls
            calls += event in ("call", "c_call")

        text = unit * (length // len(unit))
        before = sys.getprofile()
        sys.setprofile(count)
        try:
            strike(text)
        finally:
            sys.setprofile(before)
        return calls

    strike(unit * (shorter // len(unit)))  # compiles the patterns that this text needs
    assert work(2 * shorter) <= 2.5 * work(shorter) + shorter // 4


@in_one_test("unit", HOSTILE)
def test_a_text_is_looked_through_a_few_times_only(unit, monkeypatch):
    times = 0
    seen = _redact._detect

    def counted(text, dictionary):
        nonlocal times
        times += 1
        return seen(text, dictionary)

    monkeypatch.setattr(_redact, "_detect", counted)
    strike((unit * 800)[:800])
    assert times <= 4


def test_a_second_look_is_taken_only_where_something_else_is_redacted(monkeypatch):
    looked = []
    detect = _redact._detect

    def note(text, dictionary):
        looked.append(text)
        return detect(text, dictionary)

    monkeypatch.setattr(_redact, "_detect", note)
    text = "Dziura. Piszcie na jan@example.com."
    [email] = personal_spans(text)
    assert with_second_look(text, [email]) == (email,)
    assert len(looked) == 4, "twice by each: what is found, and that no more is"
    looked.clear()
    word = PersonalSpan(0, 6, PersonalKind.NAME)
    assert with_second_look(text, [word]) == (word, email)
    assert len(looked) == 3


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        # Of the block, and not of the person.
        (
            "Jan Pipsztak skarży się. Winda w bloku A. Pipsztak mieszka obok.",
            "[usunięto: osoba] skarży się. Winda w bloku A. [usunięto: osoba] mieszka obok.",
        ),
        (
            "Jest tu Jan Pipsztak, a od jutra J. Pipsztak.",
            "Jest tu [usunięto: osoba], a od jutra [usunięto: osoba].",
        ),
        # A word that reads like a town.
        ("Mieszkam głównie Rojna 5 m. 3.", "Mieszkam głównie [usunięto: adres]."),
        ("Mieszkam w Zgierzu, ul. Długa 4.", "Mieszkam w [usunięto: adres]."),
        # Where whoever writes works.
        (
            "Proszę oddzwonić do biura Kos, ul. Długa 4, tel. 42 656 78 42.",
            "Proszę oddzwonić do biura Kos, ul. Długa 4, tel. [usunięto: telefon].",
        ),
    ],
)
def test_no_more_goes_than_is_personal(text, redacted):
    assert strike(text) == redacted
