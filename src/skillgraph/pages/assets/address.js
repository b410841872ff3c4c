// What is chosen and what is shown stand in the address, so that back, forward and a link keep them.

const allLooks = Object.keys(page.looks);
const state = { node: null, looks: new Set(allLooks) };

const plainly = (text) => encodeURIComponent(text).replaceAll("%3A", ":").replaceAll("%2C", ",");

function addressOf({ node, looks }) {
  const parts = [];
  if (node) parts.push(`node=${plainly(node)}`);
  if (looks.size < allLooks.length) parts.push(`kinds=${plainly([...looks].join(","))}`);
  return `#${parts.join("&")}`;
}

// Read the address; what it names and the picture lacks is as if it were not there.
function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
  state.node = nodeOf.has(asked.get("node")) ? asked.get("node") : null;
  const kinds = asked.get("kinds");
  const known = kinds === null ? allLooks : kinds.split(",").filter((look) => look in page.looks);
  state.looks = new Set(known);
}

// Where the focus is to go once what was asked for is shown: a selector, or nothing.
let focusNext = "";

// Go somewhere: the address changes, and whoever listens to it draws.
function go(change, focus = "") {
  const address = addressOf({ ...state, ...change });
  focusNext = focus;
  if (address === (location.hash || "#")) apply();
  else location.hash = address;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-node]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !nodeOf.has(link.dataset.node)) return;
  event.preventDefault();
  go({ node: link.dataset.node });
});
