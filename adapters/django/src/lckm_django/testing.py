"""A contact centre in memory for tests, in place of the site's own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Any

from django.test.runner import DiscoverRunner

from lckm_core import ContactCentre, build
from lckm_core.memory import MemoryAdapter
from lckm_core.procedures import Person
from lckm_core.publication import PortalTerms
from lckm_core.reports import Category, Route, RouteTable
from lckm_django._open_centre import OpenCentre, using
from lckm_web import ResidentFace

_TABLE = RouteTable(
    categories=(Category(id="usterka", name="Usterka"),),
    domains=("example.org",),
    routes=(Route(name="Usterki", categories=("usterka",), mailbox="usterki@example.org"),),
)
_TERMS = PortalTerms(
    version="test",
    approved_by=Person(name="Ewa Pokazowa"),
    approved_on=date(2023, 1, 19),
    valid_from=date(2023, 1, 19),
    text="Regulamin na czas testów.",
)
_KEY = "of tests, which need no secret at all"


@contextmanager
def memory_centre(table: RouteTable | None = None) -> Iterator[ContactCentre]:
    """Have the site use a contact centre in memory, with the resident's face at ``/``.

    Neither the settings file nor the store is opened meanwhile.

    Terms are in force, so that reports come in.

    Args:
        table: the routes; by default one category, ``usterka``, with one mailbox.
    """
    adapter = MemoryAdapter(_TABLE if table is None else table)
    adapter.notices.save_terms(_TERMS)
    found = ContactCentre(build(adapter))
    with using(OpenCentre(found, lambda: {"/": ResidentFace(found, keys=[_KEY])})):
        yield found


class MemoryCentreRunner(DiscoverRunner):
    """Django's runner of tests with :func:`memory_centre` around them all.

    A test that wants one of its own: ``self.enterContext(memory_centre())``.
    """

    _stack: ExitStack

    def setup_test_environment(self, **kwargs: Any) -> None:
        """Begin."""
        super().setup_test_environment(**kwargs)
        self._stack = ExitStack()
        self._stack.enter_context(memory_centre())

    def teardown_test_environment(self, **kwargs: Any) -> None:
        """End."""
        self._stack.close()
        super().teardown_test_environment(**kwargs)
