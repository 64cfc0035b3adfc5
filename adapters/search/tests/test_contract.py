"""lckm-search keeps the contracts of a search and of an exporter, in either database."""

import pytest

from lckm_search import AUDIENCES, SearchAdapter
from lckm_search.commands import SearchCommands
from lckm_testing import CommandsContract, ExportContract, SearchContract


@pytest.fixture
def adapter(place, few_synonyms):
    one = SearchAdapter(index=place, synonyms=few_synonyms)
    yield one
    one.index.close()


class TestSearch(SearchContract):
    @pytest.fixture
    def search(self, adapter):
        return adapter.provide_search()

    @pytest.fixture
    def show(self, adapter):
        return adapter.contribute_exporters()[0].export


class TestExporter(ExportContract):
    whole_or_nothing = True

    @pytest.fixture
    def exporter(self, adapter):
        return adapter.contribute_exporters()[0]

    @pytest.fixture
    def shown(self, adapter):
        def read():
            found = {}
            for audience in AUDIENCES:
                with adapter.index.store.reading(audience) as tables:
                    for id, digest in tables.digests().items():
                        found.setdefault(id, {})[audience] = digest
            return found

        return read


class TestCommands(CommandsContract):
    @pytest.fixture(params=SearchCommands().contribute_commands(), ids=lambda command: command.name)
    def command(self, request):
        return request.param
