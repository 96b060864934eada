"""Expressions and requirements of every form, all of them right."""

from __future__ import annotations

from language.pen import GAP, Pen

FLOWS = ["likes", "reposts", "comments", "saves", "views"]
MEASURES = [*FLOWS, "net_growth", "engagement", "members", "joined"]
RATIOS = ["engagement_per_member", "like_rate", "talk_rate", "engagement_per_view", "views_per_member"]
PRICES = ["cpm", "spend", "cost_per_member", "cpa", "revenue"]


class Writer(Pen):
    """Writes expressions. `own` are names of definitions that serve here; `shifted`: whether `previous` may stand."""

    own: list[str]
    shifted = True

    def count(self, depth: int = 2) -> str:
        """A number of things that nothing bounds below."""
        return f"{self.name('net_growth')}{GAP}+{GAP}{self.counted(depth)}"

    def counted(self, depth: int) -> str:
        """A product, or something smaller."""
        if depth == 0 or self.chance(0.4):
            return self.leaf()
        inner = self.counted(depth - 1)
        match self.whole(0, 13):
            case 0:
                return f"({self.gaps(inner, '+', self.counted(depth - 1))})"
            case 1:
                return f"({self.gaps(inner, self.one(['-', '−']), self.counted(depth - 1))})"
            case 2:
                return self.gaps(self.number(), "*", inner)
            case 3:
                return self.gaps(f"({inner})", "/", self.number())
            case 4:
                return f"{self.percent()}{GAP}{self.word('OF')}{GAP}({inner})"
            case 5:
                return f"{self.percent()}{GAP}{self.word('OF')}{GAP}{self.leaf()}"
            case 6:
                return f"-{inner}"
            case 7:
                return f"({inner})"
            case 8:
                return self.call(self.one(["min_of", "max_of"]), inner, self.counted(depth - 1))
            case 9:
                return self.call("round", inner, str(self.whole(0, 3)))
            case 10:
                return self.call("abs", inner)
            case 11 if self.shifted:
                return self.call(self.one(["previous", "year_ago", "baseline", "change"]), inner)
            case 12:
                return self.call(self.one(["daily_avg", "best_day", "worst_day"]), self.name(self.one(FLOWS)))
        return self.call("days", f"{self.name(self.one(FLOWS))}{GAP}{self.word('GT')}{GAP}{self.number()}")

    def leaf(self) -> str:
        match self.whole(0, 6):
            case 0 if self.own:
                return self.one(self.own)
            case 1:
                return f"{self.name(self.one(FLOWS))}[{self.rows(1, wide=False)}]"
            case 2:
                return self.call(
                    self.one(["sum", "avg", "min", "max", "first", "last", "median"]), self.name(self.one(FLOWS))
                )
            case 3:
                return self.call("percentile", self.name("likes"), str(self.whole(1, 100)))
            case 4:
                table = f"{self.name('posts', 'table')}{self.one(['', f'[{self.rows(2)}]'])}"
                return self.call(self.one(["count", "distinct"]), table)
            case 5:
                return self.call("at_start", self.name("members"))
        return self.name(self.one(MEASURES))

    def ratio(self) -> str:
        match self.whole(0, 3):
            case 0 if self.shifted:
                return self.call("growth", self.name(self.one(MEASURES)))
            case 1:
                table, where = self.name("posts", "table"), self.word("WHERE")
                return f"{self.function('share')}({table}{GAP}{where}{GAP}{self.rows(2)})"
        return self.name(self.one(RATIOS))

    def rows(self, depth: int, *, wide: bool = True) -> str:
        """A condition on rows; `wide`: on those of posts, else on columns that all tables have."""
        if depth and self.chance(0.4):
            inner = self.rows(depth - 1, wide=wide)
            other = self.rows(depth - 1, wide=wide)
            match self.whole(0, 2):
                case 0:
                    return f"{self.word('NOT')}{GAP}({inner})"
                case 1:
                    return self.gaps(f"({inner})", self.word("AND"), f"({other})")
            return self.gaps(inner, self.word("OR"), other)
        column = self.name(self.one(["channel", "format"]), "column")
        match self.whole(0, 9 if wide else 3):
            case 0:
                return self.gaps(column, self.word(self.one(["EQ", "NE", "IS"])), self.string())
            case 1:
                listed = f",{GAP}".join(self.string() for _ in range(self.whole(1, 3)))
                return f"{column}{GAP}{self.word('IN')}{self.one(['', ' '])}({listed})"
            case 2:
                return f"{column}{GAP}{self.word('IS')}{GAP}{self.word('MISSING')}"
            case 3:
                return f"{column}{GAP}{self.word('MISSING')}"
            case 4:
                return self.name("paid", "column")
            case 5:
                return self.gaps(self.name("paid", "column"), self.word("EQ"), self.word(self.one(["TRUE", "FALSE"])))
            case 6:
                moments = self.gaps(self.name("published_at", "column"), "-", self.name("planned_at", "column"))
                return self.gaps(moments, self.word(self.one(["LE", "LT"])), self.duration())
            case 7:
                return self.gaps(self.name("published_at", "column"), self.word("GE"), "2026-02-10")
            case 8:
                ends = self.gaps(self.number(99, whole=True), self.word("AND"), self.number(99, whole=True))
                return self.gaps(self.name("views", "column"), self.word("BETWEEN"), ends)
        cells = self.gaps(f"{self.number()} * {self.name('likes', 'column')}", "+", self.name("comments", "column"))
        return self.gaps(cells, self.word("GE"), self.number())

    def comparison(self) -> str:
        """Any comparison; several stand side by side."""
        between = self.word("BETWEEN")
        match self.whole(0, 8):
            case 0:
                return self.gaps(self.name(self.one(PRICES)), self.word(self.one(["LE", "LT"])), self.money())
            case 1:
                ends = self.one([f"10{GAP}{self.word('AND')}{GAP}{self.money()}", f"1 RUB {self.word('AND')} 77 ₽"])
                return self.gaps(self.name(self.one(PRICES)), between, ends.replace("10", "1", 1))
            case 2:
                return self.gaps(self.ratio(), between, f"1{self.one(['', '%'])}{GAP}{self.word('AND')}{GAP}41%")
            case 3:
                near = self.gaps(self.word("WITHIN"), self.percent(), self.word("OF"), self.number())
                return f"{self.count(1)}{GAP}{near}"
            case 4:
                near = self.gaps(self.word("WITHIN"), self.number(), self.word("OF"), self.counted(1), "+", "5")
                return f"{self.count(1)}{GAP}{near}"
            case 5:
                less = [self.word(self.one(["LE", "LT"])) for _ in range(2)]
                return self.gaps(self.number(50), less[0], self.count(1), less[1], self.number())
            case 6:
                return self.gaps(self.ratio(), self.word(self.one(["GE", "GT"])), self.percent())
            case 7:
                return self.gaps(f"{self.number()}{GAP}{self.word('LE')}", self.count(1))
        return self.gaps(self.count(), self.word(self.one(["GE", "LE", "GT", "LT", "NE", "EQ", "IS"])), self.number())

    def requirement(self, depth: int = 2) -> str:
        """Comparisons joined by and, or, not."""
        if not depth or self.chance(0.4):
            return self.comparison()
        parts = [self.requirement(depth - 1) for _ in range(self.whole(2, 3))]
        match self.whole(0, 3):
            case 0:
                return f"{self.word('NOT')}{GAP}({parts[0]})"
            case 1:
                return f"{self.word('NOT')}{GAP}{self.comparison()}"
            case 2:
                return f"{GAP}{self.word('OR')}{GAP}".join(self.one([part, f"({part})"]) for part in parts)
        return f"{GAP}{self.word('AND')}{GAP}".join(f"({part})" for part in parts)

    def call(self, function: str, *arguments: str) -> str:
        return f"{self.function(function)}{self.one(['', '', GAP])}({f',{GAP}'.join(arguments)})"

    def gaps(self, *parts: str) -> str:
        return GAP.join(parts)
