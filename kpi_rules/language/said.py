"""The languages in which people are spoken to."""

from __future__ import annotations

from typing import Literal

Lang = Literal["en", "ru"]
