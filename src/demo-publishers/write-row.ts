import type { ColumnName } from "../programs/sources/adapters/csv-columns.js";

type Profile = Readonly<Record<string, unknown>>;
type Words = { readonly es?: string; readonly en?: string };
interface Parts {
  readonly name?: Words;
  readonly acronym?: string;
  readonly description?: Words;
  readonly kind?: string;
  readonly agencies?: readonly { readonly agency: string }[];
  readonly categories?: { readonly codes?: readonly string[] };
  readonly jurisdiction?: { readonly level?: string; readonly state?: string; readonly municipality?: string };
  readonly target?: { readonly asStated?: Words; readonly audiences?: readonly string[] };
  readonly sectors?: { readonly tags?: readonly string[] };
  readonly supports?: {
    readonly kinds?: readonly string[];
    readonly amounts?: readonly { type: string; value?: string; currency?: string; concerns?: Words }[];
  };
  readonly requirements?: readonly { readonly role: string; readonly text: Words }[];
  readonly evidence?: readonly { readonly text: Words }[];
  readonly timeline?: { readonly start?: string; readonly end?: string };
  readonly status?: readonly { readonly code: string; readonly attestedOn?: string }[];
  readonly citations?: readonly { readonly document: string; readonly place: string }[];
  readonly inForceFrom?: string;
}

const list = (parts: readonly (string | undefined)[] = []) => parts.filter((part) => part !== undefined).join("; ");
const ceilingOf = ({ supports }: Parts) =>
  supports?.amounts?.find(
    ({ type, value, currency }) => type === "max" && value !== undefined && currency !== undefined,
  );
/** Semicolons part the items of a list, so none may be inside one. */
const plain = (text: string | undefined) => text?.replaceAll(";", ",");

/** What a publisher would fill in of a program, by column; the rules of its requirements have no place in a table. */
const CELLS: Readonly<Partial<Record<ColumnName, (parts: Parts) => string | undefined>>> = {
  nombre: ({ name }) => name?.es,
  nombre_en_ingles: ({ name }) => name?.en,
  siglas: ({ acronym }) => acronym,
  descripcion: ({ description }) => description?.es,
  descripcion_en_ingles: ({ description }) => description?.en,
  tipo: ({ kind }) => kind,
  categorias: ({ categories }) => list(categories?.codes),
  nivel: ({ jurisdiction }) => jurisdiction?.level,
  estado: ({ jurisdiction }) => jurisdiction?.state,
  municipio: ({ jurisdiction }) => jurisdiction?.municipality,
  dependencia: ({ agencies }) => agencies?.[0]?.agency,
  dirigido_a: ({ target }) => target?.asStated?.es,
  publicos: ({ target }) => list(target?.audiences),
  sectores: ({ sectors }) => list(sectors?.tags),
  apoyos: ({ supports }) => list(supports?.kinds),
  concepto_del_monto: (parts) => ceilingOf(parts)?.concerns?.es,
  monto_maximo: (parts) => ceilingOf(parts)?.value,
  moneda: (parts) => ceilingOf(parts)?.currency,
  requisitos: ({ requirements = [] }) =>
    list(requirements.filter(({ role }) => role === "requirement").map(({ text }) => plain(text.es))),
  documentos: ({ evidence = [] }) => list(evidence.map(({ text }) => plain(text.es))),
  inicio: ({ timeline }) => timeline?.start,
  fin: ({ timeline }) => timeline?.end,
  situacion: ({ status }) => status?.at(-1)?.code,
  situacion_al: ({ status }) => status?.at(-1)?.attestedOn,
  vigente_desde: ({ inForceFrom }) => inForceFrom,
  fuente: ({ citations }) => citations?.[0]?.document,
  lugar_en_la_fuente: ({ citations }) => citations?.[0]?.place,
};

export const CSV_HEADINGS: readonly string[] = ["clave", ...Object.keys(CELLS)];

/** A program as a row under `CSV_HEADINGS`. */
export function writeRow(id: string, profile: Profile): readonly string[] {
  return [id, ...Object.values(CELLS).map((cell) => cell(profile as Parts) ?? "")];
}
