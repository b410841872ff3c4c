// The same as tables, for whoever does not see the canvas; made when they are opened.

const RELATIONS = {
  needs: "needs", broader: "belongs to", next: "leads to", far: "leads in the end to", "helps-towards": "helps towards",
  mentions: "mentions", member: "offers", "key-skill": "has the key skill", related: "is related to",
};

function table(caption, heads, rows) {
  const head = element("tr", {}, ...heads.map((title) => element("th", { scope: "col" }, title)));
  const body = rows.map(([first, ...rest]) =>
    element("tr", {}, element("th", { scope: "row" }, first), ...rest.map((cell) => element("td", {}, cell))),
  );
  const made = element("table", {}, element("caption", { class: "visually-hidden" }, caption), element("thead", {}, head), element("tbody", {}, ...body));
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, made);
}

function nodesTable() {
  const fact = (node, name) => node.facts.find(([title]) => title === name)?.[1] ?? "";
  const rows = nodes.map((node) => [
    linkTo(node), page.looks[node.look][0], node.category, fact(node, "You can") || fact(node, "About"), fact(node, "Effort").split(" after ")[0],
  ]);
  return table("What is in the picture", ["Name", "What it is", "Category", "You can", "Effort"], rows);
}

function edgesTable() {
  const rows = edges.map((edge) => {
    const required = edge.requirement === undefined ? null : page.requirements[edge.requirement];
    const how = required ? `${required.importance}${required.count < required.of ? `, ${required.count} of ${required.of}` : ""}` : "";
    return [linkTo(nodes[edge.from]), RELATIONS[edge.kind] ?? edge.kind, linkTo(nodes[edge.to]), how];
  });
  return table("What joins it", ["From", "How", "To", "Importance"], rows);
}

for (const [id, make] of [["nodes-table", nodesTable], ["edges-table", edgesTable]]) {
  const details = document.getElementById(id);
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(make());
  });
}
