"""A face's sign-in in a settings file."""

from pathlib import Path

import pytest

from lckm_cli.settings import SettingsError, read_settings
from lckm_oidc import OidcSignIn
from lckm_sign_in import DemoSignIn, HeaderSignIn


def made(folder: Path, sign_in: str):
    (folder / "oidc").write_text("canary-secret\n", encoding="utf-8")
    file = folder / "lckm.toml"
    file.write_text(
        '[[adapter]]\nuse = "lckm_core.memory:MemoryAdapter"\n'
        '[[face]]\nuse = "small_desk:FaceOfStaff"\nat = "/biuro"\n'
        f"sessions = {{ idle_minutes = 20 }}\n[face.sign_in]\n{sign_in}",
        encoding="utf-8",
    )
    given = {"centre": None, "clock": lambda: None, "trusted_proxies": ["10.0.0.1"]}
    face = read_settings(file).faces(**given)["/biuro"]
    assert face.sessions == {"idle_minutes": 20}
    return face.sign_in, given


def test_a_secret_of_the_provider_is_in_a_file_of_its_own(tmp_path: Path) -> None:
    sign_in, given = made(
        tmp_path,
        'use = "lckm_oidc:OidcSignIn"\nissuer = "https://sso.example.org"\n'
        'client_id = "lckm"\nclient_secret = { file = "oidc" }\nacr_values = ["mfa"]\n',
    )
    assert isinstance(sign_in, OidcSignIn)
    assert sign_in._client_secret == "canary-secret"
    assert sign_in._clock is given["clock"]


def test_the_proxies_of_the_server_are_those_whose_header_counts(tmp_path: Path) -> None:
    sign_in, _ = made(tmp_path, 'use = "lckm_sign_in:HeaderSignIn"\nheader = "X-User"\n')
    assert isinstance(sign_in, HeaderSignIn)
    assert [str(each) for each in sign_in._proxies] == ["10.0.0.1/32"]
    with pytest.raises(SettingsError, match="trusted_proxies"):
        made(tmp_path, 'use = "lckm_sign_in:HeaderSignIn"\ntrusted_proxies = ["0.0.0.0/0"]\n')


def test_the_demo_has_its_list(tmp_path: Path) -> None:
    sign_in, _ = made(tmp_path, 'use = "lckm_sign_in:DemoSignIn"\nstaff = ["e.pokazowa"]\n')
    assert isinstance(sign_in, DemoSignIn)


@pytest.mark.parametrize(
    ("sign_in", "named"),
    [
        ('use = "lckm_sign_in:HostSignInn"\n', "HostSignIn"),
        ('use = "lckm_oidc:OidcSignIn"\nclient_id = "lckm"\n', "issuer"),
        ('use = "lckm_oidc:OidcSignIn"\nisuer = "x"\n', "issuer"),
        (
            'use = "lckm_oidc:OidcSignIn"\nissuer = "http://sso"\nclient_id = "lckm"\n'
            'client_secret = { file = "oidc" }\n',
            "https",
        ),
    ],
    ids=["class", "missing", "unknown", "refused"],
)
def test_a_mistake_names_the_key_and_no_secret(tmp_path: Path, sign_in: str, named: str) -> None:
    with pytest.raises(SettingsError, match=r"\[\[face\]\] 1.*sign_in") as refused:
        made(tmp_path, sign_in)
    assert named in str(refused.value)
    assert "canary" not in str(refused.value)
