"""The search index: stores what an audience may see, and finds what it asks for."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations
from math import fsum, log

import attrs

from lckm_core.ports import Hit
from lckm_core.publication import Audience, Projection
from lckm_search.diversity import diversify
from lckm_search.entries import Entry, Shown, texts_of
from lckm_search.errors import OtherIndexError
from lckm_search.highlights import passages, spans
from lckm_search.indexer import Writer
from lckm_search.polish import Analyser, analyser
from lckm_search.query import (
    Concept,
    Counts,
    Interpreter,
    Vocabulary,
    id_digits_in,
    numbers_in,
)
from lckm_search.ranking import Ranking
from lckm_search.stores import Row, Tables, store
from lckm_search.synonyms import Synonyms, read_synonyms
from lckm_search.titles import titles_of

FORMAT = 1
"""Raised whenever indexes made by earlier versions no longer serve."""
AUDIENCES = (Audience.PORTAL, Audience.CALL_CENTRE)
"""The audiences that search, each in an index of its own."""

# How many procedures are ranked for each group of the rarest words, and how many of these words.
_CANDIDATES, _RAREST = 18, 3
# With this many candidates, those with fewer of the words are not looked for.
_ENOUGH = 30
# How many times more hits than asked for are considered, so that one matter does not fill the
# page.
_CONSIDERED = 6
# How many phrases meant by the question are looked for, and how many procedures for each.
_PHRASES, _OF_PHRASE = 4, 10
# A hit that scores less than this part of the best is left out.
_FAINT = 0.15
_BY_NUMBER = 1000.0
_PASSAGES = 2
# A word that was not typed and is in every fifth procedure („wydanie”, „zgłoszenie”) is not
# highlighted.
_COMMON = 5


@attrs.frozen
class Replaced:
    """How many procedures were written, removed and left unchanged."""

    written: int
    removed: int
    unchanged: int


class SearchIndex:
    """The indexes of the portal and of the call centre in one place.

    Nothing is opened before the first use. One object may serve several threads.

    Args:
        place: the path of a folder (SQLite, one file per audience) or ``postgresql://…``.
        analyser: ``best``, ``morfeusz2`` or ``snowball``.
        synonyms: a file to use instead of this package's ``data/synonyms.yaml``.
    """

    def __init__(self, place: str, *, analyser: str = "best", synonyms: str | None = None) -> None:
        self.store = store(place)
        self._analyser_name, self._synonyms_path = analyser, synonyms
        self._synonyms: Synonyms | None = None
        self._vocabularies: dict[Audience, Vocabulary] = {}

    def replace(
        self, projections: Mapping[Audience, Iterable[Projection]]
    ) -> Mapping[Audience, Replaced]:
        """Replace the content of each audience's index with these procedures.

        Unchanged procedures are not written again. Until the end, and after a failure, searches
        find the earlier content.

        Raises:
            ValueError: a projection for another audience, a repeated number, or an audience
                without an index.
            IndexUnavailableError: the database failed.
        """
        shown = {
            audience: map(Shown.of_projection, found) for audience, found in projections.items()
        }
        return self.replace_with(shown, lambda: shown)

    def replace_with(
        self,
        audiences: Collection[Audience],
        read: Callable[[], Mapping[Audience, Iterable[Shown]]],
    ) -> Mapping[Audience, Replaced]:
        """Replace the content of these audiences' indexes with what *read* returns.

        *read* is called once no other process can write to the indexes. Only procedures that
        changed are projected.
        """
        for audience in audiences:
            _require(audience)
        with self.store.writing(audiences) as tables:
            shown = read()
            return {
                audience: self._replace(audience, tables[audience], shown[audience])
                for audience in audiences
            }

    def _replace(self, audience: Audience, tables: Tables, shown: Iterable[Shown]) -> Replaced:
        state = tables.state()
        rebuild = state.get("made") != self._build
        before = tables.digests()
        writer = Writer(tables, self.analyser, self.synonyms, rebuild=rebuild)
        seen: set[str] = set()
        for procedure in shown:
            if procedure.audience is not audience or procedure.id in seen:
                wrong = "twice" if procedure.id in seen else f"for {procedure.audience.value}"
                raise ValueError(
                    f"{procedure.id} is given {wrong}, to the index for {audience.value}"
                )
            seen.add(procedure.id)
            if rebuild or before.get(procedure.id) != procedure.digest:
                entry = Entry.of(procedure.projection(), procedure.digest)
                writer.put(entry, exists=procedure.id in before)
        gone_ids = sorted(before.keys() - seen)
        for id in gone_ids:
            writer.drop(id)
        if writer.written or gone_ids or rebuild:
            writer.end()
            tables.set_state(
                made=self._build, version=int(state.get("version", 0)) + 1, entries=len(seen)
            )
        return Replaced(writer.written, len(gone_ids), len(seen) - writer.written)

    def find(self, query: str, *, audience: Audience, limit: int = 10) -> Sequence[Hit]:
        """Return at most *limit* procedures that answer *query*, best first.

        The first :data:`lckm_search.query.MOST_WORDS` words count. The number of a procedure, a
        telephone number or an account number is found however it is typed.

        Raises:
            NoIndexError: the audience has no index yet.
            OtherIndexError: the index was made with another analyser or other synonyms.
        """
        _require(audience)
        with self.store.reading(audience) as tables:
            state = tables.state()
            if state.get("made") != self._build:
                raise OtherIndexError(self.store.place, state.get("made", "—"))
            interpreter = Interpreter(
                tables,
                self.analyser,
                self.synonyms,
                lambda: self._vocabulary(audience, tables, state["version"]),
            )
            exact = _by_number(tables, query, limit)
            concepts, counts = interpreter.concepts(query, int(state["entries"]))
            rows = tables.rows(_candidates(tables, concepts, counts))
            everywhere = counts._replace(
                entries=tables.counts(set().union(*(row.terms["title"] for row in rows)))
            )
            titles = titles_of(rows, self.analyser, everywhere)
            ranking = Ranking(concepts, counts, titles)
            found = [
                scored_row
                for scored_row in ranking.ranked(rows)
                if scored_row[1].id not in {row.id for row in exact}
            ]
            found = found[: _CONSIDERED * limit]
            scored = [(_BY_NUMBER, row) for row in exact] + [
                *diversify(found, ranking.terms, titles, limit)
            ]
            best = [
                scored_row
                for scored_row in scored
                if scored_row[0] >= _FAINT * scored[0][0] or scored_row[0] == _BY_NUMBER
            ][:limit]
            forms = tables.forms_of(_highlighted(concepts, counts))
            pages = tables.pages(row.row for _, row in best)
            return [_hit(points, row, pages[row.row], forms) for points, row in best]

    def close(self) -> None:
        """Close the files or connections; the next use opens them again."""
        self.store.close()

    @property
    def analyser(self) -> Analyser:
        """The analyser, loaded on first use."""
        return analyser(self._analyser_name)

    @property
    def synonyms(self) -> Synonyms:
        """The synonyms, read on first use."""
        if self._synonyms is None:
            self._synonyms = read_synonyms(self._synonyms_path, self.analyser)
        return self._synonyms

    @property
    def _build(self) -> str:
        return f"{FORMAT}, {self.analyser.version}, {self.synonyms.digest}"

    def _vocabulary(self, audience: Audience, tables: Tables, version: str) -> Vocabulary:
        vocabulary = self._vocabularies.get(audience)
        if vocabulary is None or vocabulary.version != version:
            vocabulary = self._vocabularies[audience] = Vocabulary.of(tables, version)
        return vocabulary


def _require(audience: Audience) -> None:
    if audience not in AUDIENCES:
        raise ValueError(
            f"{audience.value} has no index: there are indexes for portal and call-centre"
        )


def _by_number(tables: Tables, query: str, limit: int) -> list[Row]:
    """Return the procedures whose number, telephone or account is in the question."""
    found = tables.by_digits(id_digits_in(query))
    for number, may_be_an_end in numbers_in(query):
        found += tables.by_number(number, limit, whole=not may_be_an_end)
    if not found:
        return []
    rows = {row.row: row for row in tables.rows(found)}
    return [rows[number] for number in dict.fromkeys(found)][:limit]


def _candidates(tables: Tables, concepts: Sequence[Concept], counts: Counts) -> set[int]:
    """Return the rows to rank: those with the weightiest words, all or some of them."""
    groups = [(concept.importance, _rarest(concept, counts)) for concept in concepts]
    groups.sort(key=lambda group: -group[0] * counts.rarity(group[1]))
    rarest = [group for _, group in groups if group][:_RAREST]
    found: set[int] = set()
    for size in range(len(rarest), 0, -1):
        for terms in combinations(rarest, size):
            found.update(tables.candidates(terms, _CANDIDATES))
        if len(found) >= (_CANDIDATES if size == len(rarest) else _ENOUGH):
            break
    for phrase in _phrases(concepts, counts):
        found.update(tables.candidates(phrase, _OF_PHRASE))
    return found


def _phrases(concepts: Sequence[Concept], counts: Counts) -> list[tuple[frozenset[str], ...]]:
    """Return the phrases of several words that the index has, the rarest first."""
    phrases = {
        tuple(frozenset(slot.keys() & counts.entries.keys()) for slot in alternative.slots): None
        for concept in concepts
        for alternative in concept.alternatives
        if len(alternative.slots) > 1
    }
    rarity = {phrase: fsum(map(counts.rarity, phrase)) for phrase in phrases if all(phrase)}
    order = sorted(rarity, key=lambda phrase: (-rarity[phrase], [sorted(slot) for slot in phrase]))
    return order[:_PHRASES]


def _rarest(concept: Concept, counts: Counts) -> set[str]:
    """Return the terms that find a concept: those of the rarest word of each phrase."""
    found: set[str] = set()
    for alternative in concept.alternatives:
        slot = max(alternative.slots, key=lambda slot: counts.rarity(slot))
        found.update(term for term in slot if term in counts.entries)
    return found


def _highlighted(concepts: Sequence[Concept], counts: Counts) -> set[str]:
    """Return the terms to highlight: those typed, and the rare ones among synonyms."""
    return {
        term
        for concept in concepts
        for alternative in concept.alternatives
        if alternative.named
        for slot in alternative.slots
        for term in slot
        if alternative.typed or counts.rarity((term,)) > log(1 + _COMMON)
    }


def _hit(points: float, row: Row, page: str, forms: set[str]) -> Hit:
    found = passages(texts_of(page), forms, _PASSAGES)
    return Hit(row.id, row.title, round(points, 3), spans(row.title, forms), found)
