// The fields of a form as pairs of name and value, and what differs between two such lists.

const OWN = new Set(["csrfmiddlewaretoken", "session", "base", "takes_up"]) // the machinery's, nobody types them

/** Returns [name, value] of everything that the form would send, without the token. */
export function pairsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string")
}

/** Returns the pairs as one string: two forms with the same text give the same. */
export function digest(pairs) {
  return JSON.stringify(pairs.filter(([name]) => !OWN.has(name)))
}

/** Returns the names of the fields whose values are not the same in both lists, in the order of the page. */
export function differing(one, other) {
  const [here, there] = [grouped(one), grouped(other)]
  return [...new Set([...here.keys(), ...there.keys()])].filter((name) => here.get(name) !== there.get(name))
}

function grouped(pairs) {
  const byName = new Map()
  for (const [name, value] of pairs) {
    if (OWN.has(name)) continue
    byName.set(name, `${byName.get(name) ?? ""}\u0000${value.replaceAll("\r\n", "\n")}`)
  }
  // A field without a value and a field that is not sent say the same.
  for (const [name, value] of byName) if (value === "\u0000") byName.delete(name)
  return byName
}

/** Returns what the page calls a field; fields of rows below the form go by the heading of the rows. */
export function labelOf(form, name) {
  const label = form.querySelector(`label[for="${CSS.escape(`id_${name}`)}"]`)
  const rows = form.querySelector(`#${CSS.escape(`${name.split("-")[0]}-group`)} :is(h2, .inline-heading)`)
  return (label ?? rows)?.textContent.trim().replace(/:$/, "") ?? ""
}

/** Returns how many words of text the pairs hold under `names`, tags of the editor not counted. */
export function wordsIn(pairs, names) {
  const text = pairs.filter(([name]) => names.includes(name)).map(([, value]) => value.replace(/<[^>]*>/g, " "))
  return text.join(" ").split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
