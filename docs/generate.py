"""Write the docs that are tables made from code: ``python docs/generate.py``.

A test fails while they are stale.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import adapters_page
import faces_page
import hooks_page
import promises_page
import promises_pictures
import redaction_page

from lckm_cli.command_registry import adapters_serving, contributed_kinds
from lckm_core import Procedure, kinds, serving_code
from lckm_core.fields import Field, fields_of
from lckm_core.law import Provision, provisions

DOCS = Path(__file__).parent
REJECTED = DOCS.parent / "tests" / "files" / "rejected"
ORDINANCE_TESTS = DOCS.parent / "tests" / "ordinance"


def ordinance() -> str:
    """Return the table of provisions: what each asks, and where it is served."""
    tested = _tested()
    lines = [
        "# The ordinance, row by row",
        "",
        "Every provision of Ordinance No 102/2023, what it asks in our words, and where it is "
        "served. Made from",
        '`lckm_core.law` by `python docs/generate.py`; `lckm explain "§ 6 ust. 5"` prints one row '
        "with all that cites it.",
        "",
        *_how_many(),
        "",
        "| provision | duty | asks | read as | served by |",
        "|---|---|---|---|---|",
    ]
    readings = _readings()
    for row in provisions():
        if row.not_for_software:
            served = f"not for software: {row.not_for_software.en}"
        else:
            names = _serving(row)
            served = f"{_adapters(row)}: " if row.by_adapters else ""
            served += ", ".join(f"`{name}`" for name in names[:6]) + (
                " …" if len(names) > 6 else ""
            )
            served += f"; test: `{tested[row.id]}`" if row.id in tested else ""
        lines.append(
            f"| {row.id} | {row.duty.name.lower()} | {row.asks.en} | "
            f"{', '.join(readings.get(row.id, ()))} | {served} |"
        )
    return "\n".join(lines) + "\n"


def _how_many() -> list[str]:
    """Return how many provisions are served, by whom, and which are not."""
    rows = provisions()
    others = [row for row in rows if row.not_for_software]
    asked = [row for row in rows if not row.not_for_software]
    served = [row for row in asked if _serving(row)]
    by_adapter = [row for row in served if row.by_adapters]
    unserved = ", ".join(row.id for row in asked if row not in served)
    return [
        f"**Of {len(rows)} provisions {len(asked)} ask something of software, and {len(served)} "
        f"of those ({len(served) / len(asked):.0%}) are served**:",
        f"{len(served) - len(by_adapter)} by the library, {len(by_adapter)} by an adapter "
        f"({'; '.join(f'{row.id}, {_adapters(row)}' for row in by_adapter)}).",
        f"The other {len(others)} are not for software, and say why: "
        f"{', '.join(row.id for row in others)}."
        + (f" **Not served yet: {unserved}.**" if unserved else ""),
    ]


def _serving(row: Provision) -> list[str]:
    """Return what serves a provision: names of the core, or codes of adapters."""
    if row.by_adapters:
        return [kind.code for kind in contributed_kinds() if kind.cites == row.id]
    names = (re.sub(r"\._\w+(?=\.)", "", name) for name in serving_code(row.id))
    return sorted({name.removeprefix("lckm_core.") for name in names})


def _adapters(row: Provision) -> str:
    return ", ".join(f"`{name}`" for name in adapters_serving(row.id))


def _readings() -> dict[str, list[str]]:
    """Return links to the interpretations that name each provision."""
    found: dict[str, list[str]] = {}
    for path in sorted((DOCS / "interpretations").glob("*.md")):
        page = path.read_text(encoding="utf-8")
        words = page.partition("**Words read.**")[2].partition("**What we do.**")[0]
        number = page.removeprefix("# ").partition(".")[0]
        for citation in dict.fromkeys(re.findall(r"`([^`]+)`", " ".join(words.split()))):
            found.setdefault(citation, []).append(f"[{number}](interpretations/{path.name})")
    return found


def _tested() -> dict[str, str]:
    """Return the test file of each provision, read from the docstrings of the classes."""
    import ast

    found = {}
    for path in sorted(ORDINANCE_TESTS.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and (doc := ast.get_docstring(node)):
                found[
                    doc.split(":")[0]
                    if not doc.startswith("wzór")
                    else ":".join(doc.split(":")[:2])
                ] = path.name
    return found


def template() -> str:
    """Return the table of the form: section, label, key, limits, stars."""
    all_fields = list(_template_fields())
    fields = [
        field for _, _, field in all_fields if field.mark.cites == f"wzór: {field.mark.label}"
    ]
    starred = sum(field.mark.starred for field in fields)
    lines = [
        "# The form, field by field",
        "",
        f"The template's {len(fields)} fields in its order, under the number that the knowledge "
        f"base gives; {starred} have a star, and never reach",
        "the portal or BIP. Made from the marks in",
        "`src/lckm_core/procedures/template.py` by `python docs/generate.py`. “In some matters” "
        "leads to the rule that asks for the field.",
        "",
        "| section | field | key | must be given | limit | empty word | code |",
        "|---|---|---|---|---|---|---|",
    ]
    for section, prefix, field in all_fields:
        lines.append(
            f"| {section} | {field.mark.label}{'*' if field.mark.starred else ''} | "
            f"`{prefix}{field.key}` "
            f"| {_needed(field)} | {_limit(field)} "
            f"| {'„' + field.shape.word.value + '”' if field.shape.word else ''} | "
            f"{field.mark.code} |"
        )
    lines += [
        "",
        "## The parts",
        "",
        "| part | field | key | must be given | limit |",
        "|---|---|---|---|---|",
    ]
    for name, field in _part_fields():
        needed = "yes" if field.required else ""
        lines.append(
            f"| {name} | {field.mark.label} | `{field.key}` | {needed} | {_limit(field)} |"
        )
    return "\n".join(lines) + "\n"


_ASKED_BY_A_RULE = {"submission_deadline": "LCKM-R034", "cell": "LCKM-R024"}
"""Fields that may be left out, except where a rule says otherwise."""


def _needed(field: Field) -> str:
    """Return whether a field must be given, or by which rule in some matters."""
    if field.required:
        return "yes"
    code = _ASKED_BY_A_RULE.get(field.key)
    return f"[in some matters](findings.md#{code.lower()})" if code else ""


def _template_fields() -> Iterator[tuple[str, str, Field]]:
    for field in fields_of(Procedure):
        if field.key == "call_centre" and field.shape.model:
            yield from (
                (field.section, "call_centre.", inner) for inner in fields_of(field.shape.model)
            )
        else:
            yield field.section, "", field


def _part_fields() -> Iterator[tuple[str, Field]]:
    seen: set[type] = set()
    waiting = [Procedure]
    while waiting:
        for field in fields_of(waiting.pop(0)):
            model = field.shape.model or (
                field.shape.element.model if field.shape.element else None
            )
            if model is not None and model not in seen and model.__name__ != "CallCentre":
                seen.add(model)
                yield from ((model.__name__, inner) for inner in fields_of(model))
            if model is not None:
                waiting.append(model)


def _limit(field: Field) -> str:
    limits = []
    if field.mark.max_chars:
        limits.append(f"≤ {field.mark.max_chars} characters")
    if field.mark.min_items:
        limits.append(f"≥ {field.mark.min_items} item")
    if field.shape.choices:
        limits.append(", ".join(field.shape.choices))
    return "; ".join(limits)


def findings() -> str:
    """Return the table of finding codes, each with the message that its rejected file gets."""
    lines = [
        "# Findings",
        "",
        "Each code, what it stands for and the provision it rests on. A code never changes its "
        "meaning. *Error*: stops publication;",
        "*warning*: advice, which counts with `--strict`; *liftable*: an agreed departure (zał. 2 "
        "§ 9 ust. 3) may lift it, and the finding",
        "then shows as a note. The example is in `tests/files/rejected/`. Made by `python "
        "docs/generate.py`.",
        "",
        "| code | weight | provision | what | example |",
        "|---|---|---|---|---|",
    ]
    for each in kinds():
        weight = each.severity.value + (", liftable" if each.liftable else "")
        name = _example(each.code)
        lines.append(
            f'| <a id="{each.code.lower()}"></a>{each.code} | {weight} | {each.cites} | '
            f"{each.about.en} · {each.about.pl} | "
            f"{name} |"
        )
    return "\n".join(lines) + "\n"


def _example(code: str) -> str:
    names = sorted(path.name + ("/" if path.is_dir() else "") for path in REJECTED.glob(f"{code}*"))
    return ", ".join(f"`{name}`" for name in names)


PAGES = {
    "ordinance.md": ordinance,
    "template.md": template,
    "findings.md": findings,
    "hooks.md": hooks_page.page,
    "settings.md": faces_page.page,
    "promises.md": promises_page.page,
    "redaction-examples.md": redaction_page.page,
    **promises_pictures.PICTURES,
    "../adapters/README.md": adapters_page.page,
}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
