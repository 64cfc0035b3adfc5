"""Help and exceptions in the language of the call, and the commands by reader."""

import re
from collections.abc import Iterator

import click
import pytest

from lckm_cli.command_registry import contributed
from lckm_cli.help_language import help_text
from lckm_cli.main import cli
from lckm_core.errors import NoSuchReportError
from lckm_core.ports import Reader
from lckm_core.text import language_in_use, use_language
from tests.helpers.commands import Run
from tests.helpers.rows import in_one_test

HEADINGS = {
    "pl": ["Opcje", "Opisy procedur (urzędnik)", "Droga do publikacji (redaktor)"],
    "en": ["Options", "Descriptions of procedures (clerk)", "The way to publication (editor)"],
}
POLISH = re.compile("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")
NAMES = re.compile("Łódź|e-Doręczenia|e-doreczenia|Urząd Miasta Łodzi|„[^”]*”|“[^”]*”|[a-zA-Z]+/")
"""What stays Polish in English: names, and what is quoted from the form."""


def _commands(
    command: click.Command, ctx: click.Context
) -> Iterator[tuple[click.Command, click.Context]]:
    yield command, ctx
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            assert inner is not None
            yield from _commands(inner, click.Context(inner, info_name=name, parent=ctx))


EACH = [(command, ctx) for command, ctx in _commands(cli, click.Context(cli, info_name="lckm"))]


@in_one_test(("command", "ctx"), EACH, ids=lambda one: getattr(one, "command_path", one))
def test_each_text_of_a_help_page_has_its_english(
    command: click.Command, ctx: click.Context
) -> None:
    """Add what is missing to ``TEXTS`` in ``help_texts.py`` of the command's package."""
    texts = [command.help, command.short_help, command.epilog]
    texts += [one.help for one in command.params if isinstance(one, click.Option)]
    same = [text for text in texts if text and help_text(text, command, "en") == text]
    assert same == []


@in_one_test(("command", "ctx"), EACH, ids=lambda one: getattr(one, "command_path", one))
def test_an_english_page_has_no_polish_but_names(
    command: click.Command, ctx: click.Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LCKM_LANG", "en")
    page = NAMES.sub("", " ".join(command.get_help(ctx).split()))
    assert POLISH.findall(page) == [], page
    assert page.startswith("Usage: ")


@pytest.mark.parametrize("call", [("--help", "--lang", "en"), ("--lang", "en", "--help")])
def test_the_option_decides_as_the_variable_does(run: Run, call: tuple[str, ...]) -> None:
    by_option = run("check", *call) if call[0] == "--help" else run(*call[:2], "check", "--help")
    assert by_option.stdout == run("check", "--help", env={"LCKM_LANG": "en"}).stdout
    assert "Usage: lckm check" in by_option.stdout
    assert "Użycie" in run("check", "--help").stdout


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_commands_are_listed_by_reader(run: Run, lang: str) -> None:
    page = run("--help", env={"LCKM_LANG": lang}).stdout
    headings = re.findall(r"^(\S.*):$", page, re.MULTILINE)
    assert headings[:3] == HEADINGS[lang]
    assert len(headings) == 1 + len(Reader)
    for name in ("check", "procedure", "find", "worker", "adapter"):
        assert re.search(rf"^  {name} ", page, re.MULTILINE)


def test_each_command_of_ours_has_a_reader() -> None:
    assert [name for name, command in contributed().items() if command.reader is None] == []


def test_exceptions_follow_the_same_switch() -> None:
    error = NoSuchReportError("ZG-1")
    polish, english = error.text("pl"), error.text("en")
    assert polish != english
    assert str(error) == polish
    before = use_language("en")
    try:
        assert (before, language_in_use()) == ("pl", "en")
        assert str(error) == english
    finally:
        use_language(before)
    assert str(error) == polish


def test_a_call_sets_the_language_and_gives_it_back(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def note(*_: object, **__: object) -> int:
        seen.append(language_in_use())
        return 0

    command = cli.get_command(click.Context(cli), "term")
    assert command is not None
    monkeypatch.setattr(command, "callback", note)
    run("term", "2026-01-31", "--lang", "en")
    run("term", "2026-01-31")
    assert seen == ["en", "pl"]
    assert language_in_use() == "pl"


@pytest.mark.parametrize(
    "error",
    [
        *(NoSuchReportError("ZG-1"), OSError("full"), ValueError("x"), KeyboardInterrupt()),
        *(click.ClickException("x"), click.exceptions.Exit(1), click.Abort()),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_call_that_fails_gives_the_language_back(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    seen = []

    def fail(*_: object, **__: object) -> None:
        seen.append(language_in_use())
        raise error

    command = cli.get_command(click.Context(cli), "term")
    assert command is not None
    monkeypatch.setattr(command, "callback", fail)
    try:
        run("term", "2026-01-31", "--lang", "en")
        assert seen == ["en"]
        assert language_in_use() == "pl"
    finally:
        use_language("pl")
