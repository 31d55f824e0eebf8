"""Light markup: what becomes a paragraph, a list, a heading, strong words or a link, and that nothing else does."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from answerable.documents import (
    BulletList,
    Heading,
    Link,
    Paragraph,
    Strong,
    Text,
    as_data,
    blocks,
    blocks_to_html,
    may_link_to,
    plain,
)

MARKS = ["**", "*", "[", "]", "](", "(", ")", "- ", "## ", "\n", "\n\n", " ", "a", "Ü", "<", ">", "&", '"', "'"]
ADDRESSES = ["https://a.uk", "javascript:", "//a.uk", "mailto:a@b.uk", "data:text/html,", "<script>", "&lt;", "\x00"]
markup = st.lists(st.sampled_from(MARKS + ADDRESSES), max_size=40).map("".join)
any_text = st.one_of(markup, st.text())


def words_in(html: str) -> str:
    return LexborHTMLParser(html).body.text() if html else ""


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("", ()),
        (" \n\t\n", ()),
        ("One.\nStill one.", (Paragraph((Text("One. Still one."),)),)),
        ("One.\n\nTwo.", (Paragraph((Text("One."),)), Paragraph((Text("Two."),)))),
        ("One.\r\n\r\nTwo.\r\rThree.", tuple(Paragraph((Text(word),)) for word in ("One.", "Two.", "Three."))),
        ("- a\n- b", (BulletList(((Text("a"),), (Text("b"),))),)),
        ("- a\n\n- b", (BulletList(((Text("a"),), (Text("b"),))),)),
        ("- a\nb", (BulletList(((Text("a"),),)), Paragraph((Text("b"),)))),
        ("a\n- b", (Paragraph((Text("a"),)), BulletList(((Text("b"),),)))),
        ("## H\na", (Heading((Text("H"),)), Paragraph((Text("a"),)))),
        ("a **b** c", (Paragraph((Text("a "), Strong("b"), Text(" c"))),)),
        ("[our plan](https://wexcombe.example/plan)", (Paragraph((Link("our plan", "https://wexcombe.example/plan"),)),)),
        ("[write](mailto:office@marlshire.example)", (Paragraph((Link("write", "mailto:office@marlshire.example"),)),)),
    ],
)
def test_the_markup_there_is(words, read):
    assert blocks(words) == read


@pytest.mark.parametrize(
    "words",
    [
        "# one", "### three", "##", "##no space", "-", "-no space", "* star", "1. one", "> quoted", "| a | b |",
        "_a_", "*a*", "**", "****", "** a **", "**a", "2 ** 3", "`code`", "~~a~~", "<b>a</b>", "&amp;", "---",
        "![a](https://a.uk/a.png", "[a] (https://a.uk)", "[](https://a.uk)", "[a]()", "[a](b c)", "[[a]](b)",
        "https://a.uk", "<https://a.uk>", "[a]: https://a.uk",
    ],
)  # fmt: skip
def test_everything_else_is_literal_text(words):
    assert blocks(words) == (Paragraph((Text(words),)),)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert", "JAVASCRIPT:alert", "data:text/html,a", "vbscript:a", "file:///etc/passwd", "ftp://a.uk",
        "//a.uk", "/a", "a", "#", "#a", "?a", "a.uk", "https:", "https://", "https:a.uk", "http:///a", "https://a@b.uk",
        "https://a:b@c.uk", "https://[::1", "https://a.uk\\@b.uk", "mailto:", "mailto:a", "mailto:a@b?cc=c@d",
        "mailto:a@b,c@d", "tel:999", "\tjavascript:alert", "https://a.uk/" + "a" * 2000,
    ],
)  # fmt: skip
def test_no_link_leads_anywhere_but_http_https_and_mail(address):
    assert not may_link_to(address)
    assert not any(isinstance(run, Link) for block in blocks(f"[a]({address})") for run in block.runs)


@pytest.mark.parametrize("address", ["http://a.uk", "HTTPS://a.uk/b?c=d&e=f#g", "https://[::1]/", "mailto:a@b.uk"])
def test_a_link_may_lead_to_these(address):
    assert may_link_to(address)


def test_a_page_holds_the_same_words_escaped():
    html = blocks_to_html(blocks('**Tarnbridge** & "Wexcombe"\n\n## <b>\n\n- [plan](https://a.uk/?a=1&b=2)'), 4)

    assert html == (
        '<p class="govuk-body"><strong>Tarnbridge</strong> &amp; &#34;Wexcombe&#34;</p>\n'
        '<h4 class="govuk-heading-s">&lt;b&gt;</h4>\n'
        '<ul class="govuk-list govuk-list--bullet">\n'
        '<li><a class="govuk-link" href="https://a.uk/?a=1&amp;b=2" rel="noopener noreferrer nofollow">plan</a></li>\n'
        "</ul>"
    )


@pytest.mark.parametrize("level", [0, 1, 7])
def test_a_heading_never_takes_the_level_of_the_page(level):
    with pytest.raises(ValueError, match="2 to 6"):
        blocks_to_html(blocks("## a"), level)


@given(any_text)
@example("[a](https://a.uk/\"onmouseover='alert(1)')")
@example("[<img src=x onerror=alert(1)>](https://a.uk)")
@example("</p><script>alert(1)</script>")
def test_no_text_makes_a_tag_an_attribute_or_an_address_of_its_own(words):
    page = LexborHTMLParser(f"<main>{blocks_to_html(blocks(words))}</main>").css_first("main")

    allowed = {"p": {"class"}, "h3": {"class"}, "ul": {"class"}, "li": set(), "strong": set()}
    for node in page.css("*"):
        if node.tag == "main":
            continue
        if node.tag == "a":
            assert set(node.attributes) == {"class", "href", "rel"}
            assert may_link_to(node.attributes["href"])
        else:
            assert set(node.attributes) == allowed[node.tag]


@given(any_text)
def test_the_words_on_the_page_are_the_words_in_the_data(words):
    read = blocks(words)

    on_page = "".join(words_in(str(blocks_to_html(read))).split())
    in_data = "".join(run["words"] for block in as_data(read) for run in runs_of(block))
    assert on_page == "".join(in_data.split())


def runs_of(block):
    return block["runs"] if "runs" in block else [run for item in block["items"] for run in item]


@given(any_text)
def test_no_letter_is_ever_dropped(words):
    letters = [letter for letter in words if letter.isalnum()]

    kept = plain(blocks(words))
    for letter in set(letters):
        assert kept.count(letter) >= letters.count(letter)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="*[]()#-")))
def test_text_without_marks_comes_back_as_it_was_but_for_spaces(words):
    kept = plain(blocks(words))

    assert kept.split() == words.split()


@given(any_text)
def test_characters_that_pages_and_documents_refuse_are_made_visible(words):
    kept = plain(blocks(words + "\x00\x0b\x1f\ud800\ufffe"))

    assert kept.count("\N{REPLACEMENT CHARACTER}") >= 5
    kept.encode("utf-8")
    assert not set(kept) & {chr(code) for code in range(32) if chr(code) not in "\n\t"}


@given(any_text)
def test_the_data_goes_into_json_and_back(words):
    data = as_data(blocks(words))

    assert json.loads(json.dumps(data)) == data


def test_plain_text_keeps_the_address_of_a_link_once():
    assert plain(blocks("See [the plan](https://a.uk).\n\n- **one**\n- two")) == (
        "See the plan (https://a.uk).\n\n- one\n- two"
    )
    assert plain(blocks("[https://a.uk](https://a.uk)")) == "https://a.uk"


@pytest.mark.parametrize("fragment", [*MARKS, *ADDRESSES, "**a", "[a](", "[a](https://a.uk", "[ ", "a](b", "*a*", "(("])
def test_a_megabyte_of_any_repeated_fragment_is_read_to_its_end(fragment):
    words = fragment * (1_000_000 // len(fragment)) + "\n\nend"

    assert plain(blocks(words)).endswith("end")
