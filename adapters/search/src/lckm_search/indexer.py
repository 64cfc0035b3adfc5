"""Writes procedures into an index, with their terms and word forms."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from lckm_search.entries import FIELDS, Entry
from lckm_search.polish import Analyser, fold, words
from lckm_search.stores import Tables
from lckm_search.synonyms import Synonyms


class Writer:
    """Writes procedures and counts their terms.

    *rebuild* says that the index is empty or was made in another way.
    """

    def __init__(
        self, tables: Tables, analyser: Analyser, synonyms: Synonyms, *, rebuild: bool
    ) -> None:
        self._tables = tables
        self._analyser = analyser
        self._synonyms = synonyms
        self._rebuild = rebuild
        self._counts: Counter[str] = Counter()
        self._titles: Counter[str] = Counter()
        self._forms: set[tuple[str, str]] = set()
        self._known: dict[str, str] = {}
        self.written = 0

    def put(self, entry: Entry, *, exists: bool) -> None:
        """Write a procedure; *exists* replaces the one that the index has."""
        if exists:
            self.drop(entry.id)
        fields = entry.fields()
        terms = [" ".join(self._terms(fields[field])) for field in FIELDS]
        self._tables.put(entry, terms)
        self._counts.update(set(chain.from_iterable(text.split() for text in terms)))
        self._titles.update(set(terms[FIELDS.index("title")].split()))
        self.written += 1

    def drop(self, id: str) -> None:
        """Remove a procedure."""
        row = self._tables.drop(id)
        self._counts.subtract(row.all_terms())
        self._titles.subtract(row.terms["title"])

    def end(self) -> None:
        """Write the counts, and the forms of new terms."""
        terms = {term for _, term in self._forms}
        new = terms - self._tables.counts(terms).keys() - self._synonyms.terms
        gone_terms = self._tables.count(self._counts, self._titles) - self._synonyms.terms
        self._tables.drop_forms(gone_terms)
        self._forms.update((form, term) for term in new for form in self._analyser.forms(term))
        self._tables.put_forms(self._synonyms.forms(self._analyser) if self._rebuild else ())
        self._tables.put_forms(form for form in self._forms if form[1] not in gone_terms)

    def _terms(self, text: str) -> Iterable[str]:
        known = self._known
        return [known[word] if word in known else self._learn(word) for word in words(text)]

    def _learn(self, word: str) -> str:
        """Return the terms of a new word, separated by spaces."""
        terms = sorted(self._analyser.terms(word))
        self._forms.update((fold(word), term) for term in terms)
        found = self._known[word] = " ".join(terms)
        return found
