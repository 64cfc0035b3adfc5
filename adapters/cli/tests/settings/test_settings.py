"""The settings file: adapters made from it, and messages about a wrong one, without secrets."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from lckm_cli.settings import (
    InvalidValueError,
    SettingsError,
    read_settings,
    require_bounds,
    settings_path,
)
from lckm_cli.settings.bounds import BOUNDS
from lckm_cli.settings.values import SettingValue, hidden, resolve
from lckm_core import ContactCentre, impl
from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from tests.helpers.settings_files import importable, settings

__all__ = ["importable", "settings"]  # fixtures that are used by their names
SECRET = "Zażółć-9f8e7d"


class Adapter:
    """An adapter of plain values, as those of the project are."""

    name = "plain"

    def __init__(
        self,
        host: str,
        port: int = 25,
        *,
        password: str | None = None,
        ratio: float = 1.0,
        tls: bool = True,
        domains: list[str] | None = None,
        keys: Sequence[str] = (),
        codes: Mapping[str, str] | None = None,
        places: Sequence[object | Mapping[str, object]] = (),
    ) -> None:
        if port == 666:
            raise ValueError(f"cannot use {password} or {keys}")
        if port == 667:
            raise InvalidSettingError("port", Message("ma być inny.", "has to be another."))
        self.keys = keys
        self.codes = codes
        self.places = places
        self.taken = (host, port, password, ratio, tls, domains)

    def kept(self) -> object:
        """Return what it was made of."""
        return self.taken

    @impl
    def notify_listeners(self) -> "Adapter":
        """Hand over itself."""
        return self

    def on_event(self, event: object) -> None:
        """Hear nothing."""


centre = ContactCentre.__new__(ContactCentre)
USE = f"{__name__}:Adapter"


def the_adapter(path: Path) -> Adapter:
    """Return the one adapter that a settings file makes."""
    (made,) = read_settings(path).centre().plugins.listeners
    assert isinstance(made, Adapter)
    return made


def test_an_adapter_gets_its_keywords_and_what_lies_elsewhere(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("PASSWORD_OF_TEST", SECRET)
    (tmp_path / "host").write_text("mail.example.org\n", encoding="utf-8")
    path = settings(
        f'[[adapter]]\nuse = "{USE}"\nhost = {{ file = "host" }}\npassword = {{ env = '
        '"PASSWORD_OF_TEST" }\n'
        'port = 465\nratio = 2\ntls = false\ndomains = ["a", "b"]\n'
    )
    listener = the_adapter(path)
    assert listener.kept() == ("mail.example.org", 465, SECRET, 2, False, ["a", "b"])


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("secret", ["a b", " a", "a ", "\ta\t", "a\u00a0", "a\nb"])
def test_of_a_secret_in_a_file_only_the_ends_of_lines_are_left_out(secret, end, settings, tmp_path):
    """A password may begin or end with a blank, and an editor ends a file with a line."""
    (tmp_path / "password").write_bytes((secret + end).encode())
    path = settings(f'[[adapter]]\nuse = "{USE}"\nhost = "x"\npassword = {{ file = "password" }}\n')
    assert the_adapter(path).taken[2] == secret


def test_secrets_may_stand_in_a_list(settings, monkeypatch):
    monkeypatch.setenv("KEY_OF_TEST", SECRET)
    path = settings(
        f'[[adapter]]\nuse = "{USE}"\nhost = "x"\nkeys = [{{ env = "KEY_OF_TEST" }}, "old"]\n'
    )
    listener = the_adapter(path)
    assert listener.keys == [SECRET, "old"]
    path.write_text(path.read_text(encoding="utf-8") + "port = 666\n", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        read_settings(path).centre()
    assert SECRET not in repr(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("port = 666\n", f", [[adapter]] 1, {USE}: ValueError; lckm settings says what is wrong."),
        (
            "port = 667\n",
            f", [[adapter]] 1, {USE}: the adapter did not take the settings: port: has to be "
            "another.",
        ),
        ("prot = 1\n", f", [[adapter]] 1, prot: {USE} does not know this. Did you mean port?"),
    ],
)
def test_a_log_gets_no_words_of_an_adapter(text, told, settings):
    """They may quote a name or a login; our own say what to correct."""
    path = settings(f'[[adapter]]\nuse = "{USE}"\nhost = "x"\nkeys = ["Kowalska"]\n{text}')
    with pytest.raises(SettingsError) as refused:
        read_settings(path).centre()
    assert refused.value.for_log.startswith(f"{path}{told}")
    assert ("Kowalska" in str(refused.value)) is ("666" in text)
    assert "Kowalska" not in refused.value.for_log


def test_a_table_is_taken_where_one_is_asked_for(settings, monkeypatch):
    """With a secret within it, too."""
    monkeypatch.setenv("CODE_OF_TEST", SECRET)
    path = settings(
        f'[[adapter]]\nuse = "{USE}"\nhost = "x"\n[adapter.codes]\nlamp = "42"\n'
        'tree = { env = "CODE_OF_TEST" }\n'
    )
    assert the_adapter(path).codes == {"lamp": "42", "tree": SECRET}


def test_so_are_tables_in_a_list_with_secrets_in_them(settings, monkeypatch):
    monkeypatch.setenv("FIRST_OF_TEST", SECRET)
    path = settings(
        f'[[adapter]]\nuse = "{USE}"\nhost = "h"\n\n[[adapter.places]]\nname = "a"\n'
        'secrets = [{ env = "FIRST_OF_TEST" }]\n\n[[adapter.places]]\nname = "b"\n'
    )
    assert the_adapter(path).places == [{"name": "a", "secrets": [SECRET]}, {"name": "b"}]


def test_words_beside_a_secret_in_a_table_are_no_secrets(settings, monkeypatch):
    monkeypatch.setenv("FIRST_OF_TEST", SECRET)
    path = settings(
        f'[[adapter]]\nuse = "{USE}"\nhost = "h"\nport = 666\n'
        'password = { env = "FIRST_OF_TEST" }\n\n[[adapter.places]]\nname = "cannot use"\n'
        'secrets = [{ env = "FIRST_OF_TEST" }]\n'
    )
    with pytest.raises(SettingsError) as refused:
        read_settings(path).centre()
    assert "cannot use ••• or ()" in refused.value.text("en")


def test_a_path_is_from_the_settings_file_on(settings, tmp_path):
    path = settings(f'[[adapter]]\nuse = "{USE}"\nhost = {{ path = "data/x" }}\n')
    listener = the_adapter(path)
    assert listener.taken[0] == str(tmp_path / "data/x")


def test_of_two_that_provide_the_same_one_leaves_it_to_the_other(settings):
    other = "[[adapter]]\nuse = 'lckm_sql:SqlAdapter'\nurl = 'sqlite:///x.sqlite'\n"
    path = settings(STORE + other)
    with pytest.raises(SettingsError, match="without"):
        read_settings(path).centre()
    path.write_text(
        STORE + "without = ['procedures']\n" + other + "without = ['notices']\n", encoding="utf-8"
    )
    plugins = read_settings(path).centre().plugins
    assert type(plugins.procedures).__name__ == "SqlProcedures"
    assert type(plugins.notices).__name__ == "FileNotices"
    assert type(plugins.routes).__name__ == "FileRoutes"


def test_the_host_may_name_its_own_centre(settings):
    path = settings(f'centre = "{__name__}:centre"\n')
    assert read_settings(path).centre() is centre


def test_what_reads_bounces_is_made_in_the_same_way(settings):
    path = settings(f'centre = "{__name__}:centre"\n[[bounces]]\nuse = "{USE}"\nhost = "x"\n')
    (source,) = read_settings(path).bounces()
    assert isinstance(source, Adapter)
    assert source.taken[0] == "x"


def test_what_an_adapter_says_in_english_stands_in_a_polish_sentence_as_a_quotation(settings):
    path = settings(f'[[adapter]]\nuse = "{USE}"\nhost = "x"\nport = 666\n')
    with pytest.raises(SettingsError) as error:
        read_settings(path).centre()
    assert "Powód (ValueError): „cannot use" in error.value.text("pl")


OURS = {
    "sender": 'use = "lckm_smtp:SmtpAdapter"\nhost = "x"\nsender = "nobody"\n',
    "secret": 'use = "lckm_smtp:SmtpAdapter"\nhost = "x"\nsender = "a@example.org"\n'
    'secret = "short"\n',
    "to": 'use = "lckm_log_helpdesk:LogHelpdeskAdapter"\nhost = "x"\nsender = "a@example.org"\nto '
    '= "nobody"\nhonours_keys = true\n',
    "queue": 'use = "lckm_request_tracker:RequestTrackerAdapter"\nurl = '
    '"https://rt.example.org"\ntoken = "1-1-a"\nqueue = ""\n',
    "numbering": 'use = "lckm_sql:SqlAdapter"\nurl = "sqlite:///a.sqlite"\nnumbering = "a b"\n',
    "keys": 'use = "lckm_sql:SqlAdapter"\nurl = "sqlite:///a.sqlite"\nkeys = ["abc"]\n',
    "url": 'use = "lckm_sql:SqlAdapter"\nurl = "mysql://x/y"\n',
}


URLS = {
    "no address": ("abc", "sqlite:///plik.sqlite"),
    "nothing": ("", "sqlite:///plik.sqlite"),
    "a port that is no number": ("postgresql+psycopg://u:geheim@h:x/db", "sqlite:///plik.sqlite"),
    "a port above all": ("postgresql+psycopg://u:geheim@h:99999/db", "od 1 do 65535"),
    "no port": ("postgresql+psycopg://u:geheim@h:0/db", "od 1 do 65535"),
    "a port of the query": ("postgresql+psycopg:///db?host=a,b&port=5432,0", "od 1 do 65535"),
    "a port of the query that is very long": (
        f"postgresql+psycopg:///db?port={'9' * 5_000}",
        "od 1 do 65535",
    ),
    "a port of the query that is long and none": (
        f"postgresql+psycopg:///db?port={'0' * 5_000}",
        "od 1 do 65535",
    ),
    "no such mode": (
        "postgresql+psycopg://h/db?sslmode=full",
        "sslmode ma tu być jednym z: disable",
    ),
    "certificates that are not there": (
        "postgresql+psycopg://h/db?sslrootcert=/no/such",
        "sslrootcert: nie ma takiego",
    ),
    "certificates that are asked for": (
        "postgresql+psycopg://localhost/db?sslmode=verify-ca&sslrootcert=/no/such",
        "sslrootcert: nie ma takiego",
    ),
}


@pytest.mark.parametrize("which", URLS)
def test_an_address_that_cannot_be_is_told_in_the_language_asked_for_and_not_repeated(
    settings, which
):
    given, expected = URLS[which]
    with pytest.raises(SettingsError) as error:
        read_settings(
            settings(f'[[adapter]]\nuse = "lckm_sql:SqlAdapter"\nurl = "{given}"\n')
        ).adapters()
    assert "lckm_sql:SqlAdapter: adapter nie przyjął ustawień: url: " in error.value.text("pl")
    assert expected in error.value.text("pl")
    assert "did not take the settings: url: " in error.value.text("en")
    assert "geheim" not in f"{error.value.text('pl')} {error.value.text('en')} {error.value!r}"


@pytest.mark.parametrize(
    "given",
    [
        "postgresql+psycopg://h:5432/db?sslrootcert=system",
        "postgresql+psycopg://localhost/db?sslrootcert=/no/such",
        "postgresql+psycopg://h/db?sslmode=require&sslrootcert=/no/such",
        "postgresql+psycopg:///db?host=a,b&port=5432,",
        "postgresql+psycopg:///db?host=a,b&port=,05433",
    ],
)
def test_an_address_that_can_be_is_taken(settings, given):
    read_settings(
        settings(f'[[adapter]]\nuse = "lckm_sql:SqlAdapter"\nurl = "{given}"\n')
    ).adapters()


@pytest.mark.parametrize("setting", OURS)
def test_what_our_adapters_refuse_is_named_and_told_in_the_language_asked_for(settings, setting):
    with pytest.raises(SettingsError) as error:
        read_settings(settings(f"[[adapter]]\n{OURS[setting]}")).adapters()
    polish, english = error.value.text("pl"), error.value.text("en")
    assert f": adapter nie przyjął ustawień: {setting}: " in polish
    assert f": the adapter did not take the settings: {setting}: " in english
    assert not {"is", "this", "the", "of", "no"} & {*polish.split()}
    assert "Powód" not in polish


def test_where_the_file_is(monkeypatch):
    monkeypatch.delenv("LCKM_SETTINGS", raising=False)
    assert settings_path() == Path("lckm.toml")
    monkeypatch.setenv("LCKM_SETTINGS", "a.toml")
    assert settings_path() == Path("a.toml")
    assert settings_path("b.toml") == Path("b.toml")


STORE = '[[adapter]]\nuse = "lckm_folder:FolderAdapter"\nfolder = "x"\n'
TABLE = f'[[adapter]]\nuse = "{USE}"\n'
SMTP = '[[adapter]]\nuse = "lckm_smtp:SmtpAdapter"\nhost = "x"\nsender = "a@example.org"\n'
IMAP = (
    '[[bounces]]\nuse = "lckm_smtp:ImapBounces"\nhost = "x"\nusername = "x"\npassword = '
    '"x"\nsender = "a@example.org"\n'
)
DESK = (
    '[[adapter]]\nuse = "lckm_request_tracker:RequestTrackerAdapter"\nurl = '
    '"https://rt.example.org"\ntoken = "1-1-a"\nqueue = "q"\n'
)
BASE = '[[adapter]]\nuse = "lckm_sql:SqlAdapter"\nurl = "sqlite:///a.sqlite"\n'
CANNOT_WORK = {
    "a port above all": (SMTP, "port = 65536", "od 1 do 65535"),
    "no port": (SMTP, "port = 0", "od 1 do 65535"),
    "a port below all": (IMAP, "port = -1", "od 1 do 65535"),
    "no time for an answer": (IMAP, "timeout = 0", "najwyżej 86400"),
    "no end of an answer": (IMAP, "timeout = inf", "najwyżej 86400"),
    "less than no time for a lock": (BASE, "timeout = -1", "najwyżej 86400"),
    "longer than PostgreSQL reckons": (BASE, "timeout = 3000000", "najwyżej 86400"),
    "no time to connect": (DESK, "connect_timeout = nan", "najwyżej 86400"),
    "no time for a letter": (SMTP, "longest = 0", "najwyżej 86400"),
    "idle for ever": (SMTP, "idle = inf", "od 0 do 86400"),
    "no connections": (BASE, "pool = 0", "większą od zera"),
    "a pace of none": (SMTP, "most_per_minute = 0", "większą od zera"),
    "letters of less than nothing": (SMTP, "most_bytes = -1", "0 albo więcej"),
    "certificates that are not there": (SMTP, 'ca_file = "nowhere.pem"', "nie ma takiego pliku"),
    "certificates of an impossible name": (SMTP, 'ca_file = "a\\u0000"', "nie ma takiego pliku"),
    "certificates of a folder": (DESK, 'ca_file = { path = "." }', "nie ma takiego pliku"),
    "certificates that are none": (
        IMAP,
        'ca_file = { path = "lckm.toml" }',
        "nie ma takiego pliku",
    ),
    "no server": (IMAP.replace('host = "x"', 'host = " "'), "", "nie może tu być pusto"),
    "nobody's login": (
        IMAP.replace('username = "x"', 'username = ""'),
        "",
        "nie może tu być pusto",
    ),
    "no name in EHLO": (SMTP, 'local_hostname = ""', "nie może tu być pusto"),
}


@pytest.mark.parametrize("which", CANNOT_WORK)
def test_what_cannot_work_is_refused_with_the_place_and_what_is_expected(settings, which):
    table, line, expected = CANNOT_WORK[which]
    path = settings("centre = 'x:y'\n" * ("bounces" in table) + table + line + "\n")
    read = read_settings(path)
    with pytest.raises(SettingsError) as refused:
        read.bounces() if "bounces" in table else read.adapters()
    said, key = refused.value.text("pl"), line.partition(" ")[0]
    assert f"]] 1, {key}" in said
    assert expected in said
    assert refused.value.text("en") != said


WORKS = [
    (SMTP, "port = 65535\nidle = 0\nlongest = 86400\nmost_bytes = 0"),
    (SMTP, "ca_file = { path = 'ca.pem' }"),
    (DESK, "ca_file = ''"),
    (TABLE, "host = 'x'\nport = 1"),
]


@pytest.mark.parametrize(("table", "lines"), WORKS)
def test_what_can_work_is_taken(settings, tmp_path, table, lines):
    from trustme import CA

    CA().cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    read_settings(settings(f"{table}{lines}\n")).adapters()


WRONG = {
    "not TOML": ("[[adapter]\n", "wiersz 1, kolumna", ""),
    "an unknown table": ("[[adaptor]]\nuse = 'x'\n", "adaptor", "adapter?"),
    "neither adapters nor a centre": ("", "[[adapter]] albo centre", ""),
    "a table written once": (f'[adapter]\nuse = "{USE}"\n', "[[adapter]]", ""),
    "no use": ("[[adapter]]\nhost = 'x'\n", "[[adapter]] 1, use", ""),
    "no colon": ("[[adapter]]\nuse = 'lckm_core.memory'\n", "moduł:Nazwa", ""),
    "no such module": (
        "[[adapter]]\nuse = 'lckm_foldex:FolderAdapter'\n",
        "nie ma modułu lckm_foldex",
        "lckm_folder?",
    ),
    "no such class": (
        "[[adapter]]\nuse = 'lckm_core.memory:MemoryAdaptor'\n",
        "nie ma MemoryAdaptor",
        "MemoryAdapter?",
    ),
    "an unknown keyword": (
        TABLE + "host = 'x'\npasword = 'y'\n",
        "[[adapter]] 1, pasword",
        "password?",
    ),
    "a keyword missing": (TABLE, "[[adapter]] 1, host", ""),
    "text for a number": (
        TABLE + "host = 'x'\nport = '25'\n",
        "[[adapter]] 1, port",
        "liczba całkowita, a jest tekst",
    ),
    "a flag for a number": (TABLE + "host = 'x'\nport = true\n", "port", "true albo false"),
    "a number in a list of texts": (TABLE + "host = 'x'\ndomains = [1]\n", "domains", "lista"),
    "text for a table": (TABLE + "host = 'x'\ncodes = 'k'\n", "codes", "tabela, a jest tekst"),
    "a table for a text": (TABLE + "host = { a = 'x', b = 'y' }\n", "host", "jeden klucz"),
    "text for a list": (TABLE + "host = 'x'\nkeys = 'k'\n", "keys", "lista"),
    "a date": (TABLE + "host = 2026-01-01\n", "host", "data"),
    "no such variable": (TABLE + "host = { env = 'NO_SUCH_THING' }\n", "host", "NO_SUCH_THING"),
    "no such file": (TABLE + "host = { file = 'nowhere' }\n", "host", "nowhere"),
    "another table": (TABLE + "host = { envv = 'X' }\n", "host", "env?"),
    "no centre": ("centre = 'lckm_core.memory:MemoryAdapter.name'\n", "centre", "ContactCentre"),
    "left out what is not provided": (
        STORE + "without = ['notice']\n",
        "[[adapter]] 1, without",
        "notices?",
    ),
    "left out, as text": (STORE + "without = 'notices'\n", "[[adapter]] 1, without", "lista"),
    "two of one name": (2 * (TABLE + "host = 'x'\n"), "plain", ""),
}


@pytest.mark.parametrize("which", list(WRONG))
def test_what_is_wrong_is_said_with_the_place_and_what_is_near(which, settings):
    text, place, hint = WRONG[which]
    path = settings(text)
    with pytest.raises(SettingsError) as refused:
        read_settings(path).centre()
    said = refused.value.text("pl")
    assert str(path) in said
    assert place in said
    assert hint in said
    assert refused.value.text("en") != said


@pytest.mark.parametrize("table", ["worker", "limits"])
def test_tables_of_other_programs_are_kept_and_not_judged(settings, table):
    read = read_settings(settings(f"{TABLE}host = 'x'\n[{table}]\nanything = 1\n"))
    read.centre()
    assert read.tables[table] == {"anything": 1}


def test_adapters_and_a_centre_are_not_both_given(settings):
    with pytest.raises(SettingsError):
        read_settings(settings(f'centre = "{__name__}:centre"\n' + TABLE))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SettingsError, match="LCKM_SETTINGS"):
        read_settings(tmp_path / "none.toml")


@pytest.mark.parametrize("keywords", ["port = 666\n", "port = '1'\n", "prot = 1\n", "tls = 1\n"])
def test_no_secret_is_said_of_a_table_that_is_wrong(keywords, settings, monkeypatch):
    monkeypatch.setenv("PASSWORD_OF_TEST", SECRET)
    path = settings(TABLE + "host = 'x'\npassword = { env = 'PASSWORD_OF_TEST' }\n" + keywords)
    read = read_settings(path)
    with pytest.raises(SettingsError) as refused:
        read.centre()
    told = f"{refused.value.text('pl')} {refused.value.text('en')} {refused.value!r} {read!r}"
    assert SECRET not in told
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(
    "secret",
    ["geh\neim", "geh  eim", "geh'n\"eim", "geh\\eim"],
    ids=["two lines", "two blanks", "quotes", "backslash"],
)
def test_no_secret_is_said_in_other_blanks_or_as_python_would_write_it(
    secret, settings, monkeypatch
):
    """The words of an adapter hold it as it is and, in a list, by its ``repr``."""
    monkeypatch.setenv("PASSWORD_OF_TEST", secret)
    there = "{ env = 'PASSWORD_OF_TEST' }"
    path = settings(TABLE + f"host = 'x'\npassword = {there}\nkeys = [{there}]\nport = 666\n")
    with pytest.raises(SettingsError) as refused:
        read_settings(path).centre()
    for said in (refused.value.text("pl"), refused.value.text("en")):
        assert said.count("•••") == 2
        assert "geh" not in said
        assert "eim" not in said


def test_of_a_secret_that_begins_like_another_no_rest_is_said():
    """As of a key and the same with a number after it, in whatever order they are held."""
    secrets = ["geheim" + "7391"[:length] for length in range(5)]
    keys = SettingValue(secrets, frozenset(secrets))
    assert hidden(", ".join(secrets), {"keys": keys}) == ", ".join(["•••"] * 5)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("sqlite:///reports.sqlite", "sqlite:///{}/reports.sqlite"),
        ("sqlite:///../a b/r.sqlite?timeout=3", "sqlite:///{}/../a b/r.sqlite?timeout=3"),
        ("sqlite+pysqlite:///r.sqlite", "sqlite+pysqlite:///{}/r.sqlite"),
        ("sqlite:////var/r.sqlite", "sqlite:////var/r.sqlite"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("sqlite:///file:r.sqlite?uri=true", "sqlite:///file:r.sqlite?uri=true"),
        ("sqlite://", "sqlite://"),
        ("postgresql+psycopg://lckm@db/lckm", "postgresql+psycopg://lckm@db/lckm"),
        ("reports.sqlite", "reports.sqlite"),
    ],
)
def test_an_sqlite_database_without_a_root_lies_beside_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, taken: str
) -> None:
    monkeypatch.setenv("A_DATABASE", given)
    (tmp_path / "database").write_text(given + "\n", encoding="utf-8")
    for one in (given, {"env": "A_DATABASE"}, {"file": "database"}):
        assert resolve(one, tmp_path).plain == taken.format(tmp_path)


def test_what_a_face_names_at_any_depth_is_looked_at(tmp_path):
    """Else nobody is told that everybody may read a secret that stands in a table of a face."""
    file = tmp_path / "lckm.toml"
    file.write_text(
        '[[adapter]]\nuse = "a:A"\n'
        '[[face]]\nuse = "lckm_web:ResidentFace"\nkeys = [{ file = "receipts" }]\n'
        'city_map = { tiles = { file = "address" }, cache = { path = "tiles" } }\n'
        'api = [{ name = "a", secret = { file = "key" } }, { deeper = [[{ path = "far" }]] }]\n'
        'office = { file = 1, path = "of two keys", name = "x" }\n',
        encoding="utf-8",
    )
    settings = read_settings(file)
    assert [one.name for one in settings.named("file")] == ["receipts", "address", "key"]
    assert [one.name for one in settings.named("path")] == ["tiles", "far"]


def test_what_lies_beside_the_settings_is_found_from_any_folder(settings, tmp_path, monkeypatch):
    """Whatever kind of table names it; nothing is looked for where one stands."""
    for name in ("sent", "bounced", "shown"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    file = settings(
        f'[[adapter]]\nuse = "{USE}"\nhost = "a"\npassword = {{ file = "sent" }}\n'
        f'[[bounces]]\nuse = "{USE}"\nhost = "b"\npassword = {{ file = "bounced" }}\n'
        f'[[face]]\nuse = "{USE}"\nhost = "c"\npassword = {{ file = "shown" }}\n'
        f'[[face]]\nuse = "{USE}"\nat = "/x"\nhost = "e"\nplaces = [{{ path = "f" }}]\n'
    )
    (elsewhere := tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(elsewhere)
    made = read_settings(file)
    faces = made.faces()
    (bounces,) = made.bounces()
    taken = [one.taken for one in (*made.adapters(), bounces, faces["/"])]
    assert [password for _, _, password, *_ in taken] == ["sent", "bounced", "shown"]
    assert [str(place) for place in faces["/x"].places] == [str(tmp_path / "f")]


def test_the_table_at_fault_is_named_by_its_place_of_its_kind(settings):
    for kind, make in {
        "adapter": lambda made: made.adapters(),
        "bounces": lambda made: made.bounces(),
        "face": lambda made: made.faces(),
    }.items():
        sound = f'[[{kind}]]\nuse = "{USE}"\nhost = "a"\n'
        at = 'at = "/x"\n' if kind == "face" else ""
        first = "" if kind == "adapter" else f'[[adapter]]\nuse = "{USE}"\nhost = "a"\n'
        faulty = f'[[{kind}]]\nuse = "{USE}"\n{at}host = "b"\nprot = 1\n'
        with pytest.raises(SettingsError, match=rf"\[\[{kind}\]\] 2, prot"):
            make(read_settings(settings(first + sound + faulty)))


def test_what_any_table_names_is_looked_at(settings):
    """The mailbox in which bounces arrive has a password, too."""
    known = read_settings(
        settings(
            '[[adapter]]\nuse = "a:A"\npassword = { file = "sent" }\n'
            '[[bounces]]\nuse = "a:B"\npassword = { file = "bounced" }\n'
            '[[face]]\nuse = "a:C"\npassword = { file = "shown" }\n'
        )
    )
    assert [one.name for one in known.named("file")] == ["sent", "bounced", "shown"]


@pytest.mark.parametrize("key", BOUNDS)
def test_a_value_of_any_type_is_refused_or_left_to_its_adapter(key: str) -> None:
    for value in (None, True, 0, -1, 2.5, "", "x", b"x", [], ["x"], {}, {"x": 1}, object()):
        with suppress(InvalidValueError):
            require_bounds(key, value)


@pytest.mark.parametrize("face", ["first", "second"])
@pytest.mark.parametrize(
    "named",
    [
        'keys_variable = "LCKM_DATA"',
        'keys = [{ env = "LCKM_DATA" }]',
        'keys = { env = "LCKM_DATA" }',
        'keys = ["first second"]',
        'keys = ["first", "second"]',
        'keys = [{ file = "keys" }]',
    ],
)
def test_a_key_of_several_that_a_face_has_too_is_found(tmp_path, monkeypatch, named, face):
    """However several are listed; the key of another face is no fault."""
    monkeypatch.setenv("LCKM_DATA", "first second")
    (tmp_path / "keys").write_text("first\nsecond\n", encoding="utf-8")
    faces = "".join(
        f'[[face]]\nuse = "x:Y"\nat = "/{at}"\nkeys = ["{at}"]\n' for at in (face, "other")
    )
    file = tmp_path / "lckm.toml"
    file.write_text(f'[[adapter]]\nuse = "x:Z"\n{named}\n{faces}', encoding="utf-8")
    assert list(read_settings(file).shared_keys()) == [f"/{face}"]
