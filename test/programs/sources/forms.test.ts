import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";
import { COLUMNS } from "../../../src/programs/sources/adapters/csv-columns.js";
import { FEED_QUERY } from "../../../src/programs/sources/adapters/graphql.js";
import { MOST_ITEMS, MOST_PAGES, openFeed } from "../../../src/programs/sources/adapters/pages.js";
import { WIRES, type Wire } from "../../../src/programs/sources/source.js";
import { createReading, outcomeOf, pagesOf, type Reading, sourceAt, writeFolder } from "../../kit/feeds.js";
import { Receiver } from "../../kit/receiver.js";

const receiver = new Receiver();
let reading: Reading;
beforeAll(() => receiver.listen());
afterAll(() => receiver.close());
beforeEach(() => {
  // Each case here is one bad answer after another, of which the breaker would have enough.
  reading = createReading({ failures: 1_000 });
});
afterEach(() => reading.close());

const never = () => new AbortController().signal;
const answer = (body: string | Buffer, headers = {}) => {
  receiver.answer = (response) => response.writeHead(200, headers).end(body);
};
const outcome = (wire: Wire, address = receiver.url) => outcomeOf(reading, sourceAt(wire, address));

async function itemsOf(wire: Wire) {
  const feed = await reading.adapters[wire].fetch(sourceAt(wire, receiver.url), null, never());
  return (await pagesOf(feed)).flat();
}
const programsOf = async (wire: Wire) => (await itemsOf(wire)).map(({ raw }) => reading.adapters[wire].toProgram(raw));

describe("a table filled in by hand", () => {
  it("is read with semicolons, a mark of byte order, headings in capitals and accents, and names for codes", async () => {
    answer(
      [
        "\uFEFFClave;NOMBRE;Descripción;Tipo;Estado;Dependencia;Dirigido a;Públicos;Apoyos;Monto máximo;Moneda;Porcentaje máximo;Requisitos;Observaciones",
        'fondo-x;Fondo X;"Créditos; y más";Fideicomiso;nuevo leon;sedec;Mipymes del estado;"MIPYME; mujeres";"Crédito; Garantía; algo nuevo";"$300,000.00";mxn;50 %;"Estar en el RFC; Tener local',
        'Dos años de vida";lo que sea',
        "",
        ";;;;;;;;;;;;;",
        "fondo-y;Fondo Y",
      ].join("\r\n"),
      { "content-type": "text/csv; charset=UTF-8" },
    );
    const [first, second, ...others] = await programsOf("csv");
    expect(others).toEqual([]);
    expect(second).toEqual({ slug: "fondo-y", name: { es: "Fondo Y" } });
    const concerns = { es: "apoyo por empresa", en: "support per firm" };
    const requirement = { role: "requirement", basis: "stated", cite: [] };
    expect(first).toEqual({
      slug: "fondo-x",
      name: { es: "Fondo X" },
      description: { es: "Créditos; y más" },
      kind: "trust",
      jurisdiction: { state: "MX-NLE" },
      agencies: [{ agency: "sedec", role: "administrator" }],
      target: { asStated: { es: "Mipymes del estado" }, audiences: ["msme", "women"] },
      supports: {
        kinds: ["credit", "guarantee", "algo nuevo"],
        amounts: [
          { concerns, type: "max", value: "300000.00", currency: "MXN", currencyBasis: "stated", cite: [] },
          { concerns, type: "max_share", percent: true, value: "50", cite: [] },
        ],
      },
      requirements: [
        { id: "requisito-1", text: { es: "Estar en el RFC" }, ...requirement },
        { id: "requisito-2", text: { es: "Tener local" }, ...requirement },
        { id: "requisito-3", text: { es: "Dos años de vida" }, ...requirement },
      ],
    });
  });

  it("says since when, how things stand and where that is written", async () => {
    answer(
      "clave\tnombre\tsituacion\tsituacion_al\tinicio\tfuente\tlugar en la fuente\tdocumentos\nx\tX\tVigente\t2026-11\t2010\t004\tp. 3\tIdentificación",
    );
    expect(await programsOf("csv")).toEqual([
      {
        slug: "x",
        name: { es: "X" },
        timeline: { start: "2010" },
        evidence: [{ id: "documento-1", text: { es: "Identificación" }, basis: "stated", cite: ["fuente"] }],
        status: [{ code: "active", attestedOn: "2026-11", confidence: "stated", cite: ["fuente"] }],
        citations: [{ id: "fuente", document: "004", place: "p. 3" }],
      },
    ]);
  });

  it("leaves numbers that are not plain as they are written, for the check to tell", async () => {
    answer('clave,nombre,monto_maximo\na,A,"20 mil"\nb,B,"1.234,50"\nc,C,1e5');
    const programs = (await programsOf("csv")) as { supports: { amounts: { value: string }[] } }[];
    const values = programs.map(({ supports }) => supports.amounts[0]?.value);
    expect(values).toEqual(["20 mil", "1.234,50", "1e5"]);
  });

  it("keeps apart a row that has more cells than headings", async () => {
    answer("clave,nombre,descripcion\na,A,Créditos, garantías y más\nb,B,Bien,,\n");
    expect(await itemsOf("csv")).toEqual([
      { id: "a", raw: ["a", "A", "Créditos", " garantías y más"] },
      { id: "b", raw: { clave: "b", nombre: "B", descripcion: "Bien" } },
    ]);
    expect((await programsOf("csv")).map((program) => program === undefined)).toEqual([true, false]);
  });

  it.each([
    ["", "malformed: 0 columns with the heading clave"],
    ["nombre,descripcion\n", "malformed: 0 columns with the heading clave"],
    ["clave,descripcion\n", "malformed: 0 columns with the heading nombre"],
    ["clave,nombre,Nombre\n", "malformed: 2 columns with the heading nombre"],
    ['clave,"nombre\nx,X', "malformed: headings that are not CSV"],
    ['clave,nombre\nx,"canary\ny,Y', "malformed: not CSV at line 3"],
    ["clave,nombre\nx,X\ny,Y\nx,Z\n", "repeated_id: item 3"],
    ["clave,nombre\n", 0],
  ])("%j ends in %s", async (text, expected) => {
    answer(text);
    expect(await outcome("csv")).toBe(expected);
  });

  it("has each column in the page for those who fill it in", async () => {
    const page = await readFile(join(PACKAGE_ROOT, "docs", "feeds.md"), "utf8");
    const cells = (row: string) => row.split("|").map((cell) => cell.replace(/[`*]/g, "").trim());
    const rows = page.split("\n").filter((line) => /^\| `\w+`( \*)? \|/.test(line) && cells(line).length === 5);
    const columns = rows.map(cells).filter(([, name = ""]) => name !== "wire" && !Object.hasOwn(WIRES, name));
    expect(columns).toEqual(Object.entries(COLUMNS).map(([name, { es, en }]) => ["", name, es, en, ""]));
  });
});

describe("pages of entries", () => {
  const BAD: readonly (readonly [string, string])[] = [
    ["[]", "a page that is no object"],
    ['{"items":{},"next":null}', "a page without items"],
    ['{"items":[]}', "a page without next"],
    ['{"items":[],"next":""}', "a page without next"],
    ['{"items":[],"next":7}', "a page without next"],
    [`{"items":[],"next":"${"x".repeat(1_001)}"}`, "a next that is too long"],
    ['{"items":[],"next":"a"}', "a next that was there before"],
  ];
  it.each(BAD)("%s is malformed", async (text, detail) => {
    answer(text);
    expect(await outcome("json")).toBe(`malformed: ${detail}`);
    answer(`{"data":{"programFeed":${text}}}`);
    expect(await outcome("graphql")).toBe(`malformed: ${detail}`);
  });

  it("are asked for by what next says, whatever it is, beside what the address has", async () => {
    const pages = ['{"items":[],"next":"á&b=1#/../x"}', '{"items":[],"next":null}'];
    let turn = 0;
    receiver.answer = (response) => response.end(pages[turn++]);
    receiver.received.splice(0);
    expect(await outcome("json")).toBe(0);
    const url = new URL(receiver.received[1]?.url ?? "", "http://x");
    expect(url.pathname).toBe("/hook");
    expect(Object.fromEntries(url.searchParams)).toEqual({ token: "canary-query", after: "á&b=1#/../x" });
  });
});

describe("a feed by GraphQL", () => {
  it("is asked with one question and its variables", async () => {
    receiver.received.splice(0);
    answer('{"data":{"programFeed":{"items":[],"next":null}}}');
    expect(await outcome("graphql")).toBe(0);
    const [{ method, headers, body } = { method: "", headers: {}, body: "{}" }] = receiver.received;
    expect(JSON.parse(body)).toEqual({ query: FEED_QUERY, variables: { first: 100, after: null } });
    expect([method, headers.accept]).toEqual(["POST", "application/graphql-response+json, application/json;q=0.9"]);
  });

  it.each([
    ['{"errors":[{"message":"canary"}]}', "refused: 1 errors of GraphQL"],
    ['{"data":{"programFeed":{"items":[],"next":null}},"errors":[{},{}]}', "refused: 2 errors of GraphQL"],
    ['{"errors":"x"}', "malformed: errors that are no list"],
    ['{"data":null}', "malformed: an answer without data"],
    ['{"data":{"programFeed":null}}', "malformed: a page that is no object"],
    ["7", "malformed: an answer that is no object"],
  ])("%s ends in %s", async (text, expected) => {
    answer(text);
    expect(await outcome("graphql")).toBe(expected);
  });
});

describe("CommonGrants opportunities", () => {
  const page = (items: unknown, info: unknown) =>
    JSON.stringify({ status: 200, message: "Success", items, paginationInfo: info });

  it("are understood without any custom field", async () => {
    const opportunity = {
      id: "573525f2-8e15-4405-83fb-e6523511d893",
      title: "Apoyo a la exportación",
      status: { value: "closed" },
      description: "Para vender fuera",
      funding: {
        minAwardAmount: { amount: "10000.00", currency: "MXN" },
        totalAmountAvailable: { amount: "5000000.00", currency: "MXN" },
        maxAwardAmount: {},
      },
      keyDates: {
        postDate: { eventType: "singleDate", date: "2026-01-15" },
        closeDate: { eventType: "dateRange", startDate: "2026-02-01", endDate: "2026-03-31" },
      },
      customFields: { otro: { name: "otro", fieldType: "string", value: "x" } },
      createdAt: "2026-01-01T00:00:00Z",
      lastModifiedAt: "2026-04-02T10:00:00Z",
    };
    answer(page([opportunity], { page: 1, pageSize: 100 }));
    expect(await programsOf("commongrants")).toEqual([
      {
        name: { es: "Apoyo a la exportación" },
        description: { es: "Para vender fuera" },
        supports: {
          amounts: [
            {
              concerns: { es: "monto total disponible", en: "total amount of funding available" },
              type: "total",
              value: "5000000.00",
              currency: "MXN",
            },
            {
              concerns: { es: "monto mínimo por apoyo", en: "minimum amount of funding granted per award" },
              type: "min",
              value: "10000.00",
              currency: "MXN",
            },
          ],
        },
        status: [{ code: "ended" }],
      },
    ]);
  });

  it("carry rules in a custom field of ours, and nothing that is no part of a program", async () => {
    const requirements = [{ id: "is-msme", rule: { oneOf: { fact: "size", values: ["micro"] } } }];
    const field = (name: string, value: unknown) => ({ [name]: { name, fieldType: "array", value } });
    const customFields = {
      ...field("requirements", requirements),
      ...field("names", { es: "Mejor" }),
      ...field("toString", "x"),
      ...field("__proto__", {}),
    };
    answer(page([{ id: "a", title: "Peor", customFields }], { page: 1, pageSize: 100, totalPages: 1 }));
    expect(await programsOf("commongrants")).toEqual([{ name: { es: "Mejor" }, requirements }]);
  });

  it.each([
    [page([], { page: 1, pageSize: 100, totalPages: 1_000_000 }), 0],
    [page([{ id: "a" }], { page: 1, pageSize: 1 }), "malformed: another page than was asked for"],
    [page([], { page: 2, pageSize: 100 }), "malformed: another page than was asked for"],
    [page([], undefined), "malformed: a page without paginationInfo"],
    [page([], { page: "1", pageSize: 100 }), "malformed: a page without paginationInfo"],
    [page(undefined, { page: 1, pageSize: 100 }), "malformed: a page without items"],
  ])("%s ends in %s", async (text, expected) => {
    answer(text);
    expect(await outcome("commongrants")).toBe(expected);
  });
});

describe("a folder", () => {
  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefghi".split("").map((it, at) => `${it}: &${it} [${Array(9).fill(`*${"abcdefghi"[at]}`)}]`),
  ].join("\n");
  const cases: readonly (readonly [string, string | Buffer, string])[] = [
    ["that is not YAML", "a: 1\nb: [canary\nc: 2\n", "malformed: x.yaml, line 3"],
    ["with a key twice", "a: 1\na: 2\n", "malformed: x.yaml, line 2"],
    ["nested too deeply", "[".repeat(60) + "]".repeat(60), "malformed: x.yaml is nested deeper than 50 levels"],
    ["nested without end", "[".repeat(100_000), "malformed: x.yaml"],
    ["with an anchor inside itself", "&a [*a]", "malformed: x.yaml"],
    ["of aliases of aliases", bomb, "malformed: x.yaml cannot be read as YAML"],
    ["that is not UTF-8", Buffer.from("a: ñ", "latin1"), "malformed: x.yaml is not UTF-8"],
    ["too large", "# ".padEnd(131_073, "x"), "too_large: x.yaml has more than 131072 bytes"],
  ];
  it.each(cases)("with a file %s fails as a whole", async (_, content, expected) => {
    const { folder, close } = await writeFolder({ "a.yaml": "slug: a", "x.yaml": content });
    expect(await outcome("folder", folder)).toMatch(expected);
    await close();
  });

  it("of YAML made to be slow does not take long", async () => {
    const keys = Array.from({ length: 14_000 }, (_, at) => `k${at}: `).join("\n");
    const { folder, close } = await writeFolder({ "keys.yaml": keys, "lists.yaml": "- ".repeat(65_000) });
    const began = Date.now();
    expect(await outcome("folder", folder)).toMatch(/^malformed: lists.yaml/);
    expect(Date.now() - began).toBeLessThan(5_000);
    await close();
  });

  it("is read without what is no plain file of YAML, and changes with any byte", async () => {
    const { folder, write, close } = await writeFolder({ "a.yaml": "slug: a", "notes.txt": "x", "b.yaml": "- list" });
    await symlink("/etc/passwd", join(folder, "link.yaml"));
    const source = sourceAt("folder", folder);
    const adapter = reading.adapters.folder;
    const feed = await adapter.fetch(source, null, never());
    const items = (await pagesOf(feed)).flat();
    expect(items).toEqual([
      { id: "a", raw: { slug: "a" } },
      { id: "b", raw: ["list"] },
    ]);
    expect(items.map(({ raw }) => adapter.toProgram(raw))).toEqual([{ slug: "a" }, undefined]);
    const last = feed.unchanged ? null : feed.validators();
    await write({ "a.yaml": "slug: A" });
    expect(await adapter.fetch(source, last, never())).toMatchObject({ unchanged: false });
    await close();
    expect(await outcome("folder", folder)).toBe("unreachable: the folder cannot be read");
  });
});

describe("the bounds of a feed", () => {
  const read = (page: (at: number) => { count: number; next: string | null }) => {
    let at = 0;
    const readPage = async () => {
      const { count, next } = page(at++);
      return { items: Array.from({ length: count }, (_, n) => ({ id: `${at}-${n}`, raw: 1 })), next };
    };
    return readPage().then(async (first) => {
      const feed = openFeed({ first, read: readPage, validators: { etag: "x", lastModified: null }, signal: never() });
      let items = 0;
      if (!feed.unchanged) for await (const found of feed.pages) items += found.length;
      return { items, validators: feed.unchanged || feed.validators() };
    });
  };

  it("are so many pages and items", async () => {
    const last = MOST_PAGES - 1;
    const { items, validators } = await read((at) => ({ count: 10, next: at === last ? null : `${at}` }));
    expect([items, validators]).toEqual([MOST_ITEMS, { etag: "x", lastModified: null }]);
    await expect(read((at) => ({ count: 0, next: `${at}` }))).rejects.toMatchObject({
      kind: "too_large",
      detail: "more than 10000 pages",
    });
    await expect(read((at) => ({ count: 1_001, next: `${at}` }))).rejects.toMatchObject({
      kind: "too_large",
      detail: "more than 100000 items",
    });
  });
});
