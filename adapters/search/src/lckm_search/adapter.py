"""The adapter: the search, and the exporter that feeds it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from lckm_core.ports import Exporter, Search, impl
from lckm_core.publication import Audience, Projection, Publication
from lckm_search.index import AUDIENCES, SearchIndex


class IndexExporter:
    """Gives the indexes what is published: the portal's what the portal shows, the call centre's what its staff see."""

    name = "search"

    def __init__(self, index: SearchIndex) -> None:
        self._index = index

    @property
    def audiences(self) -> Sequence[Audience]:
        """For whom there are indexes."""
        return AUDIENCES

    def export(self, read: Callable[[], Publication]) -> None:
        """Let each audience find exactly what it is shown."""

        def shown() -> Mapping[Audience, Iterable[Projection]]:
            publication = read()
            return {audience: publication.projections(audience) for audience in AUDIENCES}

        self._index.replace_with(AUDIENCES, shown)


class SearchAdapter:
    """Searches, and is told what there is to find.

    Args:
        index: where the indexes lie: the path of a folder (SQLite) or an address ``postgresql://…``.
        analyser: ``best`` (Morfeusz 2 where it is installed), ``morfeusz2`` or ``snowball``.
        synonyms: the path of a file like this package's ``data/synonyms.yaml``, to be used instead of it.

    Nothing is opened before the first use.
    """

    name = "search"

    def __init__(self, *, index: str, analyser: str = "best", synonyms: str | None = None) -> None:
        self.index = SearchIndex(index, analyser=analyser, synonyms=synonyms)
        self._exporter = IndexExporter(self.index)

    @impl
    def provide_search(self) -> Search:
        """Hand over the search."""
        return self.index

    @impl
    def contribute_exporters(self) -> Sequence[Exporter]:
        """Hand over what feeds it."""
        return [self._exporter]
