"""The site's own middleware: request log, security policy, language, private by default."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from config import errors
from config.addresses import page_address

Handler = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("qianmian.request")


class RequestLogMiddleware:
    """One structured line a request; an answer carries the request's id as `X-Request-ID`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id, started = uuid.uuid4().hex[:16], time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        facts = {
            "id": request_id,
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1),
            "user": getattr(getattr(request, "user", None), "pk", None),
        }
        log.info(
            "%s %s %s", request.method, request.path, response.status_code, extra={"facts": facts}
        )
        return response


class ContentSecurityPolicyMiddleware:
    """Send `SECURE_CSP`; goes away with Django 6.2 LTS, which has its own under that name."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.policy = "; ".join(
            f"{key} {' '.join(value)}" for key, value in settings.SECURE_CSP.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", self.policy)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class LanguageMiddleware:
    """Choose the language (address, account, cookie, browser, in this order) and the time zone."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.languages = dict(settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        zone = getattr(request.user, "zone", None)
        with translation.override(self.language(request)), timezone.override(zone):
            response = self.get_response(request)
            response.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    def language(self, request: HttpRequest) -> str:
        for choice in (request.GET.get("lang"), getattr(request.user, "language", "")):
            if choice in self.languages:
                return choice
        return translation.get_language_from_request(request)


class HtmxLoginMiddleware:
    """Turn a redirect to the log-in page into a full-page one when htmx asked for a fragment."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        htmx = request.htmx  # type: ignore[attr-defined]
        if htmx and getattr(response, "needs_login", False):
            target: str = response.headers["Location"]
            return HttpResponseClientRedirect(target)
        return response


class PrivateByDefaultMiddleware(LoginRequiredMiddleware):
    """Every page needs a log-in unless its view opts out; after it one is back where one was.

    What needs one is kept by no cache, so that nobody reads it after the log-out.

    A view that takes what a person typed may carry `after_login(request, **kwargs)`: it keeps the
    text in the anonymous session and returns the address to come back to.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[object, ...],
        view_kwargs: dict[str, object],
    ) -> HttpResponseBase | None:
        request.needs_login = getattr(view_func, "login_required", True)  # type: ignore[attr-defined]
        if request.user.is_authenticated or not request.needs_login:  # type: ignore[attr-defined]
            return None
        after_login = getattr(view_func, "after_login", None)
        if after_login:
            target = after_login(request, **view_kwargs)
        else:
            htmx = request.htmx  # type: ignore[attr-defined]
            target = htmx.current_url_abs_path or page_address(request)
            target = target or resolve_url(settings.LOGIN_REDIRECT_URL)
        response = redirect_to_login(target, resolve_url(settings.LOGIN_URL))
        response.needs_login = True  # type: ignore[attr-defined]
        return response

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if getattr(request, "needs_login", False):
            add_never_cache_headers(response)
        return response


class WrongMethodMiddleware:
    """Somebody who opens an address that only takes what is sent gets a page, not a blank one."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        htmx = request.htmx  # type: ignore[attr-defined]
        if response.status_code != 405 or htmx or not request.accepts("text/html"):
            return response
        page = errors.wrong_method(request)
        page["Allow"] = response.headers.get("Allow", "")
        return page
