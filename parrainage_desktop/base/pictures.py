"""What a small picture needs to be seen on paper."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_SEEN = 200
"""Of 255 shades, the lightest that is made out on white."""
_HALF = 128


@lru_cache(maxsize=16)
def pale(png: bytes) -> bool:
    """Whether a picture without a ground of its own would be lost on white: hardly anything of it is dark."""
    cover = _opened(png).getchannel("A").histogram()
    darker = sum(on(png, "white").convert("L").histogram()[:_SEEN])
    return any(cover[:_HALF]) and darker * 10 < sum(cover[_HALF:])


def on(png: bytes, ground: str) -> "Image":
    """A picture laid on a ground of one colour."""
    from PIL import Image

    found = _opened(png)
    paper = Image.new("RGBA", found.size, ground)
    paper.alpha_composite(found)
    return paper


def _opened(png: bytes) -> "Image":
    from PIL import Image

    return Image.open(io.BytesIO(png)).convert("RGBA")
