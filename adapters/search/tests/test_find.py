"""What is typed and what is found: numbers, telephones, typing errors, words without marks,
and where the words stand.
"""

import attrs
import pytest
from asking import DAY, index_of_all, shown

from lckm_core import Audience, project
from lckm_search.diversity import diversify
from lckm_search.entries import digits
from lckm_search.highlights import passages, spans
from lckm_search.polish import analyser, fold, places, words
from lckm_search.query import Alternative, Concept, Counts
from lckm_search.ranking import Ranking
from lckm_search.stores import Row
from lckm_search.synonyms import Synonyms
from lckm_search.titles import Title
from lckm_testing.knowledge_base import knowledge_base


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    one = index_of_all(tmp_path_factory)
    yield one
    one.close()


def found(index, query, audience=Audience.PORTAL, limit=5):
    return [hit.title for hit in index.find(query, audience=audience, limit=limit)]


@pytest.mark.parametrize(
    "query", ["KA-10101", "ka 10101", "KA10101", "sprawa nr KA-10101 proszę", "10101"]
)
def test_a_procedure_is_found_by_its_number_as_it_is_typed(index, query):
    assert found(index, query)[0] == "Zgłoszenie dziury w jezdni"


def test_zeros_at_the_beginning_of_a_number_may_be_left_out(index_at, tmp_path):
    one, other = knowledge_base(2)
    index = index_at(tmp_path)
    numbered = [attrs.evolve(one, id="KA-00478"), other]
    index.replace({Audience.PORTAL: shown(numbered, Audience.PORTAL)})
    for query in ("KA-478", "ka 478", "KA-00478", "478"):
        assert found(index, query) == [one.title], query


def test_of_two_numbers_with_the_same_digits_both_are_found_by_number(index_at, tmp_path):
    one, other = knowledge_base(2)
    index = index_at(tmp_path)
    numbered = [attrs.evolve(one, id="KA-00478"), attrs.evolve(other, id="AB-00478")]
    index.replace({Audience.PORTAL: shown(numbered, Audience.PORTAL)})
    assert found(index, "478") == [other.title, one.title]


def test_a_number_that_is_none_finds_nothing(index):
    assert found(index, "KA-77777") == []


def with_an_extension(index):
    """Fill an index with two procedures; return it and the title of that with extension 100."""
    one, other = knowledge_base(2)
    phones = ("+48 (42) 638-44-44 wew. 100",)
    reached = attrs.evolve(one, places=(attrs.evolve(one.places[0], phones=phones),))
    index.replace({Audience.PORTAL: shown([reached, other], Audience.PORTAL)})
    return index, one.title


class TestTelephones:
    @pytest.fixture
    def extension(self):
        """The one of the first procedure."""
        (phone,) = next(knowledge_base(1)).places[0].phones
        return phone

    def test_one_is_found_with_its_extension_however_it_is_typed(self, index, extension):
        last = extension.rpartition(" ")[2]
        for typed in (
            extension,
            f"42 638 44 44 wew. {last}",
            f"(42) 638-44-44 w. {last}",
            f"638-44-44 wew. {last}",
        ):
            hits = index.find(typed, audience=Audience.PORTAL, limit=20)
            assert "KA-10001" in {hit.id for hit in hits}, typed
            assert len(hits) < 10

    @pytest.mark.parametrize("group", [2, 3, 11])
    def test_the_end_of_one_is_found_though_no_word_is_as_typed(self, index_at, tmp_path, group):
        one, other = knowledge_base(2)
        phones = ("+48 (42) 222-33-11",)
        reached = attrs.evolve(one, places=(attrs.evolve(one.places[0], phones=phones),))
        index = index_at(tmp_path)
        index.replace({Audience.PORTAL: shown([reached, other], Audience.PORTAL)})
        for end in ("48422223311", *("422223311"[start:] for start in range(5))):
            typed = " ".join(end[at : at + group] for at in range(0, len(end), group))
            hits = index.find(typed, audience=Audience.PORTAL, limit=5)
            assert [hit.title for hit in hits if hit.score >= 1000] == [one.title], typed

    def test_one_that_is_the_whole_number_comes_before_one_that_ends_so(self, index_at, tmp_path):
        longer, whole = (
            attrs.evolve(one, places=(attrs.evolve(one.places[0], phones=(phone,)),))
            for one, phone in zip(knowledge_base(2), ("42 638 986", "986"), strict=True)
        )
        for kept in ([longer, whole], [whole, longer]):
            index = index_at(tmp_path / kept[0].id)
            index.replace({Audience.PORTAL: shown(kept, Audience.PORTAL)})
            assert found(index, "986")[:2] == [whole.title, longer.title]

    def test_a_short_one_is_found(self, index_at, tmp_path):
        one = next(knowledge_base(1))
        phones = ("986", "19 115")
        city_guard = attrs.evolve(one, places=(attrs.evolve(one.places[0], phones=phones),))
        index = index_at(tmp_path)
        index.replace({Audience.PORTAL: shown([city_guard], Audience.PORTAL)})
        for typed in ("986", "19 115", "19115"):
            assert found(index, typed) == [one.title], typed

    @pytest.mark.parametrize(
        "asked",
        [
            "opłata za prawo jazdy 100 zł gdzie wpłacić",
            "lampa zgierska 100 nie świeci",
            "impreza w parku na 100 osób",
            "kontener na 100 dni",
            "zameldowanie dziecko 100 dni",
            "100 plus",
            "dziura 100 m od pasów",
            "podatek za 100 metrów",
            "piec 100 kilowatów dotacja",
            "kara 100 złotych",
        ],
    )
    def test_a_short_number_among_words_is_no_end_of_one(self, index_at, tmp_path, asked):
        index, _ = with_an_extension(index_at(tmp_path))
        hits = index.find(asked, audience=Audience.PORTAL, limit=5)
        assert all(hit.score < 1000 for hit in hits)

    @pytest.mark.parametrize(
        "asked",
        [
            "100",
            "wew. 100",
            "tel. 100",
            "numer 100",
            "nr 100",
            "wewnętrzny 100",
            "połącz 100",
            "638 44 44 100",
            "kto ma numer wewnętrzny 100",
        ],
    )
    def test_an_extension_is_found_by_itself(self, index_at, tmp_path, asked):
        index, title = with_an_extension(index_at(tmp_path))
        assert found(index, asked)[0] == title

    def test_staff_find_a_colleague_s_and_the_public_does_not(self, index_at, tmp_path):
        one = next(knowledge_base(1))
        phones = (attrs.evolve(one.call_centre.phones[0], phone="+48 (42) 222-33-11"),)
        hidden = attrs.evolve(one, call_centre=attrs.evolve(one.call_centre, phones=phones))
        index = index_at(tmp_path)
        index.replace(
            {
                audience: shown([hidden], audience)
                for audience in (Audience.PORTAL, Audience.CALL_CENTRE)
            }
        )
        assert found(index, "222 33 11", Audience.CALL_CENTRE) == [one.title]
        assert found(index, "222 33 11") == []

    @pytest.mark.parametrize(
        ("typed", "dialled"),
        [
            ("+48 (42) 638-44-44", "426384444"),
            ("48 42 638 44 44", "426384444"),
            ("638-44-44 wew. 7", "63844447"),
            ("986", "986"),
        ],
    )
    def test_numbers_are_what_the_country_dials(self, typed, dialled):
        assert digits(typed) == dialled


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("latarnai nie swieci", "Zgłoszenie niedziałającej latarni ulicznej"),
        ("zamedlowanie", "Wpis do ewidencji mieszkańców przy zameldowaniu"),
        ("przeczkole zapisy", "Zapis do przedszkola miejskiego"),
        ("ekshumajca", "Wydanie zezwolenia na ekshumację zwłok"),
        ("sterylzacja kota", "Przyznanie bezpłatnej sterylizacji i kastracji"),
        ("zolw", None),
    ],
)
def test_typing_errors_are_forgiven(index, typed, meant):
    titles = found(index, typed)
    assert (meant in titles) if meant else (titles == [])


def test_acts_of_one_matter_do_not_fill_the_page(index):
    """Four acts of each speak of holes and of pavements; both matters are there, each with its
    plainest act first.
    """
    titles = found(index, "dziura chodnik")
    assert {"Zgłoszenie dziury w jezdni", "Zgłoszenie uszkodzonego chodnika"} <= set(titles)
    acts = [title for title in found(index, "dziura w jezdni", limit=10) if "dziury" in title]
    assert acts[0] == "Zgłoszenie dziury w jezdni"
    assert (
        found(index, "skarga na dziurę w jezdni")[0]
        == "Skarga na sposób załatwienia zgłoszenia dziury w jezdni"
    )


def test_an_act_whose_title_has_more_of_the_question_is_not_put_off():
    """The complaint of a hole has a word that the hole above it has not; the mending of one
    has not, and comes after the park.
    """
    titled = {
        1: "dziura jezdnia",
        2: "dziura jezdnia skarga",
        3: "dziura jezdnia naprawa",
        4: "park",
    }
    rows = [
        Row(at, f"KA-{at}", title, {"title": frozenset(title.split())}, "")
        for at, title in titled.items()
    ]
    titles = {
        at: Title({frozenset({word}): 1.0 for word in one.split()}, len(one.split()))
        for at, one in titled.items()
    }
    ranked = zip((10.0, 9.0, 9.5, 8.0), rows, strict=True)
    shown = diversify(ranked, frozenset({"dziura", "skarga", "park"}), titles, 4)
    assert [row.row for _, row in shown] == [1, 2, 4, 3]
    assert [points for points, _ in shown][:3] == [10.0, 9.0, 8.0]


def test_a_word_counts_by_the_weightiest_field_that_has_it():
    word = frozenset({"dziura"})
    rows = [
        Row(at, f"KA-{at}", "dziura", {"title": word, "steps": steps}, rest)
        for at, (steps, rest) in enumerate(((frozenset(), ""), (word, " dziura ")))
    ]
    titles = {row.row: Title({word: 1.0}, 1) for row in rows}
    asked = [Concept((Alternative(({"dziura": 1.0},)),))]
    ranking = Ranking(asked, Counts({"dziura": 2}, 9), titles)
    assert ranking.score(rows[0]) == ranking.score(rows[1])


@pytest.mark.parametrize(
    ("rest", "is_found"),
    [
        (" dziura ", True),
        (" nowy dziura ", True),
        (" dziura nowy ", True),
        (" dziurawy ", False),
        (" podziura ", False),
        (" podziurawić droga ", False),
        ("", False),
    ],
)
def test_of_the_rest_a_whole_word_counts_alone(rest, is_found):
    row = Row(0, "KA-0", "Jezdnia", {}, rest)
    asked = [Concept((Alternative(({"dziura": 1.0},)),))]
    ranking = Ranking(asked, Counts({"dziura": 2}, 9), {0: Title({frozenset({"jezdnia"}): 1.0}, 1)})
    assert (ranking.score(row) > 0) is is_found


def test_a_phrase_with_nie_is_said_only_where_nie_is(index):
    lost = "Zgłoszenie zaginięcia psa lub kota"
    assert lost in found(index, "kot nie wrócił")
    assert found(index, "wrócił", limit=1) != [lost]


@pytest.mark.parametrize("asked", ["filatelistyka", "zafilatelisty"])
def test_a_word_of_the_same_family_finds_what_the_word_itself_does_not(index_at, tmp_path, asked):
    one, other = knowledge_base(2)
    one = attrs.evolve(one, title="Zgłoszenie filatelisty")
    index = index_at(tmp_path)
    index.replace({Audience.PORTAL: shown([one, other], Audience.PORTAL)})
    assert found(index, asked)[0] == one.title


def test_a_word_of_several_lemmas_is_one_word_of_a_title(index):
    """„Wydanie” is of „wydanie” and „wydać”, „zmiana” of one: a plain question is answered by
    the plain act.
    """
    assert found(index, "ekshumacja")[0] == "Wydanie zezwolenia na ekshumację zwłok"


def test_a_phrase_of_who_asks_needs_its_short_words():
    """„po babci” is said where „po” is, too; „w parku” wherever a park is."""
    known = analyser("snowball")
    made = Synonyms("- {said: [po babci, w parku], means: [najem]}", known)
    assert known.terms("po") <= made.terms
    assert not known.terms("w") <= made.terms


@pytest.mark.parametrize(
    "said", ["kotek", "dziura drogi", "kotek sąsiada miauczy", "stara lampa pęka nagle"]
)
def test_a_phrase_is_meant_where_each_of_its_words_is_asked(said):
    """One left out, the first, a middle one or the last, asks for another thing."""
    known = analyser("snowball")
    made = Synonyms(f"- {{said: [{said}], means: [najem]}}", known)
    slots = [known.terms(word) for word in said.split()]

    def meant(asked):
        query = set().union(*asked)
        return [one for term in query for one in made.of(term, query)]

    assert meant(slots)
    for at in range(len(slots)):
        assert meant(slots[:at] + slots[at + 1 :]) == [], said.split()[at]


def test_what_the_office_does_is_not_marked_unless_it_was_typed(index):
    title = "Zgłoszenie zaginięcia psa lub kota"
    for asked, marked in (("kot nie wrócił", False), ("zgłoszenie, kot nie wrócił", True)):
        (hit,) = [one for one in index.find(asked, audience=Audience.PORTAL) if one.title == title]
        assert ("Zgłoszenie" in {title[start:end] for start, end in hit.title_spans}) is marked


def test_who_asks_says_little_of_what_is_asked(index):
    assert (
        found(index, "mąż sąsiada wczoraj wypatrzył dziurę na ulicy")[0]
        == "Zgłoszenie dziury w jezdni"
    )


def test_a_word_with_its_marks_is_preferred_to_one_that_only_looks_like_it_without(
    index_at, tmp_path
):
    """„laska” is a stick, and „łaska” is grace."""
    first, second = knowledge_base(2)
    stick = attrs.evolve(first, title="Wydanie laski", summary="Laska pomaga chodzić.")
    grace = attrs.evolve(second, title="Wydanie łaski", summary="Łaska to łaska.")
    index = index_at(tmp_path)
    index.replace({Audience.PORTAL: shown([stick, grace], Audience.PORTAL)})
    assert found(index, "łaska")[0] == grace.title
    assert found(index, "laska")[0] == stick.title
    assert set(found(index, "laska")) == {stick.title, grace.title}


def test_the_words_found_lie_where_the_spans_say(index):
    for query in ("wywóz starej kanapy", "smieci", "drzewa"):
        hits = index.find(query, audience=Audience.PORTAL)
        assert hits
        for hit in hits:
            texts = [(hit.title, hit.title_spans), *((one.text, one.spans) for one in hit.passages)]
            marked = [text[start:end] for text, some in texts for start, end in some]
            assert marked
            assert all(part.isalnum() for part in marked)
            assert all(len(one.text) <= 200 and one.spans for one in hit.passages)


def test_passages_begin_with_what_counts_most(index):
    (hit,) = [
        one
        for one in index.find("dziura w jezdni", audience=Audience.PORTAL)
        if one.id == "KA-10101"
    ]
    assert hit.passages[0].label == "Skrócony opis sprawy"


def test_staff_find_by_the_questions_that_are_asked(index):
    """A resident asks it in these words; the public's text has none of them."""
    assert "Zgłoszenie dziury w jezdni" in found(index, "urwałem koło", Audience.CALL_CENTRE)


def test_no_more_than_were_asked_for_the_best_first(index):
    hits = index.find("wniosek", audience=Audience.PORTAL, limit=7)
    assert len(hits) == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_an_audience_that_does_not_search_is_refused(index):
    with pytest.raises(ValueError, match="bip has no index"):
        index.find("pies", audience=Audience.BIP)
    with pytest.raises(ValueError, match="editors has no index"):
        index.replace({Audience.EDITORS: []})


class TestWords:
    def test_folding_keeps_each_character_one(self):
        text = "Zażółć gęślą JAŹŃ, ŁÓDŹ – ß İ é"
        assert len(fold(text)) >= len(text)
        assert fold("Zażółć gęślą JAŹŃ Łódź") == "zazolc gesla jazn lodz"

    def test_words_have_no_marks_of_any_syntax(self):
        assert words('a:b "c" (d)* NEAR^2 x_y') == ["a", "b", "c", "d", "near", "2", "x", "y"]
        assert [text for *_, text in places("Ślub, ślubu")] == ["slub", "slubu"]

    @pytest.mark.parametrize("word", ["kanapa", "kanapka", "kanapowa", "kanapeczka", "kanapunia"])
    def test_a_passage_is_cut_between_words(self, word):
        text = f"{'słowo ' * 50}{'x' * (len(word) - 6)} {word}{' dalej' * 50}"
        (one,) = passages((attrs.evolve(_text(), text=text),), {word}, 2)
        assert set(one.text.split()) <= {"…", "słowo", "x" * (len(word) - 6), word, "dalej"}
        assert one.text.startswith("… słowo")
        assert one.text.endswith("dalej …")
        assert spans(one.text, {word}) == one.spans != ()

    def test_a_longer_word_that_begins_alike_is_not_shown(self):
        assert spans("Parkowanie: park i parki", {"park", "parki"}) == ((12, 16), (19, 24))

    def test_a_passage_around_a_word_in_a_long_address_shows_that_word(self):
        text = f"Zob. https://example.org/{'a/' * 200}kanapa/{'b/' * 200}"
        (one,) = passages((attrs.evolve(_text(), text=text),), {"kanapa"}, 2)
        assert [one.text[span.start : span.end] for span in one.spans] == ["kanapa"]
        assert len(one.text) <= 200

    def test_the_weightiest_texts_come_first(self):
        texts = tuple(
            attrs.evolve(_text(), key=key, label=key, text="Kanapa.")
            for key in ("how_to", "steps", "summary")
        )
        shown = passages(texts, {"kanapa"}, 2)
        assert [one.label for one in shown] == ["summary", "steps"]


def _text():
    from lckm_search.entries import Entry

    projection = project(next(knowledge_base(1)), Audience.PORTAL, on=DAY)
    assert projection is not None
    return Entry.of(projection, b"").texts[0]
