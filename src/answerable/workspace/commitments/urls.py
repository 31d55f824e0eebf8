"""Addresses of commitments. Each stands in `access.ACCESS` too."""

from __future__ import annotations

from django.urls import path

from answerable.workspace.commitments import file, going_on, link, listing, one, promises, publish, remove

urlpatterns = [
    path("commitments/", listing.commitments, name="commitments"),
    path("commitments/export.<str:kind>", file.commitments_file, name="commitments-file"),
    path("commitments/only/<slug:show>/", listing.only, name="commitments-only"),
    path("commitments/new/", one.new_commitment, name="new-commitment"),
    path("commitments/publish/", publish.publish_commitments, name="publish-commitments"),
    path("reports/<str:ref>/promises/", promises.promises_in_text, name="promises"),
    path("office/old-answers/<int:number>/promises/", promises.promises_in_old_answer, name="old-promises"),
    path("commitments/<str:commitment>/", one.commitment, name="commitment"),
    path("commitments/<str:commitment>/evidence/<int:number>/<int:version>/", one.evidence_file, name="evidence-file"),
    path("commitments/<str:commitment>/do/<str:act>/", one.act, name="do-commitment"),
    path("commitments/<str:commitment>/replace/", going_on.replace, name="replace-commitment"),
    path("commitments/<str:commitment>/carry-forward/", going_on.carry_forward, name="carry-forward"),
    path("commitments/<str:commitment>/link/", link.commitment_link, name="commitment-link"),
    path("commitments/<str:commitment>/remove/", remove.remove, name="remove-from-commitment"),
    path("commitments/<str:commitment>/remove/decide/", remove.decide, name="decide-removal-of-commitment"),
]
