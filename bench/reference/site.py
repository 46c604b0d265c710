"""The reference: a plain Django site of one page, the unit of every ratio. Never optimised."""

from __future__ import annotations

import os
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

WORDS = "Plain words of the page itself, which cost nothing but their bytes. " * 3
ROW = f"<li><b>{{{{ line }}}}</b> {{{{ item.title }}}}: {WORDS}</li>"
PAGE = f"""{{% load i18n %}}<!doctype html><html lang="en"><title>{{{{ item.title }}}}</title>
<body><p>{{{{ user.username }}}}</p>
{{% for message in messages %}}<p>{{{{ message }}}}</p>{{% endfor %}}
<h1>{{{{ item.title }}}}</h1><div>{{{{ item.text|linebreaks }}}}</div>
<ol>{{% for line in lines %}}{ROW}{{% endfor %}}</ol>
<form method="post">{{% csrf_token %}}<button>{{% translate "Save" %}}</button></form></body>
</html>"""

settings.configure(
    SECRET_KEY=secrets.token_urlsafe(50),
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": os.environ["REFERENCE_DATABASE"]}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.sessions", "django.contrib.messages", "django_htmx"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.middleware.locale.LocaleMiddleware",
                "django.middleware.common.CommonMiddleware",
                "django.middleware.csrf.CsrfViewMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware",
                "django.contrib.messages.middleware.MessageMiddleware",
                "django.middleware.clickjacking.XFrameOptionsMiddleware",
                "django_htmx.middleware.HtmxMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {
        "loaders": [("django.template.loaders.cached.Loader",
                     [("django.template.loaders.locmem.Loader", {"page.html": PAGE})])],
        "context_processors": ["django.template.context_processors.request",
                               "django.contrib.auth.context_processors.auth",
                               "django.contrib.messages.context_processors.messages"]}}],
)  # fmt: skip
application: Any = get_wsgi_application()  # also loads the applications


class Item(models.Model):
    title = models.CharField(max_length=100)
    text = models.TextField()

    class Meta:
        app_label = "reference"

    def __str__(self) -> str:
        return self.title


@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(Item, pk=pk)
    return render(request, "page.html", {"item": item, "lines": range(18)})


urlpatterns = [path("items/<int:pk>/", page)]
