"""A page is as wide as it is told, whatever the terminal calls itself."""

import io

import pytest

from lckm_cli.terminal import console


@pytest.mark.parametrize("term", ["dumb", "unknown", "xterm-256color"])
@pytest.mark.parametrize("width", [40, 100, 200])
def test_its_width_is_what_it_is_told(
    monkeypatch: pytest.MonkeyPatch, term: str, width: int
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLUMNS", "66")
    file = io.StringIO()
    console(file, width=width, colour=False).rule(characters="-")
    assert len(file.getvalue().rstrip("\n")) == width
