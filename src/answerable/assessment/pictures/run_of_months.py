"""A run of months: what was recorded in each, with control limits only where a chart was judged.

A month without a file is a gap in the line: it is never drawn as zero, and no line crosses it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from answerable.assessment import words
from answerable.assessment.notes import Annotation
from answerable.assessment.pictures.axes import Axis, Months, marks, name_months, value_axis
from answerable.assessment.pictures.drawing import FONT, LINE, WIDTH, Drawing, outline, wide, wrapped
from answerable.assessment.pictures.room import Room
from answerable.documents.illustrated import Grid, Picture
from answerable.measures.control_chart import LEAST_MONTHS, Kind, Mode, Point
from answerable.measures.counts import Status
from answerable.measures.months import Month, all_between, stretches

_LEFT, _RIGHT = 42.0, WIDTH - 6
_LIMIT_ROOM = 74.0  # units beside the last limits, for their names
_PLOT = 170.0
_NOTE_ROOM = 90.0  # units: a note beside an earlier line has at least these
_STRIP = 10.0
_HELD = 0.5  # strength of a cell that has a file
_FILES = {Status.PRESENT: "file held", Status.SUSPECT: "suspect", Status.ABSENT: "no file"}
NO_LIMITS = (f"No limits are drawn: no {LEAST_MONTHS} months follow one another without a gap, and fewer do not show "
             "what is usual.")


def run_of_months(title: str, series: Mapping[Month, float], points: Sequence[Point], *,
                  states: Mapping[Month, Status], notes: Sequence[Annotation] = (), unit: str = "recorded") -> Picture:
    """The months of a series with the strip of its files below.

    series: the months that are known. points: those that `control_chart` judged; any other mode is left out. states:
    what is held of each month of the span, months missing there are absent. Raises ValueError for an empty series.
    """
    if not series:
        raise ValueError("There is no month to draw.")
    span = all_between(min([*series, *states]), max([*series, *states]))
    judged = [point for point in points if point.mode is Mode.SEGMENT]
    drawing = Drawing()
    months = Months(span, _LEFT, _RIGHT - (_LIMIT_ROOM if judged else 0))
    shown_notes = [note for note in notes if note.month in span]
    top = _head(drawing, months, shown_notes, unit)
    most = max([*series.values(), *(point.upper for point in judged)])
    ticks = marks(0, most)
    axis = Axis(0, ticks[-1], top + _PLOT, top)
    value_axis(drawing, axis, months.start, months.end, ticks)
    _line(drawing, months, axis, series, states)
    _limits(drawing, months, axis, judged)
    _signals(drawing, months, axis, judged, _room(months, axis, series, judged))
    kinds, below = _strip(drawing, months, states, axis.start + 6)
    name_months(drawing, months, below)
    y = _key(drawing, kinds, below)
    if not judged:
        y = drawing.texts(1, y, wrapped(NO_LIMITS, WIDTH))
    return drawing.picture(y - FONT + 4, title, _described(series, span, judged, shown_notes),
                           _table(title, series, span, judged, states, shown_notes, unit))


def gap_strip(title: str, states: Mapping[Month, Status]) -> Picture:
    """What the files hold, month by month. Raises ValueError if there is no month."""
    if not states:
        raise ValueError("There is no month to draw.")
    span = all_between(min(states), max(states))
    drawing = Drawing()
    months = Months(span, 1, _RIGHT)
    kinds, below = _strip(drawing, months, states, 1)
    name_months(drawing, months, below)
    y = _key(drawing, kinds, below)
    held = [month for month in span if _state(states, month) is Status.PRESENT]
    told = [f"{len(held)} of {len(span)} months are held: {_spans(held)}."]
    if doubted := [month for month in span if _state(states, month) is Status.SUSPECT]:
        told.append(f"Suspect: {_spans(doubted)}.")
    rows = [(month.in_words, _said(states, month)) for month in span]
    return drawing.picture(y - FONT + 4, title, " ".join(told), Grid(title, ("Month", "Files"), rows))


def _head(drawing: Drawing, months: Months, notes: Sequence[Annotation], unit: str) -> float:
    """The unit and the notes; each note stands over a dashed line at the start of its month. Gives the plot's top."""
    drawing.text(1, FONT, unit)
    y, before = FONT + LINE, 0.0
    places = []
    for note in sorted(notes, key=lambda one: one.month):
        x = months.begin(note.month)
        on_right = wide(note.words) < WIDTH - x - 4 or x < WIDTH / 2
        room = WIDTH - x - 4 if on_right else x - 8 - (before if x - before > _NOTE_ROOM else 0)
        places.append((x, y - FONT + 2))
        y = drawing.texts(x + 4 if on_right else x - 4, y, wrapped(note.words, room),
                          anchor="start" if on_right else "end")
        before = x
    top = y - FONT + 6
    for x, start in places:
        drawing.line(x, start, x, top + _PLOT, dash="5 3", weight=1.2)
    return top


def _room(months: Months, axis: Axis, series: Mapping[Month, float], judged: Sequence[Point]) -> Room:
    """The plot, with its lines in it."""
    room = Room(months.start, months.end, axis.end - FONT, axis.start)
    for stretch in stretches(series):
        room.add_line([(months.at(month), axis.at(series[month])) for month in stretch])
    for part in _parts(judged):
        for limit in (part[0].upper, part[0].mean, part[0].lower):
            room.add_line([(months.begin(one.month), axis.at(limit)) for one in (part[0], part[-1])])
    return room


def _line(drawing: Drawing, months: Months, axis: Axis, series: Mapping[Month, float],
          states: Mapping[Month, Status]) -> None:
    for stretch in stretches(series):
        if len(stretch) > 1:
            drawing.path(outline([(months.at(month), axis.at(series[month])) for month in stretch]), weight=1.2)
        for month in stretch:
            doubted = states.get(month) is Status.SUSPECT
            drawing.dot(months.at(month), axis.at(series[month]), 3 if doubted else 2, hollow=doubted)


def _limits(drawing: Drawing, months: Months, axis: Axis, judged: Sequence[Point]) -> None:
    parts = _parts(judged)
    for part in parts:
        left, right = months.begin(part[0].month), months.begin(part[-1].month) + months.step
        for value, dash in ((part[0].mean, ""), (part[0].upper, "4 3"), (part[0].lower, "4 3")):
            if value >= 0:
                drawing.line(left, axis.at(value), right, axis.at(value), dash=dash, weight=0.9)
    if parts:
        last = parts[-1][0]
        named = [("upper", last.upper), ("mean", last.mean), ("lower", last.lower)]
        ended, free = months.begin(parts[-1][-1].month) + months.step, 0.0
        for name, value in named:
            if value >= 0:
                y = max(axis.at(value) + 4, free)
                if ended < months.end:  # months after it are not judged: the names stand beyond them
                    drawing.line(ended, axis.at(value), months.end, axis.at(value), dash="1 4", faint=True)
                drawing.text(months.end + 3, y, f"{name} {words.rounded(value, 1)}")
                free = y + FONT


def _parts(judged: Sequence[Point]) -> list[list[Point]]:
    """The points of each stretch."""
    by_month = {point.month: point for point in judged}
    return [[by_month[month] for month in stretch] for stretch in stretches(by_month)]


def _signals(drawing: Drawing, months: Months, axis: Axis, judged: Sequence[Point], room: Room) -> None:
    """Each signal as a diamond; a run of one kind is named once, near one of its points."""
    runs = [list(run) for part in _parts(judged) for _kind, run in groupby(part, lambda one: one.kind)]
    for run in runs:
        kind = run[0].kind
        if kind is Kind.COMMON_CAUSE:
            continue
        at = [(months.at(point.month), axis.at(point.y)) for point in run]
        for x, y in at:
            drawing.diamond(x, y, 4)
        length = wide(kind)
        # Above a point before below it, near before far, over the point before beside it.
        places = [(x - length * share, y + down) for down in (-8, 18, -21, 31, -34, 44) for x, y in at
                  for share in (0.5, 1, 0)] + [(x + aside, y + 4) for x, y in at for aside in (9, -9 - length)]
        x, y = at[0]
        drawing.text(*(room.place(length, places) or (x - length / 2, max(FONT, y - 8))), kind, bold=True)


def _strip(drawing: Drawing, months: Months, states: Mapping[Month, Status], y: float) -> tuple[set[Status], float]:
    """A cell for each month: filled where there is a file, half where it is suspect, hatched where there is none.

    Gives what was drawn and the y below it.
    """
    kinds = set()
    for state, run in groupby(months.span, lambda month: _state(states, month)):
        kinds.add(state)
        stretch = list(run)
        if state is Status.ABSENT:
            drawing.hatched(months.begin(stretch[0]), y, len(stretch) * months.step, _STRIP)
        else:
            for month in stretch:
                _cell(drawing, state, months.begin(month), y, months.step)
    return kinds, y + _STRIP


def _cell(drawing: Drawing, state: Status, x: float, y: float, width: float) -> None:
    if state is Status.ABSENT:
        drawing.hatched(x, y, width, _STRIP)
        return
    drawing.box(x, y, width, _STRIP, opacity=_HELD if state is Status.PRESENT else 0, weight=0.5)
    if state is Status.SUSPECT:
        drawing.line(x, y + _STRIP / 2, x + width, y + _STRIP / 2, weight=2)


def _key(drawing: Drawing, kinds: set[Status], below: float) -> float:
    """What the cells mean, below them and the names of the months; gives the y of the line after."""
    x, y = 1.0, below + 2 * LINE + 2
    for state, name in _FILES.items():
        if state in kinds:
            _cell(drawing, state, x, y - 9, 14)
            drawing.text(x + 18, y, name)
            x += 18 + wide(name) + 14
    return y + LINE + 3


def _state(states: Mapping[Month, Status], month: Month) -> Status:
    return states.get(month, Status.ABSENT)


def _said(states: Mapping[Month, Status], month: Month) -> str:
    return _FILES[_state(states, month)]


def _spans(months: Sequence[Month]) -> str:
    return words.listed([words.stretch(one) for one in stretches(months)]) if months else "none"


def _described(series: Mapping[Month, float], span: Sequence[Month], judged: Sequence[Point],
               notes: Sequence[Annotation]) -> str:
    least, most = min(series, key=lambda m: (series[m], m)), max(series, key=lambda m: (series[m], m))
    told = [f"A line for {_spans(list(series))}.",
            f"The lowest month is {least.in_words} ({_value(series[least])}), the highest {most.in_words} "
            f"({_value(series[most])})."]
    if missing := [month for month in span if month not in series]:
        told.append(f"There is a gap for {_spans(missing)}.")
    for part in _parts(judged):
        first = part[0]
        told.append(f"From {part[0].month.in_words} to {part[-1].month.in_words} the mean is "
                    f"{words.rounded(first.mean, 1)} and the limits are {words.rounded(first.lower, 1)} and "
                    f"{words.rounded(first.upper, 1)}.")
    signals = [point for point in judged if point.kind is not Kind.COMMON_CAUSE]
    if judged:
        told.append(f"Signals: {words.listed([f'{p.month.in_words}, {p.kind}' for p in signals])}." if signals
                    else "No month is a signal.")
    else:
        told.append(NO_LIMITS)
    told.extend(f"From {note.month.in_words}: {note.words}." for note in notes)
    return " ".join(told)


def _value(value: float) -> str:
    return words.rounded(value, 0 if value == int(value) else 1)


def _table(title: str, series: Mapping[Month, float], span: Sequence[Month], judged: Sequence[Point],
           states: Mapping[Month, Status], notes: Sequence[Annotation], unit: str) -> Grid:
    by_month = {point.month: point for point in judged}
    noted = {note.month: note.words for note in notes}
    headings = ["Month", unit.capitalize(), "Files", *(["Mean", "Limits", "What it is"] if judged else []),
                *(["Annotation"] if noted else [])]
    rows = []
    for month in span:
        row = [month.in_words, _value(series[month]) if month in series else "not known", _said(states, month)]
        if judged:
            point = by_month.get(month)
            row += ["no limits", "no limits", "not judged"] if point is None else [
                words.rounded(point.mean, 1),
                f"{words.rounded(point.lower, 1)} to {words.rounded(point.upper, 1)}", str(point.kind)]
        rows.append(row + ([noted.get(month, "none")] if noted else []))
    return Grid(title, headings, rows)
