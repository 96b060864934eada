"""The sentences of an explanation, a module a language."""
