// The preview beside the form: the reader's page of what was last kept, at the width of a phone or of a desk. It
// follows while one types; only its <main> is exchanged, so that nothing flickers and the place is kept.
"use strict" // or the functions of the block would be the window's: an `open` of ours would break all popups
{
  const NO_SESSION = "00000000-0000-0000-0000-000000000000" // stands for the form's own in the address
  const NARROW = "(max-width: 60rem)"

  function open(pane, toggle, words) {
    const frame = pane.querySelector("iframe")
    const stage = pane.querySelector(".preview-stage")
    const note = pane.querySelector(".preview-note")
    const session = () => document.getElementById("id_session")?.value ?? ""
    let width = 390
    let asking = null
    let kept = false

    function fit() {
      const scale = Math.min(1, stage.clientWidth / width)
      frame.style.width = `${width}px`
      frame.style.height = `${stage.clientHeight / scale}px`
      frame.style.transform = `scale(${scale})`
      frame.style.marginInlineStart = `${Math.max(0, (stage.clientWidth - width * scale) / 2)}px`
    }

    function say(sentence) {
      note.textContent = sentence
      frame.hidden = Boolean(sentence) && !frame.dataset.shows
    }

    async function refresh() {
      asking?.abort()
      asking = new AbortController()
      // Until something is typed the saved article is what the form shows.
      const address = kept ? pane.dataset.address.replace(NO_SESSION, session()) : pane.dataset.saved
      if (!address) return say(words.previewWaits)
      try {
        const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } })
        if (answer.status === 404) return say(words.previewWaits)
        if (!answer.ok) return say(words.previewFails)
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main")
        const shown = frame.contentDocument
        const old = frame.dataset.shows ? shown?.querySelector("main") : null
        if (old && fresh) {
          const { scrollX, scrollY } = frame.contentWindow
          old.replaceWith(shown.importNode(fresh, true))
          frame.contentWindow.scrollTo(scrollX, scrollY)
        } else {
          frame.dataset.shows = address
          frame.src = address
        }
        say("")
      } catch (error) {
        if (error.name !== "AbortError") say(words.previewFails)
      }
    }

    function show(wanted) {
      pane.hidden = !wanted
      toggle.setAttribute("aria-pressed", String(wanted))
      document.body.classList.toggle("previewing", wanted)
      if (!wanted) return toggle.focus()
      fit()
      refresh()
      document.dispatchEvent(new CustomEvent("newsroom:keep-now"))
      if (window.matchMedia(NARROW).matches) pane.querySelector("[data-closes]").focus()
    }

    toggle.addEventListener("click", () => show(pane.hidden))
    pane.querySelector("[data-closes]").addEventListener("click", () => show(false))
    pane.addEventListener("keydown", ({ key }) => key === "Escape" && show(false))
    for (const button of pane.querySelectorAll("[data-width]")) {
      button.addEventListener("click", () => {
        width = Number(button.dataset.width)
        for (const one of pane.querySelectorAll("[data-width]")) one.setAttribute("aria-pressed", String(one === button))
        document.body.classList.toggle("previewing-wide", width > 390)
        fit()
      })
    }
    new ResizeObserver(() => pane.hidden || fit()).observe(stage)
    document.addEventListener("newsroom:kept", ({ detail }) => {
      if (detail.where !== "server" || !session()) return
      kept = true
      if (!pane.hidden) refresh()
    })
  }

  document.addEventListener("DOMContentLoaded", () => {
    const pane = document.getElementById("preview-pane")
    const toggle = document.getElementById("preview-toggle")
    const block = document.getElementById("writing-words")
    if (pane && toggle && block) open(pane, toggle, JSON.parse(block.textContent))
  })
}
