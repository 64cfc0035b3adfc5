"""The map of the demo: drawn anew, whole, light, and of a town that is nowhere."""

import re
from pathlib import Path
from xml.etree import ElementTree

from starlette.applications import Starlette
from starlette.testclient import TestClient

from lckm_core.reports import INTAKE_LIMITS
from lckm_demo.live.town_map import ZOOMS, draw_map, draw_tile
from lckm_http import Tiles


def test_every_tile_that_is_answered_is_drawn(tmp_path: Path) -> None:
    draw_map(tmp_path)
    tiles = Tiles(str(tmp_path), area=INTAKE_LIMITS.area, zooms=ZOOMS)
    client = TestClient(Starlette(routes=[tiles.route]))
    drawn = {path.relative_to(tmp_path).with_suffix("") for path in tmp_path.rglob("*.svg")}
    for path in sorted(drawn)[::40]:
        assert client.get(f"/kafelki/{path}").headers["content-type"] == "image/svg+xml"
    # All round what is drawn, nothing is answered.
    for zoom in range(ZOOMS[0], ZOOMS[1] + 1):
        columns = sorted({int(path.parts[1]) for path in drawn if path.parts[0] == str(zoom)})
        rows = sorted({int(path.parts[2]) for path in drawn if path.parts[0] == str(zoom)})
        assert len(columns) * len(rows) == sum(path.parts[0] == str(zoom) for path in drawn)
        for column, row in (
            *((at, rows[0]) for at in (columns[0] - 1, columns[-1] + 1)),
            *((columns[0], at) for at in (rows[0] - 1, rows[-1] + 1)),
        ):
            # Nor would be if it were there: the area from which reports are taken ends before.
            path = tmp_path / f"{zoom}/{column}/{row}.svg"
            path.parent.mkdir(exist_ok=True)
            path.write_text("<svg/>")
            assert client.get(f"/kafelki/{zoom}/{column}/{row}").status_code == 404
            path.unlink()
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.svg")) < 1_500_000


def test_a_tile_is_a_drawing_without_anything_to_run_or_to_load() -> None:
    for zoom in range(ZOOMS[0], ZOOMS[1] + 1):
        drawing = draw_tile(zoom, 4538 << zoom >> 13, 2714 << zoom >> 13)
        found = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(drawing).iter()}
        assert found <= {"svg", "path", "text"}
        assert "href" not in drawing
        assert len(drawing) < 5_000


def test_streets_have_names_and_meet_those_of_the_next_tile() -> None:
    here, below = draw_tile(15, 18150, 10860), draw_tile(15, 18150, 10861)
    assert ">ul. " in here + below
    street = re.compile(r"M([0-9]+) 0v256M")
    assert street.findall(here) == street.findall(below) != []
