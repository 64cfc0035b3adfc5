"""A page as XML with the names and content of its JSON; ``procedure.xsd`` describes it."""

from typing import TYPE_CHECKING, Any

from lckm_bip.data.facts import FORMAT, Facts
from lckm_pages import escaped, label_html

if TYPE_CHECKING:
    from lckm_core.publication import Block, Inline, Projection

NAMESPACE = f"urn:lckm:procedure:{FORMAT}"


def page_xml(facts: Facts, edition: int) -> str:
    """Return a page's content; characters that XML cannot hold are U+FFFD."""
    projection = facts.projection
    out = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<procedure xmlns="{NAMESPACE}" '
        f'id="{escaped(projection.id)}" edition="{edition}"'
        f' audience="{projection.audience.value}"'
        f' online="{_flag(projection.online)}" xml:lang="pl">\n'
        f"<title>{escaped(projection.title)}</title>\n"
        f"<heading>{escaped(projection.heading)}</heading>"
    ]
    out += [f"<{key}>{escaped(value)}</{key}>" for key, value in facts.marks.items()]
    if projection.unit:
        out.append(f"<unit>{escaped(projection.unit)}</unit>")
    if projection.cell:
        out.append(f"<cell>{escaped(projection.cell)}</cell>")
    out += [f"<author>{escaped(name)}</author>" for name in projection.authors]
    if facts.sections.xml:
        out.append(facts.sections.xml)
    out += map(_edition, facts.history)
    out.append("</procedure>\n")
    return "\n".join(out)


def sections_xml(projection: "Projection") -> str:
    """Return its sections as elements, one below the other."""
    out = []
    for section in projection.sections:
        out.append(f'<section heading="{label_html(section.heading)}">')
        for entry in section.entries:
            blocks = "".join(map(_block, entry.blocks))
            out.append(
                f'<entry key="{label_html(entry.key)}" '
                f'label="{label_html(entry.label)}">{blocks}</entry>'
            )
        out.append("</section>")
    return "\n".join(out)


def _block(block: "Block") -> str:
    match block.type:
        case "text" | "link":
            return _inline(block)
        case "bullets":
            return f"<bullets>{''.join(map(_inline, block.items))}</bullets>"
        case "stages":
            items = [
                f'<stage number="{stage.number}" '
                f'online="{_flag(stage.online)}"><name>{escaped(stage.name)}</name>'
                + (f"<comment>{escaped(stage.comment)}</comment>" if stage.comment else "")
                + "</stage>"
                for stage in block.items
            ]
            return f"<stages>{''.join(items)}</stages>"
        case "table":
            headers = "".join([f"<header>{escaped(text)}</header>" for text in block.headers])
            rows = [
                "".join([f"<cell>{escaped(text)}</cell>" for text in row]) for row in block.rows
            ]
            caption = f' caption="{escaped(block.caption)}"' if block.caption else ""
            return (
                f"<table{caption}>{headers}{''.join([f'<row>{row}</row>' for row in rows])}</table>"
            )
        case "details":
            lines = [
                "<line "
                f'label="{label_html(line.label)}">{"".join(map(_inline, line.values))}</line>'
                for line in block.rows
            ]
            heading = f' heading="{escaped(block.heading)}"' if block.heading else ""
            return f"<details{heading}>{''.join(lines)}</details>"


def _inline(item: "Inline") -> str:
    if item.type == "text":
        return f"<text>{escaped(item.text)}</text>"
    note = f' note="{escaped(item.note)}"' if item.note else ""
    return f'<link href="{escaped(item.href)}"{note}>{escaped(item.text)}</link>'


def _edition(entry: dict[str, Any]) -> str:
    marks = [f' {key}="{escaped(str(value))}"' for key, value in entry.items() if key != "changed"]
    changed = "".join(
        [f"<changed>{escaped(label)}</changed>" for label in entry.get("changed", ())]
    )
    return f"<history{''.join(marks)}>{changed}</history>"


def _flag(value: bool) -> str:
    return "true" if value else "false"
