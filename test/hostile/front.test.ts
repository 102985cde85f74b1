import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { inLanes } from "../kit/in-lanes.js";
import { asks, JSON_TYPE, QUESTION, STATES } from "./row.js";
import { type Heard, send } from "./wire.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const ME = "{ me { subject } states { code } }";
const subjectOf = ({ body }: Heard): unknown => JSON.parse(body).data?.me?.subject ?? null;

describe("what stands in front and keeps answers", () => {
  it("tells nobody what the one before was told, in any order and any spelling of the header", async () => {
    const rosa = `Bearer ${await gateway.token({ role: "business", sub: "rosa" })}`;
    const eva = `bearer ${await gateway.token({ role: "business", sub: "eva" })}`;
    const spellings = ["authorization", "Authorization", "AUTHORIZATION", "aUtHoRiZaTiOn"];
    const orders = [
      [rosa, eva, ""],
      ["", eva, rosa],
      [eva, "", rosa],
      [rosa, "", eva],
    ];
    for (const [at, order] of orders.entries()) {
      for (const credential of order) {
        const headers = credential === "" ? {} : { [spellings[at] ?? ""]: credential };
        const heard = await send(gateway.url, asks(ME, {}, headers));
        const whose = { [rosa]: "rosa", [eva]: "eva" }[credential] ?? null;
        expect([at, heard.status, subjectOf(heard)]).toEqual([at, 200, whose]);
        if (whose !== null) expect(heard.headers).toMatch(/cache-control\nno-store/i);
      }
    }
  });

  it("tells callers apart that ask the same at the same moment", async () => {
    const names = Array.from({ length: 40 }, (_, index) => (index % 4 === 0 ? null : `firm-${index % 7}`));
    const asked = await inLanes(40, names, async (sub) => {
      const headers = sub === null ? {} : { authorization: `Bearer ${await gateway.token({ role: "business", sub })}` };
      return subjectOf(await send(gateway.url, asks(ME, {}, headers as Record<string, string>)));
    });
    expect(asked).toEqual(names);
  });

  it("gives a bad credential no answer that is kept, by GET or POST, however it is sent", async () => {
    await send(gateway.url, asks(STATES));
    for (const headers of [
      { authorization: "" },
      { Authorization: "Basic x" },
      { "X-Api-Key": "" },
      { "x-API-key": "a" },
    ]) {
      const heard = await send(gateway.url, asks(STATES, {}, headers as Record<string, string>));
      expect([headers, heard.status, heard.body.includes("MX-AGU")]).toEqual([headers, 401, false]);
    }
  });

  it("keeps no refusal for who asks rightly, and no answer for who asks wrongly", async () => {
    const duplicate = `{"query":"{ me { subject } }","query":"${STATES}"}`;
    for (const body of [duplicate, QUESTION, duplicate, QUESTION]) {
      const heard = await send(gateway.url, { headers: JSON_TYPE, body });
      expect([body, heard.status]).toEqual([body, body === QUESTION ? 200 : 400]);
    }
  });
});

/** Sends bytes on one connection and reads until nothing more comes for a while, or it is closed. */
async function converse(pieces: readonly string[], quiet = 300): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  const socket: Socket = connect(Number(port), hostname);
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString();
  });
  socket.on("error", () => undefined);
  for (const piece of pieces) {
    socket.write(piece);
    await setTimeout(5);
  }
  await setTimeout(quiet);
  socket.destroy();
  return text;
}

const post = (query: string, more = "") => {
  const body = JSON.stringify({ query });
  return `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`;
};

describe("requests on one connection", () => {
  it("sent before the answers come are answered in their order, kept or not, in pieces or whole", async () => {
    const queries = Array.from(
      { length: 20 },
      (_, index) => `{ a${index}: ${index % 3 ? "states { code }" : "me { subject }"} }`,
    );
    const all = queries.map((query) => post(query)).join("");
    for (const pieces of [[all], all.match(/[\s\S]{1,700}/g) ?? []]) {
      const names = [...(await converse(pieces, 1_000)).matchAll(/\{"data":\{"(a\d+)"/g)].map(([, name]) => name);
      expect(names).toEqual(queries.map((_, index) => `a${index}`));
    }
  });

  it("are not begun by the body of the one before", async () => {
    const inside =
      "GET /graphql?query={me{subject}} HTTP/1.1\r\nHost: localhost\r\napollo-require-preflight: 1\r\n\r\n";
    const body = JSON.stringify({ query: `${STATES} # ` }).replace("# ", `# ${inside.replaceAll("\r\n", " ")}`);
    const text = await converse([
      `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    ]);
    expect(text.match(/HTTP\/1\.1 \d{3}/g)).toEqual(["HTTP/1.1 200"]);
  });
});

describe("a body", () => {
  it("is cut off when it stops half way, and nobody else is kept waiting", async () => {
    const half = Array.from({ length: 50 }, () => converse([post(STATES).slice(0, -5)], 11_500));
    await setTimeout(100);
    const begun = performance.now();
    expect(await send(gateway.url, asks(STATES))).toMatchObject({ status: 200 });
    expect(performance.now() - begun).toBeLessThan(1_000);
    for (const text of await Promise.all(half)) expect(text).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("of a client that goes away leaves who asks the same their answer", async () => {
    const query = "{ catalogs { nodes { slug name } } }";
    await Promise.all(Array.from({ length: 20 }, () => converse([post(query)], 0)));
    expect(await send(gateway.url, asks(query))).toMatchObject({ status: 200 });
  });
});
