"""docs/data.md tells every key of kpi.yaml, of a source and of its dialect."""

from __future__ import annotations

from docs.markdown import DOCS, keys, section, tables
from kpi_rules.catalogue import configuration, dialects, sources


def test_the_keys_of_kpi_yaml_are_told() -> None:
    assert set(keys(section(DOCS / "data.md", "kpi.yaml"))) == set(configuration._KEYS)
    first, second = tables(section(DOCS / "data.md", "The keys of a source"))
    assert set(keys(first)) == set(sources._KEYS)
    assert set(keys(second)) == set(dialects._KEYS)
