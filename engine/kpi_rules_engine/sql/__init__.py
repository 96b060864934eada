"""Aggregates wanted, as one query a source: built as trees, written for the engine at hand."""
