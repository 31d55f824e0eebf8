"""Addresses of the pages on which a report is answered."""

from __future__ import annotations

from django.urls import path

from answerable.workspace.answers import (
    answered_in,
    assessment,
    carry_over,
    checks,
    chief_officer,
    correct,
    dates,
    duty,
    notes,
    override,
    publish,
    received,
    record_comments,
    remove,
    review,
    send,
    sign_off,
    tidying,
    typed,
    write,
)

_ONE = "reports/<slug:ref>/"

urlpatterns = [
    path(_ONE + "duty/", duty.duty, name="duty"),
    path(_ONE + "duty/confirm/", duty.confirm_duty, name="confirm-duty"),
    path(_ONE + "duty/answered-in/", answered_in.answered_in, name="answered-in"),
    path(_ONE + "assessment/", assessment.assessment, name="assessment"),
    path(_ONE + "dates/", dates.dates, name="dates"),
    path(_ONE + "dates/own/", dates.set_own_dates, name="own-dates"),
    path(_ONE + "dates/record/", dates.record_last_day, name="record-last-day"),
    path(_ONE + "chief-officer/", chief_officer.chief_officer, name="chief-officer"),
    path(_ONE + "chief-officer/asked/", chief_officer.asked_otherwise, name="asked-otherwise"),
    path(_ONE + "chief-officer/record/", record_comments.record_comments, name="record-comments"),
    path(_ONE + "chief-officer/received/<int:received_id>/", received.received, name="received"),
    path(_ONE + "write/findings/<int:number>/", write.write_finding, name="write-finding"),
    path(_ONE + "write/findings/<int:number>/carry-over/", carry_over.carry_over, name="carry-over"),
    path(_ONE + "write/<slug:slot>/", write.write_text, name="write-text"),
    path(_ONE + "checks/", checks.checks, name="checks"),
    path(_ONE + "checks/override/<slug:code>/", override.override, name="override"),
    path(_ONE + "checks/remove-override/", override.remove_override, name="remove-override"),
    path(_ONE + "sign-off/", sign_off.sign_off, name="sign-off"),
    path(_ONE + "take-back/", sign_off.take_back, name="take-back"),
    path(_ONE + "review/", review.review, name="review"),
    path(_ONE + "notes/", notes.add_note, name="add-note"),
    path(_ONE + "notes/<int:note_id>/", notes.settle_note, name="settle-note"),
    path(_ONE + "hand-on/", sign_off.hand_on, name="hand-on"),
    path(_ONE + "revoke/", sign_off.revoke, name="revoke"),
    path(_ONE + "publish/", publish.publish, name="publish"),
    path(_ONE + "correct/", correct.correct, name="correct"),
    path(_ONE + "remove/", remove.remove, name="remove-words"),
    path(_ONE + "remove/decide/", remove.decide_removal, name="decide-removal"),
    path(_ONE + "withdraw/", correct.withdraw, name="withdraw"),
    path(_ONE + "leave/", correct.leave, name="leave-as-published"),
    path(_ONE + "typed/<slug:slot>/", typed.typed, name="typed"),
    path(_ONE + "tidied/<int:saved_id>/", tidying.as_typed, name="tidied"),
    path("tidy/", tidying.tidy_pasted, name="tidy-pasted"),
    path(_ONE + "send/", send.send, name="send"),
    path(_ONE + "send/pack/<slug:to>/", send.pack, name="send-pack"),
    path(_ONE + "send/proof/<int:copy_id>/", send.proof, name="send-proof"),
]
