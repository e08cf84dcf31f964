"""Pages and feeds of the web into a ledger: what is asked for, what is new, what was answered last."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from email.utils import parsedate_to_datetime
from hashlib import sha256

import msgspec
from msgspec import Struct

from rashomon.collecting.addresses import Unfetched
from rashomon.collecting.feeds import MOST_ITEMS, FeedError, FeedItem, parse_feed
from rashomon.collecting.fetching import FEEDS, Fetcher, Page, Version
from rashomon.collecting.subscriptions import Feed
from rashomon.collecting.webpages import make_raw_page
from rashomon.ledger import evidence, extractions
from rashomon.ledger.custody import Witness, witness
from rashomon.ledger.store import Ledger
from rashomon.ledger.visits import Visit, note_visit, recall
from rashomon.records.reports import Known, RawReport, Reject
from rashomon.settings import Settings
from rashomon.workspace.intake import Intake, Pages, Progress, ReadSummary


class Wanted(Struct, frozen=True):
    """A page to fetch, and what is known of it."""

    url: str
    known: Known = Known()


class FeedNews(Struct, frozen=True):
    """What one round found in a feed: how many new items, and the fault where some could not be read.

    ``without_page`` counts items that name no page, which cannot be fetched.
    """

    url: str
    new: int
    fault: str | None = None
    without_page: int = 0


class Round(Struct, frozen=True):
    """What one round over some feeds came to."""

    feeds: tuple[FeedNews, ...]
    summary: ReadSummary


class Web:
    """The web as one ledger knows it; to be used for one read or one round."""

    def __init__(self, ledger: Ledger, fetcher: Fetcher, settings: Settings, seen: Witness) -> None:
        self._ledger = ledger
        self._fetcher = fetcher
        self._settings = settings
        self._seen = seen
        self._visits: list[Visit] = []
        self._failing: set[str] = set()
        with ledger.reading() as connection:
            inputs = extractions.list_inputs(connection)
        self._held = {one.name: one.known for one in inputs}

    def fetch(self, wanted: Iterable[Wanted]) -> Iterator[RawReport | Reject]:
        """The raw reports of pages, fetched one after another as they are taken."""
        for one in wanted:
            with self._ledger.reading() as connection:
                visit = recall(connection, one.url)
            try:
                page = self._fetcher.fetch(one.url, _version(visit))
            except Unfetched as fault:
                if fault.is_passing:
                    self._failing.add(one.url)
                else:
                    self._visits.append(Visit(one.url, fault.code))
                yield Reject(one.url, fault.code, fault.reason)
                continue
            yield self._taken(one, page, visit)

    def _taken(self, one: Wanted, page: Page, visit: Visit | None) -> RawReport | Reject:
        if page.is_unchanged and visit is not None and visit.sha256 is not None:
            with self._ledger.reading() as connection:
                content = evidence.fetch(connection, visit.sha256)
            page = msgspec.structs.replace(page, content=content, media_type=visit.media_type)
        held = self._held.get(one.url, Known())
        known = held if one.known == Known() else one.known
        if page.is_unchanged:  # then the server says nothing of the bytes
            known = msgspec.structs.replace(known, charset=held.charset)
        if known.url is None:
            known = msgspec.structs.replace(known, url=page.url)
        if known.captured is None:
            known = msgspec.structs.replace(known, captured=_last_change(page.version))
        raw = make_raw_page(one.url, page, known, self._settings.reading)
        if visit is not None and isinstance(raw, RawReport) and raw.sha256 == visit.sha256:
            # The same words, however often a server says that it made them anew.
            known = msgspec.structs.replace(raw.known, captured=held.captured)
            raw = msgspec.structs.replace(raw, known=known)
        outcome = raw.code if isinstance(raw, Reject) else "read"
        digest = None if isinstance(raw, Reject) else raw.sha256
        self._visits.append(
            Visit(
                url=one.url,
                outcome=outcome,
                media_type=page.media_type,
                final_url=page.url,
                sha256=digest,
                etag=page.version.etag,
                last_modified=page.version.last_modified,
            )
        )
        return raw

    def look(self, feed: Feed) -> tuple[FeedNews, tuple[Wanted, ...]]:
        """The items of a feed that were never fetched, in its order."""
        with self._ledger.reading() as connection:
            visit = recall(connection, feed.url)
        try:
            page = self._fetcher.fetch(feed.url, _named(visit), FEEDS)
            if page.is_unchanged:
                return FeedNews(feed.url, 0), ()
            items = parse_feed(page.content, page.url)
        except Unfetched as fault:
            return FeedNews(feed.url, 0, fault.reason), ()
        except FeedError as fault:
            return FeedNews(feed.url, 0, f"What it gives is no feed: {fault}."), ()
        wanted = self._new(items[:MOST_ITEMS], feed)
        some = wanted[: self._settings.fetching.most_items]
        if some:
            self._keep_feed(feed, page)
        if len(some) == len(wanted):
            named = page.version
            self._visits.append(
                Visit(
                    url=feed.url,
                    outcome="feed",
                    media_type=page.media_type,
                    final_url=page.url,
                    etag=named.etag,
                    last_modified=named.last_modified,
                )
            )
        without_page = sum(item.url is None for item in items)
        beyond = None
        if len(items) > MOST_ITEMS:
            beyond = f"It has more than {MOST_ITEMS:,} items; those beyond are not read."
        return FeedNews(feed.url, len(some), beyond, without_page), tuple(some)

    def _new(self, items: Sequence[FeedItem], feed: Feed) -> list[Wanted]:
        found: dict[str, Wanted] = {}
        with self._ledger.reading() as connection:
            for item in items:
                url = item.url
                if url is None or url in self._held or recall(connection, url) is not None:
                    continue
                known = Known(
                    outlet=feed.outlet,
                    published=item.published,
                    carries=item.carries,
                    told_by=f"the feed {feed.url}",
                )
                found.setdefault(url, Wanted(url, known))
        return list(found.values())

    def _keep_feed(self, feed: Feed, page: Page) -> None:
        """Keep the feed's bytes: what is known of its items stands there and nowhere else."""
        digest = sha256(page.content).hexdigest()
        raw = RawReport(feed.url, "text/plain", page.content, digest)
        with self._ledger.writing() as connection:
            witness(connection, [raw], self._seen)

    def remember(self, feeds: Sequence[tuple[FeedNews, Sequence[Wanted]]] = ()) -> None:
        """Note what was answered; a feed whose items could not all be had is asked again as if new."""
        again = {news.url for news, wanted in feeds if any(w.url in self._failing for w in wanted)}
        with self._ledger.writing() as connection:
            kept = set(evidence.digests(connection))
            for visit in self._visits:
                if visit.url not in again and (visit.sha256 is None or visit.sha256 in kept):
                    note_visit(connection, visit, self._seen.read_at)


def read_round(
    intake: Intake,
    web: Web,
    feeds: Iterable[Feed],
    progress: Callable[[Progress], None] | None = None,
) -> Round:
    """Read the items of some feeds that are new, each from its page, and note what was answered."""
    found = [web.look(feed) for feed in feeds]
    wanted = {one.url: one for _, some in found for one in some}
    try:
        summary = intake.run((), progress, Pages(web.fetch(wanted.values()), len(wanted)))
    finally:
        web.remember(found)
    return Round(tuple(news for news, _ in found), summary)


def _last_change(version: Version) -> str | None:
    """The day on which a page was changed last, as its server says: it was published by then."""
    try:
        moment = parsedate_to_datetime(version.last_modified or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.date().isoformat()


def _version(visit: Visit | None) -> Version | None:
    """What to ask a server about; nothing where the bytes were not kept."""
    return None if visit is None or visit.sha256 is None else _named(visit)


def _named(visit: Visit | None) -> Version | None:
    return None if visit is None else Version(visit.etag, visit.last_modified)
