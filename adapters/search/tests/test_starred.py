"""What has a star is in the call centre's index and nowhere in the public's: not found, not
kept, not told by the other answers.
"""

import os

import attrs
import pytest
from asking import DAY, shown
from hypothesis import given, settings, strategies as st

from lckm_core import Audience, Procedure, project
from lckm_core.fields import fields_of
from lckm_search import AUDIENCES, SearchIndex
from lckm_search.polish import fold
from lckm_testing.knowledge_base import knowledge_base
from tests.helpers.postgres import on_either
from tests.helpers.tiers import examples

PORTAL, STAFF = Audience.PORTAL, Audience.CALL_CENTRE
_WORDS = st.text(alphabet="bdfghkłmprstwzżęąóaeiuy", min_size=8, max_size=14).map(
    lambda word: f"qx{word}"
)


def planted(one: Procedure, words: tuple[str, ...]) -> Procedure:
    """Return the procedure with words in every starred field that holds words."""
    name, notes, question, answer, other, owner, coordinator = words
    call_centre = one.call_centre
    return attrs.evolve(
        one,
        call_centre=attrs.evolve(
            call_centre,
            phones=(attrs.evolve(call_centre.phones[0], name=f"Anna {name}"),),
            notes=f"Uwaga: {notes}.",
            faq=(
                attrs.evolve(
                    call_centre.faq[0], question=f"Czy {question}?", answer=f"Tak, {answer}."
                ),
            ),
            other=f"Dopisano: {other}.",
        ),
        owner=attrs.evolve(one.owner, name=f"Anna {owner}"),
        coordinators=(attrs.evolve(one.coordinators[0], name=f"Anna {coordinator}"),),
    )


def test_every_starred_field_that_can_hold_words_is_planted():
    one = next(knowledge_base(1))
    made = planted(one, tuple(f"słowo{number}" for number in range(7)))
    changed = {
        key for key in attrs.asdict(one, recurse=False) if getattr(made, key) != getattr(one, key)
    }
    starred = {field.key.partition(".")[0] for field in fields_of(Procedure) if field.mark.starred}
    assert changed == starred - {"internal", "valid_from", "valid_to", "in_edms"}  # a flag or a day


# The author is public; in the generated base the owner is one of them.
BASE = [attrs.evolve(one, authors=one.authors[1:]) for one in knowledge_base(6)]


@pytest.fixture(scope="module")
def replaced_index(tmp_path_factory, few_synonyms):
    """An index that is told of planted words, again and again; and what the public's holds of
    them afterwards.
    """
    folder = tmp_path_factory.mktemp("told")
    index = SearchIndex(str(folder), synonyms=few_synonyms)
    yield index, folder
    index.close()


@pytest.fixture(scope="module")
def plain(tmp_path_factory, few_synonyms):
    """An index of the same procedures without them."""
    index = SearchIndex(str(tmp_path_factory.mktemp("plain")), synonyms=few_synonyms)
    index.replace({audience: shown(BASE, audience) for audience in AUDIENCES})
    yield index
    index.close()


@settings(max_examples=examples(15), deadline=None)
@given(words=st.lists(_WORDS, min_size=7, max_size=7, unique_by=fold), at=st.integers(0, 5))
def test_the_public_finds_the_same_whatever_is_planted(replaced_index, plain, words, at):
    index, folder = replaced_index
    base = [*BASE[:at], planted(BASE[at], tuple(words)), *BASE[at + 1 :]]
    index.replace({audience: shown(base, audience) for audience in AUDIENCES})
    for word in words:
        assert BASE[at].id in {hit.id for hit in index.find(word, audience=STAFF)}
        for query in (word, fold(word), word[:-1], f"{BASE[at].title} {word}"):
            assert index.find(query, audience=PORTAL) == plain.find(query, audience=PORTAL)
        assert index.find(word, audience=PORTAL) == []
    index.close()
    public = b"".join(path.read_bytes() for path in sorted(folder.glob("portal.sqlite*")))
    assert public
    for word in words:
        for spelling in (word, fold(word)):
            assert spelling.encode() not in public
            assert spelling.encode("utf-16-le") not in public


@pytest.mark.parametrize("hidden", ["internal", "not yet", "no longer"])
def test_what_is_not_shown_to_the_public_is_not_found_by_it(index, hidden):
    one = attrs.evolve(next(knowledge_base(1)), title="Wydanie kwazimodo")
    changes = {
        "internal": {"internal": True},
        "not yet": {"valid_from": DAY.replace(day=5)},
        "no longer": {"valid_from": None, "valid_to": DAY.replace(day=3)},
    }
    one = attrs.evolve(one, **changes[hidden])
    index.replace({audience: shown([one], audience) for audience in AUDIENCES})
    assert index.find("kwazimodo", audience=PORTAL) == []
    assert bool(index.find("kwazimodo", audience=STAFF)) is (hidden == "internal")
    assert (project(one, STAFF, on=DAY) is not None) is (hidden == "internal")


@on_either("place")
def test_in_either_database_no_table_of_the_public_holds_a_planted_word(index):
    words = tuple(f"qxkryptonim{letter}" for letter in "abcdefg")
    index.replace(
        {
            audience: shown([planted(next(knowledge_base(1)), words)], audience)
            for audience in AUDIENCES
        }
    )
    for audience, there in ((PORTAL, False), (STAFF, True)):
        with index.store.reading(audience) as tables:
            held = ""
            for name in ("entries", "terms", "forms", "numbers", "state"):
                held += repr(tables.run(f"SELECT * FROM {{p}}_{name}").fetchall())
        assert ("qxkryptonim" in held) is there


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
def test_what_the_staff_s_index_holds_is_its_owner_s_alone_to_read(tmp_path):
    index = SearchIndex(str(tmp_path / "index"))
    index.replace({audience: shown(list(knowledge_base(2)), audience) for audience in AUDIENCES})
    index.close()
    files = sorted((tmp_path / "index").iterdir())
    assert {path.name.partition(".")[0] for path in files} == {one.value for one in AUDIENCES}
    for path in files:
        if path.name.startswith(STAFF.value):
            assert path.stat().st_mode & 0o077 == 0
