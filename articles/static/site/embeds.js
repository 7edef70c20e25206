// Films, posts and charts that live elsewhere: nothing is asked of another house before a reader presses the button.
// Without this their links still lead there. What was allowed is remembered nowhere.

/** Puts the frame that a button names where the button's offer was, and the focus on it. */
function load(button) {
  const frame = document.createElement("iframe");
  frame.title = button.dataset.title;
  frame.loading = "lazy";
  frame.allow = "fullscreen; picture-in-picture; encrypted-media";
  frame.referrerPolicy = "strict-origin-when-cross-origin"; // without an origin some refuse to play
  // Its own scripts and its own cookies, new windows for its links; it may not lead this page away.
  frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms";
  frame.src = button.dataset.frame;
  button.closest(".embed-offer").replaceWith(frame);
  frame.focus();
}

for (const button of document.querySelectorAll(".embed button[data-frame]")) {
  button.addEventListener("click", () => load(button), { once: true });
}
