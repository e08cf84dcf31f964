"""Static files, under addresses that change with their bytes, so that they are fetched once."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from rashomon.server.rendering import WEB, static_digest

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
"""What is served, by the end of its name; anything else in the folder is not."""


def routes(*, develop: bool) -> list[BaseRoute]:
    """``/static/{digest}/{name}``; an address of an earlier version gives the file as it is now."""
    root = (WEB / "static").resolve()

    def serve(request: Request) -> Response:
        file = (root / request.path_params["name"]).resolve()
        media_type = _TYPES.get(file.suffix)
        if media_type is None or not file.is_relative_to(root) or not file.is_file():
            raise HTTPException(404)
        fresh = not develop and request.path_params["digest"] == static_digest()
        lasting = "public, max-age=31536000, immutable" if fresh else "no-cache"
        return FileResponse(file, media_type=media_type, headers={"cache-control": lasting})

    return [Route("/static/{digest}/{name:path}", serve, methods=["GET", "HEAD"])]
