"""What street files cannot show, as rows: each with why, what to ask for, and whom."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.measures.months import Month, all_between


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that the files leave open."""

    what: str
    why: str
    ask_for: str
    holder: str


NEITHER_NOR = "These files can neither show nor refute a rise in knife crime."

GAPS = (
    Gap("Knife crime", "The files do not say which weapon was used, or whether one was. Possession of weapons is a "
        "record of what police found.", "Knife-enabled offences by offence and quarter (National Data Quality "
        "Improvement Service), by district, age band and public or private place", "The force’s analyst; the Home "
        "Office’s open tables for the force as a whole"),
    Gap("Injury by a knife that nobody reported", "Only what police recorded is in the files.",
        "Hospital admissions for assault by a sharp object (ICD-10 X99), under 25 and all ages",
        "The integrated care board; the Office for Health Improvement and Disparities"),
    Gap("Age of victims and suspects", "The files hold no person.", "Victims and suspects by age band and district",
        "The force’s analyst; the youth justice service"),
    Gap("Sex of victims and suspects", "The files hold no person.", "Victims and suspects by sex and district",
        "The force’s analyst"),
    Gap("Hour and weekday", "Rows are dated by month.", "Attendances for assault by hour band and weekday "
        "(Information Sharing to Tackle Violence)", "Hospital trusts with a major emergency department; the ambulance "
        "service"),
    Gap("Domestic abuse", "No row is marked as domestic; violence at home and in the street are one heap.",
        "Share of violence with the domestic flag, by month and authority", "The force’s analyst"),
    Gap("Harmful sexual behaviour of children", "Sexual offences are not told apart from violence, and the files hold "
        "no age.", "Referrals, assessments, outcomes and waiting, by age band", "Children’s services; the youth "
        "justice service; the sexual assault referral centre; schools"),
    Gap("Serious and less serious violence", "One category holds homicide and malicious messages alike.",
        "Offences by offence code, to weigh them by harm", "The force’s analyst"),
    Gap("When it happened", "Rows are counted in the month of recording, and a month is published again when it is "
        "revised.", "Offences by date of the offence", "The force’s analyst"),
)  # fmt: skip


def missing_months(months: list[Month]) -> list[Month]:
    """The months between the first and the last for which there is no file."""
    held = set(months)
    return [month for month in all_between(months[0], months[-1]) if month not in held]
