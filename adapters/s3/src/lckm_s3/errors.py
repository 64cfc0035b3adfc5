"""The error of an S3-compatible store: what failed and what to check."""

import attrs

from lckm_core.errors import StoreUnavailableError


@attrs.frozen(str=False)
class S3Error(StoreUnavailableError, OSError):
    """The store failed or refused; it may be asked again.

    ``action`` is a permission, ``code`` the store's code, ``NoReply`` or ``VersionsLeft``.
    """

    action: str
    code: str
    pl = (
        "Magazyn plików nie wykonał {action} ({code}). Sprawdź, czy działa, ustawienia url, bucket "
        "i ca_file, klucz i jego prawa oraz blokady obiektów."
    )
    en = (
        "The file store did not do {action} ({code}). Check that it works, the settings url, "
        "bucket and ca_file, the key and its permissions, and locks on objects."
    )
