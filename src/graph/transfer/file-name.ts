/** Longest name, in characters (code points). */
const LONGEST = 120;
/** Longest ending that is kept when a name is cut, with its dot. */
const LONGEST_ENDING = 10;

/** Names that Windows gives to devices, whatever ending follows. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i;
/** Parts of a path, control characters, and what turns the direction of reading: there is no honest name with them. */
const DECEPTIVE = /[/\\\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u;
/** Characters that are not seen. */
const UNSEEN = /[\p{Cf}\p{Co}]/gu;
/** Characters that some file systems give a meaning to. */
const SPECIAL = /[<>:"|?*]/g;

/**
 * A name that any system can keep a file under, in NFC and of at most 120 characters: unseen characters taken out, special ones made
 * "_", blanks made one space, dots and blanks at either end taken off, what is too long cut before its ending.
 * Undefined for a name with parts of a path, control or direction characters, for one that is reserved, and for one of which nothing is left.
 */
export function safeFileName(name: string): string | undefined {
  if (DECEPTIVE.test(name)) return undefined;
  const clean = trimmed(name.replace(UNSEEN, "").replace(SPECIAL, "_").replace(/\s+/gu, " ").normalize("NFC"));
  const short = cut(clean);
  return short === "" || RESERVED.test(short) ? undefined : short;
}

/** The name with the ending of its kind, so that what is saved opens as what it is. */
export function withExtension(name: string, extension: string): string {
  const same = extension === "jpg" ? /\.jpe?g$/i : new RegExp(`\\.${extension}$`, "i");
  return same.test(name) ? name : `${name}.${extension}`;
}

/** The value of Content-Disposition for saving under this name, as RFC 6266 and RFC 8187 write it. */
export function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}

function cut(name: string): string {
  const signs = [...name];
  if (signs.length <= LONGEST) return name;
  const dot = signs.lastIndexOf(".");
  const ending = dot > 0 && signs.length - dot <= LONGEST_ENDING ? signs.slice(dot) : [];
  return trimmed(trimmed(signs.slice(0, LONGEST - ending.length).join("")) + ending.join(""));
}

function trimmed(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, "");
}
