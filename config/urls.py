"""The addresses of the site."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from config import errors, health, installable, language, robots, sitemap, styleguide
from practice.own_states import OwnStates
from questions.views.browse import browse

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("manifest.webmanifest", installable.manifest, name="manifest"),
    path("sw.js", installable.service_worker, name="service-worker"),
    path("offline/", installable.offline, name="offline"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("language/", language.switch, name="language"),
    path("admin/", admin.site.urls),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("account/", include("allauth.account.urls")),
    path("", include("practice.urls")),
    path("questions/", browse, {"own": OwnStates()}),  # the bank, and what is the reader's own
    path("", include("questions.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
