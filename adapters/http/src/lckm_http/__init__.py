"""What the web faces of the Contact Centre share, on Starlette."""

from lckm_http.addresses import client_network, is_loopback, networks, peer_host
from lckm_http.assets import Assets
from lckm_http.client_keys import ClientKeys, check_count, check_name, check_secret
from lckm_http.face import Face
from lckm_http.forms import (
    FormFields,
    FormFile,
    FormLimits,
    read_any_form,
    read_form,
)
from lckm_http.guess_limits import GuessLimits
from lckm_http.languages import (
    LANGUAGE_NAMES,
    address_in,
    address_of_face,
    language_of,
)
from lckm_http.protection import protect
from lckm_http.refusals import Refusal, RefusedRequestError, refuse_plainly
from lckm_http.threads import in_thread
from lckm_http.throttle import Rate, Throttle
from lckm_http.tiles import Tiles
from lckm_http.translations import read_translations
from lckm_http.upload_room import Arrival, ArrivalRoom, UploadRoom

__all__ = [
    "LANGUAGE_NAMES",
    "Arrival",
    "ArrivalRoom",
    "Assets",
    "ClientKeys",
    "Face",
    "FormFields",
    "FormFile",
    "FormLimits",
    "GuessLimits",
    "Rate",
    "Refusal",
    "RefusedRequestError",
    "Throttle",
    "Tiles",
    "UploadRoom",
    "address_in",
    "address_of_face",
    "check_count",
    "check_name",
    "check_secret",
    "client_network",
    "in_thread",
    "is_loopback",
    "language_of",
    "networks",
    "peer_host",
    "protect",
    "read_any_form",
    "read_form",
    "read_translations",
    "refuse_plainly",
]
