"""Bars made of blocks, an eighth of a cell at a time."""

import math

WIDTH = 40
EIGHTHS = " ▏▎▍▌▋▊▉█"


def bar(value, largest):
    """A bar for value on a logarithmic scale, WIDTH cells long for the largest."""
    eighths = round(8 * WIDTH * math.log1p(value) / math.log1p(largest))
    full, rest = divmod(eighths, 8)
    return ("█" * full + EIGHTHS[rest]).rstrip()
