"""Faults of a provider and its answers, in words for a log."""

from enum import StrEnum

from lckm_sign_in import SignInFault


class Problem(StrEnum):
    """A fault; its value describes it without quoting what anybody sent."""

    NO_ANSWER = "the provider does not answer in time"
    BAD_ANSWER = "the provider's answer is not JSON, too long or an error"
    BAD_METADATA = "the provider's metadata lack an address, or have an unsafe one"
    OTHER_ISSUER = "the metadata or the answer are another issuer's"
    DENIED = "the provider denied the sign-in"
    NO_CODE = "no code came back"
    CODE_REFUSED = "the provider refused the code"
    NOTHING_SIGNED = "no ID token came for the code"
    BAD_SIGNATURE = "no key of the provider fits the token's signature"
    BAD_CLAIMS = "the token lacks a claim, or has a wrong one"
    OTHER_NONCE = "the nonce is another sign-in's"
    OTHER_AUDIENCE = "the token is for another client"
    EXPIRED = "the token has expired, or is not valid yet: compare the clocks"
    WEAK = "the token has none of the acr_values that are required"
    NOT_ANEW = "auth_time is missing, or from before the sign-in was asked for"
    NO_LOGIN = "the claim that is the login is missing"
    OTHER_SUBJECT = "userinfo is about somebody else"

    @property
    def fault(self) -> SignInFault:
        """The message for whoever wanted to sign in."""
        return _FAULTS.get(self, SignInFault.INVALID)


_FAULTS = {
    Problem.NO_ANSWER: SignInFault.AWAY,
    Problem.BAD_ANSWER: SignInFault.AWAY,
    Problem.DENIED: SignInFault.DENIED,
    Problem.WEAK: SignInFault.TOO_WEAK,
    Problem.NOT_ANEW: SignInFault.NOT_ANEW,
    Problem.NO_LOGIN: SignInFault.NO_LOGIN,
}


class ProviderError(Exception):
    """A fault of the provider or its answer, quoting neither."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem
