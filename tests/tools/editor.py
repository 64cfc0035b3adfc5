"""What VS Code's YAML extension shows of our files, asked of the server that works in it: the
session ``editor`` runs this.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from language_server import LanguageServer
from shown import block, hold

from lckm_core import Procedure
from lckm_core.fields import Field, fields_of
from lckm_core.law import provision

FAULTY = """\
# yaml-language-server: $schema=../schemas/procedure.schema.json
id: KA-01492
title: ""
internal: może
valid_to: 1 lipca 2026
fees: nie dotyczy
titel: Wydanie odpisu
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder set up by the commands that the page gives."""
    folder = tmp_path_factory.mktemp("editor")
    commands = re.sub(r"^\$ ", "", block("editors.md", "setting up"), flags=re.MULTILINE)
    subprocess.run(["bash", "-euc", commands], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with LanguageServer(
        [os.environ["NODE"], os.environ["YAML_LANGUAGE_SERVER"], "--stdio"]
    ) as server:
        yield server


@pytest.fixture
def begun(folder: Path) -> str:
    """The first lines of what the command made: the modeline and the number, without the rest."""
    lines = (folder / "procedures" / "KA-01492.yaml").read_text(encoding="utf-8").splitlines()
    return "\n".join([lines[0], "id: KA-01492", ""])


def label(field: Field) -> str:
    return field.mark.label + ("*" if field.mark.starred else "")


def hovered(server: LanguageServer, path: Path, line: int, character: int) -> str:
    """What is shown over a word, without the marks of Markdown and without the name of the
    schema's file.
    """
    said: str = server.at("hover", path, line, character)["contents"]["value"]
    return re.sub(
        r"\\(?=\W)|^#### |&nbsp;", "", said.rpartition("\n\nSource: ")[0], flags=re.MULTILINE
    ).replace("\n\n", "\n")


def offered(server: LanguageServer, path: Path, text: str) -> dict[str, dict[str, Any]]:
    """What is offered at the end of *text*, by key; whole templates are left out."""
    server.open(path, text)
    lines = text.split("\n")
    items = server.at("completion", path, len(lines) - 1, len(lines[-1]))["items"]
    keys = [item for item in items if item["kind"] == 10]
    assert len({item["label"] for item in keys}) == len(keys), "a key is offered twice"
    return {item["label"]: item for item in keys}


def test_each_key_is_offered_with_what_the_form_says_of_it(server, folder, begun):
    found = offered(server, folder / "procedures" / "offered.yaml", begun)
    fields = [field for field in fields_of(Procedure) if field.key != "id"]
    assert list(found) == [field.key for field in fields]
    for field in fields:
        assert provision(field.mark.cites).asks.pl in found[field.key]["documentation"]
        assert found[field.key]["insertText"].startswith(f"{field.key}:")


def part(field: Field) -> type | None:
    return field.shape.model or (field.shape.element.model if field.shape.element else None)


@pytest.mark.parametrize(
    "field", [field for field in fields_of(Procedure) if part(field)], ids=lambda field: field.key
)
def test_keys_of_the_parts_are_offered_too(server, folder, begun, field):
    begin = "  - " if field.shape.element else "  "
    found = offered(
        server, folder / "procedures" / f"{field.key}.yaml", f"{begun}{field.key}:\n{begin}"
    )
    assert list(found) == [inner.key for inner in fields_of(part(field))]
    assert all(item["insertText"].startswith(f"{key}:") for key, item in found.items())


def test_the_words_of_a_flag_are_offered(server, folder, begun):
    path = folder / "procedures" / "flag.yaml"
    server.open(path, text := begun + "internal: ")
    lines = text.split("\n")
    items = server.at("completion", path, len(lines) - 1, len(lines[-1]))["items"]
    assert {"true", "false", "tak", "nie"} <= {item["label"] for item in items}


def test_each_key_is_explained_under_the_pointer(server, folder, begun):
    path = folder / "procedures" / "hover.yaml"
    fields = fields_of(Procedure)
    server.open(path, begun.splitlines()[0] + "\n" + "".join(f"{field.key}:\n" for field in fields))
    for line, field in enumerate(fields, 1):
        said = hovered(server, path, line, 1)
        assert said.splitlines()[0] == label(field)
        assert provision(field.mark.cites).asks.pl in said


def test_the_page_shows_it(server, folder, begun):
    path = folder / "procedures" / "KA-01492.yaml"
    text = path.read_text(encoding="utf-8")
    server.open(path, text)
    hold(
        "editors.md",
        "hover over title",
        hovered(server, path, text.splitlines().index('title: ""'), 2) + "\n",
    )
    found = offered(server, folder / "procedures" / "begun.yaml", begun + "s")
    shown = [
        f"{key:20} {item['documentation']}\n" for key, item in found.items() if key.startswith("s")
    ]
    hold("editors.md", "completion after s", "".join(shown))
    marked = server.open(folder / "procedures" / "faulty.yaml", FAULTY)
    hold("editors.md", "a faulty file", FAULTY)
    hold(
        "editors.md",
        "marks in a faulty file",
        "".join(_marked(each) for each in marked if "Missing" not in each["message"]),
    )


def _marked(diagnostic: dict[str, Any]) -> str:
    start = diagnostic["range"]["start"]
    return f"{start['line'] + 1}:{start['character'] + 1} {diagnostic['message']}\n"
