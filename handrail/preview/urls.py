"""Addresses of the preview. The site has all that the learning system does not take."""

from __future__ import annotations

from django.urls import include, path, re_path

from . import files, views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("learn", views.slash),
    path("learn/", views.home, name="home"),
    path("learn/who/", views.who, name="who"),
    path("learn/leave/", views.leave, name="leave"),
    path("learn/unit/<slug:name>/", views.unit, name="unit"),
    path("learn/jump/<slug:name>/", views.jump, name="jump"),
    path("learn/group/", views.group, name="group"),
    path("learn/handrail/", include("handrail_lms.urls")),
    path("learn/handler/<str:usage>/<slug:handler>", views.handler, name="handler"),
    path("learn/handler/<str:usage>/<slug:handler>/<path:suffix>", views.handler),
    path("learn/static/<str:name>", files.course_file),
    path("learn/assets/<str:name>", files.own_file),
    path("learn/resource/<slug:block_type>/<path:uri>", files.block_file),
    re_path(r"^(?P<name>.*)$", files.site_file),
]
