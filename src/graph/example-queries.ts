export interface ExampleQuery {
  /** What it shows, Spanish first and English second; the first comment of its tab. */
  readonly title: string;
  /** One operation, whose name becomes the label of its tab (GraphiQL takes letters, digits and `_` only). */
  readonly query: string;
}

/** What the page at /graphql opens with: one tab each, in this order. */
export const EXAMPLE_QUERIES: readonly ExampleQuery[] = [
  {
    title: "Buscar como se habla. Search in plain words.",
    query: `# ▶ o Ctrl+Intro ejecuta; Ctrl+Espacio dice qué
# se puede pedir. Los textos vienen en la lengua del
# navegador; otra se pide abajo, en «Headers»:
# {"Accept-Language": "en"}
#
# ▶ or Ctrl+Enter runs; Ctrl+Space says what can be
# asked. Texts come in the browser's language; ask
# for another below, in "Headers":
# {"Accept-Language": "es"}

query Buscar {
  programs(search: "credito mujeres chihuahua", first: 5) {
    totalCount
    edges {
      node {
        slug
        name
        description
        status { label attestedOn }
        jurisdiction { level { label } state { name } }
      }
      # Por qué salió: qué palabra, dónde, cómo se parece.
      # Why it came up: which word, where, how alike.
      matches { typed found how fields }
      score
    }
    # Cuántos hay de cada valor; \`value\` es lo que toma
    # \`filter\`, p. ej. filter: {supportKind: [CREDIT]}.
    # How many of each value; \`filter\` takes \`value\`.
    facets {
      dimension
      counts { count label value }
    }
  }
}
`,
  },
  {
    title: "¿A qué puedo acceder? What do I qualify for?",
    query: `query AQuePuedoAcceder {
  # Diga lo que sepa; lo que falte se pregunta. Nada se
  # guarda. Say what you know; what is missing is asked
  # for. Nothing is kept.
  checkEligibility(
    profile: {
      municipality: "11020" # León
      scian: "316211" # calzado de piel / leather shoes
      workers: 8
      annualSalesMxn: 2500000
      exportOriented: true
      wants: [TRAINING, CREDIT]
    }
  ) {
    counts { verdict { label } count open }
    results(first: 5) {
      nodes {
        program { slug name }
        verdict { code label }
        summary
        # Condición por condición, con la fuente.
        # Condition by condition, with the source.
        conditions {
          text
          role { label }
          outcome { label }
          checks { label required given { text } }
          citations { document place line }
        }
        missing { key question }
        nearMisses { change { label to { text } } verdict { label } }
      }
    }
    # Qué preguntar ahora. What to ask next.
    nextQuestions(first: 3) { fact { key question } settles }
    # Qué podría cambiar. What it could change.
    openings(first: 3) { change { label to { text } } opens { slug name } }
  }
}
`,
  },
  {
    title: "Un programa completo. One program in full.",
    query: `query UnPrograma {
  program(slug: "prosec") {
    name
    acronym
    description

    # Si existe, según quién y a qué fecha.
    # Whether it is there, from whom and as of when.
    status {
      code
      label
      since
      attestedOn
      confidence { label }
      note
      citations { ...where }
    }

    agencies {
      role { label }
      agency { slug name acronym }
    }
    jurisdiction { level { label } state { name } }
    target { asStated audiences { label } }

    # Qué da; \`share\` es una proporción: 0.5 = 50 %.
    # What it gives; \`share\` is a fraction: 0.5 = 50 %.
    support {
      kinds { label }
      amounts {
        concerns
        type { label }
        money { amount currency }
        share
        quantity { value unit }
        statement
        text
        citations { ...where }
      }
    }

    # Qué pide: en palabras, y como regla si la decide
    # un dato de la empresa. What it asks for: in words,
    # and as a rule if a fact of the firm decides it.
    requirements {
      role { code label }
      text
      basis { label }
      rule { ...criterion of { ...criterion of { ...criterion } } }
      citations { ...where }
    }
    evidence { text citations { ...where } }
  }
}

fragment criterion on Criterion {
  kind
  fact
  flag
  min
  max
  values
  atLeast
}

# El lugar exacto del documento. The exact place in the document.
fragment where on Citation {
  place
  line
  document { title published }
}
`,
  },
  {
    title: "Lo más cercano primero. Nearest first.",
    query: `# Para una empresa del municipio de Querétaro: los
# programas del municipio, luego los del estado, los
# federales y los internacionales.
# For a firm in the municipality of Querétaro: its
# programs, then state, federal, international.

query CercaDeMi {
  programs(
    orderBy: LOCAL_FIRST
    # Claves: vea «Referencia». Codes: see "Referencia".
    place: { state: "MX-QUE", municipality: "22014" }
    filter: { status: [ACTIVE] }
    first: 12
  ) {
    totalCount
    nodes {
      slug
      name
      jurisdiction {
        level { label }
        state { name }
        municipality { name }
      }
      support { kinds { label } }
    }
    # La página que sigue / the next page: after: endCursor
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    title: "Una institución. An institution.",
    query: `query UnaInstitucion {
  agency(slug: "inadem") {
    name
    acronym
    level { label }
    # De quién depende. What it hangs from.
    parent { slug name }
    programs(first: 20) {
      totalCount
      nodes {
        slug
        name
        status { label since }
        # Con qué papel, y quién más. In which role, and who else.
        agencies { role { label } agency { name } }
      }
    }
  }
}
`,
  },
  {
    title: "Un programa en dos fechas. One program on two dates.",
    query: `query EnElTiempo {
  en2010: program(slug: "fondo-pyme", asOf: "2010-01-01") {
    ...snapshot
  }
  # Sin \`asOf\`, hoy. Without \`asOf\`, today.
  hoy: program(slug: "fondo-pyme") {
    ...snapshot
    # Todo lo que las fuentes dicen, en orden.
    # All that the sources say, in order.
    statusHistory { code label since attestedOn note }
  }
}

fragment snapshot on Program {
  asOf
  name
  status {
    code
    label
    since
    # Quién lo reemplazó. What replaced it.
    successor { slug name }
  }
  # La edición del perfil que valía ese día.
  # The edition of the profile in force that day.
  version { number inForceFrom inForceUntil }
}
`,
  },
  {
    title: "Listas de referencia. Reference lists.",
    query: `query Referencia {
  # Actividades del SCIAN, por comienzo del código o por
  # palabras. SCIAN industries, by beginning of the code
  # or by words (search).
  industries(prefix: "3364") {
    totalCount
    nodes { code title level versions stratificationGroup }
  }
  # Municipios y alcaldías; los acentos no importan.
  # Municipalities; accents do not matter.
  municipalities(search: "queretaro") {
    totalCount
    nodes {
      code
      name
      seat
      population2020
      state { code name }
    }
  }
}
`,
  },
];
