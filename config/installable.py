"""The site as an app on a phone or desktop: manifest, service worker, offline page.

The worker keeps hashed static files and the offline page of one language, never anybody's page:
that one is fetched without cookies. So a log-out leaves nothing of the account in the caches.
Texts that did not reach the server are kept by the pages themselves: `static/js/leftovers.js`.
"""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.addresses import in_language

PAPER = "#fcfaf5"
ICONS = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("icon-maskable-512", 512, "maskable"))
KEPT = (
    "css/main.css",
    "django_htmx/htmx-2.min.js",
    "js/app.js",
    "js/session.js",
    "js/offline.js",
    "img/mark.svg",
)


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    facts = {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": "en" if get_language() == "en" else "zh-Hans",
        "name": _("Qianmian: LLM interview practice"),
        "short_name": _("Qianmian"),
        "description": _(
            "Practise real LLM interview questions until you can say the answers on the day."
        ),
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": static(f"img/{name}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, size, purpose in ICONS
        ],
    }
    return JsonResponse(facts, content_type="application/manifest+json")


@login_not_required
@never_cache
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """What the worker keeps, under a name that changes with it; then the worker itself."""
    files = [static(name) for name in KEPT]
    worker = static("js/service-worker.js")
    content = json.dumps([files, worker, render_to_string("offline.html")])
    shell = {
        "cache": f"shell-{hashlib.sha256(content.encode()).hexdigest()[:12]}",
        "files": files,
        "offline": in_language(reverse("offline"), get_language() or settings.LANGUAGE_CODE),
        "static": settings.STATIC_URL,
    }
    script = f"self.shell = {json.dumps(shell)};\nimportScripts({json.dumps(worker)});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the worker shows in place of a page that cannot be reached."""
    return render(request, "offline.html")
