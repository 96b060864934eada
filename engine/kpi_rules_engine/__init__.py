"""The judge: contract and data in, verdicts out. Knows no terminal, no clock, no git."""
