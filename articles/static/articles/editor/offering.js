// Offers back what was typed and not saved: copies in this browser from pages that are closed, beside what the server
// knows from other machines. Nothing is thrown away without a question.
import { copiesOf, dropCopy, dropOldCopies, keepCopy } from "newsroom-keeping/copies"
import { differing, labelOf, pairsOf, wordsIn } from "newsroom-keeping/fields"
import { ask, tell } from "newsroom-keeping/server"

const UNASKED = 60_000 // without Web Locks: how long a copy that is still written counts as an open page

/** Holds the session for as long as the page lives. Resolves with false where another page holds it already. */
export function holdSession(session) {
  if (!navigator.locks) return Promise.resolve(true)
  return new Promise((resolve) => {
    navigator.locks.request(lockOf(session), { ifAvailable: true }, (lock) => {
      resolve(Boolean(lock))
      return lock ? new Promise(() => {}) : undefined
    })
  })
}

const lockOf = (session) => `newsroom:${session}`

/** Returns a function that says whether a session has an open page in this browser. */
async function living(copies) {
  if (!navigator.locks) {
    const fresh = new Set(copies.filter(({ at }) => Date.now() - at < UNASKED).map(({ session }) => session))
    return (session) => fresh.has(session)
  }
  const names = new Set((await navigator.locks.query()).held.map(({ name }) => name))
  return (session) => names.has(lockOf(session))
}

/** Looks for copies of closed pages, gives them to the server and shows those that it has not saved. */
export async function offerBack({ keeping, form, session, shown }) {
  const { person } = keeping.dataset
  const copies = (await copiesOf(location.pathname, person)).filter((copy) => copy.session !== session)
  const alive = await living(copies)
  const list = listOf(keeping)
  for (const item of [...list.children]) if (alive(item.dataset.session)) item.remove()
  list.addEventListener("click", (event) => putAway(event, { keeping, shown }))
  for (const copy of copies.sort((one, other) => other.at - one.at)) {
    if (!alive(copy.session)) await hand(copy, { keeping, form, list, shown })
  }
  arrange(list)
  // A page that was reloaded comes back scrolled to where it was.
  if (list.children.length) list.closest(".offers").scrollIntoView({ block: "nearest" })
  await dropOldCopies(Date.now())
}

async function hand(copy, { keeping, form, list, shown }) {
  const { autosave, presence } = keeping.dataset
  const { state, data } = await ask(autosave, [...copy.pairs, ["object_id", copy.objectId]])
  // Its page is closed: what arrives of it now must not look like somebody at work.
  if (copy.objectId) tell(presence, [["session", copy.session], ["object_id", copy.objectId], ["closing", "1"]])
  if (state !== "ok") return
  if (data.closed) {
    await dropCopy(copy)
    removeOffer(list, copy.version)
    return
  }
  const known = { ...copy, kept: true, version: data.version }
  await keepCopy(known)
  const names = differing(pairsOf(form), copy.pairs)
  removeOffer(list, data.version)
  if (names.length) list.append(offer(known, names, { form, shown }))
}

// --- what is seen ---------------------------------------------------------------------------------------------

function listOf(keeping) {
  return keeping.querySelector(".offers ul")
}

function removeOffer(list, version) {
  list.querySelector(`[data-version="${CSS.escape(String(version))}"]`)?.remove()
  arrange(list)
}

function arrange(list) {
  list.closest(".offers").hidden = !list.children.length
}

function offer(copy, names, { form, shown }) {
  const { words, fill } = shown
  const item = document.getElementById("offer-of-copy").content.cloneNode(true).firstElementChild
  const at = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" })
  const labels = [...new Set(names.map((name) => labelOf(form, name)).filter(Boolean))]
  const count = wordsIn(copy.pairs, names)
  item.dataset.version = copy.version
  item.dataset.session = copy.session
  item.querySelector(".offer-at").textContent = fill(words.offer, { at: at.format(copy.at) })
  item.querySelector(".offer-differs").textContent = fill(words.differs, { fields: labels.join(", "), count })
  item.querySelector("a").href = `?take_up=${encodeURIComponent(copy.version)}`
  return item
}

async function putAway({ target }, { keeping, shown }) {
  const button = target.closest("button[data-puts-away]")
  if (!button || !window.confirm(shown.words.putAway)) return
  const item = button.closest("li")
  if (await putAwayVersion(keeping, item.dataset.version)) removeOffer(item.parentElement, item.dataset.version)
  else button.after(` ${shown.words.notPutAway}`)
}

/** Closes an autosave at the server and drops its copy here. Returns whether that was possible. */
export async function putAwayVersion(keeping, version) {
  const { putAway: address, person } = keeping.dataset
  const { state, status } = await ask(address, [["version", version]])
  if (state !== "ok" && status !== 404) return false // 404: it was closed before
  const copies = await copiesOf(location.pathname, person)
  await Promise.all(copies.filter((copy) => String(copy.version) === String(version)).map(dropCopy))
  return true
}
