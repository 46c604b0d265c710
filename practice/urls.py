"""A candidate's own addresses; every one needs a log-in."""

from __future__ import annotations

from django.urls import path

from practice.views import (
    custom,
    marks,
    mock,
    notebook,
    own,
    previous,
    session,
    settings,
    steps,
    summary,
    today,
)

app_name = "practice"

SESSION = "practice/sessions/<uuid:session_id>/"
ATTEMPT = f"{SESSION}attempts/<uuid:attempt_id>/"
OWN = "practice/questions/<slug:slug>/"

urlpatterns = [
    path("practice/", today.today, name="today"),
    path("practice/sessions/", today.start, name="start"),
    path("practice/sessions/new/", custom.custom, name="custom"),
    path("practice/sessions/mock/", mock.start, name="mock"),
    path(SESSION, session.session, name="session"),
    path(f"{SESSION}turns/<int:turn>/", session.look_back, name="look-back"),
    path(f"{SESSION}undo/", steps.undo, name="undo"),
    path(f"{SESSION}ladder/", steps.leave_ladder, name="leave-ladder"),
    path(f"{SESSION}end/", steps.end, name="end"),
    path(f"{SESSION}summary/", summary.summary, name="summary"),
    path(f"{SESSION}report/", mock.report, name="mock-report"),
    path(f"{ATTEMPT}draft/", steps.draft, name="draft"),
    path(f"{ATTEMPT}answered/", mock.answered, name="answered"),
    path(f"{ATTEMPT}reveal/", steps.reveal, name="reveal"),
    path(f"{ATTEMPT}ticks/", steps.ticks, name="ticks"),
    path(f"{ATTEMPT}rating/", steps.rate, name="rate"),
    path(f"{ATTEMPT}skip/", steps.skip, name="skip"),
    path(f"{ATTEMPT}previous/", previous.previous, name="previous"),
    path("practice/notebook/", notebook.notebook, name="notebook"),
    path(f"{OWN}own/", own.own, name="own"),
    path(f"{OWN}bookmark/", marks.bookmark, name="bookmark"),
    path(f"{OWN}note/", marks.note, name="note"),
    path(f"{OWN}suspension/", marks.suspension, name="suspension"),
    path("account/", settings.settings, name="settings"),
]
