"""Files and databases in, exact typed tables out."""
