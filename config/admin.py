"""The curators' site."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class QianmianAdminSite(AdminSite):
    site_header = _("Qianmian curation")
    site_title = _("Qianmian curation")
    index_title = _("The question bank")

    @method_decorator(secure_admin_login)
    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Send whoever is not logged in to the product's own log-in page."""
        return super().login(request, extra_context)
