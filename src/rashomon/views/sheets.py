"""The brief as one page of HTML that needs nothing beside itself: no script, no font, no picture.

Enters: the brief in the Markdown that `brief` writes: headings, points within points, bold, code.
Leaves: HTML. What a report said is text here and nothing else: every sign that HTML would obey is
escaped, and the page forbids itself scripts and anything from elsewhere.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

_HEADING = re.compile(r"(#{1,3}) (.*)")
_POINT = re.compile(r"( *)- (.*)")
_MARK = re.compile(r"\*\*(.+?)(?<!\\)\*\*|`([^`]+)`")
_ESCAPED = re.compile(r"\\([\\`*\[\]|~$#_])")
_INDENT_CHARS = 2

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --ink: #1b1d21; --soft: #5b6370; --rule: #d9dde3; --paper: #fff; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --ink: #e6e8eb; --soft: #a0a8b4; --rule: #333a44; --paper: #15181c; }}
}}
body {{ margin: 0 auto; max-width: 46rem; padding: 2.5rem 1.25rem 4rem; color: var(--ink);
  background: var(--paper); font: 1.0625rem/1.55 Georgia, "Times New Roman", serif; }}
h1 {{ font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }}
h2 {{ font-size: 1.3rem; margin: 2.6rem 0 .8rem; padding-top: .7rem; border-top: 2px solid var(--ink); }}
h3 {{ font-size: 1.08rem; line-height: 1.35; margin: 1.7rem 0 .4rem; }}
p {{ margin: .5rem 0; }}
ul {{ margin: .3rem 0 .7rem; padding-left: 1.15rem; }}
ul ul {{ color: var(--soft); font-size: .96rem; }}
li {{ margin: .28rem 0; }}
code {{ font: .8em ui-monospace, Menlo, Consolas, monospace; color: var(--soft); white-space: nowrap; }}
@media print {{
  body {{ max-width: none; padding: 0; font-size: 10.5pt; }}
  h2, h3 {{ break-after: avoid; }}
  li {{ break-inside: avoid; }}
}}
</style>
</head>
<body>
<main>
"""
_FOOT = "</main>\n</body>\n</html>\n"


def make_sheet(markdown: str) -> str:
    """The page of a brief."""
    first = _HEADING.match(markdown)
    title = _plain(first.group(2)) if first is not None else "Brief"
    return _HEAD.format(title=escape(title)) + "\n".join(_blocks(markdown)) + "\n" + _FOOT


def _blocks(markdown: str) -> Iterator[str]:
    depth = 0
    for line in markdown.splitlines():
        point = _POINT.fullmatch(line)
        wanted = 0 if point is None else len(point.group(1)) // _INDENT_CHARS + 1
        if point is None and not line.strip():
            continue
        if point is not None and wanted == depth:
            yield "</li>"
        while depth > wanted:
            yield "</li></ul>"
            depth -= 1
            if depth == wanted and point is not None:
                yield "</li>"
        while depth < wanted:
            yield "<ul>" if depth == wanted - 1 else "<ul><li>"
            depth += 1
        heading = _HEADING.fullmatch(line)
        if point is not None:
            yield f"<li>{_inline(point.group(2))}"
        elif heading is not None:
            level = len(heading.group(1))
            yield f"<h{level}>{_inline(heading.group(2))}</h{level}>"
        else:
            yield f"<p>{_inline(line)}</p>"
    while depth:
        yield "</li></ul>"
        depth -= 1


def _inline(text: str) -> str:
    """Bold and code as tags, all else as text."""
    parts, at = [], 0
    for found in _MARK.finditer(text):
        bold, code = found.groups()
        parts.append(escape(_plain(text[at : found.start()])))
        if bold is not None:
            parts.append(f"<strong>{_inline(bold)}</strong>")
        else:
            parts.append(f"<code>{escape(unescape(code))}</code>")
        at = found.end()
    parts.append(escape(_plain(text[at:])))
    return "".join(parts)


def _plain(text: str) -> str:
    """The words that stand behind the escapes of Markdown."""
    return unescape(_ESCAPED.sub(r"\1", text))
