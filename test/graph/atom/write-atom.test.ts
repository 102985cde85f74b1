import { type AtomFeed, writeAtom } from "../../../src/graph/atom/write-atom.js";

const ENTRY = { id: "urn:uuid:1", title: "Uno", content: "dos", updated: "2026-11-28T12:00:00Z", category: "revised" };
const FEED: AtomFeed = { id: "urn:uuid:0", title: "Cambios", author: "Ventanilla", language: "es", entries: [ENTRY] };

describe("an Atom document", () => {
  it("says what RFC 4287 asks of a feed and of each entry", () => {
    expect(writeAtom(FEED, "/changes.atom")).toBe(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es">
<id>urn:uuid:0</id>
<title>Cambios</title>
<updated>2026-11-28T12:00:00Z</updated>
<author><name>Ventanilla</name></author>
<link rel="self" type="application/atom+xml" href="/changes.atom"/>
<entry><id>urn:uuid:1</id><title>Uno</title><updated>2026-11-28T12:00:00Z</updated><category term="revised"/><content>dos</content></entry>
</feed>
`);
  });

  it("lets no text pass for a mark, and has no character that XML does not know", () => {
    const nasty = `]]></title><script>&"'\u0000\u001b\ud800\uffff ñ 🏭`;
    const text = writeAtom({ ...FEED, title: nasty, entries: [{ ...ENTRY, title: nasty, category: nasty }] }, "/");
    expect(text).not.toContain("<script>");
    expect(text).toContain("]]&gt;&lt;/title&gt;&lt;script&gt;&amp;&quot;&apos;\ufffd\ufffd\ufffd\ufffd ñ 🏭");
    expect(text).toContain('<category term="]]&gt;&lt;/title&gt;');
  });

  it("was changed when its newest entry was", () => {
    const older = { ...ENTRY, updated: "2020-01-01T00:00:00Z" };
    expect(writeAtom({ ...FEED, entries: [older, ENTRY] }, "/")).toContain(
      "<updated>2026-11-28T12:00:00Z</updated>\n<a",
    );
    expect(writeAtom({ ...FEED, entries: [] }, "/")).toContain("<updated>1970-01-01T00:00:00Z</updated>");
  });
});
