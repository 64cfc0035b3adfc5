"""A projection as text, for a terminal or a plain file."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from rich.box import ASCII, SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lckm_cli.formatting import safe
from lckm_cli.terminal import console

_AUDIENCES = {"portal": "portal", "bip": "BIP", "call-centre": "Call Center", "editors": "redakcja"}


def projection_as_text(data: Mapping[str, Any], *, width: int, colour: bool) -> str:
    """Return the data of a projection as text, wrapped at *width* columns."""
    file = io.StringIO()
    printed = console(file, width=width, colour=colour)
    for part in _page(data, colour):
        printed.print(part, soft_wrap=False)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def _page(data: Mapping[str, Any], colour: bool) -> Iterator[RenderableType]:
    yield _text(data["heading"], "bold")
    audience = _AUDIENCES.get(data["audience"], data["audience"])
    # A new description has no number yet.
    number = [data["id"]] if data.get("id") else []
    yield _text(" · ".join([*number, audience, f"stan na {data['on']}"]), "dim")
    for section in data["sections"]:
        yield Text()
        yield Rule(
            _text(section["heading"], "bold cyan"),
            align="left",
            style="cyan",
            characters="─" if colour else "-",
        )
        for entry in section["entries"]:
            yield _text(entry["label"], "bold")
            for block in entry["blocks"]:
                yield Padding(_block(block, colour), (0, 0, 0, 2))


def _block(block: Mapping[str, Any], colour: bool) -> RenderableType:
    match block["type"]:
        case "bullets":
            return _lines(f"• {_inline(item)}" for item in block["items"])
        case "stages":
            return _lines(_stage(item) for item in block["items"])
        case "table":
            return _table(block, colour)
        case "details":
            rows = [
                f"{row['label']}: {', '.join(_inline(value) for value in row['values'])}"
                for row in block.get("rows", [])
            ]
            return _lines(
                [block["heading"], *(f"  {row}" for row in rows)] if block.get("heading") else rows
            )
        case _:
            return _text(_inline(block))


def _stage(item: Mapping[str, Any]) -> str:
    online = " @" if item.get("online") else ""
    comment = f" ({item['comment']})" if item.get("comment") else ""
    return f"{item['number']}. {item['name']}{online}{comment}"


def _inline(value: Mapping[str, Any]) -> str:
    note = f" ({value['note']})" if value.get("note") else ""
    if value["type"] != "link" or value["href"].startswith(
        ("tel:", "mailto:", "file:", "procedure:")
    ):
        return f"{value['text']}{note}"
    text = value["text"]
    href = value["href"]
    return f"{text}{note}" if text in href else f"{text} <{href}>{note}"


def _table(block: Mapping[str, Any], colour: bool) -> Table:
    table = Table(
        box=SIMPLE_HEAD if colour else ASCII,
        title=_text(block["caption"]),
        title_justify="left",
        safe_box=False,
    )
    for header in block["headers"]:
        table.add_column(_text(header, "bold"))
    for row in block["rows"]:
        table.add_row(*(_text(cell) for cell in row))
    return table


def _lines(lines: Any) -> Text:
    return _text("\n".join(lines))


def _text(text: str, style: str = "") -> Text:
    return Text(safe(text, lines=True), style=style)
