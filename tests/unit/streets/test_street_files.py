"""zał. 2 § 6: a city's list of streets as clerks have it, and what is wrong with one."""

from unicodedata import normalize

import pytest

from lckm_core.streets import (
    MOST_BYTES,
    MOST_STREETS,
    Street,
    StreetFault,
    read_streets,
    streets_as_csv,
)

ULIC = """\
WOJ;POW;GMI;RODZ_GMI;SYM;SYM_UL;CECHA;NAZWA_1;NAZWA_2;STAN_NA
10;61;05;9;0958000;16280;ul.;Piotrkowska;;2026-01-01
10;61;03;9;0957900;16280;ul.;Piotrkowska;;2026-01-01
10;61;05;9;0958000;09999;al.;Kościuszki;Tadeusza;2026-01-01
10;61;05;9;0958000;09998;inne;Stary Rynek;;2026-01-01
"""
OWN = """\
# Zażółć: z portalu otwartych danych
Rodzaj;Nazwa;Dzielnica;Inne nazwy;Uwagi
ul.;Żółta Łąka;Bałuty;Dawna | Inna;x

;Plac Wolności;Śródmieście;;
ul.;Zielona;Polesie;;
ul.;Zielona;Śródmieście;;
"""
STREETS = (
    Street("Żółta Łąka", "ul.", ("Bałuty",), ("Dawna", "Inna")),
    Street("Wolności", "pl.", ("Śródmieście",)),
    Street("Zielona", "ul.", ("Polesie", "Śródmieście")),
)


def test_the_catalogue_ulic_is_read_with_names_in_their_order():
    codes = {"1061059": "srodmiescie", "1061039": "gorna"}
    assert read_streets(ULIC.encode("utf-8-sig"), districts=codes).streets == (
        Street("Piotrkowska", "ul.", ("srodmiescie", "gorna")),
        Street("Tadeusza Kościuszki", "al.", ("srodmiescie",)),
        Street("Stary Rynek", "", ("srodmiescie",)),
    )


def test_of_other_codes_nothing_is_taken():
    found = read_streets(ULIC.encode(), districts={"1061039": "gorna"})
    assert [street.full_name for street in found.streets] == ["ul. Piotrkowska"]
    assert "kody" in read_streets(ULIC.encode(), districts={"1": "x"}).faults[0].message.pl


def test_the_catalogue_of_a_city_needs_no_codes_and_that_of_a_country_does():
    assert len(read_streets(ULIC.encode()).streets) == 3
    more = ULIC + "14;65;01;1;0918123;1;ul.;Marszałkowska;;2026-01-01\n"
    [fault] = read_streets(more.encode()).faults
    assert (fault.line, "1061, 1465" in fault.message.pl) == (6, True)
    assert "--district" in fault.message.en


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso8859-2"])
@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_table_of_a_clerk_is_read(encoding, separator, end):
    text = OWN.replace(" | ", " / " if separator == "|" else " | ")
    text = text.replace(";", separator).replace("\n", end)
    found = read_streets(text.encode(encoding))
    if separator == "|":
        assert found.streets[0].other_names == ("Dawna / Inna",)
    else:
        assert found.streets == STREETS
    assert found.faults == ()
    assert found.unused == ("Uwagi",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1250", "iso8859-2"])
def test_a_table_in_capitals_is_read(encoding):
    names = ["ŹRÓDŁOWA", "ŚLĄSKA", "ŻÓŁTA ŁĄKA", "ĆWIKLIŃSKIEJ"]
    table = "\n".join(["Rodzaj;Nazwa", *(f"ul.;{name}" for name in names)])
    streets = read_streets(table.encode(encoding)).streets
    assert [street.name for street in streets] == names


@pytest.mark.parametrize(
    ("kind", "name", "street"),
    [
        ("ul.", "ul. Zielona", Street("Zielona", "ul.")),
        ("ulica", "Ul. Zielona", Street("Zielona", "ul.")),
        ("", "plac Zielony", Street("Zielony", "pl.")),
        ("ul.", "Plac Zielony", Street("Plac Zielony", "ul.")),
        ("pl.", "Aleja Zielona", Street("Aleja Zielona", "pl.")),
        ("ul.", "Rynek", Street("Rynek", "ul.")),
    ],
)
def test_a_kind_before_a_name_is_part_of_it_where_the_row_has_another(kind, name, street):
    assert read_streets(f"Rodzaj;Nazwa\n{kind};{name}\n".encode()).streets == (street,)


def test_a_street_of_two_rows_has_the_other_names_of_both():
    table = "Rodzaj;Nazwa;Inne nazwy\nul.;Zielona;Dawna\nul.;Zielona;Inna | Dawna\n"
    (street,) = read_streets(table.encode()).streets
    assert street.other_names == ("Dawna", "Inna")


def test_letters_with_their_marks_apart_are_composed():
    """As in a table from a Mac; else a page and a search have another name than people type."""
    table = normalize("NFD", OWN).encode()
    assert read_streets(table).streets == STREETS


def test_what_is_written_is_read_again():
    text = streets_as_csv(STREETS)
    assert read_streets(text.encode()).streets == (STREETS[1], STREETS[2], STREETS[0])
    assert streets_as_csv(read_streets(text.encode()).streets) == text


def fault(data: bytes) -> StreetFault:
    found = read_streets(data)
    return found.faults[0]


@pytest.mark.parametrize(
    ("data", "line", "column", "word"),
    [
        (b"", 1, 1, "pusty"),
        (b"# nic\n\n", 1, 1, "pusty"),
        (b"ulica\n", 1, 1, "żadnej ulicy"),
        (b"Piotrkowska\nZielona\n", 1, 1, "nazwy kolumn"),
        (b"PK\x03\x04....", 1, 1, "CSV"),
        (b"ulica\nZielo\0na\n", 2, 1, "bajty"),
        (b"ulica;dzielnica\nZielona;x\n;y\n", 3, 1, "Brakuje"),
        (b"dzielnica;ulica\nx;Zielona\ny\n", 3, 2, "Brakuje"),
        (b"dzielnica;ulica\nx;" + b"a" * 101 + b"\n", 2, 2, "za długa"),
        (b'ulica\n"Zielona\nInna\nTrzecia\n', 4, 1, "cudzysłów"),
        ("ulica\nZielona\u202e\n".encode(), 2, 1, "niewidoczny"),
        (b"ulica\n--\n", 2, 1, "ani litery"),
        (b"ulica\n" + b'"' + b"a\n" * 100_000, 1, 1, "wierszy lub cudzysłów"),
        (b"WOJ;POW;GMI;RODZ_GMI;SYM;SYM_UL;CECHA;NAZWA_1;NAZWA_2\n10;61\n", 2, 1, "kolumn"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data, line, column, word):
    found = fault(data)
    assert found.message.pl
    assert found.message.en
    if word == "wierszy lub cudzysłów":
        assert "cudzysłów" in found.message.pl
    else:
        assert (found.line, found.column) == (line, column)
        assert word in found.message.pl


def test_limits_are_named():
    assert str(MOST_BYTES) in fault(bytes(MOST_BYTES + 1)).message.pl
    many = "ulica\n" + "".join(f"Ulica {n}a\n" for n in range(MOST_STREETS + 1))
    assert str(MOST_STREETS) in fault(many.encode()).message.en
    wrong = read_streets(("ulica\n" + "--\n" * 500).encode()).faults
    assert [(one.line, "100" in one.message.pl) for one in wrong] == [(2, True)]


def test_codes_are_for_the_catalogue_alone():
    assert "ULIC" in read_streets(OWN.encode(), districts={"1": "x"}).faults[0].message.pl
