"""LemonLDAP::NG of Debian as a provider on loopback, with its sample people."""

import json
import os
import shutil
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
from joserfc.jwk import RSAKey

PORTAL = Path("/usr/share/doc/liblemonldap-ng-portal-perl/examples/index.psgi")
# What it loads for OpenID Connect; Debian only recommends some packages that these need.
PARTS = ("Issuer::OpenIDConnect", "Password::Null")
INI = """[all]
logger = Lemonldap::NG::Common::Logger::Std
logLevel = error
[configuration]
type = File
dirName = {folder}/conf
localStorage = Cache::FileCache
localStorageOptions = {{ 'namespace' => 'c', 'cache_root' => '{folder}/cache' }}
[portal]
checkTime = 1
staticPrefix = /static
templateDir = /usr/share/lemonldap-ng/portal/templates
languages = en
"""


def is_installed():
    """Return whether the programs are there, with all that they load."""
    if shutil.which("plackup") is None or not PORTAL.is_file():
        return False
    loading = ["perl", *(f"-MLemonldap::NG::Portal::{part}" for part in PARTS), "-e", "1"]
    return subprocess.run(loading, capture_output=True, check=False).returncode == 0


class Lemonldap:
    """The provider; ``settings`` are those of its file of configuration."""

    def __init__(self, folder, port, site):
        self.folder, self.port = folder, port
        # It calls itself with a slash at the end.
        self.issuer = f"http://127.0.0.1:{port}/"
        self.settings = _settings(folder, self.issuer, site)
        self._count = 0

    def change(self, **settings):
        """Write the configuration anew; it is read within a second."""
        self._count += 1
        self.settings |= settings | {"cfgNum": self._count}
        file = self.folder / "conf" / f"lmConf-{self._count}.json"
        file.write_text(json.dumps(self.settings), encoding="utf-8")

    def change_key(self):
        """Sign by another key, and show that alone."""
        key = RSAKey.generate_key(2048, private=True)
        self.change(**_key(key, f"key-{self._count + 1}"))


@contextmanager
def lemonldap(folder, port, site):
    """Run the provider for a site."""
    for name in ("conf", "cache", "sessions", "lock"):
        (folder / name).mkdir()
    provider = Lemonldap(folder, port, site)
    provider.change_key()
    ini = folder / "lemonldap-ng.ini"
    ini.write_text(INI.format(folder=folder), encoding="utf-8")
    command = ["plackup", "--host", "127.0.0.1", "--port", str(port), "-E", "deployment", PORTAL]
    environment = os.environ | {"LLNG_DEFAULTCONFFILE": str(ini)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(provider)
        yield provider
    finally:
        process.terminate()
        process.wait(10)


def _wait(provider):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(httpx2.HTTPError):
            answer = httpx2.get(f"{provider.issuer}.well-known/openid-configuration", timeout=20)
            if answer.status_code == 200:
                return
        time.sleep(0.2)
    raise AssertionError((provider.folder / "log").read_text(encoding="utf-8")[-2000:])


def _settings(folder, issuer, site):
    client = {
        "ClientID": "lckm",
        "ClientSecret": "a secret of the client",
        "RedirectUris": f"{site}/logowanie/powrot",
        "IDTokenSignAlg": "RS256",
        "IDTokenExpiration": 3600,
        "AccessTokenExpiration": 3600,
        "UserIDAttr": "uid",
        "BypassConsent": 1,
        "RequirePKCE": 1,
        "LogoutUrl": f"{site}/logowanie/koniec",
        "LogoutType": "back",
        "LogoutSessionRequired": 1,
        "LogoutBypassConfirm": 1,
        "PostLogoutRedirectUris": f"{site}/wylogowano",
    }
    service = {
        "AuthorizeURI": "authorize",
        "TokenURI": "token",
        "UserInfoURI": "userinfo",
        "JWKSURI": "jwks",
        "EndSessionURI": "logout",
    }
    return {
        "cfgAuthor": "tests",
        "cfgDate": 1_700_000_000,
        "portal": issuer,
        "domain": "127.0.0.1",
        "cookieName": "lemonldap",
        "securedCookie": 0,
        "key": "only for this test",
        "authentication": "Demo",
        "userDB": "Same",
        "passwordDB": "Null",
        "registerDB": "Null",
        "demoExportedVars": {"uid": "uid"},
        "exportedVars": {},
        "exportedHeaders": {},
        "locationRules": {},
        "macros": {},
        "groups": {},
        "applicationList": {},
        "whatToTrace": "uid",
        "requireToken": 0,
        "portalForceAuthnInterval": 1,
        "captcha_mail_enabled": 0,
        "captcha_login_enabled": 0,
        "captcha_register_enabled": 0,
        "globalStorage": "Apache::Session::File",
        "globalStorageOptions": {
            "Directory": f"{folder}/sessions",
            "LockDirectory": f"{folder}/lock",
            "generateModule": "Lemonldap::NG::Common::Apache::Session::Generate::SHA256",
        },
        "localSessionStorage": "Cache::FileCache",
        "localSessionStorageOptions": {"namespace": "s", "cache_root": f"{folder}/cache"},
        "issuerDBOpenIDConnectActivation": 1,
        "issuerDBOpenIDConnectPath": "^/oauth2/",
        "issuerDBOpenIDConnectRule": 1,
        "oidcServiceAllowAuthorizationCodeFlow": 1,
        "oidcServiceMetaDataAuthnContext": {"password": 1, "second factor": 2},
        "oidcRPMetaDataExportedVars": {"lckm": {"preferred_username": "uid"}},
        "oidcRPMetaDataOptions": {
            "lckm": {f"oidcRPMetaDataOptions{name}": value for name, value in client.items()}
        },
    } | {f"oidcServiceMetaData{name}": value for name, value in service.items()}


def _key(key, kid):
    return {
        "oidcServicePrivateKeySig": key.as_pem(private=True).decode(),
        "oidcServicePublicKeySig": key.as_pem(private=False).decode(),
        "oidcServiceKeyIdSig": kid,
    }
