"""Findings in the words of the form, for readers who see labels and no YAML."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

import attrs

from lckm_core.amendments import UpdateRequest
from lckm_core.fields import Field, Shape, fields_of, object_shape
from lckm_core.findings import Finding, Findings, steps
from lckm_core.procedures import Procedure
from lckm_core.text import Language
from lckm_word.values import FLAGS, words_of

_FORMS = (Procedure, UpdateRequest)
# What a message says of YAML: how a list or a set of fields is written in it.
_YAML: Mapping[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    "pl": (
        (
            re.compile(r"(?<=nie ma tego pola\. )Podaj (?:listę|zestaw pól)[^{\[]*[{\[].*"),
            "{fill}.",
        ),
        (re.compile(r"(?<=\. )Wpisz pod „[a-z_]+:”, w nowym wierszu, po .*"), "{fill}."),
        (re.compile(r"(?<=\. )Wpisz: (?:- |[a-z_]+: )[{\[].*"), "{fill}."),
        (
            re.compile(
                r"(?:powinna tu być lista|powinien tu być zestaw pól)[^„]*?(?=, a jest| albo „)",
                re.IGNORECASE,
            ),
            "powinna tu być treść pola",
        ),
        (re.compile(r"nie ma tego pola\b"), "jest puste"),
        (re.compile(r"(?<=jest puste\. )Podaj "), "Wpisz "),
    ),
    "en": (
        (re.compile(r"(?<=is missing\. )Give (?:a list|a set of fields)[^{\[]*[{\[].*"), "{fill}."),
        (re.compile(r"(?<=\. )Write under “[a-z_]+:”, on a new line, after .*"), "{fill}."),
        (re.compile(r"(?<=\. )Write: (?:- |[a-z_]+: )[{\[].*"), "{fill}."),
        (re.compile(r"(?<=hold )(?:a list|a set of fields)[^“]*?(?= but| or “)"), "its content"),
        (re.compile(r"(?<=”: )is missing\b|(?<=\) )is missing\b"), "is empty"),
        (re.compile(r"(?<=is empty\. )Give "), "Type "),
    ),
}
_FILL: Mapping[Language, tuple[str, str]] = {
    "pl": ("Wpisz treść pod tym nagłówkiem", " albo „{word}”"),
    "en": ("Type the content under this heading", ", or “{word}”"),
}
_OPENING: Mapping[Language, str] = {"pl": "„", "en": "“"}
# A word of the form in quotes stands before it: a label, or „@”.
_AFTER_LABEL = re.compile(r"(?<=”) \(([a-z_]+)(?:: (?:tak|nie|true|false))?\)")
_QUOTED = re.compile(r"(?<=[„“])([a-z_]+)(: (?:tak|nie|true|false))?(?=”)")
_FLAG = re.compile(r"(?<=\()([a-z_]+): (tak|nie|true|false)(?=\))")
_AT_LEAST = re.compile(r"(?<=at least one of: )[a-z_]+(?:, [a-z_]+)*")
_LISTED_CHOICES = re.compile(
    r"(?<=jedno z: )[a-z_]{2,}(?: \([^()]*\))?(?:, [a-z_]{2,}(?: \([^()]*\))?)*"
    r"|(?<=one of: )[a-z_]{2,}(?:, [a-z_]{2,})*(?=[ .])"
)
_POINTER = re.compile(r"(?<![\w/])/([a-z_]+)(?![\w/])")


def in_form_words(found: Findings) -> Findings:
    """Return findings that name the labels of the form and no keys of YAML."""
    return Findings(tuple(_reword(finding) for finding in found), form=found.form)


def _reword(finding: Finding) -> Finding:
    return attrs.evolve(
        finding,
        message=_text(finding, finding.message, "pl"),
        message_en=_text(finding, finding.message_en, "en"),
    )


def _text(finding: Finding, text: str, lang: Language) -> str:
    around = list(_fields_around(finding.path))
    word = next((field.shape.word for field, _ in around if field.shape.word), None)
    content, instead_of_it = _FILL[lang]
    fill = content + (instead_of_it.format(word=word.value) if word else "")
    for pattern, instead in _YAML[lang]:
        text = pattern.sub(instead.replace("{fill}", fill), text)
    labels = dict(_labels())
    for _, shape in reversed(around):
        labels |= _inner_labels(shape)
    labels |= {field.key: field.mark.label for field, _ in reversed(around)}
    quote = _OPENING[lang]

    def label(found: re.Match[str]) -> str:
        key, flag = found[1], found[2] or ""
        for english, polish in (("true", FLAGS[True]), ("false", FLAGS[False])):
            flag = flag.replace(english, polish)
        return (labels.get(key) or _choices().get(key, key)) + flag

    def listed(found: re.Match[str]) -> str:
        return ", ".join(f"{quote}{labels.get(key, key)}”" for key in found[0].split(", "))

    def flag(found: re.Match[str]) -> str:
        word = FLAGS[found[2] in (FLAGS[True], "true")]
        return f"{quote}{labels.get(found[1], found[1])}”: {word}"

    text = _AFTER_LABEL.sub(lambda found: "" if found[1] in labels else found[0], text)
    text = _FLAG.sub(flag, text)
    text = _AT_LEAST.sub(listed, text)
    text = _choices_in_words(text, quote)
    if around and around[0][1].form == "choice":
        text = _QUOTED.sub(lambda found: _choices().get(found[1], found[0]), text)
    text = _QUOTED.sub(label, text)
    return _POINTER.sub(
        lambda found: f"{quote}{labels[found[1]]}”" if found[1] in labels else found[0], text
    )


def _fields_around(path: str) -> Iterator[tuple[Field, Shape]]:
    """Yield the fields on the way to a place, the innermost first, each with its shape."""
    for form in _FORMS:
        shape: Shape | None = object_shape(form)
        found = []
        for step in steps(path):
            if isinstance(step, int):
                shape = shape.element if shape else None
                continue
            fields = (
                {field.key: field for field in fields_of(shape.model)}
                if shape and shape.model
                else {}
            )
            if step not in fields:
                break
            shape = fields[step].shape
            found.append((fields[step], shape))
        if found:
            yield from reversed(found)
            return


def _inner_labels(shape: Shape) -> Mapping[str, str]:
    """Return the labels of the fields within a value, by key."""
    model = _model(shape)
    return {field.key: field.mark.label for field in fields_of(model)} if model else {}


def _model(shape: Shape) -> type | None:
    """Return the model class of a value, or of the items of a list."""
    return shape.model or (shape.element.model if shape.element else None)


@cache
def _labels() -> Mapping[str, str]:
    """Return the label of each key of the forms, the outermost one where several have it."""
    labels: dict[str, str] = {}
    for field in _all_fields():
        labels.setdefault(field.key, field.mark.label)
    return labels


@cache
def _all_fields() -> tuple[Field, ...]:
    waiting: list[type] = list(_FORMS)
    seen: list[type] = []
    fields: list[Field] = []
    while waiting:
        model = waiting.pop(0)
        if model in seen:
            continue
        seen.append(model)
        for field in fields_of(model):
            fields.append(field)
            if (inner := _model(field.shape)) is not None:
                waiting.append(inner)
    return tuple(fields)


@cache
def _choices() -> Mapping[str, str]:
    words: dict[str, str] = {}
    for field in _all_fields():
        for choice, word in words_of(field).items():
            words.setdefault(choice, word)
    return words


def _choices_in_words(text: str, quote: str) -> str:
    """Return a text with Polish words for the choices that it lists."""
    words = _choices()

    def listed(found: re.Match[str]) -> str:
        choices = (choice.partition(" (")[0] for choice in found[0].split(", "))
        return ", ".join(f"{quote}{words.get(choice, choice)}”" for choice in choices)

    return _LISTED_CHOICES.sub(listed, text)
