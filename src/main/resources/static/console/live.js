// Hears what changed and lets the page fetch its parts anew (hx-trigger="changed from:body"); what is being typed stands
// in none of them. Once a minute it looks anyway.
(() => {
  const QUIET = 1000;
  const MINUTE = 60000;
  let waiting = null;
  let source = null;
  let opened = false;

  const part = () => document.querySelector("[data-live]");
  const entries = () => document.querySelectorAll("#thread .entry").length;

  const look = () => {
    if (!waiting) {
      waiting = setTimeout(() => {
        waiting = null;
        if (part()) {
          htmx.trigger(document.body, "changed");
        }
      }, QUIET);
    }
  };

  const isOurs = ids => {
    const live = part() && part().dataset.live;
    return live === "*" || ids.split(",").includes(live);
  };

  const listen = () => {
    if (!part() || (source && source.readyState !== EventSource.CLOSED)) {
      return;
    }
    source = new EventSource("/console/live/" + encodeURIComponent(part().dataset.here));
    source.addEventListener("changed", event => isOurs(event.data) && look());
    source.addEventListener("open", () => {
      // What changed while nobody listened.
      if (opened) {
        look();
      }
      opened = true;
    });
  };

  let before = entries();
  document.body.addEventListener("htmx:afterSettle", () => {
    const news = document.getElementById("news");
    const thread = document.getElementById("thread");
    if (news && thread && entries() > before) {
      news.textContent = thread.dataset.news;
    }
    before = entries();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  setInterval(() => { listen(); look(); }, MINUTE);
  listen();
})();
