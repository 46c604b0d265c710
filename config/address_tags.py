"""Addresses in templates: `{% load addresses %}`."""

from __future__ import annotations

from django import template

from config import addresses

register = template.Library()
register.filter("in_language", addresses.in_language)
