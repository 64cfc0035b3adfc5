"""Each command on a database in SQLite: what it prints, its exit code, and that it names nobody."""

import base64
import json
import mailbox
import os
import re
import shutil
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, update
from test_processes import DSN

from lckm_cli.main import cli
from lckm_core import first_clean_day
from lckm_core.delivery import DispatchState, Target
from lckm_operations.adapter import OperationsAdapter
from lckm_smtp.message_ids import signed
from lckm_sql import failure_kinds, unopened_files
from lckm_sql.tables import counters
from lckm_testing import PersonalDataCanary

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=300)
CONTACT = "bezpanskie-zwierze"


@pytest.fixture
def canary():
    return PersonalDataCanary("commands")


@pytest.fixture(scope="module")
def busy_folder(tmp_path_factory, make_for_a_file):
    canary = PersonalDataCanary("commands")
    with make_for_a_file(tmp_path_factory.mktemp("busy")) as made:
        made.register("ZG-1", canary.form(), now=NOW - timedelta(hours=2))
        made.register("ZG-2", category="inne")
        made.register("ZG-3", canary.form(), now=LONG_AGO)
        made.work()
    return made.folder


@pytest.fixture
def busy(city, busy_folder):
    """A city with a report sent, one at the helpdesk, one that waits, and one past its term."""
    city.take_over(busy_folder)
    return city


class TestSettings:
    def test_what_it_makes_is_listed(self, city, run):
        done = run("settings")
        assert (done.exit_code, "sql, files, folder-peers" in done.output) == (0, True)

    def test_what_is_missing_is_exit_code_1(self, city, run):
        text = (city.folder / "lckm.toml").read_text(encoding="utf-8")
        (city.folder / "lckm.toml").write_text(
            text.replace("folder_peers:", "lckm_folder:").replace("FolderPeers", "FolderAdapter")
        )
        assert run("settings").exit_code == 2
        (city.folder / "few.toml").write_text(
            text.partition('[[adapter]]\nuse = "folder')[0], encoding="utf-8"
        )
        done = run("settings", "--settings", "few.toml")
        assert done.exit_code == 1
        assert "provide_mailer. Dodaj tabelę [[adapter]] z serwerem poczty" in done.output

    def test_a_key_of_data_in_place_of_a_key_of_receipts_is_exit_code_1(self, city, run):
        """As after a command that changed each line ``keys`` of the file."""
        one, other = (base64.b64encode(bytes([at]) * 32).decode() for at in (1, 2))
        (city.folder / "one").write_text(one, encoding="utf-8")
        (city.folder / "one").chmod(0o600)
        path = city.folder / "lckm.toml"
        text = path.read_text(encoding="utf-8").replace(
            "url = ", 'keys = [{ file = "one" }]\nurl = ', 1
        )
        face = '\n[[face]]\nuse = "lckm_web:ResidentFace"\nat = "/a"\nkeys = ["{}"]\n'
        path.write_text(text + face.format(other), encoding="utf-8")
        assert run("settings").exit_code == 0
        path.write_text(text + face.format(one), encoding="utf-8")
        done = run("settings", "--lang", "en")
        assert done.exit_code == 1
        assert "[[face]] /a: keys has a key that an adapter encrypts data with" in done.output

    @pytest.mark.parametrize("keys", ['[{ env = "LCKM_KEYS" }]', '{ env = "LCKM_KEYS" }'])
    def test_a_key_of_a_variable_in_place_of_a_key_of_receipts_is_found(
        self, city, run, monkeypatch, keys
    ):
        one, other = (base64.b64encode(bytes([at]) * 32).decode() for at in (1, 2))
        path = city.folder / "lckm.toml"
        text = path.read_text(encoding="utf-8").replace(
            "url = ", 'keys_variable = "LCKM_DATA_KEYS"\nurl = ', 1
        )
        face = f'\n[[face]]\nuse = "lckm_web:ResidentFace"\nat = "/a"\nkeys = {keys}\n'
        path.write_text(text + face, encoding="utf-8")
        monkeypatch.setenv("LCKM_KEYS", one)
        monkeypatch.setenv("LCKM_DATA_KEYS", other)
        assert run("settings").exit_code == 0
        monkeypatch.setenv("LCKM_DATA_KEYS", f"{other} {one}")
        done = run("settings", "--lang", "en")
        assert done.exit_code == 1
        assert "[[face]] /a: keys has a key that an adapter encrypts data with" in done.output

    def test_a_key_folder_that_cannot_be_made_is_exit_code_1(self, city, run):
        (city.folder / "file").touch()
        path = city.folder / "lckm.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("url = ", 'key_folder = { path = "file/keys" }\nurl = ', 1),
            encoding="utf-8",
        )
        done = run("settings", "--lang", "en")
        assert done.exit_code == 1
        assert re.search(r"The key folder .*file/keys is not there and cannot be made", done.output)

    def test_one_that_anybody_may_change_is_exit_code_1(self, city, run):
        """It names the code that is run."""
        (city.folder / "lckm.toml").chmod(0o666)
        done = run("settings")
        assert (done.exit_code, "chmod o-w lckm.toml" in done.output) == (1, True)
        (city.folder / "lckm.toml").chmod(0o664)
        assert run("settings").exit_code == 0

    @pytest.mark.skipif(os.name != "posix", reason="only POSIX tells whose a file is")
    def test_secrets_routes_and_folders_that_are_open_to_all_are_exit_code_1(self, city, run):
        (city.folder / "secrets").mkdir(0o700)
        secret = city.folder / "secrets" / "key"
        secret.write_text(base64.b64encode(bytes(32)).decode(), encoding="ascii")
        secret.chmod(0o600)
        path = city.folder / "lckm.toml"
        keys = '"lckm_sql:SqlAdapter"\nkeys = [{ file = "secrets/key" }]\n'
        path.write_text(
            path.read_text(encoding="utf-8").replace('"lckm_sql:SqlAdapter"\n', keys),
            encoding="utf-8",
        )
        assert run("settings").exit_code == 0
        opened = [
            (secret, 0o644, "chmod o-rwx secrets/key"),
            (secret, 0o602, "chmod o-rwx secrets/key"),
            (secret.parent, 0o707, "chmod o-w secrets"),
            (city.folder / "base", 0o707, "chmod o-w base"),
            (city.folder / "base" / "routes.yaml", 0o646, "chmod o-w base/routes.yaml"),
            (city.folder / "base" / "terms", 0o707, "chmod o-w base/terms"),
            (city.folder, 0o707, f"chmod o-w {city.folder}"),
        ]
        for thing, mode, advice in opened:
            before = thing.stat().st_mode
            thing.chmod(mode)
            done = run("settings")
            assert (done.exit_code, done.output.count("chmod")) == (1, 1), thing
            assert f"{advice}\n" in done.output
            thing.chmod(before)
        assert run("settings").exit_code == 0

    @pytest.mark.parametrize("beat", ["no/beat.json", "folder", "beat.json/x"])
    def test_where_no_heartbeat_can_be_is_exit_code_1(self, city, run, beat):
        (city.folder / "folder").mkdir()
        (city.folder / "beat.json").touch()
        path = city.folder / "lckm.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"beat.json"', f'"{beat}"'), encoding="utf-8")
        done = run("settings")
        assert (done.exit_code, "Załóż folder" in done.output) == (1, True)

    def test_web_hooks_without_a_trail_are_exit_code_1(self, city, run):
        hook = (
            '[[adapter]]\nuse = "lckm_web_hooks:WebHooksAdapter"\n[[adapter.hooks]]\nname = "a"\n'
            'url = "https://example.org"\nverbs = ["publish"]\n'
            'secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]\n'
        )
        told = "Żaden adapter nie prowadzi dziennika czynności"
        city.settings(more=hook)
        assert (run("settings").exit_code, told in run("settings").output) == (0, False)
        memory = '[[adapter]]\nuse = "lckm_core.memory:MemoryAdapter"\n'
        for more, is_told in (("", False), (hook, True)):
            (city.folder / "lckm.toml").write_text(memory + more, encoding="utf-8")
            done = run("settings")
            assert (done.exit_code, told in done.output) == (1, is_told)

    def test_what_an_adapter_remarks_is_said(self, city, run):
        mailbox.Maildir(city.folder / "box")
        bounces = (
            '[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = "box"\nsender = '
            '"lckm@example.org"\n'
        )
        city.settings(more=bounces)
        done = run("settings")
        assert (done.exit_code, done.output.count("Uwaga: bounces: nie ma secret")) == (0, 1)
        city.settings(more=f'{bounces}secret = "0123456789abcdef"\n')
        assert "Uwaga" not in run("settings").output

    def test_what_a_face_remarks_or_refuses_is_said(self, city, run):
        face = (
            '[[face]]\nuse = "lckm_open311:Open311Face"\ncontact = "lckm@example.org"\n'
            'keys = ["0123456789abcdef0123456789abcdef"]\n'
        )
        keys = '[[face.api_keys]]\nname = "x"\nsecret = "0123456789abcdef"\n'
        city.settings(more=f'{face}{keys}categories = ["nie-ma-takiej"]\n')
        done = run("settings")
        assert (done.exit_code, done.output.count("Uwaga: api_keys: x: w tabeli")) == (0, 1)
        city.settings(more=f'{face}private_categories = ["nie-ma-takiej"]\n')
        done = run("settings")
        assert (done.exit_code, "nie ma kategorii „nie-ma-takiej”" in done.output) == (2, True)
        city.settings(more=f'{face}{keys}updates = "unit"\n')
        done = run("settings")
        assert (done.exit_code, "need receiver or categories" in done.output) == (2, True)

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (None, "Uwaga: streets: nie ma pliku ulice.csv."),
            ("nazwa\n--\n", "Uwaga: streets: pliku ulice.csv nie da się użyć"),
            ("nazwa\nZielona\n", None),
        ],
    )
    def test_a_list_of_streets_that_cannot_be_read_is_told(self, city, run, content, said):
        keys = "0123456789abcdef" * 2
        city.settings(
            more=f'[[face]]\nuse = "lckm_web:ResidentFace"\nkeys = "{keys}"\n'
            'streets = { path = "ulice.csv" }\n'
        )
        if content is not None:
            (city.folder / "ulice.csv").write_text(content, encoding="utf-8")
        done = run("settings")
        assert done.exit_code == 0, done.output
        assert (said in done.output) if said else ("streets:" not in done.output)

    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            (
                "pl",
                "Uwaga: url: nie ma folderu {}. Jeśli nie jest pomylony, założy go lckm migrate.\n",
            ),
            (
                "en",
                "Note: url: there is no folder {}. Unless it is mistyped, lckm migrate creates "
                "it.\n",
            ),
        ],
    )
    def test_a_folder_for_the_database_that_is_not_there_is_told_once(self, city, run, lang, said):
        url = f"sqlite:///{city.data}/mistyped/lckm.sqlite"
        city.settings(
            url=url, more=f'[[adapter]]\nuse = "lckm_sql:SqlDirectoryAdapter"\nurl = "{url}"\n'
        )
        told = run("settings", "--lang", lang)
        assert told.output.count(said.format(city.data / "mistyped")) == 1, told.output
        assert not (city.data / "mistyped").exists()
        assert run("migrate").exit_code == 0
        assert "mistyped" not in run("settings", "--lang", lang).output

    def test_a_mailbox_of_bounces_that_is_not_there_is_exit_code_1(self, city, run):
        bounces = (
            '[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = { path = "box" }\nsender = '
            '"lckm@example.org"\n'
        )
        city.settings(more=bounces)
        done = run("settings")
        assert (
            done.exit_code,
            "[[bounces]] 1: box: nie ma takiego folderu. Załóż go" in done.output,
        ) == (1, True)
        assert not (city.folder / "box").exists()
        mailbox.Maildir(city.folder / "box")
        assert run("settings").exit_code == 0

    @pytest.mark.parametrize(("name", "who"), [("settings", "mailer"), ("verify", "helpdesk")])
    def test_letters_that_come_back_and_that_nobody_reads_are_told(self, city, run, name, who):
        """Else a report whose letter came back is nobody's, and all looks well."""
        use = {
            "mailer": '[[adapter]]\nuse = "lckm_smtp:SmtpAdapter"\nhost = "localhost"\nsender = '
            '"lckm@example.org"\n',
            "helpdesk": '[[adapter]]\nuse = "lckm_log_helpdesk:LogHelpdeskAdapter"\nhost = '
            '"localhost"\n'
            'sender = "lckm@example.org"\nto = "helpdesk@example.org"\nhonours_keys = true\n',
        }[who]
        path = city.folder / "lckm.toml"
        text = path.read_text(encoding="utf-8")
        use += "timeout = 0.1\nlongest = 0.2\n"
        path.write_text(
            text.replace("slow = 0.0\n", f'slow = 0.0\nwithout = ["{who}"]\n{use}'),
            encoding="utf-8",
        )
        run("migrate")
        done = run(name)
        assert (done.exit_code, done.output.count("wracają niedoręczone, nikt nie czyta")) == (1, 1)
        assert "Nobody reads the letters that come back" in run(name, "--lang", "en").output
        path.write_text("bounces = []\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        done = run(name)
        assert (done.exit_code, "wracają" in done.output) == (0, False), (
            "another machine reads them"
        )

    def test_a_secret_that_can_be_guessed_is_refused_and_not_shown(self, city, run):
        bounces = (
            '[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = "box"\nsender = '
            '"lckm@example.org"\n'
        )
        city.settings(more=f'{bounces}secret = "hunter2"\n')
        done = run("settings")
        assert (done.exit_code, "openssl" in done.output, "hunter2" in done.output) == (
            2,
            True,
            False,
        )

    def test_what_is_wrong_is_said_in_the_language_asked_for(self, city, run):
        (city.folder / "lckm.toml").write_text("[[adaptor]]\n", encoding="utf-8")
        assert "Czy chodzi o adapter?" in run("settings").output
        assert "Did you mean adapter?" in run("settings", "--lang", "en").output


class TestReports:
    def test_they_are_listed_by_number_with_their_receivers(self, busy, run):
        lines = run("reports", "list").output.splitlines()
        assert [line.split()[0] for line in lines] == ["numer", "ZG-1", "ZG-2", "ZG-3"]
        assert "zgloszenia@zdit.uml.lodz.pl" in lines[1]
        assert "helpdesk" in lines[2]

    def test_the_list_is_narrowed(self, busy, run):
        def numbers(*options):
            return [
                row["number"]
                for row in json.loads(run("reports", "list", "--format", "json", *options).stdout)
            ]

        assert numbers() == ["ZG-1", "ZG-2", "ZG-3"]
        rows = json.loads(run("reports", "list", "--format", "json").output)
        assert not any("personal_part" in row for row in rows), (
            "the list does not read them, and show says"
        )
        shown = json.loads(run("reports", "show", "ZG-1", "--format", "json").output)
        assert (shown["personal_part"], shown["awaits_erasure"]) == (True, False)
        assert (
            json.loads(run("reports", "show", "ZG-3", "--format", "json").output)["personal_part"]
            is False
        )
        assert numbers("--state", "sent") == ["ZG-1", "ZG-3"]
        assert numbers(
            "--unit", "Zarząd Dróg i Transportu", "--from", (NOW - timedelta(days=2)).date()
        ) == ["ZG-1"]
        assert numbers("--to", (NOW - timedelta(days=2)).date()) == ["ZG-3"]
        assert numbers("--after", "ZG-1", "--limit", 1) == ["ZG-2"]

    @pytest.mark.parametrize("lang", ["pl", "en"])
    def test_what_the_list_gives_to_programs_stands_in_that_for_people(self, busy, run, lang):
        """Each row of its own report: the moment is in local time, and a state is a word."""
        options = ("reports", "list", "--lang", lang)
        rows = json.loads(run(*options, "--format", "json").output)
        lines = run(*options).output.splitlines()[1:]
        assert len({row["category"] for row in rows if "category" in row}) > 1
        for row, line in zip(rows, lines, strict=True):
            delivery = row["delivery"]
            state = DispatchState(delivery["state"]).message.text(lang)
            receiver = delivery["mailbox"] if delivery["target"] == "mailbox" else "helpdesk"
            for value in (row["number"], row.get("category", "-"), state, receiver):
                assert f" {value} " in f" {line} ".replace("(", " ").replace(")", " "), line

    def test_a_longer_list_says_how_it_goes_on(self, busy, run):
        assert "--after ZG-2" in run("reports", "list", "--limit", 2).output

    def test_one_is_shown_with_its_deliveries_and_without_its_reporter(self, busy, run, canary):
        name = {
            "json": '"category_name": "Dziura w jezdni"',
            "text": ": Dziura w jezdni (dziura-w-jezdni)\n",
        }
        for form, lang in product(name, ("pl", "en")):
            done = run("reports", "show", "ZG-1", "--format", form, "--lang", lang)
            assert done.exit_code == 0, (form, lang)
            assert "zgloszenia@zdit.uml.lodz.pl" in done.output, (form, lang)
            registered = {"pl": "  zarejestrowano: ", "en": "  registered: "}[lang]
            told = '"verb": "register"' if form == "json" else registered
            assert told in done.output, (form, lang)
            assert name[form] in done.output, "as its letter names it"
            traces = [trace for trace in canary.search(done.output) if trace.what != "words"]
            assert traces == [], (form, lang)

    def test_words_that_may_be_personal_are_shown_for_a_check_by_hand(self, city, run):
        city.register("ZG-1", {"description": "Widziałam to u Kasi. Tel. 601 234 567."})
        assert "Sprawdź ręcznie: „Kasi”\n" in run("reports", "show", "ZG-1").output
        shown = json.loads(run("reports", "show", "ZG-1", "--format", "json").output)
        assert shown["check_by_hand"] == ["Kasi"]

    def test_words_are_redacted_by_hand_and_the_trail_has_none_of_them(self, city, run, tmp_path):
        city.register("ZG-1", {"description": "Gruz ma podobno Łysy z kiosku. Zielona 4."})
        words = tmp_path / "words.txt"
        words.write_text("\ufeffŁysy\n\n", encoding="utf-8")
        done = run("reports", "redact", "ZG-1", "--words", words)
        assert done.exit_code == 0
        assert "ma podobno [usunięto: dane osobowe] z kiosku. Zielona 4." in done.output
        shown = run("reports", "show", "ZG-1").output
        assert ("Łysy" in shown, "  wykreślono słowa" in shown) == (False, True)
        assert "Łysy" not in run("audit").output

    def test_whoever_may_have_the_former_text_is_named(self, city, run, tmp_path):
        words = tmp_path / "words.txt"
        words.write_text("Łysy\n", encoding="utf-8")
        for at in (1, 2):
            city.register(f"ZG-{at}", {"description": "Gruz ma podobno Łysy z kiosku."})
        handed = run("reports", "settle", "ZG-2", "--has", "helpdesk", "--reason", "handed")
        assert handed.exit_code == 0
        said = [run("reports", "redact", f"ZG-{at}", "--words", words).output for at in (1, 2)]
        assert ["Dawną treść może mieć" in one for one in said] == [False, True]

    def test_words_that_stand_nowhere_are_named_by_their_line_alone(self, city, run, tmp_path):
        city.register("ZG-1", {"description": "Gruz ma podobno Łysy z kiosku."})
        words = tmp_path / "words.txt"
        words.write_text("Łysy\nNowakowa\n", encoding="utf-8")
        done = run("reports", "redact", "ZG-1", "--words", words)
        assert (done.exit_code, "Nowakowa" in done.output) == (2, False)
        assert "Łysy" in run("reports", "show", "ZG-1").output

    def test_no_words_and_words_in_another_encoding_are_refused(self, city, run, tmp_path):
        city.register("ZG-1")
        words = tmp_path / "words.txt"
        for content, fault in (
            (b"\n", "Nie podano"),
            ("Żaneta".encode("cp1250"), "nie jest w UTF-8"),
        ):
            words.write_bytes(content)
            refused = run("reports", "redact", "ZG-1", "--words", words)
            assert (refused.exit_code, fault in refused.output) == (2, True)

    def test_what_a_resident_wrote_steers_no_terminal(self, city, run):
        """Words may hold what turns a line round, and such as looks like a row of ours."""
        city.register("ZG-1", {"description": "a\u202eb\x85\u2028ZG-9  zgłoszenie  w helpdesku"})
        for shown in ("reports show ZG-1", "outbox", "reports list", "audit", "stats"):
            done = run(*shown.split())
            assert done.exit_code == 0, shown
            assert not {"\u202e", "\x85", "\u2028"} & set(done.output), shown

    def test_one_that_is_not_there_is_exit_code_2(self, busy, run):
        done = run("reports", "show", "ZG-9")
        assert (done.exit_code, "ZG-9" in done.output) == (2, True)

    def test_a_waiting_one_goes_another_way(self, city, run):
        city.register("ZG-1", category="inne")
        table = city.folder / "base" / "routes.yaml"
        last = "categories: [inne, zagrozenie-zycia]\n    helpdesk: true"
        text = table.read_text(encoding="utf-8")
        assert last in text
        other = (
            "categories: [inne]\n    unit: Zarząd Dróg i Transportu\n    mailbox: nowa@uml.lodz.pl"
        )
        table.write_text(text.replace(last, other), encoding="utf-8")
        done = run("reports", "route-again", "ZG-1")
        assert (done.exit_code, "nowa@uml.lodz.pl" in done.output) == (0, True)
        city.work()
        assert [path.parent.name for path in city.letters()] == ["nowa@uml.lodz.pl"]

    def test_a_delivered_one_goes_no_other_way(self, busy, run):
        done = run("reports", "route-again", "ZG-1")
        assert (done.exit_code, "ZG-1" in done.output) == (2, True)

    def test_one_is_settled_by_hand_with_a_reason_that_the_trail_keeps(self, city, run):
        city.register("ZG-1")
        done = run(
            "reports",
            "settle",
            "ZG-1",
            "--has",
            "helpdesk",
            "--reason",
            "handed",
            "--reference",
            "LOG-77",
        )
        assert done.exit_code == 0
        kept = city.centre().plugins.reports.dispatch("ZG-1")
        assert (kept.state, kept.reference) == (DispatchState.HELPDESK, "LOG-77")
        assert "w helpdesku, przekazano je inną drogą" in run("audit", "--subject", "ZG-1").output
        assert (
            run("reports", "settle", "ZG-1", "--has", "helpdesk", "--reason", "told").exit_code == 2
        )

    def test_a_number_there_that_may_be_somebodys_words_is_refused_and_not_quoted(self, city, run):
        city.register("ZG-1")
        settle = ("reports", "settle", "ZG-1", "--has", "helpdesk", "--reason", "told")
        for reference in (
            *("Jan Kowalski", "Kowalski", "jan@example.com", "Łódź-7"),
            *("+48601202303", "601202303", "85010112345"),
            *("1" * 41, "", " ", "7 7"),
        ):
            done = run(*settle, "--reference", reference)
            refused = (done.exit_code, "nie wygląda na numer" in done.output)
            assert refused == (2, True), reference
            assert not reference.strip() or reference not in done.output, reference
            kept = city.centre().plugins.reports.dispatch("ZG-1")
            assert kept.state is DispatchState.PENDING, reference

    @pytest.mark.parametrize(
        ("call", "said"),
        [
            (
                (
                    "reports",
                    "settle",
                    "ZG-1",
                    "--has",
                    "helpdesk",
                    "--reason",
                    "told",
                    "--reference",
                    "Jan",
                ),
                "Bad value of --reference: that does not look like a number.",
            ),
            (("worker", "--name", " "), "A name of a process is visible characters on one line"),
            (("terms", "approve", "x.yaml", "--by", " "), "--by is the name of the Director"),
        ],
    )
    def test_a_wrong_call_is_told_in_english(self, city, run, call, said):
        done = run("--lang", "en", *call)
        assert (done.exit_code, done.stderr[: len(said)]) == (2, said)

    def test_a_number_there_is_kept_as_it_was_typed(self, city, run):
        references = ("7", "RT/2026/12345", "INC0012345", "LCKM-2026-000001.371ac59315")
        for at, reference in enumerate(references):
            city.register(f"ZG-{at}")
            how = ("--has", "helpdesk", "--reason", "told", "--reference", reference)
            run("reports", "settle", f"ZG-{at}", *how)
            assert city.centre().plugins.reports.dispatch(f"ZG-{at}").reference == reference
            shown = run("reports", "show", f"ZG-{at}").output
            assert f"przyjęto pod numerem: {reference}\n" in shown

    def test_a_reason_in_words_is_refused(self, city, run):
        city.register("ZG-1")
        assert (
            run(
                "reports", "settle", "ZG-1", "--has", "helpdesk", "--reason", "Jan dzwonił"
            ).exit_code
            == 2
        )


class TestOutbox:
    def test_what_waits_says_why_and_since_when(self, city, run):
        city.register("ZG-1")
        done = run("outbox")
        assert done.exit_code == 0
        assert re.search(
            r"^ZG-1 +zgłoszenie +czeka na wysłanie +zgloszenia@zdit", done.output, re.MULTILINE
        )
        data = json.loads(run("outbox", "--format", "json").output)
        assert (data["waiting_count"], data["waiting"][0]["id"]) == (1, "ZG-1")
        assert "Pokazano" not in run("outbox", "--limit", 1).output
        city.register("ZG-2")
        assert "\nPokazano 1 z 2. Wszystkie: --limit 2\n" in run("outbox", "--limit", 1).output

    def test_it_names_who_has_yet_to_confirm_until_they_do(self, busy, run):
        run("erase", "withdraw", "ZG-1")
        busy.work()

        def asked():
            return [
                one["id"]
                for one in json.loads(run("outbox", "--format", "json").output)["unconfirmed"]
            ]

        assert "ZG-1:mailbox-notice" in asked()
        done = run("confirm", "ZG-1")
        assert (done.exit_code, "potwierdzono" in done.output) == (0, True)
        assert run("confirm", "ZG-1").output == done.output
        assert "ZG-1:mailbox-notice" not in asked()

    def test_a_notice_is_settled_by_hand_and_not_its_report(self, busy, run):
        run("erase", "withdraw", "ZG-1")
        given = ("reports", "settle", "ZG-1", "--has", "mailbox", "--reason", "seen")
        done = run(*given, "--notice", "mailbox")
        assert (done.exit_code, done.output[:18]) == (0, "ZG-1: w skrzynce, ")
        assert (
            "w skrzynce, widać je u odbiorcy"
            in run("audit", "--subject", "ZG-1:mailbox-notice").output
        )
        assert run(*given, "--notice", "helpdesk").exit_code == 2

    @pytest.mark.slow(reason="five withdrawals; who has yet to confirm is named in every change")
    def test_all_who_have_yet_to_confirm_are_counted_however_few_are_shown(
        self, city, run, monkeypatch
    ):
        monkeypatch.setattr("lckm_operations.optional_features._PAGE", 2)
        for at in range(1, 6):
            city.register(
                f"ZG-{at}",
                {"description": "Pies", "reporter": {"email": "a@example.com"}},
                category=CONTACT,
            )
        city.work()
        for at in range(1, 6):
            run("erase", "withdraw", f"ZG-{at}")
        data = json.loads(run("outbox", "--limit", 3, "--format", "json").output)
        assert (data["unconfirmed_count"], len(data["unconfirmed"])) == (5, 3)
        assert (data["waiting_count"], len(data["waiting"])) == (5, 3)
        done = run("outbox", "--limit", 3)
        assert "nie potwierdził: 5" in done.output
        assert done.output.count("\nPokazano 3 z 5. Wszystkie: --limit 5\n") == 2, (
            "what waits, and who has not confirmed"
        )
        assert "Pokazano" not in run("outbox", "--limit", 5).output
        assert (
            "\nShown: 3 of 5. All: --limit 5\n"
            in run("outbox", "--limit", 3, "--lang", "en").output
        )

    def test_files_that_no_adapter_of_the_settings_would_destroy_are_told_with_what_to_do(
        self, city, run, canary
    ):
        city.register("ZG-1", canary.form())
        run("erase", "withdraw", "ZG-1")
        done = run("outbox")
        assert (
            "Pliki do zniszczenia: 1\nŻaden adapter z pliku ustawień nie przechowuje plików"
            in done.output
        )
        path = city.folder / "lckm.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace('{ path = "base" }', '{ path = "base" }\nattachments = "files"'),
            encoding="utf-8",
        )
        assert "Żaden adapter" not in run("outbox").output

    def test_a_receipt_of_who_was_not_asked_is_refused_and_who_was_is_said(self, city, run, canary):
        city.register("ZG-1", canary.form())
        city.register("ZG-2", canary.form(), category="inne")
        city.register("ZG-3")
        city.work()
        for number in ("ZG-1", "ZG-2", "ZG-3"):
            run("erase", "withdraw", number)
        only = {
            ("ZG-1", "--helpdesk"): "tylko jednostkę. Jeśli to ona potwierdziła, pomiń --helpdesk.",
            ("ZG-2",): "tylko helpdesk. Jeśli to on potwierdził, dodaj --helpdesk.",
            ("ZG-3",): "nikogo tu nie wzywano",
            ("ZG-3", "--helpdesk"): "nikogo tu nie wzywano",
            ("ZG-9",): "W rejestrze nie ma zgłoszenia ZG-9",
        }
        for arguments, said in only.items():
            done = run("confirm", *arguments)
            assert (done.exit_code, said in done.output) == (2, True), arguments
        assert run("confirm", "ZG-1").exit_code == 0
        assert run("confirm", "ZG-2", "--helpdesk").exit_code == 0


@pytest.fixture
def box(city):
    """The mailbox of bounces of a city."""
    city.settings(
        more='[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = "box"\nsender = '
        '"lckm@example.org"\n'
    )
    return mailbox.Maildir(city.folder / "box")


def _table_of_bounces(secret: str) -> str:
    return (
        '[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = "box"\n'
        f'sender = "lckm@example.org"\nsecret = "{secret}"\n'
    )


def came_back(key):
    return DSN.format(key=key).replace("\n", "\r\n").encode()


class TestCameBackFromTheHelpdesk:
    """A helpdesk that takes its reports by mail, whose letter a server took and gave back:
    nobody has that report.
    """

    def test_it_is_named_until_a_person_takes_the_message_away(self, city, box, run):
        city.register("ZG-2", category="inne")
        city.work()
        place = box.add(came_back("ZG-2.helpdesk"))
        for _ in range(2):
            for name, code in (("outbox", 0), ("verify", 1)):
                done = run(name)
                assert done.exit_code == code
                assert "ZG-2: List do helpdesku wrócił" in done.output, name
                assert "skasuj zwrot" in done.output, name
            city.work()  # the worker leaves it there as well
        for name in ("outbox", "verify"):
            assert "ZG-2: The letter to the helpdesk came back" in run(name, "--lang", "en").output
        box.discard(place)
        for name in ("outbox", "verify"):
            done = run(name)
            assert (done.exit_code, "ZG-2: List" in done.output) == (0, False), name

    def test_programs_read_it(self, city, box, run):
        city.register("ZG-2", category="inne")
        city.work()
        for key in ("ZG-2.helpdesk", "ZG-2.helpdesk", "ZG-9.helpdesk", "jan.kowalski"):
            box.add(came_back(key))
        done = run("outbox", "--format", "json")
        data = json.loads(done.output)
        assert (data["helpdesk_came_back"], data["bounces_unknown"], data["bounces_not_read"]) == (
            ["ZG-2"],
            2,
            [],
        )
        (fault,) = json.loads(run("verify", "--format", "json").output)
        assert (fault["kind"], fault["subject"]) == ("letter to the helpdesk came back", "ZG-2")
        assert "kowalski" not in done.output + run("outbox").output

    def test_what_no_worker_takes_is_counted(self, city, box, run):
        """A real bounce whose letter another secret signed, and one that nobody understands."""
        now, before = (_table_of_bounces(letter * 32) for letter in "ab")
        city.settings(more=now)
        city.register("ZG-1")
        city.work()
        key = city.centre().plugins.reports.dispatch("ZG-1").mailbox_key
        box.add(came_back(signed(key, "b" * 32)))
        reply = box.add(b"From: a@example.org\r\n\r\nNie ma go")
        done = run("outbox")
        assert "\nZwroty bez naszego podpisu: 1\nW skrzynce zwrotów leży zwrot" in done.output
        assert "\nInne listy w skrzynce zwrotów: 1\nWorker ich nie bierze" in done.output
        data = json.loads(run("outbox", "--format", "json").output)
        assert (data["bounces_unsigned"], data["bounces_others"]) == (1, 1)
        # Nothing is damaged, and anybody can send a forged one.
        assert run("verify").exit_code == 0
        box.discard(reply)
        # As the advice has it.
        city.settings(more=now + before)
        city.lckm("worker", "--once")
        assert city.centre().plugins.reports.dispatch("ZG-1").target is Target.HELPDESK
        assert run("verify").exit_code == 0
        assert "krzynce zwrotów" not in run("outbox").output

    def test_what_came_back_from_a_mailbox_is_the_workers(self, city, box, run):
        city.register("ZG-1")
        city.work()
        box.add(came_back(city.centre().plugins.reports.dispatch("ZG-1").mailbox_key))
        assert run("verify").exit_code == 0
        data = json.loads(run("outbox", "--format", "json").output)
        assert (data["helpdesk_came_back"], data["bounces_unknown"]) == ([], 0)

    def test_a_mailbox_that_cannot_be_read_is_said(self, city, run):
        city.settings(
            more='[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = "no"\nsender = '
            '"lckm@example.org"\n'
        )
        city.register("ZG-1")
        done = run("verify")
        said = (
            "[[bounces]] 1: no: nie ma takiego folderu. Załóż go albo popraw maildir w "
            "ustawieniach. Skrzynki zwrotów nie da się odczytać"
        )
        assert (done.exit_code, said in done.output) == (1, True)
        (fault,) = json.loads(run("verify", "--format", "json").output)
        assert (fault["kind"], fault["subject"]) == (
            "mailbox of bounces that cannot be read",
            "[[bounces]] 1",
        )
        done = run("outbox")
        assert (done.exit_code, said in done.output) == (0, True)
        assert json.loads(run("outbox", "--format", "json").output)["bounces_not_read"] == [
            "[[bounces]] 1"
        ]


class TestErase:
    def test_a_dry_run_says_what_would_go_and_changes_nothing(self, city, run, canary):
        city.register("ZG-3", canary.form(), now=LONG_AGO)
        for _ in range(2):
            done = run("erase", "due", "--dry-run", "--format", "json")
            assert (done.exit_code, json.loads(done.output)["reports"]) == (1, 1)
        assert not city.centre().plugins.reports.get("ZG-3").is_anonymous

    def test_a_term_can_be_seen_to_pass_before_it_does(self, city, run, canary):
        """On a day to come, and never by destroying."""
        report = city.register("ZG-1", canary.form())
        term = first_clean_day(report.registered_at)
        for day, count in (
            (term - timedelta(days=1), 0),
            (term, 1),
            (term + timedelta(days=400), 1),
        ):
            done = run("erase", "due", "--dry-run", "--on", day, "--format", "json")
            assert (done.exit_code, json.loads(done.output)["reports"]) == (count, count), day
            assert json.loads(done.output)["at"] == f"{day} 00:00"
        done = run("erase", "due", "--on", term)
        assert (done.exit_code, "--dry-run" in done.output) == (2, True)
        assert not city.centre().plugins.reports.get("ZG-1").is_anonymous

    def test_what_is_due_goes_and_the_receipt_names_nobody(self, city, run, canary):
        city.register("ZG-3", canary.form(), now=LONG_AGO)
        done = run("erase", "due", "--format", "json")
        told = json.loads(done.output)
        assert (done.exit_code, told["erased"], told["notices_for"]) == (0, 1, 0)
        assert run("erase", "due").output.splitlines()[1:4] == [
            "na próbę: nie",
            "usunięte miesiące lub zgłoszenia: 0",
            "zgłoszenia, o których wezwano odbiorców: 0",
        ]
        assert city.centre().plugins.reports.get("ZG-3").is_anonymous
        assert run("erase", "due", "--dry-run").exit_code == 0
        assert canary.search(done.output) == ()

    def test_a_withdrawal_says_before_what_goes_and_after_that_it_went(self, busy, run, canary):
        before = json.loads(
            run("erase", "withdraw", "ZG-1", "--dry-run", "--format", "json").output
        )
        assert (before["personal_part"], before["files"], before["notices"]) == (
            True,
            1,
            ["mailbox-notice"],
        )
        assert not busy.centre().plugins.reports.get("ZG-1").is_anonymous
        done = run("erase", "withdraw", "ZG-1")
        assert done.exit_code == 0
        assert busy.centre().plugins.reports.get("ZG-1").is_anonymous
        assert canary.search(done.output) == ()

    def test_of_a_report_that_is_not_there(self, city, run):
        assert run("erase", "withdraw", "ZG-9", "--dry-run").exit_code == 2


class TestVerify:
    def test_a_sound_database_is_exit_code_0(self, busy, run):
        run("erase", "files-gone", "ZG-3-1", "--reason", "deleted")
        done = run("verify")
        assert (done.exit_code, done.output) == (0, "Usterek: 0\n")

    def test_data_past_the_term_are_found_and_how_to_mend_is_said(self, city, run, canary):
        city.register("ZG-3", canary.form(), now=LONG_AGO)
        done = run("verify", "--mend")
        assert done.exit_code == 1
        assert "lckm erase due" in done.output
        assert (
            json.loads(run("verify", "--format", "json").stdout)[0]["kind"]
            == "personal data past the term"
        )
        run("erase", "due")
        run("erase", "files-gone", "ZG-3-1", "--reason", "deleted")
        city.work()
        assert run("verify").exit_code == 0

    def test_files_of_no_report_are_found_and_destroyed_and_young_ones_left(
        self, city, run, canary
    ):
        """As a database put back from a copy leaves them, which knows nothing of a report that
        came since.
        """
        path = city.folder / "lckm.toml"
        text = path.read_text(encoding="utf-8").replace(
            '{ path = "base" }', '{ path = "base" }\nattachments = "files"'
        )
        path.write_text(text, encoding="utf-8")
        files = city.centre().plugins.attachments[0]
        for reference in ("ZG-1-1", "ZG-1-2", "ZG-2-1", "ZG-3-1"):
            files.keep(reference, canary.description().encode())
            if reference != "ZG-3-1":
                os.utime(city.folder / "files" / reference, (LONG_AGO.timestamp(),) * 2)
        report = city.register("ZG-1", canary.form())
        assert [one.reference for one in report.attachments] == ["ZG-1-1"]
        done = run("verify", "--format", "json")
        assert done.exit_code == 1
        assert [(row["kind"], row["subject"]) for row in json.loads(done.stdout)] == [
            ("file without report", "ZG-1-2"),
            ("file without report", "ZG-2-1"),
        ]
        done = run("verify", "--mend")
        assert (done.exit_code, "plików: 2" in done.stderr) == (0, True)
        assert sorted(one.name for one in (city.folder / "files").glob("ZG*")) == [
            "ZG-1-1",
            "ZG-3-1",
        ]


YEARS = pytest.mark.slow(reason="a longer one; a year stands for it")


class TestStats:
    def test_they_are_counted_by_day_by_receiver_and_by_time(self, busy, run):
        data = json.loads(run("stats", "--format", "json").output)
        assert data["total"] == {"mailbox": 1, "helpdesk": 1, "waiting": 0}
        assert len(data["days"]) == 30
        assert {row["unit"] for row in data["units"]} == {"Zarząd Dróg i Transportu", None}
        assert sum(row["count"] for row in data["times"]) == 2
        text = run("stats").output
        assert "Razem 2: w skrzynce: 1, w helpdesku: 1, czeka: 0" in text
        assert "Total 2" in run("stats", "--lang", "en").output

    def test_as_many_days_are_counted_as_are_told(self, busy, run):
        """The first number in the refusal is the last that is taken."""
        last = date(2026, 6, 30)
        refused = run("stats", "--from", "2000-01-01", "--to", last, "--lang", "en")
        (most,) = map(int, re.findall(r"at most (\d+)", " ".join(refused.output.split())))
        for days, code in ((1, 0), (most, 0), (most + 1, 2), (0, 2)):
            first = last - timedelta(days=days - 1)
            done = run("stats", "--from", first, "--to", last, "--format", "json")
            assert done.exit_code == code, days
            assert code or len(json.loads(done.output)["days"]) == days

    def test_a_day_is_a_day_in_lodz(self, city, run):
        city.register("ZG-1", now=datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
        data = json.loads(
            run("stats", "--from", "2026-06-30", "--to", "2026-07-01", "--format", "json").output
        )
        assert [
            sum(day[one] for one in ("mailbox", "helpdesk", "waiting")) for day in data["days"]
        ] == [0, 1]
        assert data["total"]["waiting"] == 1
        assert not any(row["count"] for row in data["times"]), "what waits took no time yet"

    def test_the_picture_is_one_that_needs_nothing_and_can_be_read_aloud(self, busy, run):
        root = ET.fromstring(run("stats", "--format", "svg").output)
        told = {child.tag.rpartition("}")[2]: child.text for child in root if child.text}
        assert "w skrzynce: 1" in told["desc"]
        assert "href" not in ET.tostring(root, encoding="unicode")

    def test_the_longest_bar_of_each_kind_is_as_long_as_there_is_room(self, busy, run):
        first = (LONG_AGO - timedelta(days=1)).date()
        root = ET.fromstring(run("stats", "--from", first, "--format", "svg").output)
        longest: dict[str, float] = {}
        for bar in root.findall(".//{*}rect[@height='18']"):
            kind = "times" if bar.get("fill") == "#4a5361" else "receivers"
            end = float(bar.get("x")) + float(bar.get("width"))
            longest[kind] = max(longest.get(kind, 0), end)
        assert longest == {"receivers": 916, "times": 916}

    @pytest.mark.parametrize(
        ("first", "last", "bars", "labels"),
        [
            ("2026-11-25", "2026-11-25", 1, ["25.11"]),
            ("2026-08-26", "2026-11-25", 92, [f"{day}" for day in ("29.08", "25.11")]),
            ("2025-11-26", "2026-11-25", 13, ["01.2026", "11.2026"]),
            pytest.param("2017-01-01", "2026-11-25", 119, ["11.2026"], marks=YEARS),
        ],
    )
    def test_a_long_picture_is_by_month_and_the_last_one_has_its_label(
        self, city, run, first, last, bars, labels
    ):
        city.register("ZG-1", now=datetime(2026, 11, 25, 12, tzinfo=UTC))
        done = run("stats", "--from", first, "--to", last, "--format", "svg")
        root = ET.fromstring(done.output)
        groups = [
            group
            for group in root.findall(".//{*}g")
            if re.match(r"\d{4}-\d\d", group.find("{*}title").text)
        ]
        assert len(groups) == bars
        assert groups[-1].find("{*}title").text.endswith(": 0, 0, 1")
        (bar,) = groups[-1].findall("{*}rect")
        assert float(bar.get("width")) > 5, "thick enough to be seen"
        texts = [text for text in root.findall(".//{*}text") if text.get("class") == "s m"]
        assert {*labels} <= {text.text for text in texts}
        assert texts[-1].text == labels[-1]
        places = [float(text.get("x")) for text in texts]
        assert all(after - before > 50 for before, after in pairwise(places))

    def test_days_the_wrong_way_round_are_refused(self, city, run):
        assert run("stats", "--from", "2026-07-01", "--to", "2026-06-30").exit_code == 2


class TestPersonalDataOfAReport:
    """`lckm reports show` says no more than is known, and since when and why data are gone."""

    def test_each_state_has_its_words(self, city, run):
        city.register("ZG-1")
        city.register("ZG-2", now=LONG_AGO)
        city.register("ZG-3", {"description": "Pies", "reporter": {"email": "anna@example.com"}})
        run("erase", "withdraw", "ZG-3")
        run("erase", "due")

        def line(number, lang):
            words = run("reports", "show", number, "--lang", lang).output
            label = {"pl": "Dane osobowe: ", "en": "Personal data: "}[lang]
            return next(row for row in words.splitlines() if row.startswith(label))

        term = first_clean_day(NOW)
        assert line("ZG-1", "pl") == f"Dane osobowe: jeśli je podano, są do {term}"
        assert line("ZG-1", "en") == f"Personal data: if given, kept until {term}"
        past = first_clean_day(LONG_AGO)
        assert line("ZG-2", "pl") == f"Dane osobowe: brak, termin minął {past}"
        assert line("ZG-2", "en") == f"Personal data: none, the term passed on {past}"
        withdrawn = r"Dane osobowe: brak, zgodę cofnięto \d{4}-\d\d-\d\d"
        assert re.fullmatch(withdrawn, line("ZG-3", "pl"))
        withdrawn = r"Personal data: none, consent withdrawn on \d{4}-\d\d-\d\d"
        assert re.fullmatch(withdrawn, line("ZG-3", "en"))


class TestFullDisk:
    """All that is stored can be read, so nothing else that verify looks at is wrong."""

    def test_verify_finds_it_and_names_the_disk(self, city, run, monkeypatch):
        city.register("ZG-1")
        city.work()
        with monkeypatch.context() as full:
            full.setattr(failure_kinds, "is_full", lambda _: True)
            done = run("verify")
        assert done.exit_code == 1
        (said, count) = done.output.splitlines()
        assert "lckm.sqlite: na jej dysku nie ma miejsca." in said
        assert "Niczego nie da się zapisać" in said
        assert count == "Usterek: 1"
        assert run("verify").exit_code == 0

    def test_verify_checks_what_is_there_though_no_journal_can_be_made(
        self, city, run, monkeypatch, tmp_path
    ):
        """It ended with the error of the disk, and had checked nothing."""
        city.register(
            "ZG-1", {"description": "Pies", "reporter": {"email": "anna@example.com"}}, now=LONG_AGO
        )
        city.close()
        files = [*tmp_path.rglob("*.sqlite")]
        assert len(files) == 2
        for file in files:
            for suffix in ("-wal", "-shm"):
                file.with_name(f"{file.name}{suffix}").symlink_to(tmp_path / "missing" / "journal")
        for module in (failure_kinds, unopened_files):
            monkeypatch.setattr(module, "is_on_read_only_disk", lambda _: True)
        done = run("verify", "--format", "json")
        assert done.exit_code == 1
        kinds = [fault["kind"] for fault in json.loads(done.stdout)]
        assert {"store that cannot be written to", "personal data past the term"} <= {*kinds}


class TestBackup:
    def test_an_old_backup_comes_back_without_what_is_past_its_term_or_withdrawn(
        self, city, run, canary
    ):
        city.register("ZG-1", canary.form())
        city.register("ZG-2", canary.form(), now=LONG_AGO)
        city.register("ZG-3", canary.form())
        assert run("backup", "copy").exit_code == 0
        assert run("backup", "copy").exit_code == 2
        run("erase", "withdraw", "ZG-1")
        city.register("ZG-4", canary.form())
        city.register("ZG-5")
        held = run("restore", "copy", "--yes", "--withdrawn", "ZG-3")
        assert (held.exit_code, "otwartą" in held.output) == (2, True)
        city.close()
        done = run("restore", "copy", "--yes", "--withdrawn", "ZG-3")
        assert done.output.splitlines() == [
            "Przywrócono zgłoszeń: 3; usunięte miesiące i zgłoszenia po terminie: 1",
            "Usunięte po cofnięciu zgody: 2",
            "Zgłoszenia, których nie ma w kopii, przejęte z dotychczasowej bazy: 2",
            "ZG-4",
            "ZG-5",
            "Uwaga: procedury, a jeśli leżą w tej bazie, też regulamin i spis, są takie jak w "
            "kopii: wycofana później znów jest "
            "opublikowana. Zanim uruchomisz lckm worker albo lckm export, sprawdź: lckm procedure "
            "list.",
        ]
        store = city.centre().plugins.reports
        assert [store.get(f"ZG-{at}").is_anonymous for at in (1, 2, 3, 4)] == [
            True,
            True,
            True,
            False,
        ]
        run("erase", "withdraw", "ZG-4")
        assert [trace.where for trace in canary.search(city.data)] == []

    @pytest.mark.slow(reason="the same in another language")
    def test_it_says_in_english_too_that_procedures_are_as_in_the_copy(self, city, run):
        city.register("ZG-1")
        run("backup", "copy")
        city.close()
        assert run("restore", "copy", "--yes", "--lang", "en").output.splitlines()[-1] == (
            "Beware: procedures, and the terms and the directory where they lie in this database, "
            "are as in the copy: one that was "
            "withdrawn since is published again. Before you start lckm worker or lckm export, "
            "look at: lckm procedure list."
        )

    def test_a_withdrawal_of_a_report_that_came_in_since_stops_nothing_and_is_named(
        self, city, run, canary
    ):
        for _ in range(2):
            city.register(
                city.centre().plugins.reports.next_number(datetime.now(UTC)), canary.form()
            )
        year = datetime.now(UTC).year
        known, since = (f"LCKM-{year}-{count:06}" for count in (2, 3))
        assert run("backup", "copy").exit_code == 0
        city.close()
        city.data.rename(city.folder / "lost")
        city.data.mkdir()
        other_years = (f"LCKM-{of}-000001" for of in (year + 1, year - 1, 2019, "0206"))
        for wrong in (
            f"LCKM-{year}-010003",
            f"LCKM-{year}-000000",
            f"LCKM-{year}-0000003",
            f"LCKM-{year}-3",
            *other_years,
        ):
            refused = run("restore", "copy", "--yes", "--withdrawn", known, "--withdrawn", wrong)
            assert (refused.exit_code, wrong in refused.output) == (2, True)
        # A trial stands among the withdrawals of the trail, and is no report of the copy.
        trial = f"PROBA-{year}0101-120000"
        given = [word for number in (known, since, trial) for word in ("--withdrawn", number)]
        done = run("restore", "copy", "--yes", *given)
        assert (done.exit_code, trial in done.output) == (0, False), done.output
        assert done.output.splitlines()[:3] == [
            "Przywrócono zgłoszeń: 2; usunięte miesiące i zgłoszenia po terminie: 0",
            "Usunięte po cofnięciu zgody: 1",
            f"Uwaga: {since}: w kopii nie ma tego zgłoszenia, więc nie ma czego usunąć. Przyszło "
            "widać po jej zrobieniu; jeśli numer "
            "jest pomylony, wykonaj od razu: lckm erase withdraw z właściwym.",
        ]
        assert [line for line in done.output.splitlines() if "--withdrawn" in line] == [
            "Uwaga: nie było tu bazy, która pamięta, przy których zgłoszeniach cofnięto zgodę od "
            "zrobienia kopii. Program zna tylko te podane w --withdrawn; dane z pozostałych "
            "wróciły. Zanim uruchomisz lckm worker, cofnij każdą z nich jeszcze raz: lckm erase "
            "withdraw NUMER."
        ]
        told = json.loads(run("audit", "--verb", "withdraw_consent", "--format", "json").output)
        assert [(line["subject"], line["outcome"]) for line in told] == [
            (known, "anonymised"),
            (since, "not there"),
        ]

    def test_nothing_is_replaced_without_a_yes(self, city, run):
        city.register("ZG-1")
        run("backup", "copy")
        city.register("ZG-2")
        for answer, lang, said in (
            (
                "",
                "pl",
                "Niczego nie zmieniono. Nie ma kto odpowiedzieć; aby zrobić to bez pytania, "
                "dodaj --yes.",
            ),
            (
                "",
                "en",
                "Nothing was changed. Nobody is there to answer; to do it without being asked, "
                "add --yes.",
            ),
            ("\n", "pl", "Niczego nie zmieniono."),
            ("n\n", "en", "Nothing was changed."),
        ):
            done = CliRunner().invoke(cli, ["restore", "copy", "--lang", lang], input=answer)
            assert (done.exit_code, done.output.splitlines()[1:]) == (1, [said]), (answer, lang)
            assert city.centre().plugins.reports.get("ZG-2") is not None, (answer, lang)

    @pytest.mark.slow(
        reason="another restore; what asks and what is restored is tried in every change"
    )
    def test_where_there_is_nothing_to_replace_nobody_is_asked(self, city, run):
        city.register("ZG-1")
        run("backup", "copy")
        city.close()
        city.data.rename(city.folder / "lost")
        city.data.mkdir()
        done = CliRunner().invoke(cli, ["restore", "copy", "--lang", "en"], input="")
        assert (done.exit_code, done.output.splitlines()[0]) == (
            0,
            "Reports restored: 1; months and reports past the term destroyed: 0",
        )

    @pytest.mark.slow(
        reason="another restore; adapters/sql tries it without the command in every change"
    )
    def test_a_copy_without_manifest_is_taken_only_when_asked(self, city, run):
        city.register("ZG-1")
        run("backup", "copy")
        city.close()
        (city.folder / "copy" / "manifest.json").unlink()
        refused = run("restore", "copy", "--yes")
        assert (refused.exit_code, "--without-manifest" in refused.output) == (2, True)
        assert run("restore", "copy", "--yes", "--without-manifest").exit_code == 0

    def test_a_yes_may_be_typed(self, city, run, long_run):
        city.register("ZG-1")
        run("backup", "copy")
        city.close()
        for answer in ("t\n", "TAK\n", " yes") if long_run else ("TAK\n",):
            done = CliRunner().invoke(cli, ["restore", "copy"], input=answer)
            assert (done.exit_code, "Przywrócono" in done.output) == (0, True), done.output


def test_a_withdrawal_that_takes_a_damaged_file_with_it_says_of_how_many_others(city, run, canary):
    for number in ("ZG-1", "ZG-2", "ZG-3"):
        city.register(number, canary.form())
    city.centre().plugins.reports.database.close()
    (file,) = city.data.glob("*-months/*.sqlite")
    file.write_bytes(bytes(100) + file.read_bytes()[100:])
    done = run("erase", "withdraw", "ZG-1")
    assert "ich plik był uszkodzony; dane z kopii zapasowej: lckm restore: 2\n" in done.output
    (line,) = json.loads(run("audit", "--verb", "destroy_damaged_month", "--format", "json").output)
    assert (line["subject"], line["outcome"]) == ("ZG-1", "2")
    assert canary.search(city.data) == ()
    assert "lost_with_it" not in json.loads(
        run("erase", "withdraw", "ZG-2", "--format", "json").output
    )


class TestRestored:
    """After another program put an old copy back. With pg_restore it is tried in
    test_operations_page.py.
    """

    def test_that_withdrawals_since_are_unknown_is_said_where_none_is_named(self, city, run):
        city.register("ZG-1")
        city.close()
        assert "dane wróciły." in run("restored").output
        assert "--withdrawn NUMBER." in run("restored", "--lang", "en").output
        assert "wróciły" not in run("restored", "--withdrawn", "ZG-1").output

    def test_what_is_over_goes_receivers_are_asked_and_no_number_is_given_again(
        self, city, run, canary
    ):
        store = city.centre().plugins.reports
        city.register("ZG-1", canary.form(), now=LONG_AGO)
        city.centre().dispatch_due("worker", clock=lambda: LONG_AGO)
        city.register("ZG-2", canary.form())
        city.centre().dispatch_due("worker", clock=lambda: datetime.now(UTC))
        given = [store.next_number(NOW) for _ in range(2)]
        store.database.close()
        refused = run("restored", "--withdrawn", "ZG-2", "--withdrawn", "ZG-9")
        assert (refused.exit_code, "ZG-9" in refused.output) == (2, True)
        assert not store.get("ZG-2").is_anonymous, "before anything is done"
        city.register("ZG-3")
        store.database.close()
        done = run("restored", "--withdrawn", "ZG-2", "--withdrawn", "ZG-2", "--format", "json")
        assert done.exit_code == 0
        told = json.loads(done.output)
        assert (told["erased"], told["withdrawn"], told["in_doubt"], told["notices_for"]) == (
            1,
            1,
            1,
            2,
        )
        assert told["left_out"].endswith("-010002")
        assert store.next_number(NOW).endswith("-010003")
        assert not [one for one in given if one >= told["left_out"]]
        assert [store.get(f"ZG-{at}").is_anonymous for at in (1, 2)] == [True, True]
        assert canary.search(city.data) == ()
        assert canary.search(done.output) == ()

    @pytest.mark.slow(reason="many calls; the same of lckm restore stands for it")
    def test_a_withdrawal_of_a_report_that_came_in_since_stops_nothing_and_is_named(
        self, city, run, canary
    ):
        store = city.centre().plugins.reports
        known, since = (store.next_number(datetime.now(UTC)) for _ in range(2))
        city.register(known, canary.form())
        with store.database.writing() as connection:
            connection.execute(update(counters).values(last=1))
        store.database.close()
        year = datetime.now(UTC).year
        for wrong in (
            known.replace(str(year), str(year - 1)),
            known.replace("-00", "-000"),
            "LCKM-2019-000123",
        ):
            city.close()
            refused = run("restored", "--withdrawn", wrong)
            assert (refused.exit_code, wrong in refused.output) == (2, True)
        for _ in range(2):
            city.close()
            given = ("--withdrawn", known, "--withdrawn", since, "--withdrawn", "PROBA-20260101")
            done = run("restored", *given, "--format", "json")
            told = json.loads(done.output)
            assert (done.exit_code, told["withdrawn"], told["not_in_copy"]) == (0, 1, [since])
            trail = json.loads(
                run("audit", "--verb", "withdraw_consent", "--format", "json").output
            )
            kept = [
                (line["subject"], line["outcome"])
                for line in trail
                if line["outcome"] != "was anonymous"
            ]
            assert kept == [(since, "not there"), (known, "anonymised")]
        city.close()
        assert (
            f"cofnięte zgody zgłoszeń, których nie ma w kopii: {since}\n"
            in run("restored", "--withdrawn", since).output
        )

    @pytest.mark.slow(
        reason="two copies; adapters/sql tries it without the command in every change"
    )
    def test_a_withdrawal_that_is_only_told_holds_for_a_newer_copy_that_has_the_report(
        self, city, run, canary
    ):
        store = city.centre().plugins.reports
        number = store.next_number(datetime.now(UTC))
        run("backup", "older")
        city.register(number, canary.form())
        run("backup", "newer")
        city.close()
        shutil.rmtree(city.data)
        city.data.mkdir()
        shutil.copy(city.folder / "older" / "reports.sqlite", city.data / "lckm.sqlite")
        with city.centre().plugins.reports.database.writing() as connection:
            connection.execute(delete(counters))
        city.close()
        assert run("restored", "--withdrawn", number).exit_code == 0
        assert run("restore", "newer", "--yes").exit_code == 0
        assert city.centre().plugins.reports.get(number).is_anonymous
        assert canary.search(city.data) == ()

    def test_under_a_running_worker_nothing_is_done(self, city, run):
        city.register("ZG-1")
        (worker := city.centre().plugins.reports).get("ZG-1")
        done = run("restored")
        assert (done.exit_code, "Zatrzymaj lckm worker" in done.output) == (2, True)
        assert json.loads(run("audit", "--verb", "restore", "--format", "json").output) == []
        worker.database.close()
        city.close()
        assert run("restored").exit_code == 0
        (line,) = json.loads(run("audit", "--verb", "restore", "--format", "json").output)
        assert line["subject"].endswith("-010000")
        assert worker.get("ZG-1") is not None

    @pytest.mark.slow(reason="called twice; what one call leaves out is tried in every change")
    def test_repeated_it_leaves_out_more_numbers_and_erases_nothing(self, city, run):
        run("migrate")
        for count in (1, 2):
            city.close()
            told = json.loads(run("restored", "--format", "json").output)
            assert (told["left_out"][-6:], told["erased"], told["withdrawn"]) == (
                f"0{count}0000",
                0,
                0,
            )


def test_the_schema_is_brought_up(city, run):
    first, second = run("migrate"), run("migrate")
    assert (first.exit_code, second.output) == (0, first.output)


class TestRotate:
    OLD, NEW = (base64.b64encode(bytes([at]) * 32).decode() for at in (1, 2))

    def keys(self, city, *keys):
        city.settings()
        path = city.folder / "lckm.toml"
        named = f"url = {json.dumps(f'sqlite:///{city.data}/lckm.sqlite')}\n"
        path.write_text(
            path.read_text(encoding="utf-8").replace(named, f"{named}keys = {json.dumps(keys)}\n")
        )

    def test_the_new_key_opens_what_the_old_one_did_and_the_old_one_no_more(
        self, city, run, canary
    ):
        self.keys(city, self.OLD)
        report = city.register("ZG-1", canary.form())
        self.keys(city, self.NEW, self.OLD)
        assert run("rotate").output == "Zaszyfrowano nowym kluczem: 1\n"
        self.keys(city, self.NEW)
        assert city.centre().plugins.reports.get("ZG-1") == report
        self.keys(city, self.OLD)
        done = run("verify")
        assert (done.exit_code, "nie otwiera żaden z podanych kluczy" in done.output) == (1, True)
        assert canary.search(done.output) == ()


@pytest.mark.parametrize(
    "name", ["outbox", "verify", "stats", "audit", "backup", "restored", "migrate", "rotate"]
)
def test_a_store_that_cannot_says_who_can(city, run, name):
    (city.folder / "lckm.toml").write_text(
        '[[adapter]]\nuse = "lckm_core.memory:MemoryAdapter"\n', encoding="utf-8"
    )
    done = run(name, *(["x"] if name == "backup" else []))
    assert (done.exit_code, "SqlAdapter" in done.output) == (2, True)


@pytest.mark.parametrize(
    "name", [command.name for command in OperationsAdapter().contribute_commands()]
)
def test_each_command_helps_in_polish(run, name):
    done = run(name, "--help")
    assert (done.exit_code, done.stdout.startswith(f"Użycie: lckm {name}"), done.stderr) == (
        0,
        True,
        "",
    )


def test_a_command_runs_as_a_program(city):
    done = city.lckm("worker", "--help")
    assert (done.returncode, done.stdout.startswith("Użycie: lckm worker"), done.stderr) == (
        0,
        True,
        "",
    )


LOOKING = [
    ("verify",),
    ("outbox",),
    ("stats",),
    ("audit",),
    ("reports", "list"),
    ("erase", "due", "--dry-run"),
    ("erase", "withdraw", "LCKM-2026-000001", "--dry-run"),
]


@pytest.mark.parametrize("arguments", LOOKING, ids=" ".join)
def test_who_looks_where_no_database_is_makes_none_and_is_told(city, run, arguments):
    """An empty one, in which nothing is wrong, would say to cron that all is well."""
    city.settings(url="sqlite:///data/mistyped.sqlite")
    done = run(*arguments)
    assert done.exit_code == 2
    assert "lckm migrate" in done.output
    assert str(city.folder / "data" / "mistyped.sqlite") in done.output
    assert list(city.data.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--once",),
        pytest.param((), marks=pytest.mark.slow(reason="the same of one that is called once")),
    ],
    ids=str,
)
def test_a_worker_where_no_database_is_makes_none_and_does_not_begin(city, arguments):
    """With a wrong name it would look after an empty database, and say that all is well."""
    city.settings(url="sqlite:///data/mistyped.sqlite")
    done = city.lckm("worker", *arguments)
    assert done.returncode == 2
    assert str(city.folder / "data" / "mistyped.sqlite") in done.stderr
    assert list(city.data.iterdir()) == []
    assert not (city.folder / "beat.json").exists()


def test_the_language_stands_before_a_command_or_behind_it(city, run):
    city.register("ZG-1")
    for call in (
        ("--lang", "en", "outbox"),
        ("--lang", "pl", "outbox", "--lang", "en"),
        ("erase", "--lang", "en", "due"),
        ("reports", "--lang", "en", "show", "ZG-1"),
        ("terms", "--lang", "en", "list"),
    ):
        assert re.search("Waiting|moment|Registered|in force", run(*call).output), call


def test_a_relative_database_is_the_same_from_any_folder(city, run, tmp_path, monkeypatch):
    city.settings(url="sqlite:///data/lckm.sqlite")
    assert run("migrate").exit_code == 0
    city.register("LCKM-2026-000001")
    (elsewhere := tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(elsewhere)
    listed = run("reports", "list", "--settings", "../lckm.toml")
    assert (listed.exit_code, "LCKM-2026-000001" in listed.output) == (0, True)
    assert list(elsewhere.iterdir()) == []


_LOADS = """
import importlib, pkgutil, sys
import lckm_operations.commands as commands
failed = []
for name in sorted(one.name for one in pkgutil.iter_modules(commands.__path__)):
    for loaded in [one for one in sys.modules if one.partition(".")[0] == "lckm_operations"]:
        del sys.modules[loaded]
    try:
        importlib.import_module(f"lckm_operations.commands.{name}")
    except ImportError as error:
        failed.append(f"{name}: {error}")
if failed:
    sys.exit("\\n".join(failed))
"""


def test_each_module_of_commands_is_loaded_where_nothing_else_of_operations_is(city):
    done = city.python("-c", _LOADS)
    assert (done.returncode, done.stderr) == (0, "")
