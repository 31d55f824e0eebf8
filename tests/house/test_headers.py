"""Every answer of the workspace, pages, downloads, refusals and faults alike, keeps what it holds to itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from answerable.accounts.scope import in_body
from answerable.inspections.models import SourceDocument
from tests.house.demonstration import ASHA, GWEN, Demonstration

POLICY = {
    "default-src": "'none'", "base-uri": "'none'", "object-src": "'none'", "frame-ancestors": "'none'",
    "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "connect-src": "'self'", "font-src": "'self'",
    "form-action": "'self'",
}
DOWNLOAD = {"sandbox": "", "default-src": "'none'"}  # opens nothing, even if a browser were told to show it
ALWAYS = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy(answer: HttpResponseBase) -> dict[str, str]:
    directives = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in directives}


class Headers(Demonstration):
    def kept_private(self, answer: HttpResponseBase) -> None:
        assert answer["Cache-Control"] == "no-store, private"
        assert "ETag" not in answer
        assert {name: answer.get(name) for name in ALWAYS} == ALWAYS
        assert answer["Referrer-Policy"] in ("same-origin", "no-referrer")  # the latter where the address is a secret

    def test_every_route_carries_them_for_everybody(self) -> None:
        for email in (ASHA, GWEN, "zoe@tarn.example", None):
            client = self.client_of(email)
            for name, address in self.addresses():
                for answer in (client.get(address), client.post(address)):
                    with self.subTest(who=email, address=address, status=answer.status_code):
                        self.kept_private(answer)
                        is_file = name == "document" and answer.status_code == 200
                        assert policy(answer) == (DOWNLOAD if is_file else POLICY)

    def test_refusals_and_faults_carry_them_too(self) -> None:
        self.client.raise_request_exception = False
        signed_in = self.client_of(ASHA)
        signed_in.raise_request_exception = False
        for status, answer in (
            (400, self.client.get("/", headers={"host": "elsewhere.example"})),
            (403, Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "x"})),
            (404, signed_in.get("/no-such-page/")),
            (405, signed_in.put(reverse("reports"))),
            (500, signed_in.get(self.address_of_a_lost_file())),
        ):
            with self.subTest(status=status):
                assert answer.status_code == status
                assert policy(answer) == POLICY
                self.kept_private(answer)

    def address_of_a_lost_file(self) -> str:
        with in_body(self.marlshire.id):
            document = SourceDocument.objects.select_related("report").first()
            document.sha256 = "0" * 64
            document.save()
        return reverse("document", kwargs={"ref": document.report.ref, "document_id": document.id})

    def test_styles_and_scripts_carry_the_policy(self) -> None:
        for name in ("workspace.css", "govuk-frontend.js", "workspace.js", "favicon.svg"):
            with self.subTest(name=name):
                answer = self.client.get(settings.STATIC_URL + name)
                assert answer.status_code == 200
                assert policy(answer) == POLICY
                assert answer["X-Content-Type-Options"] == "nosniff"
                answer.close()

    def test_signing_out_empties_the_cache(self) -> None:
        assert self.client_of(ASHA).post(reverse("sign-out"))["Clear-Site-Data"] == '"cache"'
