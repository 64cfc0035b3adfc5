"""zał. 2 § 6 ust. 1 and 5: what is said of a report before it is sent is what is stored of it."""

import attrs
from hypothesis import given, settings, strategies as st

from lckm_core import ContactCentre, build, first_clean_day
from lckm_core.memory import MemoryAdapter
from lckm_core.reports import Attribute, EventPlace, Reporter
from lckm_core.text import normalise, without_invisible
from lckm_testing.contracts import samples
from lckm_testing.strategies import JPEG, moments, report_forms
from tests.helpers.tiers import examples

PERSONAL = (
    "tel. 601 234 567",
    "601\u200b234567",
    "jan.lis@example.com",
    "Nazywam się Jan Lis",
    "Idalia Latarnia",
    "mieszkam na Zielonej 5 m. 4",
    "44051401359",
    "z poważaniem\nKowalska",
    "[usunięto: telefon]",
    "Nguye\u0302\u0303n Minh",
)
HARMLESS = ("Nie świeci latarnia", "przy ul. Zielonej 5", "od 3 dni", "cebula\r\n", "")
texts = st.lists(st.sampled_from(PERSONAL + HARMLESS), min_size=1, max_size=5).map(" ".join)
lines = texts.map(lambda text: " ".join(text.split())[:80] or "x")
reporters = st.none() | st.just(Reporter(name="Idalia Latarnia", phone="+48 601 234 567"))


@st.composite
def forms(draw):
    """Draw a valid form, often with personal data in every text."""
    form = draw(report_forms())
    if draw(st.booleans()):
        return form
    return attrs.evolve(
        form,
        description=f"Sprawa: {draw(texts)}",
        place=draw(st.none() | st.builds(EventPlace, address=lines)),
        attributes=draw(
            st.lists(
                st.builds(Attribute, st.sampled_from(("wiek", "numer", "jan-lis")), lines),
                max_size=2,
                unique_by=lambda attribute: attribute.name,
            ).map(tuple)
        ),
        category=draw(st.sampled_from((None, "drzewo", "inne", "nieznana", "jan-lis-601234567"))),
        reporter=draw(reporters),
    )


@settings(max_examples=examples(200))
@given(forms(), moments())
def test_what_is_previewed_is_what_is_registered(form, now):
    memory = MemoryAdapter(table=samples.TABLE)
    centre = ContactCentre(build(memory))
    heads = [JPEG] * len(form.attachments)

    preview = centre.preview_report(form, now=now, heads=heads)
    report = centre.register(form, number="ZG-1", now=now, terms_version="1", heads=heads)
    dispatch = memory.reports.dispatch("ZG-1")

    assert not preview.findings.errors
    assert preview.description.text == report.description
    assert (preview.address and preview.address.text) == (report.place and report.place.address)
    assert [(name, value.text) for name, value in preview.attributes] == [
        (attribute.name, attribute.value) for attribute in report.attributes
    ]
    assert preview.receiver == (dispatch.mailbox and dispatch.mailbox.unit)
    assert preview.because.pl == dispatch.routed
    wants_contact = dispatch.mailbox is not None and dispatch.mailbox.contact
    assert preview.contact_seen_by == (preview.receiver if wants_contact else None)
    assert preview.first_clean_day == first_clean_day(report.registered_at)
    for text in (preview.description, *(value for _, value in preview.attributes)):
        ends = [0, *(end for span in text.spans for end in span[:2]), len(text.typed)]
        assert ends == sorted(ends), "spans are sorted, disjoint and within the text"
    assert preview.description.typed == normalise(without_invisible(form.description))
