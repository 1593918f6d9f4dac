// Starts the worker, hands it engine and graph, talks to it, and puts another in its place when it was cut off.
(() => {
  "use strict";
  const regimap = (self.regimap ??= {});
  const here = document.currentScript.src;

  const load = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(path, here);
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${path} could not be loaded`));
      document.head.append(script);
    });

  let room;
  let opened;
  let givenUp = 0;
  const open = async () => {
    await Promise.all([
      regimap.engine ? undefined : load("engine.js"),
      regimap.graph ? undefined : load("../graph/graph.js"),
    ]);
    const source = new Blob([`(${self.regimapWorker})(self)`], { type: "text/javascript" });
    const address = URL.createObjectURL(source);
    const worker = new Worker(address);
    const waiting = new Map();
    let last = 0;
    const close = (reason) => {
      worker.terminate();
      URL.revokeObjectURL(address);
      waiting.forEach(({ reject }) => reject(reason));
      waiting.clear();
      room = opened = undefined;
    };
    worker.onmessage = ({ data: { id, value, broken } }) => {
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (broken === undefined) return resolve?.(value);
      const reason = new Error(`the engine stopped: ${broken}`);
      reject?.(reason);
      close(reason);
    };
    worker.onerror = (event) => close(new Error(`the engine did not start: ${event.message || "the browser refused it"}`));
    const call = (name, fields) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ ...fields, id: last, call: name });
      });
    const { quads } = await call("start", { wasm: regimap.engine, graph: regimap.graph });
    return (opened = { call, close, quads });
  };

  regimap.room = {
    /** Loads another file of data. */
    load,
    /** The engine, ready; started once. */
    ready: () => (room ??= open().catch((error) => ((room = undefined), Promise.reject(error)))),
    /** Asks the engine; `limit` in milliseconds, or 0. */
    async call(name, fields, limit = 0) {
      const before = givenUp;
      const { call, close } = await this.ready();
      if (givenUp !== before) throw new Error("cancelled");
      const timer = limit && setTimeout(() => close(new Error(`cut off after ${limit / 1000} s`)), limit);
      return call(name, fields).finally(() => clearTimeout(timer));
    },
    /** Cuts off what runs, and what waits for the engine. */
    cancel() {
      givenUp += 1;
      opened?.close(new Error("cancelled"));
    },
  };
})();
