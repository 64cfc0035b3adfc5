"""zał. 2 § 5: names and notices of categories in the languages of residents, and categories that
are no matter for a form.
"""

from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest

from lckm_core import ContactCentre, Directory, RouteTable, build, check, check_routes, read_form
from lckm_core.memory import MemoryAdapter
from lckm_core.reports import Category, CategoryName, CategoryNotice, Route
from tests.helpers.places import SAMPLES

NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
CALL = (
    CategoryNotice("pl", "Zadzwoń pod 112."),
    CategoryNotice("en", "Call 112."),
)
DANGER = Category(
    "pozar",
    "Pożar",
    names=(CategoryName("en", "Fire"), CategoryName("uk", "Пожежа")),
    notice=CALL,
    stops=True,
)


def table(category):
    return RouteTable(
        categories=(category,),
        domains=("uml.lodz.pl",),
        routes=(Route(name="Wszystko", helpdesk=True),),
    )


def found(category):
    findings = check_routes(table(category), Directory(()))
    return [(finding.code, finding.path) for finding in findings]


@pytest.mark.parametrize(
    ("language", "name"),
    [("pl", "Pożar"), ("en", "Fire"), ("en-GB", "Fire"), ("uk", "Пожежа"), ("de", "Pożar")],
)
def test_a_name_is_in_the_language_asked_for_or_in_polish(language, name):
    assert DANGER.name_in(language) == name


@pytest.mark.parametrize(
    ("language", "text"), [("pl", CALL[0].text), ("en-US", CALL[1].text), ("uk", CALL[0].text)]
)
def test_a_notice_is_in_the_language_asked_for_or_in_polish(language, text):
    assert DANGER.notice_in(language) == text


def test_a_category_may_have_neither():
    plain = Category("inne", "Inna sprawa")

    assert (plain.name_in("uk"), plain.notice_in("pl"), plain.stops) == ("Inna sprawa", None, False)
    assert found(plain) == []
    assert found(DANGER) == []


def test_a_language_given_twice_is_found():
    names = (CategoryName("en", "Fire"), CategoryName("en", "Blaze"))
    assert found(attrs.evolve(DANGER, names=names)) == [
        ("LCKM-G020", "/categories/0/names/1/language")
    ]
    notice = (*CALL, CategoryNotice("pl", "Dzwoń."))
    assert found(attrs.evolve(DANGER, notice=notice)) == [
        ("LCKM-G020", "/categories/0/notice/2/language")
    ]


def test_the_polish_name_is_the_name_itself():
    names = (CategoryName("pl", "Ogień"),)
    assert found(attrs.evolve(DANGER, names=names)) == [
        ("LCKM-G020", "/categories/0/names/0/language")
    ]


@pytest.mark.parametrize(("stops", "notice"), [(True, ()), (True, CALL[1:]), (False, CALL[1:])])
def test_a_notice_that_residents_cannot_read_is_found(stops, notice):
    assert found(attrs.evolve(DANGER, stops=stops, notice=notice)) == [
        ("LCKM-G021", "/categories/0/notice")
    ]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("names: [{language: polski, name: Pożar}]", "/categories/0/names/0/language"),
        ("names: [{language: en, name: %s}]" % ("x" * 121), "/categories/0/names/0/name"),
        ("names: [{language: en}]", "/categories/0/names/0/name"),
        ("notice: [{language: pl, text: %s}]" % ("x" * 401), "/categories/0/notice/0/text"),
        ("notice: [{language: pl, text: <b>112</b>}]", "/categories/0/notice/0/text"),
        ("stops: może", "/categories/0/stops"),
    ],
)
def test_tags_lengths_and_shapes_are_checked(line, path):
    text = (
        f"categories: [{{id: pozar, name: Pożar, {line}}}]\n"
        "domains: [uml.lodz.pl]\n"
        "routes: [{name: Wszystko, helpdesk: true}]\n"
    )
    findings = check(read_form(text.encode(), name="routes.yaml"))
    assert path in {finding.path for finding in findings.errors}


def test_the_sample_has_names_in_two_more_languages_and_one_category_that_stops():
    data = Path(SAMPLES, "routes/routes.yaml").read_bytes()
    sample = read_form(data, name="routes.yaml").build(RouteTable)

    for category in sample.categories:
        assert len({category.name_in(language) for language in ("pl", "en", "uk")}) == 3
    [stops] = [category for category in sample.categories if category.stops]
    assert all("112" in stops.notice_in(language) for language in ("pl", "en", "uk"))


class TestInTheCentre:
    @pytest.fixture
    def centre(self):
        return ContactCentre(build(MemoryAdapter(table=table(DANGER))))

    def test_a_preview_warns_of_a_category_that_stops_in_the_words_of_the_table(self, centre):
        form = {"description": "Pali się.", "category": "pozar"}
        [finding] = centre.preview_report(form, now=NOON).findings

        assert (finding.code, finding.path) == ("LCKM-Z020", "/category")
        assert finding.text("pl") == "Pożar: Zadzwoń pod 112."
        assert finding.text("en") == "Fire: Call 112."

    def test_a_report_that_comes_in_nonetheless_is_not_lost(self, centre):
        form = {"description": "Pali się.", "category": "pozar"}
        report = centre.register(form, number="ZG-1", now=NOON, terms_version="1")

        assert report.category == "pozar"
        assert centre.plugins.reports.dispatch("ZG-1") is not None
