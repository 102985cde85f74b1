/** XML by hand: one element around a text, whatever its characters are. */
export function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

const MARKS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Characters that no XML document may have, not even written as a number. */
const NO_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A text as XML takes it. */
export function escaped(text: string): string {
  return text.replace(NO_XML, "\u{FFFD}").replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark);
}
