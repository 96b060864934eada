"""In which language people are spoken to: what was asked for, what the workspace says, what the computer is set to."""

from __future__ import annotations

import os
from collections.abc import Mapping

from kpi_rules.catalogue.workspace import Workspace
from kpi_rules.language.said import Lang
from kpi_rules.language.vocabulary import Words

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first one that is set decides, as everywhere


def language(asked: Lang | None, workspace: Workspace | None) -> Lang:
    """The language of `--lang`, else of the workspace's `locale:`, else of the environment, else English."""
    if asked is not None:
        return asked
    if workspace is not None and workspace.locale is not None:
        return workspace.locale
    return of_environment(os.environ)


def of_environment(environment: Mapping[str, str]) -> Lang:
    """`ru` where messages are set to be Russian (`LANG=ru_RU.UTF-8`), else `en`."""
    first = next((value for name in _VARIABLES if (value := environment.get(name))), "")
    return "ru" if first.lower().startswith("ru") else "en"


def in_words(words: Words, lang: Lang) -> str:
    """What the catalogue or a contract says in this language, else in the other one."""
    return words.ru or words.en if lang == "ru" else words.en or words.ru
