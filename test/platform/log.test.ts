import { createLog, withoutPersonal } from "../../src/platform/log.js";
import { CURP, RFC } from "../kit/firms.js";

describe("a line of the log", () => {
  it("has no RFC, no CURP and no address in it, wherever they stood", () => {
    const lines: string[] = [];
    const log = createLog("debug", { write: (line) => void lines.push(line) });
    log.error(
      { deep: { deeper: { rfc: RFC } }, error: new Error(`invalid input: "${CURP}"`) },
      `mail to ana@bordados.mx of ${RFC}`,
    );
    log.debug({ text: "H&E951128469,OÑO120726RX3;A.B+c@sub.example.com.mx" }, "others");
    const written = lines.join("");
    expect(lines).toHaveLength(2);
    for (const secret of [RFC, CURP, "bordados.mx", "H&E951128469", "OÑO120726RX3", "example.com"]) {
      expect([secret, written.includes(secret)]).toEqual([secret, false]);
    }
    for (const line of lines) expect(JSON.parse(line).level).toBeGreaterThan(0);
  });

  it.each([
    '{"correlationId":"0ae6f0a2-3b1c-4f1e-9d7e-abc123456def","path":["business"]}',
    '{"time":"2026-11-24T18:00:00.000Z","url":"http://127.0.0.1:4000/graphql","folio":"VU-2026-0000001"}',
    '{"stack":"at file:///app/node_modules/@mikro-orm/core/index.js:10:20"}',
  ])("keeps what names nobody: %s", (line) => {
    expect(withoutPersonal(line)).toBe(line);
  });
});
