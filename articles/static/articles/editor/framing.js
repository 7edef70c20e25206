// What is shown of a picture in a shape: the same reckoning as articles/imaging/shapes.py, to the pixel.
"use strict" // or the functions of the block would be the window's
{
  const SHAPES = { "1x1": [1, 1], "4x3": [4, 3], "16x9": [16, 9], "4x5": [4, 5] }

  /** Rounds as Python does: a half goes to the even neighbour. */
  function evenly(value) {
    const below = Math.floor(value)
    const rest = value - below
    if (rest !== 0.5) return rest < 0.5 ? below : below + 1
    return below % 2 === 0 ? below : below + 1
  }

  /** Rounds a fraction of whole numbers, without a detour over a number that is not exact. */
  function evenlyDivided(above, below) {
    const whole = Math.floor(above / below)
    const rest = 2 * (above - whole * below)
    if (rest !== below) return rest < below ? whole : whole + 1
    return whole % 2 === 0 ? whole : whole + 1
  }

  const within = (value, least, most) => Math.min(most, Math.max(least, value))

  function largest([wide, high], width, height) {
    if (width * high > height * wide) return [Math.min(width, Math.max(1, evenlyDivided(height * wide, high))), height]
    return [width, Math.min(height, Math.max(1, evenlyDivided(width * high, wide)))]
  }

  const start = (middle, length, whole) => Math.min(Math.max(0, evenly(middle - length / 2)), whole - length)

  function inside([ownLeft, ownTop, ownRight, ownBottom], shape, [width, height]) {
    const left = Math.min(Math.floor(ownLeft * width), width - 1)
    const top = Math.min(Math.floor(ownTop * height), height - 1)
    const right = Math.max(left + 1, evenly(ownRight * width))
    const bottom = Math.max(top + 1, evenly(ownBottom * height))
    const [wide, high] = largest(SHAPES[shape], right - left, bottom - top)
    const x = left + Math.floor((right - left - wide) / 2)
    const y = top + Math.floor((bottom - top - high) / 2)
    return [x, y, x + wide, y + high]
  }

  /** Returns left, top, right and bottom in pixels of what is shown of a picture of a size in a shape. */
  function box(shape, size, [x, y], own = null) {
    if (own) return inside(own.map((part) => within(part, 0, 1)), shape, size)
    const [wide, high] = largest(SHAPES[shape], ...size)
    const left = start(within(x, 0, 1) * size[0], wide, size[0])
    const top = start(within(y, 0, 1) * size[1], high, size[1])
    return [left, top, left + wide, top + high]
  }

  window.newsroomFraming = { box, within, SHAPES }
}
