"""What each column of each table means, as a table of its own: the data dictionary."""

from __future__ import annotations

import csv
import io

NAME = "data-dictionary.csv"
_MANY = "every table"
# Table (as its name begins), column: meaning, unit. The row of the very table goes before the one of every table.
COLUMNS: dict[tuple[str, str], tuple[str, str]] = {
    (_MANY, "force"): ("Police force, as data.police.uk calls it", ""),
    (_MANY, "ua23cd"): ("Council of 2023 or later, by its code", ""),
    (_MANY, "lad22cd"): ("District of 2022, by its code", ""),
    (_MANY, "area_code"): ("Stable area: the lowest LSOA code of 2011 of those that belong together in both censuses",
                           ""),
    (_MANY, "month"): ("Month of recording", "year-month"),
    (_MANY, "group"): ("Group of crime categories; core is all groups but anti-social behaviour", ""),
    (_MANY, "n"): ("Rows counted", "rows"),
    (_MANY, "months"): ("Months that are counted in", "months"),
    (_MANY, "population"): ("Residents, of the year that the page states", "people"),
    (_MANY, "years"): ("Length of what is counted", "years"),
    (_MANY, "rate"): ("Rows for each 1,000 residents a year", "per 1,000 a year"),
    (_MANY, "lower"): ("Lower limit, 95%", "as the value"),
    (_MANY, "upper"): ("Upper limit, 95%", "as the value"),
    (_MANY, "comparator"): ("Rate of all places of the table together", "per 1,000 a year"),
    (_MANY, "flag"): ("Where the limits lie to the rate of all places: higher, lower or similar; empty is unknown", ""),
    (_MANY, "kind"): ("What the row is called in words; see method", ""),
    (_MANY, "p"): ("Probability of as much or more by chance, exact where the method says so", "0 to 1"),
    (_MANY, "p_normal"): ("The same by the normal approximation", "0 to 1"),
    (_MANY, "q"): ("p after the false discovery rate of Benjamini and Hochberg", "0 to 1"),
    (_MANY, "z"): ("Distance from what is expected", "standard deviations"),
    (_MANY, "share"): ("Part of the whole", "0 to 1"),
    ("m01", "status"): ("present, absent (no file: unknown, not zero), or suspect (less than half the usual)", ""),
    ("m01", "rows"): ("Rows of the file", "rows"),
    ("m01", "rows_asb"): ("of which anti-social behaviour", "rows"),
    ("m01", "rows_without_id"): ("of which have no crime ID", "rows"),
    ("m01", "rows_repeating_id"): ("Rows with an ID less distinct IDs", "rows"),
    ("m01", "rows_unlocated"): ("of which name no LSOA", "rows"),
    ("m01", "rows_unknown_lsoa"): ("of which name a code of neither census", "rows"),
    ("m01", "rows_outside"): ("of which lie in another force’s area, or have an unknown code", "rows"),
    ("m01", "rows_unmapped_category"): ("of which have a category that belongs to no group", "rows"),
    ("m04", "base_n"): ("Rows in the earlier months", "rows"),
    ("m04", "new_n"): ("Rows in the later months", "rows"),
    ("m04", "base_days"): ("Days of the earlier months", "days"),
    ("m04", "new_days"): ("Days of the later months", "days"),
    ("m04", "difference"): ("Later less earlier", "rows"),
    ("m04", "pct_change"): ("Change of the count; empty below 50 in the earlier months", "per cent"),
    ("m04", "rate_ratio"): ("Rows a day, later to earlier", "ratio"),
    ("m04", "rr_lower"): ("Its lower limit, 95%", "ratio"),
    ("m04", "rr_upper"): ("Its upper limit, 95%", "ratio"),
    ("m04", "p_exact"): ("Exact test of two Poisson counts", "0 to 1"),
    ("m04", "dispersion"): ("Scatter between months, as a multiple of Poisson", "ratio"),
    ("m04", "p_adjusted"): ("The test widened by that scatter", "0 to 1"),
    ("m04", "statement"): ("What is said of it in words", ""),
    ("m04", "q_bh"): ("p after the false discovery rate over the table", "0 to 1"),
    ("m05", "width"): ("Months that are added up", "months"),
    ("m05", "months_present"): ("of which there is a file", "months"),
    ("m05", "sum"): ("Rows in them; empty unless there is a file for each", "rows"),
    ("m06", "mode"): ("segment: a stretch without a gap, judged; sequence: months taken as if none were missing, "
                      "no ground for a statement", ""),
    ("m06", "y"): ("Rows of the month", "rows"),
    ("m06", "mean"): ("Mean of the stretch", "rows"),
    ("m06", "lower"): ("Lower limit of the chart", "rows"),
    ("m06", "upper"): ("Upper limit of the chart", "rows"),
    ("m06", "near_lower"): ("Two thirds of the way from the mean to the lower limit", "rows"),
    ("m06", "near_upper"): ("Two thirds of the way from the mean to the upper limit", "rows"),
    ("m06", "kind"): ("Signal of the month by the rules of the method; empty is none", ""),
    ("m07", "expected"): ("Rows at the rate of all places", "rows"),
    ("m07", "lower95"): ("Funnel limit, 95%", "per 1,000 a year"),
    ("m07", "upper95"): ("Funnel limit, 95%", "per 1,000 a year"),
    ("m07", "lower998"): ("Funnel limit, 99.8%", "per 1,000 a year"),
    ("m07", "upper998"): ("Funnel limit, 99.8%", "per 1,000 a year"),
    ("m07", "phi"): ("Over-dispersion: how much districts differ anyway, as a multiple of chance", "ratio"),
    ("m07", "z_adjusted"): ("z after allowing for it", "standard deviations"),
    ("m07", "funnel"): ("within, or on which side outside", ""),
    ("m08", "areas"): ("Stable areas", "areas"),
    ("m08", "total"): ("Rows in them", "rows"),
    ("m08", "areas_with_any"): ("of which have a row", "areas"),
    ("m08", "gini"): ("Gini index of the counts", "0 to 1"),
    ("m08", "gini_adjusted"): ("The same where there are fewer rows than areas", "0 to 1"),
    ("m08", "share_in_top_5pct_areas"): ("Part of the rows in the highest 5% of areas", "0 to 1"),
    ("m08", "share_in_top_10pct_areas"): ("Part of the rows in the highest 10% of areas", "0 to 1"),
    ("m08", "share_in_top_20pct_areas"): ("Part of the rows in the highest 20% of areas", "0 to 1"),
    ("m08", "share_of_areas_for_25pct"): ("Part of the areas that holds a quarter of the rows", "0 to 1"),
    ("m08", "share_of_areas_for_50pct"): ("Part of the areas that holds half of the rows", "0 to 1"),
    ("m08", "share_of_areas_for_80pct"): ("Part of the areas that holds four fifths of the rows", "0 to 1"),
    ("m09", "neighbours"): ("Areas that touch it", "areas"),
    ("m10", "months_high"): ("Months in which it was among the highest areas", "months"),
    ("m11", "imd_decile"): ("Tenth of deprivation, 1 the most deprived", ""),
    ("m11", "areas"): ("Stable areas in it", "areas"),
    ("m11", "ridit"): ("Its place among the residents, from the least deprived", "0 to 1"),
    ("m11", "sii"): ("Slope index of inequality: rate of the most less that of the least deprived, on the line",
                     "per 1,000 a year"),
    ("m11", "sii_lower"): ("Its lower limit, 95%", "per 1,000 a year"),
    ("m11", "sii_upper"): ("Its upper limit, 95%", "per 1,000 a year"),
    ("m11", "rate_least"): ("The line’s rate at the least deprived", "per 1,000 a year"),
    ("m11", "rate_most"): ("The line’s rate at the most deprived", "per 1,000 a year"),
    ("m11", "deciles"): ("Tenths that the line is drawn through", ""),
    ("m11", "rii"): ("Relative index of inequality: rate of the most over that of the least deprived", "ratio"),
    ("m11", "rii_lower"): ("Its lower limit, 95%", "ratio"),
    ("m11", "rii_upper"): ("Its upper limit, 95%", "ratio"),
    **{("m12", group): ("Rows of the group in the last month; c is hidden", "rows") for group in (
        "asb", "damage_arson", "other", "public_order", "robbery", "violence_sexual", "weapons")},
    ("partners", "indicator"): ("What is counted, by its code in the catalogue of indicators", ""),
    ("partners", "area_type"): ("Kind of area: force, ua (council), lad (district), lsoa21, lsoa11, icb "
                                "(integrated care board) or site", ""),
    ("partners", "area_code"): ("The area, by the code that the source gave", ""),
    ("partners", "period_start"): ("First day that is counted in", "day"),
    ("partners", "period_end"): ("Last day that is counted in", "day"),
    ("partners", "group"): ("Group of people; two are joined by |", ""),
    ("partners", "n"): ("Number that the source gave; c is hidden, by the source or here", "as the indicator"),
    ("partners", "rounding"): ("Multiple that the source rounded to; 0 is exact", ""),
    ("partners", "denominator"): ("What the rate is of, where there is a rate", "as denominator_kind"),
    ("partners", "denominator_kind"): ("people, offences, attendances or pupils", ""),
    ("partners", "rate"): ("Number for each 1,000 of the denominator in the period; empty below 5", "per 1,000"),
    ("partners", "source"): ("Who published it. A text that a spreadsheet would run begins with an apostrophe", ""),
    ("partners", "source_release"): ("Day on which the source released it", "day"),
    ("m13", "harm"): ("Harm; empty, because these categories have no weights", ""),
    ("m13", "mean_weight"): ("The same for each row", ""),
}


def meaning(table: str, column: str) -> tuple[str, str]:
    """Meaning and unit of a column of the table of that name. Raises KeyError for one that nobody described."""
    return COLUMNS.get((table.removesuffix(".csv").partition("_")[0], column)) or COLUMNS[_MANY, column]


def dictionary() -> bytes:
    """The data dictionary as CSV: table, column, meaning, unit."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("table", "column", "meaning", "unit"))
    writer.writerows((_named(table), column, *said)
                     for (table, column), said in COLUMNS.items())
    return out.getvalue().encode()


def _named(table: str) -> str:
    return table if table == _MANY else f"{table}.csv" if table == "partners" else f"{table}_*"
