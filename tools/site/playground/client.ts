/** A message of JSON-RPC, as the worker's port carries it: no text, no headers. */
interface Message {
  readonly jsonrpc: "2.0";
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Talks to a language server in a worker. */
export interface Client {
  request<T>(method: string, params: unknown): Promise<T>;
  notify(method: string, params: unknown): void;
  /** Hears of one kind of notification; the last one who asks. */
  on<P>(method: string, hear: (params: P) => void): void;
}

export function clientOf(worker: Worker): Client {
  const waiting = new Map<number, { readonly resolve: (result: never) => void; readonly reject: (error: Error) => void }>();
  const heard = new Map<string, (params: never) => void>();
  let last = 0;
  const send = (message: Omit<Message, "jsonrpc">) => worker.postMessage({ jsonrpc: "2.0", ...message });
  worker.addEventListener("message", ({ data }: MessageEvent<Message>) => {
    if (data.method !== undefined) {
      heard.get(data.method)?.(data.params as never);
      if (data.id !== undefined) send({ id: data.id, result: null }); // what the server asks of clients, this one does without
      return;
    }
    const asked = waiting.get(data.id as number);
    waiting.delete(data.id as number);
    if (data.error) asked?.reject(new Error(data.error.message));
    else asked?.resolve(data.result as never);
  });
  return {
    request(method, params) {
      const id = ++last;
      send({ id, method, params });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    notify: (method, params) => send({ method, params }),
    on: (method, hear) => void heard.set(method, hear),
  };
}
