"""Settings, one struct a stage.

A flag wins over the environment, that over ``rashomon.toml``, that over the default.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from rashomon.errors import UsageError

FILE_NAME = "rashomon.toml"


class ReadingSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How inputs become reports.

    ``largest_input_bytes``: an input over this becomes a reject (``too-large``) instead of filling
    memory; a long book in plain text has about 2 MB. It holds for each member of an archive by itself.
    ``most_members``: what of an archive or a feed goes beyond is not read; a year of a daily paper has
    about 30,000 items. ``largest_unpacked_bytes``: all members of an archive together; a hundred
    thousand saved pages have about as much. ``largest_unpacking_ratio``: what unpacks to more than so
    many times its size is taken for a bomb; news text shrinks to a third, a page of markup to a
    thirtieth, and deflate can do no more than a thousandth. ``most_pages``: of one PDF; the longest
    reports of inquiries have about 1,000. ``longest_pdf_s``: for one PDF; a page takes about 20 ms.
    ``workers``: processes that read at once, to the same result; 0 is one a core.
    """

    largest_input_bytes: int = 20_000_000
    shortest_text_chars: int = 40
    most_members: int = 100_000
    largest_unpacked_bytes: int = 10_000_000_000
    largest_unpacking_ratio: int = 200
    most_pages: int = 2_000
    longest_pdf_s: float = 120.0
    workers: Annotated[int, Meta(ge=0)] = 1


class LedgerSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How the ledger is kept.

    ``lock_wait_s``: how long one writer waits for another; a batch of reports is kept in well under a
    second, the findings on ten thousand reports in half a minute. ``actor``: who is said to have read
    what is read; unless set, the name that the operating system knows the user by.
    """

    lock_wait_s: float = 60.0
    actor: str | None = None


class GroundingSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """What users bring to the tables of names, as paths from the working folder.

    ``registries``: TOML files of actors, outlets and places of their own. A change of them reads every
    report again, since they decide what a name is. ``watch_lists``: FollowTheMoney entities, one JSON
    object a line; names that agree are marked.
    """

    registries: tuple[str, ...] = ()
    watch_lists: tuple[str, ...] = ()


class FetchingSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How pages are fetched where somebody names an address. Nothing else ever opens a connection.

    ``contact``: an address by which sites reach whoever fetches; stands in the user agent.
    ``allow_private_addresses``: machines of the own network and this one; a page or a feed from outside
    must not lead there, so only for archives that stand there.
    ``pause_per_host_s``: between two requests to a host, like a reader who opens tabs; a longer
    Crawl-delay of its robots.txt holds, up to ``longest_pause_s``, beyond which nobody waits.
    ``longest_silence_s`` and ``longest_page_s``: without a byte, and for all of a page; slow lines bring
    a page of news in under 10 s. ``largest_page_bytes``: pages of news have under 2 MB, feeds under 5.
    ``most_redirects``: as RFC 9309 asks of robots. ``most_tries``: at a busy server, with pauses that
    begin at ``first_pause_s`` and double. ``robots_kept_s``: a day, as RFC 9309 allows;
    ``most_robots_bytes``: the 500 KiB that it asks to read at least. ``most_items``: new items of one
    feed in one round of watching; the others follow in the next.
    """

    contact: str | None = None
    allow_private_addresses: bool = False
    pause_per_host_s: float = 1.0
    longest_silence_s: float = 20.0
    longest_page_s: float = 60.0
    largest_page_bytes: int = 10_000_000
    most_redirects: int = 5
    most_tries: Annotated[int, Meta(ge=1)] = 3
    first_pause_s: float = 2.0
    longest_pause_s: float = 120.0
    robots_kept_s: float = 86_400.0
    most_robots_bytes: int = 512_000
    most_items: int = 200


class ServingSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How the workbench is served.

    ``title``: what the story is called; the name of the ledger's file unless set. ``hosts``: further
    names by which browsers may call the server, so that a page from elsewhere cannot reach it under a
    name of its own. ``users_file``: who may enter, as ``rashomon serve users`` keeps it; ``token``: what
    lets anybody enter who has it. With neither, nobody is asked, and only this machine is served.
    ``patience_s``: how long a page waits for a ledger that changed before the state before is shown.
    ``days_kept``: how many days "as known on" are kept ready. ``requests_per_minute``: of one address;
    a page asks for about ten things. ``largest_request_bytes``: of a form or an API call;
    ``largest_upload_bytes``: of one upload of reports. ``session_hours``: after which somebody who
    entered must enter again. ``develop``: templates and static files are looked at anew each time.
    """

    title: str | None = None
    hosts: tuple[str, ...] = ()
    users_file: str | None = None
    token: str | None = None
    patience_s: float = 0.5
    days_kept: int = 8
    requests_per_minute: int = 1200
    largest_request_bytes: int = 1_000_000
    largest_upload_bytes: int = 200_000_000
    session_hours: float = 12.0
    develop: bool = False


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """All settings of a run.

    ``today`` fixes the day that reports are read at and the moment that entries are recorded at; None
    takes them from ``SOURCE_DATE_EPOCH`` where that is set, else from the clock, in UTC.
    """

    reading: ReadingSettings = ReadingSettings()
    grounding: GroundingSettings = GroundingSettings()
    ledger: LedgerSettings = LedgerSettings()
    fetching: FetchingSettings = FetchingSettings()
    serving: ServingSettings = ServingSettings()
    today: date | None = None


def load_settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of a run, as a file in a folder and the environment have them.

    The file has a table a stage: ``[reading]`` with ``largest_input_bytes = 1000``. In the environment
    the same is ``RASHOMON_READING_LARGEST_INPUT_BYTES=1000``, and it wins. Several values of one setting
    are parted by commas: ``RASHOMON_GROUNDING_REGISTRIES=own.toml,desk.toml``.

    Raises:
        UsageError: A setting has no such name or no such value; ``bad-settings``.
    """
    path = folder / FILE_NAME
    found: dict[str, Any] = {}
    try:
        if path.is_file():
            found = msgspec.toml.decode(path.read_bytes())
            msgspec.convert(found, Settings)
    except (msgspec.MsgspecError, OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The settings in {path} cannot be used: {error}. Mend the file or remove it.",
            code="bad-settings",
        ) from None
    try:
        return msgspec.convert(_with_environment(found, environment), Settings, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(
            f"A RASHOMON_ variable of the environment cannot be used: {error}. Mend it or unset it.",
            code="bad-settings",
        ) from None


def _with_environment(found: dict[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings of a file with those of the environment over them."""
    merged = {**found}
    for section in msgspec.structs.fields(Settings):
        name = f"RASHOMON_{section.encode_name}".upper()
        if isinstance(section.default, Struct):
            values = {
                field: _parted(environment[f"{name}_{field}".upper()], section.default, field)
                for field in section.default.__struct_fields__
                if f"{name}_{field}".upper() in environment
            }
            merged[section.encode_name] = {**merged.get(section.encode_name, {}), **values}
        elif name in environment:
            merged[section.encode_name] = environment[name]
    return merged


def _parted(value: str, section: Struct, field: str) -> str | list[str]:
    """A value of the environment; that of a setting that takes several as a list."""
    if not isinstance(getattr(section, field), tuple):
        return value
    return [one.strip() for one in value.split(",") if one.strip()]
