"""Addresses of the pages, below where a platform puts them (in Open edX, ``/handrail/``)."""

from __future__ import annotations

from django.urls import path

from . import views

__all__ = ["app_name", "urlpatterns"]

app_name = "handrail_lms"

urlpatterns = [
    path("assets/<str:name>", views.asset, name="asset"),
    path("<str:course_id>/group/", views.group, name="group"),
    path("<str:course_id>/group/mark", views.mark_done, name="mark"),
    path("<str:course_id>/group/export", views.export, name="export"),
    path("<str:course_id>/group/sheet", views.tally, name="tally"),
    path("<str:course_id>/group/acts", views.acts, name="acts"),
]
