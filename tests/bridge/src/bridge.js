// Stands in for what the real window's web view provides: commands go to the bridge over HTTP, events come as a stream.
(() => {
  const callbacks = new Map();
  const listeners = new Map();
  let last = 0;

  const unregisterCallback = (id) => callbacks.delete(id);
  const transformCallback = (callback, once = false) => {
    last += 1;
    const id = last;
    callbacks.set(id, (data) => {
      if (once) unregisterCallback(id);
      return callback?.(data);
    });
    return id;
  };

  const stream = new EventSource('/events');
  const connected = new Promise((resolve) => stream.addEventListener('open', resolve, { once: true }));
  stream.onmessage = ({ data }) => {
    const { event, payload } = JSON.parse(data);
    for (const [id, listener] of listeners) {
      if (listener.event === event) callbacks.get(listener.handler)?.({ event, id, payload });
    }
  };

  const unregisterListener = (_event, id) => {
    unregisterCallback(listeners.get(id)?.handler);
    listeners.delete(id);
  };

  const here = {
    'plugin:event|listen': async ({ event, handler }) => {
      await connected;
      last += 1;
      listeners.set(last, { event, handler });
      return last;
    },
    'plugin:event|unlisten': async ({ event, eventId }) => unregisterListener(event, eventId),
  };

  const invoke = async (cmd, args = {}) => {
    if (here[cmd]) return here[cmd](args);
    const answer = await fetch(`/ipc/${encodeURIComponent(cmd)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const result = await answer.json();
    if ('error' in result) throw result.error;
    return result.ok;
  };

  const window = { label: 'main' };
  Object.defineProperty(globalThis, '__TAURI_INTERNALS__', {
    value: {
      invoke,
      transformCallback,
      unregisterCallback,
      convertFileSrc: (path) => path,
      metadata: { currentWindow: window, currentWebview: { ...window, windowLabel: 'main' } },
    },
  });
  Object.defineProperty(globalThis, '__TAURI_EVENT_PLUGIN_INTERNALS__', { value: { unregisterListener } });
  Object.defineProperty(globalThis, 'isTauri', { value: true });
})();
