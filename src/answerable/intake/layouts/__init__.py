"""The layouts that can be read, in the order in which they are tried. `plain` knows any report."""

from answerable.intake.layouts import (
    area_send,
    childrens_2016,
    childrens_2018,
    jtai_2016,
    jtai_2022,
    numbered,
    plain,
)

LAYOUTS = (
    jtai_2022.LAYOUT,
    jtai_2016.LAYOUT,
    area_send.LAYOUT,
    childrens_2016.LAYOUT,
    childrens_2018.LAYOUT,
    numbered.LAYOUT,
    plain.LAYOUT,
)
