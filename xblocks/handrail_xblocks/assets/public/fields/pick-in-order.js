"use strict";
window.HR.kind("pick-in-order", (HR) => {
  HR.look();
  const { options, label } = HR.ticks;
  const orders = new WeakMap(); // box to option ids, the first one first
  const order = (box) => orders.get(box) || [];
  const said = (box) => box.querySelector("[data-count]");
  const tick = (box, id) => options(box).find((one) => one.value === id);

  function draw(box) {
    const here = order(box).map((id) => tick(box, id)).filter(Boolean);
    const list = box.querySelector("[data-order]");
    HR.show(list, here.length);
    list.replaceChildren(...here.map((one, at) => {
      const name = label(one);
      const act = (key, words, spoken, press) => {
        const button = HR.button("hr-quiet", words, press);
        button.setAttribute("aria-label", spoken);
        button.dataset.key = key + one.value;
        return button;
      };
      const item = HR.el("li", {}, HR.el("span", { class: "hr-order-words" }, name));
      if (at) item.append(act("up ", HR.t("Up"), HR.t("Move up: {name}", { name }), () => move(box, one, at, -1)));
      if (at < here.length - 1) item.append(act("down ", HR.t("Down"), HR.t("Move down: {name}", { name }), () => move(box, one, at, 1)));
      item.append(act("off ", HR.t("Remove"), HR.t("Remove {name}", { name }), () => {
        one.checked = false;
        changed(box, one);
        one.focus();
        box.hrChanged(true);
      }));
      return item;
    }));
  }

  function tell(box, one) {
    HR.say(said(box), HR.t("{name}: {n} of {all}", { name: label(one), n: order(box).indexOf(one.value) + 1, all: order(box).length }));
  }

  function move(box, one, at, by) {
    const ids = order(box).slice();
    ids.splice(at + by, 0, ids.splice(at, 1)[0]);
    orders.set(box, ids);
    draw(box);
    const keys = by < 0 ? ["up ", "down "] : ["down ", "up "]; // at an end only the other way is left
    keys.map((key) => HR.all(box, "[data-key]").find((button) => button.dataset.key === key + one.value)).filter(Boolean)[0].focus();
    tell(box, one);
    box.hrChanged(true);
  }

  function changed(box, one) {
    orders.set(box, order(box).filter((id) => id !== one.value).concat(one.checked ? one.value : []));
    draw(box);
    HR.ticks.count(box, said(box));
    if (one.checked && order(box).length <= Number(said(box).dataset.count)) tell(box, one);
  }

  return {
    ...HR.ticks,
    read(box) {
      const value = HR.ticks.read(box);
      if (!value) return null;
      const ids = order(box).filter((id) => value.chosen.includes(id)); // what was ticked before this script came has no order yet
      return { ...value, chosen: ids.concat(value.chosen.filter((id) => !ids.includes(id))) };
    },
    write(box, value) {
      HR.ticks.write(box, value);
      orders.set(box, HR.list(value && value.chosen).filter((id) => tick(box, id)));
      draw(box);
    },
    words: (box, value) => HR.ticks.lines(box, value).map((line, at) => at + 1 + ". " + line).join("\r\n"),
    start(box, changing) {
      box.hrChanged = changing;
      box.addEventListener("change", ({ target }) => { if (target.matches("[data-option]")) changed(box, target); });
    },
  };
});
