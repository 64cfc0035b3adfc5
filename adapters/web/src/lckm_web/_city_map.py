"""The map on which a place can be pointed out."""

import attrs

from lckm_core.errors import InvalidSettingError
from lckm_core.reports import Area
from lckm_http import Tiles


@attrs.frozen(kw_only=True)
class CityMap:
    """The map on which a place can be pointed out; where its tiles come from.

    Args:
        tiles: a folder of tiles, ``{z}/{x}/{y}.png``, or the address of a server's, such as
            ``https://mapy.example.org/{z}/{x}/{y}.png``, which ours asks and no browser does.
        cache: the folder in which tiles of a server are kept, at most 200 MB.
        zooms: the least and the greatest that there are tiles of.
        credit: whose map it is, as shown below it; empty for nothing.
    """

    tiles: str
    cache: str = ""
    zooms: tuple[int, int] = attrs.field(default=(11, 18), converter=tuple)
    credit: str = ""

    def answering(self, area: Area) -> Tiles:
        """Return what answers for the tiles of an area.

        Raises:
            InvalidSettingError: a value does not fit.
        """
        try:
            return Tiles(self.tiles, area=area, zooms=self.zooms, cache=self.cache)
        except InvalidSettingError as error:
            raise InvalidSettingError(f"city_map.{error.setting}", error.because) from None
