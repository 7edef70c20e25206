// The page around the editor: counts with hints, the address made from the headline, reading time, keys. Saving and
// publishing are Django's own buttons; without this script the page is a plain form.
"use strict" // or the functions of the block would be the window's: an `open` of ours would break all popups
{
  const PLACE = "newsroom:place" // in sessionStorage: where the caret was when the page was sent
  const FRESH = 60_000 // milliseconds after which a remembered place belongs to some other page

  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_all, name) => values[name])
  let limits = {}
  let words = {}
  let prose = null // the editor of the text, as soon as it is there
  let unkept = false
  let leaving = false

  function after(milliseconds, work) {
    let timer = 0
    return () => {
      clearTimeout(timer)
      timer = setTimeout(work, milliseconds)
    }
  }

  // --- counts -------------------------------------------------------------------------------------------------

  function count(input, place) {
    const limit = limits[input.name]
    const announced = document.createElement("span")
    announced.className = "unseen"
    announced.setAttribute("role", "status")
    place.after(announced)
    // Said once and after a pause, not with each key.
    const announce = after(1000, () => {
      announced.textContent = place.classList.contains("over") ? place.textContent : ""
    })
    const show = () => {
      const length = [...input.value.trim()].length
      const values = { count: length, limit, over: length - limit }
      place.classList.toggle("over", length > limit)
      place.textContent = fill(length > limit ? words.over : words.count, values)
      announce()
    }
    input.addEventListener("input", show)
    show()
  }

  function textOf() {
    if (prose) return prose.state.doc.textBetween(0, prose.state.doc.content.size, " ")
    return document.getElementById("id_body")?.value.replace(/<[^>]*>/g, " ") ?? ""
  }

  function showSize() {
    const place = document.getElementById("text-size")
    const number = textOf().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
    const minutes = Math.max(1, Math.round(number / limits.wordsAMinute))
    place.textContent = number ? fill(words.size, { words: number.toLocaleString(document.documentElement.lang), minutes }) : ""
  }

  // --- the address, by the rule of articles/models/slugs.py -----------------------------------------------------

  const SPELT_OUT = {
    ä: "ae", ö: "oe", ü: "ue", Ä: "Ae", Ö: "Oe", Ü: "Ue", ß: "ss", ẞ: "SS",
    æ: "ae", ø: "oe", å: "aa", œ: "oe", Æ: "Ae", Ø: "Oe", Å: "Aa", Œ: "Oe",
    ı: "i", ł: "l", Ł: "L", đ: "d", Đ: "D",
  }

  function slugOf(text, limit = 80) {
    const spelt = text.normalize("NFC").replace(/[^\0-\x7f]/gu, (letter) => SPELT_OUT[letter] ?? letter)
    const plain = spelt.normalize("NFKD").replace(/[^\0-\x7f]/gu, "").toLowerCase()
    const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")
    if (slug.length <= limit) return slug
    return slug.slice(0, Math.max(0, slug.slice(0, limit + 1).lastIndexOf("-"))) || slug.slice(0, limit)
  }

  function followHeadline(headline) {
    const line = document.querySelector(".address-line")
    const shown = document.getElementById("slug-shown")
    const input = document.getElementById("id_slug")
    const fixed = document.querySelector(".field-slug .readonly")
    if (!input) {
      document.getElementById("slug-edit").remove()
      shown.textContent = fixed?.textContent ?? ""
      line.hidden = !shown.textContent
      return
    }
    let follows = !input.value || input.value === slugOf(headline.value)
    const show = () => {
      if (follows) input.value = slugOf(headline.value)
      shown.textContent = input.value
      line.hidden = !input.value
    }
    headline.addEventListener("input", show)
    input.addEventListener("input", () => {
      follows = !input.value // an emptied address is made anew
      shown.textContent = input.value || slugOf(headline.value)
    })
    document.getElementById("slug-edit").addEventListener("click", () => {
      input.closest("details")?.setAttribute("open", "")
      input.focus()
      input.select()
    })
    show()
  }

  // --- keys ---------------------------------------------------------------------------------------------------

  function focusText() {
    if (prose) prose.view.focus() // at once: the command waits, and keys would go where one was
    else document.querySelector(".ProseMirror[contenteditable]")?.focus()
  }

  function moveOnWithEnter(input, next) {
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      if (next) next.focus()
      else focusText()
    })
  }

  /** Keeps a text in one line that is shown in several: pasted line feeds become blanks. */
  function stayOneLine(area) {
    area.addEventListener("input", () => {
      if (!/[\r\n]/.test(area.value)) return
      const { selectionStart } = area
      area.value = area.value.replace(/\s*[\r\n]+\s*/g, " ")
      area.setSelectionRange(selectionStart, selectionStart)
    })
  }

  function press(form, name) {
    const button = form.querySelector(`[type=submit][name="${name}"]`)
    if (button && !leaving) form.requestSubmit(button)
    return Boolean(button)
  }

  function listenToKeys(form) {
    const help = document.getElementById("shortcuts")
    document.addEventListener("keydown", (event) => {
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      const other = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey
      if (command && event.key.toLowerCase() === "s") {
        event.preventDefault()
        press(form, "_continue") || press(form, "_save")
      } else if (command && event.key === "Enter") {
        event.preventDefault()
        event.stopPropagation()
        const button = form.querySelector("[name=_publish]")
        // What leads to a page that asks need not ask here.
        if (button && ("asks" in button.dataset || window.confirm(words.publish))) press(form, "_publish")
      } else if (other && event.code === "KeyP") {
        event.preventDefault()
        document.getElementById("preview-toggle")?.click()
      } else if (other && event.code === "KeyT") {
        event.preventDefault()
        focusText()
      }
    }, true)
    document.getElementById("help-toggle")?.addEventListener("click", () => help.showModal())
    help.querySelector("[data-closes]").addEventListener("click", () => help.close())
  }

  // --- coming back to where one was ---------------------------------------------------------------------------

  function remember() {
    const active = document.activeElement
    const place = { at: Date.now(), scroll: window.scrollY }
    if (prose && prose.view.dom.contains(active)) {
      const { from, to } = prose.state.selection
      Object.assign(place, { from, to })
    } else if (active?.id && active.form) {
      place.id = active.id
      place.caret = active.selectionStart ?? null
    }
    sessionStorage.setItem(PLACE, JSON.stringify(place))
  }

  function comeBack() {
    const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null")
    sessionStorage.removeItem(PLACE)
    if (!place || Date.now() - place.at > FRESH || document.querySelector(".errornote")) return
    if (place.from !== undefined && prose) {
      const end = prose.state.doc.content.size
      prose.commands.setTextSelection({ from: Math.min(place.from, end), to: Math.min(place.to, end) })
      prose.view.focus()
    } else if (place.id) {
      const input = document.getElementById(place.id)
      input?.focus({ preventScroll: true })
      if (place.caret !== null) input?.setSelectionRange?.(place.caret, place.caret)
    }
    window.scrollTo({ top: place.scroll, behavior: "instant" })
  }

  // --- leaving ------------------------------------------------------------------------------------------------

  function watchLeaving(form) {
    const changed = () => { unkept = true }
    form.addEventListener("input", changed)
    form.addEventListener("change", changed)
    document.addEventListener("newsroom:kept", () => { unkept = false })
    form.addEventListener("submit", ({ submitter }) => {
      leaving = true
      if (submitter?.name === "_continue" || submitter?.name === "_publish") remember()
    })
    window.addEventListener("beforeunload", (event) => {
      if (leaving || !unkept) return
      document.dispatchEvent(new CustomEvent("newsroom:keep-now"))
      if (unkept) event.preventDefault()
    })
    // A page that the browser brings back as it was can be sent again.
    window.addEventListener("pageshow", () => { leaving = false })
  }

  function start(form) {
    ;({ limits, ...words } = JSON.parse(document.getElementById("writing-words").textContent))
    const [kicker, headline, teaser] = ["kicker", "headline", "teaser"].map((name) => document.getElementById(`id_${name}`))
    for (const place of document.querySelectorAll("[data-counts]")) {
      const input = document.getElementById(`id_${place.dataset.counts}`)
      if (input) count(input, place)
    }
    if (headline) {
      if (document.getElementById("slug-edit")) followHeadline(headline)
      moveOnWithEnter(headline, teaser)
      stayOneLine(headline)
    }
    if (kicker) moveOnWithEnter(kicker, headline)
    const resize = after(400, showSize)
    const editorIsThere = (editor) => {
      prose = editor
      editor.on("update", () => {
        unkept = true
        resize()
      })
      resize()
      comeBack()
    }
    if (document.getElementById("text-size")) showSize()
    document.addEventListener("prose-editor:ready", ({ detail }) => editorIsThere(detail.editor), { once: true })
    listenToKeys(form)
    watchLeaving(form)
    if (!document.getElementById("id_body")) comeBack()
    // An empty page is there to be written on.
    if (kicker && !headline?.value && !document.querySelector(".errornote")) kicker.focus()
  }

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("article_form")
    if (form && document.getElementById("writing-words")) start(form)
  })
}
