"""The adapter that provides the search and the exporter of its indexes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from lckm_core.ports import Exporter, Search, impl
from lckm_core.publication import Audience, Publication
from lckm_search.entries import Shown
from lckm_search.index import AUDIENCES, SearchIndex


class IndexExporter:
    """Writes what is published to the search index of each audience."""

    name = "search"

    def __init__(self, index: SearchIndex) -> None:
        self._index = index

    @property
    def audiences(self) -> Sequence[Audience]:
        """The audiences that have an index."""
        return AUDIENCES

    def export(self, read: Callable[[], Publication]) -> None:
        """Replace the content of each index with what its audience may see."""

        def shown() -> Mapping[Audience, Iterable[Shown]]:
            pages = read().pages
            return {
                audience: map(partial(Shown.of_page, audience=audience), pages[audience])
                for audience in AUDIENCES
            }

        self._index.replace_with(AUDIENCES, shown)


class SearchAdapter:
    """Provides the search and keeps its indexes up to date.

    Nothing is opened before the first use.

    Args:
        index: the folder of the indexes (SQLite), or an address ``postgresql://…``.
        analyser: ``best`` (Morfeusz 2 where it is installed), ``morfeusz2`` or ``snowball``.
        synonyms: the path of a file to use instead of this package's ``data/synonyms.yaml``.
    """

    name = "search"

    def __init__(self, *, index: str, analyser: str = "best", synonyms: str | None = None) -> None:
        self.index = SearchIndex(index, analyser=analyser, synonyms=synonyms)
        self._exporter = IndexExporter(self.index)

    @impl
    def provide_search(self) -> Search:
        """Return the search."""
        return self.index

    @impl
    def contribute_exporters(self) -> Sequence[Exporter]:
        """Return the exporter of the indexes."""
        return [self._exporter]
