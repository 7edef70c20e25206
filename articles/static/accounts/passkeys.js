// Shows what needs a passkey where the browser can have one, and says so where it cannot or where one was not taken.
"use strict"

{
  const trouble = document.getElementById("passkey-trouble")
  // A passkey belongs to a name, so an address of numbers has none.
  const able = "credentials" in navigator && "PublicKeyCredential" in window && !/^[\d.:[\]]+$/.test(location.hostname)

  const say = (words) => {
    trouble.textContent = words
    trouble.hidden = false
  }

  for (const element of document.querySelectorAll("[data-passkeys=able]")) element.hidden = !able
  if (!able && document.getElementById("mfa_webauthn_add")) say(trouble.dataset.unable)

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault()
    say(trouble.dataset.failed)
  })
}
