import { stat } from "node:fs/promises";
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
const fixed = (name: string, socketDir: string): Settings => ({
  cluster_name: name,
  listen_addresses: "",
  port: String(port),
  unix_socket_directories: quoted(socketDir),
  unix_socket_permissions: "0700",
  log_line_prefix: "",
});

/**
 * The server shows this name in the titles of its processes, by which we know them again. It names the folder itself, not
 * its path, because processes of another container may have the same path for a folder of their own.
 */
export async function clusterName(cluster: string): Promise<string> {
  const { dev, ino } = await stat(cluster);
  return `embedded-${dev.toString(36)}-${ino.toString(36)}`;
}

/** The server's command line. */
export async function serverArguments(cluster: string, socketDir: string, chosen: Settings): Promise<string[]> {
  const settings = { ...usual, ...chosen, ...fixed(await clusterName(cluster), socketDir) };
  return ["-D", cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** One path in a setting that takes a list, where commas and spaces would part it. */
const quoted = (path: string) => `"${path.replaceAll('"', '""')}"`;
