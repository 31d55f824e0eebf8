"""The rules by which a sentence is a promise, and those by which it is none. Data; `judging` applies them.

The list is printed in `docs/reference/promises.md`.
"""

from __future__ import annotations

from dataclasses import dataclass

from answerable.promises.shapes import Kind


@dataclass(frozen=True)
class Rule:
    """One form of words that makes a promise; `says` is why, for people."""

    code: str
    kind: Kind
    says: str
    example: str


@dataclass(frozen=True)
class Exclusion:
    """What is no promise although its form is that of one."""

    code: str
    says: str
    example: str


RULES = (
    Rule("will-do", Kind.WILL, "the answering side says what it will do", "The force will publish a plan."),
    Rule("will-be-done", Kind.WILL, "something will be done", "Training will be delivered by March."),
    Rule("will-be-ready", Kind.WILL, "something will be there", "The tool will be in place by June."),
    Rule("will-hold", Kind.WILL, "it says what a promised thing will contain or do",
         "The plan will set out the costs."),
    Rule("is-to", Kind.WILL, "something is to be done", "A review is to be carried out."),
    Rule("due-to", Kind.WILL, "it is going to happen, is due, on track or prepared",
         "The board is due to meet in May."),
    Rule("planned", Kind.WILL, "something is planned", "A second audit is planned for May."),
    Rule("plans-to", Kind.WILL, "the answering side intends or undertakes to act", "We plan to recruit two officers."),
    Rule("committed-to", Kind.WILL, "the answering side is committed to a concrete act, not to a goal",
         "We are committed to continuing the scheme."),
    Rule("is-doing", Kind.UNDER_WAY, "the answering side is doing it", "The force is training its sergeants."),
    Rule("being-done", Kind.UNDER_WAY, "something is being done", "A new policy is being written."),
    Rule("in-hand", Kind.UNDER_WAY, "work is in hand", "Recruitment is under way."),
    Rule("continues-to", Kind.UNDER_WAY, "the answering side goes on with it", "We continue to fund the scheme."),
    Rule("has-been-doing", Kind.UNDER_WAY, "the answering side has been doing it",
         "The force has been working with schools."),
    Rule("has-begun", Kind.UNDER_WAY, "it has begun", "Work has begun on a new policy."),
    Rule("has-done", Kind.DONE, "the answering side has done it", "We have appointed a lead."),
    Rule("has-been-done", Kind.DONE, "something has been done", "A lead has been appointed."),
    Rule("did", Kind.DONE, "the answering side did it", "The force published its plan in May."),
    Rule("was-done", Kind.DONE, "something was done", "The unit was set up in May."),
    Rule("now-done", Kind.DONE, "a measure is there and goes on", "The course is now offered to all."),
)
LISTED = Rule("listed", Kind.WILL, "the item takes its kind with the words before the list", "We will: - hold a day")
EXPLORES = Rule("explores", Kind.EXPLORING, "the act is only finding out whether or how",
                "We are considering a joint team.")
WATCHES = Rule("watches", Kind.MONITORING, "the act is watching", "My office will monitor the numbers.")
ALL_RULES = (*RULES, LISTED, EXPLORES, WATCHES)

EXCLUSIONS = (
    Exclusion("denied", "What is denied is no promise.", "We will not extend the scheme."),
    Exclusion("bound", "What stands behind \"if\", \"when\", \"as\", \"how\", \"to ensure that\" or an expectation is "
              "none.", "If it is not funded, the scheme will end."),
    Exclusion("no-act", "A need, a state, a trend, a finding or an attitude is none.",
              "The force has seen more crime."),
    Exclusion("effect", "What something brings about is none, unless somebody who answers says that they will.",
              "This will help victims."),
    Exclusion("outcome", "Of demand, risks, aims and what comes of work nothing is promised.",
              "The results will inform practice."),
    Exclusion("others", "What inspectors, victims and the public do is none, and what reports say.",
              "Inspectors have published a report."),
    Exclusion("goal", "Being committed to a goal or a virtue is none.", "We are committed to learning."),
    Exclusion("no-actor", "Where the form needs somebody who acts, a sentence without one is none.",
              "Calls are rising."),
    Exclusion("answering", "How the answer itself was prepared is none.",
              "I have asked the Chief Constable for a response."),
    Exclusion("progress", "Progress, steps and work in general are none.", "Much progress has been made."),
)
RULE = {rule.code: rule for rule in ALL_RULES}
