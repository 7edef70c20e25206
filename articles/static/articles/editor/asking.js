// What the editor asks the desk: the cards of rows, what a search finds, and for new rows. And what the desk told
// the form about itself: addresses, what this person may make, and the editor's words.

const CHUNK = 50 // UUIDs in one question: an address of about 2 kB
const NOTHING = { previews: "", kinds: {}, providers: {}, words: {} }

const told = new WeakMap() // textarea -> settings
const known = new Map() // uuid -> promise of a card, or of null where there is no such row
const watching = new Map() // uuid -> what is to be called when its card changes
let asked = []
let askedAt = ""

/** Returns the desk's settings for an editor; an editor that has none gets empty ones. */
export function settingsOf(editor) {
  const textarea = editor.options.element?.querySelector?.("textarea[data-story-nodes]")
  if (!textarea) return NOTHING
  if (!told.has(textarea)) told.set(textarea, JSON.parse(textarea.dataset.storyNodes))
  return told.get(textarea)
}

/** Returns the card of a row; all that are asked for in one go travel in one question. */
export function cardOf(uuid, address) {
  if (!known.has(uuid)) {
    known.set(
      uuid,
      new Promise((resolve, reject) => {
        if (!asked.length) setTimeout(ask, 0)
        askedAt = address
        asked.push({ uuid, resolve, reject })
      }),
    )
  }
  return known.get(uuid)
}

function ask() {
  const all = asked
  asked = []
  for (let start = 0; start < all.length; start += CHUNK) {
    const some = all.slice(start, start + CHUNK)
    const query = new URLSearchParams(some.map(({ uuid }) => ["uuid", uuid]))
    answerOf(`${askedAt}?${query}`)
      .then((cards) => some.forEach(({ uuid, resolve }) => resolve(cards[uuid] ?? null)))
      .catch((error) =>
        some.forEach(({ uuid, reject }) => {
          known.delete(uuid) // so that the next look asks again
          reject(error)
        }),
      )
  }
}

/** Remembers a card that came with another answer. */
export function learn(uuid, card) {
  known.set(uuid, Promise.resolve(card))
}

/** Forgets a card that may have changed, and has all places that show it ask again. */
export function renew(uuid) {
  known.delete(uuid)
  watching.get(uuid)?.forEach((look) => look())
}

/** Has `look` called when the card of a row changes; returns what ends that. */
export function watch(uuid, look) {
  if (!watching.has(uuid)) watching.set(uuid, new Set())
  watching.get(uuid).add(look)
  return () => watching.get(uuid).delete(look)
}

/** Returns what the desk answers; an answer that is no JSON is a failure, as is the way to the sign-in page. */
export async function answerOf(address, options = {}) {
  const response = await fetch(address, { ...options, headers: { Accept: "application/json", ...options.headers } })
  if (!response.ok) throw response
  return response.json()
}

/** Posts fields to the desk. Returns { uuid, card } of the new row, or { errors } with sentences. */
export async function make(address, fields, words) {
  const token = /(?:^|;\s*)newsroom_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? ""
  try {
    const made = await answerOf(address, { method: "POST", body: fields, headers: { "X-CSRFToken": token } })
    learn(made.uuid, made.card)
    return made
  } catch (failure) {
    const told = failure.status === 400 ? await failure.json().catch(() => null) : null
    return { errors: told?.errors ?? [words.failed] }
  }
}
