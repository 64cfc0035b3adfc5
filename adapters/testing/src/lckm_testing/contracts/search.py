"""The contract of a search."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import attrs
import pytest

from lckm_core.ports import Search
from lckm_core.publication import Audience, Publication
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, to_fill_in
from lckm_testing.contracts.exports import edition_of, published

Show: TypeAlias = Callable[[Callable[[], Publication]], None]
"""As ``export`` of an exporter."""
_ID = "KA-00001"
_STARRED = "kryptonim"
"""A word that stands in a starred field and nowhere else."""
_HOSTILE = (
    *(
        "",
        " ",
        "\x00",
        "'",
        '"',
        "*",
        "(",
        "AND",
        "NEAR(a b)",
        "a:b",
        "title:x",
        "-",
        "^",
        "{",
        "%",
        "_",
        "\\",
        "&",
        "|",
        "!",
        "<->",
    ),
    *("ż" * 100_000, "a " * 20_000, "\ud800", "\u202e", "🕳", samples.HOSTILE),
)


class SearchContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.Search` keeps to.

    Fixtures: ``search`` and ``show``.
    """

    @pytest.fixture
    def search(self) -> Search:
        """A search that was given nothing to show yet, another for each test."""
        to_fill_in("search", "a search that was given nothing yet, another for each test")

    @pytest.fixture
    def show(self, search: Search) -> Show:
        """What gives the search what is published: ``export`` of its adapter's exporter."""
        to_fill_in("show", "the function `export` of the exporter that feeds the fixture `search`")

    @pytest.fixture
    def audiences(self) -> tuple[Audience, ...]:
        """The audiences that its exporter is for."""
        return (Audience.PORTAL, Audience.CALL_CENTRE)

    def test_a_procedure_is_found_by_a_word_of_its_title_and_by_its_number(
        self, search: Search, show: Show, audiences: tuple[Audience, ...]
    ) -> None:
        """In any case of letters; the spans say where the words of the title are."""
        show(partial(published, audiences))
        title = samples.procedure(_ID).title
        word = max(title.split(), key=len)
        for audience in audiences:
            for query in (word, word.upper(), word.lower()):
                found = {hit.id: hit for hit in search.find(query, audience=audience)}
                assert found[_ID].title == title
                assert all(title[start:end].strip() for start, end in found[_ID].title_spans)
            assert search.find(_ID, audience=audience)[0].id == _ID

    def test_the_best_come_first_and_no_more_than_were_asked_for(
        self, search: Search, show: Show, audiences: tuple[Audience, ...]
    ) -> None:
        show(partial(published, audiences))
        word = max(samples.procedure(_ID).title.split(), key=len)
        hits = search.find(word, audience=audiences[0])
        assert len(hits) > 1
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert [hit.id for hit in search.find(word, audience=audiences[0], limit=1)] == [hits[0].id]

    def test_the_public_finds_nothing_by_a_starred_word_and_staff_do(
        self, search: Search, show: Show, audiences: tuple[Audience, ...]
    ) -> None:
        """Neither by it alone nor beside a word that is there: nothing is given away."""
        text = samples.procedure(_ID)
        starred = attrs.evolve(
            text, call_centre=attrs.evolve(text.call_centre, notes=f"To jest {_STARRED}.")
        )
        show(partial(published, audiences, editions=[edition_of(starred)]))
        assert not search.find(_STARRED, audience=Audience.PORTAL)
        assert [hit.id for hit in search.find(_STARRED, audience=Audience.CALL_CENTRE)] == [_ID]
        hits = repr(search.find(f"{text.title} {_STARRED}", audience=Audience.PORTAL))
        assert _STARRED not in hits
        # The text of an edition never changes, so another text is another edition.
        newer = attrs.evolve(edition_of(text), number=2)
        show(partial(published, audiences, editions=[newer]))
        assert not search.find(_STARRED, audience=Audience.CALL_CENTRE)

    def test_what_is_no_longer_shown_is_no_longer_found(
        self, search: Search, show: Show, audiences: tuple[Audience, ...]
    ) -> None:
        show(partial(published, audiences))
        show(partial(published, audiences, ("KA-00002",)))
        assert not [hit for hit in search.find(_ID, audience=audiences[0]) if hit.id == _ID]
        show(partial(published, audiences, ()))
        assert not search.find("KA-00002", audience=audiences[0])

    def test_whatever_is_typed_is_answered(
        self, search: Search, show: Show, audiences: tuple[Audience, ...]
    ) -> None:
        """No quote, operator, surrogate or length makes it fail; every hit is shown."""
        show(partial(published, audiences))
        shown = {"KA-00001", "KA-00002", "KA-00010"}
        for number, query in enumerate(_HOSTILE):
            for audience in audiences:
                try:
                    found = {hit.id for hit in search.find(query, audience=audience)}
                except Exception as error:
                    error.add_note(f"query {number}, asked for {audience.value}")
                    raise
                assert found <= shown, f"query {number}, asked for {audience.value}"
