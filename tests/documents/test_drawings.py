"""Only drawings as this software makes them are taken into a page: nothing that could run, load or lead elsewhere."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from answerable.assessment.pictures.drawing import Drawing
from answerable.documents.drawings import is_drawing
from answerable.documents.illustrated import Grid
from tests.assessment.test_pictures import every_picture

HEAD = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 120" width="540" height="180" role="img">'
        "<title>Months</title><desc>Two months</desc>")
TAIL = "</svg>"
GRID = Grid("Months", ("Month", "Crimes"), [("January", "4")])

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("<>&\"' ="), max_size=30)
NUMBERS = st.floats(-400, 400)


@st.composite
def drawings(draw: st.DrawFn) -> str:
    made = Drawing()
    for _ in range(draw(st.integers(0, 8))):
        x, y, width, height = (draw(NUMBERS) for _ in range(4))
        match draw(st.integers(0, 6)):
            case 0:
                made.line(x, y, width, height, dash=draw(st.sampled_from(["", "2 3"])), faint=draw(st.booleans()))
            case 1:
                made.box(x, y, width, height, opacity=draw(st.floats(0, 1)), weight=draw(st.sampled_from([0, 1, 1.5])))
            case 2:
                made.hatched(x, y, abs(width), abs(height))
            case 3:
                made.dot(x, y, hollow=draw(st.booleans()))
            case 4:
                made.diamond(x, y, hollow=draw(st.booleans()))
            case 5:
                made.path(f"M{x:.1f} {y:.1f}Z", fill="currentColor", opacity=draw(st.floats(0, 1)))
            case 6:
                made.text(x, y, draw(TEXTS), anchor=draw(st.sampled_from(["start", "middle", "end"])),
                          bold=draw(st.booleans()), size=draw(st.sampled_from([9, 12.0, 10.5])))
    return made.picture(draw(st.floats(20, 2000)), draw(TEXTS), draw(TEXTS), GRID).svg


@pytest.mark.parametrize("picture", every_picture(), ids=lambda one: one.title)
def test_every_picture_that_an_assessment_draws_is_a_drawing(picture):
    assert is_drawing(picture.svg)


@given(drawings())
def test_whatever_the_drawing_board_draws_is_a_drawing(svg):
    assert is_drawing(svg)


@pytest.mark.parametrize("within", [
    "<script>alert(1)</script>", "<style>*{display:none}</style>", "<image href='x.png'/>", '<image href="x.png"/>',
    '<use href="#a"/>', '<a href="https://elsewhere.example"><text>x</text></a>', "<foreignObject></foreignObject>",
    "<foreignObject><p>x</p></foreignObject>", '<animate attributeName="x"/>', '<set attributeName="x" to="1"/>',
    '<rect onclick="alert(1)"/>', '<rect ONCLICK="alert(1)"/>',
    '<rect style="fill:red"/>', '<rect class="govuk-button"/>',
    '<rect id="main"/>', '<rect fill="url(#a)"/>', '<rect fill="url(https://elsewhere.example)"/>',
    '<rect fill="red"/>', '<rect x="1" x="2"/>', "<rect x='1'/>", "<rect x=1 />",
    '<rect x="1"y="2"/>', '<rect x = "1"/>',
    '<rect x="1" hidden/>', '<rect x="&#49;"/>', '<rect x="1\n"/>', '<rect xlink:href="x"/>', '<rect xmlns="x"/>',
    '<rect xml:lang="en"/>', '<rect tabindex="0"/>', '<rect role="button"/>', '<rect aria-label="x"/>',
    "<RECT/>", "<Rect/>", "<rect\n/>", "<rect\t/>", "<rect//>", "<rect></rect >", "<rect>", "</rect>", "<rect></line>",
    "<!-- x -->", "<![CDATA[x]]>", "<?xml version='1.0'?>", "<?php x ?>", "<!DOCTYPE svg>", "<!ENTITY x 'y'>",
    "<text>&x;</text>", "<text>&nbsp;</text>", "<text>&#x3c;script&#x3e;</text>", "<text>&</text>", "<text>&amp</text>",
    "<text><</text>", "<text>></text>", "<text>\x00</text>", "<text>\x0c</text>", "<text>\r</text>",
    "<text>\ud800</text>",
    "<text>\x85</text>", "<text><b>x</b></text>", "<text><text>x</text></text>",
    "<title><img src=x onerror=alert(1)></title>",
    "<desc><text>x</text></desc>", "<title><p>x</p></title>", "<desc><svg></svg></desc>", "<svg></svg>", "words",
    "<g>words</g>", "<path>words</path>", "<path><rect/></path>", '<path d="M0 0url(x)"/>', '<path d="url(x)"/>',
    '<rect x="NaN"/>', '<rect x="1px"/>', '<rect x="10%"/>', '<rect x="calc(1)"/>', '<rect x="١"/>',
    '<text font-family="x">x</text>', "</svg><svg>", "</svg>", "<g>" * 30 + "</g>" * 30, "<br/>", "<p>x</p>", "<a/>",
    "<math></math>", "<mi/>", "<table/>", "<iframe/>", "<noscript></noscript>", "<svg:rect/>", "<rect", "<", "&", ">",
])
def test_anything_more_is_refused(within):
    assert is_drawing(HEAD + TAIL)
    assert not is_drawing(HEAD + within + TAIL)


@pytest.mark.parametrize("svg", [
    "", " ", "<svg/>", "words", "<rect/>", "<g></g>", HEAD, f" {HEAD}{TAIL}", f"{HEAD}{TAIL} ", f"{HEAD}{TAIL}\n",
    HEAD + TAIL + HEAD + TAIL, HEAD + TAIL + "<script></script>", "\ufeff" + HEAD + TAIL,
    "<?xml version='1.0'?>" + HEAD + TAIL, "<!DOCTYPE svg>" + HEAD + TAIL,
    HEAD.replace(' xmlns="http://www.w3.org/2000/svg"', "") + TAIL,
    HEAD.replace("2000/svg", "1999/xhtml") + TAIL, HEAD.replace("0 0 360 120", "0 0 0 0") + TAIL,
    HEAD.replace("0 0 360 120", "0 0 -1 5") + TAIL, HEAD.replace('width="540"', 'width="540px"') + TAIL,
    HEAD.replace('width="540"', 'width="99999999"') + TAIL, HEAD.replace(' height="180"', "") + TAIL,
    HEAD.replace("<svg ", "<svg onload=\"alert(1)\" ") + TAIL,
    HEAD.replace('"img"', '"img" font-family="a;b:url(x)"') + TAIL,
    HEAD.replace('"img"', '"presentation"') + TAIL,
])
def test_what_is_not_one_whole_drawing_is_refused(svg):
    assert not is_drawing(svg)


PIECES = st.sampled_from([
    "<g>", "</g>", "<text>", "</text>", "<tspan>", "</tspan>", "<rect/>", '<rect x="1"/>', '<path d="M0 0"/>',
    "<title>", "</title>", "<desc>", "</desc>", "words", "&amp;", "&lt;script&gt;", "<script>", "</script>", "<style>",
    "<!--", "-->", "<![CDATA[", "]]>", "<p>", "<b>", "<a ", "href=", "</svg>", ' onclick="x"', "'", '"', "<", ">", "/",
    "&", "=", " ", "\x00"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_let_through_reads_alike_in_a_page_and_as_xml_and_leaves_the_page_as_it_is(within):
    svg = HEAD + within + TAIL
    if not is_drawing(svg):
        return

    as_xml = [node.tag.removeprefix("{http://www.w3.org/2000/svg}") for node in ElementTree.fromstring(svg).iter()]
    html = LexborHTMLParser(f"<!DOCTYPE html><body><main>{svg}<p id='after'>after</p></main>")

    assert [node.tag for node in html.css("main svg, main svg *")] == as_xml
    assert html.css_first("main > p#after").text() == "after"
    assert html.css("script, style, a, b, svg p") == []


@given(st.text(max_size=60))
def test_no_text_by_itself_raises_or_is_a_drawing(text):
    assert not is_drawing(text)


def test_a_long_hostile_text_is_refused_at_once():
    assert not is_drawing(HEAD + "<text>" + "x&amp;" * 200_000 + TAIL)
    assert not is_drawing(HEAD + '<path d="' + "M0 0" * 200_000)
    assert not is_drawing(HEAD + "<rect" + ' x="1"' * 100_000 + "/>" + TAIL)
