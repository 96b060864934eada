"""The standard catalogue: the names, formulas and tables that contracts rely on."""

from __future__ import annotations

import re

import pytest

from kpi_rules.catalogue.loader import standard
from kpi_rules.language.reading import read_contract
from kpi_rules.language.vocabulary import NUMERIC, ColumnKind, Grain, Home, Kind, Kpi, Measure, fold

# name: (formula, unit, better), as the catalogue's design fixes them
KPIS = {
    "net_growth": ("joined - left", "people", "more"),
    "member_growth": ("net_growth / at_start(members)", "ratio", "more"),
    "churn_rate": ("left / at_start(members)", "ratio", "less"),
    "cost_per_member": ("spend / joined", "money", "less"),
    "cost_per_net_member": ("spend / max_of(net_growth, 0)", "money", "less"),
    "engagement": ("likes + reposts + comments", "count", "more"),
    "engagement_per_member": ("engagement / avg(members)", "ratio", "more"),
    "engagement_per_post": ("engagement / posts", "count", "more"),
    "post_engagement_per_member": ("engagement / posts / avg(members)", "ratio", "more"),
    "engagement_per_view": ("engagement / views", "ratio", "more"),
    "engagement_per_reach": ("(post_likes + post_reposts + post_comments) / post_reach", "ratio", "more"),
    "like_rate": ("likes / avg(members)", "ratio", "more"),
    "talk_rate": ("comments / avg(members)", "ratio", "more"),
    "reach_rate": ("reach / avg(members)", "ratio", "more"),
    "frequency": ("impressions / reach", "ratio", "none"),
    "views_per_member": ("views / avg(members)", "ratio", "more"),
    "reach_per_money": ("avg(daily_reach) / spend", "people per money", "more"),
    "organic_reach_share": ("1 - reach_ads_days / reach_days", "ratio", "more"),
    "cpm": ("1000 * spend / impressions", "money", "less"),
    "cpc": ("spend / clicks", "money", "less"),
    "cpl": ("spend / leads", "money", "less"),
    "cpa": ("spend / acquired", "money", "less"),
    "cpo": ("spend / orders", "money", "less"),
    "ctr": ("clicks / impressions", "ratio", "more"),
    "conversion_of_clicks": ("orders / clicks", "ratio", "more"),
    "conversion_of_leads": ("orders / leads", "ratio", "more"),
    "roas": ("revenue / spend", "ratio", "more"),
    "romi": ("(revenue - spend) / spend", "ratio", "more"),
    "drr": ("spend / revenue", "ratio", "less"),
    "net_sentiment": ("(positive_mentions - negative_mentions) / mentions", "ratio", "more"),
    "negative_share": ("negative_mentions / mentions", "ratio", "less"),
    "share_of_voice": ("mentions / (mentions + competitor_mentions)", "ratio", "more"),
    "plan_fulfilment": ("posts_planned_and_published / posts_approved_in_time", "ratio", "more"),
    "on_time_share": ("posts_published_on_time / posts_planned", "ratio", "more"),
    "round_lot_days": (None, "count", "less"),
}
FLOWS_OF_DAILY = (
    "joined left likes reposts comments saves posts impressions views clicks spend leads orders revenue visits "
    "mentions positive_mentions negative_mentions acquired"
)
REFUSED = (
    "er err erv engagement_rate conversion cr bounce_rate growth_rate subscribers_cost вовлечённость конверсия "
    "показатель_отказов темп_роста цена_подписчика"
)

ENTRIES: dict[str, Measure | Kpi] = {**standard().measures, **standard().kpis}


def test_the_kpis_are_these_with_these_formulas() -> None:
    kpis = standard().kpis
    assert set(kpis) == set(KPIS)
    for name, (formula, unit, better) in KPIS.items():
        assert (kpis[name].unit, kpis[name].better) == (unit, better), name
        assert formula in (None, kpis[name].formula), name


@pytest.mark.parametrize("name", FLOWS_OF_DAILY.split())
def test_flows_are_taken_from_the_daily_column_first(name: str) -> None:
    measure = standard().measures[name]
    assert measure.kind is Kind.FLOW
    assert measure.homes[0] == Home("daily", name)


def test_further_homes_stand_in_their_order() -> None:
    homes = {name: [(h.table, h.column) for h in standard().measures[name].homes] for name in standard().measures}
    for name in ("likes", "reposts", "comments", "saves", "views"):
        assert homes[name] == [("daily", name), ("posts", name)]
    assert homes["posts"] == [("daily", "posts"), ("posts", None)]
    assert homes["acquired"] == [("daily", "acquired"), ("daily", "joined")]
    for name in ("likes", "reposts", "comments", "saves", "views", "reach"):
        assert homes[f"post_{name}"] == [("posts", name)]


def test_people_are_never_flows() -> None:
    measures = standard().measures
    assert measures["members"].kind is Kind.STOCK
    assert {name for name, measure in measures.items() if measure.kind is Kind.UNIQUE} == {
        "daily_reach", "reach", "users",
    }  # fmt: skip
    assert measures["daily_reach"].homes == (Home("daily", "reach"),)
    assert [measures[name].homes[0].table for name in ("reach", "users")] == ["periods", "periods"]
    assert [measures[name].unit for name in ("reach_days", "reach_ads_days")] == ["person-days", "person-days"]


def test_work_is_counted_by_the_planned_day() -> None:
    work = [measure for name, measure in standard().measures.items() if name.startswith(("posts_p", "posts_a"))]
    assert len(work) == 5
    for measure in work:
        assert measure.kind is Kind.COUNT
        (home,) = measure.homes
        assert (home.table, home.column, home.time) == ("posts", None, "planned_at")
        assert set(re.findall(r"\w+_at\b", home.where or "")) <= set(standard().tables["posts"].columns)


def test_tables() -> None:
    tables = standard().tables
    assert {name: (table.grain, table.time) for name, table in tables.items()} == {
        "daily": (Grain.DAY, "date"), "periods": (Grain.SPAN, "start"), "posts": (Grain.EVENT, "published_at"),
    }  # fmt: skip
    assert tables["daily"].dimensions == ("channel", "campaign", "format", "placement", "audience")
    assert (tables["periods"].until, tables["posts"].identity) == ("end", "post_id")
    money = [column for column in tables["daily"].columns.values() if column.kind is ColumnKind.MONEY]
    assert [column.name for column in money] == ["spend", "revenue"]
    for table in tables.values():
        assert all(column.nonnegative for column in table.columns.values() if column.kind in NUMERIC)


def test_columns_are_found_by_every_spelling() -> None:
    columns = standard().tables["daily"].columns
    assert columns["Канал"].name == columns["CHANNEL"].name == "channel"
    assert columns["Подписчики"].name == columns["участники"].name == "members"
    assert "канал" not in list(columns)
    assert "канала" not in columns
    assert len(columns) == 31


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_says_what_it_is_in_both_languages(name: str) -> None:
    entry = ENTRIES[name]
    for words in (entry.label, entry.about):
        assert words.en
        assert re.search("[а-я]", words.ru)
    assert entry.about.en.endswith(".")
    assert any(re.search("[а-я]", alias) for alias in entry.aliases)
    if isinstance(entry, Kpi):
        assert entry.definition
        assert entry.confused_with


def test_every_spelling_is_one_entry() -> None:
    spellings = [fold(spelling) for name, entry in ENTRIES.items() for spelling in (name, *entry.aliases)]
    assert len(spellings) == len(set(spellings)) == len(standard().names)
    assert not set(spellings) & set(standard().ambiguous)
    for spelling in spellings:
        assert spelling.isascii() or not re.search("[a-z]", spelling)
    canonical = standard().canonical
    assert canonical("Вовлеченность_на_участника") == "engagement_per_member"
    assert canonical("SOV") == "share_of_voice"
    assert canonical("подписчики") == canonical("участники") == "members"
    assert canonical("er") is None


def test_ambiguous_names_are_refused_with_exact_ones() -> None:
    ambiguous = standard().ambiguous
    assert {fold(name) for name in REFUSED.split()} <= set(ambiguous)
    for exact in ambiguous.values():
        assert set(exact) <= set(ENTRIES)
    assert {"engagement_per_member", "engagement_per_reach"} <= set(ambiguous["er"])


def test_what_needs_other_tables_is_unknown() -> None:
    assert not {"bot_share", "response_time", "pages_per_visit", "bounce_rate_ga4"} & set(ENTRIES)


@pytest.mark.parametrize("name", ENTRIES)
def test_the_clause_language_can_resolve_it(name: str) -> None:
    entry = ENTRIES[name]
    asked = f"avg({name})" if name == "daily_reach" else name
    sign, unit = "<=" if entry.better == "less" else ">=", " RUB" if entry.unit == "money" else ""
    text = f"---\ncontract: x\nterm: 2026\ncurrency: RUB\n---\n```kpi\nlabel: {asked} {sign} 1{unit}\n```\n"
    text = text.replace("term: 2026", "term: 2026-01-01..2026-12-31\ntimezone: Europe/Moscow")
    contract, notes = read_contract("x.kpi.md", text, standard())
    assert [note.message for note in notes if note.is_error] == []
    assert contract is not None
