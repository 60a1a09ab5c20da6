// Reloads the page after each build; shows the problems of a build that failed over the last good page.
// Added by `cargo book` while it serves; a built site does not contain it.
(() => {
  let seen = null;
  let overlay = null;

  function show(error) {
    overlay?.remove();
    overlay = null;
    if (!error) return;
    overlay = document.createElement("pre");
    overlay.setAttribute("role", "alert");
    overlay.textContent = error;
    Object.assign(overlay.style, {
      position: "fixed", inset: "auto 1rem 1rem 1rem", maxHeight: "60vh", overflow: "auto", margin: "0",
      padding: "1rem 1.25rem", zIndex: "1000", whiteSpace: "pre-wrap", borderRadius: "10px",
      font: "14px/1.5 ui-monospace, monospace", background: "#2b1116", color: "#ffd9de",
      border: "2px solid #f08aa4", boxShadow: "0 8px 40px rgb(0 0 0 / .4)",
    });
    document.body.append(overlay);
  }

  function connect() {
    const socket = new WebSocket(`ws://${location.host}/__reload`);
    socket.onmessage = (event) => {
      const { generation, error } = JSON.parse(event.data);
      if (seen !== null && generation !== seen) return location.reload();
      seen = generation;
      show(error);
    };
    socket.onclose = () => setTimeout(connect, 1000);
  }
  connect();
})();
