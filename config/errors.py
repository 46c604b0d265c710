"""The error pages 400, 403, 404, 405 and 500 in the product's own design."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from an expired page: it says how to send it again."""
    return render(request, "errors/csrf.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


@login_not_required
def wrong_method(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/405.html", status=405)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without a request, so that it stands when the database does not."""
    return render(None, "errors/500.html", status=500)
