// Search by label and alternative label (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).

const MOST_HITS = 12;
const field = document.getElementById("search");
const hits = document.getElementById("hits");
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const names = nodes.map((node) => [node.label, ...node.also].map((name) => [name, folded(name)]));
let active = -1;

// The better the less: the whole name, its beginning, that of a word, anywhere; 9 is not at all.
function rank(name, asked) {
  if (name === asked) return 0;
  if (name.startsWith(asked)) return 1;
  const at = name.indexOf(asked);
  if (at < 0) return 9;
  return /[\p{L}\p{N}]/u.test(name[at - 1]) ? 3 : 2;
}

function find(text) {
  const asked = folded(text.trim());
  if (!asked) return [];
  const found = [];
  nodes.forEach((node, at) => {
    let best = null;
    names[at].forEach(([name, plain], place) => {
      const score = rank(plain, asked) * 2 + (place ? 1 : 0);
      if (score < 18 && (!best || score < best.score)) best = { node, score, alias: place ? name : "" };
    });
    if (best) found.push(best);
  });
  return found.sort((a, b) => a.score - b.score || a.node.label.length - b.node.label.length || a.node.id - b.node.id).slice(0, MOST_HITS);
}

function showHits() {
  const found = find(field.value);
  active = found.length ? 0 : -1;
  hits.replaceChildren(
    ...found.map(({ node, alias }, at) => {
      const item = element("li", { role: "option", id: `hit-${at}`, "data-hit": node.curie, "aria-selected": String(at === active) });
      item.append(node.label, element("small", {}, alias ? `also ${alias}` : page.looks[node.look][0]));
      return item;
    }),
  );
  if (!found.length && field.value.trim()) {
    hits.append(element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing in the picture is called so."));
  }
  hits.hidden = !hits.children.length;
  field.setAttribute("aria-expanded", String(!hits.hidden));
  mark();
}

function mark() {
  for (const [at, item] of [...hits.children].entries()) item.setAttribute("aria-selected", String(at === active));
  if (active >= 0) {
    field.setAttribute("aria-activedescendant", `hit-${active}`);
    hits.children[active].scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function closeHits() {
  hits.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function pick(item) {
  if (!item?.dataset.hit) return;
  const curie = item.dataset.hit;
  closeHits();
  field.value = "";
  go({ node: curie, looks: new Set([...state.looks, nodeOf.get(curie).look]) }, "#panel h2");
}

field.addEventListener("input", showHits);
field.addEventListener("focus", () => field.value && showHits());
field.addEventListener("blur", () => setTimeout(closeHits, 150));
field.addEventListener("keydown", (event) => {
  const many = hits.querySelectorAll("[data-hit]").length;
  if (event.key === "Enter") pick(hits.hidden ? null : hits.children[active]);
  else if (event.key === "Escape") closeHits();
  else if (event.key === "ArrowDown" && many) active = (active + 1) % many;
  else if (event.key === "ArrowUp" && many) active = (active + many - 1) % many;
  else return;
  event.preventDefault();
  if (!hits.hidden) mark();
});
hits.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  pick(event.target.closest("li"));
});
