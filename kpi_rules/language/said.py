"""The languages in which the tool speaks."""

from __future__ import annotations

from typing import Literal

Lang = Literal["en", "ru"]
