"""``lckm encrypt``: an installation from before encryption is carried over by one command."""

import json

import pytest

from lckm_testing import PersonalDataCanary

PHOTO = b"\xff\xd8\xff\xe0" + b"a photo of jan@example.com" * 9
CANARY = PersonalDataCanary()


def switched(city, on):
    """Write the settings, with files of reports, and encryption on or off."""
    city.settings()
    path = city.folder / "lckm.toml"
    text = path.read_text(encoding="utf-8")
    off = "" if on else "encryption = false\n"
    text = text.replace(
        '{ path = "base" }\n', '{ path = "base" }\nattachments = { path = "data/files" }\n' + off
    )
    text = text.replace('SqlAdapter"\n', f'SqlAdapter"\n{off}')
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def before(city):
    """A report with a file, in the clear, as it was stored before; now encryption is on."""
    switched(city, on=False)
    (files,) = city.centre().plugins.attachments
    files.keep("ZG-1-1", PHOTO)
    form = CANARY.form() | {"attachments": [{"name": "kot.jpg", "size": len(PHOTO)}]}
    city.register("ZG-1", form)
    city.work()
    city.close()
    switched(city, on=True)
    return city.centre().plugins.reports.get("ZG-1")


def test_verify_tells_what_is_in_the_clear_until_one_command_encrypts_it(before, city, run):
    assert CANARY.search(city.data) != ()
    told = run("verify")
    assert told.exit_code == 0
    assert "Niezaszyfrowane są jeszcze części osobowe: 1, pliki zgłoszeń: 1." in told.stderr
    done = run("encrypt")
    assert (done.exit_code, done.output) == (
        0,
        "Zaszyfrowano części osobowych: 1, plików: 1\n",
    )
    assert CANARY.search(city.data) == ()
    assert run("encrypt", "--lang", "en").output == "Personal parts encrypted: 0, files: 0\n"
    told = run("verify", "--format", "json")
    assert (told.exit_code, json.loads(told.stdout)) == (0, [])
    assert "Niezaszyfrowane" not in told.stderr
    city.close()
    assert city.centre().plugins.reports.get("ZG-1") == before
    (files,) = city.centre().plugins.attachments
    assert files.read("ZG-1-1") == PHOTO


def test_with_encryption_off_there_is_nothing_to_encrypt_with(before, city, run):
    switched(city, on=False)
    for command in ("encrypt", "rotate"):
        done = run(command)
        assert done.exit_code == 2, command
        assert "Usuń encryption = false" in done.stderr, command
