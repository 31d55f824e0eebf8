"""A mail server for tests: it speaks enough SMTP (RFC 5321) on a socket to take, refuse and drop mail."""

from __future__ import annotations

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Conversation(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        sink = self.server.sink
        sink.conversations += 1
        self.say("220 sink.example")
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            verb = line.split(" ")[0].split(":")[0].upper()
            if sink.drops_at == verb:
                return
            if verb == "DATA":
                self.say("354 go on")
                content = self.content()
                if sink.drops_at == "END":
                    return
                if verb not in sink.answers:
                    sink.took.append(content)
                self.say(sink.answers.get(verb, "250 taken"))
            elif verb == "QUIT":
                self.say("221 good-bye")
                return
            else:
                self.say(sink.answers.get(verb, "250 yes"))

    def content(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode("ascii"))


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    sink: Sink


class Sink:
    """`answers`: what it says to a verb instead of yes. `drops_at`: the verb, or END of data, at which it hangs up."""

    def __init__(self) -> None:
        self.took: list[bytes] = []
        self.answers: dict[str, str] = {}
        self.drops_at = ""
        self.conversations = 0
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self._server.sink = self
        self.port = self._server.server_address[1]

    def __enter__(self) -> Sink:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=policy.default) for content in self.took]

    def lines(self) -> list[list[str]]:
        """The lines of the words of each mail."""
        return [mail.get_body().get_content().splitlines() for mail in self.mails()]
