// Copies of open forms in this browser's database (IndexedDB): they survive a crash, an expired login, a closed lid.
// A copy is { path, session, person, objectId, at, pairs, version, kept }: `pairs` are the fields as [name, value],
// `kept` says that the server has exactly these, `version` is its number there.

const NAME = "newsroom-copies"
const STORE = "copies"
const DAY = 24 * 60 * 60 * 1000
const OLD = 60 * DAY

let opened = null

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: ["path", "session"] }).createIndex("path", "path")
    }
    request.onsuccess = () => {
      // Another tab with a newer page must not wait for this one.
      request.result.onversionchange = () => { request.result.close(); opened = null }
      resolve(request.result)
    }
    request.onerror = () => { opened = null; reject(request.error) }
  })
  return opened
}

/** Runs `work` on the store; resolves with its result once the transaction is on the disk. */
async function within(mode, work) {
  const transaction = (await database()).transaction(STORE, mode, { durability: "strict" })
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore(STORE))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error)
  })
}

/** Writes `copy` over an earlier one of the same session. Rejects where the browser has no room or no database. */
export function keepCopy(copy) {
  return within("readwrite", (store) => store.put(copy))
}

/** Returns the copies of a page that `person` made. */
export async function copiesOf(path, person) {
  const found = await within("readonly", (store) => store.index("path").getAll(path))
  return found.filter((copy) => copy.person === person)
}

export function dropCopy({ path, session }) {
  return within("readwrite", (store) => store.delete([path, session]))
}

/** Drops what is older than sixty days and safe on the server. What the server lacks stays, however old. */
export async function dropOldCopies(now) {
  const all = await within("readonly", (store) => store.getAll())
  await Promise.all(all.filter(({ at, kept }) => kept && now - at > OLD).map(dropCopy))
}
