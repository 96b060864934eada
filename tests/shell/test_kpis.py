"""`kpi kpis`: the catalogue for people."""

from __future__ import annotations

import pytest


def test_the_list_has_subjects(kpi) -> None:
    status, out, err = kpi("kpis")
    assert (status, err) == (0, "")
    assert "\ncost\n" in out
    row = next(line for line in out.split("\n") if line.startswith("cpa "))
    assert row.split()[:3] == ["cpa", "money", "less"]
    assert "Cost per acquisition" in row


@pytest.mark.parametrize("name", ["cpa", "CPA", "цена_привлечения"])
def test_one_of_them(kpi, name) -> None:
    status, out, _ = kpi("kpis", name)
    assert status == 0
    assert out.startswith("cpa  Cost per acquisition / Цена привлечения\n")
    for text in ("spend / acquired", "money; less is better", "daily: date, spend, acquired", "cost_per_member"):
        assert text in out
    assert "\n  here" not in out


def test_the_name_in_the_other_language(kpi, workspace) -> None:
    row = next(line for line in kpi("kpis").out.split("\n") if line.startswith("cpa "))
    assert row.endswith("  цена_привлечения")
    assert "\n  in Russian     цена_привлечения\n  also called    стоимость_привлечения\n" in kpi("kpis", "cpa").out
    (workspace / "kpis").mkdir()
    own = "kpis:\n  Сила: {formula: likes, unit: count, names: [power]}\n  plain: {formula: likes, unit: count}\n"
    (workspace / "kpis" / "own.yaml").write_text(own, "utf-8")
    page = kpi("kpis", "Power").out
    assert page.startswith("Сила\n")
    assert "\n  in English  power\n" in page
    assert "also called" not in page
    assert "in Russian" not in kpi("kpis", "plain").out


def test_a_name_of_several_meanings_in_russian(kpi) -> None:
    status, out, _ = kpi("kpis", "Вовлечённость")
    assert status == 0
    names = [line.split()[0] for line in out.split("\n")[2:] if line]
    assert names[0] == "вовлечённость_на_участника"
    assert names[3] == "взаимодействия_на_публикацию"
    assert "engagement / avg(members)" in out


def test_a_measure(kpi) -> None:
    out = kpi("kpis", "likes").out
    assert "a flow, from daily.likes" in out


def test_what_this_workspace_has_of_it(kpi, workspace) -> None:
    assert "can be had from `daily`" in kpi("kpis", "likes").out
    found = kpi("kpis", "saves").out
    assert "cannot be had" in found
    assert "`saves`" in found


def test_a_name_of_several_meanings(kpi) -> None:
    status, out, _ = kpi("kpis", "ER")
    assert status == 0
    assert "engagement_per_member" in out
    assert "engagement / views" in out


@pytest.mark.parametrize(
    ("name", "guess"),
    [("engagment", "`engagement`"), ("взаимодействи", "`взаимодействия`"), ("per_member", "`engagement_per_member`")],
)
def test_an_unknown_name(kpi, name, guess) -> None:
    status, out, err = kpi("kpis", name)
    assert (status, out) == (2, "")
    assert "KPI030" in err
    assert guess in err


def test_a_name_like_nothing(kpi) -> None:
    assert "kpi kpis lists all names" in kpi("kpis", "xyzzyxyzzy").err
