import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import Fastify, { type FastifyInstance } from "fastify";
import {
  createBodyClock,
  limitBodyTime,
  limitClosingTime,
  watchConnections,
} from "../../src/graph/connection-times.js";
import { until } from "../kit/until.js";

let app: FastifyInstance;
beforeEach(async () => {
  app = Fastify({ forceCloseConnections: "idle" });
});
afterEach(() => app.close());

async function open(): Promise<Socket> {
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as { port: number };
  return connect({ host: "127.0.0.1", port });
}
const POST = "POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 7\r\n\r\n";

describe("the time that a connection may take", () => {
  it("ends for a body that does not come to its end", async () => {
    limitBodyTime(app, createBodyClock(app, 50));
    app.post("/", async () => "taken");
    const socket = await open();
    socket.write(`${POST}{"a"`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("ends for a body that was refused and keeps coming", async () => {
    limitBodyTime(app, createBodyClock(app, 50));
    app.post("/", async () => "taken");
    const socket = await open();
    socket.write(`${POST.replace("application/json", "image/png")}{"a"`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 415 /);
  });

  it("does not run while the answer is being made, nor for later requests of the connection, nor where a route sees to it", async () => {
    limitBodyTime(app, createBodyClock(app, 50));
    let answered = 0;
    const late = async () => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      answered += 1;
      return "taken";
    };
    app.post("/", late);
    app.post("/own", { config: { ownPace: true } }, late);
    const socket = await open();
    let seen = "";
    socket.on("data", (piece) => {
      seen += piece;
    });
    const taken = (count: number) => until(() => seen.split("HTTP/1.1 200").length === count + 1);
    socket.write(`${POST}{"a":1}`);
    await taken(1);
    socket.write(`${POST}{"a":1}`);
    await taken(2);
    socket.write(POST.replace("POST /", "POST /own"));
    await new Promise((resolve) => setTimeout(resolve, 120));
    socket.write('{"a":1}');
    await taken(3);
    expect(answered).toBe(3);
    socket.destroy();
  });

  it("ends with the server for those over which nothing was ever sent, and for no other", async () => {
    const { endUnused } = watchConnections(app);
    app.addHook("preClose", async () => endUnused());
    app.post("/", async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return "taken";
    });
    const unused = await open();
    const used = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
    used.write(`${POST.replace("host: x", "host: x\r\nconnection: close")}{"a":1}`);
    const answer = text(used);
    await once(app.server, "request");
    const begun = performance.now();
    const [, nothing] = await Promise.all([app.close(), text(unused).catch(() => "")]);
    expect(nothing).toBe("");
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("ends for whatever is still open once the server has been closing for long", async () => {
    limitClosingTime(app, 50);
    let begun = false;
    app.get("/", () => {
      begun = true;
      return new Promise(() => {});
    });
    const socket = await open();
    socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    await until(() => begun);
    const cut = text(socket).catch(() => "cut");
    await app.close();
    expect(["", "cut"]).toContain(await cut);
  });
});
