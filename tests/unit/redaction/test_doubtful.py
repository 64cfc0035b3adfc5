"""What redaction leaves and a person should look at."""

import pytest

from lckm_core import strike
from lckm_core.redaction import doubtful_spans


def marked(text):
    """Return *text* with <> around what is doubtful."""
    for span in reversed(doubtful_spans(text)):
        text = f"{text[: span.start]}<{text[span.start : span.end]}>{text[span.end :]}"
    return text


@pytest.mark.parametrize(
    "text",
    [
        "Widziałam to u <Kasi> i <Tomka>, a potem przyszła straż.",
        "Podobno <Pawlak> o tym wie, pytajcie.",
        "Wpisano <5012003004>, a 2 000 000 zł i 2026-11-12 to coś innego.",
        "Pod piątką, czyli <m. 5>, piją. Zielona 12.",
        "Piszcie do mnie: <@jan.k>",
        "Sąsiadka (ur. <1947>) porusza się <o kulach>.",
        "Ten <spod dwójki> i pan <z pod czworki> palą. Pod dwójkę przyjechał tramwaj.",
        "Mieszkam <na trzecim piętrze>, a winda stoi.",
        "Winda stoi na trzecim piętrze. Mieszkam daleko.",
        "Dziękuję panu <Markowi> z Call Center.",
        "Lampa nr 601234567 przy Kilińskiego 12 nie świeci.",
        "Szkoła im. Jana Matejki, park Reymonta, ulica Piotrkowska, prezydent Zdanowska.",
        "Dziura u <Brzęczyszczykiewicza>, śmieci na posesji <Kowalskiego> i u <Wiśniewskiej>.",
        "Piłem w barze U Kowalskiego, obok Piłsudskiego, u zbiegu Kilińskiego i Narutowicza.",
        "Chodnik przed posesją Łagiewnicka 120 i na wysokości posesji Rzgowskiej 140/142.",
        "Od Radwańskiej do Wólczańskiej, koło Przybyszewskiego, za domem Kultury.",
        "Szanowni Państwo, proszę o naprawę. Mieszkańcy Retkini",
        "Od wczoraj Mroz i lód na chodniku.",
        "tel. 601 234 567, Jan Kowalski",
        "",
    ],
)
def test_names_alone_and_numbers_are_pointed_at_and_things_are_not(text):
    written = text.replace("<", "").replace(">", "")
    assert marked(written) == text


@pytest.mark.parametrize(
    "text",
    [
        "Moja mama jest <po udarze> i nie wyjdzie.",
        "Syn ma <astme>, a oni pala opony.",
        "<Choruję na serce>, <POChP> mnie dusi.",
        "Tata jeździ <na wózku>, winda stoi.",
        "On, <niewidomy>, nie słyszy sygnału.",
        "Upadłam i doznałam <złamania biodra>.",
        "Wnuczka <złamała rękę> na tej dziurze.",
        "CÓRKA MA <CUKRZYCĘ>.",
        "Mam orzeczenie, jestem <inwalidką>.",
        "Mam <rozedmę> płuc, dym mnie dusi.",
        "Upadła i <reka jej boli> do teraz.",
        "Kolega ma <noga skręcona>, proszę zrobić.",
        "Pan z góry <jest w szpitalu>, kluczy nie ma nikt.",
        "Jeżdżę tym autobusem <na zabiegi>.",
        "Mąż <trafił do szpitala> po upadku.",
        "Dojeżdżam <na dializy> dwa razy w tygodniu.",
        "<Boli mnie kolano> po upadku na chodniku.",
        "Wczoraj <zawieźli żonę do szpitala>.",
        "Mam znaczny <stopień niepełnosprawności>.",
        "Mam <chorobę Meniera>, mąż też ma <chorobę Meniere’a>.",
        "Brama jest w szpitalnym murze, a w szpitalu jest brak kosza.",
        "Autobus jedzie do szpitala, przystanek leży w parku.",
        "Na zabiegach pielęgnacyjnych drzew złamana gałąź.",
        "Noga stołu jest złamana, boli patrzeć.",
        "Brak miejsca dla niepełnosprawnych i koperty dla niewidomych.",
        "Drzewo jest chore, gałąź złamana.",
        "Złamana ławka, złamał się słup i noga stołu.",
        "Wózek z towarem stoi na wózku dziecięcym.",
        "W stawie raki, operacja drogowa, zawał drogi.",
        "Podjazd dla osób z wózkami jest za stromy.",
        "Rower po naprawie, karetka nie dojechała, szpital zamknięty.",
        "Przejście z sygnałem dla niewidomych nie działa.",
        "Głuchy telefon w urzędzie, ślepa ulica.",
        "Chora sytuacja, chory pomysł.",
    ],
)
def test_health_is_pointed_at_and_what_the_city_has_for_all_is_not(text):
    assert marked(text.replace("<", "").replace(">", "")) == text


def test_a_house_whose_owner_is_named_is_pointed_at():
    text = strike("Brak pojemnika: ul. Kalinowa 15, właściciel Jan Kowalski. Kalinowa 17 ma dwa.")
    assert [text[start:end] for start, end, _ in doubtful_spans(text)] == ["ul. Kalinowa 15"]


def test_what_is_redacted_is_not_pointed_at():
    text = strike("Nazywam się Jan Kowalski, tel. 601 234 567, mieszkam przy Zielonej 4 m. 5")
    assert doubtful_spans(text) == ()
