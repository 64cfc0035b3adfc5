"""Catalogues of a package: ``.po`` files, read into gettext's own translations."""

import io
from collections.abc import Mapping, Sequence
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from lckm_http.po_files import compile_po, read_po


class Translations:
    """The catalogues ``<folder>/<language>/LC_MESSAGES/<domain>.po`` of a package."""

    def __init__(
        self,
        package: str,
        domain: str,
        *,
        languages: Sequence[str] = ("pl", "en", "uk"),
        folder: str = "locale",
    ) -> None:
        """Read the catalogues; a language without a file shows the words of the source.

        Args:
            package: such as ``lckm_web``.
            domain: such as ``lckm_web``.
            languages: the first is the default.
            folder: the folder of the catalogues within the package.

        Raises:
            ValueError: a file is no catalogue; the error names the line.
        """
        self.languages = tuple(languages)
        self._catalogues: dict[str, NullTranslations] = {}
        self._texts: dict[str, Mapping[str, str]] = {}
        for language in languages:
            path = files(package) / folder / language / "LC_MESSAGES" / f"{domain}.po"
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            self._texts[language] = {key: value for key, value in read_po(text).items() if key}
            self._catalogues[language] = (
                GNUTranslations(io.BytesIO(compile_po(text))) if text else NullTranslations()
            )

    def catalogue(self, language: str) -> NullTranslations:
        """Return the catalogue of a language, or of the default for one that is unknown.

        It has ``gettext``, ``ngettext``, ``pgettext`` and ``npgettext``, which Jinja2's
        ``install_gettext_callables`` takes.
        """
        return self._catalogues.get(language) or self._catalogues[self.languages[0]]

    def texts(self, language: str) -> Mapping[str, str]:
        """Return all of a language's catalogue by the words of the source; empty for none."""
        return self._texts.get(language, {})
