"""The folder: it keeps the contract of an exporter, is the same bytes each time, and changes
only where something changed.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from pathlib import Path

import attrs
import linked_data_samples as shared
import pytest
from rdflib import Graph

from lckm_core.ports import Exporter
from lckm_linked_data import LinkedDataExporter
from lckm_linked_data.command import _Shown
from lckm_linked_data.folder import Folder
from lckm_testing import ExportContract
from tests.helpers.power_cut import PowerCutDisk
from tests.helpers.rows import some_in_every_change


class TestContract(ExportContract):
    whole_or_nothing = True

    @pytest.fixture
    def exporter(self, tmp_path) -> Exporter:
        return LinkedDataExporter(target=str(tmp_path / "out"), **shared.SETTINGS)

    @pytest.fixture
    def shown(self, tmp_path):
        return lambda: {
            path.stem: path.read_bytes() for path in (tmp_path / "out" / "procedury").glob("*.ttl")
        }


@attrs.frozen
class Counted(_Shown):
    """A procedure that tells when its text is asked for."""

    asked: list[str] = attrs.field(factory=list)

    def projection(self):
        self.asked.append(self.id)
        return self.made


def pages(**changed):
    """Return the samples, some of them with another title."""
    made = [
        attrs.evolve(one, title=changed.get(one.id[3:], one.title))
        for one in shared.projections().values()
    ]
    return [Counted(one) for one in made]


NOTES = ".lckm-linked-data.json"


def state(folder):
    """Return what lies in a folder: bytes, and which file it is, so that one written anew is
    told from one left alone.
    """
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_ino)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def asked(these):
    return {id for one in these for id in one.asked}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def exporter(folder):
    return LinkedDataExporter(target=str(folder), **shared.SETTINGS)


class TestTheSame:
    def test_another_export_writes_nothing_and_asks_for_nothing(self, exporter, folder):
        exporter.write(lambda: (pages(), shared.DAY))
        before, again = state(folder), pages()
        exporter.write(lambda: (again, shared.DAY))
        assert state(folder) == before
        assert asked(again) == set()

    def test_the_order_of_the_pages_is_no_matter(self, exporter, folder, tmp_path):
        exporter.write(lambda: (pages(), shared.DAY))
        LinkedDataExporter(target=str(tmp_path / "other"), **shared.SETTINGS).write(
            lambda: (pages()[::-1], shared.DAY)
        )
        other = state(tmp_path / "other")
        assert {name: one[0] for name, one in state(folder).items()} == {
            name: one[0] for name, one in other.items()
        }

    @pytest.mark.slow(reason="two processes; a second export in this one stands for them")
    def test_other_processes_write_the_same_bytes(self, tmp_path):
        """Whatever order sets have there."""
        for seed in ("1", "2"):
            options = [
                "--base",
                shared.BASE,
                "--on",
                shared.DAY.isoformat(),
                "--out",
                str(tmp_path / seed),
            ]
            command = [
                sys.executable,
                "-m",
                "lckm_cli",
                "linked-data",
                str(shared.SAMPLES),
                *options,
            ]
            command[1:3] = ["-c", "from lckm_cli.main import main; main()"]
            subprocess.run(
                command, check=True, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True
            )
        one, other = (state(tmp_path / seed) for seed in ("1", "2"))
        assert len(one) > 30
        assert {name: held[0] for name, held in one.items()} == {
            name: held[0] for name, held in other.items()
        }


class TestAtOnce:
    def test_two_that_export_to_one_folder_take_turns(self, folder):
        """As two workers do at midnight: the second begins when the first is done."""
        began, go_on = threading.Event(), threading.Event()

        class Slow(Counted):
            def projection(self):
                began.set()
                assert go_on.wait(60)
                return super().projection()

        first, second = (
            LinkedDataExporter(target=str(folder), **shared.SETTINGS) for _ in range(2)
        )
        slow = [Slow(one) for one in shared.projections().values()]
        with ThreadPoolExecutor(2) as pool:
            one = pool.submit(first.write, lambda: (slow, shared.DAY))
            assert began.wait(60)
            changed = pages(**{"01492": "Nowa nazwa"})
            other = pool.submit(second.write, lambda: (changed, shared.DAY))
            assert wait([other], timeout=0.5).not_done == {other}
            go_on.set()
            one.result()
            other.result()
        alone = LinkedDataExporter(target=str(folder.parent / "alone"), **shared.SETTINGS)
        alone.write(lambda: (changed, shared.DAY))
        wanted = {name: held for name, (held, _) in state(folder.parent / "alone").items()}
        assert {name: held for name, (held, _) in state(folder).items()} == wanted


class TestChanges:
    def test_a_procedure_that_changed_and_those_that_lead_to_it_are_written(self, exporter, folder):
        exporter.write(lambda: (pages(), shared.DAY))
        before, changed = state(folder), pages(**{"01492": "Nowa nazwa"})
        exporter.write(lambda: (changed, shared.DAY))
        after = state(folder)
        written = {name for name in after if after[name] != before.get(name)}
        leading = {
            id
            for id, one in shared.services().items()
            if "KA-01492" in {other.id for other in one.related}
        }
        assert leading
        numbers = {Path(name).stem for name in written if name.startswith("procedury/")}
        assert numbers == {"KA-01492", *leading}
        assert {name for name in written if "/" not in name} == {
            *("procedury.ttl", "procedury.jsonld", ".lckm-linked-data.json")
        }

    def test_another_day_changes_the_harvest_alone(self, exporter, folder):
        exporter.write(lambda: (pages(), shared.DAY))
        before = state(folder)
        exporter.write(lambda: (pages(), shared.DAY + timedelta(days=1)))
        after = state(folder)
        written = {name for name in after if after[name][0] != before[name][0]}
        assert written == {"dane-gov-pl.xml", "dane-gov-pl.md5"}

    def test_other_settings_write_all_anew(self, exporter, folder):
        exporter.write(lambda: (pages(), shared.DAY))
        moved = LinkedDataExporter(
            target=str(folder), **shared.SETTINGS | {"base": "https://inne.example/"}
        )
        moved.write(lambda: (pages(), shared.DAY))
        assert not [
            name for name, (held, _) in state(folder).items() if shared.BASE.encode() in held
        ]

    @pytest.mark.parametrize(
        "name",
        some_in_every_change(
            ["procedury/KA-01478.ttl", "procedury.jsonld", "katalog.ttl", "dane-gov-pl.md5"],
            0,
            1,
            2,
            reason="another file; three stand for it",
        ),
    )
    def test_a_file_that_is_missing_is_made_again(self, exporter, folder, name):
        exporter.write(lambda: (pages(), shared.DAY))
        held = (folder / name).read_bytes()
        (folder / name).unlink()
        exporter.write(lambda: (pages(), shared.DAY))
        assert (folder / name).read_bytes() == held

    def test_what_is_no_longer_shown_goes_and_what_is_not_ours_stays(self, exporter, folder):
        exporter.write(lambda: (pages(), shared.DAY))
        (folder / "robots.txt").write_text("x")
        exporter.write(lambda: (pages()[1:], shared.DAY))
        gone = pages()[0].id
        assert not list(folder.rglob(f"{gone}*"))
        node = f"{shared.BASE}procedury/{gone}#"
        assert not [name for name, (held, _) in state(folder).items() if node.encode() in held]
        assert (folder / "robots.txt").exists()

    def test_none_at_all_is_an_empty_set(self, exporter, folder):
        exporter.write(lambda: (pages(), shared.DAY))
        exporter.write(lambda: ([], shared.DAY))
        for form in shared.FORMATS:
            assert len(shared.reread((folder / f"procedury{form.suffix}").read_bytes(), form)) == 0


class TestTheWhole:
    @pytest.mark.parametrize(
        "form",
        some_in_every_change(
            [(form,) for form in shared.FORMATS],
            0,
            reason="the other format; that both say the same stands for it",
        ),
        ids=lambda form: form.suffix,
    )
    def test_the_file_of_all_says_what_the_files_of_each_say(self, exporter, folder, form):
        exporter.write(lambda: (pages(), shared.DAY))
        each = Graph()
        for path in (folder / "procedury").glob(f"*{form.suffix}"):
            each += shared.reread(path.read_bytes(), form)
        assert set(shared.reread((folder / f"procedury{form.suffix}").read_bytes(), form)) == set(
            each
        )

    def test_both_formats_say_the_same(self, exporter, folder):
        exporter.write(lambda: (pages(), shared.DAY))
        for name in ("katalog", "procedury", "procedury/KA-01478"):
            turtle, jsonld = (
                set(shared.reread((folder / f"{name}{form.suffix}").read_bytes(), form))
                for form in shared.FORMATS
            )
            assert turtle == jsonld
            assert turtle


def test_an_export_stopped_while_it_puts_files_in_place_is_made_good(exporter, folder, monkeypatch):
    exporter.write(lambda: (pages(), shared.DAY))
    changed = {"01478": "Nowa nazwa", "01098": "Inna nazwa", "01492": "Trzecia"}
    places, real = [], Path.replace

    def stops(path, target):
        places.append(target)
        if len(places) > 2:
            raise KeyboardInterrupt
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stops)
        with pytest.raises(KeyboardInterrupt):
            exporter.write(lambda: (pages(**changed), shared.DAY))
    assert Folder(folder).notes("any") == {}
    exporter.write(
        lambda: (pages(), shared.DAY)
    )  # back to what it was, though some files were new already
    fresh = folder.parent / "fresh"
    LinkedDataExporter(target=str(fresh), **shared.SETTINGS).write(lambda: (pages(), shared.DAY))
    assert contents(folder) == contents(fresh)


@pytest.mark.skipif(sys.platform != "linux", reason="what was flushed is read from Linux's /proc")
@pytest.mark.slow(reason="each step of a disk; a failure amid an export stands for it")
def test_a_power_cut_at_any_step_is_made_good(exporter, folder, tmp_path):
    titles = {"01478": "Nowa nazwa", "01098": "Inna nazwa", "01492": "Trzecia"}
    before, after = (lambda: (pages(), shared.DAY)), (lambda: (pages(**titles), shared.DAY))
    wanted = []
    for name, read in (("old", before), ("new", after)):
        LinkedDataExporter(target=str(tmp_path / name), **shared.SETTINGS).write(read)
        wanted.append((read, contents(tmp_path / name)))
    exporter.write(before)
    steps, faults, left = [], [], tmp_path / "left"

    def look(disk):
        steps.append(len(steps))
        if steps[-1] % 4:
            return
        for found in disk.states():
            # On to what was wanted, or back to what it was: some files are new, and some torn.
            for read, whole in wanted:
                found.write(left)
                LinkedDataExporter(target=str(left), **shared.SETTINGS).write(read)
                faults.extend([steps[-1]] if contents(left) != whole else [])
                shutil.rmtree(left)

    disk = PowerCutDisk(folder, look)
    with disk.watched():
        exporter.write(after)
    assert faults == []
    assert len(steps) > 15


@pytest.mark.skipif(sys.platform != "linux", reason="what was flushed is read from Linux's /proc")
def test_notes_that_outlive_a_power_cut_name_whole_files_alone(tmp_path):
    """Else the next export would take what is torn for what it made, and leave it."""
    root = tmp_path / "out"
    root.mkdir()

    def put(number):
        folder = Folder(root)
        folder.begin()
        for name in ("katalog.ttl", "procedury/1.ttl", f"procedury/{number + 2}.ttl"):
            folder.make(name, f"{name} {number}".encode())
        gone = [f"procedury/{number + 1}.ttl"] if number > 1 else []
        folder.finish(gone, "1", {"made": number})

    def files(entries):
        return {
            name: entry
            for name, entry in entries.items()
            if isinstance(entry, bytes) and name.endswith(".ttl") and not name.startswith(".")
        }

    def held():
        found = ((path.relative_to(root), path) for path in root.rglob("*") if path.is_file())
        return files({str(name): path.read_bytes() for name, path in found})

    put(1)
    whole, seen = {1: held()}, []
    disk = PowerCutDisk(root, lambda disk: seen.extend(disk.states(between=8)))
    with disk.watched():
        put(2)
    whole[2] = held()
    assert whole[1].keys() != whole[2].keys()
    assert len(seen) > 80
    noted = set()
    for left in seen:
        try:
            made = json.loads(left.entries.get(NOTES, b""))["notes"]["made"]
        except ValueError:
            continue  # there are none, or not all of them: the next export makes everything
        noted.add(made)
        assert files(left.entries) == whole[made]
    assert noted == {1, 2}


def contents(folder):
    return {name: one[0] for name, one in state(folder).items()}


def test_a_number_that_is_a_path_is_refused(exporter):
    odd = attrs.evolve(shared.projections()["KA-01478"], id="../../etc/KA-01478")
    with pytest.raises(ValueError, match="five digits"):
        exporter.write(lambda: ([Counted(odd)], shared.DAY))
