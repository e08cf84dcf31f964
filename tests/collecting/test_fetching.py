"""Pages are fetched politely, within limits, and only from the open web."""

import gzip
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.collecting.addresses import Unfetched, is_public, parse_address
from rashomon.collecting.fetching import Fetcher, Surroundings, Version
from rashomon.settings import FetchingSettings
from rashomon.version import __version__
from siteserver import Answer, Site, page, serving

SETTINGS = FetchingSettings(
    allow_private_addresses=True, pause_per_host_s=0.0, longest_silence_s=0.4, longest_page_s=0.8
)


class Hours:
    """A clock that only goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def hours() -> Hours:
    return Hours()


def fetcher(hours: Hours, resolves: dict[str, str] | None = None, **changed: object) -> Fetcher:
    settings = msgspec.structs.replace(SETTINGS, **changed)

    def resolve(host: str, port: int) -> list[str]:
        return [(resolves or {}).get(host, host)]

    return Fetcher(settings, Surroundings(resolve, hours.sleep, hours.clock))


def refusal(found: Fetcher, url: str) -> str:
    with pytest.raises(Unfetched) as caught:
        found.fetch(url)
    assert caught.value.reason.endswith("."), caught.value.reason
    return caught.value.code


# -- what is had


def test_a_page_comes_as_found_with_its_type_and_version(site: Site, hours: Hours) -> None:
    site.routes["/a"] = page("Bread is short.", ETag='"1"', Last_Modified="Tue, 30 Jun 2015")
    found = fetcher(hours).fetch(site.url("/a#part"))
    assert b"Bread is short." in found.content
    assert (found.url, found.media_type) == (site.url("/a"), "text/html")
    assert found.charset == "utf-8"
    assert found.version == Version('"1"', "Tue, 30 Jun 2015")
    agent = site.headers[-1]["user-agent"]
    assert agent == f"rashomon/{__version__}"


def test_a_contact_stands_in_the_user_agent(site: Site, hours: Hours) -> None:
    site.routes["/a"] = page("Bread.")
    fetcher(hours, contact="desk@paper.example").fetch(site.url("/a"))
    assert site.headers[-1]["user-agent"].endswith("(+desk@paper.example)")


def test_a_packed_page_is_unpacked(site: Site, hours: Hours) -> None:
    site.routes["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"Bread " * 999))
    assert fetcher(hours).fetch(site.url("/a")).content == b"Bread " * 999


def test_a_page_that_did_not_change_is_not_sent_again(site: Site, hours: Hours) -> None:
    def answer(_: Site, headers: dict[str, str]) -> Answer:
        same = headers.get("if-none-match") == '"1"'
        return (304, {}, b"") if same else page("Bread.", ETag='"1"')

    site.routes["/a"] = answer
    one = fetcher(hours)
    first = one.fetch(site.url("/a"))
    again = one.fetch(site.url("/a"), first.version)
    assert again.is_unchanged
    assert again.version == first.version


# -- what is refused


def test_what_the_robots_txt_forbids_is_not_fetched(site: Site, hours: Hours) -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: rashomon\nDisallow: /*print\nAllow: /\n"
    site.routes |= {"/robots.txt": (200, {}, rules), "/a": page("Bread."), "/a?print": page("x")}
    one = fetcher(hours)
    assert one.fetch(site.url("/a")).content
    assert refusal(one, site.url("/a?print")) == "robots"
    assert site.asked == ["/robots.txt", "/a"], "asked for once, and for the allowed page only"


def test_a_site_whose_robots_txt_cannot_be_had_is_left_alone(site: Site, hours: Hours) -> None:
    site.routes |= {"/robots.txt": (503, {}, b""), "/a": page("Bread.")}
    assert refusal(fetcher(hours), site.url("/a")) == "busy"
    assert "/a" not in site.asked


def test_a_redirect_to_where_robots_may_not_go_is_not_followed(site: Site, hours: Hours) -> None:
    site.routes |= {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /b"),
        "/a": (302, {"Location": "/b"}, b""),
        "/b": page("Bread."),
    }
    assert refusal(fetcher(hours), site.url("/a")) == "robots"
    assert "/b" not in site.asked


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.7", "intra.example", "[::1]"])
def test_machines_of_the_own_network_are_refused(site: Site, hours: Hours, host: str) -> None:
    resolves = {"localhost": "127.0.0.1", "intra.example": "192.168.1.5"}
    found = fetcher(hours, resolves, allow_private_addresses=False)
    assert refusal(found, site.url("/a", host)) == "private-address"
    assert site.asked == []


def test_a_redirect_into_the_own_network_is_refused(site: Site, hours: Hours) -> None:
    """The first hop is public by its checked address, the second is not."""
    site.routes["/a"] = (302, {"Location": "http://inside.example/secret"}, b"")
    one = fetcher(hours, {"paper.example": "127.0.0.1", "inside.example": "169.254.169.254"})
    seen = []

    def resolve(host: str, port: int) -> list[str]:
        seen.append(host)
        if host == "paper.example":
            one._settings = SETTINGS  # this hop may lead to the tests' own site
            return ["127.0.0.1"]
        one._settings = msgspec.structs.replace(SETTINGS, allow_private_addresses=False)
        return ["169.254.169.254"]

    one._around = Surroundings(resolve, hours.sleep, hours.clock)
    found = one.fetch
    with pytest.raises(Unfetched) as caught:
        found(site.url("/a", "paper.example"))
    assert caught.value.code in ("private-address", "robots")
    assert "inside.example" in seen
    assert site.asked == ["/robots.txt", "/a"]


def test_it_connects_to_the_address_that_was_checked(site: Site, hours: Hours) -> None:
    site.routes["/a"] = page("Bread.")
    found = fetcher(hours, {"paper.example": "127.0.0.1"}).fetch(site.url("/a", "paper.example"))
    assert found.url == site.url("/a", "paper.example")
    assert site.headers[-1]["host"] == f"paper.example:{site.port}"


@pytest.mark.parametrize(
    "numeric",
    [
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "no address",
    ],
)
def test_no_form_of_a_private_address_passes_for_public(numeric: str) -> None:
    assert not is_public(numeric)


@pytest.mark.parametrize("numeric", ["8.8.8.8", "2a00:1450:4001::1", "64:ff9b::808:808"])
def test_public_addresses_pass(numeric: str) -> None:
    assert is_public(numeric)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://paper.example/a",
        "file:///etc/hosts",
        "http://",
        "http://paper.example:99999/",
        "http://ann:secret@paper.example/",
        "http://paper.example/a b",
        "http://paper.example/" + "a" * 5000,
        "http://[::1/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(hours: Hours, url: str) -> None:
    assert refusal(fetcher(hours), url) == "bad-address"


@given(st.text(max_size=200))
def test_no_address_upsets_the_parser(words: str) -> None:
    try:
        address = parse_address("http://" + words)
    except Unfetched:
        return
    assert address.url.isascii()
    assert parse_address(address.url) == address


# -- limits


def test_a_page_over_the_limit_is_not_read_to_its_end(site: Site, hours: Hours) -> None:
    site.routes["/a"] = (200, {}, b"a" * 300_000)
    site.routes["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 3_000_000))
    one = fetcher(hours, largest_page_bytes=200_000)
    assert refusal(one, site.url("/a")) == "too-large"
    assert refusal(one, site.url("/bomb")) == "too-large"


def test_a_silent_server_is_given_up(site: Site, hours: Hours) -> None:
    def silent(_: Site, headers: dict[str, str]) -> Answer:
        time.sleep(0.9)
        return page("Bread.")

    site.routes |= {"/robots.txt": (404, {}, b""), "/a": silent}
    assert refusal(fetcher(hours, most_tries=1), site.url("/a")) == "slow"


def test_a_server_that_trickles_is_given_up(hours: Hours) -> None:
    """A byte now and then is no silence, but the whole takes too long."""
    server = socket.create_server(("127.0.0.1", 0))

    def trickle() -> None:
        connected, _ = server.accept()
        with connected:
            try:
                connected.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
                for _ in range(40):
                    connected.sendall(b"a")
                    time.sleep(0.1)
            except OSError:
                pass  # hung up, as it should be

    thread = Thread(target=trickle, daemon=True)
    thread.start()
    one = fetcher(hours, most_tries=1)
    began = time.monotonic()
    with pytest.raises(Unfetched) as caught:
        one._ask(parse_address(f"http://127.0.0.1:{server.getsockname()[1]}/"), {})
    thread.join(5)
    server.close()
    assert caught.value.code == "slow"
    assert time.monotonic() - began < 2.5


def test_redirects_in_a_circle_and_without_end_are_given_up(site: Site, hours: Hours) -> None:
    site.routes |= {"/a": (302, {"Location": "/b"}, b""), "/b": (301, {"Location": "/a"}, b"")}
    site.routes |= {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(20)}
    assert refusal(fetcher(hours), site.url("/a")) == "redirects"
    assert refusal(fetcher(hours), site.url("/0")) == "redirects"
    assert "/7" not in site.asked


@pytest.mark.parametrize(
    ("status", "code"), [(404, "not-found"), (410, "not-found"), (403, "refused"), (418, "failed")]
)
def test_a_refusal_says_what_the_server_said(
    site: Site, hours: Hours, status: int, code: str
) -> None:
    site.routes["/a"] = (status, {}, b"")
    assert refusal(fetcher(hours), site.url("/a")) == code
    assert hours.slept == [], "asking again would not help"


def test_a_closed_port_and_an_unknown_name_are_unreachable(site: Site, hours: Hours) -> None:
    one = fetcher(hours, {"nowhere.example": ""}, most_tries=2)
    assert refusal(one, "http://127.0.0.1:1/") == "unreachable"

    def unknown(host: str, port: int) -> list[str]:
        raise OSError("unknown")

    one._around = Surroundings(unknown, hours.sleep, hours.clock)
    assert refusal(one, "http://nowhere.example/") == "unreachable"


def test_an_answer_that_is_no_http_is_broken(hours: Hours) -> None:
    server = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        connected, _ = server.accept()
        with connected:
            connected.recv(1000)
            connected.sendall(b"SSH-2.0-OpenSSH\r\n")

    thread = Thread(target=answer, daemon=True)
    thread.start()
    with pytest.raises(Unfetched) as caught:
        fetcher(hours)._ask(parse_address(f"http://127.0.0.1:{server.getsockname()[1]}/"), {})
    thread.join(5)
    server.close()
    assert caught.value.code == "broken"


# -- manners


def busy_once(headers: dict[str, str], status: int = 429) -> object:
    def answer(site: Site, _: dict[str, str]) -> Answer:
        return (status, headers, b"") if site.asked.count("/a") == 1 else page("Bread.")

    return answer


def test_a_busy_server_is_left_alone_for_as_long_as_it_says(site: Site, hours: Hours) -> None:
    site.routes["/a"] = busy_once({"Retry-After": "7"})  # type: ignore[assignment]
    assert b"Bread." in fetcher(hours).fetch(site.url("/a")).content
    assert hours.slept == [7.0]


def test_pauses_double_and_end(site: Site, hours: Hours) -> None:
    site.routes["/a"] = (503, {}, b"")
    assert refusal(fetcher(hours, most_tries=4), site.url("/a")) == "busy"
    assert hours.slept == [2.0, 4.0, 8.0]


def test_nobody_waits_for_hours(site: Site, hours: Hours) -> None:
    site.routes["/a"] = busy_once({"Retry-After": "86400"})  # type: ignore[assignment]
    assert refusal(fetcher(hours), site.url("/a")) == "busy"
    assert hours.slept == []


def test_a_host_is_asked_no_faster_than_the_settings_and_it_itself_say(
    site: Site, hours: Hours
) -> None:
    site.routes |= {"/a": page("Bread."), "/b": page("Salt.")}
    one = fetcher(hours, pause_per_host_s=1.5)
    one.fetch(site.url("/a"))
    one.fetch(site.url("/b"))
    assert hours.slept == [1.5, 1.5], "robots.txt counts"
    site.routes["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 9")
    slow = fetcher(hours)
    hours.slept.clear()
    slow.fetch(site.url("/a"))
    slow.fetch(site.url("/b"))
    assert hours.slept == [9.0]


def test_nothing_of_the_package_fetches_by_itself(tmp_path: Path) -> None:
    script = (
        "import socket\n"
        "def never(*_): raise SystemExit('a connection was opened')\n"
        "socket.socket.connect = never; socket.getaddrinfo = never\n"
        "from pathlib import Path; from rashomon.collecting import collect\n"
        "from rashomon.settings import ReadingSettings\n"
        f"print(len(list(collect([Path({str(tmp_path)!r})], ReadingSettings()))))\n"
    )
    (tmp_path / "a.html").write_text("<p>See http://paper.example/b for more.</p>")
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "1\n"


# -- certificates


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of paper.example, with its key, that nobody but the tests trusts."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    made = folder / "made.pem"
    words = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=paper.example"
        f" -addext subjectAltName=DNS:paper.example -keyout {folder}/key.pem -out {folder}/cert.pem"
    )
    subprocess.run(words.split(), check=True, capture_output=True)
    made.write_text((folder / "key.pem").read_text() + (folder / "cert.pem").read_text())
    return made


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as running:
        yield running


def test_a_name_is_proved_by_its_certificate_though_a_number_is_connected_to(
    secure_site: Site, certificate: Path, hours: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    secure_site.routes["/a"] = page("Bread.")
    one = fetcher(hours, {"paper.example": "127.0.0.1", "other.example": "127.0.0.1"})
    found = one.fetch(f"https://paper.example:{secure_site.port}/a")
    assert b"Bread." in found.content
    other = f"https://other.example:{secure_site.port}/a"
    assert refusal(one, other) == "bad-certificate"


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_site: Site, hours: Hours) -> None:
    secure_site.routes["/a"] = page("Bread.")
    one = fetcher(hours, {"paper.example": "127.0.0.1"})
    assert refusal(one, f"https://paper.example:{secure_site.port}/a") == "bad-certificate"
    assert secure_site.asked == []
