/** What programs ask firms to prove with, again and again (Reglas de Operación of federal funds). */
export const DOCUMENT_KINDS = {
  tax_status: { es: "Constancia de situación fiscal", en: "Certificate of tax status" },
  curp: { es: "CURP", en: "CURP" },
  official_id: { es: "Identificación oficial (INE)", en: "Official identity card (INE)" },
  deed_of_incorporation: { es: "Acta constitutiva", en: "Deed of incorporation" },
  power_of_attorney: { es: "Poder notarial", en: "Power of attorney" },
  proof_of_address: { es: "Comprobante de domicilio", en: "Proof of address" },
  tax_compliance: { es: "Opinión de cumplimiento (32-D)", en: "Opinion of tax compliance (32-D)" },
  bank_statement: { es: "Estado de cuenta", en: "Bank statement" },
  quotation: { es: "Cotización", en: "Quotation" },
  tax_return: { es: "Declaración de impuestos", en: "Tax return" },
  invoice: { es: "Factura (CFDI)", en: "Invoice (CFDI)" },
  other: { es: "Otro", en: "Other" },
} as const;
export type DocumentKind = keyof typeof DOCUMENT_KINDS;
