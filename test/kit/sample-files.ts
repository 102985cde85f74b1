import { createHash, randomUUID } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import type { MediaType } from "../../src/graph/transfer/media-types.js";
import type { TransferFile } from "../../src/graph/transfer/tickets.js";

/** A file about to be brought, and its bytes. */
export interface SampleFile {
  readonly file: TransferFile;
  readonly bytes: Buffer;
}

export function sampleFile(bytes: Buffer, mediaType: MediaType, other: Partial<TransferFile> = {}): SampleFile {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const facts: TransferFile = {
    fileId: randomUUID(),
    key: randomUUID(),
    size: bytes.length,
    sha256,
    mediaType,
    name: "acta",
  };
  return { file: { ...facts, ...other }, bytes };
}

/** A page that PDF readers open, with as many bytes of padding as asked for. */
export function pdf(padding = 0): Buffer {
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n%${"x".repeat(padding)}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
}

/** One white dot. */
export function png(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const framed = Buffer.alloc(8 + body.length);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), 4 + body.length);
    return framed;
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.from([0, 255]))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The beginning of every JPEG of a camera. */
export function jpeg(): Buffer {
  return Buffer.concat([
    Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"),
    Buffer.alloc(200),
    Buffer.from("ffd9", "hex"),
  ]);
}

export const CFDI = `<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0" Total="116.00" Moneda="MXN">
  <cfdi:Emisor Rfc="AAA010101AAA" Nombre="LA PEQUEÑA &amp; CÍA" RegimenFiscal="601"/>
</cfdi:Comprobante>
`;

/** Files packed without compression, in this order. */
export function zip(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from("PK\x03\x04"), facts, Buffer.from(name), data);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00"), facts, where, Buffer.from(name));
    offset += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  for (const at of [4, 6]) end.writeUInt16LE(Object.keys(files).length, at);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\x05\x06"), end]);
}

const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const contentTypes = (type: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`;

/** A spreadsheet; its description at the beginning, as Excel writes it, or at the end, as libraries do. */
export function xlsx(where: "first" | "last" = "first", type = `${SHEET_TYPE}.main+xml`): Buffer {
  const sheet = {
    "xl/workbook.xml": "<workbook/>",
    "xl/worksheets/sheet1.xml": `<sheetData>${"<row/>".repeat(9_000)}</sheetData>`,
  };
  const types = { "[Content_Types].xml": contentTypes(type) };
  return zip(where === "first" ? { ...types, ...sheet } : { ...sheet, ...types });
}
