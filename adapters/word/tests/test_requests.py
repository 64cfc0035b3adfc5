"""An update request as tracked changes: read back it is the same request, and another program
makes the same of it.
"""

from datetime import UTC, date, datetime

import attrs
import libreoffice
import pytest
import word_documents as documents
from hypothesis import given, settings, strategies as st
from word_documents import W

from lckm_core import (
    InvalidProcedureError,
    UpdateRequest,
    amend,
    compare,
    read_form,
)
from lckm_core.calendar import warsaw
from lckm_core.procedures import from_data
from lckm_testing.strategies import procedures
from lckm_word import (
    holds_request,
    read_request,
    read_word,
    redline,
    write,
)
from lckm_word.tracked_changes import pieces
from tests.helpers.rows import some_in_every_change
from tests.helpers.tiers import examples

AT = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
UPDATES = sorted((documents.SAMPLES / "updates").glob("*.request.yaml"))
UNTRACKED = ("ins", "del", "moveFrom", "moveTo")


def sample_request(path):
    request = read_form(path.read_bytes(), name=path.name).build(UpdateRequest)
    return documents.sample(request.procedure), request


def marked(old, request):
    return redline(old, request, author="Jan Testowy", at=AT)


@st.composite
def editions(draw):
    """Draw two procedures of one number, often alike: the second takes some fields of another."""
    old, other = draw(procedures()), draw(procedures())
    keys = draw(
        st.sets(
            st.sampled_from([field.name for field in attrs.fields(type(old)) if field.name != "id"])
        )
    )
    return old, attrs.evolve(old, **{key: getattr(other, key) for key in keys})


@settings(max_examples=examples(30))
@given(
    editions(),
    st.none() | st.just("Kierownik Testowy"),
    st.none() | st.dates(date(2023, 1, 19), date(2099, 12, 31)),
)
def test_any_request_that_compare_makes_comes_back(pair, who, day):
    """Refused, the document is the old procedure; accepted, the new one; and what makes one of
    the other is the request.
    """
    old, new = pair
    request = attrs.evolve(compare(old, new), requested_by=who, requested_on=day)
    found = read_request(marked(old, request))
    assert (from_data(found.before.data), from_data(found.after.data)) == pair
    assert found.request == request


@pytest.mark.parametrize("path", UPDATES, ids=lambda path: path.name)
def test_a_request_written_by_hand_comes_back_making_the_same(path):
    old, request = sample_request(path)
    found = read_request(marked(old, request))
    assert amend(old, found.request) == amend(old, request)
    assert (found.request.requested_by, found.request.base) == (request.requested_by, request.base)


def test_every_change_has_its_author_and_moment():
    old, request = sample_request(UPDATES[0])
    body = documents.body(marked(old, request))
    changes = [one for one in body.iter() if one.tag in (f"{W}ins", f"{W}del")]
    assert len(changes) > 5
    assert {one.get(f"{W}author") for one in changes} == {"Jan Testowy"}
    assert {one.get(f"{W}date") for one in changes} == {"2026-11-25T12:30:00Z"}
    assert all(
        run.tag == f"{W}r" and not list(run.iter(f"{W}t"))
        for one in changes
        if one.tag == f"{W}del"
        for run in one
    )


def test_only_what_changes_is_marked():
    old = documents.sample("KA-01478")
    new = attrs.evolve(old, how_to=old.how_to.replace("Wystarczy", "Zawsze wystarczy"))
    body = documents.body(marked(old, compare(old, new)))
    said = [
        "".join(text.text or "" for text in one.iter() if text.tag in (f"{W}t", f"{W}delText"))
        for one in body.iter()
        if one.tag in (f"{W}ins", f"{W}del")
    ]
    assert said == ["Wystarczy", "Zawsze wystarczy"]


@pytest.mark.parametrize(("most", "count"), [(25, 5), (24, 2)])
def test_long_stretches_that_differ_are_marked_whole(monkeypatch, most, count):
    """The time to compare them grows with the product of their lengths."""
    monkeypatch.setattr("lckm_word.tracked_changes._MOST_PAIRS", most)
    assert len(pieces("ale a b", "kto a d")) == count


def test_words_that_change_side_by_side_are_marked_as_one():
    old = attrs.evolve(
        documents.sample("KA-01478"), how_to="Najpierw złóż wniosek papierowy w urzędzie."
    )
    new = attrs.evolve(old, how_to="Najpierw przyślij pismo zwykłe w urzędzie.")
    body = documents.body(marked(old, compare(old, new)))
    said = [
        "".join(text.text or "" for text in one.iter() if text.tag in (f"{W}t", f"{W}delText"))
        for one in body.iter()
        if one.tag in (f"{W}ins", f"{W}del")
    ]
    assert [one for one in said if "wniosek" in one or "pismo" in one] == [
        "złóż wniosek papierowy",
        "przyślij pismo zwykłe",
    ]


def test_a_consolidated_text_has_no_marks_and_comes_back():
    old = documents.sample("KA-01478")
    new = attrs.evolve(old, title="Wydanie zaświadczenia na nowo")
    request = UpdateRequest(
        old.id,
        consolidated=new,
        reason="Zmieniło się prawie wszystko.",
        base=compare(old, new).base,
        requested_by="Kierownik Testowy",
    )
    source = marked(old, request)
    assert not [
        one
        for one in documents.body(source).iter()
        if one.tag in {f"{W}{name}" for name in UNTRACKED}
    ]
    assert read_request(source).request == request


def test_without_its_controls_it_is_still_the_request():
    old, request = sample_request(UPDATES[0])
    source = documents.edited(marked(old, request), documents.without_controls)
    assert holds_request(source)
    assert amend(old, read_request(source).request) == amend(old, request)


def test_a_title_is_a_heading_in_whatever_letters_a_program_names_its_styles():
    """LibreOffice says „Heading 1”, Word „heading 1”."""
    old, request = sample_request(UPDATES[0])
    parts = documents.parts(documents.edited(marked(old, request), documents.without_controls))
    styles = parts["word/styles.xml"]
    assert b'"heading 1"' in styles
    parts["word/styles.xml"] = styles.replace(b'"heading 1"', b'"Heading 1"')
    assert holds_request(documents.packed(parts))


@pytest.mark.parametrize("path", UPDATES, ids=lambda path: path.name)
def test_the_properties_of_each_paragraph_stand_in_their_order(path):
    """First its style, last the marks of its end: Word opens no document that has them otherwise
    ([ECMA-376-1], 17.3.1.26).
    """
    body = documents.body(marked(*sample_request(path)))
    orders = {tuple(one.tag.removeprefix(W) for one in of) for of in body.iter(f"{W}pPr")}
    assert ("pStyle", "rPr") in orders
    for order in orders:
        assert "pStyle" not in order[1:], order
        assert "rPr" not in order[:-1], order


def test_a_procedure_is_no_request():
    source = write(documents.sample("KA-01478"))
    assert not holds_request(source)
    found = read_request(source)
    assert found.request is None
    assert [one.code for one in found.findings] == ["LCKM-W012"]


def marked_by_hand(old, text="Zgłoszenie wysypiska"):
    """Return a description in which somebody removed the title and typed another while Word
    tracked it.
    """

    def change(body):
        (control,) = documents.controls(body, "title")
        content = control.find(f"{W}sdtContent")
        gone = documents.make(
            f'<w:del w:id="1" w:author="A"><w:r><w:delText>{old.title}</w:delText></w:r></w:del>'
        )
        come = documents.make(f'<w:ins w:id="2" w:author="A"><w:r><w:t>{text}</w:t></w:r></w:ins>')
        content[:] = [gone, come]

    return documents.edited(write(old), change)


class TestADescriptionWithTrackedChanges:
    """A department has Word alone: it marks what goes and what comes in the description itself
    (zał. 2 § 9 ust. 2).
    """

    OLD = documents.sample("KA-01238")
    NEW = attrs.evolve(OLD, title="Zgłoszenie wysypiska")

    @pytest.mark.parametrize("against", [None, OLD, {OLD.id: [OLD]}.get])
    def test_it_is_the_request(self, against):
        found = read_request(marked_by_hand(self.OLD), against=against)
        assert found.request == attrs.evolve(compare(self.OLD, self.NEW), base=None)
        assert amend(self.OLD, found.request) == self.NEW
        assert not found.findings
        assert [one.code for one in found.all_findings] == ["LCKM-U010"]

    def test_where_it_starts_from_another_text_it_says_in_which_fields(self):
        current = attrs.evolve(self.OLD, summary="Inny skrót.")
        found = read_request(marked_by_hand(self.OLD), against=current)
        (finding,) = found.findings
        assert (finding.code, "różnią się pola: Skrócony opis sprawy" in finding.message) == (
            "LCKM-W013",
            True,
        )
        assert amend(current, found.request) == self.NEW

    def test_where_it_starts_from_an_earlier_edition_its_changes_alone_are_asked_for(self):
        """What was changed since, by the call centre or by a correction, is not undone."""
        current = attrs.evolve(self.OLD, summary="Inny skrót.")
        found = read_request(marked_by_hand(self.OLD), against=lambda _: [self.OLD, current])
        (finding,) = found.findings
        assert (finding.code, "zmieniono pola: Skrócony opis sprawy" in finding.message) == (
            "LCKM-W013",
            True,
        )
        assert amend(current, found.request) == attrs.evolve(current, title=self.NEW.title)
        assert sorted(one.code for one in found.all_findings) == ["LCKM-U010", "LCKM-W013"]

    def test_what_the_call_centre_noted_since_is_no_change_of_a_head_who_never_saw_it(self):
        """„Inne” is the call centre's: a document without it, whatever else it starts from,
        keeps what is there.
        """
        noted = attrs.evolve(self.OLD.call_centre, other="Zapytaj o adres.")
        current = attrs.evolve(self.OLD, call_centre=noted, summary="Inny skrót.")
        found = read_request(marked_by_hand(self.OLD), against=current)
        (finding,) = found.findings
        assert "różnią się pola: Skrócony opis sprawy. " in finding.message
        assert amend(current, found.request) == attrs.evolve(self.NEW, call_centre=noted)

    @staticmethod
    def longer_step(old):
        """Return what a document asks for in which the second of two steps got a name of
        another length, beyond the limit.
        """
        new = attrs.evolve(old, steps=(old.steps[0], attrs.evolve(old.steps[1], name="Skracany")))

        def lengthen(body):
            (text,) = [one for one in body.iter(f"{W}t") if one.text == "Skracany"]
            text.text = "x" * 60

        return documents.edited(redline(old, compare(old, new), author="A", at=AT), lengthen)

    def test_what_is_wrong_with_a_change_is_told_where_the_document_has_it(self):
        found = read_request(self.longer_step(self.OLD), against=self.OLD)
        told = {
            one.code: found.place(one).pl
            for one in found.all_findings
            if one.code.startswith(("LCKM-U", "LCKM-P"))
        }
        row = "dział „Skrócony opis procedury”, pole „Nazwa etapu”, tabela 3, wiersz 3, kolumna 1"
        assert told == {"LCKM-P101": row, "LCKM-U004": row, "LCKM-U010": "cały dokument"}

    def test_where_the_text_that_is_kept_has_moved_on_it_is_told_in_which_field(self):
        """A row of the document is then another one than a row of what would come of it."""
        first = attrs.evolve(self.OLD.steps[0], name="Przygotuj się")
        current = attrs.evolve(self.OLD, steps=(first, *self.OLD.steps))
        found = read_request(self.longer_step(self.OLD), against=lambda _: [self.OLD, current])
        with pytest.raises(InvalidProcedureError) as refused:
            amend(current, found.request)
        (fault,) = refused.value.findings
        assert fault.path == "/steps/2/name"
        place = (
            "dział „Skrócony opis procedury”, pole „Najważniejsze etapy realizacji procedury”, "
            "tabela 3"
        )
        assert found.place(fault).pl == found.at(fault.path).pl == place

    def test_what_is_wrong_with_the_head_is_told_by_its_field(self):
        old, request = sample_request(UPDATES[0])

        def change(body):
            documents.type_into(documents.controls(body, "request.requested_on")[0], "wczoraj")

        found = read_request(documents.edited(marked(old, request), change))
        (fault,) = found.findings.errors
        assert found.place(fault).pl == "dział „Wniosek o aktualizację”, pole „Data wniosku”"

    def test_what_else_is_wrong_with_the_file_is_told_with_its_place(self):
        source = documents.edited(
            marked_by_hand(self.OLD), lambda body: body.insert(0, documents.paragraph("Notatka"))
        )
        found = read_request(source, against=self.OLD)
        (stray,) = [one for one in found.all_findings if one.code == "LCKM-W007"]
        assert found.place(stray).pl == "akapit 1"


def test_a_document_called_like_a_request_makes_none():
    old = documents.sample("KA-01478")
    named = attrs.evolve(old.required_documents.to_submit[0], name="Wniosek o aktualizację")
    documents_ = attrs.evolve(old.required_documents, to_submit=(named,))
    new = attrs.evolve(
        old, required_documents=documents_, how_to="Wniosek o aktualizację\nzłóż na miejscu."
    )
    assert not holds_request(write(new))
    assert not holds_request(documents.edited(write(new), documents.without_controls))


def test_a_request_whose_result_cannot_be_built_says_why():
    old, request = sample_request(UPDATES[0])

    def change(body):
        documents.type_into(documents.controls(body, "produced_on")[0], "wczoraj")

    found = read_request(documents.edited(marked(old, request), change))
    assert found.request is None
    assert [one.path for one in found.after.findings.errors] == ["/produced_on"]
    assert [one.path for one in found.findings.errors] == ["/produced_on"]


def test_a_head_that_cannot_be_understood_says_why():
    old, request = sample_request(UPDATES[0])

    def change(body):
        documents.type_into(documents.controls(body, "request.requested_on")[0], "wczoraj")

    found = read_request(documents.edited(marked(old, request), change))
    assert found.request is None
    assert [one.path for one in found.findings.errors] == ["/requested_on"]


def test_changes_that_somebody_has_accepted_are_still_asked_for():
    old, request = sample_request(UPDATES[0])

    def accept_the_date(body):
        block = documents.block_of(body, documents.controls(body, "produced_on")[0])
        content = next(block.iter(f"{W}sdtContent"))
        content[:] = [run for one in content if one.tag == f"{W}ins" for run in one]

    source = documents.edited(marked(old, request), accept_the_date)
    assert not read_request(marked(old, request), against=old).findings
    found = read_request(source, against=old)
    assert [one.code for one in found.findings] == ["LCKM-W013"]
    assert "Data wytworzenia informacji" in found.findings.items[0].message
    assert amend(old, found.request) == amend(old, request)


def test_the_moment_of_the_changes_is_the_same_in_any_zone():
    old, request = sample_request(UPDATES[0])
    here = redline(old, request, author="Jan Testowy", at=AT.astimezone(warsaw()))
    assert here == marked(old, request)


def test_a_moment_without_its_zone_is_refused():
    old, request = sample_request(UPDATES[0])
    with pytest.raises(ValueError, match="zone"):
        redline(old, request, author="Jan Testowy", at=datetime(2026, 11, 25))


def test_a_request_that_contradicts_itself_is_not_written():
    old = documents.sample("KA-01478")
    with pytest.raises(InvalidProcedureError):
        marked(old, UpdateRequest(old.id, consolidated=old))


def test_the_same_request_gives_the_same_bytes():
    old, request = sample_request(UPDATES[0])
    assert marked(old, request) == marked(old, request)


LIBREOFFICE = pytest.mark.slow(
    reason="LibreOffice; what Word marks, in test_tracked_by_word.py, stands for it"
)


@libreoffice.needed
class TestLibreOffice:
    """A program that we have not written reads what we write, and decides on our changes as
    they are meant.
    """

    @pytest.mark.parametrize(
        "path",
        some_in_every_change(UPDATES, 0, reason="another request"),
        ids=lambda path: path.name,
    )
    @pytest.mark.parametrize(
        "verb",
        [
            pytest.param("AcceptAllTrackedChanges", marks=LIBREOFFICE),
            pytest.param("RejectAllTrackedChanges", marks=LIBREOFFICE),
        ],
    )
    def test_all_changes_accepted_give_the_new_text_and_refused_the_old(self, path, verb, tmp_path):
        old, request = sample_request(path)
        source = libreoffice.resaved(marked(old, request), tmp_path, verb)
        reading = read_word(source)
        assert not reading.tracked
        assert reading.procedure() == (amend(old, request) if verb.startswith("Accept") else old)
        assert not [one for one in reading.findings if one.code.startswith("LCKM-W")]

    @LIBREOFFICE
    def test_lists_that_come_and_go_whole(self, tmp_path):
        """From fees to „brak”, from no visit to a booked one, parts removed from the middle,
        paragraphs added at both ends.
        """
        old = documents.sample("KA-02301")
        other = documents.sample("KA-01478")
        new = attrs.evolve(
            old,
            fees=documents.sample("KA-00044").fees,
            appointments=other.appointments,
            places=old.places[1:],
            steps=old.steps[::-1],
            how_to=f"Wstęp.\n\n{old.how_to}\n\nKoniec.",
            additional_info=None,
            required_documents=other.required_documents,
        )
        source = marked(old, compare(old, new))
        for verb, wanted in (("AcceptAllTrackedChanges", new), ("RejectAllTrackedChanges", old)):
            assert read_word(libreoffice.resaved(source, tmp_path, verb)).procedure() == wanted

    @LIBREOFFICE
    def test_a_procedure_that_it_saves_again_is_the_same(self, tmp_path):
        procedure = documents.sample("KA-02301")
        assert read_word(libreoffice.resaved(write(procedure), tmp_path)).procedure() == procedure

    @LIBREOFFICE
    def test_tracked_changes_that_it_saves_again_are_the_same(self, tmp_path):
        old, request = sample_request(UPDATES[0])
        found = read_request(libreoffice.resaved(marked(old, request), tmp_path))
        assert amend(old, found.request) == amend(old, request)
