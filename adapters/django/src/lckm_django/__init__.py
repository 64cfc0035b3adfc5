"""The Contact Centre as an application of a Django site.

A project adds ``"lckm_django"`` to ``INSTALLED_APPS`` and names its settings file:
``LCKM = {"settings": BASE_DIR / "lckm.toml"}``.
"""

from lckm_django._faces import face_urls, serve_faces
from lckm_django._open_centre import centre

__all__ = ["centre", "face_urls", "serve_faces"]
