/* The editor of a block in Studio. Words become text nodes; only the compiler's own cleaned HTML becomes markup. */
(() => {
  "use strict";

  const send = (url, body) => {
    const found = /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie);
    return fetch(url, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": found ? decodeURIComponent(found[1]) : "" },
      body: JSON.stringify(body),
    }).then((response) => response.json());
  };

  window.HandrailStudio = (runtime, element) => {
    const root = element.nodeType ? element : element[0];
    const part = (name) => root.querySelector(name);
    const said = part(".hr-studio-said");
    const shown = part(".hr-studio-shown");

    const edited = () => ({ display_name: part(".hr-studio-name").value, content: part(".hr-studio-text").value });

    const tell = (answer) => {
      const lines = (answer.problems || []).map((found) => {
        const item = document.createElement("li");
        item.textContent = (found.line ? "Line " + found.line + ": " : "") + found.message + " " + found.remedy;
        return item;
      });
      const list = document.createElement("ul");
      list.append(...lines);
      said.replaceChildren(...(answer.error ? [document.createTextNode(answer.error)] : []), ...(lines.length ? [list] : []));
    };

    part(".save-button").addEventListener("click", async (event) => {
      event.preventDefault();
      runtime.notify("save", { state: "start" });
      try {
        const answer = await send(runtime.handlerUrl(element, "studio_submit"), edited());
        tell(answer);
        if (answer.result === "success") runtime.notify("save", { state: "end" });
        else runtime.notify("error", { title: "Not saved", message: said.textContent });
      } catch (error) {
        runtime.notify("error", { title: "Not saved", message: "Studio did not answer. Your text is still here." });
      }
    });

    part(".preview-button").addEventListener("click", async (event) => {
      event.preventDefault();
      const answer = await send(runtime.handlerUrl(element, "studio_preview"), edited()).catch(() => ({ error: "Studio did not answer." }));
      tell(answer);
      shown.hidden = !answer.html;
      shown.innerHTML = answer.html || "";
    });

    part(".cancel-button").addEventListener("click", (event) => {
      event.preventDefault();
      runtime.notify("cancel", {});
    });
  };
})();
