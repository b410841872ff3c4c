// Edges: the moves at rest, those of a plan, and all of what is chosen, in one path for each style.

const AT_REST = 0.34;
const FAINT = 0.07;

// An arrow leads to what comes later: from what is needed to what needs it, and along each move.
const startOf = (edge) => nodes[edge.kind === "needs" ? edge.to : edge.from];
const endOf = (edge) => nodes[edge.kind === "needs" ? edge.from : edge.to];
const isDrawn = (node) => node.x !== undefined && state.looks.has(node.look);

const betweenSteps = (edge) =>
  edge.kind === "needs" && nodes[edge.from].order && (nodes[edge.to].order || nodes[edge.to].look === "held");

function drawEdges(context, lit) {
  const moves = [];
  const faint = [];
  const chosen = [];
  for (const edge of edges) {
    if (!isDrawn(nodes[edge.from]) || !isDrawn(nodes[edge.to])) continue;
    if (lit && (edge.from === lit.id || edge.to === lit.id)) chosen.push(edge);
    else if (edge.kind === "next" || (page.plan && betweenSteps(edge))) moves.push(edge);
    else if (!page.plan && edge.kind === "needs") faint.push(edge);
  }
  if (!lit) strokeAll(context, faint, { colour: palette.soft, alpha: FAINT, width: 1, arrows: false });
  strokeAll(context, moves, { colour: palette.soft, alpha: lit ? 0.12 : page.plan ? 0.55 : AT_REST, width: 1.2, arrows: true });
  if (!lit) return;
  for (const later of [true, false]) {
    const found = chosen.filter((edge) => (startOf(edge) === lit) === later);
    const colour = later ? palette.link : palette[lit.look];
    strokeAll(context, found, { colour, alpha: 0.75, width: 1.5, arrows: true });
  }
}

function strokeAll(context, found, { colour, alpha, width, arrows }) {
  if (!found.length) return;
  const scale = context.getTransform().a;
  context.save();
  Object.assign(context, { globalAlpha: alpha, strokeStyle: colour, fillStyle: colour, lineWidth: width * Math.max(0.7, devicePixelRatio / scale) });
  const lines = new Path2D();
  const heads = new Path2D();
  for (const edge of found) {
    const curve = curveOf(startOf(edge), endOf(edge));
    lines.moveTo(curve[0], curve[1]);
    lines.bezierCurveTo(...curve.slice(2));
    if (arrows) addHead(heads, curve, Math.min(9, 6 * Math.max(0.8, devicePixelRatio / scale)));
  }
  context.stroke(lines);
  if (arrows) context.fill(heads);
  context.restore();
}

// The four points of a cubic curve from border to border.
function curveOf(start, end) {
  if (page.plan) return curveOfBoxes(start, end);
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const distance = Math.hypot(dx, dy) || 1;
  const bend = Math.min(60, distance * 0.14);
  const [nx, ny] = [(-dy / distance) * bend, (dx / distance) * bend];
  const [a, b] = [(start.size + 2) / distance, (end.size + 3) / distance];
  const [x1, y1] = [start.x + dx * a, start.y + dy * a];
  const [x2, y2] = [end.x - dx * b, end.y - dy * b];
  return [x1, y1, start.x + dx * 0.3 + nx, start.y + dy * 0.3 + ny, start.x + dx * 0.7 + nx, start.y + dy * 0.7 + ny, x2, y2];
}

function curveOfBoxes(start, end) {
  const [width, height] = page.wide.box;
  if (Math.abs(start.y - end.y) < height) {
    const side = Math.sign(end.x - start.x) || 1;
    const [x1, x2, y] = [start.x + (side * width) / 2, end.x - (side * width) / 2, start.y];
    return [x1, y, x1 + side * 12, y - 10, x2 - side * 12, y - 10, x2, end.y];
  }
  const side = Math.sign(end.y - start.y);
  const [y1, y2] = [start.y + (side * height) / 2, end.y - side * (height / 2 + 2)];
  const half = (y2 - y1) / 2;
  return [start.x, y1, start.x, y1 + half, end.x, y2 - half, end.x, y2];
}

function addHead(path, curve, size) {
  const [, , , , cx, cy, x, y] = curve;
  const angle = Math.atan2(y - cy, x - cx);
  const at = (turn) => [x - size * Math.cos(angle + turn), y - size * Math.sin(angle + turn)];
  path.moveTo(x, y);
  path.lineTo(...at(0.42));
  path.lineTo(...at(-0.42));
  path.closePath();
}
