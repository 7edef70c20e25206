// The focal point and the own crops of a picture, set by hand on the picture itself. The numbers beside it are the
// fields of the form: they work without this script, and it writes into them.
"use strict" // or the functions of the block would be the window's
{
  const { box, within, SHAPES } = window.newsroomFraming
  const LEAST = 0.05 // of a side, as in articles/imaging/shapes.py
  const LEAST_PIXELS = 320 // what readers need across, as in articles/imaging/plan.py
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  const CORNERS = ["nw", "ne", "sw", "se"]

  const element = (name, className, attributes = {}) => {
    const made = document.createElement(name)
    made.className = className
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }
  const filled = (words, values) => words.replace(/\{(\w)\}|\{shape\}/g, (_all, key) => values[key ?? "shape"])
  const percent = (part) => Math.round(part * 100)
  const written = (part) => String(Number((part * 100).toFixed(2)))

  class Framing {
    constructor(root) {
      this.root = root
      this.words = root.dataset
      this.size = [Number(root.dataset.width), Number(root.dataset.height)]
      this.stage = root.querySelector(".framing-stage")
      this.image = this.stage.querySelector("img")
      this.shape = "" // what is being set: "" the focal point, else the crop of a shape
      this.pointInputs = ["x", "y"].map((part) => document.querySelector(`.field-focal_point input[data-part="${part}"]`))
      this.cropInputs = {}
      for (const group of document.querySelectorAll(".crop-numbers fieldset")) {
        this.cropInputs[group.dataset.shape] = [...group.querySelectorAll("input")]
      }
      this.build()
      this.listen()
      this.draw()
    }

    get writable() {
      return this.pointInputs.every(Boolean)
    }

    // --- what the fields say --------------------------------------------------------------------------------

    get point() {
      return this.pointInputs.map((input) => {
        const value = input ? input.valueAsNumber : NaN
        return Number.isFinite(value) ? within(value / 100, 0, 1) : 0.5
      })
    }

    set point(parts) {
      parts.forEach((part, at) => this.write(this.pointInputs[at], written(within(part, 0, 1))))
      this.draw()
    }

    own(shape) {
      const parts = (this.cropInputs[shape] ?? []).map((input) => input.valueAsNumber / 100)
      if (parts.length !== 4 || !parts.every(Number.isFinite)) return null
      const crop = parts.map((part) => within(part, 0, 1))
      return crop[2] - crop[0] >= LEAST / 2 && crop[3] - crop[1] >= LEAST / 2 ? crop : null
    }

    setOwn(shape, crop) {
      this.cropInputs[shape].forEach((input, at) => this.write(input, crop ? written(crop[at]) : ""))
      this.draw()
    }

    write(input, value) {
      if (input.value === value) return
      input.value = value
      input.dispatchEvent(new Event("change", { bubbles: true }))
    }

    /** What is shown in a shape, as fractions. */
    shown(shape) {
      const [left, top, right, bottom] = box(shape, this.size, this.point, this.own(shape))
      return [left / this.size[0], top / this.size[1], right / this.size[0], bottom / this.size[1]]
    }

    // --- crops of the right proportions ---------------------------------------------------------------------

    /** Height of a crop as a fraction, by its width as a fraction. */
    heightOf(shape, wide) {
      const [across, down] = SHAPES[shape]
      return (wide * this.size[0] * down) / across / this.size[1]
    }

    limits(shape) {
      const [left, top, right, bottom] = box(shape, this.size, [0.5, 0.5])
      const most = Math.min((right - left) / this.size[0], 1, 1 / this.heightOf(shape, 1))
      const least = Math.max(Math.min(LEAST_PIXELS, right - left) / this.size[0], LEAST, LEAST / this.heightOf(shape, 1))
      return [Math.min(least, most), most, (bottom - top) / this.size[1]]
    }

    /** The crop of a width around a middle, moved inside the picture. */
    around(shape, x, y, wide) {
      const [least, most] = this.limits(shape)
      const width = within(wide, least, most)
      const height = Math.min(1, this.heightOf(shape, width))
      const left = within(x - width / 2, 0, 1 - width)
      const top = within(y - height / 2, 0, 1 - height)
      return [left, top, left + width, top + height]
    }

    /** The crop that spans from a corner, which stays, towards a place. */
    spanned(shape, [fixedX, fixedY], [x, y]) {
      const [least, most] = this.limits(shape)
      const toRight = x >= fixedX
      const toBottom = y >= fixedY
      const room = Math.min(toRight ? 1 - fixedX : fixedX, (toBottom ? 1 - fixedY : fixedY) / this.heightOf(shape, 1))
      const asked = Math.max(Math.abs(x - fixedX), Math.abs(y - fixedY) / this.heightOf(shape, 1))
      const width = Math.min(within(asked, least, most), Math.max(room, least))
      const height = this.heightOf(shape, width)
      const left = within(toRight ? fixedX : fixedX - width, 0, Math.max(0, 1 - width))
      const top = within(toBottom ? fixedY : fixedY - height, 0, Math.max(0, 1 - height))
      return [left, top, left + width, top + height]
    }

    // --- the page -------------------------------------------------------------------------------------------

    build() {
      this.handle = element("div", "focal-handle", { role: "slider", tabindex: "0", "aria-label": this.words.focal, "aria-valuemin": "0", "aria-valuemax": "100" })
      this.frame = element("div", "crop-frame", { role: "slider", tabindex: "0", "aria-valuemin": "0", "aria-valuemax": "100", hidden: "" })
      for (const corner of CORNERS) this.frame.append(element("span", `crop-corner crop-${corner}`, { "data-corner": corner }))
      if (this.writable) this.stage.append(this.frame, this.handle)
      this.frames = [...this.root.querySelectorAll(".frames > li")].map((item) => this.buildFrame(item))
      this.root.querySelector(".framing-tools").hidden = !this.writable
      if (this.writable) this.root.classList.add("works")
    }

    buildFrame(item) {
      const image = element("img", "", { alt: "", draggable: "false", src: this.image.src })
      item.querySelector(".frame").replaceChildren(image)
      const shape = item.dataset.shape
      const label = item.querySelector("b").textContent
      const [begin, reset] = item.querySelectorAll("button")
      begin.setAttribute("aria-label", filled(this.words.begin, { shape: label }))
      reset.setAttribute("aria-label", filled(this.words.reset, { shape: label }))
      item.querySelector(".frame-tools").hidden = !this.writable
      return { item, image, shape, label, begin, reset, how: item.querySelector(".frame-how") }
    }

    draw() {
      const [x, y] = this.point
      Object.assign(this.handle.style, { left: `${x * 100}%`, top: `${y * 100}%` })
      this.say(this.handle, x, this.words.focalSays, { x: percent(x), y: percent(y) })
      for (const frame of this.frames) this.drawFrame(frame)
      this.drawCrop()
    }

    drawFrame({ item, image, shape, begin, reset, how }) {
      const [left, top, right, bottom] = this.shown(shape)
      const [wide, high] = [right - left, bottom - top]
      Object.assign(image.style, {
        width: `${100 / wide}%`, height: `${100 / high}%`, left: `${(-left / wide) * 100}%`, top: `${(-top / high) * 100}%`,
      })
      const own = Boolean(this.own(shape))
      how.textContent = own ? this.words.own : this.words.byPoint
      item.classList.toggle("has-own", own)
      item.classList.toggle("being-set", this.shape === shape)
      reset.hidden = !own
      begin.setAttribute("aria-pressed", String(this.shape === shape))
    }

    drawCrop() {
      const setting = Boolean(this.shape)
      this.frame.hidden = !setting
      this.handle.hidden = setting
      this.stage.classList.toggle("sets-crop", setting)
      for (const button of this.root.querySelectorAll(".framing-tools button")) {
        if (button.dataset.does === "point") button.setAttribute("aria-pressed", String(!setting))
        else button.hidden = !setting
      }
      for (const help of this.root.querySelectorAll(".framing-help")) {
        help.hidden = !this.writable || (help.dataset.for === "crop") !== setting
      }
      if (!setting) return
      const [left, top, right, bottom] = this.shown(this.shape)
      Object.assign(this.frame.style, {
        left: `${left * 100}%`, top: `${top * 100}%`, width: `${(right - left) * 100}%`, height: `${(bottom - top) * 100}%`,
      })
      const { label } = this.frames.find(({ shape }) => shape === this.shape)
      this.frame.setAttribute("aria-label", filled(this.words.crop, { shape: label }))
      this.say(this.frame, left, this.words.cropSays, { w: percent(right - left), x: percent(left), y: percent(top) })
    }

    say(slider, part, words, values) {
      slider.setAttribute("aria-valuenow", String(percent(part)))
      slider.setAttribute("aria-valuetext", filled(words, values))
    }

    set(shape) {
      this.shape = shape
      this.draw()
    }

    // --- hands ----------------------------------------------------------------------------------------------

    listen() {
      for (const input of [...this.pointInputs, ...Object.values(this.cropInputs).flat()]) {
        input?.addEventListener("input", () => this.draw())
      }
      if (!this.writable) return
      this.handle.addEventListener("keydown", (event) => this.movePoint(event))
      this.frame.addEventListener("keydown", (event) => this.moveCrop(event))
      this.stage.addEventListener("pointerdown", (event) => this.pressed(event))
      this.root.addEventListener("click", (event) => this.clicked(event))
    }

    movePoint(event) {
      const step = STEPS[event.key]
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      const far = event.shiftKey ? 0.1 : 0.01
      const [x, y] = this.point
      this.point = [x + step[0] * far, y + step[1] * far]
    }

    moveCrop(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return
      const far = event.shiftKey ? 0.1 : 0.01
      const step = STEPS[event.key]
      if (step) this.changeCrop(step[0] * far, step[1] * far, 0)
      else if (["+", "="].includes(event.key)) this.changeCrop(0, 0, 0.02)
      else if (["*", "PageUp"].includes(event.key)) this.changeCrop(0, 0, 0.2)
      else if (event.key === "-") this.changeCrop(0, 0, -0.02)
      else if (["_", "PageDown"].includes(event.key)) this.changeCrop(0, 0, -0.2)
      else if (["Delete", "Backspace"].includes(event.key)) this.setOwn(this.shape, null)
      else if (event.key === "Escape") this.leaveCrop()
      else return
      event.preventDefault()
    }

    leaveCrop() {
      const { begin } = this.frames.find(({ shape }) => shape === this.shape)
      this.set("")
      begin.focus()
    }

    changeCrop(right, down, wider) {
      const [left, top, end, bottom] = this.shown(this.shape)
      const width = end - left
      this.setOwn(this.shape, this.around(this.shape, (left + end) / 2 + right, (top + bottom) / 2 + down, width + wider))
    }

    clicked({ target }) {
      const button = target.closest("button")
      if (!button) return
      const shape = button.closest("li")?.dataset.shape
      switch (button.dataset.does) {
        case "point": return this.set("")
        case "smaller": return this.changeCrop(0, 0, -0.05)
        case "larger": return this.changeCrop(0, 0, 0.05)
        case "reset": {
          this.setOwn(shape, null)
          return this.frames.find((frame) => frame.shape === shape).begin.focus()
        }
        case "begin": {
          this.set(this.shape === shape ? "" : shape)
          if (this.shape) this.frame.focus({ preventScroll: true })
        }
      }
    }

    place(event) {
      const { left, top, width, height } = this.image.getBoundingClientRect()
      return [within((event.clientX - left) / width, 0, 1), within((event.clientY - top) / height, 0, 1)]
    }

    pressed(event) {
      if (event.button !== 0 || !event.isPrimary) return
      event.preventDefault()
      const follow = this.shape ? this.cropFollower(event) : (place) => { this.point = place }
      const slider = this.shape ? this.frame : this.handle
      slider.focus({ preventScroll: true })
      if (!this.shape) follow(this.place(event))
      const moved = (next) => follow(this.place(next))
      const ended = () => {
        this.stage.removeEventListener("pointermove", moved)
        this.stage.removeEventListener("pointerup", ended)
        this.stage.removeEventListener("pointercancel", ended)
      }
      this.stage.setPointerCapture(event.pointerId)
      this.stage.addEventListener("pointermove", moved)
      this.stage.addEventListener("pointerup", ended)
      this.stage.addEventListener("pointercancel", ended)
    }

    /** What a drag does to the crop: a corner changes its size, its inside moves it, anywhere else draws a new one. */
    cropFollower(event) {
      const { shape } = this
      const began = this.place(event)
      const [left, top, right, bottom] = this.shown(shape)
      const corner = event.target.dataset?.corner
      if (corner) {
        const fixed = [corner.includes("w") ? right : left, corner.includes("n") ? bottom : top]
        return (place) => this.setOwn(shape, this.spanned(shape, fixed, place))
      }
      if (this.frame.contains(event.target)) {
        const [x, y] = [(left + right) / 2, (top + bottom) / 2]
        return (place) => this.setOwn(shape, this.around(shape, x + place[0] - began[0], y + place[1] - began[1], right - left))
      }
      return (place) => this.setOwn(shape, this.spanned(shape, began, place))
    }
  }

  /** Puts the numbers away: who works by hand needs them seldom. Whatever is said about them stays in sight. */
  function foldNumbers(root) {
    const rows = [...document.querySelectorAll(":is(.field-focal_point, .field-crops):has(input)")]
    if (!rows.length) return
    const folded = element("details", "framing-numbers")
    folded.open = rows.some((row) => row.querySelector(".errorlist"))
    const summary = element("summary", "")
    summary.textContent = root.dataset.numbers
    rows[0].before(folded)
    folded.append(summary, ...rows)
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".framing").forEach(foldNumbers)
    for (const root of document.querySelectorAll(".framing")) new Framing(root)
  })
}
