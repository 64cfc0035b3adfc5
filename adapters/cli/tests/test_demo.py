"""lckm demo: everything is there, twice the same, and no other folder is harmed."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from cli_cases import SAMPLES, Run


class Links(HTMLParser):
    """Collects where a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


@pytest.fixture
def made(run: Run, base: Path) -> Path:
    result = run("demo", "--to", "demo", "--on", "2026-11-25")
    assert result.exit_code == 0, result.output
    assert "index.html" in result.stdout
    return base / "demo"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_everything_is_there(made: Path) -> None:
    names = files(made)
    for audience in ("portal", "bip", "call-centre"):
        assert len([name for name in names if re.fullmatch(rf"{audience}/KA-.*\.html", name)]) >= 9
        assert len([name for name in names if re.fullmatch(rf"json/{audience}/KA-.*\.json", name)]) >= 9
    assert {"portal/KA-00044.html", "bip/KA-00044.html", "bip/OG-0001.html"}.isdisjoint(names)
    assert {"call-centre/KA-00044.html", "portal/regulamin.html", "timeline.svg", "timeline.txt"} <= names.keys()
    for kind in ("baza", "z-bledami"):
        assert {f"findings/{kind}.{ending}" for ending in ("txt", "json", "sarif", "github.txt")} <= names.keys()
    assert b"brak uwag" in names["findings/baza.txt"]
    assert b"LCKM-P001" in names["findings/z-bledami.txt"]
    assert len([name for name in names if name.endswith(".request.yaml")]) >= 1


def test_no_link_is_broken(made: Path) -> None:
    for page in made.rglob("*.html"):
        links = Links()
        links.feed(page.read_text(encoding="utf-8"))
        for link in links.found:
            if not re.match(r"https?:|mailto:|tel:|#|data:", link):
                assert (page.parent / unquote(link.partition("#")[0])).exists(), (page, link)


def test_again_and_the_same(run: Run, made: Path) -> None:
    first = files(made)
    (made / "left-behind.txt").write_text("x", encoding="utf-8")
    assert run("demo", "--to", "demo", "--on", "2026-11-25").exit_code == 0
    assert files(made) == first


def test_another_folder_is_left_alone(run: Run, base: Path) -> None:
    (base / "mine").mkdir()
    (base / "mine" / "x.txt").write_text("x", encoding="utf-8")
    result = run("demo", "--to", "mine")
    assert result.exit_code == 2
    assert files(base / "mine") == {"x.txt": b"x"}
    assert run("demo", "--to", "mine/x.txt").exit_code == 2


def test_the_samples_are_left_alone(run: Run) -> None:
    for folder in (SAMPLES, SAMPLES / "demo", SAMPLES.parent):
        assert run("demo", "--to", folder).exit_code == 2
    assert not (SAMPLES / "demo").exists()


def test_another_day(run: Run, base: Path) -> None:
    assert run("demo", "--to", "demo", "--on", "2027-01-01").exit_code == 0
    text = (base / "demo" / "portal" / "KA-01379.html").read_text(encoding="utf-8")
    assert "2027" in text
