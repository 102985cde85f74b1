import { readFile } from "node:fs/promises";
import Fastify from "fastify";
import mercurius from "mercurius";
import { port } from "./listen.mjs";

/** Serves the catalog by Mercurius with its JIT from the first request on. */
export async function serve({ resolvers, loaders }) {
  const app = Fastify({ logger: false });
  const schema = await readFile(new URL("catalog.graphql", import.meta.url), "utf8");
  await app.register(mercurius, { schema, resolvers, loaders, jit: 1, graphiql: false });
  await app.listen({ host: "127.0.0.1", port });
}
