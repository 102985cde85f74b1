import { startTestGateway } from "../../kit/gateway.js";

describe("an answer that is kept", () => {
  it("counts for nothing: whoever has spent their requests is still given it", async () => {
    const gateway = await startTestGateway({ REQUESTS_A_MINUTE: "12", TRUSTED_PROXIES: "127.0.0.1" });
    const ask = async (first: number) =>
      (await gateway.ask(`{ programs(first: ${first}) { nodes { slug } } }`, {}, { "x-forwarded-for": "189.203.1.7" }))
        .status;
    expect([await ask(1), await ask(2)]).toEqual([200, 200]);
    expect(await ask(3)).toBe(429);
    for (let time = 0; time < 10; time++) expect([await ask(1), await ask(2)]).toEqual([200, 200]);
    expect(await ask(4)).toBe(429);
  });
});
