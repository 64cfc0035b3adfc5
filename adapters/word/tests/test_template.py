"""The template: every field of the form, its words taken from the marks, fit for who cannot
see it.
"""

import copy
import re
from itertools import pairwise
from typing import Annotated
from xml.etree import ElementTree

import attrs
import pytest
import word_documents as documents
from word_documents import W

from lckm_core import Procedure, to_data
from lckm_core.fields import Mark, fields_of
from lckm_core.forms._text_types import LINE
from lckm_core.procedures import check
from lckm_word import read_word, template, write
from lckm_word.body_reader import Walk
from lckm_word.forms import all_nodes, nodes_of
from lckm_word.package import open_package
from lckm_word.reader import Reader


@attrs.frozen(kw_only=True)
class Longer(Procedure):
    """The form after an amendment that brought one more section with one more field."""

    opening: Annotated[
        str | None,
        LINE,
        Mark("Godziny dyżuru", "LCKM-P999", opens="Dyżury", max_chars=77, starred=True),
    ] = None


@pytest.fixture(scope="module")
def body():
    return documents.body(template())


def heading_level(paragraph):
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    found = re.fullmatch("Heading([1-4])", "" if style is None else style.get(f"{W}val", ""))
    return int(found[1]) if found else 0


def test_it_has_every_field_of_the_form_in_its_order(body):
    """The template's fields, and the number; those of the call centre are fields of their own."""
    fields = [
        one
        for node in nodes_of(Procedure)
        for one in (node.children if node.path == ("call_centre",) else (node,))
    ]
    assert len(fields) == 34
    said = [text.strip() for text in documents.texts(body)]
    at = -1
    for node in fields:
        at = said.index(node.label if node.level else node.field.mark.label, at + 1)


def test_every_value_has_a_control_with_its_tag(body):
    tags = {documents.tag_of(one) for one in body.iter(f"{W}sdt")}
    assert {node.tag for node in all_nodes(Procedure) if node.is_value} <= tags


def test_limits_and_stars_are_shown(body):
    text = "\n".join(documents.texts(body))
    limited = [node for node in all_nodes(Procedure) if node.field.mark.max_chars]
    starred = [field for field in fields_of(Procedure) if field.mark.starred]
    assert limited
    assert starred
    for node in limited:
        assert str(node.field.mark.max_chars) in node.hint, node.path
        assert node.help_text in text, node.path
    for field in starred:
        assert f"{field.mark.label}*" in text, field.key


def test_a_field_more_in_the_form_is_a_field_more_in_the_template_and_is_read_back():
    source = template(model=Longer)
    said = list(documents.texts(documents.body(source)))
    assert (
        said.index("Dyżury")
        < said.index("Godziny dyżuru*")
        < said.index("Nieobowiązkowe. Najwyżej 77 znaków ze spacjami.")
    )

    def fill(body):
        documents.type_into(documents.controls(body, "opening")[0], "od 8 do 16")

    reader = Reader(all_nodes(Longer))
    reader.read(Walk(open_package(documents.edited(source, fill)), "accept"))
    assert reader.filling.data(nodes_of(Longer)) == {"opening": "od 8 do 16"}


def test_headings_skip_no_level(body):
    levels = [level for one in body.iter(f"{W}p") if (level := heading_level(one))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_header_row_and_a_title(body):
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) > 10
    for table in tables:
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_its_language_is_polish_and_it_has_a_title():
    made = documents.parts(template())
    languages = {
        one.get(f"{W}val")
        for one in ElementTree.fromstring(made["word/styles.xml"]).iter(f"{W}lang")
    }
    assert languages == {"pl-PL"}
    assert "<dc:title>Wzór opisu procedury</dc:title>" in made["docProps/core.xml"].decode()


def test_word_takes_its_tags_titles_and_numbers(body):
    """Word refuses a tag or title of more than 64 characters, and mends a document with a
    number twice.
    """
    properties = list(body.iter(f"{W}sdtPr"))
    for name in ("tag", "alias"):
        assert all(
            len(one.get(f"{W}val")) <= 64
            for found in properties
            for one in found.findall(f"{W}{name}")
        )
    numbers = [found.find(f"{W}id").get(f"{W}val") for found in properties]
    assert len(set(numbers)) == len(numbers)
    assert all(cell[-1].tag == f"{W}p" for cell in body.iter(f"{W}tc"))


def test_no_two_tables_touch(body):
    """Word makes one table of two that do."""
    assert list(body.iter(f"{W}tbl"))
    for parent in body.iter():
        kinds = [child.tag for child in parent]
        assert all((one, other) != (f"{W}tbl", f"{W}tbl") for one, other in pairwise(kinds))


def test_the_same_input_gives_the_same_bytes():
    assert template() == template()
    procedure = documents.sample("KA-01478")
    assert write(procedure) == write(procedure)


def test_an_empty_template_holds_nothing_and_lacks_what_is_required():
    reading = read_word(template())
    assert reading.data == {}
    assert not [one for one in reading.findings if one.code.startswith("LCKM-W")]
    required = {f"/{field.key}" for field in fields_of(Procedure) if field.required}
    assert {one.path for one in reading.findings.errors} == required
    assert all(reading.place(one).field for one in reading.findings.errors)


def test_its_number_can_be_given():
    assert read_word(template("KA-01478")).data == {"id": "KA-01478"}


def optional_values(value, path=(), keys=()):
    """Yield the place and keys of each value within plain data."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield path, key, (*keys, key)
            yield from optional_values(inner, (*path, key), (*keys, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from optional_values(inner, (*path, index), keys)


def test_no_field_whose_lack_is_an_error_is_called_optional(long_run):
    """Address, telephones, account and cell were: rules ask for them, and no type does."""
    nodes = {node.path: node for node in all_nodes(Procedure)}
    asked = set()
    sources = sorted((documents.SAMPLES / "procedures").glob("*.yaml"))
    for source in sources if long_run else sources[::4]:
        sound = to_data(documents.sample(source.name.removesuffix(".yaml")))
        before = {(one.code, one.path) for one in check(sound).errors}
        for path, key, keys in optional_values(sound):
            if keys in asked:
                continue
            changed = copy.deepcopy(sound)
            part = changed
            for step in path:
                part = part[step]
            if isinstance(part[key], bool):
                # A flag left out says no, which is no lack.
                continue
            del part[key]
            if any((one.code, one.path) not in before for one in check(changed).errors):
                asked.add(keys)
    assert len(asked) > 15
    for keys in asked:
        assert not nodes[keys].help_text.startswith("Nieobowiązkowe."), keys
