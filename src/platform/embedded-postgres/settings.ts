import { createHash } from "node:crypto";
import { port } from "./socket.js";

/** PostgreSQL settings by name, written as in postgresql.conf but without quotes. */
export type Settings = Readonly<Record<string, string>>;

/** For one small service on one machine; what is not said here is PostgreSQL's own default (fsync is on). */
const usual: Settings = {
  timezone: "UTC",
  log_timezone: "UTC",
  shared_buffers: "64MB",
  max_connections: "50",
  jit: "off", // compiling costs more than it saves on data of this size
  io_method: "sync", // no reader processes beside the sessions: everything fits in memory
  log_checkpoints: "off",
  // What goes wrong in a statement is told to who sent it; the log would keep its values, which may be personal data.
  log_min_messages: "log",
  log_min_error_statement: "panic",
};

/** What the rest of this part counts on, whatever the caller sets. */
const fixed = (cluster: string, socketDir: string): Settings => ({
  cluster_name: clusterName(cluster),
  listen_addresses: "",
  port: String(port),
  unix_socket_directories: quoted(socketDir),
  unix_socket_permissions: "0700",
  log_line_prefix: "",
});

/** The server shows this name in the titles of its processes, by which we know them again. */
export const clusterName = (cluster: string) =>
  `embedded-${createHash("sha256").update(cluster).digest("hex").slice(0, 12)}`;

/** The server's command line. */
export function serverArguments(cluster: string, socketDir: string, chosen: Settings): string[] {
  const settings = Object.entries({ ...usual, ...chosen, ...fixed(cluster, socketDir) });
  return ["-D", cluster, ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** One path in a setting that takes a list, where commas and spaces would part it. */
const quoted = (path: string) => `"${path.replaceAll('"', '""')}"`;
