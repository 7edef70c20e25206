// "New from text": the server's reading follows while somebody types, a role is corrected by one click, and what was
// typed is kept in this browser until it is saved. Without this script the page works by its buttons.

const WAIT = 400 // ms without a key before the server reads
const WEEK = 7 * 24 * 60 * 60 * 1000

const form = document.getElementById("from-text")
const words = JSON.parse(document.getElementById("from-text-words").textContent)
const area = form.elements.text
const reading = document.getElementById("reading")
const state = form.querySelector(".state")
const found = form.querySelector(".found")

// --- what was typed is kept ---------------------------------------------------------------------------------

const shelf = `newsroom:from-text:${words.user}:${location.pathname}:`
const own = shelf + form.elements.paste.value

function keep() {
  try {
    if (!area.value.trim()) return localStorage.removeItem(own)
    const copy = { text: area.value, corrections: form.elements.corrections.value, at: Date.now() }
    localStorage.setItem(own, JSON.stringify(copy))
    say(words.kept)
  } catch {
    say(words.notKept)
  }
}

function copies() {
  const all = []
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(shelf) || key === own) continue
      const copy = JSON.parse(localStorage.getItem(key))
      if (Date.now() - copy.at > WEEK) localStorage.removeItem(key)
      else all.push({ key, ...copy })
    }
  } catch {
    // A browser that keeps nothing has nothing to offer.
  }
  return all.sort((one, other) => other.at - one.at)
}

function offer() {
  const [copy] = copies()
  found.hidden = !copy || Boolean(area.value.trim())
  if (found.hidden) return
  const moment = new Date(copy.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" })
  const start = copy.text.trim().split("\n")[0].slice(0, 80)
  found.querySelector("span").textContent = words.found.replace("{moment}", moment).replace("{start}", start)
  found.dataset.key = copy.key
}

function answerOffer(action) {
  const copy = copies().find(({ key }) => key === found.dataset.key)
  if (copy) localStorage.removeItem(copy.key)
  found.hidden = true
  if (action === "take" && copy) {
    area.value = copy.text
    form.elements.corrections.value = copy.corrections
    before = lines()
    keep()
    read()
    area.focus()
  } else {
    offer()
  }
}

// --- corrections --------------------------------------------------------------------------------------------

const corrections = () => JSON.parse(form.elements.corrections.value || "{}")
const correctTo = (all) => { form.elements.corrections.value = JSON.stringify(all) }
const lines = () => area.value.split("\n")

let before = lines()

// Lines move when text is typed above them: a correction stays with its line, and goes with it.
function follow() {
  const now = lines()
  const shorter = Math.min(before.length, now.length)
  let head = 0
  while (head < shorter && before[head] === now[head]) head += 1
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  const kept = {}
  for (const [number, role] of Object.entries(corrections())) {
    const index = number - 1
    if (index < head) kept[number] = role
    else if (index >= before.length - tail) kept[Number(number) + now.length - before.length] = role
    else if (before.length === now.length && now[index].trim()) kept[number] = role // the line itself was edited
  }
  correctTo(kept)
  before = now
}

function choose(value) {
  const [line, role] = value.split(":")
  const all = line ? corrections() : {}
  if (words.once.includes(role)) for (const one of Object.keys(all)) if (all[one] === role) delete all[one]
  if (role) all[line] = role
  else delete all[line]
  correctTo(all)
  keep()
  return read(value)
}

// --- asking the server --------------------------------------------------------------------------------------

const csrfCookie = () => document.cookie.match(/(?:^|; )newsroom_csrf=([^;]+)/)?.[1]

class SignedOut extends Error {}

async function ask(address, { signal, save = false }) {
  const send = (token) => {
    const fields = new FormData(form)
    fields.set("csrfmiddlewaretoken", token)
    if (save) fields.set("save", "1")
    const headers = { Accept: save ? "application/json" : "text/html", "X-CSRFToken": token }
    return fetch(address, { method: "POST", body: fields, headers, signal, credentials: "same-origin" })
  }
  let response = await send(csrfCookie() ?? form.elements.csrfmiddlewaretoken.value)
  // Somebody who signed in again in another tab has a new token by now.
  if (response.status === 403 && csrfCookie()) response = await send(csrfCookie())
  if (response.redirected || response.status === 403) throw new SignedOut()
  if (!response.ok) throw new Error(response.statusText)
  return response
}

let newest

async function read(value) {
  if (new Blob([area.value]).size > words.limit) return say(words.tooLong)
  newest?.abort()
  const mine = newest = new AbortController()
  say(words.reading)
  try {
    const html = await (await ask(form.dataset.read, mine)).text()
    if (mine === newest) show(html, value)
  } catch (error) {
    if (mine === newest && error.name !== "AbortError") complain(error)
  }
}

async function save() {
  const button = form.elements.save
  button.disabled = true
  newest?.abort()
  clearTimeout(waiting)
  keep()
  try {
    if (new Blob([area.value]).size > words.limit) return say(words.tooLong)
    const answer = await (await ask(location.href, { save: true })).json()
    if (answer.to) {
      localStorage.removeItem(own)
      saved = true
      location.assign(answer.to)
    } else {
      show(answer.html)
      reading.querySelector(".problems")?.scrollIntoView({ block: "nearest" })
    }
  } catch (error) {
    complain(error)
  } finally {
    button.disabled = false
  }
}

function show(html, value) {
  const scrolled = reading.querySelector(".paste-lines ol")?.scrollTop
  reading.innerHTML = html
  const list = reading.querySelector(".paste-lines ol")
  if (list && scrolled) list.scrollTop = scrolled
  rove()
  const [line, role] = value?.split(":") ?? []
  if (line) {
    const row = reading.querySelector(`[data-line="${line}"] .choices`)
    const again = role ? row?.querySelector(`[value="${line}:${role}"]`) : row?.querySelector("[tabindex='0']")
    again?.focus({ preventScroll: true })
  }
  say(area.value.trim() ? words.kept : "")
}

function say(sentence) {
  state.textContent = sentence
}

function complain(error) {
  if (!(error instanceof SignedOut)) return say(words.unreachable)
  const link = Object.assign(document.createElement("a"), { href: words.login, target: "_blank", textContent: words.signIn })
  state.replaceChildren(`${words.signedOut} `, link)
}

// --- keys: one stop for each line, arrows within and between --------------------------------------------------

const choicesOf = (row) => [...row.querySelectorAll("button")]

function rove() {
  for (const row of reading.querySelectorAll(".choices")) {
    const buttons = choicesOf(row)
    const current = buttons.find((button) => button.getAttribute("aria-pressed") === "true") ?? buttons[0]
    for (const button of buttons) button.tabIndex = button === current ? 0 : -1
  }
}

function move(event) {
  const row = event.target.closest(".choices")
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  const leap = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!row || !(step || leap)) return
  event.preventDefault()
  if (step) {
    const buttons = choicesOf(row)
    return buttons.at((buttons.indexOf(event.target) + step) % buttons.length).focus()
  }
  const rows = [...reading.querySelectorAll(".choices")]
  rows[rows.indexOf(row) + leap]?.querySelector("[tabindex='0']").focus()
}

// --- following ------------------------------------------------------------------------------------------------

let waiting
let saved = false

area.addEventListener("input", () => {
  found.hidden = true
  follow()
  clearTimeout(waiting)
  waiting = setTimeout(() => { keep(); read() }, WAIT)
})
form.elements.language.addEventListener("change", () => read())
window.addEventListener("pagehide", () => { if (!saved) keep() })
reading.addEventListener("keydown", move)
form.addEventListener("submit", (event) => {
  event.preventDefault()
  const button = event.submitter
  if (button?.name === "save") save()
  else if (button?.name === "correct") choose(button.value)
  else read()
})
document.addEventListener("keydown", (event) => {
  if (event.key === "s" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    event.preventDefault()
    save()
  }
})
found.addEventListener("click", ({ target }) => { if (target.dataset.found) answerOffer(target.dataset.found) })
document.documentElement.classList.add("follows")
rove()
offer()
if (area.value.trim() && !reading.querySelector(".paste-lines")) read()
