"""Who may reach which route: a table, enforced by the middleware before any view runs.

Every route stands here, or nobody reaches it. What belongs to a body is read through that body's scope, so that
another body's address answers 404, like one that does not exist.
"""

from __future__ import annotations

from answerable.accounts.roles import Permission

ANYBODY = None  # no sign-in
SIGNED_IN = frozenset[Permission]()  # any member of a body

ACCESS: dict[str, frozenset[Permission] | None] = {
    "sign-in": ANYBODY,
    "second-step": ANYBODY,  # shows nothing to who has not given a password
    "one-time-code": ANYBODY,
    "office-sign-in": ANYBODY,
    "office-return": ANYBODY,
    "sign-out": ANYBODY,
    "now": SIGNED_IN,
    "favicon": ANYBODY,
    "accessibility": ANYBODY,
    # one's own sign-in
    "you": SIGNED_IN,
    "change-password": SIGNED_IN,
    "end-session": SIGNED_IN,
    "second-steps": SIGNED_IN,
    "add-app": SIGNED_IN,
    "app-picture": SIGNED_IN,
    "add-key": SIGNED_IN,
    "remove-factor": SIGNED_IN,
    "recovery-codes": SIGNED_IN,
    "link-account": SIGNED_IN,
    "unlink-account": SIGNED_IN,
    "prove": SIGNED_IN,
    "office": SIGNED_IN,
    "people": frozenset({Permission.MANAGE_PEOPLE}),
    "add-person": frozenset({Permission.MANAGE_PEOPLE}),
    "change-place": frozenset({Permission.MANAGE_PEOPLE}),
    "help-person": frozenset({Permission.MANAGE_PEOPLE, Permission.SIGN_OFF}),  # asks; another one agrees
    "approver-asked": frozenset({Permission.MANAGE_PEOPLE}),
    "body-names": frozenset({Permission.MANAGE_BODY}),
    "messages": frozenset({Permission.MANAGE_BODY}),
    "message": frozenset({Permission.MANAGE_BODY}),
    "bank-holidays": frozenset({Permission.MANAGE_BODY}),
    "take-out-holiday": frozenset({Permission.MANAGE_BODY}),
    "links": frozenset({Permission.MANAGE_BODY}),
    "audit": frozenset({Permission.READ_AUDIT}),
    # papers for the panel: adding a meeting is checked by its operation
    "meetings": frozenset({Permission.READ_COMMITMENTS}),
    "panel": frozenset({Permission.READ_COMMITMENTS}),
    "panel-paper": frozenset({Permission.READ_COMMITMENTS}),
    # old answers: everybody who reads work sees them; each step is checked again by its operation
    "old-answers": frozenset({Permission.READ_WORK}),
    "old-answer": frozenset({Permission.READ_WORK}),
    "old-page": frozenset({Permission.READ_WORK}),
    "put-right-old-answer": frozenset({Permission.READ_WORK}),
    "add-old-answer": frozenset({Permission.WRITE}),
    "reading-old-answers": frozenset({Permission.WRITE}),
    # reports: everybody who reads work sees the pages; what is sent from them is checked again by each operation
    "reports": frozenset({Permission.READ_WORK}),
    "add-report": frozenset({Permission.ADD_REPORT}),
    "report": frozenset({Permission.READ_WORK}),
    "reading": frozenset({Permission.READ_WORK}),
    "same-file": frozenset({Permission.ADD_REPORT}),
    "another-copy": frozenset({Permission.ADD_REPORT}),
    "newer-copy": frozenset({Permission.ADD_REPORT}),
    "document": frozenset({Permission.READ_WORK}),
    "page-picture": frozenset({Permission.READ_WORK}),
    "confirm": frozenset({Permission.READ_WORK}),
    "confirm-details": frozenset({Permission.READ_WORK}),
    "confirm-page": frozenset({Permission.READ_WORK}),
    "other-pages": frozenset({Permission.READ_WORK}),
    "left-out": frozenset({Permission.READ_WORK}),
    "finish": frozenset({Permission.READ_WORK}),
    "finding-history": frozenset({Permission.READ_WORK}),
    "open-again": frozenset({Permission.CONFIRM_FINDINGS}),
    "add-finding": frozenset({Permission.CONFIRM_FINDINGS}),
    "edit-finding": frozenset({Permission.CONFIRM_FINDINGS}),
    "join-finding": frozenset({Permission.CONFIRM_FINDINGS}),
    "split-finding": frozenset({Permission.CONFIRM_FINDINGS}),
    "leave-out": frozenset({Permission.CONFIRM_FINDINGS}),
    "put-back": frozenset({Permission.CONFIRM_FINDINGS}),
    # the door: a link and its code open it, which `door.session` looks at
    "link": ANYBODY,
    "colours": ANYBODY,
    "door-start": ANYBODY,
    "door-code": ANYBODY,
    "door-comments": ANYBODY,
    "door-positions": ANYBODY,
    "door-check": ANYBODY,
    "door-none": ANYBODY,
    "door-sent": ANYBODY,
    # the same for an account of the force: only reports for which it was asked
    "asked-start": frozenset({Permission.CONTRIBUTE}),
    "asked-comments": frozenset({Permission.CONTRIBUTE}),
    "asked-positions": frozenset({Permission.CONTRIBUTE}),
    "asked-check": frozenset({Permission.CONTRIBUTE}),
    "asked-none": frozenset({Permission.CONTRIBUTE}),
    "asked-sent": frozenset({Permission.CONTRIBUTE}),
    # answers: the same; what somebody may not do on a page is said in the place of its button
    "duty": frozenset({Permission.READ_WORK}),
    "confirm-duty": frozenset({Permission.READ_WORK}),
    "answered-in": frozenset({Permission.READ_WORK}),
    "assessment": frozenset({Permission.READ_WORK}),
    "dates": frozenset({Permission.READ_WORK}),
    "own-dates": frozenset({Permission.READ_WORK}),
    "record-last-day": frozenset({Permission.READ_WORK}),
    "chief-officer": frozenset({Permission.READ_WORK}),
    "asked-otherwise": frozenset({Permission.READ_WORK}),
    "record-comments": frozenset({Permission.READ_WORK}),
    "received": frozenset({Permission.READ_WORK}),
    "write-finding": frozenset({Permission.READ_WORK}),
    "write-text": frozenset({Permission.READ_WORK}),
    "tidied": frozenset({Permission.READ_WORK}),
    "tidy-pasted": frozenset({Permission.WRITE}),  # keeps nothing
    "checks": frozenset({Permission.READ_WORK}),
    "override": frozenset({Permission.OVERRIDE}),
    "remove-override": frozenset({Permission.OVERRIDE}),
    "sign-off": frozenset({Permission.READ_WORK}),
    "take-back": frozenset({Permission.READ_WORK}),
    "review": frozenset({Permission.READ_WORK}),
    "add-note": frozenset({Permission.READ_WORK}),
    "settle-note": frozenset({Permission.READ_WORK}),
    "hand-on": frozenset({Permission.READ_WORK}),
    "revoke": frozenset({Permission.READ_WORK}),
    "publish": frozenset({Permission.READ_WORK}),
    "correct": frozenset({Permission.READ_WORK}),
    "withdraw": frozenset({Permission.READ_WORK}),
    "remove-words": frozenset({Permission.READ_WORK}),
    "decide-removal": frozenset({Permission.READ_WORK}),
    "leave-as-published": frozenset({Permission.READ_WORK}),
    "typed": frozenset({Permission.WRITE}),
    "send": frozenset({Permission.READ_WORK}),
    "send-pack": frozenset({Permission.READ_WORK}),
    "send-proof": frozenset({Permission.READ_WORK}),
    "copies": frozenset({Permission.READ_WORK}),
    "copies-csv": frozenset({Permission.READ_WORK}),
    "who-gets-copies": frozenset({Permission.MANAGE_BODY}),
}

# What somebody reaches who has still to set up the second step of their sign-in.
SETTING_UP = frozenset({"second-steps", "add-app", "app-picture", "add-key", "prove"})
