/** The limit: node:http that reads a request to its end and sends bytes it has ready, from files of the folder BODIES by name. */
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";

const { BODIES: folder = "", PORT: port } = process.env;
const bodies = new Map<string, Buffer>();
for (const name of await readdir(folder)) bodies.set(`/${name}`, await readFile(join(folder, name)));

createServer((request, response) => {
  const body = bodies.get(request.url ?? "");
  const send = () => {
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
  };
  if (request.method === "GET") send();
  else request.on("data", () => {}).on("end", send);
}).listen(Number(port), "127.0.0.1");
