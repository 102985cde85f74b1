import { tracingChannel } from "node:diagnostics_channel";
import { errorName } from "../error-name.js";
import { isMetered, record } from "./meters.js";
import { beginSpan, type Span } from "./spans.js";

/** What the Redis client says of a command; its arguments are left alone: they hold keys and values. */
interface Command {
  readonly command?: string;
  readonly batchMode?: string;
  readonly error?: unknown;
}

interface Begun {
  readonly at: number;
  readonly name: string;
  readonly span: Span | undefined;
}

/** The channels on which the client tells of single commands, and of several sent at once. */
const CHANNELS = ["node-redis:command", "node-redis:batch"];

/** Watches every command of every Redis client of the process; returns how to stop. */
export function watchRedis(): () => void {
  const begun = new WeakMap<object, Begun>();
  const subscribers = {
    start(command: Command) {
      // A command within a batch is told by the batch.
      if (command.command !== undefined && command.batchMode !== undefined) return;
      const name = (command.command ?? command.batchMode ?? "other").toLowerCase();
      const attributes = { "db.system.name": "redis", "db.operation.name": name };
      begun.set(command, {
        at: performance.now(),
        name,
        span: beginSpan(`redis ${name}`, { kind: "client", attributes }),
      });
    },
    end() {},
    asyncStart() {},
    asyncEnd(command: Command) {
      const { at, name, span } = begun.get(command) ?? {};
      if (at === undefined || name === undefined) return;
      const error = command.error === undefined ? undefined : errorName(command.error);
      if (error !== undefined) span?.fail(error);
      span?.end();
      if (!isMetered()) return;
      const labels = { "db.system.name": "redis", "db.operation.name": name };
      const all = error === undefined ? labels : { ...labels, "error.type": error };
      record("db.client.operation.duration", (performance.now() - at) / 1_000, all);
    },
    error() {},
  };
  const channels = CHANNELS.map((name) => tracingChannel<unknown, Command>(name));
  for (const channel of channels) channel.subscribe(subscribers);
  return () => {
    for (const channel of channels) channel.unsubscribe(subscribers);
  };
}
