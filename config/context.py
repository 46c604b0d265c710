"""What every page is given."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def site(request: HttpRequest) -> dict[str, object]:
    """The languages with this page's address in each, the site's own address, whether it mails."""
    return {
        "sends_mail": bool(settings.EMAIL_HOST),
        "site_url": SimpleLazyObject(
            lambda: settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
        ),
        "languages": [
            {"code": code, "name": name, "url": _in_language(request, code)}
            for code, name in (("zh-hans", "中文"), ("en", "English"))
        ],
    }


def _in_language(request: HttpRequest, code: str) -> str:
    query = {**request.GET.dict(), "lang": code}
    return f"{request.path}?{urlencode(query)}"
