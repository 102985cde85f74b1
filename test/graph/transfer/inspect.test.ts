import { inspected, OtherKind } from "../../../src/graph/transfer/inspect.js";
import { MEDIA_TYPES, type MediaType } from "../../../src/graph/transfer/media-types.js";
import { CFDI, jpeg, pdf, png, xlsx, zip } from "../../kit/sample-files.js";

async function* inPieces(bytes: Buffer, length: number) {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}

/** What comes out when it goes in by pieces of so many bytes; undefined when it is refused. */
async function passed(content: Buffer | string, mediaType: MediaType, length = 1_000): Promise<Buffer | undefined> {
  const bytes = Buffer.from(content as string);
  const out: Uint8Array[] = [];
  try {
    for await (const piece of inspected(inPieces(bytes, length), mediaType)) out.push(piece);
    return Buffer.concat(out);
  } catch (error) {
    expect(error).toBeInstanceOf(OtherKind);
    return undefined;
  }
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const SAMPLES: Record<MediaType, Buffer[]> = {
  "application/pdf": [pdf(), pdf(50_000)],
  "image/jpeg": [jpeg()],
  "image/png": [png()],
  "application/xml": [
    Buffer.from(CFDI),
    Buffer.from(`\ufeff${CFDI}`),
    Buffer.from(CFDI.replace(' encoding="UTF-8"', "")),
  ],
  "text/csv": [
    Buffer.from("razón social,empleos\nLa Peña,5\n"),
    Buffer.from("a,b\n".repeat(20_000)),
    Buffer.from("x < y,1\n"),
  ],
  [XLSX]: [xlsx("first"), xlsx("last")],
};

describe("the kind of a file", () => {
  it.each(Object.keys(MEDIA_TYPES) as MediaType[])(
    "%s: what is of it passes unchanged, and as nothing else",
    async (kind) => {
      for (const bytes of SAMPLES[kind]) {
        for (const length of [7, 1_000, 1_000_000])
          expect((await passed(bytes, kind, length))?.equals(bytes)).toBe(true);
        for (const other of Object.keys(MEDIA_TYPES) as MediaType[]) {
          // XML and comma-separated text are both text; neither passes as the other all the same.
          if (other !== kind) expect([kind, other, await passed(bytes, other)]).toEqual([kind, other, undefined]);
        }
      }
    },
  );

  it.each([
    ["a DOCTYPE", CFDI.replace("?>", '?><!DOCTYPE a SYSTEM "file:///etc/passwd">')],
    ["an entity", CFDI.replace("?>", '?><!doctype a [<!ENTITY b "c">]>')],
    ["a late DOCTYPE", CFDI.replace("</cfdi:Comprobante>", `${" ".repeat(30_000)}<!DOCTYPE x></cfdi:Comprobante>`)],
    ["a picture that runs scripts", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'],
    ["such a picture by a prefix", '<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg"/>'],
    ["a page", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ["a script by a prefix", '<?xml version="1.0"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></a>'],
    ["a style sheet", '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>'],
    ["another encoding", CFDI.replace("UTF-8", "UTF-7")],
    ["no declaration", "<a/>"],
    ["UTF-16", Buffer.from(`\ufeff${CFDI}`, "utf16le")],
    ["Latin-1", Buffer.from(CFDI, "latin1")],
    ["a NUL", `${CFDI}\0`],
    ["half a character at the end", Buffer.concat([Buffer.from(CFDI), Buffer.from([0xc3])])],
  ])("XML with %s is refused, wherever pieces end", async (_what, text) => {
    for (const length of [1, 13, 100_000]) expect(await passed(text, "application/xml", length)).toBeUndefined();
  });

  it.each([
    ["a page", "<html><body>x</body></html>"],
    ["a page after blanks", " \n\t<div>"],
    ["a script", 'a,b\n1,"<ScRiPt>x()</sCrIpT>"\n'],
    ["a picture", "a\n<svg onload=x()>\n"],
    ["a NUL", "a,b\n\0"],
    ["Latin-1", Buffer.from("razón,1\n", "latin1")],
    ["a rich text", "{\\rtf1\\ansi}"],
  ])("CSV with %s is refused, wherever pieces end", async (_what, text) => {
    for (const length of [1, 13, 100_000]) expect(await passed(text, "text/csv", length)).toBeUndefined();
  });

  it.each([
    ["a spreadsheet with macros", xlsx("first", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), XLSX],
    ["an archive", zip({ "a.txt": "a" }), XLSX],
    ["an archive that breaks off", xlsx("first").subarray(0, 60), XLSX],
    ["a page that says it is a PDF further down", Buffer.from(`<html>${" ".repeat(900)}%PDF-1.4`), "application/pdf"],
    ["nothing", Buffer.alloc(0), "image/png"],
    ["a program", Buffer.from("MZ\x90\0".padEnd(300, "\0"), "latin1"), "application/pdf"],
  ] as [string, Buffer, MediaType][])("%s is refused", async (_what, bytes, kind) => {
    expect(await passed(bytes, kind)).toBeUndefined();
  });
});
