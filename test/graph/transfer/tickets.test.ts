import { randomBytes } from "node:crypto";
import { createTickets, TICKET_LIFE } from "../../../src/graph/transfer/tickets.js";
import { createSeals } from "../../../src/platform/seal.js";
import { pdf, sampleFile } from "../../kit/sample-files.js";

const { file } = sampleFile(pdf(), "application/pdf", { name: "🏭".repeat(120) });

describe("a ticket", () => {
  let time = new Date("2026-11-24T12:00:00Z").getTime();
  const now = () => new Date(time);
  const seals = createSeals(randomBytes(32));
  const tickets = createTickets(seals, now);
  const textOf = (path: string) => path.slice("/files/".length);

  it("says which file it is for, and until when", () => {
    const { path, expires } = tickets.uploadUrlPath(file);
    expect(path).toMatch(/^\/files\/[\w-]{100,2000}$/);
    expect(expires.getTime() - time).toBe(15 * 60 * 1_000);
    expect(tickets.openUpload(textOf(path))).toEqual(file);
  });

  it("opens one direction only", () => {
    expect(tickets.openDownload(textOf(tickets.uploadUrlPath(file).path))).toBeUndefined();
    expect(tickets.openUpload(textOf(tickets.downloadUrlPath(file).path))).toBeUndefined();
  });

  it("opens nothing once a quarter of an hour is over, nor before it was made", () => {
    const text = textOf(tickets.downloadUrlPath(file).path);
    const made = time;
    const opens = (at: number) => {
      time = at;
      return tickets.openDownload(text) !== undefined;
    };
    expect([made, made + TICKET_LIFE - 1, made + TICKET_LIFE, made - 60_000].map(opens)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    time = made;
  });

  it("opens nothing when any of its signs is changed, left out or added", () => {
    const text = textOf(tickets.uploadUrlPath(file).path);
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === "A" ? "B" : "A";
      expect(tickets.openUpload(text.slice(0, at) + other + text.slice(at + 1))).toBeUndefined();
      expect(tickets.openUpload(text.slice(0, at) + text.slice(at + 1))).toBeUndefined();
    }
    for (const added of [`${text}=`, `${text}.`, ` ${text}`, `${text}A`, ""])
      expect(tickets.openUpload(added)).toBeUndefined();
  });

  it("opens nothing of another gateway's, and nothing that another version sealed in another form", () => {
    const other = createTickets(createSeals(randomBytes(32)), now);
    expect(other.openUpload(textOf(tickets.uploadUrlPath(file).path))).toBeUndefined();
    expect(tickets.openUpload(seals.seal("upload", JSON.stringify({ fileId: "x" })))).toBeUndefined();
  });

  it("is made for no file that would be refused", () => {
    for (const wrong of [
      { size: 0 },
      { size: 10 * 1024 * 1024 + 1 },
      { sha256: "A".repeat(64) },
      { key: "../x" },
      { name: "../x" },
      { mediaType: "text/html" as never },
    ])
      expect(() => tickets.uploadUrlPath({ ...file, ...wrong })).toThrow();
  });
});
