"""Raw reports into reports and passages."""

import re
from datetime import date

from rashomon.ids import content_id
from rashomon.records.reports import Passage, Published, RawReport, Reading, Reject, Report
from rashomon.settings import ReadingSettings
from rashomon.spans import Piece


def read(raw: RawReport, read_at: date, settings: ReadingSettings) -> Reading | Reject:
    """Scaffold."""
    text = raw.content.decode("utf-8", "replace")
    report_id = content_id("rp", raw.name, raw.sha256)
    passages = []
    for paragraph, line in enumerate(re.finditer(r"[^\n]+", text)):
        for found in re.finditer(r"\S.*?(?:[.!?][”\"’']?(?=\s+[A-Z“\"])|$)", line.group()):
            start, end = line.start() + found.start(), line.start() + found.end()
            words = text[start:end].rstrip()
            passages.append(
                Passage(
                    content_id("ps", report_id, start, words),
                    report_id,
                    start,
                    start + len(words),
                    words,
                    paragraph,
                    "body",
                    "en",
                )
            )
    report = Report(
        report_id,
        raw.name,
        None,
        raw.media_type,
        raw.known.outlet,
        None,
        None,
        None,
        "en",
        Published(None, "unknown", ""),
        read_at,
        raw.sha256,
        text,
        (),
        (Piece(0, 0, len(text)),),
    )
    return Reading(report, tuple(passages))
