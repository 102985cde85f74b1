import type { Logger } from "@mikro-orm/core";
import type { Log } from "./log.js";
import { ranStatement } from "./telemetry/index.js";

export type StatementListener = (sql: string) => void;

/** The entity manager's log: its statements go to whoever listens, with their placeholders and without values. */
export function statementLogger(listeners: ReadonlySet<StatementListener>, log: Log): Logger {
  const say = (message: string) => log.debug(message);
  return {
    log: (_namespace, message) => say(message),
    error: (_namespace, message) => say(message),
    warn: (_namespace, message) => say(message),
    logQuery({ query = "", took = 0, results, level }) {
      if (/^(begin|commit|rollback)/.test(query)) return;
      for (const listener of listeners) listener(query);
      ranStatement(query, took, results, level === "error");
    },
    setDebugMode: () => undefined,
    isEnabled: (namespace) => namespace === "query" && listeners.size > 0,
  };
}
