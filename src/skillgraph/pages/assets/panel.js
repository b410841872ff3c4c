// What is known of the node that is chosen: facts, then its neighbours by kind of edge, each a link.

const panel = document.getElementById("panel");
const IMPORTANCES = ["essential", "important", "helpful"];
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function showPanel(node) {
  panel.hidden = !node;
  panel.replaceChildren();
  for (const link of document.querySelectorAll("aside a[data-node]")) {
    if (node && link.dataset.node === node.curie) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (!node) return;
  const close = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  close.addEventListener("click", () => go({ node: null }));
  const what = element("p", { class: "what" }, shapeOf(node.look), `${page.looks[node.look][0]}${node.category ? ` · ${node.category}` : ""}`);
  panel.append(close, element("h2", { tabindex: "-1" }, node.order ? `${node.order}. ${node.label}` : node.label), what, factsOf(node));
  for (const [title, items] of sectionsOf(node)) {
    panel.append(element("h3", {}, title), element("ul", {}, ...items.map((parts) => element("li", {}, ...parts))));
  }
}

function factsOf(node) {
  const list = element("dl");
  const told = [...(node.why ? [["Why here", node.why]] : []), ...(node.instead ? [["Or", node.instead]] : []), ...node.facts];
  for (const [name, text] of told) list.append(element("dt", {}, name), element("dd", {}, text));
  return list;
}

function sectionsOf(node) {
  const sections = new Map();
  const add = (title, parts) => {
    if (!sections.has(title)) sections.set(title, []);
    sections.get(title).push(parts);
  };
  for (const importance of IMPORTANCES) addNeeds(node, importance, add);
  for (const importance of ["", ...IMPORTANCES]) addNeededBy(node, importance, add);
  for (const [kind, direction, title] of page.linkNames) {
    for (const edge of direction === "out" ? node.out : node.in) {
      if (edge.kind === kind) add(title, [linkTo(nodes[direction === "out" ? edge.to : edge.from])]);
    }
  }
  return sections;
}

function addNeeds(node, importance, add) {
  const asked = new Set(node.out.map((edge) => edge.requirement).filter((at) => at !== undefined));
  for (const at of asked) {
    const required = page.requirements[at];
    if (required.importance !== importance) continue;
    const title = node.kind === "skill" && importance === "essential" ? "Needs" : capital(importance);
    const options = optionsOf.get(at);
    if (required.of === required.count) for (const option of options) add(title, [linkTo(option)]);
    else add(title, [`${required.group || `${required.count} of ${required.of}`}: `, ...listed(options)]);
  }
}

function listed(options) {
  return options.flatMap((option, at) => (at ? [", ", linkTo(option)] : [linkTo(option)]));
}

function addNeededBy(node, importance, add) {
  const told = new Set();
  for (const edge of node.in) {
    if (edge.requirement === undefined) continue;
    const required = page.requirements[edge.requirement];
    const owner = nodes[edge.from];
    const builds = owner.kind === "skill";
    if (builds ? importance !== "" : importance !== required.importance) continue;
    if (told.has(owner)) continue;
    told.add(owner);
    const choice = required.count < required.of;
    add(builds ? "Opens" : `${capital(importance)} for`, [linkTo(owner), ...(choice ? [` (${required.group || "a choice"})`] : [])]);
  }
}

// Where nothing is chosen: where one may begin.
function showBeginning() {
  const begin = document.getElementById("begin");
  if (!begin) return;
  const uses = (node) => node.in.filter((edge) => edge.kind === "needs").length;
  const lists = [
    ["Tracks", nodes.filter((node) => node.kind === "track")],
    ["Roles", nodes.filter((node) => node.kind === "role")],
    ["Most asked for", nodes.filter((node) => uses(node) > 1).sort((a, b) => uses(b) - uses(a) || a.id - b.id).slice(0, 12)],
  ];
  for (const [title, found] of lists) {
    if (!found.length) continue;
    begin.append(element("h2", {}, title), element("ul", {}, ...found.slice(0, 24).map((node) => element("li", {}, linkTo(node)))));
  }
}
