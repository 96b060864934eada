"""Exact numbers in, verdicts with reasons out."""
