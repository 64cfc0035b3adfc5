"""Sign-in of staff at the web faces of the Contact Centre."""

from lckm_sign_in._attempts import Attempt
from lckm_sign_in._cookies import TYPED_COOKIE
from lckm_sign_in._demo import DemoSignIn
from lckm_sign_in._header import HeaderSignIn
from lckm_sign_in._host import HostSignIn
from lckm_sign_in._limits import SESSION_LIMITS, SessionLimits
from lckm_sign_in._lost_files import hidden_fields, lost_files, not_kept
from lckm_sign_in._pages import Button, PageForm, SignInPage, show_plainly
from lckm_sign_in._refusals import StaffRefusal, StaffRefusedError
from lckm_sign_in._sign_in import (
    EndedSessions,
    Identity,
    SignIn,
    SignInFailedError,
    SignInFault,
)
from lckm_sign_in._staff_session import StaffSession
from lckm_sign_in._staff_sign_in import StaffSignIn

__all__ = [
    "SESSION_LIMITS",
    "TYPED_COOKIE",
    "Attempt",
    "Button",
    "DemoSignIn",
    "EndedSessions",
    "HeaderSignIn",
    "HostSignIn",
    "Identity",
    "PageForm",
    "SessionLimits",
    "SignIn",
    "SignInFailedError",
    "SignInFault",
    "SignInPage",
    "StaffRefusal",
    "StaffRefusedError",
    "StaffSession",
    "StaffSignIn",
    "hidden_fields",
    "lost_files",
    "not_kept",
    "show_plainly",
]
