"""A city's own facts, where the ordinance names those of Łódź."""

import attrs


@attrs.frozen
class City:
    """What another city with the same rules has of its own; by default what Łódź has.

    Args:
        office: the Office, whose cells are „komórki organizacyjne”.
        material_mailbox: the address for material when its own channel fails.
        number_prefix: the capital letters before the hyphen in numbers of procedures.
    """

    office: str = "Urząd Miasta Łodzi"
    material_mailbox: str = "monitoring@uml.lodz.pl"
    number_prefix: str = "KA"
