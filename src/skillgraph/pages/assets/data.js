// What the page is about, read once: nodes, edges, and who is joined to whom.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const page = read("page");
const nodes = read("nodes");
const edges = read("edges");
const nodeOf = new Map(nodes.map((node) => [node.curie, node]));

for (const node of nodes) Object.assign(node, { out: [], in: [], near: new Set([node.id]) });
for (const edge of edges) {
  nodes[edge.from].out.push(edge);
  nodes[edge.to].in.push(edge);
  nodes[edge.from].near.add(edge.to);
  nodes[edge.to].near.add(edge.from);
}

// What was taken in a plan and what could be instead belong together.
for (const choice of page.choices) {
  const found = choice.map((curie) => nodeOf.get(curie)).filter(Boolean);
  for (const node of found) for (const other of found) node.near.add(other.id);
}

// The options of a requirement that are in the picture.
const optionsOf = new Map();
for (const edge of edges) {
  if (edge.requirement === undefined) continue;
  if (!optionsOf.has(edge.requirement)) optionsOf.set(edge.requirement, []);
  optionsOf.get(edge.requirement).push(nodes[edge.to]);
}

// An element whose children are elements, or texts, which are never read as markup.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function linkTo(node) {
  return element("a", { href: addressOf({ ...state, node: node.curie }), "data-node": node.curie }, node.label);
}

function shapeOf(look) {
  const [, path, hollow] = page.looks[look];
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "-13 -13 26 26");
  svg.setAttribute("class", `look-${look}${hollow ? " hollow" : ""}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS(space, "path"));
  svg.firstChild.setAttribute("d", path);
  return svg;
}
