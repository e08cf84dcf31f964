"""The sample reports that are not text or HTML: a PDF, a mail, a Word document, a feed, a web archive.

Run it to write them again; the bytes are the same on any day and any machine:
``python tools/make_samples.py src/rashomon/corpus/reports``. All words are ours, the outlets invented.
"""

import sys
import zipfile
from io import BytesIO
from pathlib import Path

PDF_LINES = (
    "Quarterly note on the northern front",
    "",
    "Published 20 June 2015",
    "",
    "The fall of the provincial capital of Idlib in March 2015 left government forces in",
    "the province with a handful of bases, the Ostrava Institute for Regional Studies said.",
    "The institute estimates that the army had withdrawn most of its heavy weapons by June.",
)
DOCX_PARAGRAPHS = (
    "Kobani: a town in ruins",
    "KOBANI, January 30, 2015 (Northgate Tribune) — Kurdish fighters control the town of Kobani after "
    "a siege of four months, residents said.",
    "More than half of the houses were destroyed, according to a local engineer.",
)
MAIL = """From: Cedar Post <editors@cedar-post.example>
To: readers@cedar-post.example
Date: Thu, 21 May 2015 08:00:00 +0300
Subject: Morning letter: Palmyra
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Islamic State fighters took the town of Palmyra on Wednesday, residents said.

Most soldiers left the town before nightfall, a shopkeeper told the Cedar Post by telephone.
"""
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Vantage Brief</title><link>https://vantage-brief.example/</link>
<item><title>Ceasefire talks in Homs</title><guid>vantage-brief-2014-02-07</guid>
<link>https://vantage-brief.example/2014/02/07/homs</link>
<pubDate>Fri, 07 Feb 2014 16:00:00 GMT</pubDate>
<source url="https://meridian-wire.example/">Meridian Wire</source>
<description>&lt;p&gt;Buses carried the first civilians out of the old city of Homs on Friday,
aid workers said.&lt;/p&gt;
&lt;p&gt;The United Nations said that the two sides had agreed to a pause
of three days.&lt;/p&gt;</description>
</item></channel></rss>
"""
PAGE = """<html><head><title>Army enters Qusayr</title>
<meta property="article:published_time" content="2013-06-05">
<meta property="og:site_name" content="Levant Ledger">
</head><body><article><h1>Army enters Qusayr</h1>
<p>The Syrian army entered the town of Qusayr on Wednesday after a siege of more than two weeks,
state television said.</p>
<p>Hezbollah fighters took part in the assault, according to a Lebanese security official.</p>
</article></body></html>
"""


def make_pdf(lines: tuple[str, ...]) -> bytes:
    """A PDF of one page."""
    shown = "BT /F1 11 Tf 14 TL 50 780 Td " + " ".join(f"({one}) Tj T*" for one in lines) + " ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        "/Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
    )
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(f"{len(body):010d} 00000 n \n")
        body += f"{number} 0 obj\n{one}\nendobj\n"
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{''.join(places)}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("ascii")


def make_docx(paragraphs: tuple[str, ...]) -> bytes:
    """A Word document of plain paragraphs."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
        'ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{words}"><w:body>{body}</w:body></w:document>',
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return stream.getvalue()


def make_warc(address: str, page: str) -> bytes:
    """A web archive of one page."""
    body = page.encode()
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    answer = head.encode() + body
    fields = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        "WARC-Date: 2013-07-01T09:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return fields.encode() + answer + b"\r\n\r\n"


def main(folder: Path) -> None:
    """Write the five files."""
    samples = {
        "ostrava-institute-2015-06-20.pdf": make_pdf(PDF_LINES),
        "northgate-tribune-2015-01-30.docx": make_docx(DOCX_PARAGRAPHS),
        "cedar-post-2015-05-21.eml": MAIL.encode(),
        "vantage-brief-2014-02-07.rss": FEED.encode(),
        "levant-ledger-2013-06-05.warc": make_warc("https://levant-ledger.example/qusayr", PAGE),
    }
    for name, content in samples.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
