/* The editor of a block in Studio: the compiler judges and shows the text while it is typed.
   Words become text nodes; only the compiler's own cleaned HTML becomes markup. */
(() => {
  "use strict";

  const PAUSE = 600; // milliseconds without a key before the text is looked at

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
    const part = (name) => root.querySelector(".hr-studio" + name);
    const words = root.querySelector(".hr-studio").dataset;
    const [name, text, said, shown, old] = ["-name", "-text", "-said", "-shown", "-old"].map(part);
    let asked = 0;
    let timer = 0;

    const edited = () => ({ display_name: name.value, content: text.value });

    const tell = (answer) => {
      const lines = (answer.problems || []).map((found) => {
        const item = document.createElement("li");
        item.textContent = (found.line ? words.line.replace("*", found.line) + " " : "") + found.message + " " + found.remedy;
        return item;
      });
      const list = document.createElement("ul");
      list.append(...lines);
      said.replaceChildren(...(answer.error ? [document.createTextNode(answer.error)] : []), ...(lines.length ? [list] : []));
    };

    /* The answer to the newest text counts; an older one that comes late is dropped. */
    const look = async () => {
      const mine = ++asked;
      const answer = await send(runtime.handlerUrl(element, "studio_preview"), edited()).catch(() => ({ error: words.lost }));
      if (mine !== asked) return;
      tell(answer);
      if (answer.html) shown.innerHTML = answer.html;
      old.hidden = Boolean(answer.html) || !shown.firstChild;
    };

    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    };

    text.addEventListener("input", soon);
    name.addEventListener("input", soon);
    look();

    /* Links of a preview lead nowhere: the author would leave the editor with an unsaved text. */
    shown.addEventListener("click", (event) => {
      if (event.target.closest("a")) event.preventDefault();
    });

    root.querySelector(".save-button").addEventListener("click", async (event) => {
      event.preventDefault();
      clearTimeout(timer);
      asked += 1;
      runtime.notify("save", { state: "start" });
      try {
        const answer = await send(runtime.handlerUrl(element, "studio_submit"), edited());
        tell(answer);
        if (answer.result === "success") runtime.notify("save", { state: "end" });
        else runtime.notify("error", { title: words.unsaved, message: said.textContent });
      } catch (error) {
        runtime.notify("error", { title: words.unsaved, message: words.lost });
      }
    });

    root.querySelector(".cancel-button").addEventListener("click", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      asked += 1;
      runtime.notify("cancel", {});
    });
  };
})();
