"""Police Act 1996, section 55: a local policing body answers a report on its police force."""

from __future__ import annotations

from datetime import date

from answerable.duties.copies import Copy
from answerable.duties.law import POLICING, Covered, Force, Form, Length, Point, Regime, Rule, Source, Standing, Unit
from answerable.duties.services import Service

_ADDRESS = "https://www.legislation.gov.uk/ukpga/1996/16/section/55"
_READ = "Read as amended to 23 November 2024"

PUBLISH = Rule(
    code="police-act-1996-s55",
    title="Comments on a report about a police force",
    in_words=(
        "The local policing body publishes its comments on the report, any comments of the chief officer "
        "and any response of its own to those before the end of the period of 56 days beginning with the "
        "day on which the report is published."
    ),
    trigger="the day the report is published",
    length=Length(
        number=56,
        unit=Unit.CALENDAR_DAY,
        counts_trigger_day=True,
        counting="The period begins with that day, so it counts.",
    ),
    extendable=False,
    extension="The section gives no extension, and moves no end that falls on a weekend or a bank holiday.",
    source=Source(citation="Police Act 1996, section 55(5A)", address=_ADDRESS, read=_READ),
    standing=Standing.STATUTE,
    force=Force(
        first_day=date(2017, 5, 2),
        source=(
            "Policing and Crime Act 2017, section 37(2); SI 2017/399, regulations 4(a) and 7, "
            "for reports published on or after that day"
        ),
    ),
    before="police-act-1996-s55-before-2017",
)

PUBLISH_BEFORE_2017 = Rule(
    code="police-act-1996-s55-before-2017",
    title="Comments on a report about a police force, published before 2 May 2017",
    in_words=(
        "The local policing body publishes its comments on the report, any comments of the chief officer "
        "and any response of its own to those."
    ),
    trigger="the day the report is published",
    length=None,
    no_date="No date is set in law for a report published before 2 May 2017.",
    extendable=False,
    extension="No extension is needed: there is no period.",
    source=Source(
        citation="Police Act 1996, section 55(5), as it stood before 2 May 2017",
        address=_ADDRESS,
        read="Read as in force on 26 March 2001; the amendments between then and 2017 were not read",
    ),
    standing=Standing.STATUTE,
    force=Force(first_day=None, last_day=date(2017, 5, 1), source="SI 2017/399, regulation 7"),
    notes=("Before there were elected bodies the duty was the police authority's.",),
)

INVITE = Rule(
    code="police-act-1996-s55-4",
    title="Invitation to the chief officer to comment",
    in_words=(
        "The local policing body invites the chief officer to send comments on the published report before"
        " a date that the body specifies."
    ),
    trigger="the day the report is published",
    length=None,
    no_date="The law gives no number of days: the body sets the date.",
    extendable=True,
    extension="The body that set the date may move it.",
    source=Source(citation="Police Act 1996, section 55(4)", address=_ADDRESS, read=_READ),
    standing=Standing.SET_LOCALLY,
    force=Force(first_day=None),
    verb="Comment",
    done="Comments received",
)

_SECTION_54 = Source(
    citation="Police Act 1996, section 54",
    address="https://www.legislation.gov.uk/ukpga/1996/16/section/54",
    read=_READ,
)
_INSPECTORS_PAGE = Source(
    citation="HMICFRS’s page on how it works with local policing bodies, “Responses to HMICFRS inspection reports”",
    address=None,
    read="Read in its opening part, which says this",
)
COVERS = (
    Covered(
        code="force",
        what="A report on this force alone",
        because="The inspectors report on every force (section 54(2)).",
        standing=Standing.STATUTE,
        source=_SECTION_54,
    ),
    Covered(
        code="national",
        what="A report on the whole country, or on one subject across several forces",
        because="It is answered too, unless a force is clearly not its subject.",
        standing=Standing.GUIDANCE,
        source=_INSPECTORS_PAGE,
    ),
    Covered(
        code="twin",
        what="A national report whose findings and recommendations a report on this force repeats",
        because="One response is enough: that to the report on the force.",
        standing=Standing.GUIDANCE,
        source=_INSPECTORS_PAGE,
    ),
    Covered(
        code="asked-by-home-secretary",
        what="A report that the Home Secretary asked for",
        because="It is a report under section 54 (section 54(2B)).",
        standing=Standing.STATUTE,
        source=_SECTION_54,
    ),
    Covered(
        code="asked-by-body",
        what="A report that a local policing body asked and paid for",
        because="It is a report under section 54 like any other (section 54(2BA) and (2BB)).",
        standing=Standing.STATUTE,
        source=_SECTION_54,
    ),
    Covered(
        code="custody",
        what="A report on police custody",
        because=(
            "The inspectors look at custody with another inspectorate: that of prisons until July 2022, the Care "
            "Quality Commission since. That the police part is a report under section 54 is our reading."
        ),
        standing=Standing.GUIDANCE,
        source=Source(
            citation="HMICFRS, Police custody facilities: joint inspections",
            address=None,
            read="Read for the programme; it does not name section 55",
        ),
    ),
    Covered(
        code="joint-criminal-justice",
        what="A joint report with the inspectorates of prosecution, probation or prisons",
        because="Its police part is answered where it was prepared under section 54. The others answer for themselves.",
        standing=Standing.PRACTICE,
        source=Source(
            citation="Police and Justice Act 2006; Police Act 1996, Schedule 4A",
            address=None,
            read="Not read: the basis of joint work is written from memory",
            checked=False,
        ),
    ),
)

REGIME = Regime(
    code="police-act-1996",
    title="Report about a police force",
    basis="Police Act 1996, section 55. The report was prepared under section 54.",
    by_law=True,
    form=Form.STATEMENT,
    who_answers="The local policing body, which invites the chief officer to comment first.",
    answered_by=POLICING,
    service=Service.POLICE,
    invites_chief_officer=True,
    covers=COVERS,
    says={
        Point.FINDINGS: "Police Act 1996, section 55(5B), asks for one or the other for each recommendation.",
        Point.CHIEF_OFFICER: "Police Act 1996, section 55(4) and (5).",
        Point.COMMENTS: "Police Act 1996, section 55(5)(a).",
        Point.REPLY: "Police Act 1996, section 55(5)(c).",
        Point.LAST_DAY: "Police Act 1996, section 55(5A).",
        Point.SECTION: "Police Act 1996, section 55. The report is prepared under section 54.",
    },
    rules=(PUBLISH.code, INVITE.code),
    required_content=(
        "The body's comments on the report (section 55(5)(a)).",
        "Any comments of the chief officer, sent by the date the body set (section 55(5)(b)).",
        "Any response of the body to the chief officer's comments (section 55(5)(c)).",
        "For each recommendation: action the body has taken or proposes, or why none (section 55(5B)).",
    ),
    copies_to=(
        Copy("inspectors_of_constabulary", "section 55(6)"),
        Copy("secretary_of_state", "section 55(6)"),
        Copy("police_and_crime_panel", "by practice: it is sent the address", by_law=False),
    ),
    standing=Standing.STATUTE,
    source=Source(citation="Police Act 1996, section 55", address=_ADDRESS, read=_READ),
    called="comments under section 55 of the Police Act 1996",
    copy_letter="I enclose the comments published on {day} under section 55(5) of the Police Act 1996, as section "
    "55(6) requires.",
)

RULES = (PUBLISH, PUBLISH_BEFORE_2017, INVITE)
REGIMES = (REGIME,)
