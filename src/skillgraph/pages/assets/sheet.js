// What is done and what the coach notes stand in the address: a link, or a bookmark, keeps them.

const boxes = [...document.querySelectorAll('input[name="done"]')];
const note = document.getElementById("note");
const progress = document.querySelector(".progress");

function readAddress() {
  const kept = new URLSearchParams(location.hash.slice(1));
  const done = new Set((kept.get("done") ?? "").split(","));
  for (const box of boxes) box.checked = done.has(box.value);
  note.value = (kept.get("note") ?? "").slice(0, note.maxLength);
  tell();
}

function writeAddress() {
  const kept = new URLSearchParams();
  const done = boxes.filter((box) => box.checked).map((box) => box.value);
  if (done.length) kept.set("done", done.join(","));
  if (note.value) kept.set("note", note.value);
  history.replaceState(null, "", `#${kept.toString().replaceAll("%2C", ",")}`);
  tell();
}

function tell() {
  const left = boxes.filter((box) => !box.checked);
  const sum = (name) => left.reduce((all, box) => all + Number(box.dataset[name]), 0);
  progress.hidden = left.length === boxes.length;
  progress.textContent = left.length
    ? `${boxes.length - left.length} of ${boxes.length} done; ${sum("least").toLocaleString("en")}–${sum("most").toLocaleString("en")} h left.`
    : "All done.";
}

for (const box of boxes) box.addEventListener("change", writeAddress);
note.addEventListener("input", writeAddress);
addEventListener("hashchange", readAddress);
readAddress();
