"""A page as JSON, written straight from the projection."""

import json
from collections.abc import Iterable
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING

from lckm_bip.data.facts import FORMAT, Facts

if TYPE_CHECKING:
    from lckm_core.publication import Block, Inline, Projection


_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def page_json(facts: Facts, edition: int) -> str:
    """Return a page as JSON: the projection without the day, BIP's marks and the editions."""
    head = {"format": FORMAT, "edition": edition, **facts.marks}
    procedure, history = _procedure(facts), _encoded(facts.history)
    return f'{_encoded(head)[:-1]},"procedure":{procedure},"history":{history}}}\n'


def _procedure(facts: Facts) -> str:
    """Return a projection without its day."""
    projection = facts.projection
    parts = [
        f'{{"audience":{quoted(projection.audience.value)},"id":{quoted(projection.id)}'
        f',"title":{quoted(projection.title)},"heading":{quoted(projection.heading)}'
        f',"online":{_flag(projection.online)},"sections":{facts.sections.json}'
    ]
    if projection.unit:
        parts.append(f',"unit":{quoted(projection.unit)}')
    if projection.cell:
        parts.append(f',"cell":{quoted(projection.cell)}')
    if projection.authors:
        parts.append(f',"authors":{_texts(projection.authors)}')
    if projection.produced_on:
        parts.append(f',"produced_on":"{projection.produced_on.isoformat()}"')
    return "".join(parts) + "}"


def sections_json(projection: "Projection") -> str:
    """Return its sections as a list."""
    out = []
    for section in projection.sections:
        entries = [
            f'{{"key":{quoted(entry.key)},"label":{quoted(entry.label)},'
            f'"blocks":[{",".join(map(_block, entry.blocks))}]}}'
            for entry in section.entries
        ]
        out.append(f'{{"heading":{quoted(section.heading)},"entries":[{",".join(entries)}]}}')
    return f"[{','.join(out)}]"


def _block(block: "Block") -> str:
    match block.type:
        case "text" | "link":
            return _inline(block)
        case "bullets":
            return f'{{"items":[{",".join(map(_inline, block.items))}],"type":"bullets"}}'
        case "stages":
            items = [
                f'{{"number":{stage.number},"name":{quoted(stage.name)}'
                + (f',"comment":{quoted(stage.comment)}' if stage.comment else "")
                + f',"online":{_flag(stage.online)}}}'
                for stage in block.items
            ]
            return f'{{"items":[{",".join(items)}],"type":"stages"}}'
        case "table":
            caption = f'"caption":{quoted(block.caption)},' if block.caption else ""
            rows = ",".join(map(_texts, block.rows))
            return f'{{{caption}"headers":{_texts(block.headers)},"rows":[{rows}],"type":"table"}}'
        case "details":
            heading = f'"heading":{quoted(block.heading)},' if block.heading else ""
            lines = [
                f'{{"label":{quoted(line.label)},"values":[{",".join(map(_inline, line.values))}]}}'
                for line in block.rows
            ]
            return f'{{{heading}"rows":[{",".join(lines)}],"type":"details"}}'


def _inline(item: "Inline") -> str:
    if item.type == "text":
        return f'{{"text":{quoted(item.text)},"type":"text"}}'
    note = f',"note":{quoted(item.note)}' if item.note else ""
    return f'{{"text":{quoted(item.text)},"href":{quoted(item.href)}{note},"type":"link"}}'


def _texts(texts: Iterable[str]) -> str:
    return f"[{','.join(map(quoted, texts))}]"


def _flag(value: bool) -> str:
    return "true" if value else "false"
