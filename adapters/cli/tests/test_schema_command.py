"""``lckm schema``: names, the schemas themselves, and what is said of an unknown one."""

import json

import pytest
from click.testing import CliRunner

from lckm_cli.main import cli
from lckm_core import schema, schema_names


def test_without_a_name_every_name_stands_on_its_line():
    result = CliRunner().invoke(cli, ["schema"])
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(schema_names())


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_printed_as_json_with_polish_letters_as_they_are(name):
    result = CliRunner().invoke(cli, ["schema", name])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema(name)
    assert result.stdout == json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def test_an_unknown_name_gets_the_one_that_is_near_and_all_the_others():
    result = CliRunner().invoke(cli, ["schema", "procedur"])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Czy chodzi o procedure?" in result.stderr
    assert all(name in result.stderr for name in schema_names())


def test_a_name_near_to_none_gets_no_suggestion():
    result = CliRunner().invoke(cli, ["schema", "xyzzy"])
    assert result.exit_code == 2
    assert "Czy chodzi" not in result.stderr
