// Galleries fill the screen.

/** Adds a button that gives a gallery the whole screen, or the whole window where a browser (an iPhone's) cannot. */
function enlarge(box, bar) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "whole";
  button.textContent = box.dataset.whole;
  bar.append(button);
  const show = (full) => {
    box.classList.toggle("full", full);
    button.setAttribute("aria-pressed", full);
    // What lies behind is not there, for the keyboard neither.
    for (let one = box; one !== document.body; one = one.parentElement) {
      for (const other of one.parentElement.children) if (other !== one) other.inert = full;
    }
    button.focus({ preventScroll: true });
  };
  button.setAttribute("aria-pressed", false);
  button.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (box.classList.contains("full")) show(false);
    else if (box.requestFullscreen) box.requestFullscreen().catch(() => show(true));
    else show(true);
  });
  document.addEventListener("fullscreenchange", () => {
    const full = document.fullscreenElement === box;
    if (full !== box.classList.contains("full")) show(full);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.fullscreenElement && box.classList.contains("full")) show(false);
  });
}

for (const box of document.querySelectorAll(".slides, .stage")) enlarge(box, box.querySelector(".slides-head") ?? box);
