"""exiftool, which reads more kinds of metadata than any other program, finds none."""

import json
import re
import shutil
import subprocess

import pytest
from by_boxes import made_of_boxes
from documents import pdfs
from photos import photos

from lckm_intake import remove_metadata

FILES = photos() | made_of_boxes() | pdfs()
# Groups of what exiftool makes up of the file itself, of the picture, and of our own profile.
NOT_OF_THE_FILE = {"ExifTool", "System", "File", "Composite", "ICC-header", "ICC_Profile"}
# What is left: how the picture is to be shown, how it is coded.
SHOWN = {
    "JFIF": {"JFIFVersion", "ResolutionUnit", "XResolution", "YResolution"},
    "IFD0": {"Orientation"},
}
TELLING = re.compile(
    "gps|date|make|model|software|artist|author|creator|producer|copyright|comment|description"
    "|title|owner|serial|lens|history|document|instance|xmp|iptc|thumbnail|preview|location"
    "|keywords|handlervendor|compressorname|encoder|vendorid|language",
    re.IGNORECASE,
)
# Fields whose place is always there; they have to be empty.
EMPTY = ("", "0000:00:00 00:00:00", "und", "0 s", 0, "    ", "\0\0\0\0")


@pytest.fixture(scope="module")
def metadata_read(tmp_path_factory):
    """Return what exiftool tells of each file, before and after."""
    program = shutil.which("exiftool")
    if program is None:
        pytest.skip("no exiftool here; the search for planted bytes ran")
    folder = tmp_path_factory.mktemp("files")
    for name, data in FILES.items():
        (folder / f"before-{name}").write_bytes(data)
        (folder / f"after-{name}").write_bytes(remove_metadata(data).data)
    done = subprocess.run(
        [program, "-json", "-a", "-G1", "-s", "-ee3", "-u", "-charset", "latin", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    return {found["SourceFile"].rpartition("/")[2]: found for found in json.loads(done.stdout)}


@pytest.mark.parametrize("name", FILES)
def test_it_finds_nothing_that_tells(metadata_read, name):
    assert left(metadata_read[f"after-{name}"]) == {}


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("plain")])
def test_it_finds_something_in_what_came(metadata_read, name):
    assert left(metadata_read[f"before-{name}"]) != {}


@pytest.mark.parametrize("name", FILES)
def test_it_finds_nothing_wrong(metadata_read, name):
    after = metadata_read[f"after-{name}"]
    assert {
        key: value for key, value in after.items() if key.endswith((":Error", ":Warning"))
    } == {}


def left(found):
    """Return the fields that tell something."""
    telling = {}
    for key, value in found.items():
        group, _, field = key.partition(":")
        if not field or group in NOT_OF_THE_FILE or field in SHOWN.get(group, ()):
            continue
        if TELLING.search(field) and value not in EMPTY:
            telling[key] = value
    return telling
