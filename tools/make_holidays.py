"""Write the catalogue's table of holidays anew, with the package `holidays` (the extra of that name)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays
import holidays.version

COUNTRIES = ("RU", "BY", "KZ", "US", "DE", "GB")
YEARS = range(2020, 2031)
TARGET = Path(__file__).parent.parent / "kpi_rules" / "catalogue" / "holidays.yaml"
IN_LIEU = ("US", "GB")  # where the working day that stands in for a holiday on a weekend is a holiday by law
SWAPPED = "Day off (substituted"  # a weekend that one year's decree moved: no holiday, and unknown years ahead

HEAD = f"""\
# Public holidays that are days off in the whole country, month-day.
# Made by tools/make_holidays.py with the package `holidays` {holidays.version.__version__}; do not edit, run it again.
# In {" and ".join(IN_LIEU)} with the working days that stand in for holidays on a weekend, holidays by law there.
# Elsewhere such days are weekends moved by each year's decree: a clause names them itself (`except`), if the
# parties want them left out. The dates of Eid al-Adha in KZ are computed ones.
"""


def main() -> None:
    """Rewrite the file."""
    TARGET.write_text(HEAD + "".join(_country(country) for country in COUNTRIES), "utf-8")


def _country(country: str) -> str:
    lines = (f"  {year}: {' '.join(_stretches(_days_off(country, year)))}\n" for year in YEARS)
    return f"{country}:\n" + "".join(lines)


def _days_off(country: str, year: int) -> list[date]:
    found = holidays.country_holidays(country, years=year, language="en_US", observed=country in IN_LIEU)
    return [day for day in sorted(found) if any(not name.startswith(SWAPPED) for name in found.get_list(day))]


def _stretches(days: Iterable[date]) -> Iterator[str]:
    """`01-01..01-08` for days in a row, `02-23` for one alone."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(1):
            runs[-1].append(day)
        else:
            runs.append([day])
    for run in runs:
        ends = dict.fromkeys(f"{day:%m-%d}" for day in (run[0], run[-1]))
        yield "..".join(ends)


if __name__ == "__main__":
    main()
