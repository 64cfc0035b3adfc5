"""The operator's handbook: its commands, run section by section, print what is shown."""

import re
import shlex

import click
import pytest
import running_pages as pages
import test_operations_page as operations

from lckm_cli.main import cli

HANDBOOK = pages.ROOT / "docs" / "handbook-operator.md"
TEXT = HANDBOOK.read_text(encoding="utf-8")
SECTIONS = {
    name: text for name, text in pages.sections(TEXT).items() if pages.blocks(text, "shell-session")
}
PUBLISHED = "Strony"
SCENES = {
    "Co sprawdzać codziennie": operations.busy,
    "Kopia": operations.withdrawn,
    "Przywrócenie": operations.old_copy,
    "Przywrócenie na innej maszynie": operations.lost_machine,
    "Gdy czegoś nie ma": operations.dead_mailbox,
    "Skrzynka jednostki": operations.dead_mailbox,
    "Aktualizacja": operations.busy,
}


QUICK = ("Kopia",)


@pytest.mark.parametrize(
    "name",
    [one if one in QUICK else pytest.param(one, marks=operations.SECTION) for one in SCENES],
)
def test_a_section_prints_what_is_shown(name, city, run):
    """With WRITE_DOCS=1 the page is given what its commands print now."""
    pages.first_settings(city)
    SCENES[name](city, run)
    found = pages.run_all(SECTIONS[name], city, run, ago=operations.TEN_MONTHS)
    pages.hold(HANDBOOK, SECTIONS[name], found)


@pytest.mark.slow(reason="a site that is written by each command; lckm export has tests of its own")
def test_the_pages_print_what_is_shown(city, run):
    site = operations.publish_to_a_site(city)
    section = SECTIONS[PUBLISHED]
    found = pages.run_all(section.replace("/srv/lckm", str(site)), city, run)
    pages.hold(HANDBOOK, section, found.replace(str(site), "/srv/lckm"))


def test_every_section_with_commands_is_run():
    assert {*SCENES, PUBLISHED} == set(SECTIONS)


def test_each_command_within_a_sentence_is_there():
    commands = re.findall(r"`(lckm [a-z][^`]*)`", TEXT)
    assert len(commands) > 10
    assert [one for one in commands if not is_there(one)] == []
    assert not is_there("lckm outbox --never")
    assert not is_there("lckm directory check")


def is_there(text: str) -> bool:
    """Return whether there is a command with these options."""
    command: click.Command | None = cli
    for word in shlex.split(text)[1:]:
        if word.startswith("-"):
            if not any(word in one.opts for one in command.params):
                return False
        elif isinstance(command, click.Group):
            command = command.get_command(click.Context(command), word)
            if command is None:
                return False
    return True
