"""The index: what is shown to an audience put in, what somebody asks found."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations
from math import fsum, log

import attrs

from lckm_core.ports import Hit
from lckm_core.publication import Audience, Projection
from lckm_search.diversity import varied
from lckm_search.entries import Entry, digest, texts_of
from lckm_search.errors import OtherIndexError
from lckm_search.frequencies import Counts
from lckm_search.highlights import passages, spans
from lckm_search.indexer import Writer
from lckm_search.polish import Analyser, analyser
from lckm_search.query import (
    Asking,
    Concept,
    Vocabulary,
    ids_in,
    numbers_in,
)
from lckm_search.ranking import Ranking
from lckm_search.stores import Row, Tables, store
from lckm_search.synonyms import Synonyms, read_synonyms
from lckm_search.titles import titles

FORMAT = 1
"""Raised when an index made before would no longer serve."""
AUDIENCES = (Audience.PORTAL, Audience.CALL_CENTRE)
"""Those who search, each in an index of its own."""

_CANDIDATES, _RAREST = 18, 3
"""How many procedures are ranked that hold some of the rarest words, of so many of these."""
_ENOUGH = 30
"""With so many of them, those that hold fewer of the words are not looked for."""
_VARIED = 6
"""How many times more than are asked for are looked at, so that one matter does not fill the page."""
_PHRASES, _OF_PHRASE = 4, 10
"""And how many that hold all words of what is meant, of so many phrases."""
_FAINT = 0.15
"""A hit that scores less than this part of the best is no answer."""
_BY_NUMBER = 1000.0
_PASSAGES = 2
_COMMON = 5
"""A word that was not typed and stands in every fifth procedure („wydanie”, „zgłoszenie”) is not shown as found."""


@attrs.frozen
class Replaced:
    """How many procedures were written, removed, and left as they were."""

    written: int
    removed: int
    kept: int


class SearchIndex:
    """The indexes of the portal and of the call centre at one place.

    Args:
        place: the path of a folder (SQLite, a file for each audience) or an address ``postgresql://…``.
        analyser: ``best``, ``morfeusz2`` or ``snowball``.
        synonyms: a file like this package's ``data/synonyms.yaml``, instead of it.

    Nothing is opened before the first use. One object may serve several threads.
    """

    def __init__(self, place: str, *, analyser: str = "best", synonyms: str | None = None) -> None:
        self.store = store(place)
        self._analyser_name, self._synonyms_path = analyser, synonyms
        self._synonyms: Synonyms | None = None
        self._vocabularies: dict[Audience, Vocabulary] = {}

    def replace(
        self, shown: Mapping[Audience, Iterable[Projection]]
    ) -> Mapping[Audience, Replaced]:
        """Let each audience find exactly these procedures; those that are as they were are not written again.

        Whoever searches meanwhile finds what was there before, and after a failure so does everybody.

        Raises:
            ValueError: a projection for another audience, two of one number, or an audience that does not search.
            IndexUnavailableError: the database did not do it.
        """
        return self.replace_with(shown, lambda: shown)

    def replace_with(
        self,
        audiences: Collection[Audience],
        read: Callable[[], Mapping[Audience, Iterable[Projection]]],
    ) -> Mapping[Audience, Replaced]:
        """Do the same with what *read* returns for these audiences; it is called when no other may write to their indexes any more."""
        for audience in audiences:
            _require(audience)
        with self.store.writing(audiences) as tables:
            shown = read()
            return {
                audience: self._replace(audience, tables[audience], shown[audience])
                for audience in audiences
            }

    def _replace(
        self, audience: Audience, tables: Tables, projections: Iterable[Projection]
    ) -> Replaced:
        state = tables.state()
        anew = state.get("made") != self._made
        before = tables.digests()
        writer = Writer(tables, self.analyser, self.synonyms, anew=anew)
        seen: set[str] = set()
        for projection in projections:
            if projection.audience is not audience or projection.id in seen:
                wrong = "twice" if projection.id in seen else f"for {projection.audience.value}"
                raise ValueError(
                    f"{projection.id} is given {wrong}, to the index for {audience.value}"
                )
            seen.add(projection.id)
            if anew or before.get(projection.id) != digest(projection):
                writer.put(Entry.of(projection), there=projection.id in before)
        gone = sorted(before.keys() - seen)
        for id in gone:
            writer.drop(id)
        if writer.written or gone or anew:
            writer.end()
            tables.set_state(
                made=self._made, version=int(state.get("version", 0)) + 1, entries=len(seen)
            )
        return Replaced(writer.written, len(gone), len(seen) - writer.written)

    def find(self, query: str, *, audience: Audience, limit: int = 10) -> Sequence[Hit]:
        """Return the procedures that answer *query* best, at most *limit*; none where no word of it stands anywhere.

        The first :data:`lckm_search.query.MOST_WORDS` words count. A number of a procedure, a telephone or an account is found
        as it is typed.

        Raises:
            NoIndexError: nothing was put in for that audience yet.
            OtherIndexError: it was put in with another analyser or other synonyms.
        """
        _require(audience)
        with self.store.reading(audience) as tables:
            state = tables.state()
            if state.get("made") != self._made:
                raise OtherIndexError(self.store.place, state.get("made", "—"))
            asking = Asking(
                tables,
                self.analyser,
                self.synonyms,
                lambda: self._vocabulary(audience, tables, state["version"]),
            )
            exact = _by_number(tables, query, limit)
            concepts, counts = asking.concepts(query, int(state["entries"]))
            rows = tables.rows(_candidates(tables, concepts, counts))
            everywhere = counts._replace(
                entries=tables.counts(set().union(*(row.terms["title"] for row in rows)))
            )
            called = titles(rows, self.analyser, everywhere)
            ranking = Ranking(concepts, counts, called)
            found = [
                one for one in ranking.ranked(rows) if one[1].id not in {row.id for row in exact}
            ]
            found = found[: _VARIED * limit]
            scored = [(_BY_NUMBER, row) for row in exact] + [
                *varied(found, ranking.terms, called, limit)
            ]
            best = [
                one for one in scored if one[0] >= _FAINT * scored[0][0] or one[0] == _BY_NUMBER
            ][:limit]
            forms = tables.forms_of(_marked(concepts, counts))
            pages = tables.pages(row.row for _, row in best)
            return [_hit(points, row, pages[row.row], forms) for points, row in best]

    def close(self) -> None:
        """Close the files or connections; the next use opens them again."""
        self.store.close()

    @property
    def analyser(self) -> Analyser:
        """The analyser, loaded at the first use."""
        return analyser(self._analyser_name)

    @property
    def synonyms(self) -> Synonyms:
        """The synonyms, read at the first use."""
        if self._synonyms is None:
            self._synonyms = read_synonyms(self._synonyms_path, self.analyser)
        return self._synonyms

    @property
    def _made(self) -> str:
        return f"{FORMAT}, {self.analyser.version}, {self.synonyms.digest}"

    def _vocabulary(self, audience: Audience, tables: Tables, version: str) -> Vocabulary:
        kept = self._vocabularies.get(audience)
        if kept is None or kept.version != version:
            kept = self._vocabularies[audience] = Vocabulary.of(tables, version)
        return kept


def _require(audience: Audience) -> None:
    if audience not in AUDIENCES:
        raise ValueError(
            f"{audience.value} does not search: there are indexes for portal and call-centre"
        )


def _by_number(tables: Tables, query: str, limit: int) -> list[Row]:
    """Return the procedures whose own number, telephone or account the question holds."""
    ids = ids_in(query)
    found = tables.by_ids(ids) if ids else []
    for number in numbers_in(query):
        found += tables.by_number(number, limit)
    if not found:
        return []
    rows = {row.row: row for row in tables.rows(found)}
    return [rows[number] for number in dict.fromkeys(found)][:limit]


def _candidates(tables: Tables, concepts: Sequence[Concept], counts: Counts) -> set[int]:
    """Return the rows to be ranked: those that have each of the concepts that say most, and where they are few those that have some."""
    groups = [(concept.says, _rarest(concept, counts)) for concept in concepts]
    groups.sort(key=lambda one: -one[0] * counts.rarity(one[1]))
    rarest = [group for _, group in groups if group][:_RAREST]
    found: set[int] = set()
    for size in range(len(rarest), 0, -1):
        for asked in combinations(rarest, size):
            found.update(tables.candidates(asked, _CANDIDATES))
        if len(found) >= (_CANDIDATES if size == len(rarest) else _ENOUGH):
            break
    for phrase in _phrases(concepts, counts):
        found.update(tables.candidates(phrase, _OF_PHRASE))
    return found


def _phrases(concepts: Sequence[Concept], counts: Counts) -> list[tuple[frozenset[str], ...]]:
    """Return what is meant in several words, all of which stand somewhere, those that say most first."""
    meant = {
        tuple(frozenset(slot.keys() & counts.entries.keys()) for slot in one.slots): None
        for concept in concepts
        for one in concept.alternatives
        if len(one.slots) > 1
    }
    rarity = {phrase: fsum(map(counts.rarity, phrase)) for phrase in meant if all(phrase)}
    order = sorted(rarity, key=lambda phrase: (-rarity[phrase], [sorted(slot) for slot in phrase]))
    return order[:_PHRASES]


def _rarest(concept: Concept, counts: Counts) -> set[str]:
    """Return the terms that find a concept: of a meaning of several words, those of its rarest."""
    found: set[str] = set()
    for one in concept.alternatives:
        slot = max(one.slots, key=lambda slot: counts.rarity(slot))
        found.update(term for term in slot if term in counts.entries)
    return found


def _marked(concepts: Sequence[Concept], counts: Counts) -> set[str]:
    """Return the terms that are shown as found: those typed, and of what is said those that tell one procedure from others."""
    return {
        term
        for concept in concepts
        for one in concept.alternatives
        if one.said
        for slot in one.slots
        for term in slot
        if one.typed or counts.rarity((term,)) > log(1 + _COMMON)
    }


def _hit(points: float, row: Row, page: str, forms: set[str]) -> Hit:
    found = passages(texts_of(page), forms, _PASSAGES)
    return Hit(row.id, row.title, round(points, 3), spans(row.title, forms), found)
