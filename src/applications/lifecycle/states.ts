/** Whose turn it is to act. */
export const TURNS = {
  applicant: { es: "Le toca a la empresa", en: "The firm's turn" },
  agency: { es: "Le toca a la dependencia", en: "The agency's turn" },
  nobody: { es: "Ya no le toca a nadie", en: "Nobody's turn any more" },
} as const;
export type Turn = keyof typeof TURNS;

/** A status of the CommonGrants protocol: of the application, or, once there is an agreement, of the award. */
export type CommonGrantsStatus =
  | {
      readonly of: "application";
      readonly status: "inProgress" | "submitted" | "accepted" | "rejected" | "custom";
    }
  | { readonly of: "award"; readonly status: "awarded" | "completed" | "cancelled" | "custom" };

export interface StateEntry {
  readonly es: string;
  readonly en: string;
  /** What happens now, in one sentence to whoever filed the application. */
  readonly now: { readonly es: string; readonly en: string };
  readonly turn: Turn;
  /** The application ends here; only a refund may still be asked of a cancelled one. */
  readonly final: boolean;
  readonly commonGrants: CommonGrantsStatus;
}

const application = <S extends string>(status: S) => ({ of: "application", status }) as const;
const award = <S extends string>(status: S) => ({ of: "award", status }) as const;

/**
 * The states of an application, as FNE, PROSOFT and Fondo PYME used them (Spanish names are theirs; codes are ours).
 * CommonGrants leaves the three ways of falling out "rejected or custom": only `ineligible` is a refusal, so it alone is rejected.
 */
export const STATES = {
  draft: {
    es: "En captura",
    en: "Draft",
    now: {
      es: "Su solicitud está a medias; todavía no la hemos recibido y puede seguir llenándola.",
      en: "Your application is half written; we have not received it yet and you can go on filling it in.",
    },
    turn: "applicant",
    final: false,
    commonGrants: application("inProgress"),
  },
  submitted: {
    es: "Ingresada",
    en: "Submitted",
    now: {
      es: "La dependencia recibió su solicitud con folio y revisa que esté completa.",
      en: "The agency has received your application under a number and is checking that it is complete.",
    },
    turn: "agency",
    final: false,
    commonGrants: application("submitted"),
  },
  information_requested: {
    es: "En prevención",
    en: "Information requested",
    now: {
      es: "Falta algo en su solicitud; complétela antes de la fecha límite o se dará por caducada.",
      en: "Something is missing from your application; complete it before the deadline or it will lapse.",
    },
    turn: "applicant",
    final: false,
    commonGrants: application("custom"),
  },
  admitted: {
    es: "Admitida",
    en: "Admitted",
    now: {
      es: "Su solicitud está completa y espera turno para ser evaluada.",
      en: "Your application is complete and waits its turn to be assessed.",
    },
    turn: "agency",
    final: false,
    commonGrants: application("custom"),
  },
  under_review: {
    es: "En evaluación",
    en: "Under review",
    now: {
      es: "Los evaluadores estudian su proyecto; usted no tiene que hacer nada.",
      en: "Reviewers are studying your project; you need not do anything.",
    },
    turn: "agency",
    final: false,
    commonGrants: application("custom"),
  },
  recommended: {
    es: "Dictaminada a favor",
    en: "Recommended",
    now: {
      es: "Los evaluadores opinaron a favor de su proyecto; falta que se decida.",
      en: "The reviewers spoke for your project; the decision is still to come.",
    },
    turn: "agency",
    final: false,
    commonGrants: application("custom"),
  },
  not_recommended: {
    es: "Dictaminada en contra",
    en: "Not recommended",
    now: {
      es: "Los evaluadores opinaron en contra de su proyecto; falta que se decida.",
      en: "The reviewers spoke against your project; the decision is still to come.",
    },
    turn: "agency",
    final: false,
    commonGrants: application("custom"),
  },
  approved: {
    es: "Aprobada",
    en: "Approved",
    now: {
      es: "Su apoyo fue aprobado; para recibirlo, usted y la dependencia deben firmar el convenio.",
      en: "Your support was approved; to receive it, you and the agency must sign the agreement.",
    },
    turn: "applicant",
    final: false,
    commonGrants: application("accepted"),
  },
  rejected: {
    es: "Rechazada",
    en: "Rejected",
    now: {
      es: "Se decidió no otorgarle el apoyo; la resolución dice por qué.",
      en: "It was decided not to give you the support; the decision says why.",
    },
    turn: "nobody",
    final: true,
    commonGrants: application("rejected"),
  },
  waitlisted: {
    es: "Sin suficiencia presupuestal",
    en: "Waitlisted: no budget left",
    now: {
      es: "Ya no alcanza el presupuesto; su solicitud queda en lista de espera por si se libera dinero.",
      en: "The budget has run out; your application stays on the waiting list in case money is freed.",
    },
    turn: "agency",
    final: false,
    commonGrants: application("custom"),
  },
  agreement_signed: {
    es: "Formalizada",
    en: "Agreement signed",
    now: {
      es: "El convenio está firmado por ambas partes; sigue el primer pago.",
      en: "Both sides have signed the agreement; the first payment comes next.",
    },
    turn: "agency",
    final: false,
    commonGrants: award("awarded"),
  },
  disbursing: {
    es: "En ministración",
    en: "Disbursing",
    now: {
      es: "El apoyo se le paga por partes, conforme cumple lo acordado.",
      en: "The support is being paid to you in parts, as you do what was agreed.",
    },
    turn: "agency",
    final: false,
    commonGrants: award("awarded"),
  },
  reporting: {
    es: "En comprobación",
    en: "Reporting",
    now: {
      es: "Compruebe en qué gastó el apoyo, con sus comprobantes, antes de la fecha límite.",
      en: "Show what the support was spent on, with your receipts, before the deadline.",
    },
    turn: "applicant",
    final: false,
    commonGrants: award("awarded"),
  },
  closed: {
    es: "Concluida",
    en: "Closed",
    now: {
      es: "Todo quedó entregado y cerrado; ya no debe nada.",
      en: "Everything is delivered and closed; you owe nothing more.",
    },
    turn: "nobody",
    final: true,
    commonGrants: award("completed"),
  },
  refund_due: {
    es: "En reintegro",
    en: "Refund due",
    now: {
      es: "Debe devolver el dinero que la dependencia le indicó.",
      en: "You must give back the money that the agency named.",
    },
    turn: "applicant",
    final: false,
    commonGrants: award("cancelled"),
  },
  cancelled: {
    es: "Cancelada",
    en: "Cancelled",
    now: {
      es: "La dependencia canceló el apoyo; la resolución dice por qué y si hay algo que devolver.",
      en: "The agency cancelled the support; the decision says why and whether anything is to be given back.",
    },
    turn: "nobody",
    final: true,
    commonGrants: award("cancelled"),
  },
  withdrawn: {
    es: "Desistida",
    en: "Withdrawn",
    now: {
      es: "Usted retiró la solicitud; aquí termina.",
      en: "You withdrew the application; it ends here.",
    },
    turn: "nobody",
    final: true,
    commonGrants: application("custom"),
  },
  lapsed: {
    es: "Caducada",
    en: "Lapsed",
    now: {
      es: "Pasó la fecha límite sin que la solicitud quedara completa; aquí termina.",
      en: "The deadline passed before the application was complete; it ends here.",
    },
    turn: "nobody",
    final: true,
    commonGrants: application("custom"),
  },
  ineligible: {
    es: "No elegible",
    en: "Ineligible",
    now: {
      es: "La solicitud no cumple los requisitos del programa; la resolución dice cuáles.",
      en: "The application does not meet the program's requirements; the decision says which.",
    },
    turn: "nobody",
    final: true,
    commonGrants: application("rejected"),
  },
} as const satisfies Readonly<Record<string, StateEntry>>;
export type State = keyof typeof STATES;

export const STATE_CODES = Object.keys(STATES) as readonly State[];

/** Where every application begins. */
export const FIRST_STATE: State = "draft";

/** True if the text is the code of a state. */
export function isState(code: string): code is State {
  return Object.hasOwn(STATES, code);
}
