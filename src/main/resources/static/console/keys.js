// j and k go through a list, r begins an answer, Ctrl and Enter send it. A suggestion goes behind what stands there.
document.addEventListener("click", async event => {
  const suggestion = event.target.closest("a.suggestion");
  const text = document.getElementById("text");
  if (!suggestion || !text || event.ctrlKey || event.metaKey) {
    return;
  }
  event.preventDefault();
  const page = await fetch(suggestion.href, { headers: { "X-Live": "1" } });
  const found = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("text");
  if (found) {
    text.value = [text.value.trimEnd(), found.value].filter(part => part).join("\n\n");
    text.focus();
  } else {
    location.assign(suggestion.href);
  }
});

document.addEventListener("keydown", event => {
  const text = document.getElementById("text");
  const types = event.target.closest("input, textarea, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === text) {
    event.preventDefault();
    // A click, and not only the form's sending: htmx has to see which button it was.
    text.form.querySelector("button[value='answer']")?.click();
    return;
  }
  if (types || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const lines = [...document.querySelectorAll(".cases a")];
  const at = lines.indexOf(document.activeElement);
  const step = { j: 1, k: -1, ArrowDown: at < 0 ? 0 : 1, ArrowUp: at < 0 ? 0 : -1 }[event.key];
  if (step && lines.length) {
    event.preventDefault();
    lines[at < 0 ? 0 : Math.min(lines.length - 1, Math.max(0, at + step))].focus();
  } else if (event.key === "r" && text) {
    event.preventDefault();
    text.focus();
  }
});
