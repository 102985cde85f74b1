import { randomUUID } from "node:crypto";
import pg from "pg";

/** A client on the server's own database, for making and dropping others. */
async function withServer(server, work) {
  const client = new pg.Client("url" in server ? { connectionString: server.url } : server);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
export function onDatabase(server, name) {
  if (!("url" in server)) return { ...server, database: name };
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.toString() };
}

/** Returns the number of a transaction after which everything written in it is its own, and not the template's. */
export async function createDatabase(server, name, template) {
  return withServer(server, async (client) => {
    await client.query(`create database ${name} ${template ? `template ${template}` : ""}`);
    const { rows } = await client.query("select txid_current() % 4294967296 as now");
    return Number(rows[0].now);
  });
}

export async function dropTemplate(server, name) {
  await withServer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
}

/** A database with the schema and the seeds in it, to be copied. Returns its name. */
export async function prepareTemplate(server) {
  const { prepareStore } = await import("../../dist/src/gateway.js");
  const { createLog } = await import("../../dist/src/platform/log.js");
  const name = `ventanilla_template_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  await createDatabase(server, name);
  const store = await prepareStore({ address: onDatabase(server, name), log: createLog("silent") });
  await store.database.close();
  return name;
}
