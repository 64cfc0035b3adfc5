"""The blocks of a projection as HTML, in Python for speed: exports make 10,000 pages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lckm_pages.links import Addresses
from lckm_pages.markdown import escaped, flow_html
from lckm_pages.safe_text import (
    each_html,
    heading_html,
    inline_html,
    rows_html,
)

if TYPE_CHECKING:
    from lckm_core.publication import (
        Block,
        Entry,
        Section,
        Stages,
        Table,
    )

NO_VISIT = "bez wizyty w urzędzie"
"""What the template's „@” says of a step: by telephone it is done so, too."""
WIDE = 3
"""A table of more columns scrolls in a region of its own."""


def sections_html(sections: "Iterable[tuple[str, Section]]", addresses: Addresses) -> str:
    """Return sections, each with its anchor, as HTML; every word of them is escaped."""
    return "\n".join([_section(anchor, section, addresses) for anchor, section in sections])


def _section(anchor: str, section: "Section", addresses: Addresses) -> str:
    """Return one section: without a heading, its entries stand one level higher."""
    name = section.heading
    if name:
        top, tag = 3, "section"
        out = [
            f'<section id="{anchor}" aria-labelledby="{anchor}-h">\n<h2 '
            f'id="{anchor}-h">{escaped(name)}</h2>'
        ]
    else:
        top, tag = 2, "div"
        out = [f'<div id="{anchor}">']
    for entry in section.entries:
        _entry(entry, name, top, addresses, out)
    out.append(f"</{tag}>")
    return "\n".join(out)


def _entry(entry: "Entry", above: str, top: int, addresses: Addresses, out: list[str]) -> None:
    """Write a field: what is labelled like its section is not labelled again."""
    label = entry.label
    out.append('<div class="entry summary">' if entry.key == "summary" else '<div class="entry">')
    level = top
    if label != above:
        level = top + 1
        out.append(heading_html(label, top))
    out += [_block(block, label, level, addresses) for block in entry.blocks]
    out.append("</div>")


def _block(block: "Block", label: str, level: int, addresses: Addresses) -> str:
    match block.type:
        case "text":
            return flow_html(block.text, level)
        case "link":
            return f"<p>{inline_html(block, addresses)}</p>"
        case "bullets":
            return f"<ul>\n{each_html(block.items, 'li', addresses)}\n</ul>"
        case "stages":
            return _stages(block)
        case "table":
            return _table(block, label)
        case "details":
            heading = heading_html(block.heading, level) if block.heading else ""
            rows = f"\n<dl>\n{rows_html(block.rows, addresses)}\n</dl>" if block.rows else ""
            return f'<div class="details">{heading}{rows}</div>'


def _stages(stages: "Stages") -> str:
    out = ['<ol class="stages">']
    for stage in stages.items:
        online = f' <span class="online">{NO_VISIT}</span>' if stage.online else ""
        comment = (
            f'\n<span class="comment">{escaped(stage.comment)}</span>' if stage.comment else ""
        )
        out.append(
            f'<li><span class="number">Krok {stage.number}</span>\n'
            f"<div><strong>{escaped(stage.name)}</strong>{online}{comment}</div></li>"
        )
    out.append("</ol>")
    return "\n".join(out)


def _table(table: "Table", label: str) -> str:
    caption = escaped(table.caption or label)
    seen = ' class="unseen"' if (table.caption or label) == label else ""
    out = [f"<table>\n<caption{seen}>{caption}</caption>"]
    if table.headers:
        cells = "".join(
            [
                f'<th scope="col">{escaped(text)}</th>' if text else "<td></td>"
                for text in table.headers
            ]
        )
        out.append(f"<thead><tr>{cells}</tr></thead>")
    out.append("<tbody>")
    for first, *others in table.rows:
        head = f'<th scope="row">{flow_html(first)}</th>' if first else "<td></td>"
        out.append(f"<tr>{head}{''.join([f'<td>{flow_html(cell)}</td>' for cell in others])}</tr>")
    out.append("</tbody>\n</table>")
    html = "\n".join(out)
    if len(table.headers) <= WIDE:
        return html
    return f'<section class="wide" tabindex="0" aria-label="Tabela: {caption}">{html}</section>'
