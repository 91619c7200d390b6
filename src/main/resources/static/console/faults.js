// What was typed stays. What htmx would pass over in silence is said where it was sent from: a refusal, a fault, a lost
// connection, the door in place of the page. A form that stood open for long is sent only while the door is open.
(() => {
  const LONG = 20 * 60 * 1000;
  const tell = (from, text) => {
    let line = document.getElementById("fault");
    if (!line) {
      line = document.createElement("p");
      line.id = "fault";
      line.className = "alert";
      line.setAttribute("role", "alert");
    }
    from.prepend(line);
    line.textContent = text;
    line.scrollIntoView({ block: "center" });
  };

  const words = html => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("main h1, main p")]
      .filter(part => !part.querySelector("a"))
      .map(part => part.textContent.trim().replace(/\.$/, ""))
      .join(". ") + ".";

  document.addEventListener("htmx:beforeSwap", event => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.status < 400 && !new URL(xhr.responseURL).pathname.startsWith("/account/")) {
      return;
    }
    event.detail.shouldSwap = false;
    // What the page fetches by itself is fetched again.
    if (requestConfig.verb === "post") {
      tell(requestConfig.elt, words(xhr.responseText));
    }
  });
  document.addEventListener("htmx:sendError", event => {
    if (event.detail.requestConfig.verb === "post") {
      tell(event.detail.requestConfig.elt, document.body.dataset.offline);
    }
  });
  document.addEventListener("submit", async event => {
    const form = event.target;
    const isPlain = form.method === "post" && !form.closest("[hx-boost='true']");
    if (!isPlain || !form.querySelector("textarea") || performance.now() < LONG || "known" in form.dataset) {
      return;
    }
    event.preventDefault();
    try {
      const page = await fetch(location.href, { redirect: "manual" });
      if (page.type === "opaqueredirect") {
        tell(form, document.body.dataset.door);
        return;
      }
      // Who signed in again meanwhile has another token.
      const now = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name='_csrf']");
      if (now) {
        form.elements["_csrf"].value = now.value;
      }
      form.dataset.known = "";
      form.requestSubmit(event.submitter);
    } catch {
      tell(form, document.body.dataset.offline);
    }
  });
  document.addEventListener("htmx:beforeRequest", () => document.getElementById("fault")?.remove());
})();
