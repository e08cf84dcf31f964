"""Files of all kinds that can be read, made in memory from our own words."""

import io
import tarfile
import zipfile
from collections.abc import Mapping

WORDS = (
    "A convoy of forty trucks came over the pass on Monday, residents of the valley said.",
    "The drivers had waited for three days at the border post below the village of Sarn.",
)
"""Two paragraphs, plain ASCII."""

PAGE = (
    "<html><head><title>Convoy over the pass</title></head><body><article><h1>Convoy over the pass"
    "</h1>" + "".join(f"<p>{one}</p>" for one in WORDS) + "</article></body></html>"
).encode()


def make_pdf(*pages: str) -> bytes:
    """A PDF with a line of text a page; a page of the empty text has none, like a scan."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, words in enumerate(pages):
        shown = f"BT /F1 9 Tf 40 700 Td ({words}) Tj ET" if words else ""
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    body = "%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + head + table + tail).encode("ascii")


def lock_pdf(content: bytes) -> bytes:
    """The same PDF behind a password."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt("open sesame", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def make_docx(*paragraphs: str, head: str = "") -> bytes:
    """A Word document of plain paragraphs; ``head`` stands before its root."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    xml = f'{head}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return make_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})


def make_mail(body: bytes, kind: str = "text/plain", **fields: str) -> bytes:
    """A mail of one part; ``fields`` are of its head."""
    head = {
        "From": "Lena Brandt <lena@example.org>",
        "Date": "Fri, 07 Mar 2014 23:30:00 +0300",
        "Subject": "Convoy over the pass",
        "MIME-Version": "1.0",
        "Content-Type": f"{kind}; charset=utf-8",
        **fields,
    }
    return "".join(f"{k}: {v}\r\n" for k, v in head.items()).encode() + b"\r\n" + body


def make_zip(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive; the same bytes on any day."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def make_tar(members: Mapping[str, bytes]) -> bytes:
    """A tar archive, not packed."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return stream.getvalue()


def make_record(
    address: str,
    body: bytes,
    kind: str = "text/html; charset=utf-8",
    *,
    status: str = "200 OK",
    head: str = "",
    record: str = "response",
) -> bytes:
    """A WARC record of what a server sent."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + body
    fields = (
        f"WARC/1.1\r\nWARC-Type: {record}\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2016-02-03T04:05:06Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return fields.encode() + answer + b"\r\n\r\n"


def make_feed(*items: str) -> bytes:
    """An RSS feed of a paper."""
    space = "http://purl.org/rss/1.0/modules/content/"
    return (
        f'<?xml version="1.0"?><rss version="2.0" xmlns:content="{space}"><channel>'
        f"<title>Harbour Courier</title>{''.join(items)}</channel></rss>"
    ).encode()
