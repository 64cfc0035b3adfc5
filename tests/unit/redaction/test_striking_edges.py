"""Where what is struck begins and ends: in each text it stands between < and >. All people and
numbers are invented.
"""

import re

import pytest

from lckm_core.redaction import NameSense, personal_spans

FIRST, LAST, PLACE, WORD = NameSense.FIRST_NAME, NameSense.SURNAME, NameSense.PLACE, NameSense.WORD


SENSES = {
    "gryzelda": FIRST,
    "wanda": FIRST,
    "róża": FIRST | WORD,
    "pipsztak": LAST,
    "wrona": LAST | WORD,
    "kozak": LAST | WORD,
    "łopata": WORD,
    "zgierz": PLACE,
}


class SmallDictionary:
    """Knows a few words, each as what it is above."""

    def sense(self, word):
        return SENSES.get(word.casefold(), NameSense(0))


def struck(marked, dictionary=None):
    """Return the text without its marks, with < and > where the library sees something."""
    text = re.sub("[<>]", "", marked)
    pieces, done = [], 0
    for start, end, _ in personal_spans(text, dictionary=dictionary):
        pieces += [text[done:start], "<", text[start:end], ">"]
        done = end
    return "".join([*pieces, text[done:]])


PHONES = [
    # With a country's code, also at the very beginning: nine digits after a Polish one, else all
    # that can belong to it.
    "<+48 601 234 567>",
    "<+48 601 234 567> 12",
    "<+ 48 601 234 567>",
    "<+(48) 601 234 567>",
    "<+ (48) 601 234 567>",
    "dzwonić: <+48601234567>",
    "<0048 601 234 567> 12",
    "<0048601234567>",
    "<001 202 555 0143>",
    "<00380 67 000 11 22>",
    "<+44 7700 900123>",
    "<+1 202 555 0143 12>",
    "<+45 32 12 34 56>",
    "<+45321234>",
    "+4532123",
    "<+123456789012345>",
    "+1234567890123456",
    "lampa nr 001234567890",
    # Twenty to midnight is no code of a country.
    "od 18.00 <601 234 567>",
    # A nought, a 48 or a bracket before it belongs to it; another number does not.
    "<(42) 638-56-29>",
    "<0 601 234 567>",
    "<0601 234 567>",
    "<0601234567>",
    "<0-42 638 56 29>",
    "<48 601 234 567>",
    "<48601234567>",
    "1 <601 234 567>",
    "49 <601 234 567>",
    "Zielona 5 <601 234 567>",
    "<601 234 567> 8",
    "12 301 <601 234 567>",
    "49601234567",
    "1601234567",
    # Written as nobody writes telephone numbers, as a sum, or as part of something else.
    "601234 5 67",
    "50.12.34.567",
    "<50 12 34 567>",
    "601234567 m²",
    "a601234567",
    "601234567a",
    "20 123 45 67",
    "cena 601234567,50",
    "cena 3,601234567",
    # Said to be one, of seven to twelve digits however grouped.
    "tel. <1234567>",
    "tel. <12345678>",
    "tel. <111 222 333> 44",
    "tel. <1234567890>",
    "tel. <12345678901>",
    "tel. <123456789012>",
    "tel. 123456",
    "tel. 1234567890123",
    "tel. <(12) 34 567>",
    "telefon kosztował 1234567 zł",
    "tel. w sprawie lampy nr 1234567",
    # Two numbers joined, or glued to the word that follows; part of an identifier or a file's name
    # it is none.
    "tel <601234567>/<602345678>",
    "<601-234-567>/<602-345-678>",
    "<601.234.567>/<602.345.678>",
    "<601234567>lub<602345678>",
    "<601234567> albo<602345678>",
    "<601234567>,<602345678>",
    "<601234567>prosze",
    "plik 601234567prosze.jpg",
    "1/601234567",
    "mój nr to <601234567>zł",
    "mój nr zgłoszenia to 601234567",
    "ZG-2025-601234567",
    "ZG-601234567/2025",
    "FV/2025/601234567",
    "tel. w sprawie ZG-601234567",
    "TEL-<601234567>",
    "NR-<601234567>",
    "601234567,50",
    "51,601234567",
    # In words, from five on.
    "<sześćset jeden dwieście trzy sto pięć>, proszę",
    "jeden dwa trzy cztery",
]

NUMBERS = [
    "nr <79852458745>",
    "<79852458745> 12",
    "<0702931377> 12",
    "<798524 58745>",
    "79852458746",
    "7985 24 58745",
    "<0702931377>",
    "<070-293-13-77>",
    "0702931378",
    "07 02 93 13 77",
    "lampa nr 0702931377",
    "plik_0702931377",
    "0702931377.jpg",
    "NIP <0702931370>",
    "REGON <997558282>",
    "REGON <99755828227220>",
    "997558282",
    "<18 9999 7875 8269 8013 4110 5616>",
    "<11 1111 1111 1111 1111 1111 1111>",
    "<11 11111111 11111111 11111111>",
    "10 20 30 40 50 60 70 80 90 11 22 33 44",
    "licznik 11111111111111111111111111",
    "konto <10 20 30 40 50 60 70 80 90 11 22 33 44>",
    "<ZYY118508>",
    "ZYY118509",
    "zyy118508",
    "dowód <zyy118509>",
    "lampa nr ZYY118508",
    "<YX4703742>",
    "YX4703743",
    "paszport <YX4703743>",
    "dowód seria <ABA nr 300000>",
    "Dowód osobisty: seria <ABA, numer 300000>",
    "dowód <ABA 300 000>",
    "<ZYY nr 118508>",
    "bilet seria ABA nr 300001",
    "karta pobytu <RR1234567>",
    "karcie pobytu nr <RR 1234567>",
    "karta RR1234567",
    "paszport seria <YX nr 4703743>",
    "<NO9386011117947>",
    "NO9386011117948",
    "NO9286011117947",
    "NO698601111794",
    "<NO14860111179486011117948601111794>",
    "NO988601111794860111179486011117948",
    "<AZ21NABZ00000000137010001944>",
]

PLATES = [
    "numer rejestracyjny pojazdu: <EL 12 345>",
    "rej. <el 7 km44> stoi",
    "tablica <EL-12-345>",
    "EL 12 345",
    "lampa EL 12 345",
    "rejestracja XX 12 345",
    "auto <EL 123AB> stoi",
    "<EL123AB>",
    "lampa EL 123AB",
    "el 123ab",
    "auto <el 123ab>",
    "XX 123AB",
    "<EPA 12345>",
    "EXX 12345",
    "auto <AA 1234 BB>",
    "AA 1234 BB",
    "auto <B-MW 1234>",
    "motocykl <EL 12F>",
    "auto AB 12",
    "auto lampa nr AA 1234 BB",
    "auto MPK 3051",
    "auto <AGB 12345>",
    "auto AGB 12345 X",
]

NAMES = [
    # After what leads to a name: up to three words, from the first.
    "pan <Jan Maria Nowak> Lampa",
    "sąsiad <Gryzelda Pipsztak> mówi",
    "z tej strony <Gryzelda Pipsztak Bartodziej>",
    "jestem Pipsztak",
    "sąsiedzi <Gryzelda Pipsztak> i <Anna> mówią",
    "pani <Wrona>, Zielona 12 stoi",
    "pani <Wrona>, <Zielona 12>",
    "sąsiad <zbyszek> mówi",
    "właściciel <Zbigniew> otworzył",
    "kierowca <Gryzelda Pipsztak> nie",
    "kierowca Pipsztak nie",
    "pan dr inż. <Wronna> zgłosił",
    "sąsiad mgr <Wronna>",
    "pani <A. Wronna>",
    # After „jestem” a first name alone, in small letters too; after „tu” a first name and a
    # surname.
    "jestem <zbigniew> i",
    "Jestem <Anna>",
    "jestem zadowolona",
    "Jestem Róża",
    "tu kaliny kwitną",
    "tu <Jan Kowalski>",
    "na nazwisko męża: <Jan Nowak>",
    "dzwonił do mnie <Gryzelda Pipsztak>",
    "dzwoniła Gryzelda",
    "rozmawiałem z <Gryzeldą Pipsztak>",
    # What several neighbours are of may be a place.
    "sąsiedzi Manufaktury",
    "sąsiedzi <Zarembowie>",
    "sąsiadów <Nowaków>",
    "Państwo z Krakowie",
    # Of one's own name no word needs a capital, and two may follow.
    "nazywam się <gryzelda pipsztak>, lampa nie świeci",
    "nazywam się <gryzelda>, lampa",
    "nazywam się <gryzelda pipsztak> lampa",
    "na imię mam <gryzelda> proszę o lampę",
    "nazywam się <gryzelda> ul. Zielona",
    "nazywam się <Gryzelda> lampa",
    # In capitals one word is a name from five letters on.
    "pan <KOZAK> mówi",
    "pan <PIPSZTAK> mówi",
    "pan ZWIK mówi",
    "sąsiad <ZYX PIPSZTAK> mówi",
    "pan <Zyk> mówi",
]

SIGNATURES = [
    # The last words, after a sentence or line that is ended.
    "Nie świeci. <Maria>",
    "Nie świeci! <Maria Nowak>.",
    "Nie świeci? <Maria>!",
    "Nie świeci… <Maria>\n",
    "Nie świeci,\n<Maria>",
    "Nie świeci.\n<Maria Lampa>",
    "Nie świeci\n<Maria>",
    "Maria",
    "Nie świeci, Maria",
    "Nie świeci. Maria i kot",
    "Nie świeci. <Nowak>",
    "Nie świeci. <Maria Wanda>",
    "Nie świeci. <Gryzelda Kowalska>",
    "Nie świeci. Pipsztak",
    "Gdzie? ul. Marii",
    "Nie świeci.   <Maria>  \n\n",
    "Nie świeci. ",
    ".",
    # An initial's stop ends nothing.
    "Nie świeci.\n<A. Nowak>",
    "Nie świeci. <A. Nowak>.",
    "Nie świeci.\n<Kowalski A.>",
    "Nie świeci\n<A. Nowak>",
    "Nie świeci\n<A. Pipsztak>",
    "<A. Nowak>",
    "Nie świeci <A. Nowak>",
    "Nie świeci przy\nul. A. Nowaka",
    "Nie świeci rondo\nA. Nowaka",
    "Nie świeci\nw. A",
    # After words with which letters end: known to be a first name, or nothing but an end or
    # contact data after it.
    "pozdrawiam, <Gryzelda Pipsztak>",
    "pozdrawiam Gryzelda stoi",
    "pozdrawiam <Anna> stoi",
    "pozdrawiam <Gryzelda> tel. <601234567>",
    "pozdrawiam <Gryzelda> (sąsiadka)",
    "pozdrawiam <Gryzelda>; proszę",
    "--\n<Gryzelda>",
    "Z poważaniem\n<G. Pipsztak>\n",
    # In small letters one or two words, after a pause, unless these are a verb or what nobody is
    # called.
    "pozdrawiam, <ewelina>",
    "pozdrawiam <ewelina>",
    "pozdrawiam\n<gryzelda pipsztak>",
    "--\n<gryzelda>",
    "pozdrawiam, gryzelda pipsztak stoi",
    "pozdrawiam, wracam",
    "pozdrawiam, mieszkaniec",
    "pozdrawiam, gryzelda proszę",
    "pozdrawiam, <gryzelda>, mieszkam",
    "dziękuję, ul",
    # Under it the home, and lines of contact data on the way to it; not past any other line.
    "pozdrawiam, <Jan>\n<ul. Rojna 4 m. 7>\n<91-134 Łódź>\nlampa",
    "pozdrawiam, <Jan>\ntel. <601234567>\n<ul. Rojna 4>",
    "pozdrawiam, <Jan>\n\n  <Rojna 4>.",
    "pozdrawiam, <Jan>\nlampa stoi\nul. Rojna 4",
    "pozdrawiam, <Jan>\nul. Rojna 4 jest ciemna",
    "lampa\nul. Rojna 4",
]

HOMES = [
    "mieszkam przy <ul. Zielonej 12 m. 3> i widzę",
    "zam. <Tatrzańska 63>",
    "mieszkam na <Rojnej 44/12>, lampa",
    "mieszkam na Retkini",
    # Household, house, postcode, part of the city, and whose address it is may stand between.
    "Mieszkamy z dziećmi na <Rojnej 128/134 m 17>, lampa",
    "mieszkam z mężem i synem przy <rojnej 4>, lampa",
    "mieszkam w bloku <Rojna 4 m 7>",
    "mieszkam od 20 lat przy <Rojnej 4>",
    "adres do korespondencji: <91-001 Łódź, Wojska Polskiego 33/12>",
    "adres zamieszkania <90-640 Łódź ul. 28 Pułku Strzelców Kaniowskich 40 m 9>",
    "na adres: Rojna 4",
    "odpowiedź proszę na adres: <Ewa Sójka>, <ul. Rojna 4 m. 12>",
    "proszę przesłać pocztą: <Rojna 4>",
    "wysłałem odpowiedź na adres Rojna 4",
    "odpowiedź wysłałam pocztą na Rojną 4",
    "Mieszkam na Retkini, <Rojna 88 m 45>, windy",
    "Mieszkam na Retkini, <Rojna 88/45>",
    "Mieszkam na Retkini, <Rojna 88>",
    "jestem mieszkanką bloku przy <ul. Rojnej 4>",
    "mieszkańcy bloku przy Rojnej 4",
    "lokator z <Rojnej 4 m 5> pali",
    "lokator z Rojnej 4 pali",
    "lokatorką <mieszkania nr 8 w budynku Rojna 15>",
    "mieszkam pod <numerem 8 w bloku Rojna 15>",
    "mieszkanie nr 8 przy Rojnej 15",
    "mieszkam razem 12 lat",
    "mieszkam przy lesie 100 m od Rojnej",
    "mieszkam wynajmuję 2 pokoje",
    "Adres zamieszkania: <ul. Rojna 4 lok. 7, 91-134 Łódź>.",
    "lampa przy ul. Rojnej 4",
]

EMAILS = [
    "<jan.k@wp,pl>",
    "<jan.k@gmail>",
    "<jan.k@gmail>.",
    "<jan.k@onet pl>",
    "<jan.k@example pl> proszę",
    "<jan.k małpka gmail kropka com>, bo",
    "<jan małpa wp>",
    "<jan(a)example.com>",
    "<jan podkreślnik k małpa example kropka pl>",
    "spotkanie @ Rojna, pl. Wolności 3",
    "jan at wp",
    "<jan@wp.pl>",
    "facebook.com/<jan.kowalski.lodz>",
    "https://www.facebook.com/<jan>/photos",
    "facebook.com/profile.php?id=<100012345678>",
    "linkedin.com/in/<jan-k>",
    "instagram.com/<jan_k>.",
    "facebook.com/events/12345",
    "facebook.com/groups/lodz",
    "facebook.com/",
    "youtube.com/watch?v=abc",
    "notfacebook.com/jan",
    "mail: <jan@example.com>.",
    "<a.b-c+d@x.example.com.pl>, proszę",
    "<jan (at) example kropka pl>",
    "3 zł @ sztuka",
    "jan@example",
]

NAMES_OF_A_DICTIONARY = [
    # A first name or two and a surname, or what nobody knows; or these the other way round.
    "<Gryzelda Wanda Pipsztak> Lampa",
    "<Gryzelda Wanda Xyzz> stoi",
    "<Gryzelda Pipsztak> Xyzz",
    "Gryzelda Wanda Łopata stoi",
    "<Gryzelda Pipsztak> Łopata",
    "<Gryzelda Xyzz> stoi",
    "Gryzelda Łopata stoi",
    "Gryzelda Zgierz stoi",
    "<Pipsztak Gryzelda> Łopata",
    "Łopata <Pipsztak Gryzelda>",
    "Pipsztak Róża stoi",
    "Pipsztak Zgierz stoi",
    "Łopata Gryzelda stoi",
    "<Gryzelda Wrona> stoi",
    "Gryzelda stoi",
    "Pipsztak stoi",
    # In small letters both have to be names and nothing else, or end as surnames do.
    "<gryzelda pipsztak> stoi",
    "gryzelda wrona stoi",
    "róża pipsztak",
    "gryzelda łopata",
    "gryzelda wanda stoi",
    "pipsztak kozak stoi",
    "<gryzelda kozak>",
    "łopata pipsztak",
    "ul. gryzelda pipsztak",
    "przy gryzelda pipsztak 12",
    # One word after what leads to it.
    "właściciel <Pipsztak>",
    "właściciel Łopata",
    "właściciel Wrona",
    "właściciel <Kozak>",
    "właściciel Zgierz",
    "właściciel Xyzz",
    "sąsiad <gryzelda>",
    "sąsiad pipsztak",
    "sąsiad róża",
    "sąsiad Łopata",
    "sąsiad <Xyzz>",
    "sąsiad <Wrona>",
    "sąsiad Zgierz",
]


@pytest.mark.parametrize(
    "marked", [*PHONES, *NUMBERS, *PLATES, *NAMES, *SIGNATURES, *HOMES, *EMAILS]
)
def test_no_more_and_no_less_is_struck(marked):
    assert struck(marked) == marked


@pytest.mark.parametrize("marked", NAMES_OF_A_DICTIONARY)
def test_what_the_dictionary_says_decides(marked):
    assert struck(marked, SmallDictionary()) == marked
