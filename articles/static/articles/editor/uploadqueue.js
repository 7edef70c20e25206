// Files on their way to the desk: a few at once, each with its own fate. What fails does not hold the others up, and
// what a dead line cut off is tried again when the line is back.

const AT_ONCE = 3
const STALLED = 60_000 // milliseconds without a byte or an answer: the line counts as dead
const OVER = new Set(["done", "failed", "cancelled"])

export class Queue extends EventTarget {
  /** `settings` are those of upload_settings() in articles/admin/uploads.py. */
  constructor(settings) {
    super()
    this.settings = settings
    this.items = []
    this.digests = new Set() // of what is under way: the same file twice goes one after the other
    window.addEventListener("online", () => this.items.filter(({ dead }) => dead).forEach((one) => this.retry(one)))
    window.addEventListener("beforeunload", (event) => this.busy && event.preventDefault())
  }

  get busy() {
    return this.items.some(({ state }) => !OVER.has(state))
  }

  /** Adds files. Returns their items: { file, state, sent, answer, sentence }. */
  add(files) {
    const added = [...files].map((file) => {
      const item = { file, key: crypto.randomUUID(), state: "waiting", sent: 0, answer: null, sentence: "", dead: false }
      const fault = this.#faultOf(file)
      if (fault) Object.assign(item, { state: "failed", sentence: fault, refused: true })
      return item
    })
    this.items.push(...added)
    this.#tell("added", { items: added })
    this.#next()
    return added
  }

  cancel(item) {
    if (OVER.has(item.state)) return
    item.request?.abort()
    this.#end(item, "cancelled", this.settings.words.cancelled)
  }

  retry(item) {
    if (item.state !== "failed") return
    Object.assign(item, { state: "waiting", sent: 0, sentence: "", dead: false })
    this.#changed(item)
    this.#next()
  }

  /** Returns what is wrong with a file before it is sent, "" where nothing is. */
  #faultOf(file) {
    if (file.isFolder) return this.settings.words.folder
    if (file.size <= this.settings.most) return ""
    return this.settings.words.tooLarge.replace("%(most)s", Math.floor(this.settings.most / 1_000_000))
  }

  #next() {
    const running = this.items.filter(({ state }) => state === "sending" || state === "reading").length
    const waiting = this.items.filter(({ state, held }) => state === "waiting" && !held)
    for (const item of waiting.slice(0, Math.max(0, AT_ONCE - running))) this.#begin(item)
  }

  async #begin(item) {
    item.state = "sending"
    item.digest ??= await digestOf(item.file)
    if (item.state !== "sending") return
    if (item.digest && this.digests.has(item.digest)) {
      // The same file is being sent: after it, the desk can say that it is there.
      Object.assign(item, { state: "waiting", held: true })
      this.#next()
      return
    }
    this.digests.add(item.digest)
    item.underWay = true
    this.#changed(item)
    this.#send(item)
  }

  #send(item) {
    const request = (item.request = new XMLHttpRequest())
    let stalled = 0
    const alive = () => {
      clearTimeout(stalled)
      stalled = setTimeout(() => {
        request.abort()
        this.#died(item)
      }, STALLED)
    }
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      alive()
      item.sent = total ? loaded / total : 0
      this.#changed(item)
    })
    request.upload.addEventListener("load", () => {
      item.state = "reading"
      this.#changed(item)
    })
    request.addEventListener("loadend", () => clearTimeout(stalled))
    request.addEventListener("load", () => this.#answered(item, request))
    request.addEventListener("error", () => this.#died(item))
    request.open("POST", this.settings.address)
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("X-CSRFToken", token())
    alive()
    const data = new FormData()
    data.append("key", item.key) // sent again after a dead line it is the same upload
    data.append("file", item.file, item.file.name)
    request.send(data)
  }

  #answered(item, { status, responseText }) {
    const answer = parsed(responseText)
    if (status === 200 && answer?.pk) {
      item.answer = answer
      this.#end(item, "done")
    } else {
      item.refused = status === 400 // it would be refused again
      this.#end(item, "failed", answer?.errors?.join(" ") ?? this.settings.words.failed)
    }
  }

  #died(item) {
    if (OVER.has(item.state)) return
    item.dead = true
    this.#end(item, "failed", this.settings.words.dead)
  }

  #end(item, state, sentence = "") {
    if (item.underWay) this.digests.delete(item.digest)
    Object.assign(item, { state, sentence, request: null, underWay: false })
    for (const other of this.items) if (other.held && other.digest === item.digest) other.held = false
    this.#changed(item)
    this.#next()
  }

  #changed(item) {
    this.#tell("changed", { item })
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }
}

/** Asks the desk to use the picture that is there instead of the uploaded one. Returns { pk, uuid, card } or { errors }. */
export async function useInstead(settings, upload, there) {
  const body = new URLSearchParams({ upload, there })
  const headers = { Accept: "application/json", "X-CSRFToken": token() }
  try {
    const response = await fetch(settings.instead, { method: "POST", body, headers })
    const answer = await response.json()
    return response.ok ? answer : { errors: answer.errors ?? [settings.words.failed] }
  } catch {
    return { errors: [settings.words.failed] }
  }
}

function token() {
  return /(?:^|;\s*)newsroom_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? ""
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Returns what tells a file from every other, "" where the browser does not say (not on HTTPS, unreadable). */
async function digestOf(file) {
  if (!crypto.subtle) return ""
  try {
    const bits = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()))
    return Array.from(bits, (one) => one.toString(16).padStart(2, "0")).join("")
  } catch {
    return ""
  }
}
