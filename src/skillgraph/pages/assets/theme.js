// The colours of the style sheet, for the canvas; paper is light whatever the screen is.

const root = document.documentElement;
const palette = {};
const shapes = Object.fromEntries(allLooks.map((look) => [look, new Path2D(page.looks[look][1])]));

function readPalette() {
  const style = getComputedStyle(root);
  for (const name of ["paper", "field", "line", "ink", "soft", "link", "strategy", ...allLooks]) {
    palette[name] = style.getPropertyValue(`--${name}`).trim();
  }
  palette.font = style.fontFamily;
}
readPalette();

function onTheme(redraw) {
  const again = (paper) => {
    root.classList.toggle("on-paper", paper);
    readPalette();
    redraw();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => again(false));
  addEventListener("beforeprint", () => again(true));
  addEventListener("afterprint", () => again(false));
}
