import { parseArgs } from "node:util";
import { readAuthorities } from "../platform/ledger/stamps/authorities.js";
import { sayFault } from "../platform/ledger/verify/faults.js";
import type { Stamped, Verified } from "../platform/ledger/verify/log-verifier.js";
import {
  disclosureIn,
  trustedKeys,
  verifyExport,
  verifyReceipts,
  witnessIn,
} from "../platform/ledger/verify/verify-files.js";

const USAGE = `Uso / Usage: npm run verify-ledger -- --key <clave o archivo> [--witness sello.json]… [--disclosure detalle.json]… [--stamp-ca autoridad.pem] libro.ndjson
       npm run verify-ledger -- --key <clave o archivo> --receipt acuse.json
  --key         clave pública en que usted confía: base64, nombre:base64, o un archivo con ellas; puede repetirse
                public key that you trust: base64, name:base64, or a file of them; may be repeated
  --witness     sello guardado donde nadie pudo cambiarlo / head that was kept where nobody could change it
  --disclosure  {"id", "details", "salt"} de una entrada / of an entry
  --stamp-ca    autoridades (PEM) a las que deben llevar los sellos de tiempo; sin ellas se comprueban por sí solos
                authorities (PEM) that time stamps must lead to; without it they are checked by themselves alone
  --receipt     respuesta de ledgerReceipts, o uno de sus acuses / answer to ledgerReceipts, or one of its receipts
Sin conexión: solo lee esos archivos. Termina con 1 si algo está mal. / Offline: it reads those files and nothing else. Ends with 1 if anything is wrong.
`;

/** Wrong use of the command. */
class WrongUse extends Error {}

function parse(args: readonly string[]) {
  const [one, many] = [{ type: "string" }, { type: "string", multiple: true, default: [] as string[] }] as const;
  try {
    return parseArgs({
      args: [...args],
      options: { key: many, witness: many, disclosure: many, receipt: one, "stamp-ca": one },
      allowPositionals: true,
    });
  } catch {
    throw new WrongUse(USAGE);
  }
}

async function verify(args: readonly string[]): Promise<Verified> {
  const { values, positionals } = parse(args);
  const [file] = positionals;
  if (values.key.length === 0 || (file === undefined) === (values.receipt === undefined)) throw new WrongUse(USAGE);
  const keys = await trustedKeys(values.key);
  if (values.receipt !== undefined) return verifyReceipts(values.receipt, keys);
  const witnesses = await Promise.all(values.witness.map(witnessIn));
  const disclosures = await Promise.all(values.disclosure.map(disclosureIn));
  const ca = values["stamp-ca"];
  const authorities = ca === undefined ? [] : await readAuthorities(ca);
  return verifyExport(file ?? "", { keys, witnesses, disclosures, authorities });
}

/** What time stamps show, if there are any: that all up to an entry was so by then. */
function sayStamped({ count, size, at }: Stamped): string {
  const when = at.toISOString();
  return `${count} sellos con sello de tiempo; ${size} entradas estaban así el ${when} / heads with a time stamp; ${size} entries were so by ${when}`;
}

function report({ entries, heads, stamped, faults, faultCount }: Verified): string {
  const untold = faultCount - faults.length;
  const more = untold > 0 ? [`y ${untold} más / and ${untold} more`] : [];
  const seen = `${entries} entradas, ${heads} sellos / entries, heads`;
  const verdict = faultCount === 0 ? "Todo está en orden. / All is in order." : "Hay algo mal. / Something is wrong.";
  return `${[...faults.map(sayFault), ...more, seen, ...[stamped ?? []].flat().map(sayStamped), verdict].join("\n")}\n`;
}

async function main(args: readonly string[]): Promise<void> {
  const verified = await verify(args);
  process.stdout.write(report(verified));
  if (verified.faultCount > 0) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof WrongUse ? why : `No se puede leer / Cannot be read: ${why}\n`);
  process.exitCode = 1;
});
