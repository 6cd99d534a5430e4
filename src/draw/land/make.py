#!/usr/bin/env python3
"""Makes `land.bin` from a TopoJSON file of world-atlas. See README.md.

    python3 make.py land-50m.json land.bin 60

The last argument is the area, in square kilometres, of the smallest corner of a coastline that is
kept (Visvalingam & Whyatt 1993); islands smaller than that go too. 0 keeps everything.
"""

import heapq
import json
import math
import sys

UNITS_PER_DEGREE = 100  # a unit is 0.01 degrees: 1.1 km or less
KM_PER_UNIT = 111.195 / UNITS_PER_DEGREE
TURN = 360 * UNITS_PER_DEGREE


def arcs_of(topology):
    """Every arc as a list of (longitude, latitude) in units."""
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            longitude, latitude = x * scale_x + shift_x, y * scale_y + shift_y
            points.append(
                (round(longitude * UNITS_PER_DEGREE), round(latitude * UNITS_PER_DEGREE))
            )
        yield points


def rings_of(topology):
    """Every ring of every polygon, without the repeated last point."""
    arcs = list(arcs_of(topology))
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points = []
                for index in ring:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    points.extend(arc[1:])
                yield [p for p, q in zip(points, points[1:] + points[:1]) if p != q]


def wrapped(difference):
    """A difference of longitudes the short way round."""
    return (difference + TURN // 2) % TURN - TURN // 2


def corner(a, b, c):
    """The area of the corner at b, in square kilometres."""
    shrink = math.cos(math.radians(b[1] / UNITS_PER_DEGREE))
    ax, ay = wrapped(a[0] - b[0]) * shrink, a[1] - b[1]
    cx, cy = wrapped(c[0] - b[0]) * shrink, c[1] - b[1]
    return abs(ax * cy - ay * cx) / 2 * KM_PER_UNIT**2


def simplified(ring, smallest):
    """The ring without its corners below an area; empty if nothing is left of it."""
    size = len(ring)
    before = [(at - 1) % size for at in range(size)]
    after = [(at + 1) % size for at in range(size)]
    area = [corner(ring[before[at]], ring[at], ring[after[at]]) for at in range(size)]
    heap = [(area[at], at) for at in range(size)]
    heapq.heapify(heap)
    left = set(range(size))
    while heap:
        found, at = heapq.heappop(heap)
        if at not in left or found != area[at]:
            continue
        if found >= smallest:
            break
        left.remove(at)
        if len(left) < 3:
            return []
        p, n = before[at], after[at]
        after[p], before[n] = n, p
        for near in (p, n):
            # A neighbour never goes before the corner that made it small.
            area[near] = max(found, corner(ring[before[near]], ring[near], ring[after[near]]))
            heapq.heappush(heap, (area[near], near))
    return [ring[at] for at in sorted(left)]


def varint(number):
    """Zigzag, then seven bits a byte with the lowest first (LEB128)."""
    number = number * 2 if number >= 0 else -number * 2 - 1
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return out


def packed(rings):
    """Each ring as its number of points and then the step to each point."""
    out = bytearray()
    x = y = 0
    for ring in rings:
        out += varint(len(ring))
        for longitude, latitude in ring:
            out += varint(wrapped(longitude - x)) + varint(latitude - y)
            x, y = longitude, latitude
    return bytes(out)


def main():
    source, target, smallest = sys.argv[1], sys.argv[2], float(sys.argv[3])
    with open(source, encoding="utf-8") as file:
        topology = json.load(file)
    rings = (simplified(ring, smallest) for ring in rings_of(topology))
    # The longest coastlines first, so that a file that was made anew differs little.
    rings = sorted((ring for ring in rings if ring), key=lambda ring: (-len(ring), ring))
    data = packed(rings)
    with open(target, "wb") as file:
        file.write(data)
    print(f"{len(rings)} rings, {sum(map(len, rings))} points, {len(data)} bytes")


if __name__ == "__main__":
    main()
