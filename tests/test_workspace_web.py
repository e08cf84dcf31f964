"""Pages and feeds into a ledger, from a site of our own on this machine."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rashomon.cli import main as cli
from rashomon.collecting.subscriptions import Feed
from rashomon.language.parser import SpacyParser
from rashomon.settings import FetchingSettings, LedgerSettings, Settings
from rashomon.workspace import Workspace
from siteserver import Answer, Site, page, serving

SETTINGS = Settings(
    fetching=FetchingSettings(
        allow_private_addresses=True,
        pause_per_host_s=0.0,
        first_pause_s=0.0,
        longest_silence_s=2.0,
        most_items=2,
    ),
    today=date(2026, 1, 1),
)
BREAD = "<p>The mayor of Ancona said on Monday that bread was short in all of the town.</p>"
SALT = "<p>Salt is short as well, the harbour master told reporters on Tuesday evening.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def workspace(tmp_path: Path, parser: SpacyParser) -> Iterator[Workspace]:
    with Workspace(tmp_path / "web.db", SETTINGS, parser) as opened:
        yield opened


def feed_of(site: Site, *paths: str) -> Answer:
    items = "".join(
        f"<item><link>{site.url(path)}</link><pubDate>Tue, 30 Jun 2015 10:00:00 GMT</pubDate>"
        "<source url='https://wire.example'>The Wire</source></item>"
        for path in paths
    )
    words = f"<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>"
    return 200, {"Content-Type": "application/rss+xml", "ETag": f'"{len(paths)}"'}, words.encode()


def test_a_page_is_read_by_its_address_and_leads_back_to_its_bytes(
    workspace: Workspace, site: Site
) -> None:
    site.routes |= {"/old": (301, {"Location": "/bread"}, b""), "/bread": page(BREAD)}
    assert workspace.read(site.url("/old")).added == (site.url("/old"),)
    (report,) = workspace.reports()
    assert (report.name, report.url) == (site.url("/old"), site.url("/bread"))
    assert workspace.evidence(report.id) == page(BREAD)[2]
    (entry,) = workspace.custody()
    assert (entry.name, entry.sha256) == (site.url("/old"), report.raw_sha256)
    assert workspace.verify().faults == ()
    assert workspace.check().faults == ()


def test_a_page_that_did_not_change_is_known_and_one_that_did_is_new(
    workspace: Workspace, site: Site
) -> None:
    def answer(_: Site, headers: dict[str, str]) -> Answer:
        same = headers.get("if-none-match") == '"1"'
        return (304, {}, b"") if same else page(BREAD, ETag='"1"')

    site.routes["/a"] = answer
    workspace.read(site.url("/a"))
    assert workspace.read(site.url("/a")).known == (site.url("/a"),)
    assert site.headers[-1]["if-none-match"] == '"1"'
    site.routes["/a"] = page(SALT, ETag='"2"')
    summary = workspace.read(site.url("/a"))
    assert summary.added == summary.edited == (site.url("/a"),), "an edit is told"
    assert len(workspace.reports()) == 2, "both versions stay"


def test_a_page_with_the_same_words_in_other_bytes_is_no_edit(
    workspace: Workspace, site: Site
) -> None:
    site.routes["/a"] = page(BREAD)
    assert workspace.read(site.url("/a")).edited == ()
    site.routes["/a"] = page(BREAD + "<!-- served at noon -->")
    summary = workspace.read(site.url("/a"))
    assert (len(summary.added), summary.edited) == (1, ())


def test_what_cannot_be_had_is_a_reject_with_its_reason(workspace: Workspace, site: Site) -> None:
    site.routes |= {
        "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
        "/feed": feed_of(site),
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /secret"),
    }
    urls = [site.url(path) for path in ("/image", "/feed", "/secret", "/gone")]
    summary = workspace.read([*urls, "https://[bad"])
    codes = [one.code for one in summary.rejects]
    assert codes == ["unsupported", "feed", "robots", "not-found", "bad-address"]


def test_an_input_that_gives_no_report_is_kept_with_who_read_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "menu.html").write_text("<html><body><a href='/'>Home</a></body></html>")
    (reject,) = workspace.read(tmp_path / "menu.html").rejects
    (entry,) = workspace.custody()
    assert (reject.name, entry.name) == ("menu.html", "menu.html")
    assert b"Home" in workspace.evidence(entry.sha256[:12])
    assert workspace.verify().faults == ()


@pytest.mark.parametrize(("actor", "said"), [("desk", "desk"), (None, "ann")])
def test_the_log_names_who_the_settings_or_the_system_say_reads(
    tmp_path: Path,
    parser: SpacyParser,
    monkeypatch: pytest.MonkeyPatch,
    actor: str | None,
    said: str,
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ann")
    (tmp_path / "a.txt").write_text("Bread is short, the mayor said on Monday.")
    settings = Settings(ledger=LedgerSettings(actor=actor), today=date(2026, 1, 1))
    with Workspace(tmp_path / "x.db", settings, parser) as workspace:
        workspace.read(tmp_path / "a.txt")
        (entry,) = workspace.custody()
    assert (entry.actor, entry.read_at) == (said, "2026-01-01T00:00:00Z")


def test_only_new_items_of_a_feed_are_fetched(workspace: Workspace, site: Site) -> None:
    feed = Feed(site.url("/feed"), "The Paper")
    site.routes |= {"/feed": feed_of(site, "/a"), "/a": page(BREAD), "/b": page(SALT)}
    first = workspace.watch([feed])
    assert [one.new for one in first.feeds] == [1]
    (report,) = workspace.reports()
    assert (report.outlet, report.carries) == ("The Paper", "The Wire")
    assert report.published.evidence == f"the feed {feed.url}: 2015-06-30T10:00:00+00:00"
    assert [one.name for one in workspace.custody()] == [feed.url, site.url("/a")]

    again = workspace.watch([feed])
    assert [one.new for one in again.feeds] == [0]
    site.routes["/feed"] = feed_of(site, "/a", "/b")
    assert workspace.watch([feed]).summary.added == (site.url("/b"),)
    assert site.asked.count("/a") == 1
    assert workspace.verify().faults == ()


def test_what_a_feed_has_over_the_limit_comes_in_the_next_round(
    workspace: Workspace, site: Site
) -> None:
    site.routes |= {f"/{n}": page(BREAD + f"<p>Page {n} of the paper.</p>") for n in range(3)}
    site.routes["/feed"] = feed_of(site, "/0", "/1", "/2")
    assert len(workspace.watch([Feed(site.url("/feed"))]).summary.added) == 2
    assert workspace.watch([Feed(site.url("/feed"))]).summary.added == (site.url("/2"),)


def test_items_that_name_no_page_are_counted(workspace: Workspace, site: Site) -> None:
    words = b"<rss version='2.0'><channel><item><title>Bread</title></item></channel></rss>"
    site.routes["/feed"] = (200, {}, words)
    (news,) = workspace.watch([Feed(site.url("/feed"))]).feeds
    assert (news.new, news.without_page) == (0, 1)


def test_a_feed_that_fails_is_named_and_the_others_are_read(
    workspace: Workspace, site: Site
) -> None:
    site.routes |= {
        "/feed": feed_of(site, "/a"),
        "/a": page(BREAD),
        "/page": page(SALT),
        "/busy": (503, {}, b""),
    }
    feeds = [Feed(site.url(path)) for path in ("/busy", "/page", "/gone", "/feed")]
    found = workspace.watch(feeds)
    assert [one.fault is None for one in found.feeds] == [False, False, False, True]
    assert found.summary.added == (site.url("/a"),)


def test_an_item_that_fails_for_a_while_is_tried_again(workspace: Workspace, site: Site) -> None:
    feed = Feed(site.url("/feed"))

    def unchanged(_: Site, headers: dict[str, str]) -> Answer:
        same = headers.get("if-none-match") == '"1"'
        return (304, {}, b"") if same else feed_of(site, "/a")

    site.routes |= {"/feed": unchanged, "/a": (503, {}, b"")}
    (reject,) = workspace.watch([feed]).summary.rejects
    assert reject.code == "busy"
    site.routes["/a"] = page(BREAD)
    assert workspace.watch([feed]).summary.added == (site.url("/a"),)
    assert workspace.rejects() == ()


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["rashomon", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, parser: SpacyParser
) -> pytest.MonkeyPatch:
    """A working folder whose settings allow this machine."""
    (tmp_path / "rashomon.toml").write_text(
        "[fetching]\nallow_private_addresses = true\npause_per_host_s = 0.0\nfirst_pause_s = 0.0\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Workspace, "_ready_parser", parser)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    return monkeypatch


def test_watch_reads_rounds_until_somebody_stops_it(
    shell: pytest.MonkeyPatch, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.routes |= {"/feed": feed_of(site, "/a"), "/a": page(BREAD), "/b": page(SALT)}
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        site.routes["/feed"] = feed_of(site, "/a", "/b")
        if len(waited) == 2:
            raise KeyboardInterrupt

    shell.setattr("rashomon.cli.watching.time.sleep", wait)
    assert run(shell, "watch", site.url("/feed"), "--every", "2m") == 0
    said = capsys.readouterr().out
    assert waited == [120, 120]
    assert said.count("1 report added") == 2
    assert "Stopped." in said


def test_one_round_ends_with_3_where_a_feed_failed(
    shell: pytest.MonkeyPatch, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(shell, "watch", site.url("/gone"), "--once") == 3
    assert "has no such page (404)" in capsys.readouterr().err


@pytest.mark.parametrize("every", ["soon", "5s", "0m", "15"])
def test_a_time_that_is_none_is_misuse(shell: pytest.MonkeyPatch, every: str) -> None:
    assert run(shell, "watch", "https://paper.example/f", "--every", every) == 2


def test_read_verify_log_and_evidence_from_the_shell(
    shell: pytest.MonkeyPatch,
    site: Site,
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    site.routes["/a"] = page(BREAD)
    assert run(shell, "read", site.url("/a")) == 0
    with Workspace("rashomon.db") as workspace:
        (report,) = workspace.reports()
    capsysbinary.readouterr()
    assert run(shell, "evidence", report.id[:8]) == 0
    assert capsysbinary.readouterr().out == page(BREAD)[2]
    assert run(shell, "evidence", report.id, "-o", "page.html") == 0
    assert (tmp_path / "page.html").read_bytes() == page(BREAD)[2]
    assert run(shell, "log", "--format", "csv") == 0
    assert site.url("/a").encode() in capsysbinary.readouterr().out
    assert run(shell, "verify") == 0
    assert b"The last hash is " in capsysbinary.readouterr().out
    assert run(shell, "verify", "--noted", "f" * 64) == 1
    assert run(shell, "evidence", "rp-nothing") == 2


def test_verify_names_the_report_and_the_entry_that_somebody_touched(
    shell: pytest.MonkeyPatch, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3

    site.routes["/a"] = page(BREAD)
    run(shell, "read", site.url("/a"))
    connection = sqlite3.connect("rashomon.db")
    connection.execute("DROP TRIGGER custody_stays")
    connection.execute("UPDATE custody SET actor = 'eve'")
    connection.execute("UPDATE evidence SET content = x'00'")
    connection.commit()
    connection.close()
    capsys.readouterr()
    assert run(shell, "verify") == 1
    said = capsys.readouterr()
    assert f"Entry 1 of the log ({site.url('/a')}) was changed" in said.err
    assert f"of {site.url('/a')} (rp-" in said.err
    assert "2 faults" in said.out


def test_a_page_is_read_in_the_encoding_that_its_server_declares(
    workspace: Workspace, site: Site
) -> None:
    words = "Армия вошла в город, сообщил комендант порта вечером в среду."
    html = f"<html><body><article><p>{words}</p></article></body></html>"
    head = {"Content-Type": "text/html; charset=windows-1251", "ETag": '"1"'}
    site.routes["/ru"] = (200, head, html.encode("cp1251"))
    workspace.read(site.url("/ru"))
    (report,) = workspace.reports()
    assert report.text == words
    assert workspace.read(site.url("/ru")).known == (site.url("/ru"),)


def test_a_page_is_bounded_by_its_last_change_and_the_same_words_are_known(
    workspace: Workspace, site: Site
) -> None:
    site.routes["/a"] = page(BREAD, Last_Modified="Tue, 30 Jun 2015 23:00:00 GMT")
    workspace.read(site.url("/a"))
    (report,) = workspace.reports()
    assert report.captured == date(2015, 6, 30)
    site.routes["/a"] = page(BREAD, Last_Modified="Wed, 01 Jul 2015 23:00:00 GMT")
    assert workspace.read(site.url("/a")).known == (site.url("/a"),)
