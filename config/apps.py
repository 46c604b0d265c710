"""The admin site of the product, whose log-in has the same rate limits as every other."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class QianmianAdminConfig(AdminConfig):
    default_site = "config.admin.QianmianAdminSite"
