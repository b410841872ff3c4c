// The drawing: vis-network pans, zooms and finds what is under the pointer; what it shows is drawn here.

const container = document.getElementById("canvas");
const isNarrow = matchMedia("(max-width: 40rem)").matches;
const layout = isNarrow ? page.narrow : page.wide;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let hovered = null;

const drawn = nodes.filter((node) => node.x !== undefined);
if (isNarrow) for (const node of drawn) [node.x, node.y, node.room] = node.narrow;

const litNode = () => hovered ?? nodeOf.get(state.node) ?? null;
const alphaOf = (node) => {
  const lit = litNode();
  return lit && isDrawn(lit) && !lit.near.has(node.id) ? 0.2 : 1;
};

function renderer({ ctx, id, x, y }) {
  const node = nodes[id];
  return {
    drawNode: () => (layout.boxes ? drawBox(ctx, node, x, y) : drawDot(ctx, node, x, y)),
    nodeDimensions: { width: node.size * 2, height: node.height ?? node.size * 2 },
  };
}

function drawDot(context, node, x, y) {
  context.save();
  context.globalAlpha = alphaOf(node);
  context.translate(x, y);
  context.scale(node.size / 10, node.size / 10);
  paint(context, node.look);
  if (node.curie === state.node) {
    context.lineWidth = 3;
    context.strokeStyle = palette.ink;
    context.beginPath();
    context.arc(0, 0, 16, 0, 7);
    context.stroke();
  }
  context.restore();
}

function paint(context, look) {
  context.fillStyle = page.looks[look][2] ? palette.paper : palette[look];
  context.fill(shapes[look]);
  if (!page.looks[look][2]) return;
  context.lineWidth = 3;
  context.strokeStyle = palette[look];
  context.stroke(shapes[look]);
}

function drawBox(context, node, x, y) {
  const [width, height] = [node.size * 2, node.height];
  const [left, top] = [x - width / 2, y - height / 2];
  const chosen = node.curie === state.node || node === hovered;
  context.save();
  context.globalAlpha = alphaOf(node);
  context.beginPath();
  context.roundRect(left, top, width, height, 6);
  context.fillStyle = palette.paper;
  context.fill();
  context.lineWidth = chosen ? 2.4 : 1.1;
  context.strokeStyle = page.looks[node.look][2] && !chosen ? palette.line : palette[node.look];
  context.stroke();
  context.save();
  context.translate(left + 17, y);
  const size = node.order ? 1.1 : 0.6;
  context.scale(size, size);
  paint(context, node.look);
  context.restore();
  drawBoxText(context, node, left, y);
  context.restore();
}

function drawBoxText(context, node, left, y) {
  const width = node.size * 2;
  context.textBaseline = "middle";
  if (node.order) {
    Object.assign(context, { textAlign: "center", fillStyle: palette.paper, font: `700 11px ${palette.font}` });
    context.fillText(String(node.order), left + 17, y + 0.5);
  }
  Object.assign(context, { textAlign: "left", fillStyle: palette.ink });
  context.font = `${node.look === "stage" ? 600 : 500} 12.5px ${palette.font}`;
  const lines = linesOf(context, node.label, width - 42, node.height < 40 ? 1 : 2);
  const below = node.below && lines.length < 2 ? node.below : "";
  const first = y - ((lines.length + (below ? 1 : 0) - 1) * 15) / 2;
  lines.forEach((line, at) => context.fillText(line, left + 34, first + at * 15));
  if (!below) return;
  context.font = `400 11px ${palette.font}`;
  context.fillStyle = palette.soft;
  context.fillText(below, left + 34, first + lines.length * 15);
}

// A text in two lines at most.
function linesOf(context, text, room, most = 2) {
  if (most === 1) return [cutText(context, text, room)];
  const words = text.slice(0, 600).split(" ");
  let first = words.shift();
  while (words.length && widthOf(context, `${first} ${words[0]}`) <= room) first += ` ${words.shift()}`;
  return [first, words.join(" ")].filter(Boolean).map((line) => cutText(context, line, room));
}

function drawFrames(context) {
  for (const [x, y, width, height, title, named] of layout.frames) {
    context.fillStyle = palette.field;
    context.beginPath();
    context.roundRect(x, y, width, height, 8);
    context.fill();
    if (named) continue;
    const scale = network.getScale();
    const size = layout.boxes ? 13 : Math.min(16, 12.5 / scale);
    context.font = `600 ${size}px ${palette.font}`;
    context.textBaseline = "middle";
    context.fillStyle = palette.soft;
    context.fillText(cutText(context, title, width - 20), x + 12, y + 16);
  }
}

const set = new vis.DataSet(drawn.map(({ id, x, y, size }) => ({ id, x, y, size, shape: "custom", ctxRenderer: renderer })));
const network = new vis.Network(container, { nodes: set, edges: [] }, {
  ...read("options"),
  autoResize: true,
  interaction: { dragNodes: false, hover: false, selectable: false, tooltipDelay: 100000, zoomSpeed: 0.6 },
});
const canvas = container.querySelector("canvas");
const redraw = () => network.redraw();

network.on("beforeDrawing", (context) => {
  drawFrames(context);
  const lit = litNode();
  drawEdges(context, lit && isDrawn(lit) ? lit : null);
});

network.on("afterDrawing", (context) => {
  if (layout.boxes) return;
  const ratio = canvas.width / canvas.clientWidth;
  const lit = litNode();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawLabels(context, {
    scale: network.getScale(),
    width: canvas.clientWidth,
    height: canvas.clientHeight,
    toScreen: (node) => network.canvasToDOM(node),
    lit: lit && isDrawn(lit) ? lit : null,
  });
  context.restore();
});

// What is at a point of the screen: a box, the nearest dot within reach, or the dot of a name.
function nodeAt(x, y) {
  const at = network.DOMtoCanvas({ x, y });
  const reach = 5 / network.getScale();
  let [found, least] = [null, Infinity];
  for (const node of drawn) {
    if (!isDrawn(node)) continue;
    const [dx, dy] = [Math.abs(node.x - at.x), Math.abs(node.y - at.y)];
    const [width, height] = layout.boxes ? [node.size, node.height / 2] : [node.size + reach, node.size + reach];
    if (dx <= width && dy <= height && dx + dy < least) [found, least] = [node, dx + dy];
  }
  return found ?? (layout.boxes ? null : labelAt(x, y));
}

function setHovered(node) {
  if (hovered === node) return;
  hovered = node;
  container.style.cursor = node ? "pointer" : "";
  redraw();
}

container.addEventListener("pointermove", (event) => {
  if (event.pointerType === "touch" || event.buttons) return;
  const { left, top } = container.getBoundingClientRect();
  setHovered(nodeAt(event.clientX - left, event.clientY - top));
});
container.addEventListener("pointerleave", () => setHovered(null));

network.on("click", ({ pointer }) => {
  const node = nodeAt(pointer.DOM.x, pointer.DOM.y);
  hovered = null;
  go({ node: node ? node.curie : null });
});

// Show all of it; on a phone its width, from the top.
function fit() {
  const [width, height] = [container.clientWidth, container.clientHeight];
  const across = (width - 24) / layout.width;
  const scale = Math.min(isNarrow ? across : Math.min(across, (height - 24) / layout.height), layout.boxes ? 1.4 : 3);
  const tall = layout.height * scale > height;
  const y = tall ? height / 2 / scale - 12 / scale : layout.height / 2;
  network.moveTo({ position: { x: layout.width / 2, y }, scale });
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: calm.matches ? false : { duration: 180 } });
}

// Bring a node into view where it is not.
function reveal(node) {
  const { x, y } = network.canvasToDOM(node);
  const [width, height] = [container.clientWidth, container.clientHeight];
  if (x > 30 && x < width - 30 && y > 30 && y < height - 30) return;
  network.moveTo({ position: { x: node.x, y: node.y }, animation: calm.matches ? false : { duration: 250 } });
}
