"""KPI Rules: contracts that check themselves."""

__version__ = "0.1.0"
