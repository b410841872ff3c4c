// Names beside dots, as on a map: of one size on the screen, the weightiest first, none over another.

const CELL = 48;
// Fewer pixels than this have no room for a name.
const LEAST = 40;
// A node with as much room, in units of the plane, stands in a row of its own.
const ROOMY = 60;
// Of so many neighbours all are named in full.
const FEW = 24;
const SIZE = { role: 12.5, track: 12.5, category: 12.5 };
// A role or a category among dots is a dot like others.
const sizeOf = (node) => ((node.look === "category" ? node.heads : node.room >= ROOMY) ? SIZE[node.look] : undefined);
const placed = [];

// What others need not be read for: roles and categories, then by how often a node is asked for.
const weight = (node) => (sizeOf(node) ? 100 : 0) + (node.size ?? 0) + (node.room > 150 ? 1 : 0);
const byWeight = nodes.filter((node) => node.x !== undefined).sort((a, b) => weight(b) - weight(a) || a.id - b.id);

class Cells {
  #taken = new Map();

  // Tell whether a rectangle is free, and take it where it is.
  take(left, top, right, bottom) {
    const rectangle = [left, top, right, bottom];
    const cells = this.#cells(rectangle);
    for (const cell of cells) {
      for (const other of this.#taken.get(cell) ?? []) {
        if (left < other[2] && right > other[0] && top < other[3] && bottom > other[1]) return false;
      }
    }
    this.fill(rectangle, cells);
    return true;
  }

  fill(rectangle, cells = this.#cells(rectangle)) {
    for (const cell of cells) {
      if (!this.#taken.has(cell)) this.#taken.set(cell, []);
      this.#taken.get(cell).push(rectangle);
    }
  }

  #cells([left, top, right, bottom]) {
    const found = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) found.push(`${x},${y}`);
    }
    return found;
  }
}

const widths = new Map();
const cuts = new Map();
function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

// A text that takes no more room, cut with an ellipsis; long ones cost no more than short ones.
function cutText(context, text, room) {
  const key = `${context.font}|${Math.floor(room)}|${text}`;
  if (!cuts.has(key)) cuts.set(key, cutNow(context, text, room));
  return cuts.get(key);
}

function cutNow(context, text, room) {
  const letters = Array.from(text.slice(0, 600));
  if (letters.length === text.length && widthOf(context, text) <= room) return text;
  let [fits, less] = [1, letters.length];
  while (fits < less) {
    const half = Math.ceil((fits + less) / 2);
    if (context.measureText(`${letters.slice(0, half).join("").trimEnd()}…`).width <= room) fits = half;
    else less = half - 1;
  }
  return `${letters.slice(0, fits).join("").trimEnd()}…`;
}

// Draw names in the pixels of the screen; `toScreen` says where a node is there.
function drawLabels(context, { scale, width, height, toScreen, lit }) {
  placed.length = 0;
  const cells = new Cells();
  const order = lit ? [lit, ...byWeight.filter((node) => node !== lit && lit.near.has(node.id)), ...byWeight] : byWeight;
  const done = new Set();
  const inside = byWeight.filter((node) => {
    if (!state.looks.has(node.look)) return false;
    node.at = toScreen(node);
    return node.at.x > -200 && node.at.x < width + 20 && node.at.y > -20 && node.at.y < height + 20;
  });
  const there = new Set(inside);
  for (const node of inside) {
    const reach = node.size * scale;
    if (!lit || lit.near.has(node.id)) cells.fill([node.at.x - reach, node.at.y - reach, node.at.x + reach, node.at.y + reach]);
  }
  for (const node of order) {
    if (done.has(node) || !there.has(node)) continue;
    done.add(node);
    const near = lit !== null && lit.near.has(node.id);
    if (lit && !near && !sizeOf(node)) continue;
    drawLabel(context, node, { cells, scale, width, near, dim: lit !== null && !near, first: node === lit });
  }
}

function drawLabel(context, node, { cells, scale, width, near, dim, first }) {
  const size = sizeOf(node) ?? 11.5;
  const bold = first || node.heads || node.look === "track";
  context.font = `${bold ? 600 : 400} ${size}px ${palette.font}`;
  const room = node.room * scale;
  if (!near && !sizeOf(node) && room < LEAST) return;
  const gap = node.size * scale + 4;
  const ways = waysToWrite(context, node, { near, first, room });
  for (const [at, lines] of ways.entries()) {
    const long = Math.max(...lines.map((line) => widthOf(context, line)));
    const turned = near && node.at.x + gap + long > width;
    const left = turned ? node.at.x - gap - long : node.at.x + gap;
    const half = lines.length * size * 0.52;
    const box = [left - 1, node.at.y - half, left + long + 3, node.at.y + half];
    if (cells.take(...box) || (first && at === ways.length - 1)) {
      placed.push({ node, box });
      writeLabel(context, lines, { left, y: node.at.y, size, dim });
      return;
    }
  }
}

// In one line or in two, whole or cut: the first that has room is taken.
function waysToWrite(context, node, { near, first, room }) {
  if (!sizeOf(node) || node.heads) {
    const whole = first || (near && (node.room < ROOMY || litNode().near.size <= FEW));
    return [[whole ? node.label : cutText(context, node.label, Math.max(room, 40))]];
  }
  const wide = Math.max(room, 60);
  return [linesOf(context, node.label, wide), halved(context, node.label, wide), [cutText(context, node.label, wide * 0.75)]];
}

// A text in two lines about as long as each other.
function halved(context, text, room) {
  const words = text.split(" ");
  const half = Math.ceil(words.length / 2);
  const lines = [words.slice(0, half), words.slice(half)].map((part) => part.join(" "));
  return lines.filter(Boolean).map((line) => cutText(context, line, room));
}

function writeLabel(context, lines, { left, y, size, dim }) {
  context.globalAlpha = dim ? 0.28 : 1;
  Object.assign(context, { textBaseline: "middle", lineJoin: "round", lineWidth: 3, strokeStyle: palette.field, fillStyle: palette.ink });
  lines.forEach((line, at) => {
    const below = y + (at - (lines.length - 1) / 2) * size * 1.15;
    if (!dim) context.strokeText(line, left, below);
    context.fillText(line, left, below);
  });
  context.globalAlpha = 1;
}

function labelAt(x, y) {
  return placed.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])?.node ?? null;
}
