"""The face that the settings file has at ``/``."""

from lckm_django._faces import face_urls

urlpatterns = face_urls()
