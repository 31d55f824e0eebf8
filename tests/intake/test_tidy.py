"""Whatever was pasted becomes light markup that shows the same words, and what was changed is said."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.documents import BulletList, Heading, Paragraph, blocks, blocks_to_html, plain
from answerable.intake.tidy.changes import Changes
from answerable.intake.tidy.plain import has_code
from answerable.intake.tidy.rich import tidy_html, tidy_words
from answerable.records.text import check_text

WORD_LIST = """<p class=MsoNormal>Two things:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Lights at <st1:place>Marlby</st1:place><o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;
</span></span>A <b>warden</b></p><p class=MsoNormal>That is all.</p>"""


def tidied(html):
    changes = Changes()
    return tidy_html(html, changes), changes.told


def words_tidied(words):
    changes = Changes()
    return tidy_words(words, changes), changes.told


@pytest.mark.parametrize(
    ("html", "markup", "told"),
    [
        ("<p>One</p><p>Two <b>strong </b><strong>words</strong></p>", "One\n\nTwo **strong words**", ()),
        ("<ul><li>a</li><li>b</li></ul><p>c</p>", "- a\n- b\n\nc", ()),
        ("<h2>Head</h2><p>x</p>", "## Head\n\nx", ()),
        ("<h1>Head</h1><h3>Under</h3>", "## Head\n\n## Under", ("2 headings were set",)),
        ("<p><span style='font-family:Arial;color:red'>x</span></p>", "x", ("Fonts, colours",)),
        ("<p><i>x</i> <u>y</u></p>", "x y", ("Italics",)),
        ("<p>a<br>b<br><br>c</p>", "a\nb\n\nc", ()),
        ("<a href='https://example.org/a b(c)'>the [report]</a>",
         "[the (report)](https://example.org/a%20b%28c%29)", ()),
        ("<a href='#'>the report</a>", "the report", ("1 link that leads nowhere",)),
        ("<a href='javascript:alert(1)'>a</a> <a href='data:text/html,x'>b</a>", "a b", ("2 links that could not",)),
        ("<a href='/papers/7.pdf'>paper</a>", "paper", ("1 link that works only",)),
        ("<a name='top'>words</a>", "words", ()),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n- b\n- c", ("1 list inside another",)),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a b", ()),
        ("<ol start='3'><li>a</li><li>b</li></ol>", "- 3. a\n- 4. b", ("1 numbered list",)),
        ("<ul> - a; - b; and - c <p>After", "- a;\n- b; and\n- c\n\nAfter", ("1 list typed",)),
        ("<p>We will:<br>- buy;<br>- train</p>", "We will:\n\n- buy;\n- train", ()),
        ("<p>We will:<br>buy cars;<br>train staff; and<br>report.</p>",
         "We will:\n\n- buy cars;\n- train staff; and\n- report.", ("1 list typed",)),
        ("<p>• a</p><p>• b</p>", "- a\n- b", ("2 bullets",)),
        (WORD_LIST, "Two things:\n\n- Lights at Marlby\n- 2. A **warden**\n\nThat is all.",
         ("Fonts, colours", "1 bullet")),
        ("<table><tr><th>Who</th><th>When</th></tr><tr><td>Force</td><td>May</td></tr></table>",
         "- Who: Force; When: May", ("1 table was made into a list",)),
        ("<table><tr><td>Type:</td><td>Joint</td></tr></table>", "- Type: Joint", ("1 table was made into a list",)),
        ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a\n\nb", ("1 table that only placed",)),
        ("<p>a<img src=x onerror=alert(1)></p><script>evil()</script><style>p{}</style>", "a",
         ("1 picture", )),
        ("<p>&lt;p&gt;One&lt;/p&gt;&lt;ul&gt;&lt;li&gt;two&lt;/li&gt;&lt;/ul&gt;</p>", "One\n\n- two",
         ("HTML tags", )),
        ("<p>&amp;lt;b&amp;gt;x&amp;lt;/b&amp;gt; Fire &amp;amp; Rescue</p>", "**x** Fire & Rescue",
         ("HTML tags", )),
        ("<p hidden>gone</p><div style='display: none'>too</div><p>here</p>", "here", ("Parts that a reader",)),
    ],
)  # fmt: skip
def test_what_is_pasted_becomes_light_markup_and_is_told(html, markup, told):
    words, sentences = tidied(html)

    assert words == markup
    for beginning in told:
        assert any(sentence.startswith(beginning) for sentence in sentences), sentences
    assert bool(sentences) == bool(told)


@pytest.mark.parametrize(
    ("words", "markup"),
    [
        ("• one\n· two\n▪ three\no four\n– five", "- one\n- two\n- three\n- four\n- five"),
        ("-\tone\n-   two", "- one\n- two"),
        ("Three themes: - a; - b; and - c", "Three themes:\n\n- a;\n- b; and\n- c"),
        ("One • two • three", "One\n\n- two\n- three"),
        ("Jane <jane@example.org> wrote: 3 < 4 > 2", "Jane <jane@example.org> wrote: 3 < 4 > 2"),
        ("<p>Jane <jane@example.org></p>", "Jane <jane@example.org>"),
        ("[the report](#) and [this]()", "the report and this"),
        ("A line - with a dash; and - one more", "A line - with a dash; and - one more"),
        ("Fire &amp; rescue&nbsp;service", "Fire & rescue service"),
    ],
)
def test_plain_words_are_tidied_without_a_parser_being_needed(words, markup):
    assert words_tidied(words)[0] == markup


def test_words_that_are_light_markup_stay_as_they_are():
    words = "## Head\n\nA **strong** word,\non two lines, [here](https://example.org/).\n\n- one\n- two\n\nEnd"

    assert words_tidied(words) == (words, ())


@pytest.mark.parametrize("evil", [
    "<a href='java\nscript:alert(1)'>x</a>", "<a href=' javascript:alert(1)'>x</a>", "<svg onload=alert(1)>",
    "<a href='https://user:word@example.org/'>x</a>", "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<iframe src=javascript:alert(1)>", "<<script>alert(1)//<</script>", "<img src=x onerror=alert(1)//",
    "<p>[x](javascript:alert(1))</p>", "<p>&#60;script&#62;alert(1)&#60;/script&#62;</p>",
    "<style><img src='</style><img src=x onerror=alert(1)//'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
])  # fmt: skip
def test_nothing_that_runs_comes_through(evil):
    words, _ = tidied(evil)

    page = str(blocks_to_html(blocks(words)))
    assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', page))
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "ul", "li", "h3", "strong", "a"}
    assert "user:word" not in page


SHOWN = st.text(st.sampled_from("abcXYZ ,.;:-•()'’é1234"), min_size=1, max_size=20).filter(str.strip)
ELEMENTS = st.sampled_from(["p", "div", "b", "strong", "i", "span", "font", "ul", "ol", "li", "h1", "h2", "h4",
                            "table", "tr", "td", "th", "blockquote", "dl", "dt", "dd", "a", "em"])  # fmt: skip
TREES = st.recursive(
    SHOWN, lambda inside: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", ELEMENTS,
                                    st.lists(inside, max_size=4)), max_leaves=15)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_no_word_is_lost_none_is_added_and_no_tag_is_left(html):
    words, _ = tidied(html)

    shown, kept = re.sub(r"<[^<>]*>", "", html), plain(blocks(words))
    assert sorted(filter(str.isalpha, kept)) == sorted(filter(str.isalpha, shown))
    assert not has_code(words)


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_what_is_tidied_once_stays_as_it_is(html):
    words, _ = tidied(html)

    assert words_tidied(words) == (words, ())


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_becomes_one_that_can_be_published_and_stays(text):
    words, _ = words_tidied(text)

    check_text(words)
    assert words_tidied(words)[0] == words
    assert all(isinstance(block, Paragraph | BulletList | Heading) for block in blocks(words))


@pytest.mark.parametrize("fragment", ["<p>", "<!--", "- a; ", "• ", "[x](", "&lt;", "<b", "&amp;", "**", "a;\n",
                                      "<ul><li>", "\n\n", "<table><tr><td>", "o "])  # fmt: skip
def test_a_long_text_is_tidied_in_time(fragment):
    started = time.process_time()  # of this process: other work on the machine does not count

    words_tidied(fragment * (200_000 // len(fragment)))

    assert time.process_time() - started < 10
