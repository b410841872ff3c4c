// The picture as a file: PNG of what is on the screen, SVG of all that is shown.

const SVG = "http://www.w3.org/2000/svg";
const fileName = (suffix) => `${document.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "picture"}.${suffix}`;

function download(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function savePng() {
  const copy = element("canvas", { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d");
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => download(blob, fileName("png")), "image/png");
}

function part(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function makeSvg() {
  const margin = 16;
  const box = [-margin, -margin, layout.width + 2 * margin, layout.height + 2 * margin];
  const svg = part("svg", { viewBox: box.join(" "), width: box[2], height: box[3], "font-family": palette.font, "font-size": 12 });
  svg.append(part("title", {}, document.title));
  svg.append(part("rect", { x: box[0], y: box[1], width: box[2], height: box[3], fill: palette.paper }));
  for (const [x, y, width, height, title, named] of layout.frames) {
    svg.append(part("rect", { x, y, width, height, rx: 8, fill: palette.field }));
    if (!named) svg.append(part("text", { x: x + 12, y: y + 20, fill: palette.soft, "font-weight": 600 }, title));
  }
  for (const edge of edges) {
    if (!isAtRest(edge) || !isDrawn(nodes[edge.from]) || !isDrawn(nodes[edge.to])) continue;
    const [x, y, ...rest] = curveOf(startOf(edge), endOf(edge)).map((value) => Math.round(value * 10) / 10);
    svg.append(part("path", { d: `M${x} ${y}C${rest.join(" ")}`, fill: "none", stroke: palette.soft, "stroke-opacity": 0.5 }));
  }
  for (const node of drawn) if (isDrawn(node)) svg.append(...(layout.boxes ? boxParts(node) : dotParts(node)));
  return new XMLSerializer().serializeToString(svg);
}

const lookAttributes = (look) =>
  page.looks[look][2] ? { fill: palette.paper, stroke: palette[look], "stroke-width": 3 } : { fill: palette[look] };

function dotParts(node) {
  const dot = part("path", { d: page.looks[node.look][1], transform: `translate(${node.x} ${node.y}) scale(${node.size / 10})`, ...lookAttributes(node.look) });
  dot.append(part("title", {}, node.label));
  if (node.room < 150) return [dot];
  const context = canvas.getContext("2d");
  context.font = `12px ${palette.font}`;
  return [dot, part("text", { x: node.x + node.size + 4, y: node.y + 4, fill: palette.ink }, cutText(context, node.label, node.room))];
}

function boxParts(node) {
  const [width, height] = [node.size * 2, node.height];
  const context = canvas.getContext("2d");
  context.font = `12.5px ${palette.font}`;
  const lines = linesOf(context, node.label, width - 42, height < 40 ? 1 : 2);
  const first = node.y + 4 - (lines.length - 1) * 7.5;
  return [
    part("rect", { x: node.x - width / 2, y: node.y - height / 2, width, height, rx: 6, fill: palette.paper, stroke: palette[node.look] }),
    ...(node.order ? [part("text", { x: node.x - width / 2 + 15, y: node.y + 4, "text-anchor": "middle", "font-weight": 600, fill: palette[node.look] }, node.order)] : []),
    ...lines.map((line, at) => part("text", { x: node.x - width / 2 + 34, y: first + at * 15, fill: palette.ink }, line)),
  ];
}

const saveSvg = () => download(new Blob([makeSvg()], { type: "image/svg+xml" }), fileName("svg"));
