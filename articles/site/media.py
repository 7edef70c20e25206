"""Renditions for readers, originals for the desk. A web server in front takes over the first by settings."""

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.core.files.utils import validate_file_name
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

_FOREVER = 31_536_000  # seconds; a rendition's name changes with its content


@require_safe
def rendition(request: HttpRequest, path: str) -> FileResponse:
    """Return a rendition from the storage. No query."""
    return _file(f"__processed__/{path}", f"public, max-age={_FOREVER}, immutable")


@require_safe
def original(request: HttpRequest, path: str) -> FileResponse:
    """Return an original to those who may see pictures at the desk, 404 to everybody else."""
    user = request.user
    if not (user.is_active and user.is_staff and user.has_perm("articles.view_picture")):
        raise Http404
    return _file(f"originals/{path}", "private, no-cache")


def _file(name: str, cache_control: str) -> FileResponse:
    try:
        # ".." would lead from the public folder into the originals, which is still inside of the storage.
        content = default_storage.open(str(validate_file_name(name, allow_relative_path=True)))
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        # Missing, a folder, a name with a NUL, or a path that leads out of the storage.
        raise Http404 from error
    response = FileResponse(content, filename=name.rpartition("/")[2])
    response["Cache-Control"] = cache_control
    response["X-Content-Type-Options"] = "nosniff"
    return response
