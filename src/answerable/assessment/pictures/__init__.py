"""The pictures of an assessment. Each is a pure function from rows of `measures` to a drawing and its table.

A drawing has no script and no style: it uses the text's own colour, weight and pattern, so it holds in grey, on paper,
in print preview and under a strict Content-Security-Policy. It is drawn for a screen 360 units wide. What the drawing
leaves out for want of room (a value, a limit, an area that is neither hot nor cold) is in the table.
"""

from answerable.assessment.pictures.area_map import HOT_AREAS, PERSISTENCE, Look, map_picture
from answerable.assessment.pictures.changes import changes_by_place
from answerable.assessment.pictures.concentration import concentration_curve
from answerable.assessment.pictures.deprivation import deprivation_steps
from answerable.assessment.pictures.funnel import funnel_plot
from answerable.assessment.pictures.rates import rates_by_place
from answerable.assessment.pictures.run_of_months import gap_strip, run_of_months

__all__ = ["HOT_AREAS", "PERSISTENCE", "Look", "changes_by_place", "concentration_curve", "deprivation_steps",
           "funnel_plot", "gap_strip", "map_picture", "rates_by_place", "run_of_months"]
