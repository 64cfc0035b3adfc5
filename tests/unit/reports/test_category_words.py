"""zał. 2 § 5: a report whose words tell of danger is told whom to call, whatever its category."""

from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core import ContactCentre, Directory, RouteTable, build, check, check_routes, read_form
from lckm_core.memory import MemoryAdapter
from lckm_core.reports import Category, CategoryNotice, Route, categories_by_words
from tests.helpers.places import SAMPLES

NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
SAMPLE = read_form(SAMPLES.joinpath("routes/routes.yaml").read_bytes(), name="routes.yaml").build(
    RouteTable
)
CALL = (CategoryNotice("pl", "Zadzwoń pod 112."),)
DANGEROUS = (
    "czuć gaz",
    "Na klatce bardzo CZUC GAZ!",
    "Ulatnia się gaz w piwnicy przy Zielonej 5",
    "gaz się ulatnia",
    "Śmierdzi gazem od rana.",
    "Mocny zapach gazu w bloku",
    "Czuć gaz i nie wiem, co robić",
    "nie wiem co robić, czuć gaz",
    "wyciek gazu z rury",
    "Pali się śmietnik przy Rzgowskiej",
    "Płonie samochód na parkingu",
    "pożar w pustostanie",
    "Tydzień temu zgłaszałem tu dziurę, a dziś jest tu pożar",
    "Ktoś pali trawę",
    "ktoś pali trawę za garażami przy Rzgowskiej",
    "Palą trawy na łąkach",
    "Chłopcy podpalili śmietnik",
    # What has only just begun, or goes on.
    "Chwilę temu zauważyłem pożar",
    "Dziesięć minut temu zaczął się pożar",
    "Pożar, pozostała osoba w środku",
    "pożar, pozostałe osoby uciekły",
    "widzę pożar i pozostałych mieszkańców",
    "pożar ze skutkiem śmiertelnym",
    "Pożar wysypiska od dwóch dni",
    "Ktoś podpalił auto 5 min temu",
    "Minutę temu ktoś podpalił śmietnik pod blokiem",
    "ktoś pali trawę od godziny temu",
    "Od zeszłego tygodnia palą łąki",
    "Ogień na balkonie",
    "W altanie ogień, dużo dymu",
    "Zerwany przewód leży na chodniku",
    "wiatr zerwał kable na Zgierskiej",
    "Zerwana linia energetyczna",
    "iskrzy lampa przy szkole",
    "Latarnia jest pod napięciem",
    "słup kopie prądem",
    "Na przystanku leży ranny człowiek",
    "Są ranni!",
    "Ktoś leży nieprzytomny na trawniku",
    "człowiek nie oddycha",
    "Dziecko tonie w stawie",
    "Kobieta zasłabła w tramwaju",
    "Potrącona kobieta leży na jezdni",
    "Drzewo spadło na samochód, w środku są ludzie",
    "drzewo zwaliło się na auto z ludźmi",
    "Gałąź spadła na dziecko",
    "Konar przygniótł człowieka",
    "Zawalił się dach kamienicy",
    "I smell gas in the basement",
    "A man is unconscious at the bus stop",
    "The bin is burning",
    "Пахне газом у під’їзді",
    "Горить смітник",
)
SAFE = (
    "gazetka",
    "Gazetki leżą na klatce i śmierdzi z piwnicy",
    "gazon przed domem, czuć mocz",
    "stary gazomierz do wymiany",
    "czuć gazety",
    "Nie czuć gazu, ale rura jest stara.",
    "gazu nie czuć",
    "Instalacja gazowa do przeglądu. Czuć spaliny.",
    "Brak gazu w mieszkaniu od wczoraj",
    "Nie pali się latarnia na Zielonej",
    "Latarnia pali się cały dzień",
    "Lampa nie pali się, a samochód stoi na chodniku",
    "Latarnia nie świeci przed domem",
    "W budynku pali się światło w nocy",
    "Sąsiad pali śmieciami w piecu",
    "Droga pożarowa jest zastawiona",
    "Pożar z zeszłego roku zniszczył wiatę",
    "wiata po pożarze, do rozbiórki",
    "Ławka zniszczona w pożarze z zeszłego roku",
    "Dwa lata temu był tu pożar, został gruz",
    "Na ścianie zostały ślady pożaru",
    "Skutki pożaru widać do dziś",
    "Po podwórku leżą pozostałości pożaru",
    "Miesiąc temu był pożar i nikt nie sprzątnął",
    "Trzy tygodnie temu podpalili śmietnik",
    "Mocz psów wypala trawę pod blokiem",
    "Rok temu ktoś podpalił śmietnik i nadal stoi wrak",
    "Sąsiad pali papierosy, śmietnik pełen niedopałków",
    "młodzież pali trawę na klatce",
    "Latarnia pali się cały dzień, trawy nikt nie kosi",
    "Straż pożarna ma zastawiony wyjazd",
    "hydrant przeciwpożarowy cieknie",
    "Sztuczne ognie o północy",
    "Kabel od internetu wisi na słupie",
    "przewód kominowy do czyszczenia",
    "W godziny ranne hałasuje śmieciarka",
    "ranny ptaszek z tego dozorcy",
    "Nikt nie jest ranny, ale barierka jest zgięta",
    "Nie ma rannych",
    "Drzewo spadło na samochód",
    "Drzewo spadło na chodnik, ludzie chodzą jezdnią",
    "Drzewo rośnie przy samochodzie",
    "Gałęzie nad chodnikiem",
    "Dziura w jezdni, samochody w nią wpadają",
    "Dziecko topi loda na ławce",
    "prąd w mieszkaniu jest drogi",
    "Sąsiad pali śmieci w beczce",
    "W listopadzie na przejściu potrącono moją koleżankę",
    "Na trawniku jest ranny pies",
    "Nie ma prądu na Zielonej",
    "ściana do pomalowania",
    "Wiata przystanku zawalona śniegiem",
    "The gas meter is old",
    "street light is burning all day",
    "",
)


def found(text, table=SAMPLE):
    return [category.id for category in categories_by_words(text, table)]


@pytest.mark.parametrize("text", DANGEROUS)
def test_the_sample_knows_danger_by_its_words(text):
    assert found(text) == ["zagrozenie-zycia"]


@pytest.mark.parametrize("text", SAFE)
def test_what_only_looks_like_danger_is_none(text):
    assert found(text) == []


def test_no_sample_of_a_report_has_words_of_danger():
    reports = sorted(SAMPLES.joinpath("reports").glob("*.yaml"))
    assert len(reports) > 20
    assert {path.name: found(path.read_text(encoding="utf-8")) for path in reports} == {
        path.name: [] for path in reports
    }


def table(*lines, notice=CALL, **options):
    danger = Category("gaz", "Gaz", notice=notice, words=lines, **options)
    return RouteTable(
        categories=(danger, Category("inne", "Inna sprawa")),
        domains=("uml.lodz.pl",),
        routes=(Route(name="Wszystko", helpdesk=True),),
    )


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("czuć gaz", "gaz, wyraźnie go tu czuć", True),
        ("czuć gaz", "Czuć. Gaz.", False),
        ("czuć gaz", "gaz a b c d czuć", False),
        ("czuć gaz", "gaz a b c czuć", True),
        ("gaz*", "gazomierz", True),
        ("gaz", "gazomierz", False),
        ("gaz/prąd", "Prąd", True),
        ("nie oddycha", "on nie oddycha", True),
        ("nie oddycha", "oddycha", False),
        ("oddycha", "nie oddycha, oddycha", True),
        ("ranny", "nikt nie jest ranny", False),
        ("łoś", "LOS", True),
        ("pożar -zeszłego/temu", "pożar z zeszłego roku", False),
        ("pożar -zeszłego/temu", "rok temu był pożar", False),
        ("pożar -zeszłego/temu", "rok temu dziura a dziś znowu jest pożar", True),
        ("pożar -zeszłego/temu", "zeszłego roku", False),
        ("pożar -zeszł*", "z zeszłej zimy pożar", False),
        ("zerwan* kabel -stary", "kabel zerwany", True),
        ("zerwan* kabel -stary", "stary kabel zerwany", False),
    ],
)
def test_words_stand_close_in_a_sentence_in_any_order(line, text, expected):
    assert bool(found(text, table(line))) is expected


def test_the_lines_of_several_categories_are_told_in_the_order_of_the_table():
    first = table("gaz")
    both = attrs.evolve(
        first,
        categories=(*first.categories, Category("prad", "Prąd", words=("prąd",))),
    )
    assert found("prąd i gaz", both) == ["gaz", "prad"]
    assert found("prąd i gaz", attrs.evolve(first, categories=first.categories[1:])) == []


@given(st.text(max_size=300))
def test_any_text_is_looked_at(text):
    assert found(text) in ([], ["zagrozenie-zycia"])


def test_of_a_long_text_the_beginning_is_looked_at():
    assert found("czuć gaz. " + "x " * 500_000) == ["zagrozenie-zycia"]
    assert found("x " * 500_000 + ". czuć gaz") == []


@pytest.mark.parametrize(
    "line",
    [
        "",
        "*",
        "a**",
        "gaz, prąd",
        "a//b",
        "/a",
        "x" * 401,
        "a /b",
        "-a",
        "a -",
        "a - b",
        "a -b c",
        "a--b",
        "a -b/",
    ],
)
def test_lines_that_no_text_could_have_are_faults(line):
    data = (
        "categories: [{id: gaz, name: Gaz, notice: [{language: pl, text: Zadzwoń.}], words: ["
        f"'{line}']}}]\n"
        "domains: [uml.lodz.pl]\n"
        "routes: [{name: Wszystko, helpdesk: true}]\n"
    )
    findings = check(read_form(data.encode(), name="routes.yaml"))
    assert {finding.path for finding in findings.errors} == {"/categories/0/words/0"}


def test_words_without_a_notice_are_found():
    findings = check_routes(table("gaz", notice=()), Directory(()))
    assert [(finding.code, finding.path) for finding in findings] == [
        ("LCKM-G021", "/categories/0/notice")
    ]


def test_a_preview_warns_of_danger_once():
    centre = ContactCentre(build(MemoryAdapter(table=table("gaz", stops=True))))

    def warnings(**form):
        return [
            (finding.code, finding.path, finding.text("pl"))
            for finding in centre.preview_report(form, now=NOON).findings
        ]

    warning = "Gaz: Zadzwoń pod 112."
    assert warnings(description="Czuć gaz.") == [("LCKM-Z020", "/description", warning)]
    assert warnings(description="Czuć gaz.", category="inne") == [
        ("LCKM-Z020", "/description", warning)
    ]
    assert warnings(description="Czuć gaz.", category="gaz") == [
        ("LCKM-Z020", "/category", warning)
    ]
    assert warnings(description="Czuć dym.", category="inne") == []
