"""System checks: settings, adapters, faces, database, and what else reports need."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.checks import CheckMessage, Error, Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured

from lckm_cli.settings import NoDatabaseError, SettingsError
from lckm_core import ContactCentre
from lckm_core.errors import LckmError
from lckm_django._language import current_language
from lckm_django._open_centre import OpenCentre, open_centre
from lckm_operations import missing_requirements


def check_installation(app_configs: object, **options: Any) -> list[CheckMessage]:
    """Return what prevents reports from coming in.

    ``lckm.E001`` the setting ``LCKM``; ``lckm.E002`` the settings file or an adapter;
    ``lckm.E003`` the database; ``lckm.E004`` a face; ``lckm.W001`` routes or terms.
    """
    try:
        opened = open_centre()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="lckm.E001")]
    except SettingsError as error:
        return [Error(error.text(current_language()), id="lckm.E002")]
    except NoDatabaseError as error:
        return [_database_error(error)]
    return [*_check_faces(opened), *_check_store(opened.centre)]


def _check_faces(opened: OpenCentre) -> Iterator[CheckMessage]:
    try:
        opened.make_all_faces()
    except SettingsError as error:
        yield Error(error.text(current_language()), id="lckm.E004")


def _check_store(centre: ContactCentre) -> Iterator[CheckMessage]:
    try:
        # Any reading says whether the database is there and of this version.
        centre.plugins.reports.files_to_delete(limit=1)
    except LckmError as error:
        yield _database_error(error)
        return
    for _, message in missing_requirements(centre, datetime.now(UTC)):
        yield CheckWarning(message.text(current_language()), id="lckm.W001")


def _database_error(error: LckmError) -> CheckMessage:
    return Error(
        error.text(current_language()), hint="python manage.py lckm_migrate", id="lckm.E003"
    )
