"""Signing in with the office's own account, by OpenID Connect.

`allauth` asks the provider (discovery, code with PKCE, token) and keeps the state, once and for ten minutes. It checks
neither nonce nor, for a token that it fetched itself, the signature; so the token is checked here. Only who somebody is
is asked for (scope `openid`): no name and no address. Tokens are looked at once and thrown away.
"""

from __future__ import annotations

import secrets
from typing import Any, NoReturn

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.statekit import stash_state, unstash_state
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_POST, require_safe

from answerable.accounts import own_sign_in
from answerable.accounts.own_sign_in import CannotChangeSignIn
from answerable.workspace.arriving import arrive
from answerable.workspace.proof import needs_proof, needs_proof_to_send
from answerable.workspace.requests import MemberRequest
from answerable.workspace.sign_in import after_first_step, safe_next

PROVIDER = "office"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
REQUIRED = ("iss", "sub", "aud", "exp", "iat", "nonce")
LEEWAY = 60  # seconds that two clocks may differ
LONGEST_SUBJECT = 191
WRONG = "The office's own sign-in did not say who you are. Try again, or sign in with your password."
UNKNOWN = ("This account is not linked with anybody here. Sign in with your password, or with a one-time code from an "
           "administrator, and link it under your name.")


class NotVerified(Exception):
    """What came back does not show who somebody is."""


class Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # the library tells no types
    """The office's identity provider."""

    def get_callback_url(self, request: Any, app: Any) -> str:
        return str(request.build_absolute_uri(reverse("office-return")))


@require_safe
def sign_in(request: Any) -> HttpResponse:
    return _ask(request, {"next": safe_next(request)})


@require_safe
@needs_proof
def link(request: MemberRequest) -> HttpResponse:
    return _ask(request, {"person": request.member.person_id})


@require_POST
@needs_proof_to_send
def unlink(request: MemberRequest) -> HttpResponse:
    try:
        own_sign_in.unlink_account(
            issuer=settings.OIDC_ISSUER, by=request.member, at=request.at, this=request.session.session_key)
        messages.success(request, "Unlinked. You are signed out everywhere else.")
    except CannotChangeSignIn as refusal:
        messages.warning(request, str(refusal))
    return HttpResponseRedirect(reverse("you"))


def _ask(request: Any, wants: dict[str, Any]) -> HttpResponse:
    """Send the browser to the provider, and remember what was asked."""
    if not settings.OIDC_ISSUER:
        raise Http404
    provider = Provider(request, PROVIDER)
    nonce, challenge = secrets.token_urlsafe(32), generate_code_challenge()
    verifier = challenge.pop("code_verifier")
    try:
        client = provider.get_client(request, provider.get_provider().app)
        address = provider.authorize_url
    except (OSError, KeyError, ValueError):
        messages.warning(request, "The office's own sign-in cannot be reached. Sign in with your password.")
        return HttpResponseRedirect(reverse("you" if "person" in wants else "sign-in"))
    client.state = stash_state(request, provider_id=PROVIDER, state={**wants, "nonce": nonce, "verifier": verifier})
    more = {"acr_values": " ".join(settings.OIDC_ACR)} if settings.OIDC_ACR else {}
    return HttpResponseRedirect(client.get_redirect_url(address, ["openid"], {"nonce": nonce, **challenge, **more}))


@require_safe
def come_back(request: Any) -> HttpResponse:
    """The provider sent the browser back, with a code for us or with nothing."""
    state = unstash_state(request, state_id=request.GET.get("state", ""), provider_id=PROVIDER) or {}
    try:
        claims = _claims(request, state)
    except (NotVerified, OAuth2Error, jwt.PyJWTError, OSError, KeyError, ValueError, TypeError):
        messages.warning(request, WRONG)
        return HttpResponseRedirect(reverse("you" if request.member else "sign-in"))
    if "person" in state:
        return _link(request, claims, state["person"])
    person = own_sign_in.person_of_account(settings.OIDC_ISSUER, claims["sub"])
    if person is None:
        messages.warning(request, UNKNOWN)
        return HttpResponseRedirect(reverse("sign-in"))
    if _had_two_factors(claims):
        arrive(request, person, how="account", factor="account")
        return HttpResponseRedirect(state["next"])
    return after_first_step(request, person, how="account", next_page=state["next"])


def _link(request: MemberRequest, claims: dict[str, Any], person_id: int) -> HttpResponse:
    if not request.member or request.member.person_id != person_id:
        return HttpResponseRedirect(reverse("sign-in"))  # somebody else has signed in meanwhile
    try:
        own_sign_in.link_account(issuer=settings.OIDC_ISSUER, subject=claims["sub"], by=request.member, at=request.at,
                                 this=request.session.session_key)
        messages.success(request, "Linked. You are signed out everywhere else.")
    except CannotChangeSignIn as refusal:
        messages.warning(request, str(refusal))
    return HttpResponseRedirect(reverse("you"))


def _claims(request: Any, state: dict[str, Any]) -> dict[str, Any]:
    """Who the provider says that this is. Raises unless every part of it is for us, from it, and asked for now."""
    if not settings.OIDC_ISSUER or "nonce" not in state or "code" not in request.GET:
        _refuse("nobody asked for this")
    provider = Provider(request, PROVIDER)
    known = provider.openid_config
    if known["issuer"] != settings.OIDC_ISSUER:
        _refuse("another issuer")
    app = provider.get_provider().app
    client = provider.get_client(request, app)
    answer = client.get_access_token(request.GET["code"], pkce_code_verifier=state["verifier"])
    return verified(answer["id_token"], keys=_keys(provider, known["jwks_uri"]), issuer=settings.OIDC_ISSUER,
                    client_id=app.client_id, nonce=state["nonce"])


def _keys(provider: Provider, address: str) -> dict[str, Any]:
    with get_adapter(provider.request).get_requests_session() as session:
        answer = session.get(address)
        answer.raise_for_status()
        return dict(answer.json())


def verified(token: str, *, keys: dict[str, Any], issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token (OpenID Connect Core 1.0, section 3.1.3.7). Raises unless all of it holds."""
    key = jwt.PyJWKSet.from_dict(keys)[jwt.get_unverified_header(token).get("kid", "")]
    claims: dict[str, Any] = jwt.decode(
        token, key, algorithms=list(ALGORITHMS), audience=client_id, issuer=issuer, leeway=LEEWAY,
        options={"require": list(REQUIRED)})
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != client_id:
        _refuse("for somebody else as well")
    if not constant_time_compare(str(claims["nonce"]), nonce):
        _refuse("not asked for now")
    if not 0 < len(str(claims["sub"])) <= LONGEST_SUBJECT:
        _refuse("no subject")
    return claims


def _had_two_factors(claims: dict[str, Any]) -> bool:
    """Whether the provider says that two factors were given (RFC 8176: `mfa`), or one of the values agreed with it."""
    methods = claims.get("amr")
    return (isinstance(methods, list) and "mfa" in methods) or claims.get("acr") in settings.OIDC_ACR


def _refuse(why: str) -> NoReturn:
    raise NotVerified(why)
