// What htmx would pass over in silence is said where it was sent from, and what was typed stays: a refusal, a fault, a
// lost connection, the door in place of the page.
(() => {
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
  document.addEventListener("htmx:beforeRequest", () => document.getElementById("fault")?.remove());
})();
