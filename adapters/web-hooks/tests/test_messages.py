"""What is sent, how it is signed, and what is made of each answer."""

from base64 import b64encode
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme
from receiver import NEWER, SECRET, Receiver

from lckm_cli.settings import read_settings
from lckm_core.errors import InvalidSettingError, TrailReaderGoneError
from lckm_core.organisation import Role
from lckm_core.ports import REQUEST_VERBS, Event, EventVerb
from lckm_web_hooks import (
    HookFailedError,
    HookGoneError,
    WebHook,
    WebHookReader,
    WebHooksAdapter,
    sign,
)
from lckm_web_hooks.signature import key_of
from tests.helpers.http_server import tls_of

NO_ANSWER = "brak odpowiedzi"
NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)


def entry(id=4711, **fields):
    given = {"verb": EventVerb.PUBLISH, "subject": "KA-00017", "at": NOON} | fields
    return SimpleNamespace(id=id, event=Event(**given))


def reader_of(adapter):
    (reader,) = adapter.readers
    return reader


class TestMessage:
    def test_it_says_what_was_done_and_not_by_whom(self, make, receiver):
        reader_of(make()).take(entry(role=Role.CALL_CENTRE_STAFF, by="Idalia Latarnia"))
        (message,) = receiver.messages
        assert (message.path, message.headers["content-type"]) == ("/lckm", "application/json")
        assert message.data == {
            "type": "publish",
            "timestamp": "2026-12-04T12:00:00+00:00",
            "data": {"id": 4711, "subject": "KA-00017", "outcome": "done"},
        }
        assert b"Latarnia" not in message.body
        assert Role.CALL_CENTRE_STAFF.value.encode() not in message.body

    def test_the_readme_shows_one_as_it_is(self, receiver):
        WebHookReader(_settings(receiver), clock=NOON.timestamp).take(entry())
        (message,) = receiver.messages
        page = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
        shown = page.partition("```http\n")[2].partition("\n```")[0]
        head, _, body = shown.partition("\n\n")
        request, *lines = head.split("\n")
        assert request == f"POST {message.path} HTTP/1.1"
        headers = dict(line.lower().split(": ", 1) for line in lines[:-1])
        assert headers.items() <= message.headers.items()
        assert lines[-1] == f"webhook-signature: {message.headers['webhook-signature']}"
        assert body.encode() == message.body

    def test_a_repeat_has_the_id_of_the_first_and_the_time_of_its_own(self, make, receiver):
        times = iter([1_800_000_000.9, 1_800_000_060.0])
        hook = make()
        reader = WebHookReader(_settings(receiver), clock=lambda: next(times))
        reader.take(entry())
        reader.take(entry())
        reader_of(hook).take(entry(subject="KA-00018"))
        first, repeat, other = receiver.messages
        assert first.id == repeat.id
        assert first.body == repeat.body
        assert [one.headers["webhook-timestamp"] for one in (first, repeat)] == [
            "1800000000",
            "1800000060",
        ]
        assert first.headers["webhook-signature"] != repeat.headers["webhook-signature"]
        # The number of an entry comes again for another act once a backup was restored.
        assert other.entry == first.entry
        assert other.id != first.id

    @pytest.mark.parametrize(
        "other",
        [
            {"id": 4712},
            {"verb": EventVerb.WITHDRAW},
            {"subject": "KA-00018"},
            {"outcome": "failed"},
            {"at": NOON + timedelta(microseconds=1)},
        ],
        ids=str,
    )
    def test_what_differs_has_another_id(self, make, receiver, other):
        reader = reader_of(make())
        reader.take(entry())
        reader.take(entry(**other))
        assert len({message.id for message in receiver.messages}) == 2

    def test_of_requests_the_moment_is_not_in_the_id(self, make, receiver):
        reader = reader_of(make())
        verbs = sorted(REQUEST_VERBS)
        for at in (NOON, NOON + timedelta(hours=1)):
            for verb in verbs:
                reader.take(entry(verb=verb, at=at))
        ids = [message.id for message in receiver.messages]
        assert ids[: len(verbs)] == ids[len(verbs) :]
        assert len(set(ids)) == len(verbs)

    def test_an_address_without_a_path_and_one_with_a_slash_are_asked_as_they_are(
        self, make, receiver
    ):
        for path in ("", "/", "/a/b/"):
            reader_of(make(url=receiver.origin + path)).take(entry())
        assert [message.path for message in receiver.messages] == ["/", "/", "/a/b/"]


def _settings(receiver):
    return WebHook(
        name="open-data",
        url=f"{receiver.origin}/lckm",
        secrets=[SECRET],
        verbs=["publish"],
        plain_http=True,
    )


class TestSignature:
    def test_the_published_example_comes_out(self):
        signed = sign(
            [key_of(SECRET)], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
        )
        assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    def test_a_library_of_receivers_takes_it(self, make, receiver):
        reader_of(make()).take(entry(subject="ŁCKM/2026/000001"))
        (message,) = receiver.messages
        assert message.is_signed_with(SECRET)
        assert not message.is_signed_with(NEWER)

    def test_while_a_secret_is_changed_both_are_right(self, make, receiver):
        reader_of(make(secrets=[NEWER, SECRET])).take(entry())
        (message,) = receiver.messages
        assert message.is_signed_with(SECRET)
        assert message.is_signed_with(NEWER)

    def test_a_body_that_was_changed_is_noticed(self, make, receiver):
        reader_of(make()).take(entry())
        (message,) = receiver.messages
        changed = type(message)(message.path, message.headers, message.body + b" ")
        assert not changed.is_signed_with(SECRET)


class TestAnswers:
    @pytest.mark.parametrize("status", [200, 202, 204, 299])
    def test_these_mean_that_it_has_it(self, make, receiver, status):
        receiver.answers = [status]
        reader_of(make()).take(entry())
        assert receiver.entries == [4711]

    @pytest.mark.parametrize("status", [300, 400, 401, 404, 409, 429, 500, 503])
    def test_these_mean_that_it_comes_again(self, make, receiver, status):
        receiver.answers = [status]
        reader = reader_of(make())
        with pytest.raises(HookFailedError) as failed:
            reader.take(entry())
        assert failed.value.text("en").startswith(f"open-data: HTTP {status}. ")
        reader.take(entry())
        assert receiver.entries == [4711, 4711]

    def test_a_redirect_is_not_followed(self, make, receiver):
        with Receiver() as elsewhere:
            receiver.answers, receiver.location = [307], f"{elsewhere.origin}/lckm"
            with pytest.raises(HookFailedError, match="307"):
                reader_of(make()).take(entry())
            assert elsewhere.messages == []

    def test_one_that_says_nothing_is_given_up_in_time(self, make, receiver):
        receiver.answers = [None]
        with pytest.raises(HookFailedError, match=NO_ANSWER):
            reader_of(make(timeout=1)).take(entry())
        assert receiver.came.wait(30)

    def test_one_that_is_not_there_fails(self, make, receiver):
        receiver.stop()
        with pytest.raises(HookFailedError, match=NO_ANSWER):
            reader_of(make()).take(entry())

    def test_410_means_that_nothing_more_is_to_come(self, make, receiver):
        receiver.answers = [410]
        with pytest.raises(HookGoneError) as gone:
            reader_of(make()).take(entry())
        assert isinstance(gone.value, TrailReaderGoneError)
        assert gone.value.text("en").startswith("open-data: the receiver answered 410, ")

    def test_a_certificate_of_nobody_known_is_not_trusted(self, make, tmp_path):
        authority = trustme.CA()
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        with Receiver(tls_of(authority)) as receiver:
            address = {"url": f"{receiver.origin}/lckm", "plain_http": False}
            with pytest.raises(HookFailedError, match=NO_ANSWER):
                reader_of(make(**address)).take(entry())
            assert receiver.messages == []
            reader_of(make(**address, ca_file=str(tmp_path / "ca.pem"))).take(entry())
            assert receiver.entries == [4711]


class TestWants:
    @pytest.mark.parametrize(
        ("settings", "wanted"),
        [
            ({}, True),
            ({"verbs": ["register"]}, False),
            ({"subjects": ["LCKM-", "KA-"]}, True),
            ({"subjects": ["LCKM-"]}, False),
            ({"first_day": date(2026, 12, 4)}, True),
            ({"first_day": date(2026, 12, 5)}, False),
        ],
    )
    def test_only_what_the_settings_name(self, make, settings, wanted):
        assert reader_of(make(**settings)).wants(entry().event) is wanted

    def test_a_day_is_one_of_lodz(self, make):
        reader = reader_of(make(first_day=date(2026, 12, 5)))
        assert reader.wants(entry(at=datetime(2026, 12, 4, 23, 0, tzinfo=UTC)).event)
        assert not reader.wants(entry(at=datetime(2026, 12, 4, 22, 59, tzinfo=UTC)).event)


class TestSettings:
    @pytest.mark.parametrize(
        ("setting", "value"),
        [
            ("name", "Otwarte dane"),
            ("name", "a" * 41),
            ("url", "https://user:VERY-secret@example.org/"),
            ("url", "https://example.org/?token=VERY-secret"),
            ("url", "ftp://example.org/"),
            ("secrets", []),
            ("secrets", [7]),
            ("secrets", ["VERY-secret"]),
            ("secrets", ["whsec_VERY-secret"]),
            ("secrets", ["whsec_VERYsecret"]),
            ("verbs", []),
            ("verbs", ["VERY-secret"]),
            ("subjects", [""]),
            ("subjects", [7]),
            ("first_day", NOON),
            ("timeout", 31),
            ("timeout", 0.5),
            ("ca_file", "/VERY-secret.pem"),
        ],
    )
    def test_what_cannot_be_meant_is_refused_without_its_value(self, make, setting, value):
        with pytest.raises(InvalidSettingError) as error:
            make(**{setting: value})
        assert error.value.setting.removesuffix("[1]") == f"hooks[1].{setting}"
        for language in ("pl", "en"):
            assert "VERY" not in error.value.text(language)

    @pytest.mark.parametrize(("count", "fits"), [(23, False), (24, True), (64, True), (65, False)])
    def test_a_secret_is_as_long_as_the_standard_says(self, make, count, fits):
        secret = f"whsec_{b64encode(bytes(range(count))).decode()}"
        with nullcontext() if fits else pytest.raises(InvalidSettingError):
            make(secrets=[secret])

    def test_http_is_for_those_who_say_so(self, make):
        with pytest.raises(InvalidSettingError, match="plain_http"):
            make(plain_http=False)

    def test_a_secret_of_a_file_ends_with_a_line(self, make, receiver):
        reader_of(make(secrets=[f"{SECRET}\n"])).take(entry())
        assert receiver.messages[0].is_signed_with(SECRET)

    def test_a_settings_file_names_the_file_of_a_secret(self, receiver, tmp_path):
        (tmp_path / "hook").write_text(f"{SECRET}\n")
        (tmp_path / "lckm.toml").write_text(
            '[[adapter]]\nuse = "lckm_web_hooks:WebHooksAdapter"\n\n'
            '[[adapter.hooks]]\nname = "open-data"\nplain_http = true\n'
            f'url = "{receiver.origin}/lckm"\nverbs = ["publish"]\nfirst_day = 2026-12-01\n'
            f'secrets = [{{ file = "{tmp_path}/hook" }}]\n'
        )
        (hooks,) = read_settings(tmp_path / "lckm.toml").adapters()
        reader_of(hooks).take(entry())
        assert receiver.messages[0].is_signed_with(SECRET)
        assert not reader_of(hooks).wants(entry(at=datetime(2026, 11, 30, 12, tzinfo=UTC)).event)

    def test_no_hook_and_two_of_one_name_are_refused(self, receiver):
        with pytest.raises(InvalidSettingError):
            WebHooksAdapter(hooks=[])
        with pytest.raises(InvalidSettingError, match="hooks"):
            WebHooksAdapter(hooks=[_settings(receiver)] * 2)

    def test_the_secret_is_in_no_representation(self, receiver):
        assert "MfKQ" not in repr(_settings(receiver))
