"""Explanations of a finding's code, a provision, or a field of the form."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from lckm_cli.check.results import CITES, OWN_CODES
from lckm_cli.command_registry import adapters_serving, contributed_kinds
from lckm_cli.language import Language, either
from lckm_cli.repository import repository
from lckm_core import FORMS, kinds, serving_code
from lckm_core.fields import Field, fields_of
from lckm_core.findings import FindingKind, Severity
from lckm_core.law import Provision, provisions, search
from lckm_core.text import CHARACTERS, Message, counted

_SEVERITIES = {
    "error": ("błąd", "error"),
    "warning": ("ostrzeżenie", "warning"),
    "note": ("uwaga", "note"),
}


class FormField(NamedTuple):
    """A field of a form, with the path of keys that leads to it (``steps.name``)."""

    form: str
    path: str
    field: Field


def explain(words: str, lang: Language) -> list[str] | None:
    """Return paragraphs about a code, a field, a provision or an interpretation.

    Args:
        words: a finding's code, a field's key or label, or a citation.
        lang: the language of the paragraphs.

    Returns:
        ``None`` when nothing of that name is known.
    """
    wanted = " ".join(words.split())
    code = _code(wanted)
    if code is not None:
        return [_explain_code(code, lang)]
    fields = [known for known in _fields() if wanted.casefold() in (known.path, known.field.key)]
    exact = [
        known for known in fields if known.path == wanted.casefold() and known.form == "procedure"
    ]
    fields = exact or fields
    if fields:
        return [_explain_field(known, lang) for known in fields]
    rows = search(wanted)
    if rows:
        return [
            *(_explain_provision(row, lang) for row in rows),
            *_other_provisions(wanted, rows, lang),
        ]
    interpretations = list(_interpretations(wanted, lang))
    if interpretations:
        return interpretations
    fields = [
        known
        for known in _fields()
        if wanted.casefold().rstrip("*") == known.field.mark.label.casefold()
    ]
    return [_explain_field(known, lang) for known in fields] or None


def suggestions(words: str) -> list[str]:
    """Return up to five names that may be meant."""
    fields = list(_fields())
    names = [kind.code for kind in _kinds()] + [known.path for known in fields]
    names += [known.field.mark.label for known in fields] + [row.id for row in provisions()]
    loose = {name.casefold(): name for name in names}
    found = [loose[close] for close in get_close_matches(words.casefold(), loose, n=3, cutoff=0.5)]
    found += [name for name in names if words.casefold() in name.casefold() and name not in found]
    return found[:5]


def _kinds() -> tuple[FindingKind, ...]:
    own_kinds = [
        FindingKind(code, CITES, Severity.ERROR, Message(*about))
        for code, about in OWN_CODES.items()
    ]
    return (*kinds(), *own_kinds, *contributed_kinds())


def _code(words: str) -> FindingKind | None:
    return next(
        (kind for kind in _kinds() if kind.code in (words.upper(), f"LCKM-{words.upper()}")), None
    )


def _fields() -> Iterator[FormField]:
    for form, model in FORMS.items():
        yield from _fields_in(form, model, "", ())


def _fields_in(form: str, model: type, path: str, above: tuple[type, ...]) -> Iterator[FormField]:
    for field in fields_of(model):
        yield FormField(form, path + field.key, field)
        part = field.shape.model or (field.shape.element.model if field.shape.element else None)
        if part is not None and part not in (*above, model) and part not in FORMS.values():
            yield from _fields_in(form, part, f"{path}{field.key}.", (*above, model))


def _provision(citation: str) -> Provision:
    return next(row for row in provisions() if row.id == citation)


def _explain_code(kind: FindingKind, lang: Language) -> str:
    row = _provision(kind.cites)
    lifting = either(
        lang,
        "może ją uchylić uzgodnione odstąpienie (zał. 2 § 9 ust. 3)"
        if kind.liftable
        else "nie można od niej odstąpić",
        "an agreed departure may lift it (zał. 2 § 9 ust. 3)"
        if kind.liftable
        else "no departure is possible",
    )
    lines = [
        f"{kind.code}: {kind.about.text(lang)}",
        _row(lang, "Waga", "Severity", f"{_severity(kind.severity.value, lang)}; {lifting}"),
        _row(lang, "Przepis", "Provision", f"{kind.cites} ({row.duty.words})"),
        _row(lang, "Wymaga", "Asks", row.asks.text(lang)),
    ]
    fields = [known.path for known in _fields() if known.field.mark.code == kind.code]
    if fields:
        lines.append(_row(lang, "Pole", "Field", ", ".join(dict.fromkeys(fields))))
    return "\n".join(lines)


def _explain_field(known: FormField, lang: Language) -> str:
    mark = known.field.mark
    shape = known.field.shape
    star = (
        either(lang, " (*: tylko dla pracowników)", " (*: for staff only)") if mark.starred else ""
    )
    form = _form(known.field, lang)
    form_name = "" if known.form == "procedure" else f" [{known.form}]"
    lines = [f"{known.path}: {mark.label}{star}{form_name}", _row(lang, "Postać", "Form", form)]
    if mark.max_chars:
        lines.append(
            _row(
                lang,
                "Limit",
                "Limit",
                counted(mark.max_chars, CHARACTERS).text(lang)
                + either(lang, " ze spacjami", ", spaces included"),
            )
        )
    need = either(
        lang,
        "wymagane" if known.field.required else "nieobowiązkowe",
        "required" if known.field.required else "optional",
    )
    lines.append(_row(lang, "Podanie", "Presence", need))
    rows = [row for row in provisions() if row.id == mark.cites]
    if rows:
        lines += [_row(lang, "Przepis", "Provision", f"{rows[0].id} ({rows[0].duty.words})")]
        lines += [_row(lang, "Wymaga", "Asks", rows[0].asks.text(lang))]
    if shape.word:
        lines.append(_row(lang, "Gdy brak", "If none", f"„{shape.word.value}”"))
    codes = [
        kind.code
        for kind in _kinds()
        if kind.code == mark.code or (rows and kind.cites == rows[0].id)
    ]
    if codes:
        lines.append(_row(lang, "Kody uwag", "Codes", ", ".join(codes)))
    return "\n".join(lines)


def _form(field: Field, lang: Language) -> str:
    shape = field.shape.element or field.shape
    names = {
        "text": ("tekst", "text"),
        "flag": ("tak albo nie", "yes or no"),
        "integer": ("liczba całkowita", "a whole number"),
        "number": ("liczba", "a number"),
        "day": ("dzień rrrr-mm-dd", "a day yyyy-mm-dd"),
        "moment": (
            "chwila rrrr-mm-ddTgg:mm:ss ze strefą",
            "a moment yyyy-mm-ddThh:mm:ss with its offset",
        ),
        "choice": ("jedno z: " + ", ".join(shape.choices), "one of: " + ", ".join(shape.choices)),
        "object": ("zestaw pól", "a set of fields"),
        "list": ("lista", "a list"),
    }
    name = shape.text.noun.text(lang) if shape.text else either(lang, *names[shape.form])
    keys = f": {', '.join(part.key for part in fields_of(shape.model))}" if shape.model else ""
    listed = either(lang, "lista: ", "a list: ") if field.shape.element else ""
    return f"{listed}{name}{keys}"


def _explain_provision(row: Provision, lang: Language) -> str:
    cited = serving_code(row.id)
    codes = [kind for kind in _kinds() if kind.cites == row.id]
    lines = [
        row.id,
        _row(lang, "Wymaga", "Asks", row.asks.text(lang)),
        _row(lang, "Waga", "Severity", f"{_severity(row.duty.severity, lang)} ({row.duty.words})"),
    ]
    if row.not_for_software:
        lines.append(_row(lang, "Poza programem", "Not software", row.not_for_software.text(lang)))
    if row.by_adapters:
        none = either(lang, "żaden z zainstalowanych", "none of those installed")
        lines.append(_row(lang, "Dodatek", "Adapter", ", ".join(adapters_serving(row.id)) or none))
    fields = [known.path for known in _fields() if known.field.mark.cites == row.id]
    if fields:
        lines.append(_row(lang, "Pole", "Field", ", ".join(dict.fromkeys(fields))))
    lists = [
        ("Kody uwag", "Codes", [f"{kind.code} {kind.about.text(lang)}" for kind in codes]),
        ("Kod", "Code", [name for name in cited if not name.startswith("LCKM-")]),
        ("Odczytanie", "Reading", _mentions("docs/interpretations", "*.md", row.id)),
        ("Testy", "Tests", _mentions("tests/ordinance", "*.py", row.id)),
    ]
    for polish, english, items in lists:
        lines += [
            _row(lang, polish if index == 0 else "", english if index == 0 else "", item)
            for index, item in enumerate(items)
        ]
    return "\n".join(lines)


def _other_provisions(words: str, rows: tuple[Provision, ...], lang: Language) -> Iterator[str]:
    """Yield a line about other provisions that a bare „§ 1” may mean."""
    if words.startswith("§"):
        parts = (search(f"{part} {words}") for part in ("zarz.", "zał. 1", "zał. 2"))
        provision_ids = [row.id for part in parts for row in part if row not in rows]
        if provision_ids:
            yield (
                f"{either(lang, 'Może też chodzić o', 'This may mean as well')}: "
                f"{', '.join(provision_ids)}"
            )


def _interpretations(words: str, lang: Language) -> Iterator[str]:
    """Yield the heading and file of an interpretation, by its number (I4)."""
    number = re.fullmatch(r"[Ii](\d{1,4})", words)
    root = repository()
    if number and root:
        for path in root.glob(f"docs/interpretations/{int(number[1]):04}-*.md"):
            heading = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
            place = path.relative_to(root).as_posix()
            yield f"{heading}\n{_row(lang, 'Odczytanie', 'Reading', place)}"


def _mentions(folder: str, pattern: str, citation: str) -> list[str]:
    """Return the files of the checkout that name a provision; for tests with the class."""
    root = repository()
    exact = re.compile(re.escape(citation) + r"(?! (?:ust|pkt|zd)\.? )(?![\w])")
    found: list[str] = []
    for path in sorted((root / folder).rglob(pattern)) if root else ():
        place = path.relative_to(root).as_posix() if root else path.name
        holder = ""
        hits: dict[str, None] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := re.match(r"class (\w+)", line):
                holder = f"::{match[1]}"
            if exact.search(line):
                hits[place + holder] = None
        found += hits
    return found


def _severity(severity: str, lang: Language) -> str:
    return either(lang, *_SEVERITIES[severity])


def _row(lang: Language, polish: str, english: str, text: str) -> str:
    label = either(lang, polish, english)
    return f"  {label + ':' if label else '':<16}{text}"
