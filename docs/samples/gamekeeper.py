#!/usr/bin/env python3
"""Gamekeeper's API from Python, with nothing but the standard library (3.9 or newer).

Import it, or run it:

    export GAMEKEEPER_URL=http://127.0.0.1:3000 GAMEKEEPER_API_KEY=gk_live_...

    python3 gamekeeper.py call GET /servers
    python3 gamekeeper.py follow --types 'server.*'            # for ever, over every cut
    python3 gamekeeper.py limited --calls 8                    # makes a key of 3 calls in 2 s, and waits as it is told
    python3 gamekeeper.py receive --port 8900 --secret whsec_  # takes webhooks, and believes only those that are signed
"""

import argparse
import base64
import hashlib
import hmac
import http.client
import http.server
import json
import os
import random
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid


class ApiError(Exception):
    """An answer of the panel that is an error. Branch on `code`, show the message."""

    def __init__(self, status, error):
        super().__init__(f"{status} {error.get('code')}: {error.get('message')}")
        self.status = status
        self.code = error.get("code")
        self.reason = error.get("reason")
        self.request_id = error.get("requestId")
        self.details = error.get("details", [])


class Panel:
    def __init__(self, url, key, tries=5):
        self.url = url.rstrip("/")
        self.key = key
        self.tries = tries
        self.waited = 0.0
        """Seconds spent waiting because the panel said so."""
        self.limited = 0
        """How often the panel said so."""

    def call(self, method, path, body=None):
        """The `data` of the answer. Waits where the panel asks for it, and repeats what may be repeated."""
        headers = {"Authorization": f"Bearer {self.key}", "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if method == "POST":
            # The same for every try: the panel does it once, and gives the first answer again.
            headers["Idempotency-Key"] = str(uuid.uuid4())
        payload = None if body is None else json.dumps(body).encode()
        for attempt in range(1, self.tries + 1):
            request = urllib.request.Request(
                f"{self.url}/api/v1{path}", data=payload, headers=headers, method=method
            )
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    text = answer.read()
                    return json.loads(text)["data"] if text else None
            except urllib.error.HTTPError as answer:
                error = error_of(answer)
                if error.status not in (429, 503, 504) or attempt == self.tries:
                    raise error from None
                wait = float(answer.headers.get("Retry-After", 2**attempt))
                if error.status == 429:
                    self.limited += 1
            except urllib.error.URLError:
                if attempt == self.tries:
                    raise
                wait = min(30, 0.5 * 2**attempt)
            # A little more than asked, and not all programs at once.
            wait += random.random() * 0.2
            self.waited += wait
            time.sleep(wait)
        raise AssertionError("unreachable")

    def events(self, types=None, since=None):
        """Every event, once and in order, for ever: after a cut it goes on behind the last one it has.

        Yields `("event", event)`, and `("resync", position)` where what was missed is no longer kept: read the present
        state then.
        """
        position = since
        wait = 1.0
        while True:
            try:
                for name, identity, data in self._stream(types, position):
                    wait = 1.0
                    if identity:
                        position = int(identity)
                    if name == "resync":
                        yield "resync", position
                    elif "." in name:
                        yield "event", json.loads(data)
            except ApiError as error:
                if error.status not in (429, 500, 502, 503, 504):
                    raise
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(wait * (0.5 + random.random() / 2))
            wait = min(30.0, wait * 2)

    def _stream(self, types, since):
        url = urllib.parse.urlsplit(self.url)
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        # The panel says something at least every 15 seconds; who hears nothing for 40 has lost it.
        connection = kind(url.hostname, url.port, timeout=40)
        try:
            headers = {"Authorization": f"Bearer {self.key}", "Accept": "text/event-stream"}
            if since is not None:
                headers["Last-Event-ID"] = str(since)
            query = "" if types is None else "?" + urllib.parse.urlencode({"types": types})
            connection.request("GET", f"{url.path}/api/v1/events{query}", headers=headers)
            answer = connection.getresponse()
            if answer.status != 200:
                raise error_of(answer)
            fields = {}
            while True:
                line = answer.readline()
                if not line:
                    return
                # Half of a line is what was under way when the connection was cut: it comes again.
                if not line.endswith(b"\n"):
                    return
                text = line.decode().rstrip("\r\n")
                if text:
                    name, _, value = text.partition(":")
                    fields[name] = value[1:] if value.startswith(" ") else value
                    continue
                if "data" in fields or "id" in fields:
                    yield fields.get("event", ""), fields.get("id"), fields.get("data", "")
                fields = {}
        finally:
            connection.close()


def error_of(answer):
    """The ApiError of an answer, whoever gave it: a proxy's page is no JSON."""
    try:
        error = json.loads(answer.read())["error"]
    except (ValueError, KeyError, TypeError):
        error = {"code": "unavailable", "message": "The answer was not the panel's."}
    return ApiError(answer.status, error)


def verify_webhook(secret, headers, body, tolerance=300, now=None):
    """The event in a webhook, once its signature is right (https://www.standardwebhooks.com). Raises ValueError.

    `body` is the bytes as they came: parsed and written again, they are others. `secret` begins with `whsec_`.
    """
    names = {name.lower(): value for name, value in headers.items()}
    try:
        identity, moment = names["webhook-id"], names["webhook-timestamp"]
        signatures = names["webhook-signature"].split(" ")
    except KeyError as missing:
        raise ValueError(f"The header {missing} is missing.") from None
    if not moment.isdigit() or abs((now or time.time()) - int(moment)) > tolerance:
        raise ValueError("The webhook is too old, or from the future.")
    key = base64.b64decode(secret[len("whsec_"):] if secret.startswith("whsec_") else secret)
    expected = base64.b64encode(hmac.new(key, f"{identity}.{moment}.".encode() + body, hashlib.sha256).digest())
    # While a secret is being changed there are two.
    if not any(hmac.compare_digest(f"v1,{expected.decode()}", each) for each in signatures):
        raise ValueError("The signature is not the panel's.")
    return json.loads(body)


def receive(port, secret, seen):
    """Takes webhooks at a port of this machine for ever. `seen` is called with each event, once."""
    known = set()
    # Each webhook comes in a thread of its own.
    one_at_a_time = threading.Lock()

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                event = verify_webhook(secret, dict(self.headers.items()), body)
            except ValueError as problem:
                show({"refused": str(problem)})
                return self.answer(401)
            # The panel tries again whenever it did not hear of success: the id says that it is the same event.
            identity = self.headers["webhook-id"]
            with one_at_a_time:
                if identity not in known:
                    known.add(identity)
                    seen(event)
            self.answer(204)

        def answer(self, status):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    http.server.ThreadingHTTPServer(("127.0.0.1", port), Receiver).serve_forever()


def show(value):
    # In one piece: `print` writes the end of the line by itself, and another thread may come between.
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    call = commands.add_parser("call", help="one call")
    call.add_argument("method")
    call.add_argument("path")
    call.add_argument("body", nargs="?", help="JSON")
    follow = commands.add_parser("follow", help="events, as they happen")
    follow.add_argument("--types", help="comma-separated; server.* is all of a noun")
    follow.add_argument("--since", type=int, help="a position: begin after it")
    follow.add_argument("--count", type=int, help="end after so many")
    limited = commands.add_parser("limited", help="make a key with a small limit, and use it beyond that")
    limited.add_argument("--calls", type=int, default=8)
    taking = commands.add_parser("receive", help="take webhooks")
    taking.add_argument("--port", type=int, required=True)
    taking.add_argument("--secret", required=True)
    chosen = parser.parse_args()

    if chosen.command == "receive":
        return receive(chosen.port, chosen.secret, show)
    panel = Panel(os.environ["GAMEKEEPER_URL"], os.environ["GAMEKEEPER_API_KEY"])
    if chosen.command == "call":
        show(panel.call(chosen.method, chosen.path, None if chosen.body is None else json.loads(chosen.body)))
    elif chosen.command == "follow":
        told = 0
        for kind, what in panel.events(chosen.types, chosen.since):
            show({kind: what})
            told += 1
            if told == chosen.count:
                return
    elif chosen.command == "limited":
        made = panel.call(
            "POST",
            "/api-keys",
            {
                "name": "From Python",
                "permissions": ["servers:read"],
                "limits": [{"limit": 3, "windowSec": 2}, {"limit": 60, "windowSec": 60}],
            },
        )
        small = Panel(panel.url, made["key"])
        began = time.monotonic()
        for _ in range(chosen.calls):
            small.call("GET", "/servers")
        show(
            {
                "keyId": made["id"],
                "calls": chosen.calls,
                "limited": small.limited,
                "waitedSec": round(small.waited, 2),
                "tookSec": round(time.monotonic() - began, 2),
            }
        )
        panel.call("DELETE", f"/api-keys/{made['id']}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except ApiError as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
