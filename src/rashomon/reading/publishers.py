"""Who published a report, and whose item it carries.

Stands inside reading. Enters: what is known of the page, its lines and their datelines. Leaves: the
outlet, the outlet whose item is republished, and the author. Unknown is None: a guess from what a report
is about is not made.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from rashomon.gazetteers.outlets import find_outlet, name_key, outlet_at, press_words
from rashomon.gazetteers.places import open_gazetteer
from rashomon.reading.datelines import Dateline
from rashomon.reading.lines import Line, bare
from rashomon.reading.publication import HEAD_LINES, days_in, has_day
from rashomon.spans import Span

LONGEST_NAME_WORDS = 5
LONGEST_DAY_WORDS = 5
LEAST_HEADLINE_WORDS = 3
"""Lines of a head: "Saturday, 7 March 2014" has four words, and two words are rather a section."""

_NAME_LINE = re.compile(r"[A-Z][\w.’'&-]*(?:\s(?:[A-Z][\w.’'&-]*|of|the|and|&|for|in))*")
_BESIDE_TOWN = re.compile(r"\s*[–—|/,]\s*|\s+-\s+")
_MOTTO = re.compile(
    r"(?:(?:an?|the|our|your|my|on|for)\s+)?(?:\w+[ -](?:and\s+)?){0,2}?"
    r"(?:analys[ei]s|blog|bulletin|chronicle|column|commentary|conversations|diary|digest|dispatches|essays|journal|"
    r"letters?|magazine|news|newsletter|newspaper|notebook|notes|opinion|platform|podcast|portal|reading|reporting|"
    r"reports|review|site|stories|studies|thoughts|translations|updates|views|voices?|website|writing)\b"
    r"(?:,? (?:and )?\w+)?\s+"
    r"(?:about|across|around|at|beyond|by|for|from|in|into|of|on|since|to|with)\b",
    re.IGNORECASE,
)
"""What a blog, a letter or a paper says of itself below its name: "Notes on the delta and its ports"."""

_TRAIL = re.compile(r"\s*[>»›→]\s*|\s+::\s+")
_CREDIT = re.compile(
    r"(?:source|via|from|courtesy(?: of)?|(?:forwarded|reposted) from|"
    r"originally published (?:by|in|at|on))\s*:?\s*(.{2,60})",
    re.IGNORECASE,
)
_CREDIT_COLON = re.compile(r"(?:source|origin|publication)s?\s*:\s*(.{2,60})", re.IGNORECASE)
_NOTICE = re.compile(r"©|\(c\)|copyright|allrightsreserved", re.IGNORECASE)
_YEARS = r"(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?,?\s*)?"
_COMPANY = r"(?:[,.]?\s*(?:LLC|Inc|Ltd|Limited|GmbH|Co|Corp|Corporation|Group|Network)\b\.?)*"
_RIGHTS = re.compile(
    rf"(?i:all\s+contents?\s+)?(?i:copyright|©|\(c\))?\s*(?:©|\(c\))?\s*{_YEARS}(?:by\s+)?(?:the\s+)?"
    rf"(?P<name>[A-Z][\w.&’' -]{{1,50}}?)\s*{_COMPANY}\s*(?:[.,|–—-]\s|(?i:\ball\b)|[.,]?$)"
)
_JOINT = re.compile(r"\s+(?:\||and|&|/|\+)\s+|\s*;\s*", re.IGNORECASE)
_FIRST_IN = re.compile(
    r"(?i:(?:first|originally)\s+(?:appeared|published|posted|ran)|^published|republished|reprinted)"
    r"\s+(?i:in|on|by|at|from|with permission from)\s+(?P<name>[A-Z][\w.’'& -]{1,40}?)"
    r"(?=\s+(?:on|in)\b|[,.;:]|$)"
)
_OWN_LINE = re.compile(
    r"(?P<name>[\w.’'& -]{2,40}?)\s+"
    r"(?i:exclusive|special|staff|correspondent|report|analysis|summary)\b.{0,60}"
)
_PLACE_LINE = re.compile(r"[A-Z][A-Z.’' -]{2,30}\s*[–—|/-]\s*(?P<name>[A-Z][\w.’'& -]{1,40})")
_BYLINE = re.compile(
    r"(?:[A-Z][A-Z.’' -]{2,30}\s*\|\s*)?(?i:(?:written |reported )?by|author)[:\s]+"
    r"(?P<name>[A-Z][\w.’'-]+(?:\s+(?:[A-Z][\w.’'-]*|al|de|van|von|bin|el|and|&)){0,8})"
    r"\s*(?:[,|/(–—-].{0,60})?"
)
_OWN_SOURCES = re.compile(
    r"\b(?P<name>[\w.-]+(?:\s[A-Z][\w.-]*){0,3})[’']s?\s+(?:own\s+|exclusive\s+|special\s+)*"
    r"(?:\w+\s+(?:and\s+\w+\s+)?){0,3}?(?:sources|correspondents?|reporters?|analysts|experts)\b"
)
_CITED = r"[A-Z][\w’'-]*(?:\s(?:[A-Z][\w’'-]*|of|the|and)){0,4}"
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")


class Page(Struct, frozen=True):
    """What a page says of itself outside its text; None where it says nothing."""

    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None


class Publisher(Struct, frozen=True):
    """Who published a report, whose item it carries, and who wrote it; None for unknown."""

    outlet: str | None
    carries: str | None
    author: str | None


_REFERENCE = re.compile(
    rf"(?:^|[.!?:][\"”’')]*\s+|\bfrom\s+)(?P<name>{_CITED})\s*(?:\([A-Z][^()]{{1,30}}\)\s*[,:]?|,)\s+(?=\d|[A-Z])"
)
_PLACED = re.compile(r"\([A-Z][^()]{1,30}\)\s*[,:]?\s+\Z")


class Scan(Struct, frozen=True):
    """The lines of a page with those that were removed, and the lines of the report alone."""

    page: Sequence[Line]
    own: Sequence[Line]


def find_publisher(text: str, page: Page, scan: Scan, datelines: Sequence[Dateline]) -> Publisher:
    """The outlet, the outlet whose item it carries, and the author.

    The first of these that names the site: what is known or the page's own data, its address, the
    first part of a trail of sections, a line of its own in the head, a credit, the dateline, a notice
    of copyright, and an outlet that speaks of its own sources. The first of the last kinds that names
    another outlet is whose item it carries.
    """
    lines = scan.page
    site = _canonical(page.outlet) or _of_address(page.url) or next(_trails(lines), None)
    authors = list(_bylines(lines))
    items = [
        *_mastheads(lines),
        *(name for name in (opening_name(scan.own),) if name is not None),
        *(name for name in authors if find_outlet(name) is not None),
        *_affiliations(lines),
        *(one.source for one in datelines if one.source is not None),
        *_references(lines),
        *_credits(lines),
        *_rights(lines),
    ]
    named = [_canonical(name) for name in items]
    outlet = site or next((name for name in named if name), None) or _self_named(text)
    carries = (
        None if outlet is None else next((n for n in named if n and not _same(n, outlet)), None)
    )
    return Publisher(
        page.outlet or outlet,
        carries,
        page.author or next((name for name in authors if find_outlet(name) is None), None),
    )


def is_masthead(line: Line) -> bool:
    """Whether a line is an outlet's name and nothing else."""
    words = bare(line.words)
    if not words or line.count > LONGEST_NAME_WORDS or line.is_prose or ":" in words:
        return False
    outlet = find_outlet(words)
    if outlet is not None:
        return True
    placed = _PLACE_LINE.fullmatch(words)
    if placed is not None and find_outlet(placed["name"]) is not None:
        return True
    parts = words.split()
    return (
        len(parts) >= 2
        and parts[-1].lower() in press_words()
        and all(part[0].isupper() or part in ("of", "the", "and", "&") for part in parts)
    )


def opens_with_masthead(lines: Sequence[Line]) -> bool:
    """Whether the first line is an outlet's name, by its words or by its place."""
    return bool(lines) and (is_masthead(lines[0]) or opening_name(lines) is not None)


def is_motto(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is what an outlet says of itself below its name in the first line."""
    return at == 1 and opens_with_masthead(lines) and _MOTTO.match(lines[at].words) is not None


def opening_name(lines: Sequence[Line]) -> str | None:
    """The outlet's name in the first line, by its place: over a day or its own motto, and a headline.

    Without a headline below, the first line is the headline itself.
    """
    if not lines:
        return None
    line, *below = lines[:6]
    name = _name_before_town(bare(line.words))
    if len(below) < 3 or line.count > LONGEST_NAME_WORDS or not _NAME_LINE.fullmatch(name):
        return None
    second, headline, *rest = below
    is_day = second.count <= LONGEST_DAY_WORDS and has_day(second.words)
    is_motto = not second.is_prose and _MOTTO.match(second.words) is not None
    over_headline = not headline.is_prose and headline.count >= LEAST_HEADLINE_WORDS
    # The author may stand between the headline and the text.
    is_name = (is_day or is_motto) and over_headline and any(one.is_prose for one in rest)
    return _as_written(name, lines) if is_name else None


def _name_before_town(words: str) -> str:
    """A name without the town beside it: "VALLEY INFO – Amra"."""
    parts = _BESIDE_TOWN.split(words)
    if len(parts) != 2:
        return words
    names = [part for part in parts if not open_gazetteer().named(part)]
    return names[0] if len(names) == 1 else words


def _as_written(name: str, lines: Sequence[Line]) -> str:
    """A name in capitals as the text writes it elsewhere."""
    if not name.isupper():
        return name
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    found = (one.group() for line in lines for one in pattern.finditer(line.words))
    return next((words for words in found if not words.isupper()), name)


def is_credit(line: Line) -> bool:
    """Whether a line says where an item comes from ("Source: Some Agency")."""
    return not line.is_prose and _CREDIT_COLON.fullmatch(line.words) is not None


def is_byline(line: Line) -> bool:
    """Whether a line names the author and nothing else."""
    return not line.is_prose and line.count <= 14 and _author(line.words) is not None


def _author(words: str) -> str | None:
    found = _BYLINE.fullmatch(words)
    return None if found is None else found["name"].strip(" ,.-–—|") or None


def _bylines(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines[:HEAD_LINES]:
        name = _author(line.words) if is_byline(line) else None
        if name is not None:
            yield name


_AFFILIATED = re.compile(
    r"(?i:by)\s+[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,4}\s*[,|–—-]\s*(?P<name>[A-Z][^,|–—\d]{3,60}?)\s*(?:[,|–—-].*)?"
)
_INSTITUTES = re.compile(
    r"\b(?:Institute|Institution|Cent(?:re|er)|Foundation|Council|Observatory|Project|Initiative|Forum|Programme|Program)\b"
)


def _affiliations(lines: Sequence[Line]) -> Iterator[str]:
    """Where an author works who signs a note with it: "By A. Name, Centre for the Study of Wars"."""
    for line in lines[:HEAD_LINES]:
        found = None if line.is_prose else _AFFILIATED.fullmatch(line.words)
        if found is None:
            continue
        name = found["name"].strip()
        if find_outlet(name) is not None or (_INSTITUTES.search(name) and is_titled(name)):
            yield name


def _trails(lines: Sequence[Line]) -> Iterator[str]:
    """Names of sites from trails such as "Some Monitor > Articles > A headline"."""
    for line in lines[:HEAD_LINES]:
        parts = [part.strip() for part in _TRAIL.split(line.words)]
        if len(parts) < 2 or line.is_prose:
            continue
        first = parts[0]
        if find_outlet(first) is not None or (len(first.split()) >= 2 and is_titled(first)):
            yield first


def is_titled(words: str) -> bool:
    """Whether the longer words of a name are all in capitals."""
    parts = [part for part in words.split() if len(part) > 3]
    return bool(parts) and all(part[0].isupper() for part in parts)


def _mastheads(lines: Sequence[Line]) -> Iterator[str]:
    for line in [*lines[:HEAD_LINES], *lines[HEAD_LINES:][-3:]]:
        own = _OWN_LINE.fullmatch(line.words)
        if is_masthead(line):
            placed = _PLACE_LINE.fullmatch(bare(line.words))
            yield placed["name"] if placed and find_outlet(placed["name"]) else bare(line.words)
        elif own is not None and not line.is_prose and find_outlet(own["name"]) is not None:
            yield own["name"]


def _references(lines: Sequence[Line]) -> Iterator[str]:
    """Names from references to where an item stood first: "Al-Khabar (Amra), 9 March 2016."."""
    for line in lines[:HEAD_LINES]:
        for found in _REFERENCE.finditer(line.words):
            day = next(days_in(line.words, Span(found.end(), len(line.words))), None)
            if day is None or day.span.start != found.end():
                continue
            name = found["name"]
            ends = line.words[day.span.end : day.span.end + 1] in ("", ".", ";", ")")
            is_paper = name.split()[-1].lower() in press_words() and is_titled(name)
            has_town = _PLACED.search(found.group()) is not None
            if ends and (find_outlet(name) is not None or is_paper or has_town):
                yield name


def _credits(lines: Sequence[Line]) -> Iterator[str]:
    """Names from lines such as "Source: Some Agency" at either end of a text."""
    for line in [*lines[:HEAD_LINES], *lines[HEAD_LINES:][-12:]]:
        first = _FIRST_IN.search(line.words)
        if first is not None and find_outlet(first["name"]) is not None:
            yield first["name"]
        if line.is_prose or line.count > 12:
            continue
        found = _CREDIT_COLON.fullmatch(line.words) or _CREDIT.fullmatch(line.words)
        if found is None:
            continue
        name = _JOINT.split(bare(found.group(1)))[0].strip(" .")
        is_site = ":" in line.words and is_titled(name) and " " in name
        if find_outlet(name) is not None or is_site:
            yield name


def _rights(lines: Sequence[Line]) -> Iterator[str]:
    """Names of the holders in notices of copyright."""
    for line in lines[-15:]:
        squeezed = "".join(line.words.lower().split())
        if not (
            "©" in line.words
            or "(c)" in squeezed[:40]
            or "copyright" in squeezed[:40]
            or "rightsreserved" in squeezed
        ):
            continue
        found = _RIGHTS.match(line.words)
        name = found["name"].strip() if found else ""
        if name.lower() in ("all", "copyright", "the"):
            continue
        if find_outlet(name) is not None or (name and is_titled(name)):
            yield name


def _self_named(text: str) -> str | None:
    """A known outlet that speaks of its own sources in its own voice, not inside a quotation."""
    spoken = _QUOTED.sub(lambda found: " " * len(found.group()), text)
    for found in _OWN_SOURCES.finditer(spoken):
        words = found["name"].split()
        for count in range(len(words), 0, -1):
            outlet = find_outlet(" ".join(words[-count:]))
            if outlet is not None and outlet.kind not in ("monitor", "official", "institute"):
                return outlet.name
        ends = [i for i, word in enumerate(words[:-1]) if not word[0].isupper() or word[-1] == "."]
        named = words[ends[-1] + 1 :] if ends else words
        if len(named) > 1 and named[0][0].isupper() and named[-1].lower() in press_words():
            return " ".join(named)  # no registry knows all outlets; this one speaks like one
    return None


def _of_address(url: str | None) -> str | None:
    outlet = outlet_at(url) if url else None
    return outlet.name if outlet else None


def _canonical(name: str | None) -> str | None:
    if not name:
        return None
    outlet = find_outlet(name)
    return outlet.name if outlet else name


_HOUSES = frozenset(
    {"company", "group", "holdings", "inc", "limited", "llc", "ltd", "media", "newspapers"}
    | {"publications", "publishing"}
)
"""What a publishing house adds to the name of its paper."""


def _same(one: str, other: str) -> bool:
    """Whether two names are one outlet's, or the outlet's and its house's."""
    return _house_key(one) == _house_key(other)


def _house_key(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1].strip(".,").lower() in _HOUSES:
        words = words[:-1]
    return name_key(" ".join(words))
