"""Full-text search of the knowledge base in everyday Polish.

Residents and the call centre each have an index of their own. Names are imported on first use,
so that ``lckm`` can list this package's commands without delay.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_search.adapter import SearchAdapter
    from lckm_search.index import AUDIENCES, Replaced, SearchIndex

__all__ = ["AUDIENCES", "Replaced", "SearchAdapter", "SearchIndex"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from lckm_search import adapter, index

    return getattr(adapter if name == "SearchAdapter" else index, name)
