"""Whatever is typed arrives as it was typed, and whatever is sent gets a page."""

import pytest
import resident_site
from hypothesis import given, strategies as st

from lckm_core.reports import register
from lckm_http import Rate
from lckm_web._answers import Answers
from lckm_web._pages import PATHS

# What people type and paste; what no register can keep is refused by the library's own check.
WORDS = st.text(
    st.one_of(
        st.sampled_from(" \n\t<>&\"'{}%„”–ąęłżźćńóśŁŻ"),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"]),
    ),
    min_size=1,
    max_size=200,
)
LINES = WORDS.map(lambda text: " ".join(text.split())[:90])
FORMS = ("form", "details", "contact", "check", "send", "status", "withdraw")


@given(description=WORDS.filter(str.strip), street=LINES, name=LINES, age=LINES)
def test_a_report_through_all_pages_is_what_the_library_makes_of_it(description, street, name, age):
    site = resident_site.site()
    answers = Answers(
        description=description,
        category="drzewo",
        street=street,
        name=name,
        attributes={"wiek-drzewa": age[:80]},
    )
    number, _ = site.visitor().send(
        description=description,
        category="drzewo",
        street=street,
        name=name,
        attribute_wiek_drzewa=age[:80],
    )

    kept = site.memory.reports.get(number)
    assert kept == register(
        answers.report_form(language="pl", asked=["wiek-drzewa"]),
        number=number,
        now=kept.registered_at,
        terms_version=kept.terms_version,
    )


FIELDS = st.one_of(
    st.sampled_from(
        ["description", "category", "file", "remove", "point", "number", "proof", "do", "code",
         "photo_point", "unused_point", "area", "place_kind", "attribute-wiek-drzewa", "email"]
    ),
    st.text(max_size=20),
)  # fmt: skip
ANYTHING = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["drzewo", "show", "send", "withdraw", "LCKM-2026-000001", "51.77,19.45"]),
)


@pytest.fixture(scope="module")
def client():
    return (
        resident_site.site(sending_rates=[Rate(9, 1)], clock=resident_site.Clock(90))
        .visitor()
        .client
    )


@given(page=st.sampled_from(FORMS), fields=st.dictionaries(FIELDS, st.lists(ANYTHING, max_size=3)))
def test_any_fields_get_a_page_and_no_breakdown(client, page, fields):
    fields = {
        name.encode("utf-8", "replace").decode(): [
            value.encode("utf-8", "replace").decode() for value in values
        ]
        for name, values in fields.items()
    }
    answer = client.post(PATHS[page], data={"a": "b", **fields})

    assert answer.status_code < 500
    assert "<h1>" in answer.text
    assert "set-cookie" not in answer.headers
