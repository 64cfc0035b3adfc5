"""Staff sign in by OpenID Connect."""

from lckm_oidc._oidc_sign_in import OidcSignIn

__all__ = ["OidcSignIn"]
