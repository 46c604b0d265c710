"""What every page is given."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.addresses import page_address, site_url

LANGUAGES = [{"code": "zh-hans", "name": "中文"}, {"code": "en", "name": "English"}]


def site(request: HttpRequest) -> dict[str, object]:
    """The languages in their own names, the site's and this page's address, whether it mails."""
    return {
        "sends_mail": bool(settings.EMAIL_HOST),
        "site_url": SimpleLazyObject(lambda: site_url(request)),
        "languages": LANGUAGES,
        "here": page_address(request),
    }
