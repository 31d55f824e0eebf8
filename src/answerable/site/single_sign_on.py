"""The office's own identity provider, by OpenID Connect: all of it is set, or nothing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured

PROVIDER = "office"


def providers(issuer: str, client_id: str, secret: str, *, may_be_http: bool) -> dict[str, Any]:
    """What `allauth` needs to know of the provider; empty when there is none."""
    if not (issuer or client_id or secret):
        return {}
    if not (issuer and client_id and secret):
        raise ImproperlyConfigured(
            "Set all of ANSWERABLE_OIDC_ISSUER, ANSWERABLE_OIDC_CLIENT_ID and ANSWERABLE_OIDC_SECRET, or none.")
    if not issuer.startswith("https://") and not may_be_http:
        raise ImproperlyConfigured("ANSWERABLE_OIDC_ISSUER has to begin with https://")
    app = {"provider_id": PROVIDER, "name": "Office", "client_id": client_id, "secret": secret,
           "settings": {"server_url": issuer.rstrip("/")}}
    return {"openid_connect": {"APPS": [app]}}
