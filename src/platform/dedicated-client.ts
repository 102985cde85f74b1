import type { Client, Notification, Pool } from "pg";
import { hangUp } from "./pool.js";

/** A connection that its holder alone uses. */
export interface DedicatedClient {
  /** Sends a statement once those before it have been answered. */
  query(sql: string): Promise<unknown>;
  escapeIdentifier(name: string): string;
  on(event: "notification", hear: (notification: Notification) => void): unknown;
  on(event: "error" | "end", hear: (error: Error) => void): unknown;
  /** Gives it up, whatever state it is in. */
  release(): void;
}

/** A connection beside a pool, opened as the pool opens its own. */
export async function openDedicated(pool: Pool): Promise<DedicatedClient> {
  // The pool makes its connections with this class and these options; its published types leave the class out.
  const { Client: Dedicated, options } = pool as Pool & { Client: new (options: object) => Client };
  // The pool hides the password from whoever lists its options, copying included.
  const client = new Dedicated({ ...options, password: options.password, keepAlive: true });
  // Without a listener of its own, a connection that breaks takes the process with it.
  client.on("error", () => {});
  await client.connect();
  let last: Promise<unknown> = Promise.resolve();
  return {
    query(sql) {
      const answer = last.then(() => client.query(sql));
      last = answer.catch(() => {});
      return answer;
    },
    escapeIdentifier: (name) => client.escapeIdentifier(name),
    on: (event: string, hear: (...told: never[]) => void) => client.on(event as "end", hear as () => void),
    release() {
      client.end().catch(() => {});
      hangUp(client);
    },
  };
}
