"""How the figures were made, what limits them, and what each table holds."""

from __future__ import annotations

DESCRIPTION = "assessment.json"  # the file in which an assessment says what it was made of

LICENCE = ("Contains public sector information licensed under the Open Government Licence v3.0 (data.police.uk; Office "
           "for National Statistics; Ministry of Housing, Communities and Local Government).")

LIMITS = (
    "Police recorded crime is official, not accredited, statistics. It shows what was reported and recorded.",
    "Crime is counted in the month of recording. A month is published again when it is revised; these are the files "
    "that were taken in.",
)

METHOD = (
    "A month’s status is suspect when it holds less than half of the force’s median month, from three months on.",
    "Limits of a rate: exact (chi-square) below 10 events, Byar’s approximation from 10.",
    "Change: the exact test of two Poisson counts, and a second one widened by the scatter between months. The less "
    "sure of the two decides. Below 10 in both periods nothing is said; below 50 in the first no percentage is given.",
    "Rolling sums of 3 and 12 months are empty unless every month is held.",
    "Control charts need 12 months without a gap; limits are 2.66 mean moving ranges from the mean.",
    "Funnel: interpolated Poisson limits, z divided by the root of the over-dispersion; fewer than 10 places are not "
    "judged.",
    "Areas that stand out with their neighbours: Getis and Ord’s Gi*, with p from the exact distribution of sums drawn "
    "without replacement, and a false-discovery rate of 5%.",
    "An area is high in a month when it is in the top tenth and has at least three.",
    "Deprivation: population-weighted line through the tenths of areas, limits in closed form.",
    "Harm is not counted: published weights hang on offence codes, which the files do not carry, and none is made up.",
    "Cover of needs by services is counted where needs, services and grants are held; the files of recorded crime hold "
    "none of them.",
)

TABLES = (
    ("m01_ledger.csv", "For each force and month: present, absent or suspect, and every oddity counted"),
    ("m02_counts_*.csv", "Counts by force, authority, district (by month) and area (all months), for ten groups"),
    ("m03_rates_*.csv", "Rates per 1,000 residents a year with 95% limits, and the rate of all places together"),
    ("m04_change_*.csv", "Change between the same months of two years: ratio, limits, exact and adjusted p, statement"),
    ("m05_rolling_force.csv", "Sums of 3 and 12 months, empty unless every month is held"),
    ("m06_xmr_force.csv", "Control charts. Rows of mode “sequence” take the months as if none were missing: they show "
     "the arithmetic, and are no ground for a statement"),
    ("m07_funnel_district.csv", "Expected number, funnel limits, z and over-dispersion by district"),
    ("m08_concentration.csv", "Gini index, adjusted Gini index, shares in the highest areas"),
    ("m09_gistar_*.csv", "Areas that stand out with their neighbours: those that touch, and the eight nearest"),
    ("m10_persistence.csv", "In how many months an area was high"),
    ("m11_gradient_*.csv", "Rates by tenth of deprivation, slope and relative index"),
    ("m12_suppressed_last_month.csv",
     "The last month by district, small numbers hidden (c). The proof: m12_audit.json"),
    ("m13_harm.csv", "Harm, empty because there are no weights for these categories"),
)
