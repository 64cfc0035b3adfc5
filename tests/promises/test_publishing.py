"""The promise that what is published is published whole, in its short form; and exporters and
commands that break it, which it notices.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from lckm_core import Edition
from lckm_core.publication import EditionAct, Transition
from lckm_testing.knowledge_base import knowledge_base
from promises.publishing.acts import Act
from promises.publishing.judging import Looks, State
from promises.publishing.killing import Instants, Shown, phase
from promises.publishing.reading import Reader

Publishing = Callable[..., dict[str, Any]]
LONG = pytest.mark.slow(reason="kills for minutes; one kill stands for them", weekly=True)


@pytest.fixture
def publishing(run_promise: Publishing) -> Publishing:
    """Return the figures of a run, and how it ended."""
    return partial(run_promise, "publishing", "--seconds", "600")


def test_one_kill(publishing: Publishing) -> None:
    killed(publishing, 1, "sqlite")


@LONG
@pytest.mark.parametrize(("kills", "database"), [(10, "sqlite"), (5, "postgresql")])
def test_many_kills(publishing: Publishing, kills: int, database: str) -> None:
    killed(publishing, kills, database)


def killed(publishing: Publishing, kills: int, database: str) -> None:
    result = publishing("--kills", str(kills), "--database", database)
    assert result["faults"] == []
    assert result["code"] == 0
    figures = result["figures"]
    assert figures["kills"] == kills
    assert sum(figures["by the tenth of the act in which they fell"].values()) == kills
    assert figures["looks while an act went on"] > 0
    assert not any(figures["found wrong"].values())


def test_instants_are_spread_over_the_whole_act() -> None:
    """One that comes too late, which a late one does more often, is drawn again."""
    instants = Instants(Random(7))
    shares = []
    for _ in range(20):
        assert int(instants.draw("import") * 10) == int(instants.draw("import") * 10)
        shares.append(instants.draw("import"))
        instants.fell("import")
    assert sorted(int(share * 10) for share in shares[:10]) == list(range(10))
    assert instants.used == Counter(dict.fromkeys(range(10), 2))


PUBLISH = Act("publish", (), date(2027, 1, 4), (("KA-10001", 1), ("KA-10002", 1)))
EXPORT = Act("export", (), date(2027, 1, 4))
OLD, WRITING = Shown((1, 1), level=True), Shown((1, 1), level=False)
SHOWN, LEVEL = Shown((2, 2), level=False), Shown((2, 2), level=True)


@pytest.mark.parametrize(
    ("act", "published", "now", "said"),
    [
        (PUBLISH, 0, OLD, "before: nothing is kept"),
        (PUBLISH, 1, OLD, "while: some are kept"),
        (PUBLISH, 2, OLD, "while: all are kept, the site is not begun"),
        (PUBLISH, 2, WRITING, "while: the release that is not shown is being written"),
        (PUBLISH, 2, SHOWN, "while: shown, the other release is being brought up"),
        (PUBLISH, 2, LEVEL, "after: shown by both faces"),
        (EXPORT, 0, OLD, "before: the site is not begun"),
        (EXPORT, 0, WRITING, "while: the release that is not shown is being written"),
    ],
)
def test_the_phase_is_known_by_what_is_left(
    act: Act, published: int, now: Shown, said: str
) -> None:
    one = next(knowledge_base(1))
    acts = (EditionAct(verb=Transition.PUBLISH, at=datetime(2027, 1, 4, tzinfo=UTC)),)
    kept = {
        key: Edition(procedure=one, acts=acts if at < published else ())
        for at, key in enumerate(act.about)
    }
    assert phase(act, kept, OLD, now) == said


WHOLE = "<!doctype html><p>ed1000101x</p></html>"


def site(folder: Path, **pages: str) -> Path:
    """Write a site with the pages of its faces."""
    for name, content in pages.items():
        path = folder / "current" / name / "KA-10001.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def test_a_look_tells_of_half_pages_and_of_faces_that_disagree(tmp_path: Path) -> None:
    assert Reader(tmp_path / "none").look()["digest"] == ""
    assert Reader(site(tmp_path / "good", portal=WHOLE, bip=WHOLE)).look()["faults"] == []
    half = Reader(site(tmp_path / "half", portal=WHOLE, bip=WHOLE[:-4])).look()["faults"]
    assert half == ["a page is not whole: bip/KA-10001.html"]
    apart = Reader(site(tmp_path / "apart", portal=WHOLE, bip=WHOLE.replace("01x", "02x"))).look()[
        "faults"
    ]
    assert apart == ["the faces disagree: KA-10001.html: portal ['ed1000101x'], BIP ['ed1000102x']"]
    one = Reader(site(tmp_path / "one", portal=WHOLE)).look()["faults"]
    assert one == ["the faces disagree: KA-10001.html: portal ['ed1000101x'], BIP None"]


@pytest.mark.parametrize(
    ("look", "faults"),
    [
        ({"from": 1, "to": 2, "digest": "first"}, 0),
        ({"from": 1, "to": 2, "digest": "second"}, 1),
        ({"from": 4, "to": 5, "digest": "first"}, 0),
        ({"from": 4, "to": 5, "digest": "second"}, 0),
        ({"from": 7, "to": 8, "digest": "first"}, 1),
        ({"from": 7, "to": 8, "digest": "second"}, 0),
        ({"from": 4, "to": 5, "digest": "half"}, 1),
        ({"from": 4, "to": 5, "pages": {"one": "01", "two": "02"}}, 0),
        ({"from": 4, "to": 5, "pages": {"one": "03"}}, 1),
        ({"from": 7, "to": 8, "pages": {"one": "01"}}, 1),
    ],
)
def test_a_look_may_see_the_old_until_the_act_ends_and_the_new_once_it_began(
    tmp_path: Path, look: dict[str, Any], faults: int
) -> None:
    first = State(0, 0, {"one": b"\1", "two": b"\1"}, "first")
    second = State(3, 6, {"one": b"\2", "two": b"\2"}, "second")
    notes = tmp_path / "looks"
    noted = look | {"steady": "digest" in look, "files": 2, "faults": []}
    notes.write_text(json.dumps(noted) + "\n", encoding="utf-8")
    looks = Looks([first, second])
    looks.judge(notes)
    assert len(looks.faults) == faults


@pytest.mark.parametrize(
    ("acts", "kills", "broken"),
    [
        pytest.param("publish", 4, {"acknowledges-first": "lost: "}, marks=LONG),
        pytest.param("export", 4, {"leaves-files": "left over: "}, marks=LONG),
        pytest.param(
            "import",
            2,
            {"forgets-where-it-was": "kept, and handed in by nobody", "shows-tomorrow": "hidden: "},
            marks=LONG,
        ),
        pytest.param("publish", 1, {"faces-apart": "the faces disagree"}, marks=LONG),
        pytest.param("publish", 1, {"writes-in-place": "neither the old nor the new"}, marks=LONG),
    ],
    ids=str,
)
def test_what_breaks_the_promise_is_noticed(
    publishing: Publishing, acts: str, kills: int, broken: dict[str, str]
) -> None:
    # Of this seed the first four kills fall into the second half of the act, where there is
    # something to break.
    result = publishing("--broken", *broken, "--acts", acts, "--kills", str(kills), "--seed", "23")
    assert result["code"] == 1
    for noticed in broken.values():
        assert any(fault.startswith(noticed) for fault in result["faults"]), noticed
