"""Full-text search of the knowledge base in everyday Polish.

Residents and the call centre each have an index of their own. Names are imported on first use,
so that ``lckm`` can list this package's commands without delay.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_search.adapter import SearchAdapter
    from lckm_search.index import AUDIENCES, Replaced, SearchIndex
    from lckm_search.resident_words import SpokenGroup, SpokenWords, spoken_words

__all__ = [
    "AUDIENCES",
    "Replaced",
    "SearchAdapter",
    "SearchIndex",
    "SpokenGroup",
    "SpokenWords",
    "spoken_words",
]

_MODULES = {
    "SearchAdapter": "adapter",
    "SpokenGroup": "resident_words",
    "SpokenWords": "resident_words",
    "spoken_words": "resident_words",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"lckm_search.{_MODULES.get(name, 'index')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
