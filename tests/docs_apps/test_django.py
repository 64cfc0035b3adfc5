"""docs/embedding-django.md does what it says."""

import logging
import re

import django
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment
from django.utils.log import AdminEmailHandler
from django.views.debug import ExceptionReporter

from lckm_folder import FolderUnavailableError
from lckm_sql import StoreUnavailableError as SqlUnavailableError
from tests.helpers.django_settings import forget

PAGES = ("embedding-django.md",)
_HIDDEN = re.compile(r'name="(number|proof|file|csrfmiddlewaretoken)" value="([^"]+)"')


@pytest.fixture(scope="module")
def site(city):
    """Django set up, once, with the settings on the page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_SETTINGS_MODULE", "city.settings")
        forget()
        django.setup()
        setup_test_environment(debug=False)
        yield
        teardown_test_environment()


@pytest.fixture
def client(site):
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def send(client):
    """Open the form as a browser does, fill it in and send it."""

    def filled_in_and_sent(**filled):
        hidden = dict(_HIDDEN.findall(client.get("/zgloszenie/").content.decode()))
        return client.post("/zgloszenie/", {**hidden, **filled})

    return filled_in_and_sent


def _number(answer):
    return re.search(r"LCKM-\d{4}-\d{6}", answer.content.decode())[0]


def test_a_form_filled_in_becomes_a_report(host, send):
    answer = send(
        description="Nie świeci latarnia.\r\nOd tygodnia.",
        category="oswietlenie",
        place__address="ul. Przykładowa 5",
        reporter__email="anna@example.com",
    )
    assert answer.status_code == 201
    report = host.centre.plugins.reports.get(_number(answer))
    assert (report.description, report.category) == (
        "Nie świeci latarnia.\nOd tygodnia.",
        "oswietlenie",
    )
    assert report.place.address == "ul. Przykładowa 5"
    assert report.personal.reporter.email == "anna@example.com"
    from city.reports import intake

    assert intake.code(report.number) in answer.content.decode()


def test_only_the_words_are_needed(host, send):
    report = host.centre.plugins.reports.get(_number(send(description="Dziura.")))
    assert report.personal.reporter is None
    assert report.personal.consent is None


def test_every_finding_comes_at_once_at_its_field(send):
    answer = send(
        description=" ", category="oswietlenie", place__address="x" * 201, reporter__name="y" * 201
    )
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert set(errors) == {"description", "place__address", "reporter__name"}
    assert "nie ma tego pola" in errors["description"][0]
    assert all(message in answer.context["form"].as_div() for message in errors["reporter__name"])


def test_a_resident_reads_labels_and_no_keys(send):
    faulty = {
        "place__address": "x" * 201,
        "reporter__email": "x" * 1001,
        "reporter__phone": "x" * 1001,
        "reporter__name": "y" * 999,
    }
    errors = send(description=" ", category="oswietlenie", **faulty).context["form"].errors
    said = {name: messages[0] for name, messages in errors.items()}
    assert set(said) == {"description", *faulty}
    assert said["description"].startswith("Pole „Treść zgłoszenia”: ")
    assert [name for name, words in said.items() if re.search(r"\([a-z_]+\)", words)] == []


def test_a_photo_comes_along(host, send, photo):
    data, clean = photo
    number = _number(send(description="Dziura.", photo=SimpleUploadedFile("dziura.jpg", data)))
    (file,) = host.centre.plugins.reports.get(number).attachments
    assert (file.media_type, file.size) == ("image/jpeg", len(clean))
    assert host.attachments.read(file.reference) == clean


def test_after_a_fault_the_photo_need_not_be_chosen_again(client, host, send, photo):
    faulty = send(description=" ", photo=SimpleUploadedFile("dziura.jpg", photo[0]))
    assert set(faulty.context["form"].errors) == {"description"}
    hidden = dict(_HIDDEN.findall(faulty.content.decode()))
    number = _number(client.post("/zgloszenie/", {**hidden, "description": "Dziura."}))
    assert host.centre.plugins.reports.get(number).personal.file_names == ("dziura.jpg",)
    lost = client.post("/zgloszenie/", {**hidden, "file": "a" * 43, "description": "Inne."})
    assert set(lost.context["form"].errors) == {"photo"}


def test_a_file_that_is_no_picture_is_said_at_its_field(send):
    answer = send(description="Dziura.", photo=SimpleUploadedFile("dziura.jpg", b"MZ" + bytes(40)))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"photo"}


def test_without_terms_in_force_a_resident_is_told_whom_to_call_and_keeps_the_words(
    host, send, monkeypatch
):
    monkeypatch.setattr(host.centre.plugins.notices, "terms", list)
    answer = send(description="Dziura przy szkole.")
    assert answer.status_code == 503
    assert "42 638 44 44" in answer.content.decode()
    assert "Dziura przy szkole." in answer.content.decode()


@pytest.mark.parametrize("of", ["reports", "files"])
def test_while_a_store_is_out_of_reach_a_resident_keeps_every_word(
    host, send, monkeypatch, of, logged, photo
):
    typed = {
        "description": "Dziura przy szkole.",
        "place__address": "ul. Przykładowa 5",
        "reporter__name": "Anna Testowa",
        "reporter__email": "anna@example.com",
        "reporter__phone": "600 100 200",
    }
    _out_of_reach(host, monkeypatch, of)
    answer = send(**typed, photo=SimpleUploadedFile("dziura.jpg", photo[0]))
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "42 638 44 44" in page
    assert [words for words in typed.values() if words not in page] == []
    assert "city/db" not in page + logged()


def _out_of_reach(host, monkeypatch, of):
    """Have a store fail as its adapter does when it cannot be reached or is full."""
    owner, method, error = {
        "reports": (
            host.centre.plugins.reports,
            "add",
            SqlUnavailableError("OperationalError", where="db.example.org/city/db"),
        ),
        "files": (host.attachments, "keep", FolderUnavailableError(28, "No space left", "f")),
    }[of]

    def fails(*arguments, **named):
        raise error

    monkeypatch.setattr(owner, method, fails)


def test_what_belongs_to_no_field_stands_at_the_head_of_the_form(site, monkeypatch):
    from city.forms import ReportForm

    form = ReportForm({"description": "Dziura."})
    monkeypatch.setattr(
        form,
        "report",
        lambda: {"description": "Dziura.", "place": {"point": {"latitude": 0, "longitude": 0}}},
    )
    assert not form.is_valid()
    assert set(form.errors) == {"__all__"}


def test_a_form_sent_twice_is_one_report_and_other_words_are_not_lost(client, host, photo):
    hidden = dict(_HIDDEN.findall(client.get("/zgloszenie/").content.decode()))

    def post(words, **more):
        sent = SimpleUploadedFile("dziura.jpg", photo[0])
        return client.post("/zgloszenie/", {**hidden, "description": words, "photo": sent, **more})

    first, again = post("Pierwsze."), post("Pierwsze.")
    assert (first.status_code, again.status_code) == (201, 201)
    assert _number(first) == _number(again)
    other = post("Drugie.")
    assert other.status_code == 409
    assert host.centre.plugins.reports.get(_number(first)).description == "Pierwsze."
    third = post("Drugie.", **dict(_HIDDEN.findall(other.content.decode())))
    assert _number(third) != _number(first)
    assert host.centre.plugins.reports.get(_number(third)).description == "Drugie."


def test_a_number_that_was_not_given_here_is_refused(client, host, send):
    answer = send(number="LCKM-2026-999999", description="Dziura przy szkole.")
    assert answer.status_code == 409
    assert "Dziura przy szkole." in answer.content.decode()
    assert host.centre.plugins.reports.get("LCKM-2026-999999") is None
    hidden = dict(_HIDDEN.findall(answer.content.decode()))
    sent = client.post("/zgloszenie/", {**hidden, "description": "Dziura przy szkole."})
    assert sent.status_code == 201


def _filled_in(canary):
    reporter = canary.form()["reporter"]
    return {
        "description": canary.description(),
        "place__address": canary.form()["place"]["address"],
        **{f"reporter__{name}": reporter[name] for name in ("name", "email", "phone")},
    }


def _disk_full(report, dispatch):
    raise OSError("no space left")


def test_no_word_of_a_form_is_logged(host, send, canary, logged, monkeypatch):
    form = _filled_in(canary)
    statuses = [send(**form).status_code, send(**{**form, "category": "nie ma"}).status_code]
    monkeypatch.setattr(host.centre.plugins.reports, "add", _disk_full)
    statuses.append(send(**form).status_code)
    assert statuses == [201, 200, 500]
    assert "no space left" in logged()
    assert not canary.search(logged())


@pytest.fixture
def mails_to_admins(site):
    """The handler that mails failures to the ADMINS."""
    mail.outbox.clear()
    (handler,) = [
        one for one in logging.getLogger("django").handlers if isinstance(one, AdminEmailHandler)
    ]
    return handler


@pytest.mark.parametrize("in_html", [False, True])
def test_no_word_of_a_form_is_mailed(host, send, canary, monkeypatch, mails_to_admins, in_html):
    """Neither as plain text, nor as HTML, which shows local variables, too."""
    monkeypatch.setattr(host.centre.plugins.reports, "add", _disk_full)
    monkeypatch.setattr(mails_to_admins, "include_html", in_html)
    assert send(**_filled_in(canary)).status_code == 500
    (letter,) = mail.outbox
    assert "no space left" in letter.body
    assert len(letter.alternatives) == in_html
    assert not canary.search(letter.message().as_bytes())


@pytest.mark.parametrize("in_html", [False, True])
def test_djangos_own_report_would_mail_it(
    host, send, canary, monkeypatch, mails_to_admins, in_html
):
    """So the reporter on the page is needed, and the test above can fail."""
    monkeypatch.setattr(host.centre.plugins.reports, "add", _disk_full)
    monkeypatch.setattr(mails_to_admins, "include_html", in_html)
    monkeypatch.setattr(mails_to_admins, "reporter_class", ExceptionReporter)
    send(**_filled_in(canary))
    assert canary.search(mail.outbox[0].message().as_bytes())
