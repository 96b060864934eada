"""From names to aggregates: what a statement means in the catalogue, with units checked."""
