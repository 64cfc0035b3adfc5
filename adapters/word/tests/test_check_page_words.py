"""Texts of the page: every word in English, and nothing left over."""

import ast
import re
from importlib.resources import files

from jinja2 import Environment
from jinja2.ext import extract_from_ast

from lckm_http import read_translations

PACKAGE = files("lckm_word.check_page")
ENTRY = re.compile(r'^msgid "(.+)"\nmsgstr "(.*)"$', re.MULTILINE)


def of_code():
    """Yield the texts that the code translates: its own words, and constants for them."""
    for path in PACKAGE.iterdir():
        if not path.name.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
                yield from texts if name in ("_", "translate") else ()
            elif isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Constant):
                text = str(node.value.value)
                yield from [text] if text.endswith(".") else ()


def test_every_text_is_translated_and_no_translation_is_left_over():
    template = PACKAGE.joinpath("templates/check.html").read_text(encoding="utf-8")
    calls = extract_from_ast(Environment().parse(template), gettext_functions=["_"])
    wanted = {*(text for _, _, text in calls), *of_code()}
    path = PACKAGE.joinpath("locale/en/LC_MESSAGES/lckm_word.check_page.po")
    found = dict(ENTRY.findall(path.read_text(encoding="utf-8")))
    assert len(wanted) > 30
    assert {source for source, text in found.items() if text.strip()} == wanted
    assert all(source.count("{most}") == text.count("{most}") for source, text in found.items())


def test_the_catalogue_is_read():
    assert read_translations("lckm_word.check_page", "en")["Sprawdź"] == "Check"
    assert read_translations("lckm_word.check_page", "pl") == {}
