"""Texts and documents: the light markup that words are stored in, and what is written from records."""

from answerable.documents.blocks import (
    Block,
    BulletList,
    Heading,
    Link,
    Paragraph,
    Strong,
    Text,
    as_data,
    blocks,
    blocks_to_html,
    plain,
)
from answerable.records.addresses import may_link_to

__all__ = [
    "Block",
    "BulletList",
    "Heading",
    "Link",
    "Paragraph",
    "Strong",
    "Text",
    "as_data",
    "blocks",
    "blocks_to_html",
    "may_link_to",
    "plain",
]
