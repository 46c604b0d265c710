"""The public addresses of the bank."""

from __future__ import annotations

from django.urls import path

from questions.views import browse, landing, preview, question, report

app_name = "questions"

urlpatterns = [
    path("", landing.landing, name="landing"),
    path("questions/", browse.browse, name="browse"),
    path("questions/preview/", preview.preview, name="preview"),
    path("questions/<slug:slug>/", question.question, name="question"),
    path("questions/<slug:slug>/answer/", question.answer, name="answer"),
    path("questions/<slug:slug>/reports/", report.report, name="report"),
]
