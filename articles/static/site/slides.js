// Galleries work without this: their links lead to slides and pages. It spares readers of an article the jump and
// the history entry for each picture, and turns the arrow keys into back and next.

const plain = (event) => !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented);

/** Lets the links and the arrow keys move the slides of a gallery while the page stays where it is. */
function slide(track) {
  const slides = [...track.children];
  const last = slides.length - 1;
  // Where a movement under way ends, so that keys pressed meanwhile count from there; null while nothing moves.
  let aim = null;

  const shown = () => aim ?? Math.round(track.scrollLeft / track.clientWidth);
  const show = (place) => {
    aim = Math.min(Math.max(place, 0), last);
    track.scrollTo({ left: slides[aim].offsetLeft - slides[0].offsetLeft });
  };
  const settle = () => { aim = null; };

  track.addEventListener("scroll", () => {
    if (aim !== null && Math.abs(track.scrollLeft - aim * track.clientWidth) < 2) settle();
  });
  for (const touch of ["pointerdown", "wheel", "scrollend"]) track.addEventListener(touch, settle, { passive: true });

  track.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || !plain(event)) return;
    event.preventDefault();
    const place = slides.findIndex((one) => `#${one.id}` === link.hash);
    show(place);
    // The next slide's own link gets the focus, at the ends the other one: the key can simply be pressed again.
    const next = slides[place].querySelector(`a[rel="${link.rel}"]`) ?? slides[place].querySelector("a[rel]");
    next?.focus({ preventScroll: true });
  });

  track.addEventListener("keydown", (event) => {
    const places = { ArrowLeft: shown() - 1, ArrowRight: shown() + 1, Home: 0, End: last };
    if (!plain(event) || !(event.key in places)) return;
    event.preventDefault();
    show(places[event.key]);
    // A link that has been moved out of sight must not keep the focus.
    if (document.activeElement !== track) track.focus({ preventScroll: true });
  });
}

/** Lets the arrow keys turn the pages of a gallery that has an address for each picture. */
function turn(stage) {
  const links = { ArrowLeft: stage.querySelector('a[rel="prev"]'), ArrowRight: stage.querySelector('a[rel="next"]') };
  document.addEventListener("keydown", (event) => {
    if (plain(event) && Object.hasOwn(links, event.key)) links[event.key]?.click();
  });
}

document.querySelectorAll(".slides .track").forEach(slide);
document.querySelectorAll(".stage").forEach(turn);
