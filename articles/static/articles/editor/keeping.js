// Nothing typed is lost: what is in the form goes into this browser's database within 300 ms and to the server within
// two seconds, and a form is sent only while its writer is signed in. Without this script the form is a plain form.
import { keepCopy } from "newsroom-keeping/copies"
import { digest, pairsOf } from "newsroom-keeping/fields"
import { keptState } from "newsroom-keeping/keptstate"
import { holdSession, offerBack, putAwayVersion } from "newsroom-keeping/offering"
import { ask, tell } from "newsroom-keeping/server"

// Milliseconds
const TO_BROWSER = 200
const TO_SERVER_QUIET = 800
const TO_SERVER_TYPING = 2000
const RETRY_FIRST = 2000
const RETRY_LAST = 30_000
const LOOK_VISIBLE = 15_000
const LOOK_HIDDEN = 60_000

const keeping = document.getElementById("keeping")
const form = keeping?.closest("form") ?? document.querySelector("#article_form, #gallery_form")

/** Keeps one form. */
class Keeper {
  constructor(shown) {
    this.shown = shown
    this.session = form.elements.namedItem("session")
    this.objectId = keeping.dataset.objectId
    this.takenUp = new URLSearchParams(location.search).get("take_up")
    this.seen = digest(pairsOf(form)) // the form when it was last looked at
    this.copied = this.sent = this.seen
    this.timers = {}
    this.retry = RETRY_FIRST
    this.sending = null
    this.leaving = false
    this.trouble = "" // a state that stays until the server has the text again
  }

  // --- noticing -----------------------------------------------------------------------------------------------

  /** Looks whether the form says something new; called for whatever may have changed it. */
  changed() {
    const now = digest(pairsOf(form))
    if (now === this.seen) return
    this.seen = now
    this.leaving = false // whoever types is still here
    if (!this.trouble) this.shown.state("typing")
    this.later("copy", TO_BROWSER, () => this.copy(), { keep: true })
    if (this.trouble === "signedout" || this.trouble === "offline") return // they have their own moments to try again
    this.later("quiet", TO_SERVER_QUIET, () => this.send())
    this.later("typing", TO_SERVER_TYPING, () => this.send(), { keep: true })
  }

  /** Does `work` after a while; a second call starts the while anew, or with `keep` changes nothing. */
  later(name, milliseconds, work, { keep = false } = {}) {
    if (keep && this.timers[name]) return
    clearTimeout(this.timers[name])
    this.timers[name] = setTimeout(() => {
      delete this.timers[name]
      work()
    }, milliseconds)
  }

  forget(...names) {
    for (const name of names) {
      clearTimeout(this.timers[name])
      delete this.timers[name]
    }
  }

  // --- in this browser ----------------------------------------------------------------------------------------

  /** Writes the form into the database if it is not there yet. */
  async copy(known = {}) {
    this.forget("copy")
    const pairs = pairsOf(form)
    const text = digest(pairs)
    if (text === this.copied && !known.kept) return
    const { person } = keeping.dataset
    try {
      await keepCopy({
        path: location.pathname, session: this.session.value, person, objectId: this.objectId, at: Date.now(), pairs,
        version: this.version ?? null, kept: text === this.sent, ...known,
      })
    } catch {
      return // no room or no database: the server still gets the text
    }
    this.copied = text
    if (text === this.sent) return
    if (!this.trouble) this.shown.state("browser")
    this.announce("browser", null)
  }

  announce(where, at) {
    const detail = { where, at, session: this.session.value }
    document.dispatchEvent(new CustomEvent("newsroom:kept", { detail }))
  }

  // --- at the server ------------------------------------------------------------------------------------------

  /** Gives the form to the server unless it has it. One request at a time; the newest text follows. */
  async send({ anyway = false } = {}) {
    this.forget("quiet", "typing", "retry")
    if (this.sending) await this.sending
    if (this.leaving || (!anyway && this.seen === this.sent)) return null
    this.sending = this.sendOnce()
    try {
      return await this.sending
    } finally {
      this.sending = null
    }
  }

  async sendOnce() {
    const pairs = pairsOf(form)
    const text = digest(pairs)
    const answer = await ask(keeping.dataset.autosave, [...pairs, ["object_id", this.objectId]])
    if (answer.state === "ok") await this.arrived(answer.data, text)
    else this.failed(answer.state)
    return answer.state
  }

  async arrived({ version, at, others, newer, gone, preflight }, text) {
    this.sent = text
    this.version = version
    this.retry = RETRY_FIRST
    this.trouble = ""
    this.shown.people(others ?? [])
    document.dispatchEvent(new CustomEvent("newsroom:preflight", { detail: preflight }))
    if (gone) this.shown.state("gone", { version })
    else if (newer) this.shown.state("newer", newer)
    else this.shown.state("saved", { at })
    this.announce("server", at)
    if (this.seen === text) await this.copy({ kept: true })
    if (this.takenUp && this.takenUp !== String(version) && (await putAwayVersion(keeping, this.takenUp))) {
      this.takenUp = null // this session has it now
    }
  }

  failed(state) {
    this.trouble = state
    this.shown.state(state)
    if (state === "refused" || state === "signedout") return
    this.later("retry", this.retry, () => this.send())
    this.retry = Math.min(this.retry * 2, RETRY_LAST)
  }

  /** Both at once, as when the page is hidden or another script asks for it. */
  keepNow() {
    this.changed()
    this.copy()
    return this.send()
  }

  // --- sending the form ---------------------------------------------------------------------------------------

  /** Holds a submit back until the server has answered that its writer is signed in; then it goes its way. */
  async submit(event) {
    if (event.target !== form || this.passing) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (this.asking) return
    this.asking = true
    const { submitter } = event
    this.seen = digest(pairsOf(form))
    await this.copy()
    const state = await this.send({ anyway: true })
    this.asking = false
    if (state === "signedout" || state === "offline") return // the line says so, and the text stays
    this.passing = this.leaving = true
    form.requestSubmit(submitter)
    this.passing = false
  }

  // --- who else -----------------------------------------------------------------------------------------------

  async look() {
    this.later("look", document.hidden ? LOOK_HIDDEN : LOOK_VISIBLE, () => this.look())
    if (this.trouble === "signedout" || this.trouble === "offline") this.send({ anyway: true })
    if (!this.objectId) return
    const { state, data } = await ask(keeping.dataset.presence, this.who())
    if (state === "signedout" && !this.trouble) this.failed(state)
    if (state !== "ok") return
    this.shown.people(data.others ?? [])
    if (data.newer && !this.trouble) this.shown.state("newer", data.newer)
  }

  who() {
    return [["session", this.session.value], ["object_id", this.objectId]]
  }

  leave() {
    if (!this.leaving) this.changed()
    this.copy()
    if (this.objectId) tell(keeping.dataset.presence, [...this.who(), ["closing", "1"]])
  }

  cameBack() {
    if (this.trouble) this.send({ anyway: true })
    this.look()
  }

  // --- listening ----------------------------------------------------------------------------------------------

  listen() {
    const changed = () => this.changed()
    for (const name of ["input", "change", "drop", "mouseup", "formset:added", "formset:removed"]) {
      // After the handlers of the page: some of them put the value into its field.
      document.addEventListener(name, () => setTimeout(changed, 0))
    }
    // Select2 tells jQuery only.
    window.django?.jQuery(form).on("change", changed)
    document.addEventListener("submit", (event) => this.submit(event), true)
    document.addEventListener("newsroom:keep-now", () => this.keepNow())
    document.addEventListener("visibilitychange", () => (document.hidden ? this.keepNow() : this.cameBack()))
    window.addEventListener("focus", () => this.cameBack())
    window.addEventListener("online", () => this.cameBack())
    window.addEventListener("pagehide", () => this.leave())
    window.addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return
      this.leaving = this.passing = false
      this.cameBack()
    })
  }

  async start() {
    this.listen()
    // A page that the browser restored with somebody's session: two pages must not write into one copy.
    if (!(await holdSession(this.session.value))) {
      this.session.value = crypto.randomUUID()
      await holdSession(this.session.value)
    }
    if (this.takenUp) {
      // What was taken up lives in the page alone until this session has kept it.
      this.copied = ""
      await this.copy()
      this.send({ anyway: true })
    }
    this.look()
    await offerBack({ keeping, form, session: this.session.value, shown: this.shown })
  }
}

if (form?.elements.namedItem("session")) {
  new Keeper(keptState(keeping)).start().catch((error) => console.warn("The browser keeps no copies.", error))
}
