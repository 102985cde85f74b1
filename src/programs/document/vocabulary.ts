/**
 * The closed vocabularies of the catalog: code, name in two languages, and other words people use for it (for search only).
 * Seed files, GraphQL enums, facets and labels all come from these tables.
 */
export interface Concept {
  readonly es: string;
  readonly en: string;
  /** Words people type for it that are not in its names, in either language. */
  readonly also?: readonly string[];
}
export type Vocabulary = Readonly<Record<string, Concept>>;

const vocabulary = <const T extends Vocabulary>(table: T): { readonly [K in keyof T]: Concept } => table;

/** The five themes of the 2017 APEC study (Tables 12 and 13 number them 1 to 5). */
export const CATEGORIES = vocabulary({
  financing: {
    es: "Financiamiento",
    en: "Financing",
    also: ["dinero", "apoyo económico", "recursos", "fondos", "money"],
  },
  skills: {
    es: "Desarrollo de habilidades y certificación",
    en: "Skills development and certification",
    also: ["cursos", "aprender", "talleres", "calidad"],
  },
  research: {
    es: "Investigación, desarrollo y apoyo técnico",
    en: "R&D and technical support",
    also: ["I+D", "innovación", "tecnología"],
  },
  facilitation: {
    es: "Facilitación de negocios",
    en: "Business facilitation",
    also: ["trámites", "vinculación", "proveedores"],
  },
  trade: {
    es: "Promoción comercial",
    en: "Trade promotion",
    also: ["exportar", "exportación", "importar", "comercio exterior", "ventas"],
  },
});

export const PROGRAM_KINDS = vocabulary({
  program: { es: "Programa", en: "Program" },
  scheme: { es: "Esquema", en: "Scheme", also: ["régimen"] },
  initiative: { es: "Iniciativa", en: "Initiative" },
  fund: { es: "Fondo", en: "Fund" },
  trust: { es: "Fideicomiso", en: "Trust" },
  centre: { es: "Centro", en: "Centre", also: ["instituto"] },
  network: { es: "Red", en: "Network" },
  lab: { es: "Laboratorio", en: "Laboratory" },
  portal: { es: "Portal", en: "Portal", also: ["página", "sitio", "internet"] },
  policy: { es: "Política o plan", en: "Policy or plan", also: ["hoja de ruta", "mapa de ruta"] },
  organization_service: { es: "Servicio de una organización", en: "Service of an organization" },
  agreement: { es: "Acuerdo", en: "Agreement", also: ["convenio"] },
  law: { es: "Ley", en: "Law" },
  academic_programme: { es: "Programa académico", en: "Academic programme", also: ["carrera", "universidad"] },
  agency: { es: "Institución", en: "Agency", also: ["instituto"] },
  event: { es: "Evento", en: "Event", also: ["feria", "encuentro"] },
});

/** Who may bring a program: from the nearest to the farthest. */
export const LEVELS = vocabulary({
  municipal: { es: "Municipal", en: "Municipal" },
  state: { es: "Estatal", en: "State" },
  federal: { es: "Federal", en: "Federal" },
  binational: { es: "Binacional", en: "Binational" },
  international: { es: "Internacional", en: "International" },
});

/** Levels of agencies, which need not be public. */
export const AGENCY_LEVELS = vocabulary({
  municipal: { es: "Municipal", en: "Municipal" },
  state: { es: "Estatal", en: "State" },
  federal: { es: "Federal", en: "Federal" },
  international: { es: "Internacional", en: "International" },
  academic: { es: "Académica", en: "Academic" },
  private: { es: "Privada", en: "Private" },
});

export const SUPPORT_KINDS = vocabulary({
  grant: { es: "Subsidio", en: "Grant", also: ["apoyo a fondo perdido", "apoyo económico", "subvención", "beca"] },
  matching_grant: { es: "Subsidio con aportación de la empresa", en: "Matching grant", also: ["cofinanciamiento"] },
  co_financing: { es: "Cofinanciamiento", en: "Co-financing" },
  credit: { es: "Crédito", en: "Credit", also: ["préstamo", "financiamiento", "capital de trabajo", "loan"] },
  microcredit: { es: "Microcrédito", en: "Microcredit", also: ["préstamo", "crédito pequeño", "tanda", "microloan"] },
  buyer_loan: { es: "Crédito al comprador", en: "Buyer loan", also: ["préstamo"] },
  letter_of_credit: { es: "Carta de crédito", en: "Letter of credit" },
  credit_or_grant_unspecified: {
    es: "Crédito o subsidio (la fuente no precisa)",
    en: "Credit or grant (the source does not say)",
    also: ["préstamo"],
  },
  guarantee: { es: "Garantía", en: "Guarantee", also: ["aval", "colateral", "fianza"] },
  equity: { es: "Capital", en: "Equity", also: ["inversión", "socio", "inversionista"] },
  savings: { es: "Ahorro", en: "Savings", also: ["retiro", "pensión"] },
  leasing: { es: "Arrendamiento", en: "Leasing", also: ["renta", "maquinaria"] },
  interest_subsidy: { es: "Pago de intereses", en: "Interest subsidy", also: ["subsidio de tasa"] },
  tax_relief: { es: "Alivio fiscal", en: "Tax relief", also: ["impuestos", "exención", "IVA"] },
  duty_exemption: { es: "Exención de arancel", en: "Duty exemption", also: ["aranceles", "importar sin impuestos"] },
  duty_exemption_unspecified: {
    es: "Exención de arancel (sin detalle)",
    en: "Duty exemption (no detail)",
    also: ["aranceles"],
  },
  duty_reduction: { es: "Reducción de arancel", en: "Duty reduction", also: ["aranceles"] },
  duty_refund: { es: "Devolución de arancel", en: "Duty refund", also: ["devolución de impuestos", "aranceles"] },
  utility_discount: {
    es: "Descuento en servicios públicos",
    en: "Utility discount",
    also: ["agua", "drenaje", "tarifa"],
  },
  training: { es: "Capacitación", en: "Training", also: ["cursos", "talleres", "entrenamiento", "enseñanza"] },
  education: { es: "Formación académica", en: "Education", also: ["estudios", "carrera"] },
  technical_assistance: {
    es: "Asistencia técnica",
    en: "Technical assistance",
    also: ["asesoría técnica", "ayuda técnica"],
  },
  consulting: { es: "Consultoría", en: "Consulting", also: ["asesoría", "consejo", "advice"] },
  incubation: { es: "Incubación", en: "Incubation", also: ["incubadora", "empezar un negocio", "startup"] },
  acceleration: { es: "Aceleración", en: "Acceleration", also: ["aceleradora", "crecer"] },
  formalization: { es: "Formalización", en: "Formalization", also: ["registrar negocio", "informal"] },
  certification: { es: "Certificación", en: "Certification", also: ["certificado", "norma", "ISO"] },
  standards: { es: "Normas", en: "Standards", also: ["estándares"] },
  information: { es: "Información", en: "Information", also: ["orientación", "datos"] },
  studies: { es: "Estudios", en: "Studies", also: ["diagnóstico"] },
  feasibility_study: { es: "Estudio de factibilidad", en: "Feasibility study" },
  demand_forecast: { es: "Pronóstico de demanda", en: "Demand forecast" },
  matchmaking: {
    es: "Vinculación de negocios",
    en: "Matchmaking",
    also: ["encontrar clientes", "compradores", "encuentros", "citas", "buyers"],
  },
  networking: { es: "Redes", en: "Networking", also: ["contactos"] },
  trade_promotion: {
    es: "Promoción comercial",
    en: "Trade promotion",
    also: ["ferias", "misiones comerciales", "exportar", "vender en el extranjero"],
  },
  branding: { es: "Imagen de marca", en: "Branding", also: ["logotipo", "marca"] },
  labeling: { es: "Etiquetado", en: "Labeling", also: ["etiquetas", "empaque"] },
  design: { es: "Diseño", en: "Design", also: ["diseño gráfico", "logotipo"] },
  intellectual_property: {
    es: "Propiedad intelectual",
    en: "Intellectual property",
    also: ["patente", "registro de marca", "inventos"],
  },
  research_funding: { es: "Fondos para investigación", en: "Research funding", also: ["ciencia"] },
  research_collaboration: { es: "Investigación conjunta", en: "Research collaboration" },
  research_services: { es: "Servicios de investigación", en: "Research services" },
  lab_access: { es: "Acceso a laboratorio", en: "Laboratory access", also: ["laboratorios"] },
  technology_access: { es: "Acceso a tecnología", en: "Access to technology" },
  testing: { es: "Pruebas", en: "Testing", also: ["ensayos", "análisis"] },
  prototyping: { es: "Prototipos", en: "Prototyping", also: ["impresión 3D"] },
  equipment: { es: "Equipo", en: "Equipment", also: ["maquinaria", "herramientas"] },
  infrastructure: { es: "Infraestructura", en: "Infrastructure", also: ["parque industrial", "nave"] },
  placement: { es: "Colocación de personal", en: "Placement", also: ["empleo", "trabajo"] },
  digital_procedures: { es: "Trámites en línea", en: "Digital procedures", also: ["trámites digitales", "permisos"] },
  coordination: { es: "Coordinación", en: "Coordination" },
  policy: { es: "Política pública", en: "Public policy" },
  integral: { es: "Apoyo integral", en: "Integral support" },
  unspecified: { es: "Sin precisar en la fuente", en: "Not specified in the source" },
});

export const SECTORS = vocabulary({
  any: { es: "Todos los sectores", en: "Any sector" },
  manufacturing: { es: "Manufactura", en: "Manufacturing", also: ["fábrica", "industria", "fabricar"] },
  advanced_manufacturing: {
    es: "Manufactura avanzada",
    en: "Advanced manufacturing",
    also: ["industria 4.0", "robots"],
  },
  automotive: {
    es: "Automotriz y autopartes",
    en: "Automotive and auto parts",
    also: ["autos", "carros", "coches", "vehículos", "cars"],
  },
  aerospace: { es: "Aeroespacial", en: "Aerospace", also: ["aviones", "aviación", "aeronáutica", "aircraft"] },
  aerospace_mro: { es: "Mantenimiento aeroespacial", en: "Aerospace maintenance", also: ["aviones", "reparación"] },
  electronics: { es: "Electrónica", en: "Electronics", also: ["televisores", "componentes electrónicos"] },
  microelectronics: { es: "Microelectrónica", en: "Microelectronics", also: ["chips"] },
  it: {
    es: "Tecnologías de la información",
    en: "Information technology",
    also: ["software", "TI", "computación", "sistemas", "programación"],
  },
  biotechnology: { es: "Biotecnología", en: "Biotechnology" },
  high_technology: { es: "Alta tecnología", en: "High technology" },
  technology: { es: "Tecnología", en: "Technology" },
  metalworking: { es: "Metalmecánica", en: "Metalworking", also: ["metal", "maquinado", "tornos", "soldadura"] },
  molds: { es: "Moldes y herramentales", en: "Molds and tooling", also: ["troqueles", "moldes"] },
  plastics: { es: "Plásticos", en: "Plastics", also: ["inyección de plástico"] },
  leather_footwear: {
    es: "Cuero y calzado",
    en: "Leather and footwear",
    also: ["zapatos", "piel", "zapatería", "curtiduría", "shoes"],
  },
  garments: { es: "Prendas de vestir", en: "Garments", also: ["ropa", "costura", "textil", "confección", "clothing"] },
  decorative_ceramics: {
    es: "Cerámica decorativa",
    en: "Decorative ceramics",
    also: ["alfarería", "barro", "artesanías", "pottery"],
  },
  food: { es: "Alimentos", en: "Food", also: ["comida", "agroindustria", "bebidas"] },
  strategic_sectors: { es: "Sectores estratégicos", en: "Strategic sectors" },
});

export const AUDIENCES = vocabulary({
  msme: { es: "MIPYME", en: "MSME", also: ["pyme", "pymes", "pequeña empresa", "microempresa", "negocio", "sme"] },
  micro: {
    es: "Microempresa",
    en: "Micro-enterprise",
    also: ["changarro", "tiendita", "negocio pequeño", "microempresario"],
  },
  small: { es: "Pequeña empresa", en: "Small enterprise", also: ["negocio"] },
  firm: { es: "Empresa", en: "Firm", also: ["negocio", "compañía"] },
  mnc: { es: "Empresa transnacional", en: "Multinational corporation", also: ["multinacional", "extranjera"] },
  oem: { es: "Fabricante de equipo original", en: "Original equipment manufacturer", also: ["armadora"] },
  manufacturer: { es: "Fabricante", en: "Manufacturer", also: ["fábrica", "industria", "productor"] },
  supplier: { es: "Proveedor", en: "Supplier", also: ["proveeduría", "vender a grandes empresas"] },
  exporter: { es: "Exportador", en: "Exporter", also: ["exportar", "exportación"] },
  importer: { es: "Importador", en: "Importer", also: ["importar", "importación"] },
  consortium: { es: "Consorcio", en: "Consortium" },
  cluster: { es: "Clúster", en: "Cluster", also: ["conglomerado"] },
  group: { es: "Grupo de productores", en: "Group of producers", also: ["cooperativa", "asociación"] },
  entrepreneur: {
    es: "Emprendedor",
    en: "Entrepreneur",
    also: ["emprender", "empezar un negocio", "abrir un negocio", "startup"],
  },
  individual: { es: "Persona física", en: "Individual" },
  worker: { es: "Trabajador", en: "Worker", also: ["empleado", "obrero"] },
  engineer: { es: "Ingeniero", en: "Engineer" },
  student: { es: "Estudiante", en: "Student", also: ["alumno"] },
  researcher: { es: "Investigador", en: "Researcher", also: ["científico"] },
  university: { es: "Universidad", en: "University", also: ["escuela"] },
  training_centre: { es: "Centro de capacitación", en: "Training centre" },
  incubator: { es: "Incubadora", en: "Incubator" },
  consultant: { es: "Consultor", en: "Consultant", also: ["asesor"] },
  bank: { es: "Banco", en: "Bank" },
  agency: { es: "Dependencia pública", en: "Public agency", also: ["gobierno"] },
  inventor: { es: "Inventor", en: "Inventor", also: ["invento", "invención", "patente"] },
  women: { es: "Mujeres", en: "Women", also: ["mujer", "emprendedora", "madre soltera", "jefas de familia", "woman"] },
  youth: { es: "Jóvenes", en: "Youth", also: ["joven", "juventud", "muchachos"] },
  elderly: {
    es: "Personas adultas mayores",
    en: "Older adults",
    also: ["tercera edad", "ancianos", "jubilados", "60 años"],
  },
  disabled: { es: "Personas con discapacidad", en: "People with disabilities", also: ["discapacitados", "inválidos"] },
  indigenous: {
    es: "Personas indígenas",
    en: "Indigenous people",
    also: ["pueblos originarios", "comunidades indígenas"],
  },
  artisan: { es: "Artesano", en: "Artisan", also: ["artesanías", "artesana"] },
  popular_artisan: { es: "Artesano de arte popular", en: "Popular-art artisan", also: ["artesanías", "arte popular"] },
  artist: { es: "Artista", en: "Artist", also: ["arte"] },
  excluded_group: { es: "Grupos excluidos", en: "Excluded groups", also: ["marginados"] },
  vulnerable: { es: "Grupos vulnerables", en: "Vulnerable groups", also: ["pobreza", "marginados"] },
});

/** Is the program there for anybody? Always as of a date; see `status.ts`. */
export const STATUSES = vocabulary({
  planned: { es: "Planeado", en: "Planned" },
  pilot: { es: "Piloto", en: "Pilot" },
  active: { es: "Vigente según la fuente", en: "Active according to the source" },
  one_off: { es: "Acción única, ya realizada", en: "One-off, already carried out" },
  ended: { es: "Terminado", en: "Ended" },
  unknown: { es: "Se desconoce", en: "Unknown" },
});

/** How well a statement is supported; tags A, B and C of the project's research notes are the last three. */
export const CONFIDENCES = vocabulary({
  stated: { es: "Lo dice el documento citado", en: "The cited document says so" },
  inferred: { es: "Se infiere del documento citado", en: "Inferred from the cited document" },
  primary_source: { es: "Leído en un texto oficial", en: "Read in an official text" },
  secondary_source: { es: "Leído en una fuente secundaria", en: "Read in a secondary source" },
  unverified: { es: "Sin verificar", en: "Unverified" },
});

/** What a firm's case comes to, as the eligibility API writes it. */
export const VERDICTS = vocabulary({
  ELIGIBLE: { es: "Cumple", en: "Eligible" },
  UNDETERMINED: { es: "Por determinar", en: "Undetermined" },
  INELIGIBLE: { es: "No cumple", en: "Ineligible" },
});

/** Where the sources show the program: a table row, running text, no more than a mention, or a feed. */
export const PRESENCES = vocabulary({
  table_12: { es: "Fila de la Tabla 12 (programas nacionales)", en: "Row of Table 12 (national programs)" },
  table_13: { es: "Fila de la Tabla 13 (programas estatales)", en: "Row of Table 13 (state programs)" },
  text: { es: "Descrito en el texto", en: "Described in the text" },
  mention: { es: "Solo mencionado", en: "Only mentioned" },
  feed: { es: "Publicado en el feed de una institución", en: "Published in an institution's feed" },
});

export const NAME_BASES = vocabulary({
  seed: { es: "Impreso en el documento fuente", en: "Printed in the source document" },
  seed_url: { es: "Solo en una dirección de la lista de referencias", en: "Only in an address of the reference list" },
  outside_certain: {
    es: "Nombre oficial conocido fuera de los documentos",
    en: "Official name known from outside the documents",
  },
  translation: {
    es: "Traducción propia; el nombre oficial no consta",
    en: "Our own translation; the official name is not on record",
  },
});

export const AGENCY_ROLES = vocabulary({
  administrator: { es: "Administra, según la fuente", en: "Administers it, according to the source" },
  competent_authority: { es: "Autoridad competente", en: "Competent authority" },
  executing_agency: { es: "Instancia ejecutora", en: "Executing agency" },
  financer: { es: "Financia", en: "Financer" },
  intermediary: { es: "Intermediario", en: "Intermediary" },
  supervisor: { es: "Supervisa", en: "Supervisor" },
  promoter: { es: "Promueve", en: "Promoter" },
  partner: { es: "Participa", en: "Partner" },
});

export const REQUIREMENT_ROLES = vocabulary({
  requirement: { es: "Requisito: decide el dictamen", en: "Requirement: decides the verdict" },
  limit: { es: "Límite del monto; nunca cambia el dictamen", en: "Limit of the amount; never changes the verdict" },
  target: { es: "Población objetivo; no cumplirla no excluye", en: "Target group; failing it does not exclude" },
  priority: { es: "Prioridad; solo ordena", en: "Priority; only ranks" },
  process: { es: "Paso del propio programa", en: "Step of the program itself" },
  commitment: { es: "Compromiso que se debe aceptar", en: "Commitment to be accepted" },
});

export const BASES = vocabulary({
  stated: { es: "Lo dice la fuente", en: "Stated by the source" },
  implied: { es: "Se infiere de la fuente", en: "Implied by the source" },
});

export const AMOUNT_TYPES = vocabulary({
  total: { es: "Total", en: "Total" },
  max: { es: "Tope", en: "Ceiling" },
  min: { es: "Mínimo", en: "Minimum" },
  share: { es: "Proporción", en: "Share" },
  share_average: { es: "Proporción promedio", en: "Average share" },
  max_share: { es: "Proporción máxima", en: "Largest share" },
  relief: { es: "Alivio", en: "Relief" },
  rate: { es: "Frecuencia", en: "Rate" },
  multiple: { es: "Múltiplo", en: "Multiple" },
  max_multiple: { es: "Múltiplo máximo", en: "Largest multiple" },
  price: { es: "Precio", en: "Price" },
  change: { es: "Cambio", en: "Change" },
  duration: { es: "Duración", en: "Duration" },
  target: { es: "Meta", en: "Target" },
  qualitative: { es: "Cualitativo", en: "Qualitative" },
});

export const CURRENCY_BASES = vocabulary({
  stated: { es: "La fuente escribe la moneda", en: "The source writes the currency" },
  report_footnote_1: {
    es: "Signo $ del informe, que convirtió pesos a dólares",
    en: "A bare $ in the report, which converted pesos to US dollars",
  },
  assumed: { es: "Moneda supuesta", en: "Assumed currency" },
});

export const FIGURE_KINDS = vocabulary({
  result: { es: "Resultado", en: "Result" },
  target: { es: "Meta", en: "Target" },
});

export const RELATION_TYPES = vocabulary({
  succeeds: { es: "Sucede a", en: "Succeeds" },
  succeeded_by: { es: "Lo sucede", en: "Succeeded by" },
  formerly: { es: "Antes llamado", en: "Formerly" },
  preceded: { es: "Precedió a", en: "Preceded" },
  led_to: { es: "Dio origen a", en: "Led to" },
  part_of: { es: "Forma parte de", en: "Part of" },
  has_part: { es: "Comprende", en: "Has part" },
  includes: { es: "Incluye", en: "Includes" },
  has_state_fund: { es: "Tiene fondo estatal", en: "Has state fund" },
  listed_under: { es: "Aparece bajo", en: "Listed under" },
  complements: { es: "Complementa", en: "Complements" },
  similar_to: { es: "Se parece a", en: "Similar to" },
  related: { es: "Se relaciona con", en: "Related to" },
  incompatible_with: { es: "Incompatible con", en: "Incompatible with" },
  simplifies: { es: "Simplifica", en: "Simplifies" },
  simplified_by: { es: "Lo simplifica", en: "Simplified by" },
  funds: { es: "Financia", en: "Funds" },
  funded_by: { es: "Financiado por", en: "Funded by" },
  co_funds: { es: "Cofinancia", en: "Co-funds" },
  co_funded_by: { es: "Cofinanciado por", en: "Co-funded by" },
  administers: { es: "Administra", en: "Administers" },
  administered_with: { es: "Administrado junto con", en: "Administered with" },
  partners_with: { es: "Se asocia con", en: "Partners with" },
  supports: { es: "Apoya", en: "Supports" },
  guides: { es: "Orienta", en: "Guides" },
  runs: { es: "Opera", en: "Runs" },
  uses: { es: "Usa", en: "Uses" },
  used_by: { es: "Lo usa", en: "Used by" },
  produces: { es: "Produce", en: "Produces" },
  delegates_garments_to: { es: "Deriva las prendas de vestir a", en: "Refers garments to" },
});
