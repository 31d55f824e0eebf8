"""A map of areas by kind: greys and hatching, marks where an area is too small to see, towns enlarged beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from answerable.assessment.pictures.drawing import FONT, LINE, WIDTH, Drawing, Point, wide, wrapped
from answerable.assessment.pictures.outlines import Ring, Window, box, filled, lined, projected
from answerable.documents.illustrated import Grid, Picture

_TALLEST = 400.0
_MARKED_BELOW = 8.0  # units: an area drawn smaller gets a mark
_TOGETHER = 14.0  # units: small areas so near one another are enlarged together
_CROWD = 3  # of them
_MOST_INSETS = 4
_INSET = (WIDTH - 10) / 2
_HATCHED = -1.0
_STRONG = 0.8  # not all black: the border between two strong areas can be seen


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of area is drawn. Kinds with a mark are the ones that the map is about."""

    kind: str
    means: str
    strength: float  # of the grey, 0 white to 1 black; below 0 hatched
    mark: bool = False


PERSISTENCE = (
    Look("persistent", "high in three of four months, or more", _STRONG, mark=True),
    Look("recurrent", "high in half of the months, or more", 0.45, mark=True),
    Look("occasional", "high in fewer months", 0.16),
    Look("never", "high in no month", 0),
)
HOT_AREAS = (
    Look("hot", "high together with its neighbours", _STRONG, mark=True),
    Look("cold", "low together with its neighbours", 0.3),
    Look("none", "does not stand out", 0),
)
_UNKNOWN = Look("not known", "no figure for this area", _HATCHED)


def map_picture(title: str, outlines: Mapping[str, Sequence[Ring]], kind_of: Mapping[str, str],
                looks: Sequence[Look], names: Mapping[str, str] | None = None) -> Picture:
    """The areas of `kind_of` and of `outlines`; those of the one without the other are said to be so.

    outlines: rings of longitude and latitude. looks: of each kind, the first the most important. Raises ValueError if
    nothing has an outline, and for a kind that has no look.
    """
    if unheard := set(kind_of.values()) - {look.kind for look in looks}:
        raise ValueError(f"These kinds have no look: {', '.join(sorted(unheard))}.")
    world = {code: rings for code, rings in projected(outlines).items() if rings}
    if not world:
        raise ValueError("There is no outline to draw.")
    of_kind = {look: sorted(code for code in {*world, *kind_of} if kind_of.get(code, _UNKNOWN.kind) == look.kind)
               for look in (*looks, _UNKNOWN)}
    drawing = Drawing()
    whole = _whole(world)
    small = _areas(drawing, whole, world, of_kind)
    _x, _y, _width, height = whole.shown
    insets = _insets(whole, small, height + 8)
    inset_of = _draw_insets(drawing, whole, insets, world, of_kind)
    alone = [at for code, at in small.items() if code not in inset_of]
    for look, (x, y) in alone:
        _mark(drawing, look, x, y)
    bottom = max((one.shown[1] + one.shown[3] for one in insets), default=height)
    y = _key(drawing, of_kind, bottom + LINE + 6, marked=bool(alone))
    missing = sorted(set(kind_of) - set(world))
    if missing:
        y = drawing.texts(1, y, wrapped(f"Without an outline, so not drawn: {len(missing)}.", WIDTH))
    return drawing.picture(y - FONT + 4, title, _described(of_kind, insets, missing),
                           _table(title, of_kind, inset_of, missing, names or {}))


def _whole(world: Mapping[str, Sequence[Ring]]) -> Window:
    left, top, right, bottom = box(ring for rings in world.values() for ring in rings)
    width, height = right - left or 1e-9, bottom - top or 1e-9
    scale = min((WIDTH - 2) / width, _TALLEST / height)
    return Window(left, top, width, height, (WIDTH - width * scale) / 2, 1, scale)


def _areas(drawing: Drawing, window: Window, world: Mapping[str, Sequence[Ring]],
           of_kind: Mapping[Look, Sequence[str]]) -> dict[str, tuple[Look, Point]]:
    """Draw the areas in a window; gives the ones too small to see that need a mark, and where."""
    small = {}
    for look, codes in of_kind.items():
        drawn = {code: rings for code in codes if code in world and (rings := window.drawn(world[code]))}
        every = [ring for rings in drawn.values() for ring in rings]
        if not every:
            continue
        _fill(drawing, look, every)
        for code, rings in drawn.items():
            left, top, right, bottom = box(rings[:1])
            if look.mark and max(right - left, bottom - top) < _MARKED_BELOW:
                small[code] = (look, ((left + right) / 2, (top + bottom) / 2))
    return small


def _fill(drawing: Drawing, look: Look, rings: Sequence[Ring]) -> None:
    if look.strength < 0:
        drawing.path(lined(rings), weight=0.5)
    strength = max(0.0, look.strength)
    drawing.path(filled(rings), weight=0.4, fill="currentColor" if strength else "none", opacity=strength or 1,
                 stroke_opacity=0.6)


def _mark(drawing: Drawing, look: Look, x: float, y: float) -> None:
    """A filled diamond for the first kind of a map, a hollow one for another."""
    drawing.diamond(min(WIDTH - 4, max(4, x)), max(4, y), 3.5, hollow=look.strength < _STRONG)


def _insets(whole: Window, small: Mapping[str, tuple[Look, Point]], top: float) -> list[Window]:
    """Where small areas crowd, a window each, the fullest first; two beside one another below the map."""
    crowds = sorted((crowd for crowd in _crowds({code: at for code, (_look, at) in small.items()})
                     if len(crowd) >= _CROWD), key=lambda crowd: (-len(crowd), crowd))[:_MOST_INSETS]
    found = []
    for place, crowd in enumerate(sorted(crowds, key=lambda one: min(small[code][1][1] for code in one))):
        left, above, right, below = box([[small[code][1] for code in crowd]])
        side = max(right - left, below - above) + 2 * _MARKED_BELOW
        x, y = (left + right - side) / 2, (above + below - side) / 2
        row, column = divmod(place, 2)
        world_side = side / whole.scale
        found.append(Window(whole.left + (x - whole.x) / whole.scale, whole.top + (y - whole.y) / whole.scale,
                            world_side, world_side, column * (_INSET + 8) + 1, top + row * (_INSET + 8),
                            _INSET / world_side))
    return found


def _crowds(points: Mapping[str, Point]) -> list[list[str]]:
    """The points in groups, each within reach of another of its group."""
    left, groups = dict(points), []
    while left:
        code = min(left)
        group, todo = [], [(code, left.pop(code))]
        while todo:
            code, at = todo.pop()
            group.append(code)
            near = [other for other, there in left.items() if math.dist(at, there) <= _TOGETHER]
            todo += [(other, left.pop(other)) for other in near]
        groups.append(sorted(group))
    return groups


def _draw_insets(drawing: Drawing, whole: Window, insets: Sequence[Window], world: Mapping[str, Sequence[Ring]],
                 of_kind: Mapping[Look, Sequence[str]]) -> dict[str, str]:
    """Draw the windows and where each lies on the map; gives the letter of the window in which an area stands out."""
    letters: dict[str, str] = {}
    for letter, inset in zip(ascii_uppercase, insets, strict=False):
        for look, (x, y) in _areas(drawing, inset, world, of_kind).values():
            _mark(drawing, look, x, y)
        x, y, width, height = inset.shown
        drawing.box(x, y, width, height)
        drawing.text(x + 4, y + FONT + 2, letter, bold=True)
        left, top = whole.at((inset.left, inset.top))
        side = inset.width * whole.scale
        drawing.box(max(1.0, left), max(1.0, top), min(side, WIDTH - 2 - left), side)
        drawing.text(left + side + 3 if left + side + 3 + wide(letter) < WIDTH else left - 3 - wide(letter),
                     max(FONT, top + FONT), letter, bold=True)
        for look, codes in of_kind.items():
            for code in codes if look.mark else ():
                if code in world and code not in letters and _inside(world[code], inset):
                    letters[code] = letter
    return letters


def _inside(rings: Sequence[Ring], window: Window) -> bool:
    """Whether the middle of an area is in the window."""
    left, top, right, bottom = box(rings[:1])
    return (0 <= (left + right) / 2 - window.left <= window.width
            and 0 <= (top + bottom) / 2 - window.top <= window.height)


def _key(drawing: Drawing, of_kind: Mapping[Look, Sequence[str]], y: float, *, marked: bool) -> float:
    for look, codes in of_kind.items():
        if not codes and look is _UNKNOWN:
            continue
        square = [(1.0, y - 10), (15.0, y - 10), (15.0, y + 2), (1.0, y + 2)]
        _fill(drawing, look, [square])
        y = drawing.texts(22, y, wrapped(f"{look.kind}: {look.means} ({len(codes)})", WIDTH - 22)) + 2
    if marked:
        y = drawing.texts(1, y, wrapped("A diamond stands on an area too small to see on the map.", WIDTH))
    return y


def _described(of_kind: Mapping[Look, Sequence[str]], insets: Sequence[Window], missing: Sequence[str]) -> str:
    told = [f"A map of {sum(map(len, of_kind.values())) - len(missing)} areas."]
    told += [f"{look.kind.capitalize()}, {look.means}: {len(codes)}." for look, codes in of_kind.items()
             if codes or look is not _UNKNOWN]
    if insets:
        told.append(f"Below it, {len(insets)} {'part is' if len(insets) == 1 else 'parts are'} enlarged.")
    if missing:
        told.append(f"Without an outline: {len(missing)}.")
    return " ".join([*told, "The table names the areas."])


def _table(title: str, of_kind: Mapping[Look, Sequence[str]], inset_of: Mapping[str, str], missing: Sequence[str],
           names: Mapping[str, str]) -> Grid:
    def where(code: str) -> str:
        return "not drawn: no outline" if code in missing else inset_of.get(code, "the map")

    return Grid(title, ("Area", "Kind", "Shown in"), [
        (f"{names[code]} ({code})" if code in names else code, look.kind, where(code))
        for look, codes in of_kind.items() for code in codes])
