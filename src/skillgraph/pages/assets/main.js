// The address decides what is seen: whatever changes goes there first, and is drawn from there.

const boxes = [...document.querySelectorAll('input[name="look"]')];

function apply() {
  readAddress();
  for (const box of boxes) box.checked = state.looks.has(box.value);
  const changed = drawn.filter((node) => Boolean(node.hidden) === state.looks.has(node.look));
  for (const node of changed) node.hidden = !state.looks.has(node.look);
  set.update(changed.map(({ id, hidden }) => ({ id, hidden })));
  const node = nodeOf.get(state.node) ?? null;
  showPanel(node);
  if (node && isDrawn(node)) reveal(node);
  if (focusNext) document.querySelector(focusNext)?.focus();
  focusNext = "";
  redraw();
}

for (const box of boxes) {
  box.addEventListener("change", () => go({ looks: new Set(boxes.filter((each) => each.checked).map((each) => each.value)) }));
}
document.getElementById("closer").addEventListener("click", () => zoom(1.4));
document.getElementById("farther").addEventListener("click", () => zoom(1 / 1.4));
document.getElementById("whole").addEventListener("click", fit);
document.getElementById("png").addEventListener("click", savePng);
document.getElementById("svg").addEventListener("click", saveSvg);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state.node && event.target !== field) go({ node: null });
});
addEventListener("hashchange", () => {
  if (!location.hash || location.hash.includes("=")) apply();
});
addEventListener("resize", redraw);
onTheme(redraw);
showBeginning();
fit();
if (page.focus && !location.hash) history.replaceState(null, "", addressOf({ ...state, node: page.focus }));
apply();
network.once("afterDrawing", () => {
  root.dataset.drawn = String(Math.round(performance.now()));
});

// For whoever looks from outside, with a script or a test: where things are, and what is named.
globalThis.skillgraph = Object.freeze({
  where: (curie) => {
    const { left, top } = container.getBoundingClientRect();
    const { x, y } = network.canvasToDOM(nodeOf.get(curie));
    return [left + x, top + y];
  },
  names: () => placed.map(({ node }) => node.label),
  boxes: () => placed.map(({ box }) => box),
});
