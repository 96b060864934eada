"""Where comments and blank lines go."""

from __future__ import annotations

import pytest

from language.writing.shaped import formatted

PAIRS = [
    ("# a\n\n\n\nlikes >= 5   # b\n\n\n# c\n\n", "# a\n\nlikes >= 5  # b\n\n# c"),
    ("likes >= 5\nsaves >= 5\n\n\nviews >= 5", "likes >= 5\nsaves >= 5\n\nviews >= 5"),
    ("likes >= 5\n# of saves\nsaves >= 5 by client\n# of views\nviews >= 5",
     "likes >= 5\n\n# of saves\nsaves >= 5\n  by client\n\n# of views\nviews >= 5"),
    ("likes >= 5\n  # tolerance 2%\nsaves >= 5", "likes >= 5\n  # tolerance 2%\n\nsaves >= 5"),
    ("likes >= 5\n\n   # tolerance 2%\n\n# of saves\nsaves >= 5",
     "likes >= 5\n  # tolerance 2%\n\n# of saves\nsaves >= 5"),
    ('x # 1\n "T": # 2\n  # 3\n  likes # 4\n  # 5\n  >= 5 # 6\n # 7\n  tolerance 2% # 8\n  # 9\n  monthly # 10',
     '# 1\nx "T":  # 2\n  # 3\n  # 4\n  # 5\n  # 6\n  # 9\n  likes >= 5 monthly  # 10\n  # 7\n  tolerance 2%  # 8'),
    ("likes # 1\n  >= 5 # 2", "# 1\nlikes >= 5  # 2"),
    ("x: # 1\n  likes >= 5 # 2", "x:  # 1\n  likes >= 5  # 2"),
    ('x: likes >= 5 because "# none"# 1 "', 'x:\n  likes >= 5\n  because "# none"  # 1 "'),
    ("likes >= 5 from month 3 # 1\n  # 2\n  for each channel # 3\n  until month 5 # 4",
     "likes >= 5 monthly\n  # 1\n  from month 3 to month 5  # 4\n  # 2\n  for each channel  # 3"),
    ("let a = likes # 1\n  + saves # 2\na >= 5", "# 1\nlet a = likes + saves  # 2\na >= 5"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_comments_stay_with_what_they_are_about(before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after
