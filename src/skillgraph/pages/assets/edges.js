// Edges: the moves at rest, those of a plan, and all of what is chosen, in one path for each style.

const AT_REST = 0.34;

// An arrow leads to what comes later: from what is needed to what needs it, and along each move.
const startOf = (edge) => nodes[edge.kind === "needs" ? edge.to : edge.from];
const endOf = (edge) => nodes[edge.kind === "needs" ? edge.from : edge.to];
const isDrawn = (node) => node.x !== undefined && state.looks.has(node.look);

const betweenSteps = (edge) =>
  edge.kind === "needs" && nodes[edge.from].order && (nodes[edge.to].order || nodes[edge.to].look === "held");

// What is seen while nothing is chosen: of a graph the moves, of a plan what its steps build on.
const isAtRest = (edge) => (page.plan ? betweenSteps(edge) : edge.kind === "next");

function drawEdges(context, lit) {
  const moves = [];
  const chosen = [];
  for (const edge of edges) {
    if (!isDrawn(nodes[edge.from]) || !isDrawn(nodes[edge.to])) continue;
    if (lit && (edge.from === lit.id || edge.to === lit.id)) chosen.push(edge);
    else if (isAtRest(edge)) moves.push(edge);
  }
  strokeAll(context, moves, { colour: palette.soft, alpha: lit ? 0.12 : page.plan ? 0.4 : AT_REST, width: 1.2 });
  if (!lit) return;
  for (const later of [true, false]) {
    const found = chosen.filter((edge) => (startOf(edge) === lit) === later);
    const colour = later ? palette.link : palette.strategy;
    strokeAll(context, found, { colour, alpha: chosen.length > FEW ? 0.35 : 0.75, width: 1.5 });
  }
}

function strokeAll(context, found, { colour, alpha, width }) {
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
    addHead(heads, curve, Math.min(9, 6 * Math.max(0.8, devicePixelRatio / scale)));
  }
  context.stroke(lines);
  context.fill(heads);
  context.restore();
}

// The four points of a cubic curve from border to border.
function curveOf(start, end) {
  if (page.plan) return curveOfBoxes(start, end);
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const distance = Math.hypot(dx, dy) || 1;
  const bend = Math.min(40, distance * 0.08);
  const [nx, ny] = [(-dy / distance) * bend, (dx / distance) * bend];
  const [a, b] = [(start.size + 2) / distance, (end.size + 3) / distance];
  const [x1, y1] = [start.x + dx * a, start.y + dy * a];
  const [x2, y2] = [end.x - dx * b, end.y - dy * b];
  return [x1, y1, start.x + dx * 0.3 + nx, start.y + dy * 0.3 + ny, start.x + dx * 0.7 + nx, start.y + dy * 0.7 + ny, x2, y2];
}

function curveOfBoxes(start, end) {
  const width = start.size * 2;
  if (Math.abs(start.y - end.y) < start.height) {
    const side = Math.sign(end.x - start.x) || 1;
    const [x1, x2, y] = [start.x + (side * width) / 2, end.x - (side * width) / 2, start.y];
    return [x1, y, x1 + side * 12, y - 10, x2 - side * 12, y - 10, x2, end.y];
  }
  const side = Math.sign(end.y - start.y);
  const [y1, y2] = [start.y + (side * start.height) / 2, end.y - side * (end.height / 2 + 2)];
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
