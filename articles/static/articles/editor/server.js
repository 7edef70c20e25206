// What the page asks the server while somebody writes. Every answer comes back as { state, data }: "ok" with the
// answer, "signedout", "offline" (nobody answered), "failing" (the server has a fault) or "refused".

const PATIENCE = 8000 // milliseconds; longer and the line counts as dead

/** Returns the token that the server expects now: signing in again changes it under an open form. */
function token() {
  return document.cookie.match(/(?:^|; )newsroom_csrf=([^;]+)/)?.[1] ?? ""
}

function refreshTokens() {
  const now = token()
  if (now) for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = now
  return now
}

/** Sends pairs of name and value with a fresh token. Never rejects. */
export async function ask(address, pairs) {
  const before = refreshTokens()
  const answer = await once(address, pairs, before)
  // Somebody signed in between the reading of the token and its arrival.
  if (answer.state === "refused" && answer.status === 403 && refreshTokens() !== before) {
    return once(address, pairs, token())
  }
  return answer
}

async function once(address, pairs, csrf) {
  let response
  try {
    response = await fetch(address, {
      method: "POST",
      body: packed(pairs, csrf),
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (response.ok) return { state: "ok", data: await response.json() }
  } catch {
    return { state: "offline" }
  }
  return { state: stateOf(response, csrf), status: response.status }
}

function stateOf({ status, type }, csrf) {
  // Without its cookie nothing is accepted, and signing in brings a new one.
  if (status === 401 || type === "opaqueredirect" || (status === 403 && !csrf)) return "signedout"
  return status >= 500 ? "failing" : "refused"
}

function packed(pairs, csrf) {
  const data = new FormData()
  data.append("csrfmiddlewaretoken", csrf)
  for (const [name, value] of pairs) data.append(name, value)
  return data
}

/** Sends without waiting for an answer, from a page that is being left. */
export function tell(address, pairs) {
  navigator.sendBeacon(address, packed(pairs, token()))
}
