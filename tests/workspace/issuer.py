"""An identity provider on this machine, for tests: it answers as OpenID Connect asks, or as a test makes it lie."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "answerable", "a client's secret"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Issuer:
    """`lies` are claims put in the place of the true ones; None leaves one out."""

    def __init__(self) -> None:
        self.address = ""
        self.subject, self.lies, self.key, self.algorithm = "subject-1", {}, KEY, "RS256"
        self.says_issuer = ""
        self.asked: dict[str, str] = {}  # what the browser brought
        self.codes: set[str] = set()
        self.token_requests: list[dict[str, str]] = []

    def authorize(self, location: str) -> str:
        """What the provider does when the browser comes: where it sends it back to."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        code = f"code-{len(self.token_requests)}-{time.time_ns()}"
        self.codes.add(code)
        return f"{urlsplit(self.asked['redirect_uri']).path}?code={code}&state={self.asked['state']}"

    def configuration(self) -> dict[str, object]:
        return {"issuer": self.says_issuer or self.address, "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token", "jwks_uri": f"{self.address}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"]}

    def keys(self) -> dict[str, object]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": "1", "use": "sig"}]}

    def token(self, sent: dict[str, str]) -> dict[str, object] | None:
        self.token_requests.append(sent)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=")
        if sent["code"] not in self.codes or challenge.decode() != self.asked["code_challenge"]:
            return None
        self.codes.remove(sent["code"])
        now = int(time.time())
        claims = {"iss": self.address, "sub": self.subject, "aud": CLIENT, "iat": now, "exp": now + 300,
                  "nonce": self.asked["nonce"], "email": "asha@mar.example", **self.lies}
        claims = {name: value for name, value in claims.items() if value is not None}
        key = None if self.algorithm == "none" else "x" * 64 if self.algorithm == "HS256" else self.key
        signed = jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": "1"})
        return {"access_token": "an access token", "token_type": "Bearer", "id_token": signed}


@contextmanager
def running() -> Iterator[Issuer]:
    issuer = Issuer()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(issuer.keys() if self.path == "/keys" else issuer.configuration())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(issuer.token({name: values[0] for name, values in parse_qs(body).items()}))

        def answer(self, said: object) -> None:
            data = json.dumps(said or {"error": "invalid_grant"}).encode()
            self.send_response(200 if said else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is written."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    issuer.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
