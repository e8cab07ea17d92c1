/* The door that a learning system knocks at: it calls HandrailBlock(runtime, element, args) once for each block. */
(() => {
  "use strict";

  /** Send {state} as JSON, and nothing else. As a form it would end up in the tracking log of Open edX. */
  const send = (url, body) => {
    const found = /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie);
    return fetch(url, {
      method: "POST",
      keepalive: true, // it goes on when the person does
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": found ? decodeURIComponent(found[1]) : "" },
      body: JSON.stringify({ state: body.state }),
    }).then((response) => {
      if (!response.ok) throw Object.assign(new Error("status " + response.status), { status: response.status });
      return response.json();
    });
  };

  /** args: state, scope, keep, counted, parts (see base.py). element may be wrapped by jQuery, or not. */
  window.HandrailBlock = (runtime, element, args) => {
    const root = element.nodeType ? element : element[0];
    const url = args.counted ? runtime.handlerUrl(element, "set_state") : "";
    return window.HR.mountBlock(root, {
      state: args.state,
      scope: args.scope,
      keep: args.keep,
      parts: args.parts,
      post: (body) => (url ? send(url, body) : Promise.resolve()),
    });
  };
})();
