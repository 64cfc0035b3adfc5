"""Blocks of the docs that a session keeps true; ``WRITE_DOCS=1`` writes them anew instead."""

import os
import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def block(page: str, name: str) -> str:
    """Return the block that follows the comment ``<!-- name -->`` in a page of the docs."""
    return _find(page, name)[1]


def hold(page: str, name: str, text: str) -> None:
    """Hold *text* against the block that follows the comment ``<!-- name -->`` in a page of
    the docs.
    """
    found = _find(page, name)
    if os.environ.get("WRITE_DOCS"):
        path = DOCS / page
        path.write_text(
            found.string[: found.start(1)] + text + found.string[found.end(1) :], encoding="utf-8"
        )
    else:
        assert found[1] == text, f"{page} is stale: run the session again with WRITE_DOCS=1 set"


def _find(page: str, name: str) -> re.Match[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(
        rf"^<!-- {re.escape(name)} -->\n```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL
    )
    assert found, f"{page} has no block „{name}”"
    return found
